"""Agreement and convoys -> the same convoys with the trips of the shuttle core: where each goes, and in which turn.

Where no exchange ties people to others and their vehicles go back and forth between several assembly places and
receptions, who drives where next decides more than who comes first. Such a part of an agreement is taken for a Bus
Evacuation Problem (shuttles/); its trips choose destinations and turns, and the law times them like any others.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mamarr.model.agreement import Agreement, movements_of
from mamarr.model.plan import Convoy
from mamarr.model.routes import drive, minutes_of, route, stages
from mamarr.planning.figures import Value, valued
from mamarr.planning.order import Ranking

if TYPE_CHECKING:
    from mamarr.planning.shuttles import Task, Trip

Order = tuple[Convoy, ...]
FAR = 10**6
"""Minutes of a way that does not exist."""


@dataclass(frozen=True, slots=True)
class Shuttle:
    """Convoys that one fleet carries and that nothing ties to others: so many at once, by what others leave of it."""

    fleet: str
    convoys: Order
    at_once: int
    movements: tuple[str, ...]
    receptions: tuple[str, ...]


def shuttles(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Shuttle]:
    """The parts of an agreement where vehicles only shuttle, more than once each, and there is something to choose."""
    tied = {name for exchange in agreement.exchanges.values() for name in movements_of(exchange)}
    for fleet, spec in agreement.fleets.items():
        served = [c for c in convoys if fleet in c.vehicles]
        own = tuple(c for c in served if not c.unconditional)
        moved = {c.movement for c in own}
        movements = {name: m for name, m in agreement.movements.items() if name in moved}
        receptions = tuple(dict.fromkeys(to for m in movements.values() for to in m.to))
        free = not any(name in tied or m.choices for name, m in movements.items())
        alone = all(set(c.vehicles) == {fleet} for c in served)
        most = max((c.vehicles[fleet] for c in own), default=1)
        vehicles = (spec.count - sum(c.vehicles[fleet] for c in served if c.unconditional)) // most
        if free and alone and 0 < vehicles < len(own) and max(len(movements), len(receptions)) > 1:
            yield Shuttle(fleet, own, vehicles, tuple(movements), receptions)


def task(agreement: Agreement, shuttle: Shuttle, taken: Mapping[str, int]) -> Task | None:
    """The task; None where there is no room. A load is a convoy, a pickup a movement.

    *taken* is the room at each reception that others need. Times are likely minutes, loading with the way that it is
    for, in the greatest unit that measures all of them; opening hours and crossings are left to the law.
    """
    from mamarr.planning.shuttles import Task

    movements = [agreement.movements[m] for m in shuttle.movements]
    origins = [agreement.people[m.people].at for m in movements]
    spec, size = agreement.fleets[shuttle.fleet], max(c.size for c in shuttle.convoys)
    approach = [_empty(agreement, spec.based_at, origin) for origin in origins]
    carry = [[_loaded(agreement, name, to) for to in shuttle.receptions] for name in shuttle.movements]
    back = [[_empty(agreement, to, origin) for origin in origins] for to in shuttle.receptions]
    unit = math.gcd(*(n for row in (approach, *carry, *back) for n in row if n < FAR)) or 1
    room = []
    for to in shuttle.receptions:
        capacity = agreement.places[to].capacity
        room.append(len(shuttle.convoys) if capacity is None else max(0, capacity - taken.get(to, 0)) // size)
    if sum(room) < len(shuttle.convoys):
        return None
    loads = tuple(sum(c.movement == name for c in shuttle.convoys) for name in shuttle.movements)
    scaled = [tuple(tuple(n // unit for n in row) for row in table) for table in ([approach], carry, back)]
    return Task(shuttle.at_once, scaled[0][0], scaled[1], scaled[2], loads, tuple(room))


def _empty(agreement: Agreement, start: str, end: str) -> int:
    way = drive(agreement, start, end)
    return FAR if way is None else minutes_of(way)


def _loaded(agreement: Agreement, name: str, to: str) -> int:
    """Minutes from boarding to arrival."""
    movement = agreement.movements[name]
    legs = route(agreement, movement, to) if to in movement.to else None
    return FAR if legs is None else int(stages(agreement, legs)[-1])


def better(agreement: Agreement, order: Order) -> Order:
    """*order*, or where vehicles shuttle the trips of the shuttle core, if the law says that these are better."""
    best, value = order, None
    for new in shuttled(agreement, order):
        value = value or _value(agreement, order)
        if (other := _value(agreement, new)) and (value is None or other < value):
            best, value = new, other
    return best


def _value(agreement: Agreement, order: Order) -> Value | None:
    """How good this order is by the law; None where not everybody can move."""
    ranking = Ranking(agreement, order)
    return valued(agreement, ranking) if all(ranking.append(c.id) for c in order) else None


def shuttled(agreement: Agreement, order: Order) -> Iterator[Order]:
    """*order* with the trips of the shuttle core, if vehicles shuttle: in turn of setting out, and of boarding."""
    new = [order, order]
    for shuttle in shuttles(agreement, order):
        from mamarr.planning.shuttles import first

        if made := task(agreement, shuttle, _taken(shuttle, new[0])):
            rides = _rides(made, first(made))
            new = [_filled(agreement, shuttle, o, sorted(rides, key=by)) for o, by in zip(new, TURNS, strict=True)]
    if new[0] is not order:
        yield from new


@dataclass(frozen=True, slots=True)
class Ride:
    """One trip of a vehicle: when it sets out and from which reception (-1: the base), and when people board."""

    leaves: int
    boards: int
    source: int
    pickup: int
    reception: int


Turn = Callable[[Ride], tuple[int, ...]]
TURNS: tuple[Turn, Turn] = (lambda r: (r.leaves, r.boards, r.pickup), lambda r: (r.boards, r.leaves, r.pickup))
"""In turn of setting out, the counting of vehicles costs nothing; at a crossing that of boarding may be better."""


def _rides(task: Task, walks: Sequence[Sequence[Trip]]) -> list[Ride]:
    found = []
    for walk in walks:
        at, source = 0, -1
        for pickup, reception in walk:
            boards = at + int(task.links[source, pickup])
            found.append(Ride(at, boards, source, pickup, reception))
            at, source = boards + task.carry[pickup][reception], reception
    return found


def _filled(agreement: Agreement, shuttle: Shuttle, order: Order, rides: Sequence[Ride]) -> Order:
    """*order* with these rides in the turns of the shuttle's convoys, which keep their own order in each movement."""
    base = agreement.fleets[shuttle.fleet].based_at
    waiting = {name: iter([c for c in shuttle.convoys if c.movement == name]) for name in shuttle.movements}
    sources = (*shuttle.receptions, base)
    new = []
    for ride in rides:
        convoy = next(waiting[shuttle.movements[ride.pickup]])
        new.append(replace(convoy, to=shuttle.receptions[ride.reception], from_=sources[ride.source]))
    turns, inside = iter(new), {c.id for c in new}
    sent = (replace(c, from_=base) if shuttle.fleet in c.vehicles else c for c in order)
    return tuple(next(turns) if c.id in inside else c for c in sent)


def _taken(shuttle: Shuttle, order: Order) -> dict[str, int]:
    """People whom others bring to each reception."""
    inside = {c.id for c in shuttle.convoys}
    taken: dict[str, int] = {}
    for c in order:
        taken[c.to] = taken.get(c.to, 0) + (0 if c.id in inside else c.size)
    return taken
