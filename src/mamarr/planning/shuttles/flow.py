"""A task and a horizon -> walks that end by then, or the proof that there are none: one integer program.

The flow of vehicles over time has no vehicle by name, so none of their symmetry: whole numbers of vehicles wait at
places, carry loads and come back. It is as strong as the master problem and slower to set up, but its solver cuts and
rounds; asked for loads to arrive early, it soon finds a flow.
"""

from __future__ import annotations

import math
from time import monotonic

import highspy
import numpy as np
from numpy.typing import NDArray

from mamarr.planning.shuttles.search import plan
from mamarr.planning.shuttles.task import Table, Task, Walk

Numbers = NDArray[np.int64]


class Flow:
    """Rows: loads, room, vehicles, then every pickup and every reception at every time. Columns: what vehicles do."""

    def __init__(self, task: Task, horizon: int) -> None:
        self.task, self.horizon = task, horizon
        self.pickups, self.receptions = task.carries.shape
        self.soonest, self.soonest_there = soonest(task)
        self.latest = horizon - task.carries.min(axis=1)
        self.columns: list[tuple[Numbers, ...]] = []
        self.entries: list[Numbers] = []
        self.costs: list[Numbers] = []
        self._begin()
        self.carried = self._carry()
        self._back()
        self._wait()

    def _pickup(self, time: Numbers, pickup: Numbers) -> Numbers:
        row: Numbers = self.pickups + self.receptions + 1 + time * self.pickups + pickup
        return row

    def _reception(self, time: Numbers, reception: Numbers) -> Numbers:
        before = self.pickups + self.receptions + 1 + (self.horizon + 1) * self.pickups
        row: Numbers = before + time * self.receptions + reception
        return row

    def _add(self, uses: tuple[Numbers, ...], cost: Numbers, out: int = -1) -> None:
        """Columns that take from the first of their rows and add to the others."""
        self.columns.append(uses)
        self.costs.append(cost)
        self.entries.append(np.array([out] + [1] * (len(uses) - 1)))

    def _begin(self) -> None:
        near = np.flatnonzero(self.task.links[-1, :-1] <= self.latest)
        base = np.full(len(near), self.pickups + self.receptions)
        self._add((base, self._pickup(self.task.links[-1, near], near)), 0 * near, out=1)

    def _carry(self) -> tuple[Numbers, Numbers, Numbers]:
        time, p, q = np.indices((self.horizon + 1, self.pickups, self.receptions)).reshape(3, -1)
        arrival = time + self.task.carries[p, q]
        time, p, q, arrival = np.stack((time, p, q, arrival))[:, (time >= self.soonest[p]) & (arrival <= self.horizon)]
        self._add((self._pickup(time, p), self._reception(arrival, q), p, self.pickups + q), arrival)
        return time, p, q

    def _back(self) -> None:
        time, q, p = np.indices((self.horizon + 1, self.receptions, self.pickups)).reshape(3, -1)
        arrival = time + self.task.links[q, p]
        time, q, p, arrival = np.stack((time, q, p, arrival))[
            :, (time >= self.soonest_there[q]) & (arrival <= self.latest[p])
        ]
        self._add((self._reception(time, q), self._pickup(arrival, p)), 0 * time)

    def _wait(self) -> None:
        time, p = np.indices((self.horizon, self.pickups)).reshape(2, -1)
        time, p = np.stack((time, p))[:, (time >= self.soonest[p]) & (time < self.latest[p])]
        self._add((self._pickup(time, p), self._pickup(time + 1, p)), 0 * time)
        time, q = np.indices((self.horizon, self.receptions)).reshape(2, -1)
        time, q = np.stack((time, q))[:, time >= self.soonest_there[q]]
        self._add((self._reception(time, q), self._reception(time + 1, q)), 0 * time)

    def walks(self, until: float = math.inf) -> tuple[Walk, ...] | None:
        """Walks that end by the horizon; none at all if that is impossible; None if time ran out."""
        if not len(self.carried[0]):
            return () if any(self.task.loads) else ((),) * self.task.vehicles
        program = highspy.Highs()  # type: ignore[no-untyped-call]
        options = {"output_flag": False, "threads": 1, "mip_rel_gap": 1e9}
        if until < math.inf:
            options["time_limit"] = max(until - monotonic(), 0.1)
        for name, value in options.items():
            program.setOptionValue(name, value)
        program.passModel(self._program())
        program.run()
        if program.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return ()
        if program.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        before = len(self.columns[0][0])
        vehicles = program.getSolution().col_value[before : before + len(self.carried[0])]
        trips = zip(*(part.tolist() for part in self.carried), vehicles, strict=True)
        return plan(self.task, {((time, p, q),): n for time, p, q, n in trips if n > 0.5})

    def _program(self) -> highspy.HighsLp:
        task, model = self.task, highspy.HighsLp()
        model.col_cost_ = np.concatenate(self.costs).astype(float)
        model.num_col_, columns = len(model.col_cost_), len(model.col_cost_)
        model.col_lower_, model.col_upper_ = np.zeros(columns), np.full(columns, float(task.vehicles))
        model.integrality_ = [highspy.HighsVarType.kInteger] * columns
        states = (self.horizon + 1) * self.pickups, (self.horizon + 1) * self.receptions
        model.row_lower_ = np.array([*task.loads, *([0] * (self.receptions + 1)), *([0] * sum(states))], float)
        ends = [0.0] * states[0] + [highspy.kHighsInf] * states[1]
        model.row_upper_ = np.array([*task.loads, *task.room, task.vehicles, *ends], float)
        model.num_row_ = len(model.row_upper_)
        sizes = np.concatenate([np.full(len(uses[0]), len(uses)) for uses in self.columns])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate(([0], sizes.cumsum())).astype(np.int32)
        model.a_matrix_.index_ = np.concatenate([np.stack(uses).T.ravel() for uses in self.columns]).astype(np.int32)
        values = [np.tile(n, len(uses[0])) for n, uses in zip(self.entries, self.columns, strict=True)]
        model.a_matrix_.value_ = np.concatenate(values).astype(float)
        return model


def soonest(task: Task) -> tuple[Table, Table]:
    """When a vehicle can first be at each pickup and at each reception, whatever it does before."""
    at, there = task.links[-1, :-1], task.carries[0]
    for _ in range(2 * len(at)):
        there = (at[:, None] + task.carries).min(axis=0)
        at = np.minimum(at, (there[:, None] + task.links[:-1, :-1]).min(axis=0))
    return at, there
