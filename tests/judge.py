"""A finished timeline -> the promises it broke, clause by clause as the agreement words them.

Shares only the nouns with the law: it knows no gates, counts or nets. It goes through the day moment by moment and
asks of everybody who leaves what an observer with the agreement in hand would ask.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import NamedTuple

from mamarr.model.agreement import (
    PROTECTED,
    Agreement,
    AnyExchange,
    Exchange,
    ForEach,
    InStep,
    KeepBack,
    Lock,
    Pairs,
    Phases,
)
from mamarr.model.plan import Convoy
from mamarr.model.values import Share

LOADING = 30


class Passing(NamedTuple):
    """A convoy passes a point of its way."""

    convoy: str
    act: str
    place: str


Timeline = Mapping[tuple[str, str, str], float]


class Breach(NamedTuple):
    """Which promise was broken, and by whose leaving."""

    promise: str
    passing: Passing


def conditional(convoy: Convoy) -> int:
    """Those of *convoy* who may be made to wait: nobody wounded, sick or a child."""
    return sum(n for category, n in convoy.people.items() if category not in PROTECTED)


def number(amount: int | Share, total: int) -> int:
    return math.ceil(amount.of_one * total) if isinstance(amount, Share) else amount


@dataclass
class Day:
    """The convoys in the order of the plan, and what an observer has seen so far."""

    agreement: Agreement
    convoys: Sequence[Convoy]
    seen: set[Passing] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ways = {c.id: self._way(c) for c in self.convoys}
        self.rank = {c.id: i for i, c in enumerate(self.convoys)}

    def _way(self, convoy: Convoy) -> tuple[Passing, ...]:
        movement = self.agreement.movements[convoy.movement]
        origin = self.agreement.people[movement.people].at
        return (
            Passing(convoy.id, "board", origin),
            Passing(convoy.id, "depart", origin),
            *(Passing(convoy.id, "cross", place) for place in movement.via),
            Passing(convoy.id, "arrive", convoy.to),
        )

    def waiting(self, convoy: Convoy, exchange: Exchange) -> Passing:
        """Where it waits: the first that is named of the points of its way, else on the ground, before boarding."""
        way = self.ways[convoy.id]
        points = {"boarding": way[0], "departure": way[1], "arrival": way[-1]}
        points |= {passing.place: passing for passing in way[2:]} | {way[0].place: way[0]}
        return next((points[where] for where in exchange.waits_at if where in points), way[0])

    def counting(self, convoy: Convoy, exchange: Exchange) -> Passing:
        """Where it begins to count: on having left, crossed or arrived; where its way does not lead, on arrival."""
        way = self.ways[convoy.id]
        points = {"boarding": way[0], "departure": way[1], **{p.place: p for p in way[1:]}}
        return points.get(exchange.counted_at, way[-1])

    def moving(self, movements: Sequence[str]) -> list[Convoy]:
        return [c for c in self.convoys if c.movement in movements and conditional(c)]

    def promised(self, movements: Sequence[str]) -> int:
        return sum(conditional(c) for c in self.moving(movements))

    def through(self, exchange: Exchange, movements: Sequence[str]) -> int:
        """The people that the other side may count."""
        counted = [c for c in self.moving(movements) if self.counting(c, exchange) in self.seen]
        return sum(conditional(c) for c in counted)

    def gone(self, exchange: Exchange, movements: Sequence[str], leaving: Convoy) -> int:
        """Those who have left, with whoever is leaving now and those whose turn in the plan comes before."""
        return sum(
            conditional(c)
            for c in self.moving(movements)
            if self.rank[c.id] <= self.rank[leaving.id] or self.waiting(c, exchange) in self.seen
        )


def may_leave(exchange: AnyExchange, convoy: Convoy, day: Day) -> bool:
    """Whether *exchange* lets *convoy* go on from where it waits, after what has been seen."""
    if not conditional(convoy):
        return True
    if isinstance(exchange, InStep | ForEach):
        one, other = exchange.between
        return _keeps_up(exchange, one, other, convoy, day) and _keeps_up(exchange, other, one, convoy, day)
    if isinstance(exchange, Phases):
        return _phase_has_begun(exchange, convoy, day)
    if isinstance(exchange, Pairs):
        return True  # see company()
    if convoy.movement != exchange.movement:
        return True
    return _need_not_stay(exchange, convoy, day)


def _keeps_up(exchange: InStep | ForEach, own: Sequence[str], other: Sequence[str], convoy: Convoy, day: Day) -> bool:
    """Own side, with this convoy, is no more than the tolerance ahead of what the other side has brought through."""
    promised, returned = day.promised(own), day.promised(other)
    if convoy.movement not in own or not promised or not returned:
        return True
    given, received = day.gone(exchange, own, convoy), day.through(exchange, other)
    if isinstance(exchange, ForEach):
        first, second = exchange.ratio.first, exchange.ratio.second
        if own == exchange.between[0]:
            return given - Fraction(first, second) * received <= exchange.tolerance
        return Fraction(first, second) * given - received <= exchange.tolerance
    if isinstance(exchange.tolerance, Share):
        return Fraction(given, promised) - Fraction(received, returned) <= exchange.tolerance.of_one
    return given - received <= exchange.tolerance


def _phase_has_begun(exchange: Phases, convoy: Convoy, day: Day) -> bool:
    """All whom the phases before the convoy's own promise have come through."""
    due: dict[str, int] = {}
    for phase in exchange.phases[:-1]:
        if all(day.through(exchange, [m]) >= due[m] for m in due):
            for m, amount in phase.moves.items():
                due[m] = min(day.promised([m]), due.get(m, 0) + number(amount, day.promised([m])))
    named = any(convoy.movement in phase.moves for phase in exchange.phases)
    complete = all(day.through(exchange, [m]) >= due[m] for m in due)
    return not named or complete or day.gone(exchange, [convoy.movement], convoy) <= due.get(convoy.movement, 0)


