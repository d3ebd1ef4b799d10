"""Plan, Agreement -> rosters: which numbered vehicle drives which convoys, and how it comes from one to the next.

Vehicles are at their base when the window opens. From there and from each arrival they go to where they are needed
next, when every place on their way is open to them: an hour early where that is possible, so that they neither come
late nor stand where people gather for longer than they must. At the end they go back to their base, if the window
allows it. The law reckons with the earliest such drives: a plan that keeps the law has a vehicle for every need.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import length, passable
from mamarr.model.plan import Convoy, Plan
from mamarr.model.roster import Drive, Roster
from mamarr.model.routes import drive
from mamarr.model.state import chain

EARLY = 60
"""Minutes by which a vehicle aims to be where it is needed before people board."""


@dataclass
class _Vehicle:
    """A vehicle on its way through the plan."""

    number: int
    place: str
    free: float = 0.0
    drives: list[Drive] = field(default_factory=list)

    @property
    def driven(self) -> float:
        """Minutes at the wheel so far."""
        return sum(d.arrives - d.departs for d in self.drives)


def rosters(agreement: Agreement, plan: Plan) -> tuple[Roster, ...]:
    """The drives of every vehicle of every fleet; vehicles that are not needed stay at their base."""
    return tuple(r for fleet in agreement.fleets for r in _fleet(agreement, plan, fleet))


def _fleet(agreement: Agreement, plan: Plan, fleet: str) -> Sequence[Roster]:
    """Convoys take, in the order of boarding, the vehicles with the shortest empty way; among those the most rested."""
    spec = agreement.fleets[fleet]
    vehicles = [_Vehicle(n, spec.based_at) for n in range(1, spec.count + 1)]
    ways = _Ways(agreement)
    loaded = [(_loaded(agreement, plan, c), c) for c in plan.convoys if c.vehicles.get(fleet)]
    for trip, convoy in sorted(loaded, key=lambda pair: (pair[0].begins, pair[1].counted, pair[1].id)):
        empty = {v.number: ways.empty(v.place, v.free, trip.start) for v in vehicles}
        there = [v for v in vehicles if (e := empty[v.number]) and e.arrives <= trip.begins]
        there.sort(key=lambda v: (_minutes(empty[v.number]), v.driven, v.number))
        for vehicle in there[: convoy.vehicles[fleet]]:
            _go(vehicle, ways.in_time(vehicle, trip), trip)
    for vehicle in vehicles:
        back = ways.empty(vehicle.place, vehicle.free, spec.based_at)
        if vehicle.drives and back and not (plan.window and back.arrives > length(plan.window)):
            _go(vehicle, back)
    return [Roster(fleet, v.number, tuple(v.drives)) for v in vehicles]


def _go(vehicle: _Vehicle, *drives: Drive | None) -> None:
    """Appends *drives*, without those that lead nowhere."""
    made = [d for d in drives if d and len(d.stops) > 1]
    vehicle.drives += made
    if made:
        vehicle.place, vehicle.free = made[-1].end, made[-1].arrives


def _minutes(empty: Drive | None) -> float:
    return empty.arrives - empty.departs if empty else math.inf


def _loaded(agreement: Agreement, plan: Plan, convoy: Convoy) -> Drive:
    """The drive of *convoy* as planned."""
    board, *steps = chain(agreement, convoy)
    return Drive(convoy.id, plan.times[board], tuple((s.place, plan.times[s]) for s in steps))


class _Ways:
    """The ways of empty vehicles, each looked up once."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.known: dict[tuple[str, str], tuple[tuple[str, int], ...] | None] = {}

    def empty(self, start: str, free: float, end: str) -> Drive | None:
        """The drive from *start*, not before *free*, to *end*; None where there is no way, or none is ever open."""
        if (start, end) not in self.known:
            self.known[start, end] = drive(self.agreement, start, end)
        way = self.known[start, end]
        leaves = math.inf if way is None else passable(self.agreement, way)(free)
        if way is None or math.isinf(leaves):
            return None
        return Drive("", leaves, ((start, leaves), *((place, leaves + after) for place, after in way)))

    def in_time(self, vehicle: _Vehicle, trip: Drive) -> Drive | None:
        """The drive of *vehicle* to where *trip* begins: early, or where that is too late, as soon as it can."""
        soonest = self.empty(vehicle.place, vehicle.free, trip.start)
        later = self.empty(vehicle.place, max(vehicle.free, trip.begins - EARLY - _minutes(soonest)), trip.start)
        return later if later and later.arrives <= trip.begins else soonest
