"""Rehearsals -> tables: against SimPy on the same model, a million runs, growth with convoys and runs, memory's part.

``python -m benchmarks.rehearsing.run [--runs 20000] [--rival 400] [--aleppo 1000000] [--picture FILE.svg]``. Both run
on two cores, ours on two threads and SimPy in two processes; distributions are compared by the two-sample
Kolmogorov-Smirnov statistic.
"""

from __future__ import annotations

import argparse
import math
import os
import resource
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from benchmarks.rehearsing.instance import Instance, instance
from benchmarks.rehearsing.rival import Case, Result, case, days
from mamarr.model.plan import Plan
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.planning import plan as planned
from mamarr.rehearsing import answers, default_dangers, simulate, world
from mamarr.rehearsing.world import World

ALEPPO = Path(__file__).parents[2] / "agreements" / "aleppo-repaired.yaml"
CORES = 2
Point = tuple[int, float]
"""How many, and seconds."""


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--convoys", type=int, default=100)
    options.add_argument("--runs", type=int, default=20_000)
    options.add_argument("--rival", type=int, default=400)
    options.add_argument("--aleppo", type=int, default=0, help="runs of the Aleppo plan, such as 1000000")
    options.add_argument("--picture", type=Path, help="growth with convoys and, with --aleppo, with runs")
    given = options.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} before")
    runs = many(given.aleppo) if given.aleppo else []
    if given.rival:
        against_simpy(given.convoys, given.runs, given.rival)
    if given.picture:
        draw(by_convoys(), runs, given.picture)
    print(f"load {os.getloadavg()[0]:.1f} after")


def against_simpy(convoys: int, runs: int, rival: int) -> None:
    made = instance(convoys)
    ours = world(made.agreement, made.plan, answers(made.dangers, 1))
    compiling = clocked(lambda: simulate(ours, 1, 1))[0]
    start = time.process_time()
    seconds, done = clocked(lambda: simulate(ours, runs, 1, workers=CORES))
    used = (time.process_time() - start) / runs * 1e6
    theirs_seconds, theirs, theirs_used = simpy_days(made, rival)
    rates = runs / seconds, rival / theirs_seconds
    print(f"{convoys} convoys, {len(ours.net.steps)} steps; first run, with compiling or loading: {compiling:.1f} s")
    print("| | ours | SimPy | ratio |\n|---|---|---|---|")
    print(f"| runs a second | {rates[0]:,.0f} | {rates[1]:,.1f} | {rates[0] / rates[1]:,.0f} |")
    print(f"| processor microseconds a run | {used:,.0f} | {theirs_used:,.0f} | {theirs_used / used:,.0f} |")
    print("\n| | ours, median | SimPy, median | KS | p |\n|---|---|---|---|---|")
    for name in Result._fields:
        one, other = getattr(done, name), np.array([getattr(r, name) for r in theirs], float)
        d, p = kolmogorov_smirnov(one, other)
        print(f"| {name} | {np.median(one):,.3f} | {np.median(other):,.3f} | {d:.3f} | {p:.2f} |")


def clocked(what: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = what()
    return time.perf_counter() - start, found


def simpy_days(made: Instance, runs: int) -> tuple[float, list[Result], float]:
    """So many days of SimPy in two processes, each with half of them: seconds, results, processor seconds of a day."""
    prepared = case(made)
    parts = [range(k, runs, CORES) for k in range(CORES)]
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(days, [prepared] * CORES, [range(-1, 0)] * CORES))
        start = time.perf_counter()
        found = list(pool.map(timed_days, [prepared] * CORES, parts))
        seconds = time.perf_counter() - start
    return seconds, [r for part, _ in found for r in part], sum(used for _, used in found) / runs * 1e6


def timed_days(prepared: Case, seeds: range) -> tuple[list[Result], float]:
    start = time.process_time()
    return days(prepared, seeds), time.process_time() - start


def kolmogorov_smirnov(one: NDArray[np.float64], other: NDArray[np.float64]) -> tuple[float, float]:
    """The two-sample statistic and its asymptotic p (Smirnov 1948); conservative where values repeat."""
    one, other = np.sort(one), np.sort(other)
    both = np.concatenate((one, other))
    d = np.abs(one.searchsorted(both, "right") / len(one) - other.searchsorted(both, "right") / len(other)).max()
    x = d * math.sqrt(len(one) * len(other) / (len(one) + len(other)))
    p = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * x * x) for k in range(1, 101)) if x > 0.2 else 1.0
    return float(d), min(1.0, max(0.0, p))


