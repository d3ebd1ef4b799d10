"""Agreement, convoys in a first order -> what is wanted and whose turn it is when, in arrays, and a search in them."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances
from mamarr.model.builder import Builder
from mamarr.model.calendar import length
from mamarr.model.clauses import ARRIVE, BOARD, compiled
from mamarr.model.halts import halts
from mamarr.model.plan import Convoy, Objective
from mamarr.planning.fitting import ordered
from mamarr.planning.search.annealing import BEST, HERE, KEPT, TRIAL, Turns, anneal, begun, keep, lawful, lined_up
from mamarr.planning.search.serial import Growth, growth
from mamarr.planning.search.tables import Tables, tables
from mamarr.planning.search.weighing import (
    FINISH,
    GATHERED,
    IMBALANCE,
    LATE,
    ON_BOARD,
    OVER,
    PEOPLE,
    PROTECTED,
    Goals,
    height,
)

RANKED: Final[Mapping[Objective, int]] = {
    "safe": PEOPLE,
    "finish": FINISH,
    "imbalance": IMBALANCE,
    "aboard": ON_BOARD,
    "together": GATHERED,
}
LED: Final = (1.0, 0.03, 0.01, 0.003, 0.001)
"""How much each objective adds to the height of a sequence, by its rank; as a share of its first value."""
TARDY: Final = 10.0
SMOOTH: Final = 0.3
"""How much people being safe sooner adds where the last arrival comes first: that alone says nothing of all others."""


def goals(agreement: Agreement, order: Sequence[Convoy], builder: Builder, first: Objective) -> Goals:
    """What is wanted of these convoys, *first* before all but people being in time and the protected safe sooner."""
    index = {step: i for i, step in enumerate(builder.steps)}
    act = {(s.convoy, s.act): i for s, i in index.items()}
    watched = balances(agreement, order)
    standing = sorted(halts(agreement, order), key=lambda h: h.place)
    places = {h.place: i for i, h in enumerate(standing)}
    ranks = [RANKED[first], *(what for name, what in RANKED.items() if name != first)]
    closes = length(agreement.window) if agreement.window else math.inf
    return Goals(
        rides=np.array([(act[c.id, BOARD], act[c.id, ARRIVE], c.size, c.unconditional) for c in order], np.int64),
        watched=np.array(
            [
                (i, index[s], c.counted * (b.one.weight if k < len(b.one.convoys) else -b.other.weight))
                for i, b in enumerate(watched)
                for k, (s, c) in enumerate(zip(b.steps, b.convoys, strict=True))
            ],
            np.int64,
        ).reshape(-1, 3),
        totals=np.array([max(b.one.total(), b.other.total()) for b in watched], np.float64),
        halts=np.array([(places[h.place], index[h.since], index[h.until]) for h in standing], np.int64).reshape(-1, 3),
        after=np.array([h.after for h in standing], np.float64),
        ranks=np.array([LATE, PROTECTED, *ranks], np.int64),
        shares=np.zeros(OVER + 1),
        limits=np.array([closes, agreement.time_on_board_at_most or math.inf], np.float64),
    )


def chains(agreement: Agreement, order: Sequence[Convoy]) -> Iterator[Hashable]:
    """What each convoy has in common with those among whom it keeps its turn: all but its name.

    Of a movement whose own order a clause knows (who is last, who leaves in which phase) all keep theirs.
    """
    known = ordered(agreement)
    for c in order:
        yield c.movement if c.movement in known else (c.movement, c.to, c.from_, c.size, tuple(c.vehicles.items()))


def turns(agreement: Agreement, order: Sequence[Convoy], plan: Growth, seed: int, *, joint: bool) -> Turns:
    """Whose turn it is in *order*; *joint*: whether steps happen jointly."""
    whose = list(chains(agreement, order))
    waiting = [i for i, c in enumerate(order) if not c.unconditional]
    names = {key: k for k, key in enumerate(dict.fromkeys(whose[i] for i in waiting))}
    queue = [[i for i in waiting if whose[i] == key] for key in names]
    kept = min(KEPT, len(waiting))
    return Turns(
        chain=np.array([[names[whose[i]] for i in waiting]] * 3, np.int64).reshape(3, -1),
        values=np.zeros((3, OVER + 1)),
        heights=np.full(3, math.inf),
        queue=np.array([i for own in queue for i in own], np.int64),
        starts=np.concatenate([[0], np.cumsum([len(own) for own in queue])]).astype(np.int64),
        order=np.array([*(i for i, c in enumerate(order) if c.unconditional), *waiting], np.int64),
        state=np.array([seed * 0x9E3779B97F4A7C15 % 2**64 or 1], np.uint64),
        real=np.zeros((2 * kept, len(plan.real))),
        whole=np.zeros((2 * kept, len(plan.whole)), np.int64),
        side=np.zeros(kept, np.int64),
        joint=np.array([joint], np.int64),
    )


def begin(t: Tables, g: Goals, s: Turns, p: Growth) -> None:
    """Runs the first order, and sets how much of each objective is much."""
    s.joint[0] = s.joint[0] or not begun(t, g, s, p)
    lined_up(s)
    lawful(t, g, s, p, s.values[TRIAL])
    for share, what in zip(LED, g.ranks[2:], strict=True):
        much = s.values[TRIAL, what]
        more = SMOOTH if what == PEOPLE and g.ranks[2] == FINISH else share
        if what not in (IMBALANCE, GATHERED) or what == g.ranks[2]:
            g.shares[what] = more / much if 0 < much < math.inf else more
    people = float(g.rides[:, 2].sum())
    g.shares[OVER] = TARDY / max(1.0, people * s.values[TRIAL, FINISH])
    s.heights[TRIAL] = height(g, s.values[TRIAL], 0)
    for row in (HERE, BEST):
        keep(s, row, TRIAL)


class Search:
    """One way to make up convoys, and the best order of them so far."""

    def __init__(self, agreement: Agreement, order: Sequence[Convoy], first: Objective, seed: int) -> None:
        builder = compiled(agreement, order, resources=True).net
        self.first = tuple(order)
        self.movements = {c.movement for c in order}
        self.tables = tables(builder, [c.id for c in order])
        self.goals = goals(agreement, order, builder, first)
        sizes = len(builder.steps), len(builder.counts), len(builder.limits), len(builder.queues)
        self.growth = growth(self.tables, *sizes, OVER + 1)
        self.turns = turns(agreement, order, self.growth, seed, joint=bool(builder.pairs))
        self.work = 0
        begin(self.tables, self.goals, self.turns, self.growth)

    def go_on(self, plans: int) -> None:
        """Tries so many plans more."""
        if len(self.turns.starts) > 2:
            anneal(self.tables, self.goals, self.turns, self.growth, self.work, self.work + plans)
        self.work += plans

    @property
    def order(self) -> tuple[Convoy, ...]:
        """The best order; in each movement names follow it."""
        at, found = self.turns.starts.copy(), [c for c in self.first if c.unconditional]
        names = {m: iter([c.id for c in self.first if c.movement == m and not c.unconditional]) for m in self.movements}
        for chain in self.turns.chain[BEST]:
            convoy = self.first[self.turns.queue[at[chain]]]
            found.append(replace(convoy, id=next(names[convoy.movement])))
            at[chain] += 1
        return tuple(found)

    @property
    def value(self) -> tuple[float, ...]:
        """What the best order is worth, by what matters most: the less, the better."""
        return tuple(float(self.turns.values[BEST, what]) for what in self.goals.ranks)

    @property
    def moving(self) -> bool:
        """Whether everybody arrives."""
        return self.finish < math.inf

    @property
    def at_once(self) -> bool:
        """Whether orders cannot be grown convoy by convoy, which takes several times as long."""
        return bool(self.turns.joint[0])

    @property
    def finish(self) -> float:
        """The last arrival of the best order."""
        return float(self.turns.values[BEST, FINISH])
