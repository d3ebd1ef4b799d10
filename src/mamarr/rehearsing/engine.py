"""World, number of runs, seed -> Outcomes: blocks of runs on as many threads as there are cores, always the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any

import numpy as np

from mamarr.model.outcome import BINS, Closure, Delay, Outcomes, Played
from mamarr.rehearsing.memory import Worker
from mamarr.rehearsing.tables import CONVOY, MOST_LINES, RESULT, STEP, Kept
from mamarr.rehearsing.world import World

BLOCK = 2048
"""Runs done between two reports of progress."""

SEEDS = 2**63
SUMS = ("stop_runs", "stop_people", "out_by_hour")
"""What is summed over the runs of a block: whole numbers, so that no order of adding changes them."""

Progress = Callable[[int, int], None]


def simulate(
    given: World, runs: int, seed: int, *, first: int = 0, workers: int | None = None, progress: Progress | None = None
) -> Outcomes:
    """Runs *first* to *first* + *runs* - 1. Threads share nothing but what they only read."""
    from mamarr.rehearsing.taken import simulated

    kept = room(given, runs)
    own = local()

    def block(start: int) -> Kept:
        part = _part(kept, start, min(runs, start + BLOCK))
        if not hasattr(own, "worker"):
            own.worker = Worker(given.memory)
        own.worker.keeps(part)
        simulated(own.worker.hand, seed % SEEDS, first + start, len(part.results))
        return part

    with ThreadPoolExecutor(workers or os.cpu_count() or 1) as pool:
        done = 0
        for part in pool.map(block, range(0, runs, BLOCK)):
            done += len(part.results)
            for name in SUMS:
                getattr(kept, name)[:] += getattr(part, name)
            if progress:
                progress(done, runs)
    return _outcomes(given, kept, seed, first)


def room(given: World, runs: int) -> Kept:
    """Where so many runs are kept."""
    stops, groups, places = len(given.stops), len(given.groups), len(given.places)
    return Kept(
        results=np.zeros(runs, RESULT),
        not_out_of=np.zeros((runs, groups), np.int32),
        not_out_at=np.zeros((runs, places), np.int32),
        waiting_at=np.zeros((runs, places), np.float32),
        stop_runs=np.zeros(stops, np.int64),
        stop_people=np.zeros(stops, np.int64),
        out_by_hour=np.zeros((given.hours, BINS + 1), np.int64),
    )


def _part(kept: Kept, start: int, end: int) -> Kept:
    """The rows of these runs, with sums of their own."""
    cut = {name: np.zeros_like(a) if name in SUMS else a[start:end] for name, a in kept._asdict().items()}
    return Kept(**cut)


def _outcomes(given: World, kept: Kept, seed: int, first: int) -> Outcomes:
    rows: dict[str, Any] = kept._asdict()
    results = rows.pop("results")
    columns = {name: np.ascontiguousarray(results[name]) for name in RESULT.names or () if name != "hours"}
    columns["ended_by"] = columns["ended_by"].astype(np.int16)
    names = ("hours_on_board", "tenth_on_board", "worst_on_board", "hours_waiting", "tenth_waiting", "worst_waiting")
    return Outcomes(
        seed=seed,
        first=first,
        draws=given.draws,
        people=given.people,
        groups=given.groups,
        places=given.places,
        stops=given.stops,
        in_window=columns["not_out"] == 0,
        **{name: results["hours"][:, i].copy() for i, name in enumerate(names)},
        **columns,
        **rows,
    )


def replayed(given: World, seed: int, number: int) -> Played:
    """Run *number* of those that *seed* stands for, step by step."""
    from mamarr.rehearsing.taken import simulated

    kept, worker = room(given, 1), Worker(given.whole)
    worker.keeps(kept)
    worker.record["lines"] = MOST_LINES
    simulated(worker.hand, seed % SEEDS, number, 1)
    closures, delays = (
        worker.own(name, np.float64, 3 * int(worker.record[f"{name}_written"][0])).reshape(-1, 3).tolist()
        for name in ("closures", "delays")
    )
    return Played(
        number=number,
        steps=given.net.steps,
        times=tuple(worker.own("steps", STEP, len(given.net.steps))["time"].tolist()),
        closures=tuple(_closures(given, closures)),
        delays=tuple(_delays(given, delays)),
        stayed=tuple(worker.own("convoys", CONVOY, len(given.convoys))["stayed"].tolist()),
    )


def _closures(given: World, lines: list[list[float]]) -> Iterator[Closure]:
    for j, start, end in lines:
        danger, target = given.targets[int(j)]
        yield Closure(danger, target.where, start, end)


def _delays(given: World, lines: list[list[float]]) -> Iterator[Delay]:
    for row, moment, minutes in lines:
        hit = given.hits[int(row)]
        yield Delay(hit.danger, given.convoys[hit.convoy].id, hit.place, moment, minutes)
