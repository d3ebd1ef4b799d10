"""A first order -> a better one: turns and convoy sizes are changed, and the best that was met is kept.

An order is better when, in this order of importance: nobody is late or on board for too long; those who may not be made
to wait are safe sooner; then what was asked for first, and the others: all others safe sooner (people times minutes),
the last arrival, the greatest imbalance, time on board, loaded convoys at one place. Work is counted in plans tried,
and what is tried next depends on nothing else, so the same work and seed give the same plan; a limit in seconds does
not, but the work that was done is told and can be asked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mamarr.machine import prepare
from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy, End, Objective
from mamarr.model.values import Level
from mamarr.planning.bounds import bound
from mamarr.planning.loading import load
from mamarr.planning.order import rank
from mamarr.planning.search.destinations import nearer

if TYPE_CHECKING:
    from mamarr.planning.search.wishes import Search

PARTS = (2, 3, 4)
"""By how much convoys are made smaller, to see whether that is better."""
MANY = 200
"""Convoys from which on they are not made smaller: nobody runs more of them."""
FIRST, TRY, MORE = 1000, 1000, 4000
"""Plans tried before anything else than turns is changed; with each other way to make up convoys; and then with the
best few of these."""
FEW = 3
SLICE = 100_000
"""Convoys moved between two looks at the clock: about a tenth of a second."""

Order = tuple[Convoy, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the search stands: plans tried, the best finish, the bound, and how far apart they are as a share of it."""

    work: int
    best: float
    bound: float

    @property
    def gap(self) -> float:
        return (self.best - self.bound) / self.bound if self.bound > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """The best order, how many plans were tried, and what ended the search."""

    order: Order
    work: int
    stopped: End


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: after so many plans, or after so many seconds; and what matters first."""

    work: int
    seconds: float | None = None
    seed: int = 1
    objective: Objective = "safe"


def smaller(agreement: Agreement, order: Order) -> Iterator[Agreement]:
    """*agreement* with smaller convoys, of full vehicles: of all movements, then of one."""
    vehicles: dict[str, int] = {}
    for c in order:
        if not c.unconditional:
            along = agreement.movements[c.movement].along
            number = sum(n for fleet, n in c.vehicles.items() if fleet not in along)
            vehicles[c.movement] = max(vehicles.get(c.movement, 0), number)
    alone = [{m: 2} for m in vehicles if len(vehicles) > 1]
    seen = [vehicles]
    for parts in (*(dict.fromkeys(vehicles, by) for by in PARTS), *alone):
        fewer = {m: -(-n // parts.get(m, 1)) for m, n in vehicles.items()}
        if fewer not in seen:
            seen.append(fewer)
            yield _with(agreement, {m: n for m, n in fewer.items() if n < vehicles[m]})


def _with(agreement: Agreement, vehicles: Mapping[str, int]) -> Agreement:
    """*agreement* with at most so many vehicles in a convoy of these movements, and the people whom they seat."""
    made = dict(agreement.movements)
    for name, n in vehicles.items():
        limit, fleets = made[name].convoy, made[name].fleets or tuple(agreement.fleets)
        seats = n * max(agreement.fleets[f].seats for f in fleets)
        if seats:
            people = seats if limit.people is None else min(seats, limit.people)
            made[name] = replace(made[name], convoy=replace(limit, people=people))
    return replace(agreement, movements=made)


def others(agreement: Agreement, order: Order, level: Level) -> Iterator[Order]:
    """Other convoys for the same people, in an order in which they can move: of other sizes, to other places."""
    if (sent := nearer(agreement, order)) is not order:
        yield sent
    for limited in smaller(agreement, order) if len(order) < MANY else ():
        convoys, faults = load(limited, level)
        if not faults and len(order) < len(convoys) <= MANY:
            ranked, complete = rank(agreement, nearer(agreement, convoys))
            if complete:
                yield ranked


def races(agreement: Agreement, order: Order, level: Level, limits: Limits) -> Iterator[tuple[Search, int]]:
    """Searches and how far each is to go: the first one, others with other convoys, then the best on and on."""
    from mamarr.planning.search.wishes import Search  # noqa: PLC0415  (the compiler loads slowly)

    found = [Search(agreement, order, limits.objective, limits.seed)]
    yield found[0], FIRST
    for other in others(agreement, order, level):
        search = Search(agreement, other, limits.objective, limits.seed)
        if search.moving:
            found.append(search)
            yield search, TRY
    best = sorted(found, key=lambda s: s.value)[:FEW]
    for search in best if len(found) > 1 else ():
        yield search, MORE
    yield min(best, key=lambda s: s.value), 10**12


def improve(
    agreement: Agreement,
    order: Order,
    level: Level,
    limits: Limits,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Found:
    """The best order found within *limits*; whoever interrupts gets the best so far."""
    prepare("search")
    least, work, until = bound(agreement, order).minutes, 0, None
    best: Search | None = None
    try:
        for search, plans in races(agreement, order, level, limits):
            best = best or search
            until = until or (None if limits.seconds is None else time.monotonic() + limits.seconds)
            for piece in _slices(min(plans, limits.work - work), len(search.first)):
                search.go_on(piece)
                work += piece
                best = min(best, search, key=lambda s: s.value)
                progress(Progress(work, best.finish, least))
                if until is not None and time.monotonic() > until:
                    return Found(best.order, work, "time")
            if work >= limits.work:
                break
    except KeyboardInterrupt:
        return Found(best.order if best else order, work, "interrupt")
    return Found(best.order if best else order, work, "work")


def _slices(plans: int, convoys: int) -> Iterator[int]:
    """*plans* in pieces of about a tenth of a second."""
    most = max(1, SLICE // max(1, convoys))
    while plans > 0:
        yield min(plans, most)
        plans -= most
