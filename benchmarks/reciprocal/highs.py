"""A task as JSON on standard input -> what HiGHS finds with time in steps: how many convoys of each kind board when.

Convoys of one kind are counted, not named; vehicles are counted at each place and sent from reception to origin.
Minutes are rounded down to whole steps and the crossing is a cumulative limit, so the bound holds for the task itself;
the finish of the steps may lie below what can really be driven.
Runs by itself (``python highs.py [--seconds 60] < task.json``).
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]
from scipy.sparse import coo_matrix  # type: ignore[import-untyped]

DAY = 24 * 60
STEPS = (15, 10, 5, 2)
"""Minutes of a step: the next finer ones while there is time."""
Row = tuple[dict[int, float], float, float]
"""Coefficients by column, and between which numbers their sum lies."""
Key = tuple[str, ...]


class Steps:
    """The task in steps of time: columns count what has happened up to the end of each step.

    ``("kind", k)``: convoys of a kind that have boarded; ``("sent", f, e, o)``: vehicles of a fleet sent from reception
    to origin; ``("based", f, o)``, one column: vehicles of the base that serve an origin first; ``("done", p)``: 1 when
    everybody of a phase has arrived; ``("over",)``: 1 when everybody has.
    """

    def __init__(self, task: dict[str, Any], step: int) -> None:
        self.task, self.step, self.rides = task, step, task["rides"]
        self.kinds: dict[str, list[int]] = {}
        for i, ride in enumerate(self.rides):
            self.kinds.setdefault(ride["kind"], []).append(i)
        self.kind_of = {i: k for k, own in self.kinds.items() for i in own}
        self.ways = {(w["from"], w["to"]): w for w in task["ways"]}
        self.phase = {i: p for p, own in enumerate(task["phases"]) for i in own}
        self.last = task["horizon"] // step
        self.first: dict[Key, int] = {}
        self.columns = 0
        for kind in self.kinds:
            self.add(("kind", kind), self.last + 1)
        for fleet in task["fleets"]:
            for to, origin in self.pairs(fleet):
                self.add(("sent", fleet, to, origin), self.last + 1)
            for origin in self.origins(fleet):
                self.add(("based", fleet, origin), 1)
        for phase in range(len(task["phases"]) - 1):
            self.add(("done", str(phase)), self.last + 1)
        self.add(("over",), self.last + 1)

    def add(self, key: Key, columns: int) -> None:
        self.first[key] = self.columns
        self.columns += columns

    def ride(self, kind: str) -> dict[str, Any]:
        return dict(self.rides[self.kinds[kind][0]])

    def served(self, fleet: str) -> list[str]:
        return [k for k in self.kinds if self.ride(k)["fleet"] == fleet]

    def origins(self, fleet: str) -> list[str]:
        return sorted({self.ride(k)["origin"] for k in self.served(fleet)})

    def pairs(self, fleet: str) -> list[tuple[str, str]]:
        return [(e, o) for e in sorted({self.ride(k)["to"] for k in self.served(fleet)}) for o in self.origins(fleet)]

    def by(self, key: Key, t: int, weight: float = 1.0) -> dict[int, float]:
        """What has been counted by the end of step *t*; nothing before the first."""
        return {self.first[key] + min(t, self.last): weight} if t >= 0 else {}

    def arrived(self, kind: str, t: int, weight: float = 1.0) -> dict[int, float]:
        return self.by(("kind", kind), t - self.ride(kind)["ride"] // self.step, weight)

    def upper(self) -> Any:
        found = np.full(self.columns, np.inf)
        for kind, own in self.kinds.items():
            found[self.first["kind", kind] :][: self.last + 1] = len(own)
        for phase in range(len(self.task["phases"]) - 1):
            found[self.first["done", str(phase)] :][: self.last + 1] = 1
        found[self.first[("over",)] :] = 1
        return found

    def lower(self) -> Any:
        """It is over within the horizon."""
        found = np.zeros(self.columns)
        found[self.first[("over",)] + self.last] = 1
        return found

    def whole(self) -> Any:
        """Convoys and the end are whole numbers; vehicles then can be."""
        found = np.zeros(self.columns)
        for key, first in self.first.items():
            if key[0] in ("kind", "done", "over"):
                found[first:][: self.last + 1] = 1
        return found

    def counts(self) -> Iterator[Row]:
        """Counts never fall, and stand still where nobody may board."""
        for key, first in self.first.items():
            if key[0] != "based":
                for t in range(1, self.last + 1):
                    yield {first + t: 1.0, first + t - 1: -1.0}, 0, np.inf
        for kind in self.kinds:
            first, suits = self.first["kind", kind], suiting(self.ride(kind), self.last, self.step)
            for t in map(int, np.flatnonzero(~suits)):
                yield ({first + t: 1.0, first + t - 1: -1.0} if t else {first: 1.0}), 0, 0

    def everybody(self) -> Iterator[Row]:
        """All board, and it is over when all have arrived."""
        for kind, own in self.kinds.items():
            yield self.by(("kind", kind), self.last), len(own), len(own)
            for t in range(self.last + 1):
                yield {**self.arrived(kind, t), self.first[("over",)] + t: -float(len(own))}, 0, np.inf

    def reservoirs(self) -> Iterator[Row]:
        for limit in self.task["reservoirs"]:
            takes, gives = ({self.kind_of[i]: n for i, n in limit[side]} for side in ("takes", "gives"))
            for t in range(self.last + 1):
                row: dict[int, float] = {}
                for kind, n in takes.items():
                    row |= self.by(("kind", kind), t, n)
                for kind, n in gives.items():
                    row |= self.arrived(kind, t, -n)
                yield row, -np.inf, limit["level"]

    def fleets(self) -> Iterator[Row]:
        """Vehicles are sent only once they have arrived, and serve only where they have come."""
        for fleet, count in self.task["fleets"].items():
            kinds, origins = self.served(fleet), self.origins(fleet)
            yield {self.first["based", fleet, o]: 1.0 for o in origins}, 0, count
            for to in sorted({self.ride(k)["to"] for k in kinds}):
                for t in range(self.last + 1):
                    row: dict[int, float] = {}
                    for origin in origins:
                        row |= self.by(("sent", fleet, to, origin), t)
                    for kind in kinds:
                        if self.ride(kind)["to"] == to:
                            row |= self.arrived(kind, t, -self.ride(kind)["vehicles"])
                    yield row, -np.inf, 0
            for origin in origins:
                sent = {e: self.come(e, o) for e, o in self.pairs(fleet) if o == origin}
                for t in range(self.last + 1):
                    row = {self.first["based", fleet, origin]: -1.0}
                    for kind in kinds:
                        if self.ride(kind)["origin"] == origin:
                            row |= self.by(("kind", kind), t, self.ride(kind)["vehicles"])
                    for to, come in sent.items():
                        row |= self.by(("sent", fleet, to, origin), int(np.searchsorted(come, t, "right")) - 1, -1.0)
                    yield row, -np.inf, 0

    def come(self, to: str, origin: str) -> Any:
        """For each step at whose beginning vehicles may be sent, the step at which they are there, rounded down."""
        way = self.ways[to, origin]
        at = np.arange(self.last + 1) * self.step
        for begin, end in (*way["shut"], *way["shut"]):
            at = np.where((at % DAY >= begin) & (at % DAY < end), at + end - at % DAY, at)
        return (at + way["minutes"]) // self.step

    def lines(self) -> Iterator[Row]:
        """In any stretch of time no more passes a crossing than it has minutes, and the convoy that is on it."""
        for line in self.task["lines"]:
            passing = {self.kind_of[i]: (after // self.step, minutes) for i, after, minutes in line}
            longest = max(minutes for _, minutes in passing.values())
            for a in range(self.last + 1):
                for b in dict.fromkeys(min(a + n, self.last) for n in (0, 1, 4, 16, 64, self.last)):
                    row: dict[int, float] = {}
                    for kind, (after, minutes) in passing.items():
                        row |= self.by(("kind", kind), b - after, float(minutes))
                        row |= self.by(("kind", kind), a - 1 - after, -float(minutes))
                    yield row, -np.inf, (b - a + 2) * self.step + longest

    def phases(self) -> Iterator[Row]:
        """Nobody of a phase boards before all of the one before have arrived."""
        for kind, own in self.kinds.items():
            now = self.phase.get(own[0], 0)
            for t in range(self.last + 1):
                if now:
                    yield (
                        {**self.by(("kind", kind), t, -1.0), **self.by(("done", str(now - 1)), t, float(len(own)))},
                        0,
                        np.inf,
                    )
                if ("done", str(now)) in self.first:
                    yield {**self.arrived(kind, t), **self.by(("done", str(now)), t, -float(len(own)))}, 0, np.inf

    def boards(self, counted: Any) -> list[int]:
        """The minute at which each convoy boards: its step's first, in the order of its kind."""
        found = [0] * len(self.rides)
        for kind, own in self.kinds.items():
            gone = np.round(counted[self.first["kind", kind] :][: self.last + 1])
            for k, i in enumerate(sorted(own, key=lambda i: self.rides[i]["hint"])):
                found[i] = int(np.searchsorted(gone, k + 1)) * self.step
        return found


