"""Agreement and the trips of a Plan -> whoever was made to wait although nothing may make them wait.

A judgement is passed only where there is no doubt: vehicles count as ready when they could have come by any road, with
every inspection there is, past places that were open all the while.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor, inf

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import minutes_after_opening
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.planning.faults import fault
from mamarr.planning.trips import Trip, is_open, quickest

Trips = Sequence[Trip]


def protected(agreement: Agreement, plan: Plan, found: Trips) -> Iterator[Diagnostic]:
    """People who may not be made to wait travel among themselves, are ranked first, and nobody is in their way."""
    order = {convoy.id: i for i, convoy in enumerate(plan.convoys)}
    others = [order[t.convoy.id] for t in found if t.counted]
    ready = _ready(agreement, plan, found)
    for trip in found:
        mixed = trip.protected and (trip.counted or any(rank < order[trip.convoy.id] for rank in others))
        if mixed or (trip.protected and _passed_over(agreement, plan, trip, found, ready[trip.convoy.id])):
            yield fault("K931", ("movements", trip.convoy.movement), convoy=trip.convoy.id)


def _passed_over(agreement: Agreement, plan: Plan, trip: Trip, found: Trips, ready: float) -> bool:
    """Whether somebody else passed a crossing at a moment at which *trip* could have passed it."""
    own = _passes(agreement, trip)
    for other in (t for t in found if t.counted):
        for way, at in _passes(agreement, other).items():
            sooner = own.get(way, -inf) - at
            if sooner > 0 and trip.boards - sooner >= ready and _could(agreement, plan, trip, found, sooner):
                return True
    return False


def _could(agreement: Agreement, plan: Plan, trip: Trip, found: Trips, sooner: float) -> bool:
    """Whether *trip* could have run so much sooner, with places open and behind the protected people ahead of it."""
    starts = agreement.movements[trip.convoy.movement].starts
    if starts and agreement.window and trip.boards - sooner < minutes_after_opening(agreement.window, starts):
        return False
    hours = [(agreement.places[place].open, at - sooner) for place, at in trip.stops]
    if any(opening and not is_open(opening, at, plan) for opening, at in hours):
        return False
    ahead = [t for t in found if not t.counted and t is not trip]
    for way, at in _passes(agreement, trip).items():
        rate = agreement.places[way[1]].vehicles_per_hour or 1
        for before in ahead:
            passed = _passes(agreement, before).get(way, inf)
            if passed <= at and at - sooner < passed + ceil(60 * max(1, sum(before.convoy.vehicles.values())) / rate):
                return False
    return True


def _passes(agreement: Agreement, trip: Trip) -> Mapping[tuple[str, str], float]:
    """When *trip* passes each crossing that lets through so many an hour, by where it comes from."""
    before = (trip.origin, *(place for place, _ in trip.stops))
    legs = zip(before, trip.stops[:-1], strict=False)
    return {(here, place): at for here, (place, at) in legs if agreement.places[place].vehicles_per_hour}


def _ready(agreement: Agreement, plan: Plan, found: Trips) -> Mapping[str, float]:
    """By when the vehicles of each protected convoy were there for certain; never, where that is not sure."""
    ready = {t.convoy.id: 0.0 for t in found}
    trips = sorted((t for t in found if not t.counted), key=lambda t: t.boards)
    for fleet, spec in agreement.fleets.items():
        origins = {t.origin for t in found if t.convoy.vehicles.get(fleet)}
        pool = [max((_there(agreement, plan, spec.based_at, 0.0, o) for o in origins), default=inf)] * spec.count
        for trip in trips:
            need = trip.convoy.vehicles.get(fleet, 0)
            if need:
                pool.sort()
                taken = pool[min(need, len(pool)) - 1] if pool else inf
                ready[trip.convoy.id] = max(ready[trip.convoy.id], taken)
                back = max(_there(agreement, plan, trip.convoy.to, trip.arrives, o) for o in origins)
                pool[:need] = [back] * need
    return ready


def _there(agreement: Agreement, plan: Plan, start: str, leaves: float, end: str) -> float:
    """By when vehicles are at *end* for certain."""
    stops = sum(p.inspection_minutes.likely for p in agreement.places.values() if p.inspection_minutes)
    at = quickest(agreement, start, leaves, plan).get(end, inf) + stops
    hours = [p.open for p in agreement.places.values() if p.open]
    if at == inf or any(not is_open(h, m, plan) for h in hours for m in range(floor(leaves), ceil(at) + 1)):
        return inf
    return at
