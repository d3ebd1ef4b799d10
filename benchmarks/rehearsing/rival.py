"""The same days in SimPy: a process a convoy, a process a danger, events for what they wait for.

Written as somebody would who knows SimPy: waits are events or time-outs, never polling. Chance is Python's own.
"""

from __future__ import annotations

import math
import random
from collections.abc import Generator
from typing import Any, NamedTuple

import simpy

from benchmarks.rehearsing.instance import Instance
from mamarr.model.calendar import midnight
from mamarr.model.clauses import BOARD, compiled, sides
from mamarr.model.routes import LOADING_MINUTES, Leg, route

Wait = Generator[simpy.Event, Any, None]


class Result(NamedTuple):
    finish: float
    not_out: int
    imbalance: float


class Turns(NamedTuple):
    """Where a step takes its turn: queue, minutes until it passes there, minutes that it passes."""

    queue: int
    after: float
    minutes: float


class Case(NamedTuple):
    """What stays the same from day to day."""

    given: Instance
    legs: dict[str, tuple[Leg, ...]]
    start: dict[str, float]
    need: dict[str, int]
    weight: dict[str, int]
    side: dict[str, int]
    total: int
    turns: dict[tuple[str, str], list[Turns]]
    end: float


def case(given: Instance) -> Case:
    agreement, convoys = given.agreement, given.plan.convoys
    compiler = compiled(agreement, convoys, resources=True)
    net = compiler.net.build()
    both = sides(agreement.exchanges["in-step"], convoys)
    assert both
    one, other, _ = both
    need = {net.steps[g.step].convoy: g.need for g in net.gates if g.clause == ("exchanges", "in-step")}
    turns: dict[tuple[str, str], list[Turns]] = {}
    for i, queue in enumerate(compiler.queues.values()):
        for p in queue:
            turns.setdefault((p.convoy, BOARD), []).append(Turns(2 * i, p.after, p.minutes))
            turns.setdefault((p.convoy, p.place), []).append(Turns(2 * i + 1, 0.0, p.minutes))
    window = agreement.window
    assert window
    return Case(
        given,
        {c.id: route(agreement, agreement.movements[c.movement], c.to) or () for c in convoys},
        {s.convoy: net.clocks[i](0.0) for s, i in net.index.items() if s.act == BOARD},
        need,
        {c.id: c.counted * s.weight for s in (one, other) for c in s.convoys},
        {c.id: k for k, s in enumerate((one, other)) for c in s.convoys},
        max(one.total(), other.total()),
        turns,
        (window.closes - window.opens).total_seconds() / 60,
    )


