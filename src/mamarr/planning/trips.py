"""Plan -> trips that can be examined, by the nouns alone: shared by both halves of the verifier, not by the planner."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from mamarr.model.agreement import PROTECTED, Agreement
from mamarr.model.calendar import local_time
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Hours
from mamarr.planning.faults import fault


@dataclass(frozen=True, slots=True)
class Trip:
    """One convoy on its way: when it boards and departs, and when it is at each stop after that."""

    convoy: Convoy
    origin: str
    boards: float
    departs: float
    stops: tuple[tuple[str, float], ...]
    protected: int
    """How many of its people may not be made to wait."""

    @property
    def arrives(self) -> float:
        return self.stops[-1][1]

    @property
    def counted(self) -> int:
        return sum(self.convoy.people.values()) - self.protected

    def at(self, where: str) -> float:
        """When it boards, departs, arrives or is at a place; arrival for a place that is not on its way."""
        named = {"boarding": self.boards, "departure": self.departs, "arrival": self.arrives}
        return named.get(where, dict(self.stops[:-1]).get(where, self.arrives))

    def waits(self, where: tuple[str, ...]) -> float:
        """When it passes the first of these points that lies on its way."""
        known = ("boarding", "departure", "arrival", self.origin, *dict(self.stops))
        named = [w for w in where if w in known]
        return self.boards if not named or named[0] == self.origin else self.at(named[0])


def trips(agreement: Agreement, plan: Plan) -> tuple[tuple[Trip, ...], tuple[Diagnostic, ...]]:
    """The trips of *plan*, and convoys that are none: with unknown names, or without a time for some step."""
    if plan.agreement != agreement.agreement:
        return (), (fault("K942", (), plan=plan.agreement, agreement=agreement.agreement),)
    found, faults = [], []
    known = {(s.convoy, s.act, s.place): float(t) for s, t in plan.times.items()}
    for convoy in plan.convoys:
        unknown = tuple(_unknown(agreement, convoy))
        if unknown:
            faults += [fault("K937", ("movements",), convoy=convoy.id, name=name) for name in unknown]
            continue
        movement = agreement.movements[convoy.movement]
        origin = agreement.people[movement.people].at
        acts = [("board", origin), ("depart", origin), *(("cross", via) for via in movement.via), ("arrive", convoy.to)]
        times = [known.get((convoy.id, act, place), math.inf) for act, place in acts]
        if not all(map(math.isfinite, times)):
            faults.append(fault("K921", ("movements", convoy.movement), convoy=convoy.id))
            continue
        stops = tuple(zip((place for _, place in acts[2:]), times[2:], strict=True))
        protected = sum(n for category, n in convoy.people.items() if category in PROTECTED)
        found.append(Trip(convoy, origin, times[0], times[1], stops, protected))
    return tuple(found), tuple(faults)


def _unknown(agreement: Agreement, convoy: Convoy) -> Iterator[str]:
    if convoy.movement not in agreement.movements:
        yield convoy.movement
        return
    movement = agreement.movements[convoy.movement]
    if convoy.to not in movement.to:
        yield convoy.to
    yield from (fleet for fleet in convoy.vehicles if fleet not in (movement.fleets or agreement.fleets))


def quickest(
    agreement: Agreement, start: str, leaves: float, plan: Plan, *, empty: bool = False
) -> Mapping[str, float]:
    """The earliest that vehicles are at each place, inspection included; *empty* ones wait where it is closed."""
    best: dict[str, float] = {}
    queue = [(leaves, start)]
    while queue:
        at, place = heapq.heappop(queue)
        if place in best:
            continue
        best[place] = at
        for road in agreement.roads:
            for here, there in ((road.from_, road.to), *(() if road.one_way else ((road.to, road.from_),))):
                if here == place:
                    inspection = agreement.places[there].inspection_minutes
                    after = at + road.minutes.likely + (inspection.likely if inspection else 0)
                    heapq.heappush(queue, (opens(agreement, there, after, plan) if empty else after, there))
    return best


def opens(agreement: Agreement, place: str, at: float, plan: Plan) -> float:
    """The next moment, from *at* on, at which *place* is open."""
    hours = agreement.places[place].open
    waited = 0
    while hours and not is_open(hours, at + waited, plan) and waited < 2 * 24 * 60:
        waited += 1
    return at + waited


def is_open(hours: Hours, at: float, plan: Plan) -> bool:
    """Whether the local time of day lies in *hours*, also where they run past midnight."""
    if plan.window:
        local = local_time(plan.window, at)
        since = (local - local.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(minutes=1)
    else:
        since = at % (24 * 60)
    return any(hours.opens <= since + shift <= hours.closes for shift in (0, 24 * 60))
