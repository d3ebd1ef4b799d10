"""Agreement and Plan -> every trip for which the vehicles are not there. Shares only the nouns with planner and law.

Vehicles start at their base, and from each reception go by road to the next place where they are needed. Which of them
goes where is not written in a plan, so the judge looks for a way to give every trip its vehicles: trip by trip in the
order of boarding, and where too few are left, trips before it take others in exchange (augmenting paths: Berge 1957).
So a trip is at fault only if no choice at all serves it with those before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.values import Hours
from mamarr.planning.faults import fault
from mamarr.planning.verify.trips import Trip, opens, quickest


def fleets(agreement: Agreement, plan: Plan, found: Sequence[Trip]) -> Iterator[Diagnostic]:
    """Each vehicle is followed: from its base, and from each reception by road to the next place where it is needed.

    Protected people come first: nobody else may take a vehicle that they are waiting for.
    """
    for fleet in agreement.fleets:
        served = sorted((t for t in found if t.convoy.vehicles.get(fleet)), key=lambda t: (t.boards, not t.protected))
        pool = Pool(agreement, plan, fleet, served)
        waiting = sum(t.convoy.vehicles[fleet] for t in served if not t.counted)
        for i, trip in enumerate(served):
            need = trip.convoy.vehicles[fleet]
            there = pool.serve(i, need)
            if there < need:
                facts = {"needed": need, "there": there}
                yield fault("K925", ("fleets", fleet, "count"), fleet=fleet, convoy=trip.convoy.id, **facts)
            waiting -= 0 if trip.counted else need
            if trip.counted and pool.idle(trip.boards) < waiting:
                yield fault("K931", ("movements", trip.convoy.movement), convoy=trip.convoy.id)


def empty_ways(agreement: Agreement, plan: Plan, start: str, leaves: float, crews: Hours | None) -> Mapping[str, float]:
    """The earliest that empty vehicles are at each place, if their crews drive within their hours; none at no time."""
    if leaves == inf:
        return {}
    found = quickest(agreement, start, leaves, plan, empty=True)
    if crews is None:
        return found
    rested = {}
    for place in found:
        takes = quickest(agreement, start, leaves, plan, curfews=False).get(place, inf) - leaves
        begins = opens(crews, leaves, plan, takes)
        rested[place] = inf if begins == inf else quickest(agreement, start, begins, plan, empty=True)[place]
    return rested


@dataclass
class Source:
    """Vehicles at a place from a moment on, at their base or after a trip: so many are left, the others go to trips."""

    place: str
    at: float
    left: int = 0
    goes: dict[int, int] = field(default_factory=dict)


class Swap(NamedTuple):
    """Trip *taker* takes vehicles of a source from those left there, or from trip *giver*."""

    taker: int
    source: int
    giver: int | None

    def most(self, sources: Sequence[Source]) -> int:
        source = sources[self.source]
        return source.left if self.giver is None else source.goes[self.giver]


class Pool:
    """The vehicles of one fleet. Source 0 is its base, source n + 1 the reception after trip n of those *served*."""

    def __init__(self, agreement: Agreement, plan: Plan, fleet: str, served: Sequence[Trip]) -> None:
        spec = agreement.fleets[fleet]
        self.served = served
        self.sources = [Source(spec.based_at, 0.0, spec.count)]
        self.sources += [Source(trip.convoy.to, trip.arrives if spec.returns else inf) for trip in served]
        ways = [empty_ways(agreement, plan, s.place, s.at, spec.crew_hours) for s in self.sources]
        self.near = {
            origin: sorted((way.get(origin, inf), n) for n, way in enumerate(ways))
            for origin in {trip.origin for trip in served}
        }
        """For each origin: when the vehicles of which source can be there, the soonest first."""

    def idle(self, at: float) -> int:
        """Vehicles that wait somewhere at that moment."""
        return sum(source.left for source in self.sources if source.at <= at)

    def serve(self, trip: int, need: int) -> int:
        """Gives *need* vehicles to *trip*; how many it gets if all before it keep as many as they have."""
        found = 0
        while found < need and (swaps := self._swaps(trip)):
            number = min(need - found, *(swap.most(self.sources) for swap in swaps))
            for taker, n, giver in swaps:
                source = self.sources[n]
                source.goes[taker] = source.goes.get(taker, 0) + number
                if giver is None:
                    source.left -= number
                else:
                    source.goes[giver] -= number
            found += number
        self.sources[trip + 1].left = found
        return found

    def _swaps(self, trip: int) -> list[Swap]:
        """The fewest swaps by which *trip* gets a vehicle, the last of them first; none where there are none."""
        came: dict[int, Swap] = {}
        looked = dict.fromkeys(self.near, 0)
        ahead = [trip]
        for taker in ahead:
            near = self.near[self.served[taker].origin]
            first, end = looked[self.served[taker].origin], bisect_right(near, (self.served[taker].boards, inf))
            looked[self.served[taker].origin] = max(first, end)
            for _, source in reversed(near[first:end]):
                if self.sources[source].left:
                    found = [Swap(taker, source, None)]
                    while found[-1].taker in came:
                        found.append(came[found[-1].taker])
                    return found
                for giver, number in self.sources[source].goes.items():
                    if number and giver != trip and giver not in came:
                        came[giver] = Swap(taker, source, giver)
                        ahead.append(giver)
        return []
