"""A day half carried out, an order of those who wait -> a better one: least change to what people were told, first.

Late acceptance hill climbing (Burke, Bykov 2017): a changed order is gone on from where it is no worse than the last,
or than the one so many tries ago. It only compares, so what matters more is never traded for what matters less. Orders
are run in machine code by the law of the day, with the past as it was.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances, widest
from mamarr.model.builder import Builder
from mamarr.model.calendar import length
from mamarr.model.clauses import ARRIVE, BOARD
from mamarr.model.law import Step
from mamarr.model.plan import Convoy, End, Objective
from mamarr.planning.figures import figures
from mamarr.planning.search import Limits, Progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

BEFORE = 50
"""How many tries ago the order was that a changed one is compared with."""
NEAR = 6
"""Turns over which one is moved, mostly."""

Value = tuple[float, ...]
Order = tuple[Convoy, ...]
Told = Mapping[str, float]
"""When people were told that they would board."""


class Turns:
    """The convoys of a day, whose turn may change, and what an order of them is worth."""

    def __init__(
        self,
        agreement: Agreement,
        builder: Builder,
        order: Order,
        waiting: Sequence[Convoy],
        told: Told,
        first: Objective,
    ) -> None:
        from mamarr.planning.search.tables import tables  # noqa: PLC0415  (the compiler loads slowly)

        self.agreement, self.order, self.first, self.steps = agreement, order, first, builder.steps
        self.tables = tables(builder, [c.id for c in order])
        act = {(s.convoy, s.act): i for i, s in enumerate(builder.steps)}
        self.waiting = tuple(waiting)
        self.boards = np.array([act[c.id, BOARD] for c in waiting])
        self.arrives = np.array([act[c.id, ARRIVE] for c in waiting])
        self.sizes = np.array([float(c.size) for c in waiting])
        self.protected = np.array([c.unconditional for c in waiting])
        self.told = np.array([told.get(c.id, math.nan) for c in waiting])
        self.closes = length(agreement.window) if agreement.window else math.inf
        moving = {c.id for c in waiting if not c.unconditional}
        self.places = [i for i, c in enumerate(order) if c.id in moving]
        self.chains: dict[str, list[int]] = {}
        for i in self.places:
            self.chains.setdefault(order[i].movement, []).append(i)

    def fix(self, past: Mapping[int, float]) -> None:
        """What has happened, by step."""
        from mamarr.planning.search.tables import FIXED  # noqa: PLC0415

        for step, moment in past.items():
            self.tables.moment[FIXED, step] = moment

    def named(self, turns: Sequence[str]) -> list[int]:
        """The order (indices) in which movements have these *turns*; each keeps its own."""
        ahead = {movement: iter(chain) for movement, chain in self.chains.items()}
        found = list(range(len(self.order)))
        for place, movement in zip(self.places, turns, strict=True):
            found[place] = next(ahead[movement])
        return found

    def value(self, turns: Sequence[str], now: float) -> Value:
        """What this order is worth, by what matters most: the less, the better."""
        from mamarr.planning.search.kernel import run  # noqa: PLC0415
        from mamarr.planning.search.tables import TIME  # noqa: PLC0415

        run(self.tables, np.array(self.named(turns)), len(self.steps), now)
        return self._worth(self.tables.moment[TIME, : len(self.steps)])

    def worth(self, times: Mapping[Step, float]) -> Value:
        """The same of finished times."""
        return self._worth(np.array([times.get(step, math.inf) for step in self.steps]))

    def _worth(self, times: NDArray[np.float64]) -> Value:
        boards, arrives = times[self.boards], times[self.arrives]
        if not np.isfinite(arrives).all():
            return (math.inf,)
        ride, allowed = arrives - boards, self.agreement.time_on_board_at_most or math.inf
        worth: dict[Objective, Callable[[], float]] = {
            "told": lambda: float(np.nansum(self.sizes * np.abs(boards - self.told))),
            "safe": lambda: float((self.sizes * arrives)[~self.protected].sum()),
            "finish": lambda: float(arrives.max()),
            "aboard": lambda: float((self.sizes * ride).sum()),
            "imbalance": lambda: self._imbalance(times),
            "together": lambda: float(figures(self.agreement, self.waiting, self._named(times)).together),
        }
        late = float(self.sizes[(arrives > self.closes) | (ride > allowed)].sum())
        protected = float((self.sizes * arrives)[self.protected].sum())
        ranks: tuple[Objective, ...] = (self.first, "told", "safe", "finish", "aboard")
        return late, protected, *(round(worth[what](), 6) for what in dict.fromkeys(ranks))

    def _named(self, times: NDArray[np.float64]) -> dict[Step, float]:
        return dict(zip(self.steps, times.tolist(), strict=True))

    def _imbalance(self, times: NDArray[np.float64]) -> float:
        found = widest(balances(self.agreement, self.order), self._named(times))
        return abs(found[0].ahead(found[1])) if found else 0.0


def changed(turns: list[str], chance: random.Random) -> list[str]:
    """*turns* with a few of them at another place."""
    here = chance.randrange(len(turns))
    away = chance.randint(1, NEAR) if chance.random() < 0.8 else chance.randrange(len(turns))
    there = min(max(0, here + (away if chance.random() < 0.5 else -away)), len(turns) - 1)
    made = turns[:]
    made.insert(there, made.pop(here))
    return made


def resequenced(
    turns: Turns, now: float, limits: Limits, progress: Callable[[Progress], None] = lambda _: None
) -> tuple[Order, int, End]:
    """The best order found within *limits*, how many were tried, and what ended that."""
    chance = random.Random(limits.seed)
    best = here = [turns.order[i].movement for i in turns.places]
    most = value = turns.value(here, now)
    before, work, until = [value] * BEFORE, 0, None if limits.seconds is None else time.monotonic() + limits.seconds
    ended: End = "work"
    try:
        while work < limits.work and len(turns.chains) > 1:
            tried = changed(here, chance)
            found = turns.value(tried, now)
            if found <= value or found <= before[work % BEFORE]:
                here, value = tried, found
            if value < most:
                best, most = here, value
            before[work % BEFORE] = min(value, before[work % BEFORE])
            work += 1
            if work % 100 == 0:
                progress(Progress(work, most[2] if len(most) > 2 else math.inf, 0.0))
            if until is not None and time.monotonic() > until:
                ended = "time"
                break
    except KeyboardInterrupt:
        ended = "interrupt"
    return tuple(turns.order[i] for i in turns.named(best)), work, ended
