"""An agreement and its people -> a finish that no plan can beat, and what makes it so.

Each bound drops all constraints but one, so each holds by itself and the greatest holds too. Opening hours are kept
where people leave for a crossing: in the quickest way, and where vehicles or a tolerance allow only so many at a time,
round after round. How many ride together, in which order and when is left open; only that convoys are cut where a
phase ends is taken for granted. planning/proof/ proves more and takes longer.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mamarr.model.agreement import ARRIVAL, BOARDING, PROTECTED, Agreement, ForEach, InStep
from mamarr.model.batches import STRETCHERS
from mamarr.model.calendar import keeping, minutes_after_opening, passable
from mamarr.model.clauses import sides
from mamarr.model.law import Clock
from mamarr.model.plan import Convoy
from mamarr.model.routes import LOADING_MINUTES, drive, hours_kept, minutes_of, route, stages, waypoints
from mamarr.model.values import Path
from mamarr.planning.sequences import Sequel, locks, sequels


@dataclass(frozen=True, slots=True)
class Bound:
    """Nobody can finish earlier than so many minutes after the window opens, because of this."""

    minutes: float
    by: str
    at: Path


@dataclass(frozen=True, slots=True)
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


def bound(agreement: Agreement, convoys: Sequence[Convoy]) -> Bound:
    """The best proven bound on the finish; the first of equal ones."""
    begin = Begin(locked=released(agreement, convoys))
    ways = tuple(_ways(agreement, _everybody(convoys), begin, ARRIVAL))
    found = [
        *_physical(agreement, ways),
        *_tolerances(agreement, convoys, ways),
        *(_sequel(agreement, sequel, begin) for sequel in sequels(agreement, convoys)),
    ]
    best = max(found, key=lambda b: b.minutes)
    return Bound(float(math.floor(best.minutes + 1e-9)), best.by, best.at)


def released(agreement: Agreement, convoys: Sequence[Convoy]) -> Mapping[str, float]:
    """The earliest boarding of each movement that is locked as a whole, also by a movement that is locked itself."""
    found: dict[str, float] = {}
    waiting = tuple(locks(agreement, convoys))
    for _ in waiting:
        for lock in waiting:
            opens = through(agreement, lock.before, lock.counted_at, Begin(locked=found))
            found[lock.movement] = max(opens, found.get(lock.movement, 0.0))
    return found


def through(agreement: Agreement, moving: Mapping[str, int], where: str, begin: Begin) -> float:
    """The earliest moment at which so many who count in exchanges can have come as far as *where*."""
    people = {(movement, True): (0, n) for movement, n in moving.items()}
    ways = tuple(_ways(agreement, people, begin, where))
    return max((b.minutes for b in _physical(agreement, ways)), default=begin.after)


def _sequel(agreement: Agreement, sequel: Sequel, begin: Begin) -> Bound:
    """One part after another, each as long as its people need at the least."""
    for i, (moving, where) in enumerate(sequel.parts):
        at = through(agreement, moving, where, Begin(begin.after, begin.locked, based=not i))
        begin = Begin(at, begin.locked)
    return Bound(begin.after, sequel.by, sequel.at)


def _physical(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """What roads, crossings and vehicles allow."""
    yield from _routes(ways)
    yield from _crossings(agreement, ways)
    yield from _fleets(agreement, ways)
    yield from _rounds(agreement, ways)


People = Mapping[tuple[str, bool], tuple[int, int]]
"""By movement, and whether they count in exchanges: how many lie and how many sit."""


def _everybody(convoys: Sequence[Convoy]) -> People:
    found: dict[tuple[str, bool], tuple[int, int]] = {}
    for convoy in convoys:
        for category, n in convoy.people.items():
            kind = convoy.movement, category not in PROTECTED
            lying, seated = found.get(kind, (0, 0))
            found[kind] = (lying + n, seated) if category == STRETCHERS else (lying, seated + n)
    return {kind: n for kind, n in found.items() if any(n)}


def _ways(agreement: Agreement, people: People, begin: Begin, ends: str) -> Iterator[Way]:
    for (name, counts), (lying, seated) in people.items():
        movement = agreement.movements[name]
        origin = agreement.people[movement.people].at
        bases = [agreement.fleets[f].based_at for f in movement.fleets or agreement.fleets] if begin.based else []
        drives = [minutes_of(w) for b in bases if (w := drive(agreement, b, origin)) is not None]
        start = max(begin.after, begin.locked.get(name, 0.0) if counts else 0.0, min(drives, default=0))
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
        way = Way(name, counts, lying, seated, opens(start), until, min(arrivals), 0.0, opens)
        yield replace(way, ends=way.counted(ends))


def _routes(ways: Sequence[Way]) -> Iterator[Bound]:
    """Nobody is faster than the road."""
    for way in ways:
        yield Bound(way.start + way.ends, "route", ("movements", way.movement))


def _crossings(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """All vehicles but those of the last convoy pass a crossing before the last convoy does."""
    for place, spec in agreement.places.items():
        if not spec.vehicles_per_hour:
            continue
        directions: dict[str, list[Way]] = {}
        for way in ways:
            movement = agreement.movements[way.movement]
            if place in movement.via:
                stops = waypoints(agreement, movement, movement.to[0])
                directions.setdefault(stops[stops.index(place) - 1], []).append(way)
        for passing in directions.values():
            vehicles = sum(_vehicles(agreement, way) for way in passing)
            before = max(0, vehicles - max(_most(agreement, way) for way in passing))
            first = min(way.start + way.until[place] for way in passing)
            onward = min(way.ends - way.until[place] for way in passing)
            if onward >= 0:
                yield Bound(first + 60 * before / spec.vehicles_per_hour + onward, "crossing", ("places", place))


def _vehicles(agreement: Agreement, way: Way) -> int:
    """The fewest vehicle trips that carry the people of *way*."""
    fleets = [agreement.fleets[f] for f in agreement.movements[way.movement].fleets or agreement.fleets]
    lying = max((f.stretchers for f in fleets), default=0)
    seats = max((f.seats for f in fleets), default=0)
    trips = (-(-way.lying // lying) if lying else 0), (-(-way.seated // seats) if seats else 0)
    return max(trips) if any(f.stretchers and f.seats for f in fleets) else sum(trips)


def _most(agreement: Agreement, way: Way) -> int:
    """The most vehicles that one convoy of *way* can have."""
    movement = agreement.movements[way.movement]
    vehicles = sum(agreement.fleets[f].count for f in movement.fleets or agreement.fleets)
    return min(vehicles, movement.convoy.vehicles or vehicles)


def _pools(agreement: Agreement, ways: Sequence[Way]) -> Iterator[tuple[tuple[str, ...], int, list[tuple[Way, int]]]]:
    """Sets of fleets that alone serve some people: their places for lying or seated people, and who these are."""
    for lying in (True, False):
        served = [
            (way, n, _serving(agreement, way, lying)) for way in ways if (n := way.lying if lying else way.seated)
        ]
        for fleets in dict.fromkeys(serving for _, _, serving in served):
            if places := sum(_places(agreement, f, lying) * agreement.fleets[f].count for f in fleets):
                yield fleets, places, [(way, n) for way, n, serving in served if set(serving) <= set(fleets)]


def _fleets(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """A set of fleets that alone serves some people has only so many places, each used one trip at a time.

    Each place is on its way with somebody, or on its way back for the next, except after its last trip.
    """
    for fleets, places, own in _pools(agreement, ways):
        back = {way.movement: _back(agreement, way, ways, fleets) for way, _ in own}
        work = sum(n * (way.arrival + back[way.movement]) for way, n in own)
        start = min(way.start for way, _ in own)
        after = max(back[way.movement] + way.arrival - way.ends for way, _ in own)
        yield Bound(start + work / places - after, "fleet", ("fleets", fleets[0]))


def _rounds(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """A set of fleets takes at most its places full of people a round; the next round boards when vehicles are back.

    Of all ways there and back, the quickest that opening hours allow is taken each time.
    """
    if not any(place.open for place in agreement.places.values()):
        return
    for fleets, places, own in _pools(agreement, ways):
        boards = min(way.start for way, _ in own)
        legs = [leg for way, _ in own for leg in _returns(agreement, way, ways, fleets)]
        for _ in range(-(-sum(n for _, n in own) // places) - 1):
            at = boards
            back = min((leave(at + way.arrival) + long for way, leave, long in legs), default=at)
            boards = min(way.opens(back) for way, _ in own)
        yield Bound(boards + min(way.ends for way, _ in own), "fleet", ("fleets", fleets[0]))


def _returns(
    agreement: Agreement, way: Way, ways: Sequence[Way], fleets: Sequence[str]
) -> Iterator[tuple[Way, Clock, int]]:
    """From where *way* ends to wherever these fleets board: when vehicles may set out, and how long they drive."""
    for to in agreement.movements[way.movement].to:
        for origin in _origins(agreement, ways, fleets):
            back = drive(agreement, to, origin)
            if back is not None:
                yield way, passable(agreement, back), minutes_of(back)


def _origins(agreement: Agreement, ways: Sequence[Way], fleets: Sequence[str]) -> Sequence[str]:
    """Where these fleets board people."""
    served = (agreement.movements[w.movement] for w in ways)
    return sorted({agreement.people[m.people].at for m in served if set(m.fleets or agreement.fleets) & set(fleets)})


def _serving(agreement: Agreement, way: Way, lying: bool) -> tuple[str, ...]:
    fleets = agreement.movements[way.movement].fleets or tuple(agreement.fleets)
    return tuple(sorted(f for f in fleets if _places(agreement, f, lying)))


def _places(agreement: Agreement, fleet: str, lying: bool) -> int:
    return agreement.fleets[fleet].stretchers if lying else agreement.fleets[fleet].seats


def _back(agreement: Agreement, way: Way, ways: Sequence[Way], fleets: Sequence[str]) -> float:
    """The shortest drive from where *way* ends to anywhere that these fleets board people."""
    served = _origins(agreement, ways, fleets)
    drives = [drive(agreement, to, o) for to in agreement.movements[way.movement].to for o in served]
    return float(min((minutes_of(d) for d in drives if d is not None), default=0))


def _tolerances(agreement: Agreement, convoys: Sequence[Convoy], ways: Sequence[Way]) -> Iterator[Bound]:
    """The throughput law: people under way and not yet counted never exceed the two sides' tolerances together.

    So (people x time from boarding until they count) / (sum of the tolerances) is the least time it takes; it only
    holds where people wait at boarding. And whoever boards within the least of those times is under way with all others
    who do: twice the tolerance a round, and rounds begin only while crossings are open.
    """
    by_name = {way.movement: way for way in ways if way.counts}
    for name, exchange in agreement.exchanges.items():
        both = sides(exchange, convoys)
        if not isinstance(exchange, InStep | ForEach) or both is None or exchange.waits_at != (BOARDING,):
            continue
        one, other, slack = both
        moving = [(by_name[c.movement], c.counted * side.weight) for side in (one, other) for c in side.convoys]
        if slack > 0:
            work = sum(weight * way.counted(exchange.counted_at) for way, weight in moving)
            start = min(way.start for way, _ in moving)
            onward = min(way.arrival - way.counted(exchange.counted_at) for way, _ in moving)
            yield Bound(start + work / (2 * slack) + onward, "tolerance", ("exchanges", name, "tolerance"))
            boards, until = start, min(way.counted(exchange.counted_at) for way, _ in moving)
            those = list({way.movement: way for way, _ in moving}.values())
            if until > 0:
                for _ in range(-(-sum(weight for _, weight in moving) // (2 * slack)) - 1):
                    boards = min(way.opens(boards + until) for way in those)
                arrival = min(way.arrival for way in those)
                yield Bound(boards + arrival, "tolerance", ("exchanges", name, "tolerance"))
