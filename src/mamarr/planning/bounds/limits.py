"""Ways of people in convoys of limited size -> when they are through at the earliest, by what they wait for.

Each limit by itself, so the latest of all holds: a vehicle that is needed for so many trips makes some of them one
after the other; convoys keep their distance; a reception registers those before the last convoy first; a holding site
and the way to it hold only so many at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mamarr.model.agreement import Agreement
from mamarr.model.batches import held_at_once
from mamarr.model.routes import minutes_of
from mamarr.model.values import Path
from mamarr.planning.bounds.ways import Way, back, pools

Least = tuple[float, str, Path]
"""Not earlier than so many minutes after the window opens, because of this, which stands there."""


def limits(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """All of them."""
    yield from _rounds(agreement, ways)
    yield from _company(agreement, ways)
    yield from _spaced(agreement, ways)
    yield from _registered(agreement, ways)
    yield from _held(agreement, ways)


def largest(agreement: Agreement, way: Way) -> int:
    """The most people of *way* in one convoy."""
    movement = agreement.movements[way.movement]
    fleets = [agreement.fleets[f] for f in movement.fleets or agreement.fleets if f not in movement.along]
    room = sum(f.count * (f.seats + f.stretchers) for f in fleets)
    vehicles = (movement.convoy.vehicles or room) * max((f.seats + f.stretchers for f in fleets), default=0)
    return max(1, min(room, vehicles, movement.convoy.people or room))


def convoys(agreement: Agreement, way: Way) -> int:
    """The fewest convoys that carry the people of *way*."""
    return -(-(way.lying + way.seated) // largest(agreement, way))


def _rounds(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """Some vehicle makes as many trips as all of them on average, rounded up; none is for more than a convoy."""
    for pool in pools(agreement, ways):
        fleets = [agreement.fleets[f] for f in pool.fleets]
        each = max(f.stretchers if pool.lying else f.seats for f in fleets)
        trips = sum(-(-n // min(each, largest(agreement, way))) for way, n in pool.own)
        rounds = -(-trips // sum(f.count for f in fleets))
        again = min(back(agreement, way, ways, pool.fleets, hours=False)(0.0) for way, _ in pool.own)
        start, ends = min(way.start for way, _ in pool.own), min(way.ends for way, _ in pool.own)
        yield start + (rounds - 1) * again + ends, "fleet", ("fleets", pool.fleets[0])


def _company(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """The same for vehicles that go along, with each convoy or for so many people."""
    for name, fleet in agreement.fleets.items():
        own = [way for way in ways if name in agreement.movements[way.movement].along]
        terms = [agreement.movements[way.movement].along[name] for way in own]
        trips = sum(
            term.per_convoy * convoys(agreement, way) + term.needed(way.lying + way.seated) - term.per_convoy
            for way, term in zip(own, terms, strict=True)
        )
        if not trips or not fleet.count:
            continue
        origins = {agreement.people[agreement.movements[way.movement].people].at for way in own}
        coming = min((minutes_of(d) for o in origins if (d := own[0].drives(fleet.based_at, o))), default=0)
        leaves = [(way, to) for way in own for to in agreement.movements[way.movement].to]
        again = min(
            (way.arrival + minutes_of(d) for way, to in leaves for o in origins if (d := way.drives(to, o))),
            default=0.0,
        )
        start, rounds = max(float(coming), min(way.start for way in own)), -(-trips // fleet.count)
        least = start + (rounds - 1) * again + min(way.ends for way in own)
        yield least, "fleet", ("fleets", name)


def _spaced(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """The last convoy of a movement departs after all others, each a distance behind the one before."""
    for name, movement in agreement.movements.items():
        own = [way for way in ways if way.movement == name]
        if own and movement.convoy.spacing:
            between = sum(convoys(agreement, way) for way in own) - 1
            first, ends = min(way.start for way in own), min(way.ends for way in own)
            yield first + between * movement.convoy.spacing + ends, "spacing", ("movements", name, "convoy", "spacing")


def _registered(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """The last convoy arrives when all before it are registered, of those who can go nowhere else."""
    for name, place in agreement.places.items():
        own = [way for way in ways if agreement.movements[way.movement].to == (name,)]
        if own and place.people_per_hour:
            before = sum(way.lying + way.seated for way in own) - max(largest(agreement, way) for way in own)
            first, rest = min(way.start + way.arrival for way in own), min(way.ends - way.arrival for way in own)
            minutes = 60 * max(0, before) / place.people_per_hour
            yield first + minutes + rest, "registration", ("places", name, "people per hour")


def _held(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Least]:
    """People times minutes from boarding until they leave a holding site, through the room that there is at once."""
    for name, place in agreement.places.items():
        own = [way for way in ways if name in agreement.movements[way.movement].via]
        if own and (room := held_at_once(place)):
            work = sum((way.lying + way.seated) * way.until.get(name, 0.0) for way in own)
            first, onward = min(way.start for way in own), min(way.ends - way.until.get(name, 0.0) for way in own)
            if onward >= 0:
                yield first + work / room + onward, "room", ("places", name, "capacity")