def _need_not_stay(exchange: KeepBack | Lock, convoy: Convoy, day: Day) -> bool:
    """Whoever is kept back or locked stays until so many of the other movement have come through."""
    own = day.moving([exchange.movement])
    promised = day.promised([exchange.movement])
    if isinstance(exchange, KeepBack):
        stay = conditional(own[-1]) if exchange.keeps == "last convoy" else number(exchange.keeps, promised)
        other, until = exchange.until, day.promised([exchange.until])
    else:
        stay = conditional(own[-1]) if exchange.from_ == "last convoy" else promised
        other, until = exchange.waits_for, _enough(exchange, day)
    free = day.gone(exchange, [exchange.movement], convoy) <= promised - stay
    return free or day.through(exchange, [other]) >= until


def _enough(exchange: Lock, day: Day) -> int:
    """How many must have come through; for the first convoy: as many as it carries, whoever takes its place."""
    others = day.moving([exchange.waits_for])
    if exchange.until == "first convoy":
        return conditional(others[0]) if others else 0
    promised = day.promised([exchange.waits_for])
    return promised if exchange.until == "all" else number(exchange.until, promised)


def company(day: Day, passing: Passing) -> set[Passing] | None:
    """All who must pass with *passing* at the same moment; None where somebody has no partner and never may."""
    found: set[Passing] = set()
    ahead = [passing]
    while ahead:
        now = ahead.pop()
        if now in found:
            continue
        found.add(now)
        for exchange in day.agreement.exchanges.values():
            if isinstance(exchange, Pairs):
                partners = _partners(exchange, now, day)
                if partners is None:
                    return None
                ahead += partners
    return found


def _partners(exchange: Pairs, passing: Passing, day: Day) -> list[Passing] | None:
    one, other = ([day.waiting(c, exchange) for c in day.moving(side)] for side in exchange.between)
    partners: list[Passing] = []
    for own, opposite in ((one, other), (other, one)):
        if passing in own and opposite:
            place = own.index(passing)
            if place >= len(opposite):
                return None
            partners.append(opposite[place])
    return partners


def refusals(day: Day, passing: Passing) -> list[str]:
    """The exchanges that do not let the convoy pass here yet."""
    convoy = next(c for c in day.convoys if c.id == passing.convoy)
    return [
        name
        for name, exchange in day.agreement.exchanges.items()
        if day.waiting(convoy, exchange) == passing and not may_leave(exchange, convoy, day)
    ]


