"""``python -m benchmarks.bep.rival SET SEED SECONDS``: OR-Tools CP-SAT, an arc flow of each bus -> its answer as JSON.

A process of its own, because OR-Tools and highspy cannot be loaded into one. Each bus uses each way a number of times;
what enters a place leaves it, except where the bus begins and ends. Uses that hang together with no beginning are cut
off when they turn up, for all buses, and the model is solved again.
"""

from __future__ import annotations

import json
import sys
from itertools import product
from time import perf_counter

from ortools.sat.python import cp_model

from benchmarks.bep.instances import Instance, instance

Place = tuple[str, int]


class ArcFlow:
    """The model, and the cuts that it has met."""

    def __init__(self, of: Instance) -> None:
        self.of, self.model = of, cp_model.CpModel()
        model, k = self.model, range(len(of.loads))
        self.buses = range(of.buses)
        most = sum(of.loads)
        self.n = {key: model.new_int_var(0, of.loads[key[1]], "") for key in product(self.buses, k, k)}
        self.m = {key: model.new_int_var(0, of.loads[key[2]], "") for key in product(self.buses, k, k)}
        self.first = {key: model.new_bool_var("") for key in product(self.buses, k)}
        last = {key: model.new_bool_var("") for key in product(self.buses, k)}
        self.makespan = model.new_int_var(0, 20 * (1 + most // of.buses), "makespan")
        for b in self.buses:
            model.add_at_most_one(self.first[b, p] for p in k)
            for p in k:
                begun = self.first[b, p] + sum(self.m[b, s, p] for s in k)
                model.add(begun == sum(self.n[b, p, s] for s in k))
            for s in k:
                left = last[b, s] + sum(self.m[b, s, p] for p in k)
                model.add(left == sum(self.n[b, p, s] for p in k))
            model.add(self.makespan >= self._length(b))
        for p in k:
            model.add(sum(self.n[b, p, s] for b in self.buses for s in k) == of.loads[p])
            model.add(sum(self.n[b, q, p] for b in self.buses for q in k) <= of.room[p])
        for b in self.buses[1:]:
            model.add(self._length(b - 1) >= self._length(b))
        model.minimize(self.makespan)

    def _length(self, b: int) -> cp_model.LinearExpr:
        k = range(len(self.of.loads))
        driven = sum(self.of.distance[p][s] * (self.n[b, p, s] + self.m[b, s, p]) for p, s in product(k, k))
        return driven + sum(self.of.depot[p] * self.first[b, p] for p in k)

    def solve(self, seconds: float) -> tuple[int | None, int]:
        """The makespan of the best plan, if any, and the bound."""
        until, bound = perf_counter() + seconds, 0
        while (left := until - perf_counter()) > 0:
            solver = cp_model.CpSolver()
            solver.parameters.max_time_in_seconds = left
            solver.parameters.num_workers = 1
            status = solver.solve(self.model)
            bound = max(bound, round(solver.best_objective_bound))
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            loose = [places for b in self.buses for places in self._loose(solver, b)]
            if not loose:
                return round(solver.objective_value), bound
            for places in loose:
                self._cut(places)
        return None, bound

    def _loose(self, solver: cp_model.CpSolver, b: int) -> list[set[Place]]:
        """What a bus uses and does not come by from where it begins."""
        k = range(len(self.of.loads))
        edges = [(("p", p), ("s", s)) for p, s in product(k, k) if solver.value(self.n[b, p, s])]
        edges += [(("p", p), ("s", s)) for p, s in product(k, k) if solver.value(self.m[b, s, p])]
        parts: list[set[Place]] = []
        for edge in edges:
            touched = [part for part in parts if part & set(edge)]
            parts = [part for part in parts if part not in touched] + [set(edge).union(*touched)]
        begun = {("p", p) for p in k if solver.value(self.first[b, p])}
        return [part for part in parts if not part & begun]

    def _cut(self, places: set[Place]) -> None:
        k = range(len(self.of.loads))
        inside = [p for p in k if ("p", p) in places]
        outside = [s for s in k if ("s", s) not in places]
        for b in self.buses:
            entered = sum(self.first[b, p] + sum(self.m[b, s, p] for s in outside) for p in inside)
            entered += sum(self.n[b, p, s] for p in k if p not in inside for s in k if s not in outside)
            for p in inside:
                for s in k:
                    if s not in outside:
                        self.model.add(self.n[b, p, s] <= self.of.loads[p] * entered)


def main() -> None:
    k, seed, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    started = perf_counter()
    makespan, bound = ArcFlow(instance(k, seed)).solve(seconds)
    json.dump({"makespan": makespan, "bound": bound, "seconds": perf_counter() - started}, sys.stdout)


if __name__ == "__main__":
    main()
