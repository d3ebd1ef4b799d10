"""A task as JSON on standard input -> what HiGHS finds with time in steps: how many convoys of each kind board when.

Convoys of one kind are counted, not named. Minutes are rounded down to whole steps and the crossing is a cumulative
limit, so the bound holds for the task itself; the finish of the steps may lie below what can really be driven.
Runs by itself (``python highs.py SECONDS STEP < task.json``).
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

Row = tuple[dict[int, float], float, float]
"""Coefficients by column, and between which numbers their sum lies."""


class Steps:
    """The task in steps of time: a column for each kind of convoys and step, and one for each step that ends it all."""

    def __init__(self, task: dict[str, Any], step: int) -> None:
        self.task, self.step, self.rides = task, step, task["rides"]
        self.phase = {i: p for p, own in enumerate(task["phases"]) for i in own}
        named = [f"{r['kind']} {self.phase.get(i, 0)}" for i, r in enumerate(self.rides)]
        self.kinds = {k: [i for i, n in enumerate(named) if n == k] for k in dict.fromkeys(named)}
        self.kind_of = dict(enumerate(named))
        self.last = task["horizon"] // step + 1
        self.column = {kt: j for j, kt in enumerate((k, t) for k in self.kinds for t in range(self.last + 1))}
        self.columns = len(self.column) + self.last + 1

    def gone(self, kind: str, until: int, weight: float = 1.0) -> dict[int, float]:
        """What boards of this kind up to a step."""
        return {self.column[kind, u]: weight for u in range(min(until, self.last) + 1)}

    def ride(self, kind: str) -> dict[str, Any]:
        return dict(self.rides[self.kinds[kind][0]])

    def upper(self) -> Any:
        found = np.ones(self.columns)
        for (kind, t), j in self.column.items():
            found[j] = len(self.kinds[kind]) if may(self.ride(kind), t, self.step) else 0
        return found

    def everybody(self) -> Iterator[Row]:
        """All board once, and the end comes when all have arrived."""
        for kind, own in self.kinds.items():
            yield self.gone(kind, self.last), len(own), len(own)
            for t in range(self.last + 1):
                arrived = self.gone(kind, t - self.ride(kind)["ride"] // self.step)
                yield {**arrived, len(self.column) + t: -float(len(own))}, 0, np.inf

    def reservoirs(self) -> Iterator[Row]:
        for limit in self.task["reservoirs"]:
            takes = {self.kind_of[i]: n for i, n in limit["takes"]}
            gives = {self.kind_of[i]: (n, self.given(i, back)) for i, n, back in limit["gives"]}
            for t in range(self.last + 1):
                row: Counter[int] = Counter()
                for kind, n in takes.items():
                    row.update(self.gone(kind, t, n))
                for kind, (n, given) in gives.items():
                    row.update(self.gone(kind, int(np.searchsorted(given, t, "right")) - 1, -n))
                yield dict(row), -np.inf, limit["level"]

    def given(self, i: int, back: bool) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """For each step at which ride *i* may board, the step at which it gives, rounded down."""
        ride = self.rides[i]
        at = np.arange(self.last + 1) * self.step + ride["ride"]
        for begin, end in ride["return_shut"] if back else ():
            at = np.where((at % 1440 >= begin) & (at % 1440 < end), at + end - at % 1440, at)
        return np.asarray((at + (ride["back"] if back else 0)) // self.step, np.int64)

    def lines(self) -> Iterator[Row]:
        """In any stretch of time no more passes a crossing than it has minutes, and the convoy that is on it."""
        for line in self.task["lines"]:
            passing = {self.kind_of[i]: (after // self.step, minutes) for i, after, minutes in line}
            longest = max(minutes for _, minutes in passing.values())
            for a in range(self.last + 1):
                for b in (a, a + 4, a + 16, self.last):
                    row = {
                        self.column[kind, u]: float(minutes)
                        for kind, (after, minutes) in passing.items()
                        for u in range(max(0, a - after), min(b - after, self.last) + 1)
                    }
                    yield row, -np.inf, (b - a + 2) * self.step + longest

    def phases(self) -> Iterator[Row]:
        """Nobody of a phase boards before all of the one before have arrived."""
        for kind, own in self.kinds.items():
            now = self.phase.get(own[0], 0)
            for other, before in self.kinds.items():
                if self.phase.get(before[0], 0) == now - 1:
                    for t in range(self.last + 1):
                        arrived = self.gone(other, t - self.ride(other)["ride"] // self.step, float(len(own)))
                        yield {self.column[kind, t]: -float(len(before)), **arrived}, 0, np.inf


def solve(task: dict[str, Any], seconds: float, step: int) -> dict[str, Any]:
    steps = Steps(task, step)
    rows = [*steps.everybody(), *steps.reservoirs(), *steps.lines(), *steps.phases()]
    cost = np.zeros(steps.columns)
    cost[len(steps.column) :] = -1
    began = time.perf_counter()
    result = milp(
        cost,
        integrality=np.ones(steps.columns),
        bounds=Bounds(0, steps.upper()),
        constraints=matrix(rows, steps.columns),
        options={"time_limit": seconds},
    )
    bound, ends = result.mip_dual_bound, steps.last + 1
    return {
        "finish": None if result.x is None else (ends + result.fun) * step,
        "bound": 0 if bound is None else max(0.0, float((ends + np.ceil(bound - 1e-6)) * step)),
        "seconds": time.perf_counter() - began,
    }


def may(ride: dict[str, Any], t: int, step: int) -> bool:
    """Whether some minute of step *t* suits this ride."""
    minutes = np.arange(t * step, (t + 1) * step)
    suits = minutes >= ride["earliest"]
    for begin, end in ride["shut"]:
        suits &= (minutes - begin) % 1440 >= (end - begin) % 1440
    return bool(suits.any())


def matrix(rows: list[Row], columns: int) -> LinearConstraint:
    i = [r for r, (row, _, _) in enumerate(rows) for _ in row]
    j = [c for row, _, _ in rows for c in row]
    v = [x for row, _, _ in rows for x in row.values()]
    made = coo_matrix((v, (i, j)), shape=(len(rows), columns)).tocsr()
    return LinearConstraint(made, [low for _, low, _ in rows], [high for _, _, high in rows])


if __name__ == "__main__":
    print(json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]), int(sys.argv[2]))))
