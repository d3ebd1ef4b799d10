"""The way of a convoy over the roads."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from mamarr.model.agreement import Agreement, Movement, Road
from mamarr.model.values import Hours, Level, Path

LOADING_MINUTES = 30
"""From the first person on board to departure. An assumption: no source gives it."""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one waypoint to the next, over these roads (by their index in the agreement)."""

    start: str
    end: str
    roads: tuple[int, ...]
    low: int
    likely: int
    high: int


def waypoints(agreement: Agreement, movement: Movement, to: str) -> tuple[str, ...]:
    """Origin, crossings and holding sites in order, destination."""
    return (agreement.people[movement.people].at, *movement.via, to)


def route(agreement: Agreement, movement: Movement, to: str) -> tuple[Leg, ...] | None:
    """The legs of *movement* to *to*, each by its quickest roads; None where the roads do not connect."""
    stops = waypoints(agreement, movement, to)
    legs = [leg(agreement, a, b) for a, b in pairwise(stops)]
    return None if None in legs else tuple(found for found in legs if found)


def minutes(agreement: Agreement, leg: Leg, level: Level = "likely") -> int:
    """Minutes on *leg*, with the inspection at its end."""
    stop = agreement.places[leg.end].inspection_minutes
    return {"low": leg.low, "likely": leg.likely, "high": leg.high}[level] + (stop.at(level) if stop else 0)


def stages(agreement: Agreement, legs: Sequence[Leg], level: Level = "likely") -> list[float]:
    """Minutes from boarding until a convoy has the end of each leg behind it: loading, roads, inspections."""
    return list(accumulate((minutes(agreement, leg, level) for leg in legs), initial=float(LOADING_MINUTES)))[1:]


class Kept(NamedTuple):
    """Hours that somebody keeps to: the start of what lies within them is so many minutes away."""

    at: Path
    hours: Hours
    after: float


def hours_kept(agreement: Agreement, name: str, legs: Sequence[Leg]) -> list[list[Kept]]:
    """The hours that a convoy of movement *name* keeps to at each of its steps: boarding, departure, each end of a leg.

    At boarding it looks ahead as far as it goes, so that nobody stands loaded before a closed place or road.
    """
    steps = [0.0, float(LOADING_MINUTES), *stages(agreement, legs)]
    found: list[list[Kept]] = [[] for _ in steps]
    for i, leg in enumerate(legs, 1):
        roads = curfews(agreement, leg.roads)
        found[i] += roads
        found[0] += [kept._replace(after=kept.after + steps[i]) for kept in roads]
        if opening := agreement.places[leg.end].open:
            here = Kept(("places", leg.end, "open"), opening, 0.0)
            found[0].append(here._replace(after=steps[i + 1]))
            found[i + 1].append(here)
    if daily := agreement.movements[name].hours:
        for since, kept in zip(steps[:-1], found, strict=False):
            kept.append(Kept(("movements", name, "hours"), daily.for_stay(int(steps[-1] - since)), 0.0))
    return found


def crews_kept(agreement: Agreement, fleets: Iterable[str], minutes: int) -> list[Kept]:
    """The hours of the crews of these *fleets*, who are to drive for so many minutes."""
    hours = ((fleet, agreement.fleets[fleet].crew_hours) for fleet in fleets)
    return [Kept(("fleets", fleet, "crew hours"), h.for_stay(minutes), 0.0) for fleet, h in hours if h]


def curfews(agreement: Agreement, roads: Sequence[int]) -> list[Kept]:
    """The hours of these roads, driven one after the other."""
    found, minutes = [], 0
    for i in roads:
        road = agreement.roads[i]
        if road.open:
            found.append(Kept(("roads", i, "open"), road.open.for_stay(road.minutes.likely), float(minutes)))
        minutes += road.minutes.likely
    return found


def leg(agreement: Agreement, start: str, end: str) -> Leg | None:
    """The quickest way (by likely minutes) from *start* to *end*; None where there is none."""
    found = _ways(agreement.roads).taken(start).get(end)
    if found is None:
        return None
    roads = [agreement.roads[i] for i in found]
    return Leg(
        start,
        end,
        found,
        sum(r.minutes.low for r in roads),
        sum(r.minutes.likely for r in roads),
        sum(r.minutes.high for r in roads),
    )


class Passed(NamedTuple):
    """A place on a drive, the likely minutes until it is behind the vehicles, and the road that led there."""

    place: str
    minutes: int
    road: int


def drive(agreement: Agreement, start: str, end: str) -> tuple[Passed, ...] | None:
    """The way of vehicles from *start* to *end*; None where there is none. They are inspected wherever convoys are."""
    found = leg(agreement, start, end)
    if found is None:
        return None
    passed: list[Passed] = []
    here, minutes = start, 0
    for i in found.roads:
        road = agreement.roads[i]
        here = road.to if here == road.from_ else road.from_
        stop = agreement.places[here].inspection_minutes
        minutes += road.minutes.likely + (stop.likely if stop else 0)
        passed.append(Passed(here, minutes, i))
    return tuple(passed)


def minutes_of(way: Sequence[Passed]) -> int:
    """How long *way* takes."""
    return way[-1].minutes if way else 0


def hours_driven(agreement: Agreement, way: Sequence[Passed]) -> list[Kept]:
    """The hours that empty vehicles keep to on *way*."""
    found, minutes = [], 0
    for place, behind, road in way:
        found += [kept._replace(after=float(minutes)) for kept in curfews(agreement, [road])]
        if opening := agreement.places[place].open:
            found.append(Kept(("places", place, "open"), opening, float(behind)))
        minutes = behind
    return found


class Ways:
    """The quickest ways over *roads*, those from one place worked out together."""

    def __init__(self, roads: Sequence[Road]) -> None:
        self.roads = roads
        self._onward: dict[str, list[tuple[str, int]]] = {}
        self._taken: dict[str, Mapping[str, tuple[int, ...]]] = {}
        for i, road in enumerate(roads):
            self._onward.setdefault(road.from_, []).append((road.to, i))
            if not road.one_way:
                self._onward.setdefault(road.to, []).append((road.from_, i))

    def taken(self, start: str) -> Mapping[str, tuple[int, ...]]:
        """Indices of the roads from *start* to each place that can be reached (Dijkstra 1959, on likely minutes)."""
        if start not in self._taken:
            self._taken[start] = self._from(start)
        return self._taken[start]

    def _from(self, start: str) -> Mapping[str, tuple[int, ...]]:
        best: dict[str, tuple[int, ...]] = {}
        queue: list[tuple[float, str, tuple[int, ...]]] = [(0, start, ())]
        while queue:
            cost, place, taken = heapq.heappop(queue)
            if place not in best:
                best[place] = taken
                for onward, i in self._onward.get(place, ()):
                    heapq.heappush(queue, (cost + self.roads[i].minutes.likely, onward, (*taken, i)))
        return best


KEPT = 16
"""For how many sets of roads the ways are kept: prices and questions look at a few agreements in turn."""
_known: dict[int, Ways] = {}
"""By the identity of the roads, which are never changed; they are held here, so no others can come to have it."""


def _ways(roads: tuple[Road, ...]) -> Ways:
    if (found := _known.get(id(roads))) is None:
        if len(_known) >= KEPT:
            _known.clear()
        found = _known[id(roads)] = Ways(roads)
    return found
