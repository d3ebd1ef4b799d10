"""Seed and run number to what chance does in that run: lags, closures and clocks, and who chose to stay."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from mamarr.model.danger import Danger
from mamarr.model.law import Clock
from mamarr.rehearsing.world import Floats, Ints, World

SHARED = 0.5
"""How often a convoy meets the conditions that the others met on that leg. An assumption: no source gives it."""
STRETCH = 64
"""Streams start 2 to this power of draws apart."""


class Closure(NamedTuple):
    """These steps cannot happen from *start* until before *end* (inf: never again)."""

    danger: str
    where: str
    start: float
    end: float
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What chance does in one run. *moving* is each convoy's time of loading, driving and ordinary inspection."""

    lags: list[float]
    clocks: Mapping[int, Clock]
    closures: tuple[Closure, ...]
    moving: Floats
    stayed: Ints


class Streams:
    """The random numbers of one run: a stream a name, the same whatever else is drawn.

    They are far-off stretches of one generator, because a generator for each costs as much as a run; a stream ends
    where the next one is asked for.
    """

    def __init__(self, seed: int, run: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(run,)))
        self._start = self._bits.state

    def __call__(self, name: str) -> np.random.Generator:
        self._bits.state = self._start
        self._bits.advance(zlib.crc32(name.encode()) << STRETCH)
        return np.random.Generator(self._bits)


def draw(given: World, seed: int, run: int) -> Drawn:
    stream, lags = Streams(seed, run), np.array(given.net.lags)
    moving = _travel(given, stream("travel"), lags)
    closures: list[Closure] = []
    stayed = np.zeros(len(given.convoys), np.int64)
    for name, danger in given.dangers.dangers.items():
        chance = stream(f"danger {name}")
        if name in given.exposures:
            closures += _closures(given, name, danger, chance)
        elif name in given.hits:
            _delays(given, name, danger, chance, lags)
        elif danger.part:
            low, likely, high = (float(s.of_one) for s in (danger.part.low, danger.part.likely, danger.part.high))
            part = triangular(chance.random(len(given.convoys)), np.array([[low, likely, high]]))
            stayed += np.rint(part * given.size).astype(np.int64)
    return Drawn(lags.tolist(), clocks(given, closures), tuple(closures), moving, np.minimum(stayed, given.size))


def triangular(u: Floats, estimate: Floats) -> Floats:
    """The value at quantile *u* of the triangle over each row (low, likely, high); exact where they are equal."""
    low, likely, high = estimate.T
    width = np.where(high > low, high - low, 1.0)
    rising = low + np.sqrt(u * width * (likely - low))
    falling = high - np.sqrt((1 - u) * width * (high - likely))
    found: Floats = np.where(u * width < likely - low, rising, falling)
    return found


def _travel(given: World, chance: np.random.Generator, lags: Floats) -> Floats:
    """Draws each leg, the way back at the same pace, and gives each convoy's whole time of moving."""
    drives = given.drives
    n = len(drives.lag)
    common = chance.random(1 + max(drives.leg, default=0))
    coin, own, stop = chance.random((3, n))
    road = triangular(np.where(coin < SHARED, common[drives.leg], own), drives.road)
    minutes = road + triangular(stop, drives.stop)
    lags[drives.lag] = minutes
    convoys = len(given.convoys)
    driven = np.bincount(drives.convoy, road, convoys)
    likely = np.bincount(drives.convoy, drives.road[:, 1], convoys)
    for lag, convoy in given.returns.items():
        if likely[convoy]:
            lags[lag] *= driven[convoy] / likely[convoy]
    return np.bincount(drives.convoy, minutes, convoys) + lags[given.loading]


def _lasting(danger: Danger, u: Floats) -> Floats:
    if danger.minutes is None:
        return np.full(len(u), math.inf)
    return triangular(u, np.array([[danger.minutes.low, danger.minutes.likely, danger.minutes.high]], float))


def _delays(given: World, name: str, danger: Danger, chance: np.random.Generator, lags: Floats) -> None:
    """Lengthens the lags that *danger* hits in this run."""
    hits = given.hits[name]
    hit, how_long = chance.random((2, len(hits.lag)))
    added = np.minimum(_lasting(danger, how_long), hits.most)
    lags[hits.lag] += np.where(hit < hits.chance, added, 0.0)


def _closures(given: World, name: str, danger: Danger, chance: np.random.Generator) -> Iterator[Closure]:
    """The closures of *danger*: Poisson in time, thinned by tie and remedies; what is thinned out is drawn too."""
    never = float(danger.never_ends.likely.of_one) if danger.never_ends else 0.0
    for place in given.exposures[name]:
        number = int(chance.poisson(place.mean))
        if not number:
            continue
        starts, kept, how_long, ends = chance.random((4, number))
        lasting = np.minimum(_lasting(danger, how_long), place.most)
        for i in np.flatnonzero(kept < place.kept):
            start = float(starts[i] * given.horizon)
            forever = ends[i] < never and math.isinf(place.most)
            yield Closure(name, place.where, start, math.inf if forever else start + float(lasting[i]), place.steps)


def clocks(given: World, closures: Sequence[Closure]) -> Mapping[int, Clock]:
    """The net's clocks with these closures on top."""
    shut: dict[int, list[tuple[float, float]]] = {}
    for closure in sorted(closures, key=lambda c: c.start):
        for step in closure.steps:
            shut.setdefault(step, []).append((closure.start, closure.end))
    made: dict[int, Clock] = dict(given.net.clocks)
    for step, intervals in shut.items():
        made[step] = outside(intervals, made.get(step))
    return made


def outside(intervals: Sequence[tuple[float, float]], clock: Clock | None) -> Clock:
    """The earliest moment that suits *clock* and lies in none of *intervals* (sorted by their start)."""

    def moved(moment: float) -> float:
        while not math.isinf(moment):
            later = clock(moment) if clock else moment
            for start, end in intervals:
                if start <= later < end:
                    later = end
            if later == moment:
                return moment
            moment = later
        return moment

    return moved
