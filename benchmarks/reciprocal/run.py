"""Reciprocal instances -> tables: time to a first plan by number of convoys, and our finish against two solvers.

``python -m benchmarks.reciprocal.run [--sizes 20,50,100] [--seeds 1] [--seconds 60] [--solvers PYTHON]``. Each solver
runs in a process of its own, with the Python that has OR-Tools and SciPy; without ``--solvers`` only our figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.reciprocal.generator import KINDS, SIZES, Instance, instance
from benchmarks.reciprocal.problem import problem
from mamarr.model.plan import Plan
from mamarr.planning import plan
from mamarr.planning.search import Limits

HERE = Path(__file__).parent
STEP = 15
"""Minutes of one step of the time-indexed model."""


def measure(made: Instance, work: int) -> tuple[Plan | None, float]:
    """The plan, and the processor seconds that it took."""
    start = time.process_time()
    found = plan(made.agreement, limits=Limits(work) if work else None)
    return (found if isinstance(found, Plan) else None), time.process_time() - start


def rival(python: str, program: str, task: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What a solver found in its own process."""
    command = [python, str(HERE / program), str(seconds), str(STEP)]
    done = subprocess.run(command, input=json.dumps(task), capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return {"finish": None, "bound": 0, "seconds": 0.0}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def growth(sizes: list[int], seeds: list[int]) -> None:
    print("| convoys | instances | planned | s per 100 convoys: mean | worst | gap to our bound: mean |")
    print("|---|---|---|---|---|---|")
    for size in sizes:
        rows = [measure(instance(kind, size, seed), 0) for kind in KINDS for seed in seeds]
        made = [(p, s) for p, s in rows if p]
        each = [100 * s / len(p.convoys) for p, s in made]
        gap = sum(p.gap for p, _ in made) / len(made)
        figures = f"{sum(each) / len(each):.3f} | {max(each):.3f} | {gap:.0%}"
        print(f"| {size} | {len(rows)} | {len(made)} | {figures} |", flush=True)


def compare(sizes: list[int], seeds: list[int], seconds: float, work: int, python: str) -> None:
    print(
        "| instance | first plan min (s) | searched min (s) | CP-SAT min (bound, s) | HiGHS bound (s) | gap to bound |"
    )
    print("|---|---|---|---|---|---|")
    for made in (instance(kind, size, seed) for size in sizes for kind in KINDS for seed in seeds):
        (first, s_first), (best, s_best) = measure(made, 0), measure(made, work)
        if not first or not best:
            print(f"| {made.name} | no plan | | | | |", flush=True)
            continue
        task = problem(made.agreement, first)
        cp, mip = (rival(python, program, task, seconds) for program in ("cpsat.py", "highs.py"))
        bound = max(first.bound, cp["bound"], mip["bound"])
        known = min(first.finish, best.finish, cp["finish"] or first.finish)
        columns = (
            f"{first.finish:.0f} ({s_first:.2f})",
            f"{best.finish:.0f} ({s_best:.1f})",
            f"{cp['finish'] or '–'} ({cp['bound']:.0f}, {cp['seconds']:.0f})",
            f"{mip['bound']:.0f} ({mip['seconds']:.0f})",
            f"{first.finish / bound - 1:.0%}; best known {known / bound - 1:.0%}",
        )
        print(f"| {made.name} | {' | '.join(columns)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--work", type=int, default=200)
    parser.add_argument("--solvers", default="")
    given = parser.parse_args()
    sizes, seeds = [int(n) for n in given.sizes.split(",")], [int(n) for n in given.seeds.split(",")]
    if given.solvers:
        compare(sizes, seeds, given.seconds, given.work, given.solvers)
    else:
        growth(sizes, seeds)


if __name__ == "__main__":
    main()
