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
from mamarr.planning.verify.limits import keeps_hours, rested
from mamarr.planning.verify.trips import Trip, is_open, quickest

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
    """Whether somebody else had the turn at a moment at which *trip* could have had it."""
    own = _turns(agreement, trip)
    for other in (t for t in found if t.counted):
        for what, (at, _) in _turns(agreement, other).items():
            sooner = own.get(what, (-inf, 0))[0] - at
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
    drives = [(here, leaves - sooner, there, at - sooner) for here, leaves, there, at in trip.drives]
    if any(quickest(agreement, here, leaves, plan).get(there, inf) > at for here, leaves, there, at in drives):
        return False
    if not all(rested(agreement, plan, trip, fleet, sooner) for fleet in trip.convoy.vehicles):
        return False
    if not keeps_hours(agreement, plan, trip, sooner) or _held(agreement, trip):
        return False
    ahead = [_turns(agreement, t) for t in found if not t.counted and t is not trip]
    for what, (at, _) in _turns(agreement, trip).items():
        for passed, minutes in (turns[what] for turns in ahead if what in turns):
            if passed <= at and at - sooner < passed + minutes:
                return False
    return True


def _held(agreement: Agreement, trip: Trip) -> bool:
    """Whether *trip* may have had to wait for room at a holding site."""
    sites = (agreement.places[place] for place, _ in trip.stops[:-1])
    return any(site.kind == "holding" and site.capacity is not None for site in sites)


def _turns(agreement: Agreement, trip: Trip) -> Mapping[tuple[str, str], tuple[float, int]]:
    """Where *trip* has its turn: when, and for how many minutes. Crossings by where it comes from."""
    found: dict[tuple[str, str], tuple[float, int]] = {}
    for here, _, place, at in [*trip.drives][:-1]:
        if rate := agreement.places[place].vehicles_per_hour:
            found[here, place] = at, ceil(60 * max(1, sum(trip.convoy.vehicles.values())) / rate)
    if rate := agreement.places[trip.convoy.to].people_per_hour:
        found["", trip.convoy.to] = trip.arrives, ceil(60 * trip.size / rate)
    if spacing := agreement.movements[trip.convoy.movement].convoy.spacing:
        found[trip.convoy.movement, ""] = trip.departs, spacing
    return found


def _ready(agreement: Agreement, plan: Plan, found: Trips) -> Mapping[str, float]:
    """By when the vehicles of each protected convoy were there for certain; never, where that is not sure."""
    ready = {t.convoy.id: 0.0 for t in found}
    trips = sorted((t for t in found if not t.counted), key=lambda t: t.boards)
    for fleet, spec in agreement.fleets.items():
        origins = {t.origin for t in found if t.convoy.vehicles.get(fleet)}
        pool = [max((_there(agreement, plan, spec.based_at, 0.0, o) for o in origins), default=inf)] * spec.count
        if spec.crew_hours:
            pool = [inf] * spec.count
        for trip in trips:
            need = trip.convoy.vehicles.get(fleet, 0)
            if need:
                pool.sort()
                taken = pool[min(need, len(pool)) - 1] if pool else inf
                ready[trip.convoy.id] = max(ready[trip.convoy.id], taken)
                there = (_there(agreement, plan, trip.convoy.to, trip.arrives, o) for o in origins)
                back = max(there) if spec.returns and not spec.crew_hours else inf
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