def by_convoys() -> list[Point]:
    """Processor seconds of a run on one thread, by the number of convoys."""
    found = []
    print("\n| convoys | processor microseconds a run | a convoy |\n|---|---|---|")
    for convoys in (10, 20, 50, 100, 200, 500):
        made = instance(convoys)
        ours = world(made.agreement, made.plan, answers(made.dangers, 1))
        runs = 100_000 // convoys
        simulate(ours, 1, 1)
        used = min(processor(partial(simulate, ours, runs, 1, workers=1)) for _ in range(3)) / runs
        found.append((convoys, used))
        print(f"| {convoys} | {used * 1e6:.1f} | {used / convoys * 1e6:.2f} |", flush=True)
    return found


def aleppo() -> World:
    agreement = read_file(ALEPPO).agreement
    if agreement is None:
        raise ValueError(ALEPPO)
    dangers = read_dangers(default_dangers()).dangers
    if dangers is None:
        raise ValueError("dangers")
    plan = planned(agreement)
    if not isinstance(plan, Plan):
        raise TypeError(plan)
    return world(agreement, plan, answers(dangers, 1))


def many(runs: int) -> list[Point]:
    """More and more runs of the Aleppo plan, up to so many: seconds by the clock."""
    made, found = aleppo(), []
    simulate(made, 1, 1)
    print("\naleppo-repaired, two threads\n\n| runs | s | runs a second | processor microseconds a run | peak MiB |")
    print("|---|---|---|---|---|")
    for number in sorted({n for n in (1_000, 10_000, 100_000) if n < runs} | {runs}):
        start = time.process_time()
        seconds, done = clocked(partial(simulate, made, number, 1, workers=CORES))
        used = (time.process_time() - start) / number
        kept = sum(a.nbytes for a in (getattr(done, name) for name in done.__slots__) if hasattr(a, "nbytes")) / number
        found.append((number, seconds))
        figures = f"{seconds:.2f} | {number / seconds:,.0f} | {used * 1e6:.0f} | {peak():.0f}"
        print(f"| {number:,} | {figures} |", flush=True)
        del done
    bandwidth(2 * made.memory.fresh.nbytes + kept, used)
    return found


def bandwidth(state: float, used: float) -> None:
    """How many runs a second one core could do if it only moved these bytes of each, against *used* seconds of it."""
    one, other = np.ones(2**25), np.zeros(2**25)
    speed = 2 * one.nbytes / min(clocked(lambda: np.copyto(other, one))[0] for _ in range(5))
    print(f"\na run begins with a copy and leaves a row: {state:,.0f} bytes; numpy copies {speed / 1e9:.1f} GB/s,")
    print(f"so a core could do {speed / state:,.0f} runs/s; {1 / used:,.0f} are done: {state / speed / used:.1%}")


def peak() -> float:
    """The most memory so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def processor(what: Callable[[], Any]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def draw(convoys: list[Point], runs: list[Point], picture: Path) -> None:
    figure = Figure(figsize=(7, 3), layout="constrained")
    left, right = figure.subplots(1, 2)
    label = f"convoys ^ {exponent(convoys):.2f}"
    left.loglog([n for n, _ in convoys], [s * 1e6 for _, s in convoys], marker=".", label=label)
    left.set(xlabel="convoys", ylabel="processor microseconds a run")
    if len(runs) > 1:
        right.loglog([n for n, _ in runs], [s for _, s in runs], marker=".", label=f"runs ^ {exponent(runs):.2f}")
        right.legend(fontsize="small")
    right.set(xlabel="runs of aleppo-repaired", ylabel="seconds, two threads")
    left.legend(fontsize="small")
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None)


def exponent(points: list[Point]) -> float:
    """The slope, both in logarithms (least squares); 1 is linear."""
    many, seconds = np.log(np.array(points)).T
    return float(np.polyfit(many, seconds, 1)[0])


if __name__ == "__main__":
    main()
