"""A task as JSON on standard input -> what OR-Tools CP-SAT finds: clauses are reservoirs, vehicles know places.

Crossings are no-overlap; a fleet is a cumulative limit and a flow: so many vehicles of each convoy serve each convoy
after it that they can reach in time. Convoys of one kind board in one order. The breaches that our verifier knows
cannot occur in it, so what it claims can be driven, and its bound holds for these convoys.
Runs by itself (``python cpsat.py [--seconds 60] [--hint] < task.json``): OR-Tools and highspy cannot live in one
process.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from itertools import pairwise
from typing import Any

from ortools.sat.python import cp_model

DAY = 24 * 60
BASE = -1
FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Model:
    """The task with a variable for each boarding and one for the finish."""

    def __init__(self, task: dict[str, Any], horizon: int, *, hint: bool) -> None:
        self.task, self.rides, self.horizon = task, task["rides"], horizon
        self.model = cp_model.CpModel()
        self.hinted = {(j, i): n for j, i, n in task["hint"]} if hint else None
        self.ways = {(w["from"], w["to"]): w for w in task["ways"]}
        self.starts = [self.model.new_int_var_from_domain(self.may(r), "") for r in self.rides]
        self.finish = self.model.new_int_var(0, horizon, "finish")
        for start, ride in zip(self.starts, self.rides, strict=True):
            self.model.add(self.finish >= start + ride["ride"])
            if hint:
                self.model.add_hint(start, ride["hint"])
        for kind in dict.fromkeys(r["kind"] for r in self.rides):
            for a, b in pairwise(self.alike(kind)):
                self.model.add(self.starts[a] <= self.starts[b])
        for limit in task["reservoirs"]:
            self.reservoir(limit)
        for line in task["lines"]:
            passing = (self.model.new_fixed_size_interval_var(self.starts[i] + after, n, "") for i, after, n in line)
            self.model.add_no_overlap(passing)
        self.phases(task["phases"])
        for fleet, count in task["fleets"].items():
            self.fleet([i for i, r in enumerate(self.rides) if r["fleet"] == fleet], count)
        self.model.minimize(self.finish)
        self.model.add_decision_strategy(self.starts, cp_model.CHOOSE_LOWEST_MIN, cp_model.SELECT_MIN_VALUE)

    def alike(self, kind: str) -> list[int]:
        """Convoys of one kind, in the order of the hint."""
        return sorted((i for i, r in enumerate(self.rides) if r["kind"] == kind), key=lambda i: self.rides[i]["hint"])

    def may(self, ride: dict[str, Any]) -> cp_model.Domain:
        """Minutes at which a ride may begin: its vehicles can be there, and no place on its way will be shut."""
        shut = outside(ride["shut"], self.horizon)
        return cp_model.Domain(ride["earliest"], self.horizon).intersection_with(shut)

    def reservoir(self, limit: dict[str, Any]) -> None:
        """What was taken at boarding is given back by others when they arrive."""
        times = [self.starts[i] for i, _ in limit["takes"]]
        times += [self.starts[i] + self.rides[i]["ride"] for i, _ in limit["gives"]]
        changes = [-n for _, n in limit["takes"]] + [n for _, n in limit["gives"]]
        most = limit["level"] + sum(n for n in changes if n > 0)
        self.model.add_reservoir_constraint([0, *times], [limit["level"], *changes], 0, most)

    def phases(self, phases: list[list[int]]) -> None:
        for before, phase in pairwise(phases):
            done = self.model.new_int_var(0, self.horizon, "")
            for i in before:
                self.model.add(done >= self.starts[i] + self.rides[i]["ride"])
            for i in phase:
                self.model.add(self.starts[i] >= done)

    def fleet(self, served: list[int], count: int) -> None:
        """Vehicles come from their base or from convoys before, and go from one reception to one origin."""
        origins = dict.fromkeys(self.rides[i]["origin"] for i in served)
        free = {(i, o): self.free(i, o) for i in served for o in origins}
        away = {
            i: self.rides[i]["ride"] + min(self.ways[self.rides[i]["to"], o]["minutes"] for o in origins)
            for i in served
        }
        intervals = [self.model.new_fixed_size_interval_var(self.starts[i], away[i], "") for i in served]
        self.model.add_cumulative(intervals, [self.rides[i]["vehicles"] for i in served], count)
        place = {
            i: k
            for kind in dict.fromkeys(self.rides[i]["kind"] for i in served)
            for k, i in enumerate(self.alike(kind))
        }
        base = {i: self.vehicles(BASE, i) for i in served}
        self.model.add(sum(base.values()) <= count)
        into = {i: [base[i]] for i in served}
        for j in served:
            out = []
            for i in served:
                if i == j or (self.rides[i]["kind"] == self.rides[j]["kind"] and place[i] < place[j]):
                    continue
                number, some = self.vehicles(j, i), self.model.new_bool_var("")
                self.model.add(number <= self.rides[i]["vehicles"] * some)
                self.model.add(self.starts[i] >= free[j, self.rides[i]["origin"]]).only_enforce_if(some)
                if self.hinted is not None:
                    self.model.add_hint(some, (j, i) in self.hinted)
                out.append(number)
                into[i].append(number)
            self.model.add(sum(out) <= self.rides[j]["vehicles"])
        for i in served:
            self.model.add(sum(into[i]) == self.rides[i]["vehicles"])

    def vehicles(self, source: int, i: int) -> cp_model.IntVar:
        """How many vehicles of a source serve convoy *i*."""
        number = self.model.new_int_var(0, self.rides[i]["vehicles"], "")
        if self.hinted is not None:
            self.model.add_hint(number, self.hinted.get((source, i), 0))
        return number

    def free(self, i: int, origin: str) -> Any:
        """When the vehicles of a ride can be at *origin*: they set out on arrival, or when the way opens again."""
        way = self.ways[self.rides[i]["to"], origin]
        arrival = self.starts[i] + self.rides[i]["ride"]
        if not way["shut"]:
            return arrival + way["minutes"]
        leaves = self.model.new_int_var_from_domain(outside(way["shut"], self.horizon + 2 * DAY), "")
        self.model.add(leaves >= arrival)
        return leaves + way["minutes"]


def outside(shut: list[list[int]], horizon: int) -> cp_model.Domain:
    """All minutes but those of a day that are shut."""
    days = range(horizon // DAY + 1)
    closed = [[b + DAY * day, e - 1 + DAY * day] for day in days for b, e in shut]
    return cp_model.Domain(0, horizon).intersection_with(cp_model.Domain.from_intervals(closed).complement())


def solve(task: dict[str, Any], seconds: float, *, hint: bool) -> dict[str, Any]:
    """Whoever can board first boards first, until there is a plan or half the time is gone; then any strategy in turn.

    CP-SAT may stop a little before its time is up.
    """
    began = time.perf_counter()
    made = Model(task, task["horizon"] if hint else task["horizon"] * 3 // 2, hint=hint)
    built = time.perf_counter()
    first, solver = searching(fixed=True, seconds=seconds / 2), searching(fixed=False, seconds=seconds)
    if not hint and first.solve(made.model) in FOUND:
        made.model.clear_hints()  # type: ignore[no-untyped-call]
        for i, value in enumerate(first.response_proto.solution):
            made.model.add_hint(made.model.get_int_var_from_proto_index(i), value)
    solver.parameters.max_time_in_seconds = max(1.0, seconds - (time.perf_counter() - built))
    status = solver.solve(made.model)
    found = status in FOUND
    return {
        "status": solver.status_name(status),
        "finish": solver.value(made.finish) if found else None,
        "boards": [solver.value(s) for s in made.starts] if found else [],
        "soon": None if hint or not first.response_proto.solution else [first.wall_time, first.value(made.finish)],
        "bound": max(0.0, solver.best_objective_bound),
        "built": built - began,
        "seconds": time.perf_counter() - built,
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def searching(*, fixed: bool, seconds: float) -> cp_model.CpSolver:
    """A solver with one worker: for a first plan by the strategy alone, or with all strategies in turn."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = not fixed
    if fixed:
        solver.parameters.search_branching = cp_model.FIXED_SEARCH
        solver.parameters.stop_after_first_solution = True
    return solver


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hint", action="store_true")
    given = parser.parse_args()
    print(json.dumps(solve(json.load(sys.stdin), given.seconds, hint=given.hint)))
