"""A thing that should be said and is not: its rule, and the wording that is proposed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from mamarr.checking.rule import Case, Finding, Rule, found, said
from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Severity
from mamarr.model.values import Path, Text


def unsaid(section: str, attribute: str) -> Callable[[Case], Iterator[Finding]]:
    """Finds that *attribute* of *section* has no words."""

    def find(case: Case) -> Iterator[Finding]:
        if not said(getattr(getattr(case.agreement, section), attribute)):
            yield found((section, attribute.rstrip("_").replace("_", " ")))

    return find


def wording(code: str) -> Text:
    """The wording that rule *code* proposes; it says of itself that it is a proposal."""
    return Text(en=words("en", "check")(f"{code}.text"), ar=words("ar", "check")(f"{code}.text"))


def proposing(code: str, section: str, attribute: str) -> Callable[[Agreement, Path], Agreement]:
    """Writes the proposed wording where nothing is said."""

    def remedy(agreement: Agreement, _: Path) -> Agreement:
        changes: dict[str, Any] = {attribute: wording(code)}
        changes = {section: replace(getattr(agreement, section), **changes)}
        return replace(agreement, **changes)

    return remedy


def unsaid_rule(code: str, name: str, severity: Severity, section: str, attribute: str, standard: str = "") -> Rule:
    """The rule that *attribute* of *section* must be said; its message has the attribute ``.text``."""
    remedy = proposing(code, section, attribute)
    return Rule(code, name, severity, unsaid(section, attribute), remedy, standard)
