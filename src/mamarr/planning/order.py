"""Convoys -> the same in rank order, by simulation with the law itself: whoever may board first, boards first.

Among those who could board at one moment, the one goes that keeps both sides closest in people who have left.
Whatever the order found, it can be carried out: each convoy is ranked only once it moves when those before it have
moved, and later ranks take nothing from earlier ones. It need not be the best one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from mamarr.model.agreement import Agreement, ForEach, InStep, Pairs
from mamarr.model.balance import Balance, Point, balances
from mamarr.model.batches import STRETCHERS
from mamarr.model.clauses import ARRIVE, BOARD, compile_net
from mamarr.model.law import Net, Run, reach, run
from mamarr.model.plan import Convoy


@dataclass
class Ranking:
    """Convoys ranked so far, and those still to come, movement by movement."""

    agreement: Agreement
    convoys: Sequence[Convoy]
    done: list[Convoy] = field(default_factory=list)

    @cached_property
    def balances(self) -> tuple[Balance, ...]:
        return balances(self.agreement, self.convoys)

    def rest(self) -> list[Convoy]:
        ranked = {c.id for c in self.done}
        return [c for c in self.convoys if c.id not in ranked]

    def next(self) -> list[Convoy]:
        """The next convoy of each movement; as long as somebody may not be made to wait, only they.

        Stretcher cases and others among these ride in different vehicles and need not wait for each other.
        """
        rest = self.rest()
        first = [c for c in rest if c.unconditional] or rest
        return list({(c.movement, STRETCHERS in c.people): c for c in reversed(first)}.values())[::-1]

    def step(self) -> bool:
        """Ranks the best of the next convoys, or the fewest that can move only together; False where none can."""
        ahead = self.next()
        if len(ahead) == 1 and len({c.movement for c in self.rest()}) == 1:
            self.done += self.rest()
            return True
        for together in sorted({1, min(2, len(ahead)), len(ahead)}):
            tried = [(self.value(group), i, group) for i, group in enumerate(combinations(ahead, together))]
            value, _, best = min(tried)
            if not math.isinf(value[0]):
                self.done += best
                return True
        return False

    def value(self, group: Sequence[Convoy]) -> tuple[float, float, float]:
        """When *group* boards next, how far apart the sides then are, when it arrives: the less, the better."""
        ranked = {c.id for c in (*self.done, *group)}
        later = [replace(c, vehicles={}) for c in self.convoys if c.id not in ranked]
        net = compile_net(self.agreement, [*self.done, *group, *later], resources=True)
        outcome = only(net, ranked)
        boards = [outcome.times[i] for i in self._steps(net, group, BOARD)]
        arrives = [outcome.times[i] for i in self._steps(net, group, ARRIVE)]
        apart = max((self._apart(b, ranked) for b in self.balances), default=0.0)
        return (math.inf if math.isinf(max(arrives)) else max(boards), apart, max(arrives))

    def _apart(self, balance: Balance, gone: set[str]) -> float:
        """How far apart the sides are in people who have left, come through or not."""
        left = (sum(c.counted for c in side.convoys if c.id in gone) for side in (balance.one, balance.other))
        return abs(balance.ahead(Point(0.0, *left)))

    def _steps(self, net: Net, group: Sequence[Convoy], act: str) -> Iterator[int]:
        names = {c.id for c in group}
        return (i for i, step in enumerate(net.steps) if step.act == act and step.convoy in names)


def only(net: Net, names: set[str]) -> Run:
    """What happens if only these convoys may board."""
    never = {i: _never for i, step in enumerate(net.steps) if step.act == BOARD and step.convoy not in names}
    return run(net, clocks={**net.clocks, **never})


def _never(_: float) -> float:
    return math.inf


def barred(agreement: Agreement, convoys: Sequence[Convoy]) -> bool:
    """Whether no order at all can move everybody: the clauses that know no order between movements suffice to block."""
    ordered = [
        name
        for name, e in agreement.exchanges.items()
        if isinstance(e, InStep | ForEach | Pairs) and any(len(side) > 1 for side in e.between)
    ]
    net = compile_net(agreement, convoys, without=ordered)
    return len(reach(net)) < len(net.steps)


def rank(agreement: Agreement, convoys: Sequence[Convoy]) -> tuple[tuple[Convoy, ...], bool]:
    """*convoys* in rank order, and whether all of them can move; those who cannot come last."""
    ranking = Ranking(agreement, convoys)
    if barred(agreement, convoys):
        return tuple(convoys), False
    while ranking.rest():
        if not ranking.step():
            return (*ranking.done, *ranking.rest()), False
    return tuple(ranking.done), True
