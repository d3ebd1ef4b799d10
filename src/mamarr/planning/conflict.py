"""An agreement without a plan -> a smallest set of its clauses and limits that cannot hold together.

A deletion filter (Chinneck and Dravnieks 1991): let go of each term in turn, and keep it let go where there is still no
plan. That a plan exists without any one of those left is certain, for one was found; that there is none with all of
them is certain only where the law or the bound says so, else it is as good as the planner's search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import length
from mamarr.model.diagnostic import Diagnostic, Mark
from mamarr.model.plan import Plan
from mamarr.model.values import Level
from mamarr.planning import plan
from mamarr.planning.bounds import bound
from mamarr.planning.faults import fault
from mamarr.planning.loading import load
from mamarr.planning.terms import Term, terms

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Terms that cannot hold together; *proven* where no plan at all can keep them."""

    terms: tuple[Term, ...]
    proven: bool


def conflict(agreement: Agreement, level: Level = "likely", told: Told = lambda _done, _all: None) -> Conflict | None:
    """A smallest set of terms under which no plan is found; None where letting go of all of them does not help."""
    found = tuple(terms(agreement))
    free = _letting_go(agreement, found)
    told(1, len(found) + 1)
    if not found or not _planned(free, level):
        return None
    gone: list[Term] = []
    for n, term in enumerate(found, 2):
        if not _planned(_letting_go(agreement, [*gone, term]), level):
            gone.append(term)
        told(n, len(found) + 1)
    left = tuple(t for t in found if t not in gone)
    return Conflict(left, _proven(_letting_go(agreement, gone), level))


def _letting_go(agreement: Agreement, gone: Sequence[Term]) -> Agreement:
    for term in gone:
        agreement = term.let_go(agreement)
    return agreement


def _planned(agreement: Agreement, level: Level) -> bool:
    return isinstance(plan(agreement, level=level), Plan)


def _proven(agreement: Agreement, level: Level) -> bool:
    """Whether the bound alone says that the operation cannot end within the window."""
    convoys, hindered = load(agreement, level)
    if hindered or agreement.window is None:
        return False
    return bound(agreement, convoys).minutes > length(agreement.window)


def told_as(found: Conflict) -> Diagnostic:
    """The conflict with every line involved."""
    marks = (Mark(t.where, f"label-term-{t.kind}") for t in found.terms)
    return fault("K950", *marks, n=len(found.terms), proven="yes" if found.proven else "no")
