"""The law: steps, and the gates that hold them until a count has reached so much. One definition, four uses.

A *gate* is one comparison, ``count >= need``; a *count* is a weighted set of steps, each counted a lag after it
happened. Progress can only open gates, so the outcome of "let everything move that may" does not depend on the
order in which things move. Times are those reached from "nothing has happened" (all infinite), not the least
solution of the equations: two clauses that wait for each other with no lag have a finite solution that never occurs
(min-max-plus systems: Gunawardena 2003; max-plus where every count needs all its steps: Baccelli et al. 1992).

Time is in minutes; ``inf`` is never. Nothing here knows what an agreement is: see clauses.py for that.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from mamarr.model.clocks import Timing, all_of, not_before
from mamarr.model.values import Path

Kind = Literal["physical", "clause", "plan"]
Clock = Callable[[float], float]
"""The earliest moment, not before the one given, at which a step may happen: monotone, never earlier, inf if none."""


class Step(NamedTuple):
    """What must happen: *act* (board, depart, cross, arrive, free) of a convoy, at a place."""

    convoy: str
    act: str
    place: str = ""


class Lag(NamedTuple):
    """What a delay stands for, e.g. ``("travel", "quarter-03", "square", "bridge")``."""

    what: str
    convoy: str = ""
    start: str = ""
    end: str = ""


class Wait(NamedTuple):
    """A step in a count: its weight, and the index of the lag after which it counts (0: at once)."""

    step: int
    weight: int = 1
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Gate:
    """*step* may happen only when *count* has reached *need*; *clause* says where that was promised.

    *through* are the joint clauses by which a gate of another step holds this one: without them, it does not.
    """

    step: int
    count: int
    need: int
    clause: Path
    kind: Kind
    through: tuple[Path, ...] = ()

    @property
    def clauses(self) -> tuple[Path, ...]:
        """The clauses that this gate needs; none where it is physical or planned."""
        return (self.clause, *self.through) if self.kind == "clause" else ()


class Opened(NamedTuple):
    """The last thing that a step waited for: the gate (-1: none), and the step that opened it (-1: none)."""

    gate: int = -1
    by: int = -1


@dataclass(frozen=True)
class Net:
    """Steps, counts and gates, ready to be asked."""

    steps: tuple[Step, ...]
    counts: tuple[tuple[Wait, ...], ...]
    gates: tuple[Gate, ...]
    lags: tuple[float, ...] = (0.0,)
    lag_names: tuple[Lag, ...] = (Lag("none"),)
    clocks: Mapping[int, Timing] = field(default_factory=dict)

    @cached_property
    def index(self) -> Mapping[Step, int]:
        return {step: i for i, step in enumerate(self.steps)}

    @cached_property
    def counted_in(self) -> list[list[tuple[int, int, int]]]:
        """For each step: (count, weight, lag)."""
        found: list[list[tuple[int, int, int]]] = [[] for _ in self.steps]
        for c, waits in enumerate(self.counts):
            for wait in waits:
                found[wait.step].append((c, wait.weight, wait.lag))
        return found

    @cached_property
    def gates_on(self) -> list[list[int]]:
        """For each count: its gates, smallest need first."""
        found: list[list[int]] = [[] for _ in self.counts]
        for g, gate in enumerate(self.gates):
            found[gate.count].append(g)
        for gates in found:
            gates.sort(key=lambda g: self.gates[g].need)
        return found

    @cached_property
    def gates_of(self) -> list[list[int]]:
        """For each step: the gates that hold it."""
        found: list[list[int]] = [[] for _ in self.steps]
        for g, gate in enumerate(self.gates):
            found[gate.step].append(g)
        return found

    def held(self, until: Mapping[int, float]) -> Mapping[int, Timing]:
        """The clocks of this net where these steps do not happen before these moments either."""
        later = {i: not_before(moment) for i, moment in until.items()}
        return {
            **self.clocks,
            **{i: all_of((self.clocks[i], c) if i in self.clocks else (c,)) for i, c in later.items()},
        }

    def keeping(self, clauses: Collection[Path]) -> Net:
        """This net with only these clauses; what is physical or planned stays."""
        kept = tuple(g for g in self.gates if all(c in clauses for c in g.clauses))
        return Net(self.steps, self.counts, kept, self.lags, self.lag_names, self.clocks)

    @property
    def clauses(self) -> tuple[Path, ...]:
        """The clauses that made a gate, in the order of the agreement."""
        return tuple(dict.fromkeys(c for g in self.gates for c in g.clauses))


@dataclass(frozen=True, slots=True)
class Run:
    """When each step happens (inf: never), and what it waited for last."""

    times: list[float]
    opened: list[Opened]

    def blocked(self) -> list[int]:
        return [s for s, t in enumerate(self.times) if math.isinf(t)]


def run(
    net: Net,
    *,
    now: float = 0.0,
    lags: Sequence[float] | None = None,
    clocks: Mapping[int, Clock] | None = None,
    fixed: Mapping[int, float] | None = None,
) -> Run:
    """When everything happens if all that may move, moves: each step at the first moment that its gates are open.

    *fixed* has happened at the given times whatever the gates say; nothing else happens before *now*. *lags* and
    *clocks* stand in for the net's own (a rehearsal draws them).
    """
    lags = net.lags if lags is None else lags
    clocks = net.clocks if clocks is None else clocks
    fixed = fixed or {}
    times = [math.inf] * len(net.steps)
    opened = [Opened()] * len(net.steps)
    reached = [0] * len(net.counts)
    passed = [0] * len(net.counts)
    closed = [len(gates) for gates in net.gates_of]
    queue: list[tuple[float, int, int, int]] = []

    def ready(step: int, moment: float) -> None:
        moment = max(moment, now)
        if step in clocks:
            moment = clocks[step](moment)
        if not math.isinf(moment):
            heapq.heappush(queue, (moment, 1, step, 0))

    def open_gates(count: int, moment: float, by: int) -> None:
        gates = net.gates_on[count]
        while passed[count] < len(gates) and net.gates[gates[passed[count]]].need <= reached[count]:
            gate = gates[passed[count]]
            step = net.gates[gate].step
            passed[count] += 1
            closed[step] -= 1
            opened[step] = Opened(gate, by)
            if closed[step] == 0 and step not in fixed:
                ready(step, moment)

    for step, moment in fixed.items():
        heapq.heappush(queue, (moment, 1, step, 0))
    for step, left in enumerate(closed):
        if left == 0 and step not in fixed:
            ready(step, now)
    for count in range(len(net.counts)):
        open_gates(count, now, -1)
    while queue:
        moment, happens, which, weight = heapq.heappop(queue)
        if happens:
            times[which] = moment
            for count, counted, lag in net.counted_in[which]:
                heapq.heappush(queue, (moment + lags[lag], 0, count * len(net.steps) + which, counted))
        else:
            count, by = divmod(which, len(net.steps))
            reached[count] += weight
            open_gates(count, moment, by)
    return Run(times, opened)


def reach(net: Net, done: Collection[int] = ()) -> frozenset[int]:
    """The steps that happen, sooner or later, when all that may move, moves (clocks and lags do not matter)."""
    outcome = run(net, lags=[0.0] * len(net.lags), clocks={}, fixed=dict.fromkeys(done, 0.0))
    return frozenset(s for s, t in enumerate(outcome.times) if not math.isinf(t))


@dataclass(frozen=True, slots=True)
class Blocked:
    """One link of an explanation: this step waits, by this clause (through these joint ones), for that step."""

    step: Step
    clause: Path
    need: int
    promised: int
    waits_for: Step | None
    through: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why the operation does not complete: a smallest set of clauses that blocks it, as a loop or as a shortage."""

    kind: Literal["loop", "shortage"]
    clauses: tuple[Path, ...]
    links: tuple[Blocked, ...]


