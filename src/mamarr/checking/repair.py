"""Rules on repair: what follows when something goes wrong, who says so, and for how long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mamarr.checking.rule import Case, Finding, Rule, found, mark, said
from mamarr.model.agreement import Agreement
from mamarr.model.safeguards import Violations
from mamarr.model.values import Path

SUSPENSION_AT_MOST = 360
"""Six hours, in minutes: the remedy's proposal, about a night's part that families can sit out in a warm bus."""
SECTION = "violations"


def written(case: Case) -> Violations | None:
    """What the agreement says on violations; None where it says nothing at all (one fault, told once by R501)."""
    violations = case.agreement.violations
    return None if violations == Violations() else violations


def silent_on(field: str) -> Callable[[Case], Iterator[Finding]]:
    """A rule that this text of the section is given."""

    def find(case: Case) -> Iterator[Finding]:
        violations = written(case)
        if violations and not said(getattr(violations, field)):
            yield found((SECTION, field.replace("_", " ")))

    return find


def no_violation_procedure(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations is None:
        yield found((SECTION,), missing="section")
    elif not said(violations.definition):
        yield found((SECTION, "definition"), missing="definition")


def suspension_without_resumption(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations and not violations.resumed_by:
        also = [mark((SECTION, "suspended by"), "label-repair-suspends")] if violations.suspended_by else []
        yield found((SECTION, "resumed by"), *also)


def no_dispute_path(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations is None:
        return
    if violations.disputes_decided_by is None:
        yield found((SECTION, "disputes decided by"), missing="decider")
    elif violations.disputes_decided_within is None:
        yield found((SECTION, "disputes decided within"), missing="deadline")


def suspension_without_limit(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations and violations.suspension_at_most is None:
        yield found((SECTION, "suspension at most"))


def party_judges_itself(case: Case) -> Iterator[Finding]:
    violations = case.agreement.violations
    judges = (
        ("disputes decided by", violations.disputes_decided_by),
        ("reported to", violations.reported_to),
    )
    for key, actor in judges:
        if actor in case.agreement.parties:
            also = mark(("parties", str(actor)), "label-repair-party")
            yield found((SECTION, key), also, party=str(actor), task=key.split()[0])


def suspends_everything(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations and violations.suspends != "boarding":
        yield found((SECTION, "suspends"), scope=violations.suspends or "not said")


def nobody_may_suspend(case: Case) -> Iterator[Finding]:
    violations = written(case)
    if violations and not violations.suspended_by:
        yield found((SECTION, "suspended by"))


def facilitator_may_not_suspend(case: Case) -> Iterator[Finding]:
    violations, facilitators = written(case), case.agreement.facilitators
    if violations and violations.suspended_by and facilitators and not set(facilitators) & set(violations.suspended_by):
        also = [mark(("facilitators", name), "label-repair-facilitator") for name in facilitators]
        yield found((SECTION, "suspended by"), *also, facilitator=" + ".join(facilitators))


def with_violations(agreement: Agreement, **changes: Any) -> Agreement:
    return replace(agreement, violations=replace(agreement.violations, **changes))


def limit_suspension(agreement: Agreement, _: Path) -> Agreement:
    return with_violations(agreement, suspension_at_most=SUSPENSION_AT_MOST)


def suspend_boarding(agreement: Agreement, _: Path) -> Agreement:
    return with_violations(agreement, suspends="boarding")


def let_facilitators_suspend(agreement: Agreement, _: Path) -> Agreement:
    return with_violations(agreement, suspended_by=(*agreement.violations.suspended_by, *agreement.facilitators))


RULES: tuple[Rule, ...] = (
    Rule("R501", "no-violation-procedure", "error", no_violation_procedure),
    Rule("R502", "suspension-without-resumption", "error", suspension_without_resumption),
    Rule("R503", "no-dispute-path", "warning", no_dispute_path),
    Rule("R504", "no-fallback", "warning", silent_on("fallback")),
    Rule("R505", "no-return-route", "warning", silent_on("return_route")),
    Rule("R506", "no-stop-conditions", "warning", silent_on("stop_conditions")),
    Rule("R507", "no-rule-for-lost-communications", "warning", silent_on("communications_lost")),
    Rule("R508", "suspension-without-limit", "warning", suspension_without_limit, limit_suspension),
    Rule("R509", "party-judges-itself", "error", party_judges_itself),
    Rule("R510", "suspends-everything", "error", suspends_everything, suspend_boarding),
    Rule("R511", "nobody-may-suspend", "error", nobody_may_suspend),
    Rule("R512", "facilitator-may-not-suspend", "warning", facilitator_may_not_suspend, let_facilitators_suspend),
)
