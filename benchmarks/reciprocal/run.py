"""Reciprocal instances -> tables: time to a first plan by number of convoys, and our finish against two solvers.

``python -m benchmarks.reciprocal.run [--sizes 20,50,100] [--seeds 1] [--plan-seconds 5] [--solvers PYTHON]
[--seconds 60] [--lines FILE]``. Each solver runs in a process of its own, with the Python that has OR-Tools and SciPy,
and gets our best plan as a hint; without ``--solvers`` only our figures, without ``--plan-seconds`` and ``--work`` only
first plans.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import replace
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


def measure(made: Instance, limits: Limits | None) -> tuple[Plan | None, float]:
    """The plan, and the processor seconds that it took."""
    start = time.process_time()
    found = plan(made.agreement, limits=limits)
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
        rows = [measure(instance(kind, size, seed), None) for kind in KINDS for seed in seeds]
        made = [(p, s) for p, s in rows if p]
        each = [100 * s / len(p.convoys) for p, s in made]
        gap = sum(p.gap for p, _ in made) / len(made)
        figures = f"{sum(each) / len(each):.3f} | {max(each):.3f} | {gap:.0%}"
        print(f"| {size} | {len(rows)} | {len(made)} | {figures} |", flush=True)


def searched(sizes: list[int], seeds: list[int], limits: Limits, lines: Path | None) -> None:
    """Our plans after a search for the earliest finish, and beside them the first plans."""
    print("| instance | first plan min (s) | searched min (s) | plans tried | gap to our bound: first | searched |")
    print("|---|---|---|---|---|---|")
    plan(instance("tight", 20, 1).agreement, limits=replace(limits, work=1))
    for made in (instance(kind, size, seed) for size in sizes for kind in KINDS for seed in seeds):
        (first, s_first), (best, s_best) = measure(made, None), measure(made, limits)
        if first and best and best.search:
            tried, bound = best.search.work, max(first.bound, best.bound)
            figures = f"{first.finish:.0f} ({s_first:.2f}) | {best.finish:.0f} ({s_best:.1f}) | {tried}"
            gaps = f"{first.finish / bound - 1:.1%} | {best.finish / bound - 1:.1%}"
            print(f"| {made.name} | {figures} | {gaps} |", flush=True)
            found = {"first": first.finish, "searched": best.finish, "bound": bound, "plans": tried, "seconds": s_best}
            told(lines, {"instance": made.name, **found})


def told(lines: Path | None, row: dict[str, Any]) -> None:
    """One more line of data."""
    if lines:
        with lines.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, sort_keys=True) + "\n")


def compare(
    sizes: list[int], seeds: list[int], seconds: float, limits: Limits, python: str, lines: Path | None
) -> None:
    print(
        "| instance | first plan min (s) | searched min (s) | CP-SAT min (bound, s) | HiGHS bound (s) "
        "| gap to bound: first; searched; best known |"
    )
    print("|---|---|---|---|---|---|")
    for made in (instance(kind, size, seed) for size in sizes for kind in KINDS for seed in seeds):
        (first, s_first), (best, s_best) = measure(made, None), measure(made, limits)
        if not first or not best:
            print(f"| {made.name} | no plan | | | | |", flush=True)
            continue
        task = problem(made.agreement, best)
        cp, mip = (rival(python, program, task, seconds) for program in ("cpsat.py", "highs.py"))
        bound = max(first.bound, best.bound, cp["bound"], mip["bound"])
        known = min(first.finish, best.finish, cp["finish"] or first.finish)
        columns = (
            f"{first.finish:.0f} ({s_first:.2f})",
            f"{best.finish:.0f} ({s_best:.1f})",
            f"{cp['finish'] or '–'} ({cp['bound']:.0f}, {cp['seconds']:.0f})",
            f"{mip['bound']:.0f} ({mip['seconds']:.0f})",
            f"{first.finish / bound - 1:.1%}; {best.finish / bound - 1:.1%}; {known / bound - 1:.1%}",
        )
        tried = best.search.work if best.search else 0
        ours = {"first": first.finish, "searched": best.finish, "plans": tried, "known": known, "bound": bound}
        told(lines, {"instance": made.name, **ours, "cpsat": cp, "highs": mip, "seconds": s_best})
        print(f"| {made.name} | {' | '.join(columns)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--work", type=int, default=10**12, help="plans tried in our search")
    parser.add_argument("--plan-seconds", type=float, help="seconds of our search; first plans only when left out")
    parser.add_argument("--lines", type=Path, help="append every row as a line of JSON to this file")
    parser.add_argument("--solvers", default="")
    given = parser.parse_args()
    sizes, seeds = [int(n) for n in given.sizes.split(",")], [int(n) for n in given.seeds.split(",")]
    limits = Limits(given.work, given.plan_seconds, objective="finish")
    if given.solvers:
        compare(sizes, seeds, given.seconds, limits, given.solvers, given.lines)
    elif given.plan_seconds or given.work < 10**12:
        searched(sizes, seeds, limits, given.lines)
    else:
        growth(sizes, seeds)


if __name__ == "__main__":
    main()
