"""Agreement and the trips of a Plan -> every breach of hours, distances and room on the way, by looking at the day.

Roads with a curfew, the hours of a movement, the distance between its convoys, registration at receptions and room at
holding sites. Nothing here knows gates, clocks or ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, inf

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.planning.faults import fault
from mamarr.planning.verify.trips import Trip, is_open, quickest

Trips = Sequence[Trip]
Breaches = Iterator[Diagnostic]


def curfews(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Nobody is on a road outside its hours: between two stops some way was open all the while."""
    roads = [i for i, road in enumerate(agreement.roads) if road.open]
    for trip in found if roads else ():
        for here, leaves, there, at in trip.drives:
            in_time = [
                quickest(agreement, here, leaves, plan, curfews=kept).get(there, inf) <= at for kept in (False, True)
            ]
            if in_time == [True, False]:
                yield fault("K961", *(("roads", i, "open") for i in roads), convoy=trip.convoy.id, place=there)


def daily(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Nobody of a movement boards, drives or arrives outside its hours."""
    for trip in found:
        if not keeps_hours(agreement, plan, trip):
            yield fault("K962", ("movements", trip.convoy.movement, "hours"), convoy=trip.convoy.id)


def keeps_hours(agreement: Agreement, plan: Plan, trip: Trip, sooner: float = 0.0) -> bool:
    """Whether *trip* keeps to the hours of its movement, also if it all were so much *sooner*."""
    hours = agreement.movements[trip.convoy.movement].hours
    if hours is None:
        return True
    stretches = [(trip.boards, 0.0), (trip.arrives, 0.0)]
    for here, leaves, there, _ in trip.drives:
        takes = quickest(agreement, here, leaves, plan, curfews=False).get(there, inf) - leaves
        stretches.append((leaves, takes))
    return all(is_open(hours, at - sooner, plan, takes) for at, takes in stretches)


def distances(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """Convoys of a movement depart at least so far apart."""
    for name, movement in agreement.movements.items():
        own = sorted((t for t in found if t.convoy.movement == name), key=lambda t: t.departs)
        for ahead, behind in pairwise(own):
            if behind.departs < ahead.departs + (movement.convoy.spacing or 0):
                yield fault("K963", ("movements", name, "convoy", "spacing"), convoy=behind.convoy.id)


def registration(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """Whoever arrives finds those who came before registered and housed."""
    for place, spec in agreement.places.items():
        if spec.people_per_hour:
            come = sorted((t for t in found if t.convoy.to == place), key=lambda t: t.arrives)
            for ahead, behind in pairwise(come):
                if behind.arrives < ahead.arrives + 60 * ahead.size / spec.people_per_hour:
                    where = ("places", place, "people per hour")
                    yield fault("K964", where, place=place, convoy=behind.convoy.id)


def holding(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """At no moment are more people at a holding site, or on board towards it, than it has room for."""
    for place, spec in agreement.places.items():
        through = [(t.boards, leaves, t) for t in found for stop, leaves in t.stops[:-1] if stop == place]
        for boards, _leaves, trip in through if spec.kind == "holding" else ():
            people = sum(t.size for begins, ends, t in through if begins <= boards < ends)
            if spec.capacity is not None and people > spec.capacity:
                facts = {"people": people, "capacity": spec.capacity}
                yield fault("K965", ("places", place, "capacity"), place=place, convoy=trip.convoy.id, **facts)


def company(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """With each convoy goes what is to go along: so many vehicles, and one for every so many people."""
    for trip in found:
        for fleet, terms in agreement.movements[trip.convoy.movement].along.items():
            needed = terms.per_convoy + (ceil(trip.size / terms.one_for) if terms.one_for else 0)
            there = trip.convoy.vehicles.get(fleet, 0)
            if there < needed:
                where = ("movements", trip.convoy.movement, "along", fleet)
                yield fault("K966", where, convoy=trip.convoy.id, fleet=fleet, needed=needed, there=there)


def crews(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """No crew is asked to drive outside its hours: with people, and back to where they boarded."""
    for trip in found:
        for fleet in trip.convoy.vehicles:
            if not rested(agreement, plan, trip, fleet):
                yield fault("K967", ("fleets", fleet, "crew hours"), fleet=fleet, convoy=trip.convoy.id)


def rested(agreement: Agreement, plan: Plan, trip: Trip, fleet: str, sooner: float = 0.0) -> bool:
    """Whether the crews of *fleet* on *trip* drive within their hours, also if it all were so much *sooner*."""
    hours = agreement.fleets[fleet].crew_hours
    if hours is None:
        return True
    leaves = trip.arrives - sooner
    back = quickest(agreement, trip.convoy.to, leaves, plan, curfews=False).get(trip.origin, leaves)
    return is_open(hours, trip.boards - sooner, plan, back - (trip.boards - sooner))


LIMITS = (curfews, daily, distances, registration, holding, company, crews)
