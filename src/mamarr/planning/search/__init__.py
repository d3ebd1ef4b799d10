"""A first order -> a better one: turns and convoy sizes are changed, and the best that was met is kept.

An order is better when, in this order of importance: nobody is late or on board for too long; those who may not be made
to wait are safe sooner; then what was asked for first, and the others: all others safe sooner (people times minutes),
the last arrival, the greatest imbalance, time on board, loaded convoys at one place. Work is counted in plans tried,
and what is tried next depends on nothing else, so the same work and seed give the same plan; a limit in seconds does
not, but the work that was done is told and can be asked for.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mamarr.machine import prepare
from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy, End, Objective
from mamarr.model.values import Level
from mamarr.planning.bounds import bound
from mamarr.planning.fitting import alternating, in_turn_as, matched, protected_as, received, rides, snug
from mamarr.planning.loading import load
from mamarr.planning.order import followed
from mamarr.planning.search.destinations import nearer, sooner
from mamarr.planning.search.sizes import resized

if TYPE_CHECKING:
    from mamarr.planning.search.wishes import Search

MANY = 200
"""Convoys that nobody minds; where there are more, they become at most twice as many."""
FIRST, TRY, MORE = 1000, 1000, 2000
"""Plans tried before anything else than turns is changed; with each other way to make up convoys; and then with the
best few of these. For many convoys fewer:"""
MOST = 200_000
"""Convoys moved in such a trial at most."""
FEW = 3
LEVEL = 3
"""Being in time, protected people and the objective are the first numbers of a value."""
SLICE = 100_000
"""Convoys moved between two looks at the clock: about a tenth of a second."""

Order = tuple[Convoy, ...]
Send = Callable[[Agreement, Order], Order]
SENT: tuple[Send, ...] = (lambda _, order: order, nearer, sooner)
"""To where people go who did not choose: as in the first plan, as vehicles are on the way for less time, or they."""


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


def sized(agreement: Agreement, order: Order, level: Level, send: Send) -> Iterator[Order]:
    """Convoys of other sizes for the same people, each to another place, not in order."""
    alike, narrow = matched(agreement, order), snug(agreement, order)
    terms = [
        (alike, False),
        (alike, True),
        *((limited, False) for limited in resized(agreement, order)),
        (narrow, True),
    ]
    seen = [rides(order)]
    for limited, spread in terms:
        loaded, faults = load(limited, level, spread=spread)
        convoys = protected_as(order, loaded)
        if not faults and received(agreement, convoys) and rides(convoys) not in seen:
            seen.append(rides(convoys))
            if len(convoys) <= max(MANY, 2 * len(order)):
                yield alternating(agreement, send(agreement, convoys))


def tries(plans: int, order: Order) -> int:
    """So many *plans*, or fewer where there are many convoys."""
    return max(1, min(plans, plans * MOST // (FIRST * len(order))))


def races(agreement: Agreement, order: Order, level: Level, limits: Limits) -> Iterator[tuple[Search, int]]:
    """Searches and how far each is to go: the first one, others with other convoys, then the best in turn."""
    from mamarr.planning.search.wishes import Search  # noqa: PLC0415  (the compiler loads slowly)

    found = [(Search(agreement, order, limits.objective, limits.seed), SENT[0])]
    yield found[0][0], tries(FIRST, order)
    for send in SENT[1:]:
        sent = send(agreement, order)
        if all(sent != search.first for search, _ in found):
            found.append((Search(agreement, sent, limits.objective, limits.seed), send))
            yield found[-1][0], tries(TRY, order)
    before, send = min(found, key=lambda s: s[0].value)
    for convoys in sized(agreement, order, level, send):
        search = Search(agreement, in_turn_as(before.order, convoys), limits.objective, limits.seed)
        if not search.moving or (search.at_once and not before.at_once):
            ranked = followed(agreement, search.first).order()
            search = Search(agreement, ranked, limits.objective, limits.seed)
        if search.moving:
            found.append((search, send))
            yield search, tries(TRY, convoys)
    for search in leading((search for search, _ in found), FEW) if len(found) > 1 else ():
        yield search, tries(MORE, search.first)
    for twice in itertools.count():
        for search in leading((search for search, _ in found), 2):
            yield search, tries(MORE, search.first) << twice


def leading(searches: Iterable[Search], few: int) -> list[Search]:
    """The best *few* of *searches*; more where more are level with the best in what comes first.

    That is so where nobody is through before a crossing shuts for the night: each may be the one that finds how.
    """
    best = sorted(searches, key=lambda s: s.value)
    level = sum(s.value[:LEVEL] == best[0].value[:LEVEL] for s in best)
    return best[: max(few, level)]


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
            if limits.seconds is not None and until is None:
                search.go_on(0)  # the clock runs from when the machine code stands
                until = time.monotonic() + limits.seconds
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
