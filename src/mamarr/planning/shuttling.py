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
from mamarr.model.batches import STRETCHERS
from mamarr.model.plan import Convoy
from mamarr.model.routes import drive, minutes_of, route, stages
from mamarr.planning.bounds import Bound
from mamarr.planning.figures import worth

if TYPE_CHECKING:
    from mamarr.planning.search import Limits
    from mamarr.planning.shuttles import Task, Trip, Walk

Order = tuple[Convoy, ...]
Table = tuple[tuple[int, ...], ...]
FAR = 10**6
"""Minutes of a way that does not exist."""
UNITS, WORK = 100, 30_000
"""Units of time in which a bound is worked out at most, and these times ways with a load: beyond, there is none."""


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

    size = max(c.size for c in shuttle.convoys)
    rooms = ((to, agreement.places[to].capacity) for to in shuttle.receptions)
    room = [len(shuttle.convoys) if n is None else max(0, n - taken.get(to, 0)) // size for to, n in rooms]
    if sum(room) < len(shuttle.convoys):
        return None
    loads = tuple(sum(c.movement == name for c in shuttle.convoys) for name in shuttle.movements)
    (approach, carry, back), _ = _ways(agreement, shuttle)
    return Task(shuttle.at_once, approach[0], carry, back, loads, tuple(room))


def _ways(agreement: Agreement, shuttle: Shuttle, unit: int = 0) -> tuple[list[Table], int]:
    """Tables of times from the base, with a load and back, and the minutes of their unit.

    The unit is the greatest that measures all of them; where a greater *unit* is asked for, times are rounded down.
    """
    origins = [agreement.people[agreement.movements[m].people].at for m in shuttle.movements]
    base = agreement.fleets[shuttle.fleet].based_at
    minutes = [
        [[_empty(agreement, base, origin) for origin in origins]],
        [[_loaded(agreement, name, to) for to in shuttle.receptions] for name in shuttle.movements],
        [[_empty(agreement, to, origin) for origin in origins] for to in shuttle.receptions],
    ]
    unit = max(unit, math.gcd(*(n for table in minutes for row in table for n in row if n < FAR)), 1)
    return [tuple(tuple(n // unit for n in row) for row in table) for table in minutes], unit


def _empty(agreement: Agreement, start: str, end: str) -> int:
    way = drive(agreement, start, end)
    return FAR if way is None else minutes_of(way)


def _loaded(agreement: Agreement, name: str, to: str) -> int:
    """Minutes from boarding to arrival."""
    movement = agreement.movements[name]
    legs = route(agreement, movement, to) if to in movement.to else None
    return FAR if legs is None else int(stages(agreement, legs)[-1])


def proven(agreement: Agreement, convoys: Sequence[Convoy], known: Bound, finish: float) -> Bound:
    """*known*, or a later time before which nobody can finish, by the shuttling of some fleet; *finish* is some plan's.

    Everything is let go of but vehicles, seats, room and roads: vehicles drive one by one and in parts, from the base
    when the window opens, and only full loads count. Whoever carries what does not count could as well not, for
    vehicles may pass places empty (``passing``); so every plan is at least as late as the linear program.
    """
    for fleet, spec in agreement.fleets.items():
        alone = [n for n, m in agreement.movements.items() if (m.fleets or tuple(agreement.fleets)) == (fleet,)]
        seated = {n: sum(c.size - c.people.get(STRETCHERS, 0) for c in convoys if c.movement == n) for n in alone}
        names = tuple(n for n in alone if spec.seats and seated[n] >= spec.seats)
        receptions = tuple(dict.fromkeys(to for n in names for to in agreement.movements[n].to))
        if names:
            shuttle = Shuttle(fleet, (), spec.count, names, receptions)
            minutes = _least(agreement, shuttle, [seated[n] // spec.seats for n in names], known.minutes, finish)
            known = max(known, Bound(minutes, "fleet", ("fleets", fleet)), key=lambda b: b.minutes)
    return known


def _least(agreement: Agreement, shuttle: Shuttle, loads: Sequence[int], low: float, high: float) -> float:
    """When these loads can be there at the earliest; *low* where that would be too much work to find out."""
    from mamarr.planning.shuttles import Task, least, passing

    (approach, carry, back), unit = _ways(agreement, shuttle, math.ceil(high / UNITS))
    horizon, seats = int(high // unit), agreement.fleets[shuttle.fleet].seats
    if min(n for row in back for n in row) < 1 or horizon * len(carry) * len(back) > WORK:
        return low
    rooms = (agreement.places[to].capacity for to in shuttle.receptions)
    room = tuple(sum(loads) if n is None else -(-n // seats) for n in rooms)
    near = passing(Task(shuttle.at_once, approach[0], carry, back, tuple(loads), room))
    cut = [
        tuple(tuple(min(n, horizon + 1) for n in row) for row in table)
        for table in ((near.approach,), near.carry, near.back)
    ]
    short = replace(near, approach=cut[0][0], carry=cut[1], back=cut[2])
    return float(max(low, unit * least(short, int(low // unit), horizon)))


def better(agreement: Agreement, order: Order, limits: Limits | None = None) -> Order:
    """*order*, or where vehicles shuttle the trips of the shuttle core, if the law says that these are better.

    What is better the objective of *limits* says, if there are any.
    """
    objective, best, value = limits.objective if limits else "safe", order, None
    for new in shuttled(agreement, order, limits.seed if limits else 1):
        value = value or worth(agreement, order, objective)
        if (other := worth(agreement, new, objective)) and (value is None or other < value):
            best, value = new, other
    return best


def shuttled(agreement: Agreement, order: Order, seed: int = 1) -> Iterator[Order]:
    """*order* with the trips of the shuttle core, if vehicles shuttle: in turn of setting out, and of boarding."""
    new = [order, order]
    for shuttle in shuttles(agreement, order):
        if made := task(agreement, shuttle, _taken(shuttle, new[0])):
            rides = _rides(made, _walks(made, seed))
            new = [_filled(agreement, shuttle, o, sorted(rides, key=by)) for o, by in zip(new, TURNS, strict=True)]
    if new[0] is not order:
        yield from new


def _walks(task: Task, seed: int) -> tuple[Walk, ...]:
    from mamarr.planning.shuttles import first

    return first(task, seed)


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
