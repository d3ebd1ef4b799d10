"""Convoys -> the same in rank order, by growing a plan with the law itself: whoever may board first, boards first.

Among those who could board at one moment, the one goes that keeps both sides closest in people who have left.
Whatever the order found, it can be carried out: each convoy is ranked only once it moves when those before it have
moved, and later ranks take nothing from earlier ones. It need not be the best one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import combinations

from mamarr.model.agreement import Agreement, ForEach, InStep, Pairs
from mamarr.model.balance import balances
from mamarr.model.batches import STRETCHERS
from mamarr.model.clauses import ARRIVE, BOARD, compile_net, compiled
from mamarr.model.law import Step, reach
from mamarr.model.plan import Convoy
from mamarr.planning.growing import Growing, Trial

Group = tuple[str, ...]
Value = tuple[float, float, float]
"""When a group boards, how far apart the sides then are, when it arrives: the less, the better."""
NEVER: Value = (math.inf, math.inf, math.inf)


@dataclass
class Scale:
    """The two sides of a balance: which convoys weigh how much on which, and what has left."""

    sides: dict[str, tuple[int, int]]
    total: int
    gone: tuple[int, int] = (0, 0)

    def after(self, group: Group) -> tuple[int, int]:
        """What has left when *group* has too, come through or not."""
        one, other = self.gone
        for convoy in group:
            side, weight = self.sides.get(convoy, (0, 0))
            one, other = one + weight * (side == 0), other + weight * (side == 1)
        return one, other

    def apart(self, group: Group) -> float:
        """How far apart the sides then are."""
        one, other = self.after(group)
        return abs(one - other) / self.total


class Ranking:
    """Convoys ranked so far, and those still to come, movement by movement."""

    def __init__(self, agreement: Agreement, convoys: Sequence[Convoy]) -> None:
        self.convoys = convoys
        builder = compiled(agreement, convoys, resources=True).net
        self.growing = Growing(builder)
        self.board = {s.convoy: i for i, s in enumerate(builder.steps) if s.act == BOARD}
        self.arrive = {s.convoy: i for i, s in enumerate(builder.steps) if s.act == ARRIVE}
        self.done: list[str] = []
        self.scales = [
            Scale(
                {c.id: (i, c.counted * side.weight) for i, side in enumerate((b.one, b.other)) for c in side.convoys},
                max(b.one.total(), b.other.total()),
            )
            for b in balances(agreement, convoys)
        ]
        chains: dict[tuple[str, bool], list[str]] = {}
        for c in convoys:
            chains.setdefault((c.movement, STRETCHERS in c.people), []).append(c.id)
        self.whole = [chain[::-1] for chain in chains.values()]
        self.chains = [chain[:] for chain in self.whole]

    def again(self) -> Ranking:
        """The same from the beginning."""
        other = copy(self)
        other.growing = self.growing.again()
        other.done = []
        other.scales = [Scale(s.sides, s.total) for s in self.scales]
        other.chains = [chain[:] for chain in self.whole]
        return other

    def times(self) -> dict[Step, float]:
        """The times of everybody ranked."""
        return {self.growing.named[i]: at for i, at in self.growing.times.items()}

    def rides(self) -> Iterator[tuple[Convoy, Step, Step]]:
        """Convoys with the steps at which they board and arrive."""
        named = self.growing.named
        return ((c, named[self.board[c.id]], named[self.arrive[c.id]]) for c in self.convoys)

    def next(self) -> list[str]:
        """The next convoy of each movement; stretcher cases ride in vehicles of their own and wait for no other."""
        return [chain[-1] for chain in self.chains if chain]

    @property
    def complete(self) -> bool:
        """Whether everybody is ranked."""
        return not self.next()

    def step(self) -> bool:
        """Ranks the best of the next convoys, or the fewest that can move only together; False where none can."""
        ahead = self.next()
        for groups in (self._paired(ahead), combinations(ahead, 2), [tuple(ahead)]):
            tried = [(group, self.growing.attempt(group)) for group in groups]
            values = [self.value(*each) for each in tried]
            best = min(values, default=NEVER)
            if best != NEVER:
                self.add(*tried[values.index(best)])
                return True
        return False

    def append(self, name: str) -> bool:
        """Ranks this convoy next; False where it cannot move."""
        trial = self.growing.attempt((name,))
        if self.value((name,), trial) == NEVER:
            return False
        self.add((name,), trial)
        return True

    def follow(self, wish: Mapping[str, int]) -> bool:
        """Ranks of the next convoys that can move the one that stands first in *wish*; False where none can."""
        for group in self._paired(sorted(self.next(), key=lambda name: wish[name])):
            trial = self.growing.attempt(group)
            if self.value(group, trial) != NEVER:
                self.add(group, trial)
                return True
        return self.step()

    def _paired(self, ahead: Sequence[str]) -> Iterator[Group]:
        """Each convoy by itself, or with those that must move at the same moment."""
        found: dict[frozenset[str], Group] = {}
        todo: list[Group] = [(name,) for name in ahead]
        for group in todo:
            partners = self.growing.partners(group, ahead)
            if partners is None:
                found.setdefault(frozenset(group), group)
            else:
                todo += [(*group, partner) for partner in partners]
        yield from found.values()

    def value(self, group: Group, trial: Trial) -> Value:
        boards = max(trial.times[self.board[name]] for name in group)
        arrives = max(trial.times[self.arrive[name]] for name in group)
        if math.isinf(arrives):
            return NEVER
        return boards, max((s.apart(group) for s in self.scales), default=0.0), arrives

    def order(self) -> tuple[Convoy, ...]:
        """All convoys, those who cannot move last."""
        place = {name: i for i, name in enumerate(self.done)}
        return tuple(sorted(self.convoys, key=lambda c: place.get(c.id, len(place))))

    def add(self, group: Group, trial: Trial) -> None:
        self.growing.add(trial)
        for scale in self.scales:
            scale.gone = scale.after(group)
        for chain in self.chains:
            if chain and chain[-1] in group:
                chain.pop()
        self.done += group


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
    ranking = ranked(agreement, convoys)
    return ranking.order(), ranking.complete


def ranked(agreement: Agreement, convoys: Sequence[Convoy]) -> Ranking:
    """*convoys* ranked as far as they can move; nobody is where no order at all moves everybody.

    Whoever may not be made to wait is ranked first, as if there were nobody else.
    """
    if barred(agreement, convoys):
        return Ranking(agreement, convoys)
    first = grown(agreement, [c for c in convoys if c.unconditional])
    others = [c for c in convoys if not c.unconditional]
    if not others:
        return first
    everybody = (*first.order(), *others)
    return grown(agreement, everybody, len(first.done)) if first.complete else Ranking(agreement, everybody)


def grown(agreement: Agreement, convoys: Sequence[Convoy], first: int = 0) -> Ranking:
    """*convoys*, the *first* of them in the order given, ranked as far as they can move."""
    ranking = Ranking(agreement, convoys)
    if all(ranking.append(c.id) for c in convoys[:first]):
        while ranking.next() and ranking.step():
            pass
    return ranking


def followed(agreement: Agreement, convoys: Sequence[Convoy]) -> Ranking:
    """*convoys* ranked in this order, as far as each can move after those before it."""
    ranking, wish = Ranking(agreement, convoys), {c.id: i for i, c in enumerate(convoys)}
    while ranking.next() and ranking.follow(wish):
        pass
    return ranking
