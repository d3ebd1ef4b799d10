"""A task as JSON on standard input -> what OR-Tools CP-SAT finds: reservoirs, no-overlap, our boarding times as a hint.

Runs by itself (``python cpsat.py SECONDS < task.json``): OR-Tools and highspy cannot live in one process.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model


def solve(task: dict[str, Any], seconds: float) -> dict[str, Any]:
    model, rides, horizon = cp_model.CpModel(), task["rides"], task["horizon"]
    starts = [model.new_int_var_from_domain(domain(r, horizon), f"s{i}") for i, r in enumerate(rides)]
    finish = model.new_int_var(task["bound"], horizon, "finish")
    for start, ride in zip(starts, rides, strict=True):
        model.add(finish >= start + ride["ride"])
        model.add_hint(start, int(ride["hint"]))
    leaves = [returning(model, start, ride, horizon) for start, ride in zip(starts, rides, strict=True)]
    for kind in {r["kind"] for r in rides}:
        for a, b in pairwise(i for i, r in enumerate(rides) if r["kind"] == kind):
            model.add(starts[a] <= starts[b])
    for limit in task["reservoirs"]:
        times = [starts[i] for i, _ in limit["takes"]]
        changes = [-n for _, n in limit["takes"]]
        times += [
            leaves[i] + rides[i]["back"] if back else starts[i] + rides[i]["ride"] for i, _, back in limit["gives"]
        ]
        changes += [n for _, n, _ in limit["gives"]]
        model.add_reservoir_constraint(
            [0, *times], [limit["level"], *changes], 0, limit["level"] + sum(n for n in changes if n > 0)
        )
    for line in task["lines"]:
        model.add_no_overlap(
            model.new_fixed_size_interval_var(starts[i] + after, minutes, f"x{i}") for i, after, minutes in line
        )
    for before, phase in pairwise(task["phases"]):
        done = model.new_int_var(0, horizon, "done")
        for i in before:
            model.add(done >= starts[i] + rides[i]["ride"])
        for i in phase:
            model.add(starts[i] >= done)
    model.minimize(finish)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    began = time.perf_counter()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "finish": solver.value(finish) if found else None,
        "boards": [solver.value(s) for s in starts] if found else [],
        "bound": solver.best_objective_bound,
        "seconds": time.perf_counter() - began,
    }


def returning(model: cp_model.CpModel, start: cp_model.IntVar, ride: dict[str, Any], horizon: int) -> Any:
    """When the vehicles of a ride set out on their way back: on arrival, or when the way opens again."""
    if not ride["return_shut"]:
        return start + ride["ride"]
    days = range(horizon // 1440 + 3)
    shut = [[b + 1440 * day, e - 1 + 1440 * day] for day in days for b, e in ride["return_shut"]]
    allowed = cp_model.Domain(0, horizon + 2 * 1440).intersection_with(
        cp_model.Domain.from_intervals(shut).complement()
    )
    leaves = model.new_int_var_from_domain(allowed, "leaves")
    model.add(leaves >= start + ride["ride"])
    return leaves


def domain(ride: dict[str, Any], horizon: int) -> cp_model.Domain:
    """Minutes at which a ride may begin: not before its vehicles are there, nor towards a place that will be shut."""
    allowed = cp_model.Domain(int(ride["earliest"]), horizon)
    for begin, end in ride["shut"]:
        for day in range(-1, horizon // 1440 + 1):
            first, last = int(begin) + 1440 * day, int(end) - 1 + 1440 * (day + (end < begin))
            allowed = allowed.intersection_with(cp_model.Domain(first, last).complement())
    return allowed


if __name__ == "__main__":
    print(json.dumps(solve(json.load(sys.stdin), float(sys.argv[1]))))
