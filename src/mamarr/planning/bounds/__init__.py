"""An agreement and its people -> a finish that no plan can beat, and what makes it so.

Some bounds drop all constraints but one: roads, crossings, the work of vehicles, the throughput of a tolerance, what
else limits convoys (limits.py). The others follow everybody through the day with vehicles, tolerances, opening hours
and whoever waits for whom all at once (curves.py). How many ride together, in which order and when is left open; only
that convoys are cut where a phase ends is taken for granted. planning/proof/ proves more and takes longer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import ARRIVAL, BOARDING, Agreement, ForEach, InStep
from mamarr.model.clauses import sides
from mamarr.model.plan import Convoy
from mamarr.model.routes import waypoints
from mamarr.model.values import Path
from mamarr.planning.bounds.limits import limits
from mamarr.planning.bounds.paces import Paces
from mamarr.planning.bounds.sequences import Sequel, sequels
from mamarr.planning.bounds.ways import Begin, Way, back, everybody, most_vehicles, pools, trips, ways_of


@dataclass(frozen=True, slots=True)
class Bound:
    """Nobody can finish earlier than so many minutes after the window opens, because of this."""

    minutes: float
    by: str
    at: Path


def bound(agreement: Agreement, convoys: Sequence[Convoy]) -> Bound:
    """The best proven bound on the finish; the first of equal ones."""
    whole = day(agreement, convoys)
    begin = Begin(locked=whole.released)
    ways = tuple(ways_of(agreement, everybody(convoys), begin, ARRIVAL))
    found = [
        *_physical(agreement, ways),
        *_tolerances(agreement, convoys, ways),
        *(_sequel(agreement, sequel, begin) for sequel in sequels(agreement, convoys)),
        *(Bound(minutes, *name) for minutes, name in whole.ends()),
        *(Bound(*least) for least in limits(agreement, ways)),
    ]
    best = max(found, key=lambda b: b.minutes)
    return Bound(float(math.floor(best.minutes + 1e-9)), best.by, best.at)


def released(agreement: Agreement, convoys: Sequence[Convoy]) -> Mapping[str, float]:
    """The earliest boarding of each movement of which everybody waits for others."""
    return day(agreement, convoys).released


def day(agreement: Agreement, convoys: Sequence[Convoy]) -> Paces:
    """Everybody with all that limits them."""
    ways = tuple(ways_of(agreement, everybody(convoys), Begin(), ARRIVAL))
    about = max(b.minutes for b in (*_physical(agreement, ways), *_tolerances(agreement, convoys, ways)))
    return Paces(agreement, ways, convoys, about=about)


def through(agreement: Agreement, moving: Mapping[str, int], where: str, begin: Begin) -> float:
    """The earliest moment at which so many who count in exchanges can have come as far as *where*."""
    people = {(movement, True): (0, n) for movement, n in moving.items()}
    ways = tuple(ways_of(agreement, people, begin, where))
    known = max((b.minutes for b in _physical(agreement, ways)), default=begin.after)
    return max((minutes for minutes, _ in Paces(agreement, ways, about=known - begin.after).ends()), default=known)


def _sequel(agreement: Agreement, sequel: Sequel, begin: Begin) -> Bound:
    """One part after another, each as long as its people need at the least."""
    for i, (moving, where) in enumerate(sequel.parts):
        at = through(agreement, moving, where, Begin(begin.after, begin.locked, based=not i))
        begin = Begin(at, begin.locked)
    return Bound(begin.after, sequel.by, sequel.at)


def _physical(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """What roads, crossings and vehicles allow."""
    yield from _routes(ways)
    yield from _crossings(agreement, ways)
    yield from _fleets(agreement, ways)


def _routes(ways: Sequence[Way]) -> Iterator[Bound]:
    """Nobody is faster than the road."""
    for way in ways:
        yield Bound(way.start + way.ends, "route", ("movements", way.movement))


def _crossings(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """All vehicles but those of the last convoy pass a crossing before the last convoy does."""
    for place, spec in agreement.places.items():
        if not spec.vehicles_per_hour:
            continue
        directions: dict[str, list[Way]] = {}
        for way in ways:
            movement = agreement.movements[way.movement]
            if place in movement.via:
                stops = waypoints(agreement, movement, movement.to[0])
                directions.setdefault(stops[stops.index(place) - 1], []).append(way)
        for those in directions.values():
            vehicles = sum(trips(agreement, way) for way in those)
            before = max(0, vehicles - max(most_vehicles(agreement, way) for way in those))
            first = min(way.start + way.until[place] for way in those)
            onward = min(way.ends - way.until[place] for way in those)
            if onward >= 0:
                yield Bound(first + 60 * before / spec.vehicles_per_hour + onward, "crossing", ("places", place))


def _fleets(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """A set of fleets that alone serves some people has only so many places, each used one trip at a time.

    Each place is on its way with somebody, or on its way back for the next, except after its last trip.
    """
    for pool in pools(agreement, ways):
        trip = {way: back(agreement, way, ways, pool.fleets, hours=False)(0.0) for way, _ in pool.own}
        work = sum(n * trip[way] for way, n in pool.own)
        start = min(way.start for way, _ in pool.own)
        after = max(trip[way] - way.ends for way, _ in pool.own)
        yield Bound(start + work / pool.places - after, "fleet", ("fleets", pool.fleets[0]))


def _tolerances(agreement: Agreement, convoys: Sequence[Convoy], ways: Sequence[Way]) -> Iterator[Bound]:
    """The throughput law: people under way and not yet counted never exceed the two sides' tolerances together.

    So (people x time from boarding until they count) / (sum of the tolerances) is the least time it takes; it only
    holds where people wait at boarding.
    """
    by_name = {way.movement: way for way in ways if way.counts}
    for name, exchange in agreement.exchanges.items():
        both = sides(exchange, convoys)
        if not isinstance(exchange, InStep | ForEach) or both is None or exchange.waits_at != (BOARDING,):
            continue
        one, other, slack = both
        moving = [(by_name[c.movement], c.counted * side.weight) for side in (one, other) for c in side.convoys]
        if slack > 0:
            work = sum(weight * way.counted(exchange.counted_at) for way, weight in moving)
            start = min(way.start for way, _ in moving)
            onward = min(way.arrival - way.counted(exchange.counted_at) for way, _ in moving)
            yield Bound(start + work / (2 * slack) + onward, "tolerance", ("exchanges", name, "tolerance"))
