"""Agreement to Diagnostics: every rule, in one tuple."""

from __future__ import annotations

from importlib.resources import files

from mamarr.checking import attestation, binding, logistics, numbers, order, protection, repair, safety, syntax
from mamarr.checking.rule import Case, Finding, Rule
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic

RULES: tuple[Rule, ...] = (
    *syntax.RULES,
    *numbers.RULES,
    *binding.RULES,
    *order.RULES,
    *attestation.RULES,
    *repair.RULES,
    *logistics.RULES,
    *safety.RULES,
    *protection.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}


def check(agreement: Agreement) -> tuple[Diagnostic, ...]:
    """Every fault of *agreement* that the rules find, in the order of the rules."""
    case = Case(agreement)
    return tuple(
        Diagnostic(rule.code, rule.name, rule.severity, f.marks, f.facts, rule.remedy is not None)
        for rule in RULES
        for f in rule.find(case)
    )


def check_rule(agreement: Agreement, code: str) -> tuple[Finding, ...]:
    """What one rule finds."""
    return tuple(BY_CODE[code].find(Case(agreement)))


def page(code: str) -> str:
    """The page of a rule, as Markdown in both languages."""
    return files("mamarr.checking").joinpath("pages", f"{code}.md").read_text("utf-8")
