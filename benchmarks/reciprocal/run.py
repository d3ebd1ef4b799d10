"""Reciprocal instances -> a line of JSON each: our first plan, what a search makes of it, what is proved of it.

``python -m benchmarks.reciprocal.run [--sizes 20,50] [--kinds tight,hours] [--seeds 1] [--tries 1] [--plan-seconds 5]
[--prove 60] [--lines FILE]``. Without any of these all 48 instances, each searched for 5 s (30 s from 500 convoys on)
and proved for up to 60 s: some 18 minutes. ``--plan-seconds 0`` searches for nothing, ``--tries`` are seeds of the
search. ``--growth`` gives a table of first plans by the number of convoys instead. Every plan is verified.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from benchmarks.reciprocal.generator import KINDS, SIZES, Instance, instance
from benchmarks.reciprocal.lines import Row, searched_for, tell
from mamarr.model.plan import Plan
from mamarr.planning import plan
from mamarr.planning.proof import prove
from mamarr.planning.search import Limits
from mamarr.planning.verify import verify


def measure(made: Instance, limits: Limits | None = None) -> tuple[Plan, float]:
    """The plan, and the processor seconds that it took."""
    start = time.process_time()
    found = plan(made.agreement, limits=limits)
    if not isinstance(found, Plan):
        raise ValueError(f"{made.name}: {found}")
    return found, time.process_time() - start


def row(made: Instance, solver: str, limit: float, found: Plan, seconds: float) -> Row:
    """A plan of ours as a line."""
    breaches = len(verify(made.agreement, found))
    return {
        "instance": made.name,
        "solver": solver,
        "limit": limit,
        "claim": found.finish,
        "drivable": None if breaches else found.finish,
        "breaches": breaches,
        "bound": found.bound,
        "convoys": len(found.convoys),
        "plans": found.search.work if found.search else 0,
        "seed": found.search.seed if found.search else 0,
        "seconds": round(seconds, 3),
        "load": round(os.getloadavg()[0], 1),
    }


def ours(made: Instance, seconds: float, tries: list[int], proving: float, lines: Path | None) -> None:
    """The first plan, the searched ones, and what is proved of the best."""
    found, took = measure(made)
    tell(lines, row(made, "first", 0, found, took))
    best = found
    for seed in tries if seconds else ():
        found, took = measure(made, Limits(10**12, seconds, seed, "finish"))
        tell(lines, row(made, "search", seconds, found, took))
        best = min(best, found, key=lambda p: p.finish)
    if proving:
        began = time.process_time()
        bound = prove(made.agreement, best.convoys, best.finish, proving)
        took = round(time.process_time() - began, 1)
        proof = {"solver": "proof", "limit": proving, "bound": bound.minutes, "by": bound.by, "seconds": took}
        tell(lines, {"instance": made.name, **proof})


def growth(sizes: list[int], kinds: list[str], seeds: list[int]) -> None:
    print("| convoys | instances | s per 100 convoys: mean | worst | gap to the bound at once: mean |")
    print("|---|---|---|---|---|")
    for size in sizes:
        made = [measure(instance(kind, size, seed)) for kind in kinds for seed in seeds]
        each = [100 * s / len(p.convoys) for p, s in made]
        gap = sum(p.gap for p, _ in made) / len(made)
        print(f"| {size} | {len(made)} | {sum(each) / len(each):.3f} | {max(each):.3f} | {gap:.0%} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--tries", default="1")
    parser.add_argument("--plan-seconds", type=float)
    parser.add_argument("--prove", type=float, default=60)
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--growth", action="store_true")
    given = parser.parse_args()
    sizes, seeds, tries = ([int(n) for n in text.split(",")] for text in (given.sizes, given.seeds, given.tries))
    kinds = given.kinds.split(",")
    if given.growth:
        growth(sizes, kinds, seeds)
        return
    plan(instance("tight", 20, 1).agreement, limits=Limits(1))  # loads the compiled search
    for made in (instance(kind, size, seed) for size in sizes for kind in kinds for seed in seeds):
        seconds = searched_for(made.convoys) if given.plan_seconds is None else given.plan_seconds
        ours(made, seconds, tries, given.prove, given.lines)


if __name__ == "__main__":
    main()
