"""Plan -> trips that can be examined, by the nouns alone: shared by both halves of the verifier, not by the planner."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Hours
from mamarr.planning.faults import fault

DAY = 24 * 60
SHIFT = 2 * 60
"""Minutes by which clocks are put forward at most."""


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
    gone: int = 0
    """How many no longer travel who count with it in the clauses."""

    @property
    def arrives(self) -> float:
        return self.stops[-1][1]

    @property
    def size(self) -> int:
        return sum(self.convoy.people.values())

    @property
    def counted(self) -> int:
        return self.size - self.protected

    @property
    def weight(self) -> int:
        """What it counts in the clauses."""
        return self.counted + self.gone

    @property
    def drives(self) -> Iterator[tuple[str, float, str, float]]:
        """From where it leaves when, and where it is next when."""
        for (here, leaves), (there, at) in pairwise(((self.origin, self.departs), *self.stops)):
            yield here, leaves, there, at

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
        gone = sum(g.counted for g in plan.gone if g.id == convoy.id)
        found.append(Trip(convoy, origin, times[0], times[1], stops, convoy.size - convoy.counted, gone))
    for convoy in plan.gone:
        faults += [fault("K937", ("movements",), convoy=convoy.id, name=name) for name in _unknown(agreement, convoy)]
    return tuple(found), tuple(faults)


def _unknown(agreement: Agreement, convoy: Convoy) -> Iterator[str]:
    if convoy.movement not in agreement.movements:
        yield convoy.movement
        return
    movement = agreement.movements[convoy.movement]
    if convoy.to not in movement.to:
        yield convoy.to
    if convoy.from_ and convoy.from_ not in agreement.places:
        yield convoy.from_
    named = {*(movement.fleets or agreement.fleets), *movement.along}
    yield from (fleet for fleet in convoy.vehicles if fleet not in named)


def quickest(
    agreement: Agreement, start: str, leaves: float, plan: Plan, *, empty: bool = False, curfews: bool = True
) -> Mapping[str, float]:
    """The earliest that vehicles are at each place, inspection included; *empty* ones wait where it is closed.

    Without *curfews*, roads are open all day.
    """
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
                    ahead, takes = agreement.places[there], road.minutes.likely
                    sets_out = opens(road.open, at, plan, takes, wait=empty) if curfews else at
                    inspection = ahead.inspection_minutes
                    after = sets_out + takes + (inspection.likely if inspection else 0)
                    heapq.heappush(queue, (opens(ahead.open, after, plan) if empty else after, there))
    return best


def opens(hours: Hours | None, at: float, plan: Plan, stay: float = 0.0, *, wait: bool = True) -> float:
    """The next moment, from *at* on, at which a stay of so many minutes lies in *hours*; never, where it is not found.

    Whoever does not *wait* finds it at once or never.
    """
    waited = 0.0
    while hours and not is_open(hours, at + waited, plan, stay):
        if not wait or waited >= 2 * DAY or hours.closes - stay < hours.opens:
            return math.inf
        ahead = math.floor((hours.opens - _since_midnight(at + waited, plan)) % DAY)
        waited += max(1, ahead - SHIFT)
    return at + waited


def is_open(hours: Hours, at: float, plan: Plan, stay: float = 0.0) -> bool:
    """Whether the local time of day and so many minutes after it lie in *hours*, also where they run past midnight."""
    since = _since_midnight(at, plan)
    if hours.closes - hours.opens >= DAY:
        return True
    return any(hours.opens <= since + shift <= hours.closes - stay for shift in (0, DAY))


def _since_midnight(at: float, plan: Plan) -> float:
    """Minutes on people's watches since midnight."""
    if plan.window is None:
        return at % DAY
    local = local_time(plan.window, at)
    return (local - local.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(minutes=1)