def why(net: Net) -> Why | None:
    """Why not everything can happen, or None if it can.

    The clauses are a minimal set: without any one of them, the rest lets everything move.
    """
    if len(reach(net)) == len(net.steps):
        return None
    needed = list(net.clauses)
    for clause in net.clauses:
        without = [c for c in needed if c != clause]
        if len(reach(net.keeping(without))) < len(net.steps):
            needed = without
    small = net.keeping(needed)
    return _explain(small, reach(small), tuple(needed))


def _explain(net: Net, reached: frozenset[int], clauses: tuple[Path, ...]) -> Why:
    trail: list[int] = []
    links: dict[int, Blocked] = {}
    step = next(s for s in range(len(net.steps)) if s not in reached)
    while step not in links:
        gate = next(
            net.gates[g]
            for g in net.gates_of[step]
            if sum(w.weight for w in net.counts[net.gates[g].count] if w.step in reached) < net.gates[g].need
        )
        waits = net.counts[gate.count]
        promised = sum(w.weight for w in waits)
        missing = [w.step for w in waits if w.step not in reached]
        onward = missing[0] if promised >= gate.need else None
        waits_for = None if onward is None else net.steps[onward]
        links[step] = Blocked(net.steps[step], gate.clause, gate.need, promised, waits_for, gate.through)
        trail.append(step)
        if onward is None:
            return Why("shortage", clauses, (links[step],))
        step = onward
    return Why("loop", clauses, tuple(links[s] for s in trail[trail.index(step) :]))


def critical(outcome: Run, step: int) -> tuple[tuple[int, int], ...]:
    """The chain that holds *step* back, last link first: (step, gate that opened last; -1: only the start)."""
    chain = []
    seen: set[int] = set()
    while step >= 0 and step not in seen:
        seen.add(step)
        gate, by = outcome.opened[step]
        chain.append((step, gate))
        step = by
    return tuple(chain)


def blockers(net: Net, done: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    """For each step that has not happened: its closed gates, each with how much is missing."""
    happened = set(done)
    reached = [sum(w.weight for w in waits if w.step in happened) for waits in net.counts]
    found = {}
    for step in range(len(net.steps)):
        if step not in happened:
            missing = [(g, net.gates[g].need - reached[net.gates[g].count]) for g in net.gates_of[step]]
            found[step] = tuple((g, m) for g, m in missing if m > 0)
    return found


def ancestors(net: Net, step: int) -> frozenset[int]:
    """Every gate on which *step* depends, directly or through the steps that it waits for."""
    gates: set[int] = set()
    seen = {step}
    todo = [step]
    while todo:
        for g in net.gates_of[todo.pop()]:
            gates.add(g)
            for wait in net.counts[net.gates[g].count]:
                if wait.step not in seen:
                    seen.add(wait.step)
                    todo.append(wait.step)
    return frozenset(gates)
