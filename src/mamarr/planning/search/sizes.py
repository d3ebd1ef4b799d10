"""Agreement, convoys in an order -> the same people in convoys of other sizes, likely better ones first.

A convoy passes a crossing in whole minutes: at 26 vehicles an hour three take 7 and four take 10, so that convoys of
four need a fifth more time than convoys of three. Smaller convoys also fill a tolerance better, and vehicles that are
back leave sooner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy
from mamarr.planning.fitting import snug

PARTS = (3, 4)
"""By how much convoys are made smaller still, to see whether that is better; then those of each movement alone."""
FEW = 150
"""Convoys from which on that is left out: it takes time from the search for an order."""


def resized(agreement: Agreement, order: Sequence[Convoy]) -> Iterator[Agreement]:
    """*agreement* with convoys that cross quickest, halves, convoys that fill tolerances, and others if these are few.

    Nothing is tried twice.
    """
    vehicles = _vehicles(agreement, order)
    by_crossing = {m: quickest(agreement, m, n) for m, n in vehicles.items()}
    seen = [vehicles]
    for fewer in (by_crossing, _parts(vehicles, dict.fromkeys(vehicles, 2))):
        if fewer not in seen:
            seen.append(fewer)
            yield _with(agreement, {m: n for m, n in fewer.items() if n < vehicles[m]})
    if (narrow := snug(agreement, tuple(order))) is not agreement:
        yield narrow
    alone = [{m: 2} for m in vehicles if len(vehicles) > 1]
    for parts in (*(dict.fromkeys(vehicles, by) for by in PARTS), *alone) if len(order) < FEW else ():
        if (fewer := _parts(vehicles, parts)) not in seen:
            seen.append(fewer)
            yield _with(agreement, {m: n for m, n in fewer.items() if n < vehicles[m]})


def _parts(vehicles: Mapping[str, int], parts: Mapping[str, int]) -> dict[str, int]:
    return {m: -(-n // parts.get(m, 1)) for m, n in vehicles.items()}


def quickest(agreement: Agreement, movement: str, most: int) -> int:
    """How many vehicles, of at most so many, pass the crossings of *movement* in the least time for each."""
    at = (agreement.places[place].vehicles_per_hour for place in agreement.movements[movement].via)
    rates = [rate for rate in at if rate]
    return max(range(most, 0, -1), key=lambda n: min((n / -(-60 * n // rate) for rate in rates), default=0.0))


def _vehicles(agreement: Agreement, order: Sequence[Convoy]) -> dict[str, int]:
    """The most vehicles that carry people in a convoy of each movement, of those that can be made to wait."""
    found: dict[str, int] = {}
    for c in order:
        if not c.unconditional:
            along = agreement.movements[c.movement].along
            number = sum(n for fleet, n in c.vehicles.items() if fleet not in along)
            found[c.movement] = max(found.get(c.movement, 0), number)
    return found


def _with(agreement: Agreement, vehicles: Mapping[str, int]) -> Agreement:
    """*agreement* with at most so many vehicles in a convoy of these movements, and the people whom they seat."""
    made = dict(agreement.movements)
    for name, n in vehicles.items():
        limit, fleets = made[name].convoy, made[name].fleets or tuple(agreement.fleets)
        seats = n * max(agreement.fleets[f].seats for f in fleets)
        if seats:
            people = seats if limit.people is None else min(seats, limit.people)
            made[name] = replace(made[name], convoy=replace(limit, people=people))
    return replace(agreement, movements=made)
