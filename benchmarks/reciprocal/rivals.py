"""Instances -> a line of JSON for each solver and instance: its claim, its bound, and what of it can be driven.

``python -m benchmarks.reciprocal.rivals PYTHON --lines FILE [--sizes 20,50] [--kinds tight,hours] [--seeds 1]
[--solvers cpsat,highs] [--seconds 60] [--hint]``, with the Python that has OR-Tools and SciPy. Solvers get the convoys
of our first plan; CP-SAT gets its times too with ``--hint``. One solver process at a time, each with one worker.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.reciprocal.drivable import judged
from benchmarks.reciprocal.generator import KINDS, Instance, instance
from benchmarks.reciprocal.lines import Row, tell
from benchmarks.reciprocal.problem import problem
from mamarr.model.plan import Plan
from mamarr.planning import plan

HERE = Path(__file__).parent
SOLVERS = ("cpsat", "highs")
GRACE = 120
"""Seconds for reading, building and writing, beside those for solving."""


def rival(python: str, solver: str, task: dict[str, Any], seconds: float, *, hint: bool) -> dict[str, Any]:
    """What a solver found in a process of its own; why it found nothing, where it broke off."""
    command = [
        python,
        str(HERE / f"{solver}.py"),
        "--seconds",
        str(seconds),
        *(["--hint"] if hint and solver == "cpsat" else []),
    ]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    began, text = time.perf_counter(), json.dumps(task)
    try:
        done = subprocess.run(
            command,
            input=text,
            capture_output=True,
            text=True,
            check=True,
            env=alone,
            timeout=seconds + GRACE,
        )
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or [""])[-1]
        return {"status": f"{error.returncode} {last}", "seconds": time.perf_counter() - began}
    except subprocess.TimeoutExpired:
        return {"status": "out of time", "seconds": time.perf_counter() - began}
    return dict(json.loads(done.stdout.splitlines()[-1]))


def compared(made: Instance, python: str, solver: str, seconds: float, *, hint: bool) -> Row:
    """One solver on one instance."""
    first = plan(made.agreement)
    if not isinstance(first, Plan):
        raise ValueError(made.name)
    found = rival(python, solver, problem(made.agreement, first), seconds, hint=hint)
    boards = found.pop("boards", [])
    driven = judged(made.agreement, first, boards) if boards else None
    row = {"instance": made.name, "solver": solver, "limit": seconds, "hint": hint, "first": first.finish, **found}
    if driven:
        row |= asdict(driven) | {"drivable": driven.drivable}
    return row | {"load": os.getloadavg()[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python")
    parser.add_argument("--lines", type=Path, required=True)
    parser.add_argument("--sizes", default="20,50,100")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--solvers", default=",".join(SOLVERS))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--hint", action="store_true")
    given = parser.parse_args()
    for size in map(int, given.sizes.split(",")):
        for kind in given.kinds.split(","):
            for seed in map(int, given.seeds.split(",")):
                for solver in given.solvers.split(","):
                    made = instance(kind, size, seed)
                    row = compared(made, given.python, solver, given.seconds, hint=given.hint)
                    tell(given.lines, row)


if __name__ == "__main__":
    main()
