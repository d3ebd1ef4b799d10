"""A first order -> a better one: ranks and convoy sizes are changed a little, and what is no worse is kept.

An order is better when, in this order of importance: nobody is late or on board for too long; those who may not be made
to wait are safe sooner, then all others (people times minutes); the last arrives sooner; the greatest imbalance is
smaller; people are on board for less time. Work is counted in plans tried, so the same work and seed give the same
plan on any machine; a limit in seconds does not, but the work that was done is told and can be asked for.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances, widest
from mamarr.model.calendar import length
from mamarr.model.plan import Convoy, End
from mamarr.model.values import Level
from mamarr.planning.bounds import bound
from mamarr.planning.loading import load
from mamarr.planning.order import Ranking, rank

PARTS = (2, 3, 4)
"""By how much convoys are made smaller, to see whether that is better."""
MANY = 200
"""Convoys from which on they are not made smaller: nobody runs more of them."""
NEAR = 12
"""How many turns earlier a convoy is moved at most."""

Value = tuple[float, ...]
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
    """When to stop: after so many plans, or after so many seconds."""

    work: int
    seconds: float | None = None
    seed: int = 1


def valued(agreement: Agreement, ranking: Ranking) -> Value:
    """How good a grown plan is: the less, the better."""
    times = ranking.times()
    closes = length(agreement.window) if agreement.window else float("inf")
    allowed = agreement.time_on_board_at_most or float("inf")
    found = [(c, times[board], times[arrive]) for c, board, arrive in ranking.rides()]
    balance, most = widest(balances(agreement, ranking.order()), times) or (None, None)
    return (
        sum(c.size for c, boards, arrives in found if arrives > closes or arrives - boards > allowed),
        sum(c.size * arrives for c, _, arrives in found if c.unconditional),
        sum(c.size * arrives for c, _, arrives in found if not c.unconditional),
        max(arrives for _, _, arrives in found),
        abs(balance.ahead(most)) if balance and most else 0.0,
        sum(c.size * (arrives - boards) for c, boards, arrives in found),
    )


class Search:
    """The best order so far, and the one from which the next is made."""

    def __init__(self, agreement: Agreement, order: Order) -> None:
        self.agreement = agreement
        self.bound = bound(agreement, order).minutes
        self.first = sum(c.unconditional for c in order)
        self.ranking = Ranking(agreement, order)
        self.best = self.order = order
        self.value = valued(agreement, self._grown(order) or self.ranking)

    def _grown(self, order: Order) -> Ranking | None:
        """The plan that grows when convoys come in *order*, as far as that can be; None where somebody cannot move."""
        ranking = self.ranking.again()
        wish = {c.id: i for i, c in enumerate(order)}
        if not all(ranking.append(c.id) for c in order[: self.first]):
            return None
        while ranking.next() and ranking.follow(wish):
            pass
        return None if ranking.next() else ranking

    @property
    def finish(self) -> float:
        return self.value[3]

    def change(self, chance: random.Random) -> None:
        """Lets one convoy take an earlier turn; keeps that where it is no worse."""
        turns = [c.movement for c in self.order[self.first :]]
        late = chance.randrange(len(turns)) if turns else 0
        early = max(0, late - chance.randint(1, NEAR))
        if not turns or turns[early] == turns[late]:
            return
        turns.insert(early, turns.pop(late))
        waiting = {m: iter([c for c in self.order[self.first :] if c.movement == m]) for m in set(turns)}
        ranking = self._grown((*self.order[: self.first], *(next(waiting[m]) for m in turns)))
        if ranking and (value := valued(self.agreement, ranking)) <= self.value:
            self.value, self.order = value, ranking.order()

    def resized(self, level: Level, parts: int) -> Search | None:
        """The same with convoys so much smaller, where that is possible and better."""
        convoys, faults = load(self.agreement, level, parts)
        if faults or len(convoys) > MANY:
            return None
        order, complete = rank(self.agreement, convoys)
        other = Search(self.agreement, order) if complete else None
        return other if other and other.value < self.value else None


def improve(
    agreement: Agreement,
    order: Order,
    level: Level,
    limits: Limits,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Found:
    """The best order found within *limits*; whoever interrupts gets the best so far."""
    search, chance, work = Search(agreement, order), random.Random(limits.seed), 0
    until = None if limits.seconds is None else time.monotonic() + limits.seconds
    sizes = list(PARTS)
    try:
        while work < limits.work:
            if until is not None and time.monotonic() > until:
                return Found(search.order, work, "time")
            if sizes:
                search = search.resized(level, sizes.pop(0)) or search
            else:
                search.change(chance)
            work += 1
            progress(Progress(work, search.finish, search.bound))
    except KeyboardInterrupt:
        return Found(search.order, work, "interrupt")
    return Found(search.order, work, "work")
