"""Runs the Bus Evacuation Problem against its reference and prints a row for each set.

``python -m benchmarks.bep.run [--sets 2-10] [--seeds 10] [--limit S] [--no-reference] [--reference-limit S]
[--cpsat S] [--published FILE] [--growth FILE.csv]``.
All instances are made anew from the recipe. Both solvers run in one process and in turn, on one core each; every plan
is checked by a checker of its own. OR-Tools runs elsewhere. FILE is a table of published values by instance; FILE.csv
gets a row a set, in place of an older one, and a picture is drawn beside it.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from math import inf
from pathlib import Path
from statistics import mean
from time import perf_counter, process_time

from benchmarks.bep import growth, reference
from benchmarks.bep.checker import makespan
from benchmarks.bep.instances import Instance, instance
from mamarr.planning.shuttles import Task, first, solve

COLUMNS = (
    *("set", "optimum mean", "proven", "gap max", "ours mean / max s", "reference mean / max s", "ratio"),
    *("s of processor: ours mean / max", "reference mean / max", "ratio"),
    *("first plan gap mean / max %", "above by at most", "max s of processor"),
)
FEW = 4
"""Fewer rivals' values than these are told one by one."""
PUBLISHED = {"CPLEX 15 min": "cplex_15min", "CPLEX 1 h": "cplex_1h_main_cpp", "GRASP": "grasp_best36"}


Seconds = tuple[float, float]
"""By the clock, and of the processor."""


@dataclass(frozen=True)
class Race:
    """One instance, run by everybody."""

    name: str
    soon: tuple[int, float]
    """The makespan and the seconds of processor of the first plan."""
    best: int
    bound: int
    seconds: Seconds
    reference: Seconds | None
    known: tuple[int | None, int] | None
    """The makespan and the bound of the reference."""
    cpsat: Mapping[str, float | None] | None
    published: Mapping[str, float]


def now() -> Seconds:
    return perf_counter(), process_time()


def since(started: Seconds) -> Seconds:
    return perf_counter() - started[0], process_time() - started[1]


def race(of: Instance, options: argparse.Namespace, published: Mapping[str, float]) -> Race:
    task = Task.symmetric(of.buses, of.depot, of.distance, of.loads, of.room)
    started = now()
    walks = first(task)
    soon = makespan(of, walks), since(started)[1]
    started = now()
    answer = solve(task, seconds=options.limit)
    seconds = since(started)
    best = makespan(of, answer.walks)
    rival = known = None
    if not options.no_reference:
        started = now()
        walks, bound = reference.solve(of, options.reference_limit)
        rival = since(started)
        known = None if walks is None else makespan(of, walks), bound
        if known[0] not in (None, bound) or best < bound or (known[0] or best) < answer.bound:
            raise ValueError(f"{of.name}: the solvers disagree")
    cpsat = _cpsat(of, options.cpsat) if options.cpsat else None
    return Race(of.name, soon, best, answer.bound, seconds, rival, known, cpsat, published)


def _cpsat(of: Instance, seconds: float) -> Mapping[str, float | None]:
    k, seed = of.name.removeprefix("S").split("-i")
    command = [sys.executable, "-m", "benchmarks.bep.rival", k, seed, str(seconds)]
    found: Mapping[str, float | None] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


