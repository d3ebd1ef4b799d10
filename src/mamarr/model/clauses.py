"""The one place where gates are derived: an agreement and its convoys, compiled into a net.

Every reciprocal clause becomes gates that carry its path. They stand at boarding, where people can still wait in
safety, unless the agreement says otherwise (``waits at``). People who may not be made to wait (wounded, sick,
children) travel in convoys of their own, hold no gate of a clause and count in none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mamarr.model.agreement import (
    ARRIVAL,
    BOARDING,
    Agreement,
    AnyExchange,
    ForEach,
    InStep,
    KeepBack,
    Pairs,
    Phases,
)
from mamarr.model.batches import of_movement
from mamarr.model.builder import Builder, Taker
from mamarr.model.calendar import keeping, minutes_after_opening
from mamarr.model.clocks import not_before
from mamarr.model.law import Lag, Net, Step, Wait
from mamarr.model.plan import Convoy
from mamarr.model.resources import Resources
from mamarr.model.routes import (
    LOADING_MINUTES,
    Leg,
    hours_kept,
    minutes,
    route,
    stages,
    waypoints,
)
from mamarr.model.slots import Queues, give_way
from mamarr.model.turns import Point
from mamarr.model.values import Path, Share, people

BOARD, DEPART, CROSS, ARRIVE = "board", "depart", "cross", "arrive"
ROUTE: Path = ("movements",)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an exchange: its convoys in rank order, and what one person of it weighs."""

    convoys: tuple[Convoy, ...]
    weight: int

    @property
    def people(self) -> int:
        return sum(c.counted for c in self.convoys)

    @property
    def movements(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.movement for c in self.convoys))

    def total(self) -> int:
        return self.weight * self.people


def sides(exchange: AnyExchange, convoys: Sequence[Convoy]) -> tuple[Side, Side, int] | None:
    """The two sides of an exchange in step and its slack, in one unit; None where it has no two sides with people.

    A tolerance in shares makes one person of a side of 1,000 weigh as much as two of a side of 2,000; all is kept in
    whole numbers.
    """
    if not isinstance(exchange, InStep | ForEach) or len(exchange.between) != 2:
        return None
    one, other = (
        tuple(c for c in convoys if c.movement in names and not c.unconditional) for names in exchange.between
    )
    n_one, n_other = sum(c.counted for c in one), sum(c.counted for c in other)
    if not n_one or not n_other:
        return None
    if isinstance(exchange, ForEach):
        return (
            Side(one, exchange.ratio.second),
            Side(other, exchange.ratio.first),
            exchange.tolerance * exchange.ratio.second,
        )
    if isinstance(exchange.tolerance, Share):
        slack = exchange.tolerance.of_one * n_one * n_other
        return (*in_shares(one, other), int(slack))
    return Side(one, 1), Side(other, 1), exchange.tolerance


def in_shares(one: tuple[Convoy, ...], other: tuple[Convoy, ...]) -> tuple[Side, Side]:
    """Two sides of which the same share weighs the same."""
    return Side(one, sum(c.counted for c in other)), Side(other, sum(c.counted for c in one))


def step_at(agreement: Agreement, convoy: Convoy, where: str) -> Step:
    """The step of *convoy* that a clause means by *where*: arrival, for a place that is not on its way."""
    stops = waypoints(agreement, agreement.movements[convoy.movement], convoy.to)
    if where in (BOARDING, "departure", stops[0]):
        return Step(convoy.id, BOARD if where == BOARDING else DEPART, stops[0])
    if where in stops[1:-1]:
        return Step(convoy.id, CROSS, where)
    return Step(convoy.id, ARRIVE, stops[-1])


