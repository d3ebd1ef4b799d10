"""Batches -> convoys with a destination and vehicles, split where they cannot ride at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from mamarr.model.agreement import Agreement, Fleet
from mamarr.model.batches import STRETCHERS, cut, even_parts
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy
from mamarr.model.routes import drive, route
from mamarr.model.values import Level
from mamarr.planning.faults import fault


@dataclass
class Loader:
    """Hands out room at the receptions and vehicles of the fleets; notes what does not fit."""

    agreement: Agreement
    faults: list[Diagnostic] = field(default_factory=list)
    received: dict[str, int] = field(default_factory=dict)
    trips: dict[str, int] = field(default_factory=dict)

    def load(self, batches: Sequence[Convoy], parts: int) -> Iterator[Convoy]:
        """*batches* with destinations and vehicles; those who may wait travel in convoys *parts* times smaller."""
        for batch in sorted(batches, key=lambda b: not b.unconditional):
            most = self._room(batch)
            if most == 0:
                self._fault("K902", batch, category=next(iter(batch.people)), people=batch.size)
                continue
            if not batch.unconditional:
                most = min(most, max(1, -(-batch.size // parts)))
            for piece in pieces(batch, even_parts(batch.size, most)):
                for part, to in self._received(piece):
                    yield replace(part, to=to, vehicles=self._vehicles(part))

    def _received(self, batch: Convoy) -> Iterator[tuple[Convoy, str]]:
        """*batch* whole at the first reception with room for all of it, else in parts as room is left."""
        rooms = {to: self._left(to) for to in self.agreement.movements[batch.movement].to}
        whole = [to for to, room in rooms.items() if room >= batch.size]
        takes = {whole[0]: batch.size} if whole else rooms
        left = batch.size
        for to, room in takes.items():
            if here := min(left, room):
                self.received[to] = self.received.get(to, 0) + here
                left -= here
        if left:
            self._fault("K905", batch, people=left, to=", ".join(rooms))
            return
        numbers = [n for n in _filled(batch.size, list(takes.values())) if n]
        places = [to for to, n in zip(takes, _filled(batch.size, list(takes.values())), strict=True) if n]
        yield from zip(pieces(batch, numbers), places, strict=True)

    def _left(self, to: str) -> int:
        capacity = self.agreement.places[to].capacity
        return 10**9 if capacity is None else capacity - self.received.get(to, 0)

    def _serving(self, batch: Convoy) -> dict[str, Fleet]:
        """Fleets with places for these people that can reach them and come back."""
        movement = self.agreement.movements[batch.movement]
        origin = self.agreement.people[movement.people].at
        return {
            name: fleet
            for name in movement.fleets or self.agreement.fleets
            if places(fleet := self.agreement.fleets[name], batch)
            and drive(self.agreement, fleet.based_at, origin) is not None
        }

    def _room(self, batch: Convoy) -> int:
        """How many of *batch* can ride at once."""
        left = self.agreement.movements[batch.movement].convoy.vehicles or 10**9
        room = 0
        for fleet in sorted(self._serving(batch).values(), key=lambda f: -places(f, batch)):
            taken = min(left, fleet.count)
            room += taken * places(fleet, batch)
            left -= taken
        return room

    def _vehicles(self, batch: Convoy) -> dict[str, int]:
        """The fewest vehicles that carry *batch*; among equal ones, of the fleet that has had least to do."""
        serving = self._serving(batch)
        limit = self.agreement.movements[batch.movement].convoy.vehicles or 10**9
        ranked = sorted(serving, key=lambda f: (-places(serving[f], batch), self.trips.get(f, 0) / serving[f].count))
        taken: dict[str, int] = {}
        left = batch.size
        for name in ranked:
            each = places(serving[name], batch)
            number = min(-(-left // each), serving[name].count, limit - sum(taken.values()))
            if number > 0:
                taken[name] = number
                self.trips[name] = self.trips.get(name, 0) + number
                left -= number * each
            if left <= 0:
                break
        return taken

    def _fault(self, code: str, batch: Convoy, **facts: str | int) -> None:
        where = ("movements", batch.movement, "to") if code == "K905" else ("movements", batch.movement)
        if not any(f.code == code and f.marks[0].where == where for f in self.faults):
            self.faults.append(fault(code, where, movement=batch.movement, **facts))


def places(fleet: Fleet, batch: Convoy) -> int:
    """Places for people of *batch* in one vehicle: stretchers for stretcher cases, seats for all others."""
    return (fleet.stretchers if STRETCHERS in batch.people else fleet.seats) if fleet.count else 0


def _filled(number: int, rooms: Sequence[int]) -> list[int]:
    """*number* poured into *rooms*, one after the other."""
    poured = []
    for room in rooms:
        poured.append(min(number, room))
        number -= poured[-1]
    return poured


def pieces(batch: Convoy, numbers: Sequence[int]) -> Iterator[Convoy]:
    """*batch* cut into parts of these sizes, category by category."""
    left = dict(batch.people)
    for number in numbers:
        people: dict[str, int] = {}
        for category in batch.people:
            part = min(left[category], number - sum(people.values()))
            if part:
                people[category] = part
                left[category] -= part
        yield replace(batch, people=people)


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


def load(agreement: Agreement, level: Level, parts: int = 1) -> tuple[tuple[Convoy, ...], tuple[Diagnostic, ...]]:
    """Everybody at *level* in convoys, and what hinders that; *parts* makes convoys smaller by so much."""
    closed = tuple(unconnected(agreement))
    if closed:
        return (), closed
    loader = Loader(agreement)
    convoys = numbered(tuple(loader.load(cut(agreement, level), parts)))
    return convoys, tuple(loader.faults)


def unconnected(agreement: Agreement) -> Iterator[Diagnostic]:
    """Movements to a place that the roads do not lead to."""
    for name, movement in agreement.movements.items():
        for i, to in enumerate(movement.to):
            if route(agreement, movement, to) is None:
                yield fault("K908", ("movements", name, "to", i), movement=name, to=to)
