"""An agreement and its people -> the quickest way of each movement, and who shares which vehicles on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mamarr.model.agreement import BOARDING, PROTECTED, Agreement
from mamarr.model.batches import STRETCHERS
from mamarr.model.calendar import keeping, minutes_after_opening, passable
from mamarr.model.law import Clock
from mamarr.model.plan import Convoy
from mamarr.model.routes import LOADING_MINUTES, Passed, drive, hours_driven, hours_kept, minutes_of, route, stages


class Drives:
    """The drives of an agreement between places, each looked up once."""

    def __init__(self, agreement: Agreement) -> None:
        self.agreement = agreement
        self.found: dict[tuple[str, str], tuple[Passed, ...] | None] = {}

    def __call__(self, start: str, end: str) -> tuple[Passed, ...] | None:
        if (start, end) not in self.found:
            self.found[start, end] = drive(self.agreement, start, end)
        return self.found[start, end]


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """The quickest that people of a movement can be: start, then minutes from boarding to each place and to arrival.

    Those who count in exchanges and those who may not be made to wait never ride together: each have a way of their
    own.
    """

    movement: str
    counts: bool
    lying: int
    seated: int
    start: float
    until: Mapping[str, float]
    arrival: float
    ends: float
    """Minutes from boarding until they are through with what is bounded: until they arrive, or count."""
    opens: Clock
    """When one can board next without standing before a closed crossing."""
    drives: Drives

    def counted(self, where: str) -> float:
        """Minutes from boarding to where people begin to count."""
        return {BOARDING: 0.0, "departure": float(LOADING_MINUTES)}.get(where, self.until.get(where, self.arrival))


@dataclass(frozen=True, slots=True)
class Begin:
    """When a part of an operation begins: for all, for those who are locked, and whether vehicles stand at their bases.

    In a later part vehicles may wait wherever they are needed.
    """

    after: float = 0.0
    locked: Mapping[str, float] = field(default_factory=dict)
    based: bool = True


People = Mapping[tuple[str, bool], tuple[int, int]]
"""By movement, and whether they count in exchanges: how many lie and how many sit."""


def everybody(convoys: Sequence[Convoy]) -> People:
    found: dict[tuple[str, bool], tuple[int, int]] = {}
    for convoy in convoys:
        for category, n in convoy.people.items():
            kind = convoy.movement, category not in PROTECTED
            lying, seated = found.get(kind, (0, 0))
            found[kind] = (lying + n, seated) if category == STRETCHERS else (lying, seated + n)
    return {kind: n for kind, n in found.items() if any(n)}


def ways_of(agreement: Agreement, people: People, begin: Begin, ends: str) -> Iterator[Way]:
    drives = Drives(agreement)
    for (name, counts), (lying, seated) in people.items():
        movement = agreement.movements[name]
        origin = agreement.people[movement.people].at
        bases = [agreement.fleets[f].based_at for f in movement.fleets or agreement.fleets] if begin.based else []
        coming = [minutes_of(w) for b in bases if (w := drives(b, origin)) is not None]
        start = max(begin.after, begin.locked.get(name, 0.0) if counts else 0.0, min(coming, default=0))
        if movement.starts and agreement.window:
            start = max(start, minutes_after_opening(agreement.window, movement.starts))
        until: dict[str, float] = {origin: float(LOADING_MINUTES)}
        arrivals = []
        for to in movement.to:
            after = stages(agreement, legs := route(agreement, movement, to) or ())
            for leg, minutes in zip(legs[:-1], after, strict=False):
                until[leg.end] = min(minutes, until.get(leg.end, minutes))
            arrivals.append(after[-1] if after else float(LOADING_MINUTES))
        kept = [set(hours_kept(agreement, name, route(agreement, movement, to) or ())[0]) for to in movement.to]
        opens = keeping(agreement, set.intersection(*kept))
        way = Way(name, counts, lying, seated, opens(start), until, min(arrivals), 0.0, opens, drives)
        yield replace(way, ends=way.counted(ends))


def trips(agreement: Agreement, way: Way) -> int:
    """The fewest vehicle trips that carry the people of *way*."""
    fleets = [agreement.fleets[f] for f in agreement.movements[way.movement].fleets or agreement.fleets]
    lying = max((f.stretchers for f in fleets), default=0)
    seats = max((f.seats for f in fleets), default=0)
    trips = (-(-way.lying // lying) if lying else 0), (-(-way.seated // seats) if seats else 0)
    return max(trips) if any(f.stretchers and f.seats for f in fleets) else sum(trips)


def most_vehicles(agreement: Agreement, way: Way) -> int:
    """The most vehicles that one convoy of *way* can have."""
    movement = agreement.movements[way.movement]
    vehicles = sum(agreement.fleets[f].count for f in movement.fleets or agreement.fleets)
    return min(vehicles, movement.convoy.vehicles or vehicles)


@dataclass(frozen=True, slots=True)
class Pool:
    """Fleets that alone serve some people: their places for those who lie or for those who sit, and who these are."""

    fleets: tuple[str, ...]
    lying: bool
    places: int
    own: Sequence[tuple[Way, int]]


def pools(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Pool]:
    """Every set of fleets that alone serves somebody."""
    for lying in (True, False):
        served = [
            (way, n, _serving(agreement, way, lying)) for way in ways if (n := way.lying if lying else way.seated)
        ]
        for fleets in dict.fromkeys(serving for _, _, serving in served):
            if places := sum(_places(agreement, f, lying) * agreement.fleets[f].count for f in fleets):
                yield Pool(fleets, lying, places, [(w, n) for w, n, serving in served if set(serving) <= set(fleets)])


def back(agreement: Agreement, way: Way, ways: Sequence[Way], fleets: Sequence[str], *, hours: bool = True) -> Clock:
    """When vehicles that board people of *way* can be where these *fleets* next board people; *hours*: of the day."""
    served = _origins(agreement, ways, fleets)
    drives = [d for to in agreement.movements[way.movement].to for o in served if (d := way.drives(to, o))]
    if not drives:
        return lambda boards: boards + way.arrival
    if not hours or not any(hours_driven(agreement, d) for d in drives):
        takes = way.arrival + min(minutes_of(d) for d in drives)
        return lambda boards: boards + takes
    leaves = [(passable(agreement, d), minutes_of(d)) for d in drives]
    return lambda boards: min(leave(boards + way.arrival) + minutes for leave, minutes in leaves)


def _origins(agreement: Agreement, ways: Sequence[Way], fleets: Sequence[str]) -> Sequence[str]:
    """Where these fleets board people."""
    served = (agreement.movements[w.movement] for w in ways)
    return sorted({agreement.people[m.people].at for m in served if set(m.fleets or agreement.fleets) & set(fleets)})


def _serving(agreement: Agreement, way: Way, lying: bool) -> tuple[str, ...]:
    fleets = agreement.movements[way.movement].fleets or tuple(agreement.fleets)
    return tuple(sorted(f for f in fleets if _places(agreement, f, lying)))


def _places(agreement: Agreement, fleet: str, lying: bool) -> int:
    return agreement.fleets[fleet].stretchers if lying else agreement.fleets[fleet].seats


def passing(
    agreement: Agreement, movement: str, people: int, per_hour: int, *, lying: bool, counts: bool, sharing: bool
) -> tuple[float, float]:
    """Minutes for which one of so many *people* takes up a crossing at the least, and the most people in one convoy.

    A convoy passes for whole minutes, so small ones take up more for each person. Those who may not be made to wait may
    ride with others of their movement, also in the same vehicles (*sharing*): they are taken to need no more than their
    share.
    """
    spec = agreement.movements[movement]
    fleets = [agreement.fleets[f] for f in spec.fleets or agreement.fleets]
    places = [f.stretchers if lying else f.seats for f in fleets]
    most = max(places, default=0)
    if not most:
        return 0.0, 0.0
    room = sum(f.count * n for f, n in zip(fleets, places, strict=True))
    largest = min(people, room, spec.convoy.people or people, (spec.convoy.vehicles or people) * most)
    if counts:
        vehicles = range(1, -(-largest // most) + 1)
        return min(-(-60 * v // per_hour) / min(v * most, largest) for v in vehicles), float(largest)
    if lying and sharing and any(f.seats and f.stretchers for f in fleets):
        return 0.0, 0.0
    return 60 / per_hour / most, float(largest)
