"""Steps, waits and limits, as the clauses name them -> the net of the law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from mamarr.model.clocks import Timing, all_of
from mamarr.model.law import Gate, Kind, Lag, Net, Step, Wait
from mamarr.model.values import Path


class Taker(NamedTuple):
    """A step that takes so much of a limit, and the count in which it sees what was given back."""

    step: int
    weight: int
    given: int


@dataclass(frozen=True, slots=True)
class Limit:
    """Takers in rank order: each and all before it take together at most *slack* more than its count has reached."""

    takers: tuple[Taker, ...]
    slack: int

    def need(self, taken: int) -> int:
        """What the count must have reached when so much is taken; nothing where that is not positive."""
        return max(0, taken - self.slack)


@dataclass(frozen=True, slots=True)
class Passing:
    """A convoy in a queue: it crosses so many minutes after boarding, and passes for so many minutes."""

    convoy: str
    place: str
    board: int
    cross: int
    after: float
    minutes: float

    def behind(self, ahead: Passing) -> tuple[tuple[int, int, float], ...]:
        """Which step of this convoy waits for which of the one *ahead*, and for how many minutes more.

        It crosses after the other has gone through, and boards so much later: nobody queues loaded.
        """
        lead = max(0.0, ahead.minutes + ahead.after - self.after)
        return (self.cross, ahead.cross, ahead.minutes), (self.board, ahead.board, lead)


class Builder:
    """Collects steps and gates; ``build`` gives the net of the rank order in which convoys were named.

    What depends on that order is kept beside it, so that ranks can be tried without compiling again: *limits*,
    *queues* and *pairs*; *fixed* are the gates that do not.
    """

    def __init__(self) -> None:
        self.fixed: list[Gate] = []
        self.limits: list[Limit] = []
        self.queues: list[tuple[Passing, ...]] = []
        self.pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self._steps: dict[Step, int] = {}
        self._counts: dict[tuple[Wait, ...], int] = {}
        self._gates: list[Gate] = []
        self._lags: list[float] = [0.0]
        self._lag_names: list[Lag] = [Lag("none")]
        self._clocks: dict[int, Timing] = {}
        self._joint: dict[int, list[tuple[int, Path]]] = {}

    def step(self, convoy: str, act: str, place: str = "") -> int:
        """The index of this step, made on first use."""
        return self._steps.setdefault(Step(convoy, act, place), len(self._steps))

    def lag(self, minutes: float, name: Lag) -> int:
        """The index of a delay of so many minutes (not negative)."""
        self._lags.append(minutes)
        self._lag_names.append(name)
        return len(self._lags) - 1

    def clock(self, step: int, clock: Timing) -> None:
        """*step* keeps to *clock* too."""
        before = self._clocks.get(step)
        self._clocks[step] = clock if before is None else all_of((before, clock))

    def after(self, step: int, waits: Iterable[Wait], need: int, clause: Path, kind: Kind = "clause") -> None:
        """*step* waits until *waits* add up to *need*."""
        self.until(step, self.count(waits), need, clause, kind)

    def until(self, step: int, count: int, need: int, clause: Path, kind: Kind = "clause") -> None:
        """*step* waits until *count* has reached *need*."""
        self.fixed.append(Gate(step, count, need, clause, kind))
        self._gates.append(self.fixed[-1])

    def count(self, waits: Iterable[Wait]) -> int:
        """The index of the count of these waits."""
        return self._counts.setdefault(tuple(waits), len(self._counts))

    def limit(self, takers: Sequence[Taker], slack: int, clause: Path, kind: Kind = "clause") -> None:
        """Takers, in rank order, are at most *slack* ahead of what each one counts; givers come in any order."""
        limit = Limit(tuple(takers), slack)
        self.limits.append(limit)
        taken = 0
        for step, weight, given in takers:
            taken += weight
            if need := limit.need(taken):
                self._gates.append(Gate(step, given, need, clause, kind))

    def queue(self, passings: Sequence[Passing], clause: Path) -> None:
        """Convoys that pass one after another, in rank order."""
        self.queues.append(tuple(passings))
        for ahead, passing in pairwise(passings):
            for step, before, minutes in passing.behind(ahead):
                wait = Wait(before, 1, self.lag(minutes, Lag("passing", ahead.convoy, ahead.place)))
                self._gates.append(Gate(step, self.count([wait]), 1, clause, "plan"))

    def pair(self, one: Sequence[int], other: Sequence[int], clause: Path) -> None:
        """Step k of one side happens jointly with step k of the other, both in rank order."""
        self.pairs.append((tuple(one), tuple(other)))
        for both in zip(one, other, strict=False):
            self.joint(both, clause)

    def joint(self, steps: Sequence[int], clause: Path) -> None:
        """*steps* happen at one moment: each waits for all that any of them waits for."""
        for step in steps:
            self._joint.setdefault(step, []).extend((other, clause) for other in steps if other != step)

    @property
    def steps(self) -> Sequence[Step]:
        return tuple(self._steps)

    @property
    def counts(self) -> Sequence[tuple[Wait, ...]]:
        return tuple(self._counts)

    @property
    def lags(self) -> Sequence[float]:
        return self._lags

    @property
    def clocks(self) -> Mapping[int, Timing]:
        """The clocks of each step by itself, whoever moves jointly with it."""
        return self._clocks

    def build(self) -> Net:
        gates = [*self._gates, *(passed for gate in self._gates for passed in self._passed_on(gate))]
        clocks = dict(self._clocks)
        for step in self._joint:
            shared = [self._clocks[s] for s in self._together(step) if s in self._clocks]
            if shared:
                clocks[step] = all_of(shared)
        return Net(
            tuple(self._steps),
            tuple(self._counts),
            tuple(dict.fromkeys(gates)),
            tuple(self._lags),
            tuple(self._lag_names),
            clocks,
        )

    def _passed_on(self, gate: Gate) -> list[Gate]:
        """What *gate* asks of those who move jointly with its step, of those who move jointly with them, and so on."""
        found = [gate]
        for held in found:
            for other, clause in self._joint.get(held.step, ()):
                copy = replace(held, step=other, through=tuple(sorted({*held.through, clause} - {held.clause})))
                if held.kind != "clause":
                    copy = replace(held, step=other, clause=clause, kind="clause")
                if other != gate.step and copy not in found:
                    found.append(copy)
        return found[1:]

    def _together(self, step: int) -> list[int]:
        """The steps that happen at the same moment as *step*, whichever clauses join them."""
        found = [step]
        for here in found:
            found += [other for other, _ in self._joint.get(here, ()) if other not in found]
        return found
