"""The way of a convoy over the roads."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from mamarr.model.agreement import Agreement, Movement, Road
from mamarr.model.values import Level

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


def leg(agreement: Agreement, start: str, end: str) -> Leg | None:
    """The quickest way (by likely minutes) from *start* to *end*; None where there is none."""
    found = path(_neighbours(agreement.roads), agreement.roads, start, end)
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


def drive(agreement: Agreement, start: str, end: str) -> tuple[tuple[str, int], ...] | None:
    """The way of vehicles from *start* to *end*: places on it, each with the likely minutes until it is behind them.

    None where there is no way. Vehicles are inspected wherever convoys are.
    """
    found = leg(agreement, start, end)
    if found is None:
        return None
    passed: list[tuple[str, int]] = []
    here, minutes = start, 0
    for road in (agreement.roads[i] for i in found.roads):
        here = road.to if here == road.from_ else road.from_
        stop = agreement.places[here].inspection_minutes
        minutes += road.minutes.likely + (stop.likely if stop else 0)
        passed.append((here, minutes))
    return tuple(passed)


def _neighbours(roads: Sequence[Road]) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for i, road in enumerate(roads):
        found.setdefault(road.from_, []).append((road.to, i))
        if not road.one_way:
            found.setdefault(road.to, []).append((road.from_, i))
    return found


def path(
    neighbours: Mapping[str, list[tuple[str, int]]], roads: Sequence[Road], start: str, end: str
) -> tuple[int, ...] | None:
    """Indices of the roads from *start* to *end* (Dijkstra 1959, on likely minutes)."""
    best: dict[str, float] = {}
    queue: list[tuple[float, str, tuple[int, ...]]] = [(0, start, ())]
    while queue:
        cost, place, taken = heapq.heappop(queue)
        if place == end:
            return taken
        if place in best:
            continue
        best[place] = cost
        for onward, i in neighbours.get(place, ()):
            heapq.heappush(queue, (cost + roads[i].minutes.likely, onward, (*taken, i)))
    return None
