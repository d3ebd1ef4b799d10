"""Agreement to Diagnostics: every rule, in one tuple."""

from __future__ import annotations

from importlib.resources import files

from mamarr.checking import (
    attestation,
    binding,
    extent,
    logistics,
    means,
    numbers,
    order,
    protection,
    repair,
    safety,
    syntax,
)
from mamarr.checking.rule import Case, Finding, Rule
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic

RULES: tuple[Rule, ...] = (
    *syntax.RULES,
    *extent.RULES,
    *numbers.RULES,
    *binding.RULES,
    *order.RULES,
    *attestation.RULES,
    *repair.RULES,
    *logistics.RULES,
    *means.RULES,
    *safety.RULES,
    *protection.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}


def check(agreement: Agreement) -> tuple[Diagnostic, ...]:
    """Every fault of *agreement* that the rules find, in the order of the rules.

    What no operation can be is looked for first, and with it only slips of the text.
    """
    case = Case(agreement)
    rules = (*syntax.RULES, *extent.RULES) if any(extent.beyond_one_operation(case)) else RULES
    return tuple(
        Diagnostic(rule.code, rule.name, rule.severity, f.marks, f.facts, rule.remedy is not None)
        for rule in rules
        for f in rule.find(case)
    )


def check_rule(agreement: Agreement, code: str) -> tuple[Finding, ...]:
    """What one rule finds."""
    return tuple(BY_CODE[code].find(Case(agreement)))


def page(code: str) -> str:
    """The page of a rule, as Markdown in both languages."""
    return files("mamarr.checking").joinpath("pages", f"{code}.md").read_text("utf-8")
