"""Convoys -> seconds and memory of a first plan, as a table and as a picture with the exponent that fits.

``python -m benchmarks.growth [--sizes 20,50,...] [--kinds tight,fleet] [--picture benchmarks/growth.svg]``. Each plan
is made in a process of its own, after a small one that warms it up; processor time, so that other work beside it
disturbs little.
"""

from __future__ import annotations

import argparse
import math
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from matplotlib.figure import Figure

from benchmarks.reciprocal.generator import instance
from mamarr.model.plan import Plan
from mamarr.planning import plan

SIZES = (20, 50, 100, 200, 500, 1000, 2000, 5000)
Point = tuple[int, float, float]
"""Convoys, seconds, MiB."""


def one(kind: str, convoys: int) -> None:
    """Prints the seconds and MiB of one plan."""
    plan(instance(kind, 20, 1).agreement)
    agreement = instance(kind, convoys, 1).agreement
    start = time.process_time()
    found = plan(agreement)
    took = time.process_time() - start
    assert isinstance(found, Plan), found
    print(len(found.convoys), took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(kind: str, convoys: int) -> Point:
    command = [sys.executable, "-m", "benchmarks.growth", "--one", kind, str(convoys)]
    count, seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(count), float(seconds), float(memory)


def exponent(points: Sequence[Point]) -> float:
    """The slope of the seconds over the convoys, both in logarithms (least squares); 1 is linear."""
    logs = [(math.log(n), math.log(seconds)) for n, seconds, _ in points]
    x, y = (sum(part) / len(logs) for part in zip(*logs, strict=True))
    return sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs)


def draw(found: dict[str, list[Point]], picture: Path) -> None:
    figure = Figure(figsize=(7, 3), layout="constrained")
    times, memory = figure.subplots(1, 2)
    for kind, points in found.items():
        convoys = [n for n, _, _ in points]
        label = f"{kind}: convoys ^ {exponent(points):.2f}"
        times.loglog(convoys, [seconds for _, seconds, _ in points], marker=".", label=label)
        memory.semilogx(convoys, [mib for _, _, mib in points], marker=".", label=kind)
    times.set(xlabel="convoys", ylabel="seconds to the first plan")
    memory.set(xlabel="convoys", ylabel="MiB", ylim=(0, None))
    times.legend(fontsize="small")
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--kinds", default="tight,fleet")
    parser.add_argument("--picture", type=Path)
    parser.add_argument("--one", nargs=2, metavar=("KIND", "CONVOYS"))
    given = parser.parse_args()
    if given.one:
        one(given.one[0], int(given.one[1]))
        return
    found: dict[str, list[Point]] = {}
    print("| kind | convoys | s | s per 100 convoys | MiB |\n|---|---|---|---|---|")
    for kind in given.kinds.split(","):
        for size in map(int, given.sizes.split(",")):
            n, seconds, memory = measured(kind, size)
            found.setdefault(kind, []).append((n, seconds, memory))
            print(f"| {kind} | {n} | {seconds:.2f} | {100 * seconds / n:.3f} | {memory:.0f} |", flush=True)
    for kind, points in found.items():
        print(f"\n{kind}: seconds grow as convoys ^ {exponent(points):.2f}")
    if given.picture:
        draw(found, given.picture)


if __name__ == "__main__":
    main()
