"""Agreement -> what each of its clauses and resources costs, or is worth, in hours of the finish.

The price of caution, never of people. Every change leaves the plan that was made before possible, so where the planner
finds a later one the earlier one stands, and no price is below nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mamarr.model.agreement import Agreement, ForEach, InStep
from mamarr.model.plan import Plan
from mamarr.model.tolerance import enough_at_all_numbers
from mamarr.model.values import Amount, Level
from mamarr.planning import plan
from mamarr.planning.bounds import Bound, bound
from mamarr.planning.loading import load
from mamarr.planning.terms import Change, changes, fewer

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Price:
    """A change, the finish of the plan under it (None: there is none), and before when no plan under it can end."""

    change: Change
    finish: float | None
    saved: float
    bound: float
    bound_by: str


@dataclass(frozen=True, slots=True)
class Prices:
    """The plan as agreed, if there is one, every change ranked by the hours it saves, and smallest tolerances.

    *smallest* is, for each exchange in step or n for m, the tolerance agreed and the smallest under which the exchange
    can complete with the convoys that the agreement allows: the one that the check names.
    """

    plan: Plan | None
    ranked: tuple[Price, ...]
    smallest: Mapping[str, tuple[Amount, Amount]]
    losses: Mapping[str, float | None]
    """By how much the finish is later when one vehicle of a fleet fails that has no reserve left (None: no plan)."""


def prices(agreement: Agreement, level: Level = "likely", told: Told = lambda _done, _all: None) -> Prices:
    """The price of each change at *level*; where there is no plan as agreed, which single changes make one possible."""
    found = tuple(changes(agreement))
    before = plan(agreement, level=level)
    base = before if isinstance(before, Plan) else None
    told(1, len(found) + 1)
    priced = []
    for n, change in enumerate(found, 2):
        priced.append(_price(change, base, level))
        told(n, len(found) + 1)
    ranked = tuple(sorted(map(_dominating(priced), priced), key=_rank))
    return Prices(base, ranked, smallest(agreement), losses(agreement, base, level) if base else {})


def losses(agreement: Agreement, base: Plan, level: Level) -> dict[str, float | None]:
    """How much later the last arrival of *base* is with one vehicle fewer, fleet by fleet (minutes, never negative)."""
    found: dict[str, float | None] = {}
    for name in dict.fromkeys(fleet for convoy in base.convoys for fleet in convoy.vehicles):
        after = plan(fewer(agreement, name), level=level)
        found[name] = max(0.0, after.finish - base.finish) if isinstance(after, Plan) else None
    return found


def _price(change: Change, base: Plan | None, level: Level) -> Price:
    after = plan(change.agreement, level=level)
    convoys, _ = load(change.agreement, level)
    least = bound(change.agreement, convoys) if convoys else Bound(0.0, "", ())
    found = [p.finish for p in (base, after) if isinstance(p, Plan)]
    finish = min(found, default=None)
    saved = base.finish - finish if base and finish is not None else 0.0
    return Price(change, finish, saved, least.minutes, least.by)


def _dominating(priced: Sequence[Price]) -> Callable[[Price], Price]:
    """All exchanges struck out leave more possible than any one of them: that price is at least as high."""
    clauses = [p for p in priced if p.change.where[0] == "exchanges"]
    best = max(clauses, key=_early, default=None)

    def dominating(price: Price) -> Price:
        if best is None or price.change.kind != "without-all" or _early(price) >= _early(best):
            return price
        return replace(price, finish=best.finish, saved=best.saved)

    return dominating


def _early(price: Price) -> float:
    """How early a price lets the operation end: the greater, the earlier."""
    return -math.inf if price.finish is None else -price.finish


def _rank(price: Price) -> tuple[bool, float, float, float]:
    return price.finish is None, -price.saved, price.finish or 0.0, price.bound


def smallest(agreement: Agreement) -> dict[str, tuple[Amount, Amount]]:
    """For each exchange with a tolerance: the one agreed, and the smallest that is enough at all numbers."""
    return {
        name: (exchange.tolerance, enough_at_all_numbers(agreement, name))
        for name, exchange in agreement.exchanges.items()
        if isinstance(exchange, InStep | ForEach)
    }