def solve(task: dict[str, Any], seconds: float) -> dict[str, Any]:
    """The best bound, and the plan of the finest steps that have one; finer steps while there is time."""
    found: dict[str, Any] = {"finish": None, "boards": [], "bound": 0.0, "seconds": 0.0, "built": 0.0}
    for step in STEPS:
        made = at(task, seconds - found["seconds"], step)
        bound = max(found["bound"], made["bound"])
        spent = {name: found[name] + made[name] for name in ("seconds", "built")}
        found = (made if made["boards"] or not found["boards"] else found) | spent | {"bound": bound}
        if not made["optimal"]:
            break
    return found | {"mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def at(task: dict[str, Any], seconds: float, step: int) -> dict[str, Any]:
    """What is found with steps of so many minutes."""
    began = time.perf_counter()
    steps = Steps(task, step)
    parts = (steps.counts(), steps.everybody(), steps.reservoirs(), steps.fleets(), steps.lines(), steps.phases())
    rows = [row for part in parts for row in part]
    cost = np.zeros(steps.columns)
    cost[steps.first[("over",)] :] = -1
    limits = matrix(rows, steps.columns)
    built = time.perf_counter()
    result = milp(
        cost,
        integrality=steps.whole(),
        bounds=Bounds(steps.lower(), steps.upper()),
        constraints=limits,
        options={"time_limit": seconds},
    )
    ends, bound = steps.last + 1, result.mip_dual_bound
    known = bound is not None and np.isfinite(bound)
    return {
        "status": str(result.message),
        "optimal": result.status == 0,
        "step": step,
        "finish": None if result.x is None else float((ends + result.fun) * step),
        "boards": [] if result.x is None else steps.boards(result.x),
        "bound": max(0.0, float((ends + np.ceil(bound - 1e-6)) * step)) if known else 0.0,
        "built": built - began,
        "seconds": time.perf_counter() - built,
    }


def suiting(ride: dict[str, Any], last: int, step: int) -> Any:
    """By step: whether some minute of it suits this ride."""
    minutes = np.arange((last + 1) * step)
    suits = minutes >= ride["earliest"]
    for begin, end in ride["shut"]:
        suits &= (minutes - begin) % DAY >= end - begin
    return suits.reshape(-1, step).any(axis=1)


def matrix(rows: list[Row], columns: int) -> LinearConstraint:
    i = [r for r, (row, _, _) in enumerate(rows) for _ in row]
    j = [c for row, _, _ in rows for c in row]
    v = [x for row, _, _ in rows for x in row.values()]
    made = coo_matrix((v, (i, j)), shape=(len(rows), columns)).tocsr()
    return LinearConstraint(made, [low for _, low, _ in rows], [high for _, _, high in rows])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    print(json.dumps(solve(json.load(sys.stdin), given.seconds)))