class Compiler:
    """One agreement and its convoys on the way to a net."""

    def __init__(self, agreement: Agreement, convoys: Sequence[Convoy]) -> None:
        self.agreement = agreement
        self.convoys = convoys
        self.net = Builder()
        self.legs: dict[tuple[str, str], tuple[Leg, ...]] = {}
        self.queues: Queues = {}
        self.points: dict[str, list[Point]] = {}
        """The steps of each convoy."""

    def travel(self) -> None:
        """Board, depart, cross, arrive: the physical order of each convoy's steps, with likely durations."""
        for convoy in self.convoys:
            movement = self.agreement.movements[convoy.movement]
            stops = waypoints(self.agreement, movement, convoy.to)
            legs = self.route(convoy) or tuple(Leg(a, b, (), 0, 0, 0) for a, b in pairwise(stops))
            board, depart = (self.net.step(convoy.id, act, stops[0]) for act in (BOARD, DEPART))
            points = [Point(board, stops[0], 0.0), Point(depart, stops[0], float(LOADING_MINUTES))]
            lag = self.net.lag(LOADING_MINUTES, Lag("loading", convoy.id, stops[0]))
            clause: Path = (*ROUTE, convoy.movement)
            self.net.after(depart, [Wait(board, 1, lag)], 1, clause, "physical")
            for leg, after in zip(legs, stages(self.agreement, legs), strict=True):
                here = self.net.step(convoy.id, ARRIVE if leg is legs[-1] else CROSS, leg.end)
                lag = self.net.lag(minutes(self.agreement, leg), Lag("travel", convoy.id, leg.start, leg.end))
                self.net.after(here, [Wait(points[-1].step, 1, lag)], 1, clause, "physical")
                points.append(Point(here, leg.end, after))
            self.points[convoy.id] = points
            if movement.starts and self.agreement.window:
                self.net.clock(board, not_before(minutes_after_opening(self.agreement.window, movement.starts)))
            for point, hours in zip(points, hours_kept(self.agreement, convoy.movement, legs), strict=True):
                if hours:
                    self.net.clock(point.step, keeping(self.agreement, hours))

    def route(self, convoy: Convoy) -> tuple[Leg, ...] | None:
        """The legs of *convoy*, or None where the roads do not connect."""
        key = convoy.movement, convoy.to
        if key not in self.legs:
            found = route(self.agreement, self.agreement.movements[convoy.movement], convoy.to)
            if found is None:
                return None
            self.legs[key] = found
        return self.legs[key]

    def exchange(self, name: str, exchange: AnyExchange) -> None:
        """The gates of one reciprocal clause."""
        clause: Path = ("exchanges", name)
        if isinstance(exchange, InStep | ForEach):
            both = sides(exchange, self.convoys)
            if both:
                one, other, slack = both
                self._keep_up(exchange, one, other, slack, clause)
                self._keep_up(exchange, other, one, slack, clause)
        elif isinstance(exchange, Phases):
            self._phases(exchange, clause)
        elif isinstance(exchange, Pairs):
            self._pairs(exchange, clause)
        elif isinstance(exchange, KeepBack):
            own = of_movement(self.convoys, exchange.movement)
            total = sum(c.counted for c in own)
            kept = own[-1].counted if own and exchange.keeps == "last convoy" else people_of(exchange.keeps, total)
            self._hold(exchange, own, total - kept, exchange.until, None, clause)
        else:
            own = of_movement(self.convoys, exchange.movement)
            free = sum(c.counted for c in own[:-1]) if exchange.from_ == "last convoy" else 0
            self._hold(exchange, own, free, exchange.waits_for, exchange.until, clause)

    def _keep_up(self, exchange: AnyExchange, taker: Side, giver: Side, slack: int, clause: Path) -> None:
        given = self.net.count(Wait(self.counting(c, exchange), c.counted * giver.weight) for c in giver.convoys)
        takers = [Taker(self.waiting(c, exchange), c.counted * taker.weight, given) for c in taker.convoys]
        self.net.limit(takers, slack, clause)

    def _hold(
        self,
        exchange: AnyExchange,
        own: Sequence[Convoy],
        free: int,
        other: str,
        until: object,
        clause: Path,
    ) -> None:
        """Convoys of *own* beyond *free* people wait until so many of *other* have come through."""
        others = of_movement(self.convoys, other)
        total = sum(c.counted for c in others)
        need = total
        if until == "first convoy":
            need = others[0].counted if others else 0
        elif isinstance(until, int | Share):
            need = people(until, total)
        count = self.net.count(Wait(self.counting(c, exchange), c.counted) for c in others)
        gone = 0
        for convoy in own:
            gone += convoy.counted
            if gone > free and need > 0:
                self.net.until(self.waiting(convoy, exchange), count, need, clause)

    def _phases(self, exchange: Phases, clause: Path) -> None:
        """Each convoy of a phase waits for all convoys of the phases before."""
        phase_of: dict[str, int] = {}
        for movement in {m for phase in exchange.phases for m in phase.moves}:
            own = of_movement(self.convoys, movement)
            total = sum(c.counted for c in own)
            ends, left = [], 0
            for phase in exchange.phases:
                left += people(phase.moves[movement], total) if movement in phase.moves else 0
                ends.append(left)
            gone = 0
            for convoy in own:
                gone += convoy.counted
                phase_of[convoy.id] = next((i for i, end in enumerate(ends) if gone <= end), len(ends) - 1)
        moving = [c for c in self.convoys if c.id in phase_of]
        for i in range(1, len(exchange.phases)):
            before = [c for c in moving if phase_of[c.id] < i]
            count = self.net.count(Wait(self.counting(c, exchange), c.counted) for c in before)
            need = sum(c.counted for c in before)
            for convoy in moving:
                if phase_of[convoy.id] == i and before:
                    self.net.until(self.waiting(convoy, exchange), count, need, (*clause, "phases", i))

    def _pairs(self, exchange: Pairs, clause: Path) -> None:
        """Convoy k of one side moves with convoy k of the other; a convoy without its pair may never move."""
        if len(exchange.between) != 2:
            return
        one, other = (
            [c for c in self.convoys if c.movement in names and not c.unconditional] for names in exchange.between
        )
        steps = ([self.waiting(c, exchange) for c in one], [self.waiting(c, exchange) for c in other])
        self.net.pair(*steps, clause)
        short, long = sorted((one, other), key=len)
        for convoy in long[len(short) :] if short else ():
            waits = [Wait(self.waiting(c, exchange), 1) for c in short]
            self.net.after(self.waiting(convoy, exchange), waits, len(long), clause)

    def waiting(self, convoy: Convoy, exchange: AnyExchange) -> int:
        """The step at which *convoy* waits for this exchange: at the first named place that lies on its way."""
        stops = waypoints(self.agreement, self.agreement.movements[convoy.movement], convoy.to)
        named = (where for where in exchange.waits_at if where in (BOARDING, "departure", ARRIVAL, *stops))
        where = next(named, BOARDING)
        return self._at(convoy, BOARDING if where == stops[0] else where)

    def counting(self, convoy: Convoy, exchange: AnyExchange) -> int:
        """The step from which *convoy* counts in this exchange."""
        return self._at(convoy, exchange.counted_at)

    def _at(self, convoy: Convoy, where: str) -> int:
        return self.net.step(*step_at(self.agreement, convoy, where))

    def resources(self) -> None:
        """Vehicles, turns and room, which the agreement limits for all convoys together."""
        shared = Resources(self.agreement, self.net, self.convoys, self.points)
        self.queues = shared.hand_out()


def people_of(amount: object, total: int) -> int:
    """*amount* of *total* in people; words count as nobody."""
    return people(amount, total) if isinstance(amount, int | Share) else 0


def compile_net(
    agreement: Agreement,
    convoys: Sequence[Convoy],
    *,
    resources: bool = False,
    without: Iterable[str] = (),
) -> Net:
    """The net of *agreement* for *convoys* in rank order; exchanges named in *without* are left out."""
    compiler = compiled(agreement, convoys, resources=resources, without=without)
    give_way(compiler.net, compiler.queues)
    return compiler.net.build()


def compiled(
    agreement: Agreement, convoys: Sequence[Convoy], *, resources: bool = False, without: Iterable[str] = ()
) -> Compiler:
    """The same before it is built, in whatever order, with what depends on ranks beside it."""
    compiler = Compiler(agreement, convoys)
    compiler.travel()
    for name, exchange in agreement.exchanges.items():
        if name not in set(without):
            compiler.exchange(name, exchange)
    if resources:
        compiler.resources()
    return compiler
