"""Steps, waits and limits, as the clauses name them -> the net of the law."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mamarr.model.law import Clock, Gate, Kind, Lag, Net, Step, Wait
from mamarr.model.values import Path

ROUNDS = 64
"""How often clocks are asked in turn for a moment that suits them all, before it counts as never."""


class Builder:
    """Collects steps and gates; ``build`` gives the net."""

    def __init__(self) -> None:
        self._steps: dict[Step, int] = {}
        self._counts: dict[tuple[Wait, ...], int] = {}
        self._gates: list[Gate] = []
        self._lags: list[float] = [0.0]
        self._lag_names: list[Lag] = [Lag("none")]
        self._clocks: dict[int, Clock] = {}
        self._joint: dict[int, list[tuple[int, Path]]] = {}

    def step(self, convoy: str, act: str, place: str = "") -> int:
        """The index of this step, made on first use."""
        return self._steps.setdefault(Step(convoy, act, place), len(self._steps))

    def lag(self, minutes: float, name: Lag) -> int:
        """The index of a delay of so many minutes (not negative)."""
        self._lags.append(minutes)
        self._lag_names.append(name)
        return len(self._lags) - 1

    def clock(self, step: int, clock: Clock) -> None:
        """*step* keeps to *clock* too."""
        before = self._clocks.get(step)
        self._clocks[step] = clock if before is None else _all_of((before, clock))

    def after(self, step: int, waits: Iterable[Wait], need: int, clause: Path, kind: Kind = "clause") -> None:
        """*step* waits until *waits* add up to *need*."""
        self._gates.append(Gate(step, self._count(tuple(waits)), need, clause, kind))

    def _count(self, waits: tuple[Wait, ...]) -> int:
        return self._counts.setdefault(waits, len(self._counts))

    def limit(
        self,
        takers: Sequence[tuple[int, int]],
        givers: Sequence[Wait],
        slack: int,
        clause: Path,
        kind: Kind = "clause",
    ) -> None:
        """Takers, in rank order, may together be at most *slack* ahead of the givers; givers come in any order."""
        taken = 0
        count = self._count(tuple(givers))
        for step, weight in takers:
            taken += weight
            if taken > slack:
                self._gates.append(Gate(step, count, taken - slack, clause, kind))

    def joint(self, steps: Sequence[int], clause: Path) -> None:
        """*steps* happen at one moment: each waits for all that any of them waits for."""
        for step in steps:
            self._joint.setdefault(step, []).extend((other, clause) for other in steps if other != step)

    def build(self) -> Net:
        gates = [*self._gates, *(passed for gate in self._gates for passed in self._passed_on(gate))]
        clocks = dict(self._clocks)
        for step in self._joint:
            shared = [self._clocks[s] for s in self._together(step) if s in self._clocks]
            if shared:
                clocks[step] = _all_of(shared)
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


def _all_of(clocks: Sequence[Clock]) -> Clock:
    """The earliest moment that suits every clock; never, where daily hours keep passing each other by."""

    def clock(moment: float) -> float:
        for _ in range(ROUNDS * len(clocks)):
            later = max(c(moment) for c in clocks)
            if later == moment or math.isinf(later):
                return later
            moment = later
        return math.inf

    return clock
