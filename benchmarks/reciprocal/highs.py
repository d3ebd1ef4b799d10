"""A task as JSON on standard input -> what HiGHS finds with time in steps: how many convoys of each kind board when.

Convoys of one kind are counted, not named. Minutes are rounded down to whole steps and the crossing is a cumulative
limit, so the bound holds for the task itself; the finish of the steps may lie below what can really be driven.
Runs by itself (``python highs.py SECONDS STEP < task.json``).
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix


def solve(task: dict, seconds: float, step: int) -> dict:
    rides = task["rides"]
    phase = {i: p for p, own in enumerate(task["phases"]) for i in own}
    named = [f"{r['kind']} {phase.get(i, 0)}" for i, r in enumerate(rides)]
    kinds = {k: [i for i, n in enumerate(named) if n == k] for k in dict.fromkeys(named)}
    last = task["horizon"] // step + 1
    column = {(k, t): j for j, (k, t) in enumerate((k, t) for k in kinds for t in range(last + 1))}
    ended = len(column)
    columns = ended + last + 1
    upper = np.ones(columns)
    rows: list[tuple[dict[int, float], float, float]] = []
    for k, own in kinds.items():
        ride = rides[own[0]]
        for t in range(last + 1):
            upper[column[k, t]] = len(own) if may(ride, t, step) else 0
        rows.append(({column[k, t]: 1 for t in range(last + 1)}, len(own), len(own)))
        for t in range(last + 1):
            gone = {column[k, u]: 1.0 for u in range(t - ride["ride"] // step + 1)}
            rows.append(({**gone, ended + t: -float(len(own))}, 0, np.inf))
    kind_of = {i: k for k, own in kinds.items() for i in own}
    for limit in task["reservoirs"]:
        takes = {kind_of[i]: n for i, n in limit["takes"]}
        gives = {
            kind_of[i]: (n, (rides[i]["ride"] + (rides[i]["back"] if back else 0)) // step)
            for i, n, back in limit["gives"]
        }
        for t in range(last + 1):
            row: dict[int, float] = {}
            for k, n in takes.items():
                for u in range(t + 1):
                    row[column[k, u]] = row.get(column[k, u], 0) + n
            for k, (n, lag) in gives.items():
                for u in range(t - lag + 1):
                    row[column[k, u]] = row.get(column[k, u], 0) - n
            rows.append((row, -np.inf, limit["level"]))
    for line in task["lines"]:
        minutes = {kind_of[i]: m for i, _, m in line}
        after = {kind_of[i]: a for i, a, _ in line}
        longest = max(minutes.values())
        for a in range(0, last + 1):
            for b in (a, a + 4, a + 16, last):
                row = {
                    column[k, u]: m
                    for k, m in minutes.items()
                    for u in range(max(0, a - after[k] // step), min(b - after[k] // step, last) + 1)
                }
                rows.append((row, -np.inf, (b - a + 2) * step + longest))
    for p in range(1, len(task["phases"])):
        before = [k for k, own in kinds.items() if phase[own[0]] == p - 1]
        for k in (k for k, own in kinds.items() if phase[own[0]] == p):
            for t in range(last + 1):
                for other in before:
                    done = {
                        column[other, u]: float(len(kinds[k]))
                        for u in range(t - rides[kinds[other][0]]["ride"] // step + 1)
                    }
                    rows.append(({column[k, t]: -float(len(kinds[other])), **done}, 0, np.inf))
    cost = np.zeros(columns)
    cost[ended:] = -1
    began = time.perf_counter()
    result = milp(
        cost,
        integrality=np.ones(columns),
        bounds=Bounds(0, upper),
        constraints=matrix(rows, columns),
        options={"time_limit": seconds},
    )
    bound = result.mip_dual_bound
    return {
        "finish": None if result.x is None else (last + 1 + result.fun) * step,
        "bound": 0 if bound is None else max(0, np.floor((last + 1 + np.ceil(bound - 1e-6)) * step)),
        "seconds": time.perf_counter() - began,
    }


def may(ride: dict, t: int, step: int) -> bool:
    """Whether some minute of step *t* suits this ride."""
    minutes = np.arange(t * step, (t + 1) * step)
    suits = minutes >= ride["earliest"]
    for begin, end in ride["shut"]:
        suits &= (minutes - begin) % 1440 >= (end - begin) % 1440
    return bool(suits.any())


def matrix(rows: list[tuple[dict[int, float], float, float]], columns: int) -> LinearConstraint:
    i = [r for r, (row, _, _) in enumerate(rows) for _ in row]
    j = [c for row, _, _ in rows for c in row]
    v = [x for row, _, _ in rows for x in row.values()]
    made = coo_matrix((v, (i, j)), shape=(len(rows), columns)).tocsr()
    return LinearConstraint(made, [low for _, low, _ in rows], [high for _, _, high in rows])


if __name__ == "__main__":
    print(json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]), int(sys.argv[2]))))
