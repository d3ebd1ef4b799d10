"""Rules on protection: what is owed to everybody who leaves and to everybody who stays, with its standard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mamarr.checking.rule import Case, Finding, Rule, found, mark, said
from mamarr.checking.silence import proposing, unsaid_rule, wording
from mamarr.model.agreement import Agreement
from mamarr.model.safeguards import Inspection, Lists
from mamarr.model.values import Path

CIHL = "ICRC Study on Customary IHL"
RES_2328 = "UN Security Council resolution 2328 (2016)"
ICRC_2018 = "ICRC statement on evacuations, 14 March 2018"
ICRC_DATA = "ICRC Handbook on Data Protection in Humanitarian Action (3rd ed. 2024)"
KEPT: tuple[tuple[str, str], ...] = (("protection", "papers"), ("conditions", "belongings"))
"""Where an agreement says what stays with its owner."""
HELD = ("detainees", "captives")


def papers_not_protected(case: Case) -> Iterator[Finding]:
    missing = [path for path in KEPT if not said(getattr(getattr(case.agreement, path[0]), path[1]))]
    if missing:
        yield found(*missing, missing=", ".join(path[1] for path in missing))


def keep_papers(agreement: Agreement, _: Path) -> Agreement:
    for section, attribute in KEPT:
        if not said(getattr(getattr(agreement, section), attribute)):
            agreement = proposing("P807", section, attribute)(agreement, ())
    return agreement


def _inspections(case: Case) -> Iterator[tuple[Path, Inspection]]:
    for i, inspection in enumerate(case.agreement.conditions.inspections):
        yield ("conditions", "inspections", i), inspection


def inspection_unobserved(case: Case) -> Iterator[Finding]:
    """Nobody watches an inspection, or only a side does."""
    for path, inspection in _inspections(case):
        if inspection.observed_by is None or inspection.observed_by in case.agreement.parties:
            yield found((*path, "observed by"), at=inspection.at, by=inspection.by)


def inspection_without_limit(case: Case) -> Iterator[Finding]:
    """An inspection may last as long, or look for whatever, the one who inspects wishes."""
    for path, inspection in _inspections(case):
        missing = ["minutes at most"] if inspection.minutes_at_most is None else []
        missing += [] if said(inspection.purpose) else ["purpose"]
        if missing:
            marks = (found((*path, key)).marks[0] for key in missing)
            yield found(*marks, at=inspection.at, by=inspection.by, missing=", ".join(missing))


def detention_open(case: Case) -> Iterator[Finding]:
    for path, inspection in _inspections(case):
        by_procedure = inspection.detention == "by procedure" and said(inspection.procedure)
        if inspection.detention != "none" and not by_procedure:
            yield found((*path, "detention"), at=inspection.at, by=inspection.by)


def inspection_not_regulated(case: Case) -> Iterator[Finding]:
    """A convoy is stopped for inspection where the agreement has no word on inspections."""
    regulated = {inspection.at for inspection in case.agreement.conditions.inspections}
    for name in case.places_used:
        if case.agreement.places[name].inspection_minutes and name not in regulated:
            stopped = mark(("places", name, "inspection minutes"), "label-protection-stopped")
            yield found(("conditions", "inspections"), stopped, at=name)


def _changing(change: Callable[[Agreement, Inspection], Inspection]) -> Callable[[Agreement, Path], Agreement]:
    """A remedy for one inspection."""

    def remedy(agreement: Agreement, where: Path) -> Agreement:
        inspections = list(agreement.conditions.inspections)
        index = int(where[2])
        inspections[index] = change(agreement, inspections[index])
        return replace(agreement, conditions=replace(agreement.conditions, inspections=tuple(inspections)))

    return remedy


def _observed(agreement: Agreement, inspection: Inspection) -> Inspection:
    """By a monitor that stands there, or by the first there is."""
    monitors = sorted(agreement.monitors, key=lambda m: inspection.at not in agreement.monitors[m].posted_at)
    return replace(inspection, observed_by=monitors[0]) if monitors else inspection


def _nobody_taken(_: Agreement, inspection: Inspection) -> Inspection:
    return replace(inspection, detention="none")


def _lists(case: Case) -> Lists:
    return case.agreement.conditions.lists or Lists()


def lists_not_frozen(case: Case) -> Iterator[Finding]:
    """Lists may change until people leave, or while they do."""
    frozen, window = _lists(case).frozen, case.agreement.window
    if frozen is None or (window and frozen > window.opens):
        yield found(("conditions", "lists", "frozen"))


def list_order_open(case: Case) -> Iterator[Finding]:
    if not said(_lists(case).order):
        yield found(("conditions", "lists", "order"))


def no_rule_for_dead_or_missing(case: Case) -> Iterator[Finding]:
    if not said(_lists(case).dead_or_missing):
        yield found(("conditions", "lists", "dead or missing"))


def list_kept_by_a_party(case: Case) -> Iterator[Finding]:
    """A side keeps the lists, or nobody is named."""
    keeper = _lists(case).kept_by
    if keeper is None or keeper in case.agreement.parties:
        yield found(("conditions", "lists", "kept by"), by=keeper or "none")


def _with_lists(agreement: Agreement, **changes: Any) -> Agreement:
    lists = replace(agreement.conditions.lists or Lists(), **changes)
    return replace(agreement, conditions=replace(agreement.conditions, lists=lists))


def propose_order(agreement: Agreement, _: Path) -> Agreement:
    return _with_lists(agreement, order=wording("P812"))


def propose_for_dead_or_missing(agreement: Agreement, _: Path) -> Agreement:
    return _with_lists(agreement, dead_or_missing=wording("P813"))


def neutral_keeps_lists(agreement: Agreement, _: Path) -> Agreement:
    return _with_lists(agreement, kept_by=next(iter(agreement.facilitators))) if agreement.facilitators else agreement


def consent_asked_by_a_party(case: Case) -> Iterator[Finding]:
    """A side asks whether people wish to leave, or nobody is named; no consent at all is said elsewhere."""
    asker = case.agreement.protection.consent_asked_by
    if said(case.agreement.protection.consent) and (asker is None or asker in case.agreement.parties):
        yield found(("protection", "consent asked by"), by=asker or "none")


def neutral_asks(agreement: Agreement, _: Path) -> Agreement:
    if not agreement.facilitators:
        return agreement
    asker = next(iter(agreement.facilitators))
    return replace(agreement, protection=replace(agreement.protection, consent_asked_by=asker))


def captives_without_track(case: Case) -> Iterator[Finding]:
    """Captives or detainees leave, and no rule gives them a track of their own."""
    agreement = case.agreement
    held = [m for m in agreement.movements if any(case.parts[m].get(c) for c in HELD)]
    held += [m for m, spec in agreement.movements.items() if m not in held and set(HELD) & set(spec.who)]
    if held and not said(agreement.conditions.captives):
        moves = (mark(("movements", m), "label-protection-held") for m in held)
        yield found(("conditions", "captives"), *moves, movements=", ".join(held))


RULES: tuple[Rule, ...] = (
    unsaid_rule("P801", "no-consent", "error", "protection", "consent", f"{RES_2328}, op. 2"),
    unsaid_rule(
        "P802",
        "no-option-to-stay",
        "error",
        "protection",
        "option_to_stay",
        f"{CIHL}, rule 129; AP II art. 17; GC IV art. 49; {RES_2328}, op. 2",
    ),
    unsaid_rule(
        "P803", "no-choice-of-destination", "error", "protection", "choice_of_destination", f"{RES_2328}, op. 2, 4"
    ),
    unsaid_rule(
        "P804",
        "those-who-stay-unprotected",
        "warning",
        "protection",
        "those_who_stay",
        f"{RES_2328}, op. 2; {ICRC_2018}",
    ),
    unsaid_rule(
        "P805", "families-may-be-split", "warning", "protection", "family_unity", f"{CIHL}, rules 105, 131; {ICRC_2018}"
    ),
    unsaid_rule(
        "P806",
        "no-special-care",
        "warning",
        "protection",
        "special_care",
        f"{CIHL}, rules 109-110; GC IV art. 17; {ICRC_2018}",
    ),
    Rule(
        "P807", "papers-not-protected", "warning", papers_not_protected, keep_papers, f"{CIHL}, rule 133; {ICRC_2018}"
    ),
    Rule("P808", "inspection-unobserved", "warning", inspection_unobserved, _changing(_observed), f"{RES_2328}, op. 4"),
    Rule("P809", "inspection-without-limit", "warning", inspection_without_limit, None, ICRC_2018),
    Rule("P810", "detention-open", "error", detention_open, _changing(_nobody_taken), f"{RES_2328}, op. 4"),
    Rule("P811", "lists-not-frozen", "warning", lists_not_frozen, None, ICRC_2018),
    Rule("P812", "list-order-open", "warning", list_order_open, propose_order, f"{CIHL}, rule 110"),
    Rule(
        "P813",
        "no-rule-for-dead-or-missing",
        "warning",
        no_rule_for_dead_or_missing,
        propose_for_dead_or_missing,
        f"{CIHL}, rule 117",
    ),
    unsaid_rule("P814", "no-data-rule", "warning", "protection", "data", ICRC_DATA),
    unsaid_rule("P815", "no-right-of-return", "warning", "protection", "return_", f"{CIHL}, rules 132, 133"),
    Rule(
        "P816",
        "captives-without-a-track",
        "warning",
        captives_without_track,
        proposing("P816", "conditions", "captives"),
        ICRC_2018,
    ),
    Rule(
        "P817", "consent-asked-by-no-neutral", "warning", consent_asked_by_a_party, neutral_asks, f"{RES_2328}, op. 2"
    ),
    Rule("P818", "lists-kept-by-no-neutral", "warning", list_kept_by_a_party, neutral_keeps_lists, ICRC_DATA),
    Rule("P819", "inspection-not-regulated", "warning", inspection_not_regulated, None, f"{RES_2328}, op. 4"),
)
