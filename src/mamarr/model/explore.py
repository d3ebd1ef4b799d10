"""Agreement and convoys to Orders: does everything move in every order, in none, or does it depend on who goes first.

Where each side of an exchange is one movement, nothing depends on the order and the law answers by itself. Where
several movements draw on the tolerance of one side, who goes first is left open; then the counts of convoys gone, by
movement, are a state, and every state that can be come to is looked at, up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from mamarr.model.agreement import BOARDING, Agreement, Pairs
from mamarr.model.clauses import BOARD, Side, compile_net, sides
from mamarr.model.law import Step, Why, reach, why
from mamarr.model.plan import Convoy

MOST_STATES = 20_000
State = tuple[int, ...]
Sums = Sequence[Sequence[int]]
"""For each movement: how much its first 0, 1, 2 … convoys add to a count."""
Shared = Mapping[str, tuple[Side, Side, int]]
"""Exchanges in which several movements draw on one tolerance, with their sides and slack."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the order decides; *order* completes where any does, *stuck* is an order after which nothing may move."""

    outcome: Literal["every", "none", "depends", "undecided"]
    order: tuple[Convoy, ...]
    stuck: tuple[Convoy, ...] = ()


def alternate(convoys: Sequence[Convoy]) -> tuple[Convoy, ...]:
    """Those whom nothing may make wait, then the movements by turns in proportion: the safest order for both sides."""
    streams = streams_of(convoys)
    progress = {c.id: (2 * i + 1) / len(own) for own in streams.values() for i, c in enumerate(own)}
    return tuple(sorted(convoys, key=lambda c: progress.get(c.id, -1.0)))


def streams_of(convoys: Sequence[Convoy]) -> dict[str, list[Convoy]]:
    """The convoys that clauses may make wait, by movement."""
    found: dict[str, list[Convoy]] = {}
    for convoy in convoys:
        if not convoy.unconditional:
            found.setdefault(convoy.movement, []).append(convoy)
    return found


def contested(agreement: Agreement, convoys: Sequence[Convoy]) -> Shared:
    """The exchanges in which several movements draw on one tolerance, with their sides and slack."""
    return {
        name: both
        for name, exchange in agreement.exchanges.items()
        if (both := sides(exchange, convoys)) and any(len({c.movement for c in s.convoys}) > 1 for s in both[:2])
    }


def explore(agreement: Agreement, convoys: Sequence[Convoy]) -> Orders:
    """Whether all *convoys* arrive in every order, in none, or only in some."""
    order = alternate(convoys)
    shared = contested(agreement, convoys)
    if not shared:
        net = compile_net(agreement, order)
        return Orders("every" if len(reach(net)) == len(net.steps) else "none", order)
    if any(isinstance(e, Pairs) for e in agreement.exchanges.values()):
        return Orders("undecided", order)  # a pair moves as one, which a state of separate movements does not know
    return _Search(agreement, order, shared).orders()


def completes(agreement: Agreement, convoys: Sequence[Convoy]) -> bool:
    """Whether some order is known in which all *convoys* arrive."""
    net = compile_net(agreement, alternate(convoys))
    if len(reach(net)) == len(net.steps):
        return True
    return bool(contested(agreement, convoys)) and explore(agreement, convoys).outcome in ("every", "depends")


def explanations(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Why]:
    """Smallest sets of clauses, none in two of them, each of which keeps the agreement from completing in any order."""
    while (orders := explore(agreement, convoys)).outcome == "none":
        reason = why(compile_net(agreement, orders.order))
        if reason is None or not reason.clauses:
            return
        yield reason
        named = {clause[1] for clause in reason.clauses}
        agreement = replace(agreement, exchanges={n: e for n, e in agreement.exchanges.items() if n not in named})


