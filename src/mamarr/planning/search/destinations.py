"""Convoys -> the same with destinations that keep their vehicles on the way for less time, as far as there is room.

Only where nobody was asked where to go: a choice is kept. Receptions are filled by regret (Potvin and Rousseau 1993):
first those for whom the second best place is the worst bargain.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy
from mamarr.model.routes import drive, minutes_of, route, stages

Order = tuple[Convoy, ...]


def sooner(agreement: Agreement, order: Order) -> Order:
    """The same, by how soon people are there: where others wait for them, not for their vehicles."""
    return nearer(agreement, order, back=False)


def nearer(agreement: Agreement, order: Order, *, back: bool = True) -> Order:
    """*order* with other destinations for those who may go to several and did not choose; itself where none is better.

    By how long vehicles are on the way, and with *back* until they are where they are needed. Who may not be made to
    wait keeps destination and room. Where it is settled from where vehicles come, all do.
    """
    movements = agreement.movements
    if any(c.from_ for c in order):
        return order
    free = [c for c in order if len(movements[c.movement].to) > 1 and not movements[c.movement].choices]
    free = [c for c in free if not c.unconditional]
    inside = {c.id for c in free}
    left = {
        to: math.inf if place.capacity is None else place.capacity - sum(c.size for c in order if c.to == to)
        for to, place in agreement.places.items()
    }
    for c in free:
        left[c.to] += c.size
    minutes = _minutes(agreement, order, {c.movement for c in free}, back=back)
    found: dict[str, str] = {}
    for convoy in sorted(free, key=lambda c: -_regret(c, minutes)):
        rooms = [to for to in movements[convoy.movement].to if left[to] >= convoy.size]
        if not rooms:
            return order
        found[convoy.id] = min(rooms, key=lambda to: minutes[convoy.movement, to])
        left[found[convoy.id]] -= convoy.size
    new = tuple(replace(c, to=found[c.id]) if c.id in inside else c for c in order)
    before, after = (sum(_work(c, minutes) for c in o if c.id in inside) for o in (order, new))
    return new if after < before else order


def _minutes(
    agreement: Agreement, order: Sequence[Convoy], moving: set[str], *, back: bool
) -> dict[tuple[str, str], float]:
    """How long a vehicle needs from boarding to each reception, and *back* to wherever one is needed, on average."""
    needed: dict[str, int] = {}
    for c in order:
        origin = agreement.people[agreement.movements[c.movement].people].at
        needed[origin] = needed.get(origin, 0) + sum(c.vehicles.values())
    found = {}
    for name in moving:
        for to in agreement.movements[name].to:
            legs = route(agreement, agreement.movements[name], to)
            ride = stages(agreement, legs)[-1] if legs else math.inf
            again = sum(n * minutes_of(drive(agreement, to, origin) or ()) for origin, n in needed.items() if back)
            found[name, to] = ride + again / max(1, sum(needed.values()))
    return found


def _regret(convoy: Convoy, minutes: Mapping[tuple[str, str], float]) -> float:
    """What a person costs who does not go where it takes least time."""
    best, second = sorted(m for (name, _), m in minutes.items() if name == convoy.movement)[:2]
    return (second - best) * sum(convoy.vehicles.values()) / convoy.size


def _work(convoy: Convoy, minutes: Mapping[tuple[str, str], float]) -> float:
    return minutes[convoy.movement, convoy.to] * sum(convoy.vehicles.values())
