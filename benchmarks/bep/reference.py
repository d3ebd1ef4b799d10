"""Instance -> walks and the proof, by the model to beat: the flow of buses over time, as one mixed-integer program.

No bus has a name: n[p, s, t] loaded buses leave pickup p at time t for shelter s, m[s, p, t] empty ones come back, and
buses may wait. Bisection on the linear relaxation gives the bound; then HiGHS solves the integer program at the bound,
and at one time unit more as long as there is none. States that cannot be reached, or from which no shelter can, are
left out.
"""

from __future__ import annotations

from collections import defaultdict
from time import perf_counter

import highspy
import numpy as np

from benchmarks.bep.instances import Instance

Walks = list[list[tuple[int, int]]]
Arc = tuple[str, int, int, int]
"""Act, from, to, time of leaving."""


class Flow:
    """The model for one horizon."""

    def __init__(self, instance: Instance, horizon: int) -> None:
        self.of, self.horizon, self.k = instance, horizon, len(instance.depot)
        self.rows: dict[tuple[str, int, int], int] = {}
        self.low: list[float] = []
        self.high: list[float] = []
        self.arcs: list[tuple[Arc, dict[int, int]]] = []
        for p, loads in enumerate(instance.loads):
            self._row(("loads", p, 0), loads, loads)
        for s, room in enumerate(instance.room):
            self._row(("room", s, 0), 0, room)
        self._row(("buses", 0, 0), 0, instance.buses)
        self._arcs()

    def _row(self, name: tuple[str, int, int], low: float, high: float) -> int:
        if name not in self.rows:
            self.rows[name] = len(self.low)
            self.low.append(low)
            self.high.append(high)
        return self.rows[name]

    def _state(self, kind: str, place: int, time: int) -> int:
        """The row of a state; buses may end at a shelter, but nowhere else."""
        return self._row((kind, place, time), 0, np.inf if kind == "S" else 0)

    def _earliest(self) -> tuple[list[int], list[int]]:
        """When a bus can first be at each pickup and shelter, by whatever trips."""
        pickups, shelters = list(self.of.depot), [10**6] * self.k
        for _ in range(2 * self.k):
            shelters = [min(pickups[p] + self.of.distance[p][s] for p in range(self.k)) for s in range(self.k)]
            pickups = [
                min(t, *(shelters[s] + self.of.distance[p][s] for s in range(self.k))) for p, t in enumerate(pickups)
            ]
        return pickups, shelters

    def _arcs(self) -> None:
        pickups, shelters = self._earliest()
        k, distance, horizon = self.k, self.of.distance, self.horizon
        latest = [horizon - min(row) for row in distance]
        for p, t in enumerate(self.of.depot):
            if t <= latest[p]:
                self._arc(("start", -1, p, 0), self._row(("buses", 0, 0), 0, 0), self._state("P", p, t), 1)
        for t in range(horizon + 1):
            for p in range(k):
                if pickups[p] < t <= latest[p]:
                    self._arc(("wait", p, p, t - 1), self._state("P", p, t - 1), self._state("P", p, t))
                for s in range(k):
                    arrival = t + distance[p][s]
                    if pickups[p] <= t and arrival <= horizon:
                        self._arc(("n", p, s, t), self._state("P", p, t), self._state("S", s, arrival))
                        self.arcs[-1][1].update({self.rows["loads", p, 0]: 1, self.rows["room", s, 0]: 1})
                    if shelters[s] <= t and arrival <= latest[p]:
                        self._arc(("m", s, p, t), self._state("S", s, t), self._state("P", p, arrival))
            for s in range(k):
                if shelters[s] < t:
                    self._arc(("stay", s, s, t - 1), self._state("S", s, t - 1), self._state("S", s, t))

    def _arc(self, arc: Arc, tail: int, head: int, out: int = -1) -> None:
        self.arcs.append((arc, {tail: out, head: 1}))

    def solve(self, integer: bool, until: float = np.inf) -> dict[Arc, int] | None:
        """The flow, rounded; None if there is none. TimeoutError where that is not known by *until*."""
        program = highspy.Highs()  # type: ignore[no-untyped-call]
        program.setOptionValue("output_flag", False)
        program.setOptionValue("threads", 1)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.arcs), len(self.low)
        # Loads that arrive early: without an objective HiGHS takes far longer to find a flow.
        model.col_cost_ = np.array([a[3] + self.of.distance[a[1]][a[2]] if a[0] == "n" else 0.0 for a, _ in self.arcs])
        model.col_lower_ = np.zeros(len(self.arcs))
        model.col_upper_ = np.full(len(self.arcs), float(self.of.buses))
        model.row_lower_, model.row_upper_ = np.array(self.low, float), np.array(self.high, float)
        columns = [sorted(entries.items()) for _, entries in self.arcs]
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.cumsum([0, *map(len, columns)])
        model.a_matrix_.index_ = np.array([row for column in columns for row, _ in column])
        model.a_matrix_.value_ = np.array([float(n) for column in columns for _, n in column])
        if integer:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(self.arcs)
            program.setOptionValue("mip_rel_gap", 1e9)
        program.passModel(model)
        if until < np.inf:
            program.setOptionValue("time_limit", max(0.1, until - perf_counter()))
        program.run()
        if program.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
            raise TimeoutError
        if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        values = program.getSolution().col_value
        return {arc: round(v) for (arc, _), v in zip(self.arcs, values, strict=True) if v > 0.5}


def walks(instance: Instance, flow: dict[Arc, int]) -> Walks:
    """The flow taken apart into what each bus does."""
    leaving: dict[tuple[str, int, int], list[Arc]] = defaultdict(list)
    starts = []
    for arc, buses in flow.items():
        act, tail, _, time = arc
        if act == "start":
            starts += [arc] * buses
        else:
            leaving["P" if act in ("n", "wait") else "S", tail, time] += [arc] * buses
    found = []
    for _, _, pickup, _ in starts:
        walk, state = [], ("P", pickup, instance.depot[pickup])
        while leaving[state]:
            act, tail, head, time = leaving[state].pop()
            if act == "n":
                walk.append((tail, head))
            p, shelter = (tail, head) if act == "n" else (head, tail)
            spent = 1 if act in ("wait", "stay") else instance.distance[p][shelter]
            state = ("S" if act in ("n", "stay") else "P", head, time + spent)
        found.append(walk)
    return found


def solve(instance: Instance, seconds: float = np.inf) -> tuple[Walks | None, int]:
    """Walks (None: not found in time) and a bound."""
    until = perf_counter() + seconds
    low, high = 0, 20 * (1 + sum(instance.loads) // instance.buses)
    try:
        while low < high:
            middle = (low + high) // 2
            possible = Flow(instance, middle).solve(False, until) is not None
            low, high = (low, middle) if possible else (middle + 1, high)
        while (flow := Flow(instance, low).solve(True, until)) is None:
            low += 1
    except TimeoutError:
        return None, low
    return walks(instance, flow), low