class _Search:
    """A walk over the states. Convoys of a movement go in their order, and everybody waits at boarding: a convoy that
    has boarded will arrive, so one number for each movement says all."""

    def __init__(self, agreement: Agreement, order: tuple[Convoy, ...], shared: Shared) -> None:
        waiting = {n: replace(e, waits_at=(BOARDING,)) for n, e in agreement.exchanges.items()}
        self.order = order
        self.streams = streams_of(order)
        self.names = tuple(self.streams)
        self.end: State = tuple(len(own) for own in self.streams.values())
        self.limits = tuple(self._limits(shared.values()))
        self.choosing = {
            m for takers, _, _ in self.limits if len(self._moving(takers)) > 1 for m in self._moving(takers)
        }
        self.gates = self._gates(replace(agreement, exchanges=waiting), shared)

    def _sums(self, weights: Mapping[str, int]) -> Sums:
        return tuple(tuple(accumulate((weights.get(c.id, 0) for c in own), initial=0)) for own in self.streams.values())

    def _moving(self, sums: Sums) -> list[int]:
        return [m for m, own in enumerate(sums) if own[-1]]

    def _limits(self, shared: Iterable[tuple[Side, Side, int]]) -> Iterator[tuple[Sums, Sums, int]]:
        """Takers, givers and slack of each side of the shared exchanges."""
        for *both, slack in shared:
            one, other = (self._sums({c.id: c.counted * s.weight for c in s.convoys}) for s in both)
            yield one, other, slack
            yield other, one, slack

    def _gates(self, agreement: Agreement, shared: Iterable[str]) -> list[list[list[tuple[Sums, int]]]]:
        """The gates of all other clauses: by movement and convoy, what is counted and how much is needed."""
        net = compile_net(agreement, self.order, without=shared)
        sums = [self._sums({net.steps[w.step].convoy: w.weight for w in waits}) for waits in net.counts]
        found = []
        for name, own in self.streams.items():
            origin = agreement.people[agreement.movements[name].people].at
            boards = [net.index[Step(c.id, BOARD, origin)] for c in own]
            found.append([[(sums[net.gates[g].count], net.gates[g].need) for g in net.gates_of[b]] for b in boards])
        return found

    def may_go(self, state: State, m: int) -> bool:
        """Whether the next convoy of movement *m* may board."""
        if state[m] == self.end[m]:
            return False
        after = _next(state, m)
        gates = self.gates[m][state[m]]
        taken = [limit for limit in self.limits if limit[0][m][-1]]
        return all(_total(sums, state) >= need for sums, need in gates) and all(
            _total(takers, after) - slack <= _total(givers, state) for takers, givers, slack in taken
        )

    def settle(self, state: State) -> tuple[State, tuple[int, ...]]:
        """All that goes without taking anything from anybody has gone; with the movements that went."""
        went: list[int] = []
        free = [m for m in range(len(state)) if m not in self.choosing]
        while going := [m for m in free if self.may_go(state, m)]:
            state = _next(state, going[0])
            went.append(going[0])
        return state, tuple(went)

    def orders(self) -> Orders:
        """The outcome, with an order that completes and one that does not."""
        start, went = self.settle((0,) * len(self.names))
        came: dict[State, tuple[State | None, tuple[int, ...]]] = {start: (None, went)}
        todo, stuck = [start], None
        while todo and len(came) <= MOST_STATES and not (stuck and self.end in came):
            state = todo.pop()
            going = [m for m in self.choosing if self.may_go(state, m)]
            if not going and state != self.end:
                stuck = stuck or state
            for m in sorted(going, key=lambda m: (state[m] / self.end[m], m), reverse=True):
                after, went = self.settle(_next(state, m))
                if after not in came:
                    came[after] = (state, (m, *went))
                    todo.append(after)
        completes = self._convoys(came, self.end) if self.end in came else ()
        witness = self._convoys(came, stuck) if stuck else ()
        if completes and stuck:
            return Orders("depends", completes, witness)
        if todo:
            return Orders("undecided", completes or self.order, witness)
        return Orders("every", completes) if completes else Orders("none", self.order, witness)

    def _convoys(
        self, came: Mapping[State, tuple[State | None, tuple[int, ...]]], state: State | None
    ) -> tuple[Convoy, ...]:
        """The order in which *state* was come to, after those whom nothing may make wait."""
        went: list[int] = []
        while state is not None:
            state, moves = came[state]
            went[:0] = moves
        own = [iter(convoys) for convoys in self.streams.values()]
        return (*(c for c in self.order if c.unconditional), *(next(own[m]) for m in went))


def _next(state: State, m: int) -> State:
    return (*state[:m], state[m] + 1, *state[m + 1 :])


def _total(sums: Sums, state: State) -> int:
    return sum(own[n] for own, n in zip(sums, state, strict=True))
