"""Agreement and Plan -> every breach in the plan. Shares only the nouns with the planner and the law.

People, roads and places are judged here, vehicles in vehicles.py, hours and room on the way in limits.py,
the clauses in clauses.py, and who may not be made to wait in protected.py. The judge knows neither gates
nor ranks: it follows vehicles and people through the day and looks whether anything is broken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import length, minutes_after_opening
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.planning.faults import fault
from mamarr.planning.verify.choices import choices, households
from mamarr.planning.verify.clauses import clauses
from mamarr.planning.verify.limits import LIMITS
from mamarr.planning.verify.protected import protected
from mamarr.planning.verify.trips import Trip, is_open, quickest, trips
from mamarr.planning.verify.vehicles import fleets

LYING = "stretcher cases"
Trips = Sequence[Trip]
Breaches = Iterator[Diagnostic]


def verify(agreement: Agreement, plan: Plan) -> tuple[Diagnostic, ...]:
    """Every breach that *plan* holds; none where it can be carried out as written."""
    found, faults = trips(agreement, plan)
    if faults:
        return faults
    return tuple(breach for judge in JUDGES for breach in judge(agreement, plan, found))


def travel(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Nobody is faster than the likely time of the quickest road, or departs before boarding."""
    for trip in found:
        here, at = trip.origin, trip.departs
        slow = trip.boards <= trip.departs
        for place, moment in trip.stops:
            slow = slow and quickest(agreement, here, at, plan, curfews=False).get(place, inf) <= moment
            here, at = place, moment
        if not slow:
            yield fault("K922", ("movements", trip.convoy.movement), convoy=trip.convoy.id)


def people(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Everybody leaves once or is known not to: as many of each category as the group has at the plan's level."""
    for name, group in agreement.people.items():
        movements = [m for m, spec in agreement.movements.items() if spec.people == name]
        moved: dict[str, int] = {}
        for convoy in (*(trip.convoy for trip in found), *plan.gone):
            if convoy.movement in movements:
                for category, n in convoy.people.items():
                    moved[category] = moved.get(category, 0) + n
        left = group.number.at(plan.level) if group.number else 0
        due: dict[str, int] = {}
        for category, n in group.of_whom.items():
            due[category] = min(n, left)
            left -= due[category]
        due["civilians"] = due.get("civilians", 0) + left
        for category in dict.fromkeys((*due, *moved)):
            asked = any({category, "all"} & set(agreement.movements[m].who) for m in movements)
            promised = due.get(category, 0) if asked else 0
            if moved.get(category, 0) != promised:
                where, planned = ("people", name, "number"), moved.get(category, 0)
                yield fault("K923", where, group=name, category=category, promised=promised, planned=planned)


def seats(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """Stretcher cases lie, others sit, each in a place of their own; convoys keep to their size."""
    for trip in found:
        convoy, where = trip.convoy, ("movements", trip.convoy.movement)
        lying = convoy.people.get(LYING, 0)
        sitting = sum(convoy.people.values()) - lying
        carrying = {f: n for f, n in convoy.vehicles.items() if f not in agreement.movements[convoy.movement].along}
        beds = sum(n * agreement.fleets[f].stretchers for f, n in carrying.items())
        chairs = sum(n * agreement.fleets[f].seats for f, n in carrying.items())
        if lying > beds or sitting > chairs:
            facts = {"people": lying if lying > beds else sitting, "places": beds if lying > beds else chairs}
            yield fault("K924", where, convoy=convoy.id, **facts)
        limit = agreement.movements[convoy.movement].convoy
        over = (sum(carrying.values()), limit.vehicles), (sum(convoy.people.values()), limit.people)
        if any(allowed is not None and n > allowed for n, allowed in over):
            yield fault("K936", (*where, "convoy"), convoy=convoy.id)


def crossings(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Each convoy passes after the one before it has; closed places are shut."""
    for place, spec in agreement.places.items():
        directions: dict[str, list[tuple[float, Trip]]] = {}
        for trip in found:
            before = trip.origin
            for stop, at in trip.stops:
                if stop == place and stop != trip.convoy.to:
                    directions.setdefault(before, []).append((at, trip))
                if stop == place and spec.open and not is_open(spec.open, at, plan):
                    yield fault("K927", ("places", place, "open"), place=place, convoy=trip.convoy.id)
                before = stop
        for passing in directions.values() if spec.vehicles_per_hour else ():
            passing.sort(key=lambda p: p[0])
            for (at, ahead), (then, behind) in pairwise(passing):
                vehicles = max(1, sum(ahead.convoy.vehicles.values()))
                if then < at + 60 * vehicles / (spec.vehicles_per_hour or 1):
                    yield fault("K926", ("places", place, "vehicles per hour"), place=place, convoy=behind.convoy.id)


def window(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """Nobody boards before the window or the movement opens, arrives after it closes, or is on board for too long."""
    closes = length(agreement.window) if agreement.window else inf
    allowed = agreement.time_on_board_at_most
    for trip in found:
        starts = agreement.movements[trip.convoy.movement].starts
        if trip.boards < 0:
            yield fault("K928", ("window", "opens"), convoy=trip.convoy.id)
        if trip.arrives > closes:
            yield fault("K928", ("window", "closes"), convoy=trip.convoy.id)
        if starts and agreement.window and trip.boards < minutes_after_opening(agreement.window, starts):
            yield fault("K928", ("movements", trip.convoy.movement, "starts"), convoy=trip.convoy.id)
        if allowed is not None and trip.arrives - trip.boards > allowed:
            minutes = int(trip.arrives - trip.boards)
            where = ("time on board at most",)
            yield fault("K930", where, convoy=trip.convoy.id, minutes=minutes, allowed=allowed)


def receptions(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """No place receives more people than it has room for."""
    for place, spec in agreement.places.items():
        arrived = sum(sum(t.convoy.people.values()) for t in found if t.convoy.to == place)
        if spec.capacity is not None and arrived > spec.capacity and spec.kind in ("reception", "hospital"):
            yield fault("K929", ("places", place, "capacity"), place=place, people=arrived, capacity=spec.capacity)


JUDGES = (
    *(people, choices, households, seats, travel, fleets, crossings, window, receptions),
    *LIMITS,
    *(protected, clauses),
)