def row(name: str, races: list[Race]) -> Iterator[str]:
    """The figures of one set, in the order of COLUMNS."""
    yield name
    yield f"{mean(r.best for r in races):.1f}"
    yield f"{sum(r.best == r.bound for r in races)}/{len(races)}"
    yield str(max(r.best - r.bound for r in races))
    for kind in range(2):
        ours, rivals = [r.seconds[kind] for r in races], [r.reference[kind] for r in races if r.reference]
        yield f"{mean(ours):.2f} / {max(ours):.2f}"
        yield f"{mean(rivals):.2f} / {max(rivals):.2f}" if rivals else "-"
        yield f"{sum(ours) / sum(rivals):.2f}" if rivals else "-"
    gaps = [100 * (r.soon[0] / r.bound - 1) for r in races]
    yield f"{mean(gaps):.1f} / {max(gaps):.1f}"
    yield str(max(r.soon[0] - r.bound for r in races))
    yield f"{max(r.soon[1] for r in races):.3f}"
    if known := [r.known for r in races if r.known]:
        yield f"{sum(k[0] is not None for k in known)}/{len(known)}"
        yield (
            " ".join(f"{'–' if best is None else best} ({bound})" for best, bound in known) if len(known) < FEW else ""
        )
    if cpsat := [r.cpsat for r in races if r.cpsat]:
        yield f"{sum(c['makespan'] == c['bound'] for c in cpsat)}/{len(cpsat)}"
        found = [f"{'–' if c['makespan'] is None else c['makespan']} ({c['bound']})" for c in cpsat]
        yield " ".join(found) if len(cpsat) < FEW else ""
        yield f"{mean(c['seconds'] or 0 for c in cpsat):.1f}"
    for column in PUBLISHED.values() if any(r.published for r in races) else ():
        gaps = [100 * (r.published[column] / r.best - 1) for r in races if column in r.published]
        yield f"{mean(gaps):.1f} ({sum(g <= 0 for g in gaps)}/{len(gaps)})"


def measured(k: int, races: list[Race], limit: float) -> Mapping[str, float | str]:
    """The figures of one set that are drawn; seconds are those of the processor."""
    ours, rivals = [r.seconds for r in races], [r.reference for r in races if r.reference]
    return {
        "k": k,
        "instances": len(races),
        "limit s": "" if limit == inf else limit,
        "proven": sum(r.best == r.bound for r in races),
        "gap at most": max(r.best - r.bound for r in races),
        "clock s at most": round(max(clock for clock, _ in ours), 3),
        "mean s": round(mean(processor for _, processor in ours), 3),
        "max s": round(max(processor for _, processor in ours), 3),
        "first plan s": round(max(r.soon[1] for r in races), 3),
        "reference mean s": round(mean(processor for _, processor in rivals), 3) if rivals else "",
        "MiB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def read(path: Path | None) -> Mapping[str, Mapping[str, float]]:
    """Published values by instance, as far as there are any."""
    if path is None:
        return {}
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    values = {r["instance"]: {c: float(r[c]) for c in PUBLISHED.values() if r[c]} for r in rows}
    return {f"S{name.split('-')[2]}-{name.split('-')[-1]}": given for name, given in values.items()}


def show(cells: Iterable[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def sets(text: str) -> list[int]:
    low, _, high = text.partition("-")
    return [int(n) for n in text.split(",")] if "," in text else list(range(int(low), int(high or low) + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=sets, default=sets("2-10"))
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--limit", type=float, default=inf, help="seconds for each instance, ours only")
    parser.add_argument("--no-reference", action="store_true")
    parser.add_argument("--reference-limit", type=float, default=inf, help="seconds for each instance")
    parser.add_argument("--cpsat", type=float, help="seconds for each instance")
    parser.add_argument("--published", type=Path)
    parser.add_argument("--growth", type=Path)
    options = parser.parse_args()
    published = read(options.published)
    versions = ", ".join(f"{name} {version(name)}" for name in ("mamarr", "numpy", "highspy"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {versions}\n")
    heads = [*COLUMNS, *(() if options.no_reference else ("reference proven", "best (bound)"))]
    heads += ["CP-SAT proven", "best (bound)", "CP-SAT mean s"] if options.cpsat else []
    heads += [f"{name} gap % (at optimum)" for name in PUBLISHED] if published else []
    solve(Task.symmetric(1, (1,), ((1,),), (1,), (1,)))  # loads the machine code
    show(heads)
    show("---" for _ in heads)
    everything: list[Race] = []
    for k in options.sets:
        made = [instance(k, seed) for seed in range(1, options.seeds + 1)]
        races = [race(of, options, published.get(of.name, {})) for of in made]
        show(row(f"S{k}", races))
        everything += races
        if options.growth:
            growth.keep(options.growth, measured(k, races, options.limit))
    show(row("all", everything))
    if options.growth:
        growth.draw(options.growth, options.growth.with_suffix(".svg"))


if __name__ == "__main__":
    main()