class Day:
    """One day."""

    def __init__(self, case_: Case, seed: int) -> None:
        self.case, self.env, self.random = case_, simpy.Environment(), random.Random(seed)
        self.given = [0, 0]
        self.more = [self.env.event(), self.env.event()]
        self.free: dict[int, float] = {}
        self.until: dict[str, float] = {}
        self.standing: dict[str, int] = {}
        self.common: dict[tuple[str, str], float] = {}
        self.left = len(case_.given.plan.convoys)
        self.out, self.greatest, self.finish = 0, 0.0, 0.0
        self.midnight = midnight(case_.given.agreement.window)
        self.done = self.env.event()

    def run(self) -> Result:
        agreement, dangers = self.case.given.agreement, self.case.given.dangers.dangers
        for convoy in self.case.given.plan.convoys:
            self.env.process(self.convoy(convoy.id, convoy.size))
        for party in ("north-side", "south-side"):
            self.env.process(self.danger(dangers["alleged"], ["boarding"], side=self.sign(party)))
            self.env.process(self.danger(dangers["broken-off"], ["boarding"], side=-self.sign(party)))
        for place in ("bridge", "ford"):
            actor = agreement.places[place].held_by or ""
            self.env.process(self.danger(dangers["shut"], [place], side=self.sign(actor)))
        for place in ("south-square", "north-square", "bridge", "ford", "north-camp", "south-camp"):
            self.env.process(self.danger(dangers["attacked"], [place, "boarding"], waiting=place))
        try:
            self.env.run(until=self.done)
        except RuntimeError:  # nothing is left that could happen, and somebody is not out
            self.finish = math.inf
        people = sum(c.size for c in self.case.given.plan.convoys)
        return Result(self.finish, people - self.out, self.greatest)

    def sign(self, party: str) -> int:
        """1 where this party asks for the people of the first side, who are then received by it."""
        agreement = self.case.given.agreement
        first = next(c for c in self.case.given.plan.convoys if self.case.side[c.id] == 0)
        return 1 if agreement.people[agreement.movements[first.movement].people].of == party else -1

    def lead(self) -> float:
        return (self.given[0] - self.given[1]) / self.case.total

    def danger(self, danger: Any, shuts: list[str], side: int = 0, waiting: str = "") -> Wait:
        mean = danger.every("signed").likely
        rises = danger.rises_with_imbalance.likely if danger.rises_with_imbalance else 0
        night = danger.at_night.likely / 100 if danger.at_night else 1.0
        most = (1 + rises) * max(1.0, night) / mean
        while True:
            yield self.env.timeout(self.random.expovariate(most))
            now = self.env.now
            if now >= self.case.end:
                return
            imbalance = max(0.0, -self.lead() * side) if side else abs(self.lead())
            if (danger.only_while and imbalance <= 0) or (waiting and not self.standing.get(waiting)):
                continue
            hour = (now - self.midnight) % 1440 / 60
            rate = (1 + rises * imbalance) / mean * (1.0 if 6 <= hour < 18 else night)
            if self.random.random() * most < rate:
                m = danger.minutes
                lasts = self.random.triangular(m.low, m.high, m.likely) if m else math.inf
                for what in shuts:
                    self.until[what] = max(self.until.get(what, 0.0), now + lasts)

    def held(self, convoy: str, act: str, barriers: list[str]) -> float:
        """Until when this step cannot happen as things stand."""
        later = max(self.until.get(b, 0.0) for b in barriers)
        for t in self.case.turns.get((convoy, act), ()):
            later = max(later, self.free.get(t.queue, 0.0) - t.after)
        return later

    def passes(self, convoy: str, act: str, barriers: list[str]) -> Wait:
        while (later := self.held(convoy, act, barriers)) > self.env.now:
            yield self.env.timeout(later - self.env.now) if later < math.inf else self.env.event()
        for t in self.case.turns.get((convoy, act), ()):
            self.free[t.queue] = self.env.now + t.after + t.minutes

    def drives(self, leg: Leg) -> float:
        pick = self.random.triangular
        common = self.common.setdefault((leg.start, leg.end), pick(leg.low, leg.high, leg.likely))
        stop = self.case.given.agreement.places[leg.end].inspection_minutes
        road = common if self.random.random() < 0.5 else pick(leg.low, leg.high, leg.likely)
        return road + (pick(stop.low, stop.high, stop.likely) if stop else 0.0)

    def convoy(self, name: str, size: int) -> Wait:
        side, legs = self.case.side[name], self.case.legs[name]
        yield self.env.timeout(self.case.start[name])
        while self.given[1 - side] < self.case.need.get(name, 0):
            yield self.more[1 - side]
        ahead = [leg.end for leg in legs[:-1]]
        yield from self.passes(name, BOARD, ["boarding", *ahead, legs[-1].end])
        yield self.env.timeout(LOADING_MINUTES)
        for leg in legs:
            yield self.env.timeout(self.drives(leg))
            self.standing[leg.end] = self.standing.get(leg.end, 0) + (
                self.held(name, leg.end, [leg.end]) > self.env.now
            )
            stood = self.held(name, leg.end, [leg.end]) > self.env.now
            yield from self.passes(name, leg.end, [leg.end])
            self.standing[leg.end] -= stood
        self.arrives(name, side, size)

    def arrives(self, name: str, side: int, size: int) -> None:
        now = self.env.now
        if now <= self.case.end:
            self.given[side] += self.case.weight[name]
            self.out += size
            self.greatest = max(self.greatest, abs(self.lead()))
        else:
            self.given[side] += self.case.weight[name]
        self.finish, self.left = now, self.left - 1
        self.more[side].succeed()
        self.more[side] = self.env.event()
        if self.left == 0:
            self.done.succeed()


def day(case_: Case, seed: int) -> Result:
    return Day(case_, seed).run()


def days(case_: Case, seeds: range) -> list[Result]:
    return [day(case_, seed) for seed in seeds]
