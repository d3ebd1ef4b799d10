"""An agreement and its people -> a finish that no plan can beat, and what makes it so.

Each bound drops all constraints but one, so each holds by itself and the greatest holds too. Opening hours are kept
where people leave for a crossing: in the quickest way, and where vehicles or a tolerance allow only so many at a time,
round after round. How many ride together, in which order and when is left open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import BOARDING, Agreement, ForEach, InStep, Phases
from mamarr.model.batches import STRETCHERS
from mamarr.model.calendar import keeping, minutes_after_opening, passable
from mamarr.model.clauses import sides
from mamarr.model.law import Clock
from mamarr.model.plan import Convoy
from mamarr.model.routes import LOADING_MINUTES, drive, hours_kept, minutes_of, route, stages, waypoints
from mamarr.model.values import Path, people


@dataclass(frozen=True, slots=True)
class Bound:
    """Nobody can finish earlier than so many minutes after the window opens, because of this."""

    minutes: float
    by: str
    at: Path


@dataclass(frozen=True, slots=True)
class Way:
    """The quickest that people of a movement can be: start, then minutes from boarding to each place and to arrival."""

    movement: str
    lying: int
    seated: int
    start: float
    until: Mapping[str, float]
    arrival: float
    opens: Clock
    """When one can board next without standing before a closed crossing."""

    def counted(self, where: str) -> float:
        """Minutes from boarding to where people begin to count."""
        return {BOARDING: 0.0, "departure": float(LOADING_MINUTES)}.get(where, self.until.get(where, self.arrival))


def bound(agreement: Agreement, convoys: Sequence[Convoy]) -> Bound:
    """The best proven bound on the finish; the first of equal ones."""
    ways = tuple(_ways(agreement, convoys))
    found = [
        *_routes(ways),
        *_crossings(agreement, ways),
        *_fleets(agreement, ways),
        *_rounds(agreement, ways),
        *_tolerances(agreement, convoys, ways),
        *_phases(agreement, convoys, ways),
    ]
    best = max(found, key=lambda b: b.minutes)
    return Bound(float(math.floor(best.minutes + 1e-9)), best.by, best.at)


def _ways(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Way]:
    for name, movement in agreement.movements.items():
        own = [c for c in convoys if c.movement == name]
        if not own:
            continue
        lying = sum(c.people.get(STRETCHERS, 0) for c in own)
        origin = agreement.people[movement.people].at
        bases = [agreement.fleets[f].based_at for f in movement.fleets or agreement.fleets]
        start = min((minutes_of(w) for b in bases if (w := drive(agreement, b, origin)) is not None), default=0)
        if movement.starts and agreement.window:
            start = max(start, int(minutes_after_opening(agreement.window, movement.starts)))
        until: dict[str, float] = {}
        arrivals = []
        for to in movement.to:
            legs = route(agreement, movement, to) or ()
            after = stages(agreement, legs)
            for leg, minutes in zip(legs, after, strict=True):
                until[leg.end] = min(minutes, until.get(leg.end, minutes))
            arrivals.append(after[-1] if after else float(LOADING_MINUTES))
        kept = [set(hours_kept(agreement, name, route(agreement, movement, to) or ())[0]) for to in movement.to]
        opens = keeping(agreement, set.intersection(*kept))
        yield Way(name, lying, sum(c.size for c in own) - lying, opens(float(start)), until, min(arrivals), opens)


def _routes(ways: Sequence[Way]) -> Iterator[Bound]:
    """Nobody is faster than the road."""
    for way in ways:
        yield Bound(way.start + way.arrival, "route", ("movements", way.movement))


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
            onward = min(way.arrival - way.until[place] for way in passing)
            yield Bound(first + 60 * before / spec.vehicles_per_hour + onward, "crossing", ("places", place))


def _vehicles(agreement: Agreement, way: Way) -> int:
    """The fewest vehicle trips that carry the people of *way*."""
    fleets = [agreement.fleets[f] for f in agreement.movements[way.movement].fleets or agreement.fleets]
    lying = max((f.stretchers for f in fleets), default=0)
    seats = max((f.seats for f in fleets), default=0)
    return (-(-way.lying // lying) if lying else 0) + (-(-way.seated // seats) if seats else 0)


def _most(agreement: Agreement, way: Way) -> int:
    """The most vehicles that one convoy of *way* can have."""
    movement = agreement.movements[way.movement]
    vehicles = sum(agreement.fleets[f].count for f in movement.fleets or agreement.fleets)
    return min(vehicles, movement.convoy.vehicles or vehicles)


def _fleets(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """A set of fleets that alone serves some people has only so many places, each used one trip at a time.

    Each place is on its way with somebody, or on its way back for the next, except after its last trip.
    """
    for lying in (True, False):
        served = [
            (way, n, _serving(agreement, way, lying)) for way in ways if (n := way.lying if lying else way.seated)
        ]
        for fleets in dict.fromkeys(serving for _, _, serving in served):
            places = sum(_places(agreement, f, lying) * agreement.fleets[f].count for f in fleets)
            own = [(way, n) for way, n, serving in served if set(serving) <= set(fleets)]
            back = {way.movement: _back(agreement, way, ways, fleets) for way, _ in own}
            if places:
                work = sum(n * (way.arrival + back[way.movement]) for way, n in own)
                start = min(way.start for way, _ in own)
                yield Bound(start + work / places - max(back.values()), "fleet", ("fleets", fleets[0]))


def _rounds(agreement: Agreement, ways: Sequence[Way]) -> Iterator[Bound]:
    """A set of fleets takes at most its places full of people a round; the next round boards when vehicles are back.

    Of all ways there and back, the quickest that opening hours allow is taken each time.
    """
    for lying in (True, False):
        served = [
            (way, n, _serving(agreement, way, lying)) for way in ways if (n := way.lying if lying else way.seated)
        ]
        for fleets in dict.fromkeys(serving for _, _, serving in served):
            places = sum(_places(agreement, f, lying) * agreement.fleets[f].count for f in fleets)
            own = [(way, n) for way, n, serving in served if set(serving) <= set(fleets)]
            if not places or not any(place.open for place in agreement.places.values()):
                continue
            boards = min(way.start for way, _ in own)
            legs = [leg for way, _ in own for leg in _returns(agreement, way, ways, fleets)]
            for _ in range(-(-sum(n for _, n in own) // places) - 1):
                at = boards
                back = min((leave(at + way.arrival) + long for way, leave, long in legs), default=at)
                boards = min(way.opens(back) for way, _ in own)
            yield Bound(boards + min(way.arrival for way, _ in own), "fleet", ("fleets", fleets[0]))


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
    by_name = {way.movement: way for way in ways}
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


def _phases(agreement: Agreement, convoys: Sequence[Convoy], ways: Sequence[Way]) -> Iterator[Bound]:
    """One phase after another, each as long as the longest way of those who leave in it."""
    by_name = {way.movement: way for way in ways}
    for name, exchange in agreement.exchanges.items():
        if not isinstance(exchange, Phases) or exchange.waits_at != (BOARDING,):
            continue
        leaving: list[list[Way]] = [[] for _ in exchange.phases]
        for movement, way in by_name.items():
            left = total = sum(c.counted for c in convoys if c.movement == movement)
            for moves, phase in zip((p.moves for p in exchange.phases), leaving, strict=True):
                if movement in moves and left > 0:
                    left -= people(moves[movement], total)
                    phase.append(way)
        phases = [phase for phase in leaving if phase]
        if phases:
            start = min(way.start for way in phases[0])
            before = sum(max(way.counted(exchange.counted_at) for way in phase) for phase in phases[:-1])
            last = max(way.arrival for way in phases[-1])
            yield Bound(start + before + last, "phases", ("exchanges", name, "phases"))
