"""Batches -> convoys with a destination and vehicles, split where they cannot ride at once.

Whoever asked for a place goes there or nowhere: its room is kept for them, and too little of it is a fault.
A household rides in one convoy; where it is no larger than a vehicle, there are so many vehicles that it rides in one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mamarr.model.agreement import Agreement, Fleet
from mamarr.model.batches import STRETCHERS, cut
from mamarr.model.diagnostic import Diagnostic, Fact, Mark
from mamarr.model.plan import Convoy
from mamarr.model.routes import drive, route
from mamarr.model.sharing import even, split
from mamarr.model.values import Level, Path
from mamarr.planning.faults import fault

Parts = int | Mapping[str, int]
"""By how much the convoys of every movement, or of each named one, are made smaller."""


@dataclass
class Loader:
    """Hands out room at the receptions and vehicles of the fleets; notes what does not fit."""

    agreement: Agreement
    faults: dict[tuple[str, Path], Diagnostic] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    trips: dict[str, int] = field(default_factory=dict)
    ways: dict[tuple[str, str], bool] = field(default_factory=dict)
    spread: bool = False
    """Whether fleets share the work, so that none drives more often than others, or as few vehicles drive as can."""

    def load(self, batches: Sequence[Convoy], parts: Parts) -> Iterator[Convoy]:
        """*batches* with destinations and vehicles; those who may wait travel in convoys *parts* times smaller."""
        self._keep_room([b for b in batches if self.agreement.movements[b.movement].choices])
        for batch in sorted(batches, key=lambda b: not b.unconditional):
            most = self._room(batch)
            movement: Path = ("movements", batch.movement)
            if most == 0:
                self._no_vehicles(batch)
                continue
            if max(batch.households, default=0) > most:
                group = self.agreement.movements[batch.movement].people
                size = max(batch.households)
                where = ("people", group, "households", str(size)), movement
                self._fault("K911", *where, movement=batch.movement, size=size, places=most)
                continue
            most = min(most, self._in_company(batch))
            if most == 0:
                continue
            if not batch.unconditional:
                by = parts if isinstance(parts, int) else parts.get(batch.movement, 1)
                most = min(most, max(1, -(-batch.size // by)))
            for piece in even(batch, most, self._seated):
                for part in self._received(piece):
                    yield from self._boarded(part)

    def _boarded(self, batch: Convoy) -> Iterator[Convoy]:
        """*batch* with its vehicles; in smaller parts, where those that make one trip are on the way already."""
        room = self._room(batch)
        if room >= batch.size:
            yield replace(batch, vehicles=self._vehicles(batch))
        elif room:
            for part in even(batch, room, self._seated):
                yield from self._boarded(part)
        else:
            self._no_vehicles(batch)

    def _no_vehicles(self, batch: Convoy) -> None:
        """Notes that nothing fits *batch* or can reach it, or that all that fits has left for good."""
        where: Path = ("movements", batch.movement)
        if any(not fleet.returns for fleet in self._serving(batch).values()):
            self._fault("K912", where, people=batch.size, movement=batch.movement)
            return
        category, fleets = next(iter(batch.people)), self.agreement.fleets
        fitting = (f for f in self._named(batch) if places(fleets[f], batch))
        beyond = (Mark(("fleets", f, "based at"), "label-no-way") for f in fitting)
        self._fault("K902", where, *beyond, people=batch.size, movement=batch.movement, category=category)

    def _in_company(self, batch: Convoy) -> int:
        """With how many people of *batch* everything can go along that is to go along; noted, where with nobody."""
        most = batch.size
        for fleet, terms in self.agreement.movements[batch.movement].along.items():
            count = self.agreement.fleets[fleet].count - terms.per_convoy
            most = min(most, max(0, count * terms.one_for if terms.one_for else batch.size * (count >= 0)))
            if terms.needed(1) > self.agreement.fleets[fleet].count:
                where: Path = ("movements", batch.movement, "along", fleet)
                self._fault("K913", where, ("fleets", fleet, "count"), movement=batch.movement, fleet=fleet)
        return most

    def convoys(self, batch: Convoy, most: int) -> list[Convoy]:
        """*batch* with vehicles in convoys of at most *most* people; none where no vehicle can take them."""
        most = min(most, self._room(batch), self._in_company(batch))
        return [c for p in even(batch, most, self._seated) for c in self._boarded(p)] if most > 0 else []

    def _keep_room(self, chosen: Sequence[Convoy]) -> None:
        """Room at the places that people asked for, before anybody else is sent there."""
        for batch in chosen:
            self.received[batch.to] = self.received.get(batch.to, 0) + batch.size
        for to, asked in self.received.items():
            room = self.agreement.places[to].capacity
            if room is not None and asked > room:
                wanting = dict.fromkeys(b.movement for b in chosen if b.to == to)
                where = [("movements", m, "choices", to) for m in wanting]
                self._fault("K910", *where, ("places", to, "capacity"), place=to, people=asked, room=room)

    def _received(self, batch: Convoy) -> Iterator[Convoy]:
        """*batch* where it asked to go; else whole at the first reception with room for all of it, else in parts."""
        if self.agreement.movements[batch.movement].choices:
            yield batch
            return
        rooms = {to: self._left(to) for to in self.agreement.movements[batch.movement].to}
        whole = [to for to, room in rooms.items() if room >= batch.size]
        takes = _filled(batch.size, {whole[0]: batch.size} if whole else rooms)
        parts = [replace(p, to=to) for p, to in zip(split(batch, list(takes.values())), takes, strict=True) if p.size]
        left = max(0, batch.size - sum(takes.values())) + sum(max(0, p.size - rooms[p.to]) for p in parts)
        if left:
            where = ("movements", batch.movement, "to")
            self._fault("K905", where, movement=batch.movement, people=left, to=", ".join(rooms))
            return
        for part in parts:
            self.received[part.to] = self.received.get(part.to, 0) + part.size
        yield from parts

    def _left(self, to: str) -> int:
        capacity = self.agreement.places[to].capacity
        return 10**9 if capacity is None else capacity - self.received.get(to, 0)

    def _serving(self, batch: Convoy) -> dict[str, Fleet]:
        """Fleets with places for these people that can reach them."""
        origin = self.agreement.people[self.agreement.movements[batch.movement].people].at
        return {
            name: fleet
            for name in self._named(batch)
            if places(fleet := self.agreement.fleets[name], batch) and self._leads(fleet.based_at, origin)
        }

    def _named(self, batch: Convoy) -> list[str]:
        """Fleets that may carry the people of its movement."""
        movement = self.agreement.movements[batch.movement]
        return [name for name in movement.fleets or self.agreement.fleets if name not in movement.along]

    def _leads(self, base: str, origin: str) -> bool:
        """Whether a road leads from one place to the other."""
        if (base, origin) not in self.ways:
            self.ways[base, origin] = drive(self.agreement, base, origin) is not None
        return self.ways[base, origin]

    def _room(self, batch: Convoy) -> int:
        """How many of *batch* can ride at once."""
        left = self.agreement.movements[batch.movement].convoy.vehicles or 10**9
        room = 0
        serving = self._serving(batch)
        for name in sorted(serving, key=lambda f: -places(serving[f], batch)):
            taken = min(left, self._left_of(name))
            room += taken * places(serving[name], batch)
            left -= taken
        return room

    def _left_of(self, fleet: str) -> int:
        """Vehicles that one convoy can have; of those that make one trip, the ones that have not left."""
        spec = self.agreement.fleets[fleet]
        return spec.count if spec.returns else spec.count - self.trips.get(fleet, 0)

    def _vehicles(self, batch: Convoy) -> dict[str, int]:
        """The fewest vehicles that carry *batch*; among equal ones, of the fleet that has had least to do."""
        taken = self._taken(batch) | along(self.agreement, batch, batch.size)
        for name, number in taken.items():
            self.trips[name] = self.trips.get(name, 0) + number
        return taken

    def _seated(self, batch: Convoy) -> bool:
        """Whether there are vehicles for all of *batch*, with each household together where one vehicle holds it."""
        if not batch.households:
            return True
        serving = self._serving(batch)
        return together(batch, [places(serving[f], batch) for f, n in self._taken(batch).items() for _ in range(n)])

    def _taken(self, batch: Convoy) -> dict[str, int]:
        """Vehicles for *batch* without noting them: the fewest, and one more as long as a household is not together."""
        serving = self._serving(batch)
        limit = self.agreement.movements[batch.movement].convoy.vehicles or 10**9
        ranked = sorted(serving, key=lambda f: self._rank(f, serving[f], batch))
        taken: dict[str, int] = {}
        seats: list[int] = []
        for name in ranked:
            each = places(serving[name], batch)
            for _ in range(min(self._left_of(name), limit - len(seats))):
                if sum(seats) >= batch.size and together(batch, seats):
                    return taken
                taken[name] = taken.get(name, 0) + 1
                seats.append(each)
        return taken

    def _rank(self, name: str, fleet: Fleet, batch: Convoy) -> tuple[float, ...]:
        """The less, the sooner vehicles of this fleet are taken; those with stretchers last for whoever can sit."""
        each, driven = places(fleet, batch), self.trips.get(name, 0)
        if not self.spread:
            return -each, driven / fleet.count
        needed = -(-batch.size // each)
        limit = self.agreement.movements[batch.movement].convoy.vehicles or needed
        lying = bool(fleet.stretchers) and STRETCHERS not in batch.people
        return lying, needed > min(self._left_of(name), limit), (driven + needed) / fleet.count, -each

    def _fault(self, code: str, where: Path, *more: Path | Mark, people: int = 0, **facts: Fact) -> None:
        """One fault a code and place, with all the people whom it concerns."""
        key = code, where
        before = self.faults[key].facts["people"] if key in self.faults else 0
        self.faults[key] = fault(code, where, *more, people=int(before) + people, **facts)


def along(agreement: Agreement, batch: Convoy, people: int) -> dict[str, int]:
    """The vehicles that go along with so many people of *batch*."""
    terms = agreement.movements[batch.movement].along
    return {fleet: n for fleet, spec in terms.items() if (n := spec.needed(people))}


def together(batch: Convoy, seats: Sequence[int]) -> bool:
    """Whether vehicles with these *seats* hold *batch*, each household that fits into one riding in one.

    The largest households first, each vehicle filled before the next (first fit, decreasing).
    """
    if sum(seats) < batch.size:
        return False
    largest = max(seats, default=0)
    spread = sum(size * n for size, n in batch.households.items() if size > largest)
    left = {size: n for size, n in sorted(batch.households.items(), reverse=True) if size <= largest}
    for room in sorted(seats, reverse=True):
        several = min(spread, room)
        spread -= several
        free = room - several
        for size, n in left.items():
            took = min(n, free // size)
            left[size] -= took
            free -= took * size
    return not any(left.values())


def places(fleet: Fleet, batch: Convoy) -> int:
    """Places for people of *batch* in one vehicle: stretchers for stretcher cases, seats for all others."""
    return (fleet.stretchers if STRETCHERS in batch.people else fleet.seats) if fleet.count else 0


def _filled(number: int, rooms: Mapping[str, int]) -> dict[str, int]:
    """*number* poured into *rooms*, one after the other."""
    poured = {}
    for to, room in rooms.items():
        poured[to] = min(number, max(0, room))
        number -= poured[to]
    return poured


def numbered(convoys: Sequence[Convoy]) -> tuple[Convoy, ...]:
    """Convoys with their call signs: ``quarter-out-m1`` for the wounded and sick, then ``quarter-out-01``, ..."""
    count: dict[tuple[str, bool], int] = {}
    named = []
    for convoy in convoys:
        kind = convoy.movement, convoy.unconditional
        count[kind] = count.get(kind, 0) + 1
        sign = f"m{count[kind]}" if convoy.unconditional else f"{count[kind]:02}"
        named.append(replace(convoy, id=f"{convoy.movement}-{sign}"))
    return tuple(named)


def load(
    agreement: Agreement, level: Level, parts: Parts = 1, *, spread: bool = False
) -> tuple[tuple[Convoy, ...], tuple[Diagnostic, ...]]:
    """Everybody at *level* in convoys, and what hinders that; *parts* makes convoys smaller by so much, as a whole or
    each movement's by its own. With *spread*, vehicles are full and all fleets drive, even if that takes more of them.
    """
    closed = tuple(unconnected(agreement))
    if closed:
        return (), closed
    loader = Loader(agreement, spread=spread)
    convoys = numbered(tuple(loader.load(cut(agreement, level, full=spread), parts)))
    return convoys, tuple(loader.faults.values())


def unconnected(agreement: Agreement) -> Iterator[Diagnostic]:
    """Movements to a place that the roads do not lead to."""
    for name, movement in agreement.movements.items():
        for i, to in enumerate(movement.to):
            if route(agreement, movement, to) is None:
                yield fault("K908", ("movements", name, "to", i), movement=name, to=to)