def breaches(agreement: Agreement, convoys: Sequence[Convoy], timeline: Timeline) -> list[Breach]:
    """Every promise that *timeline* breaks."""
    day = Day(agreement, convoys)
    seen = {Passing(*step): t for step, t in timeline.items() if not math.isinf(t)}
    times = {passing: t for passing, t in seen.items() if passing.convoy in day.rank}
    strangers = [Breach("people", passing) for passing in seen if passing not in times]
    found = [*strangers, *_travel(day, times), *_protection(day, times), *_leaving_twice(day)]
    for moment in sorted(set(times.values())):
        found += _moment(day, {p for p, t in times.items() if t == moment})
    return found


def _moment(day: Day, passings: set[Passing]) -> Iterator[Breach]:
    """Lets through, one after the other, all who may pass at this moment; whoever is left passes in breach."""
    left = set(passings)
    while left:
        for passing in sorted(left):
            together = company(day, passing)
            if together and together <= left and not any(refusals(day, p) for p in together):
                day.seen |= together
                left -= together
                break
        else:
            for passing in sorted(left):
                yield Breach(", ".join(refusals(day, passing)) or "pairs", passing)
            day.seen |= left
            return


def _travel(day: Day, times: Mapping[Passing, float]) -> Iterator[Breach]:
    """Nobody passes a point before having passed the one before and driven from there."""
    for convoy in day.convoys:
        way = day.ways[convoy.id]
        if times.get(way[0], 0) < 0:
            yield Breach("opening", way[0])
        for before, here in pairwise(way):
            takes = LOADING if here.act == "depart" else drive(day.agreement, before.place, here.place)
            if here in times and times.get(before, math.inf) + takes > times[here]:
                yield Breach("travel", here)


def drive(agreement: Agreement, start: str, end: str) -> float:
    """Minutes from *start* to *end* with the inspection there: the roads relaxed until nothing gets shorter."""
    minutes = dict.fromkeys(agreement.places, math.inf) | {start: 0.0}
    for _ in agreement.places:
        for road in agreement.roads:
            for a, b in ((road.from_, road.to), (road.to, road.from_))[: 1 if road.one_way else 2]:
                minutes[b] = min(minutes[b], minutes[a] + road.minutes.likely)
    stop = agreement.places[end].inspection_minutes
    return minutes[end] + (stop.likely if stop else 0)


def _protection(day: Day, times: Mapping[Passing, float]) -> Iterator[Breach]:
    """Wounded, sick and children wait for nothing: they board when the window opens."""
    for convoy in day.convoys:
        board = day.ways[convoy.id][0]
        if not conditional(convoy) and times.get(board) != 0:
            yield Breach("protection", board)


def _leaving_twice(day: Day) -> Iterator[Breach]:
    """As many leave as were promised, category by category: nobody twice, nobody left out."""
    for group_name, group in day.agreement.people.items():
        leaving: dict[str, int] = {}
        for convoy in day.convoys:
            if day.agreement.movements[convoy.movement].people == group_name:
                for category, n in convoy.people.items():
                    leaving[category] = leaving.get(category, 0) + n
        total = group.number.likely if group.number else 0
        due: dict[str, int] = dict(group.of_whom.items())
        due["civilians"] = due.get("civilians", 0) + total - sum(group.of_whom.values())
        if {c: n for c, n in due.items() if n} != leaving:
            yield Breach("people", Passing(group_name, "board", group.at))


def simulate(agreement: Agreement, convoys: Sequence[Convoy], chance: Random) -> set[Passing]:
    """Lets anybody pass whom the agreement lets pass, in random order, until nobody may."""
    day = Day(agreement, convoys)
    while True:
        ahead = [next((p for p in way if p not in day.seen), None) for way in day.ways.values()]
        able = [p for p in ahead if p]
        chance.shuffle(able)
        for passing in able:
            together = company(day, passing)
            if together and together <= set(able) and not any(refusals(day, p) for p in together):
                day.seen |= together
                break
        else:
            return day.seen
