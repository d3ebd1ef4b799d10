"""Plan, Agreement -> rosters: which numbered vehicle drives which convoys, and how it comes from one to the next.

Vehicles are at their base when the window opens. From there and from each arrival they go to where they are needed
next, when every place on their way is open to them: an hour early where that is possible, so that they neither come
late nor stand where people gather for longer than they must. At the end they go back to their base, if the window
allows it. The law reckons with the earliest such drives: a plan that keeps the law has a vehicle for every need.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import length, passable
from mamarr.model.plan import Convoy, Plan
from mamarr.model.position import chain
from mamarr.model.roster import Drive, Roster
from mamarr.model.routes import Passed, drive

EARLY = 60
"""Minutes by which a vehicle aims to be where it is needed before people board."""


Swap = tuple[int, int | None]
"""A trip, and where a vehicle went from there until now (None: nowhere): from now on it goes to another trip."""


@dataclass
class _Vehicle:
    """A vehicle, its trips by their number (0: it stands at its base), and its minutes at the wheel."""

    number: int
    trips: list[int]
    driven: float = 0.0


def rosters(agreement: Agreement, plan: Plan) -> tuple[Roster, ...]:
    """The drives of every vehicle of every fleet; vehicles that are not needed stay at their base."""
    ways = {fleet: _Ways(agreement, fleet if spec.crew_hours else "") for fleet, spec in agreement.fleets.items()}
    return tuple(r for fleet in agreement.fleets for r in _fleet(agreement, plan, fleet, ways[fleet]))


def _fleet(agreement: Agreement, plan: Plan, fleet: str, ways: _Ways) -> Iterator[Roster]:
    """Convoys are given their vehicles in the order of boarding."""
    spec = agreement.fleets[fleet]
    base = Drive("", 0.0, ((spec.based_at, 0.0),))
    loaded = [(_loaded(agreement, plan, c), c) for c in plan.convoys if c.vehicles.get(fleet)]
    loaded.sort(key=lambda pair: (pair[0].begins, pair[1].counted, pair[1].id))
    day = _Day(ways, [base, *(trip for trip, _ in loaded)], spec.count, spec.returns)
    for trip, (_, convoy) in enumerate(loaded, 1):
        day.send(trip, convoy.vehicles[fleet])
    for vehicle in day.vehicles:
        drives = list(day.drives(vehicle))
        back = ways.empty(drives[-1], spec.based_at) if drives and spec.returns else None
        if back and not (plan.window and back.arrives > length(plan.window)):
            drives.append(back)
        yield Roster(fleet, vehicle.number, tuple(d for d in drives if len(d.stops) > 1))


def _loaded(agreement: Agreement, plan: Plan, convoy: Convoy) -> Drive:
    """The drive of *convoy* as planned."""
    board, *steps = chain(agreement, convoy)
    return Drive(convoy.id, plan.times[board], tuple((s.place, plan.times[s]) for s in steps))


class _Day:
    """The vehicles of one fleet, sent to *trips* one after the other; trip 0 is that they stand at their base."""

    def __init__(self, ways: _Ways, trips: Sequence[Drive], vehicles: int, returns: bool = True) -> None:
        self.ways, self.trips, self.returns = ways, trips, returns
        self.vehicles = [_Vehicle(number, [0]) for number in range(1, vehicles + 1)]

    def send(self, trip: int, need: int) -> None:
        """Sends the vehicles with the shortest empty way, among these the most rested.

        Where too few are left, some of those that were sent before go another way (augmenting paths: Berge 1957), so
        that every trip has its vehicles if there is any way to give them.
        """
        there = [v for v in self.vehicles if self._in_time(v.trips[-1], trip)]
        there.sort(key=lambda v: (self._empty(v.trips[-1], trip), v.driven, v.number))
        for vehicle in there[:need]:
            self._goes(vehicle, [*vehicle.trips, trip])
        for _ in range(need - len(there)):
            self._exchange(trip)

    def _goes(self, vehicle: _Vehicle, trips: list[int]) -> None:
        vehicle.trips = trips
        vehicle.driven = sum(
            self._empty(a, b) + self.trips[b].arrives - self.trips[b].departs for a, b in pairwise(trips)
        )

    def _exchange(self, trip: int) -> None:
        """Vehicles exchange the rest of their day along the fewest swaps that bring one to *trip*, if there are any."""
        rest = [trip]
        for before, after in self._swaps(trip):
            vehicle = next(v for v in self.vehicles if (before, after) in pairwise((*v.trips, None)))
            here = vehicle.trips.index(before) + 1
            rest, trips = vehicle.trips[here:], vehicle.trips[:here] + rest
            self._goes(vehicle, trips)

    def _swaps(self, trip: int) -> list[Swap]:
        """The fewest swaps that bring a vehicle to *trip*, the first one its own; none where there are none."""
        onward: dict[int, list[int | None]] = {}
        for vehicle in self.vehicles:
            for before, after in pairwise((*vehicle.trips, None)):
                onward.setdefault(before or 0, []).append(after)
        came: dict[int, tuple[int, int]] = {}
        later: dict[str, list[int]] = {}
        ahead = [trip]
        for taker in ahead:
            start = self.trips[taker].start
            known = later.get(start, list(onward))
            later[start] = [before for before in known if not self._in_time(before, taker)]
            for before in (before for before in known if self._in_time(before, taker)):
                if None in onward[before]:
                    return _path(came, before, taker)
                new = [giver for giver in onward[before] if giver is not None and giver not in came]
                came |= dict.fromkeys(new, (before, taker))
                ahead += dict.fromkeys(new)
        return []

    def _empty(self, before: int, trip: int) -> float:
        """Minutes of the empty drive from the end of the one to the start of the other."""
        empty = self.ways.empty(self.trips[before], self.trips[trip].start)
        return empty.arrives - empty.departs if empty else math.inf

    def _in_time(self, before: int, trip: int) -> bool:
        if before and not self.returns:
            return False
        empty = self.ways.empty(self.trips[before], self.trips[trip].start)
        return empty is not None and empty.arrives <= self.trips[trip].begins

    def drives(self, vehicle: _Vehicle) -> Iterator[Drive]:
        """What *vehicle* drives, empty and with convoys: early, or where that is too late, as soon as it can."""
        for before, trip in pairwise(self.trips[n] for n in vehicle.trips):
            soonest = self.ways.empty(before, trip.start)
            if soonest:
                aims = max(before.arrives, trip.begins - EARLY - (soonest.arrives - soonest.departs))
                early = self.ways.empty(before, trip.start, aims)
                yield early if early and early.arrives <= trip.begins else soonest
            yield trip


def _path(came: Mapping[int, tuple[int, int]], before: int, taker: int) -> list[Swap]:
    """The swaps that led to *taker*, and the last one: it follows *before*, after which a vehicle was idle."""
    swaps: list[Swap] = [(before, None)]
    while taker in came:
        before, giver = came[taker][0], taker
        swaps.append((before, giver))
        taker = came[giver][1]
    return swaps[::-1]


class _Ways:
    """The ways of empty vehicles, each looked up once."""

    def __init__(self, agreement: Agreement, fleet: str = "") -> None:
        self.agreement = agreement
        self.fleets = [fleet] if fleet else []
        self.ways: dict[tuple[str, str], tuple[Passed, ...] | None] = {}
        self.known: dict[tuple[str, str, float], Drive | None] = {}

    def empty(self, before: Drive, end: str, leaves: float | None = None) -> Drive | None:
        """The drive to *end* after *before*, not before *leaves*; None where there is no way, or none is ever open."""
        key = before.end, end, before.arrives if leaves is None else leaves
        if key not in self.known:
            self.known[key] = self._drive(*key)
        return self.known[key]

    def _drive(self, start: str, end: str, free: float) -> Drive | None:
        if (start, end) not in self.ways:
            self.ways[start, end] = drive(self.agreement, start, end)
        way = self.ways[start, end]
        leaves = math.inf if way is None else passable(self.agreement, way, self.fleets)(free)
        if way is None or math.isinf(leaves):
            return None
        return Drive("", leaves, ((start, leaves), *((passed.place, leaves + passed.minutes) for passed in way)))
