"""Agreement, Plan, State, now -> Status: where everyone is, what blocks whom, who is ahead, and what is to be expected.

``nothing blocks`` is never GO: the GO in force is shown apart, with its end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from mamarr.model.accounts import Accounts, Breach
from mamarr.model.agreement import Agreement, ForEach, InStep
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART, FREE, Compiler, compile_net, sides
from mamarr.model.clauses import Side as NetSide
from mamarr.model.law import Net, Run, Step, blockers, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.routes import route
from mamarr.model.state import Done, Go, Position, State, Suspension, Where, chain
from mamarr.model.values import Path

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Minutes are counted from here where an agreement has no window."""


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands against a convoy: a clause (missing: people), the plan, or a suspension (by its event)."""

    kind: Literal["clause", "plan", "physical", "suspension"]
    clause: Path
    missing: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The next point of a convoy under way: when it should be there, and after when it is overdue."""

    place: str
    expected: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class ConvoyStatus:
    """One convoy now. *boards* and *arrives* are the earliest that the law allows, once nothing is suspended."""

    convoy: Convoy
    position: Position
    blockers: tuple[Blocker, ...]
    go: Go | None
    on_the_way: OnTheWay | None
    overdue: bool
    boards: datetime | None
    arrives: datetime | None

    @property
    def departed(self) -> bool:
        return any(d.step.act == DEPART for d in self.position.done)

    @property
    def unblocked(self) -> bool:
        """No clause and no suspension stands against it, whatever its turn in the plan. That is not GO."""
        return not self.departed and all(b.kind == "plan" for b in self.blockers)


@dataclass(frozen=True, slots=True)
class Balance:
    """One exchange between two sides: people delivered, and who has given more so far.

    *ahead* is the side (0 or 1) that has given more, *people* by how many of its people, *of_tolerance* which part of
    the agreed tolerance that is (None: no tolerance).
    """

    exchange: str
    movements: tuple[tuple[str, ...], tuple[str, ...]]
    delivered: tuple[int, int]
    totals: tuple[int, int]
    ahead: Literal[0, 1] | None
    people: int
    of_tolerance: float | None


@dataclass(frozen=True, slots=True)
class Status:
    """The board."""

    now: datetime
    sides: Mapping[str, Mapping[Where, int]]
    convoys: tuple[ConvoyStatus, ...]
    balances: tuple[Balance, ...]
    finish: datetime | None
    breaches: tuple[Breach, ...]
    suspensions: tuple[Suspension, ...]
    state: State

    @property
    def overdue(self) -> tuple[ConvoyStatus, ...]:
        """Who should be there and is not."""
        return tuple(c for c in self.convoys if c.overdue)


def status(agreement: Agreement, plan: Plan, state: State, now: datetime) -> Status:
    """Where things stand at *now*."""
    return _Board(agreement, plan.convoys, state, now).status()


class _Board:
    """One look at the state: the net, the accounts and the forecast, each made once."""

    def __init__(self, agreement: Agreement, convoys: Sequence[Convoy], state: State, now: datetime) -> None:
        self.agreement = agreement
        self.convoys = convoys
        self.state = state
        self.now = now
        self.accounts = Accounts(agreement, convoys, state)
        self.net = compile_net(agreement, convoys, resources=True)
        self.done: Mapping[Step, Done] = state.done
        window = agreement.window
        self.origin = window.opens.replace(tzinfo=ZoneInfo(window.zone)).astimezone(UTC) if window else EPOCH

    def status(self) -> Status:
        return Status(
            self.now,
            self._sides(),
            tuple(self._convoy(c) for c in self.convoys),
            self._balances(),
            self._finish(),
            self.accounts.breaches(self.net),
            tuple(s for s in self.state.suspensions if s.since <= self.now and (not s.ended or self.now < s.ended)),
            self.state,
        )

    @cached_property
    def forecast(self) -> Run:
        """All that is still to come, each as early as the law allows, if what was reported is attested."""
        hoped = self.accounts.net(self.net, hoped=True)
        fixed = {self.net.index[step]: self._minutes(done.at) for step, done in self.done.items()}
        return run(hoped, now=self._minutes(self.now), fixed=fixed)

    @cached_property
    def closed(self) -> Mapping[int, tuple[Blocker, ...]]:
        """For each step to come: what of the agreement and the plan stands against it."""
        law: Net = self.accounts.net(self.net)
        done = {self.net.index[step] for step in self.done}
        done |= {s for s, t in enumerate(self.forecast.times) if self._free(s) and t <= self._minutes(self.now)}
        return {
            step: tuple(self._blocker(g, missing) for g, missing in gates)
            for step, gates in blockers(law, done).items()
        }

    def _blocker(self, g: int, missing: int) -> Blocker:
        gate = self.net.gates[g]
        return Blocker(gate.kind, gate.clause, self.accounts.in_people(self.net, g, missing))

    def _free(self, step: int) -> bool:
        return self.net.steps[step].act == FREE

    def _minutes(self, moment: datetime) -> float:
        return (moment - self.origin).total_seconds() / 60

    def _moment(self, minutes: float) -> datetime | None:
        return None if math.isinf(minutes) else self.origin + timedelta(minutes=minutes)

    def _sides(self) -> Mapping[str, Mapping[Where, int]]:
        """People of each side (whom the agreement names with the group, or the group) by where they are."""
        found: dict[str, dict[Where, int]] = {}
        for position in self.state.positions.values():
            group = self.agreement.movements[position.convoy.movement].people
            side = found.setdefault(self.agreement.people[group].of or group, {})
            for where, number in position.people.items():
                side[where] = side.get(where, 0) + number
        return found

    def _convoy(self, convoy: Convoy) -> ConvoyStatus:
        position = self.state.positions[convoy.id]
        on_the_way = self._on_the_way(position)
        steps = {step.act: self.net.index[step] for step in chain(self.agreement, convoy)}
        return ConvoyStatus(
            convoy,
            position,
            self._blockers(position),
            self.state.go(convoy.id, self.now),
            on_the_way,
            on_the_way is not None and on_the_way.latest < self.now,
            self._moment(self.forecast.times[steps[BOARD]]),
            self._moment(self.forecast.times[steps[ARRIVE]]),
        )

    def _blockers(self, position: Position) -> tuple[Blocker, ...]:
        """What stands against boarding or departure, for a convoy that has not departed."""
        convoy = position.convoy.id
        happened = {done.step.act for done in position.done}
        if DEPART in happened:
            return ()
        ahead = [
            s for s in chain(self.agreement, position.convoy) if s.act in (BOARD, DEPART) and s.act not in happened
        ]
        found = [b for step in ahead for b in self.closed[self.net.index[step]] if b.kind != "physical"]
        found += [
            Blocker("suspension", ("violations", "suspends"), 0, s.event)
            for s in self.state.suspended(convoy, self.now)
            if BOARD not in happened or s.scope == "everything"
        ]
        return tuple(dict.fromkeys(found))

    def _on_the_way(self, position: Position) -> OnTheWay | None:
        """Where a convoy under way should be next, by its last report and the driving and inspection times."""
        last = position.last
        if last is None or last.step.act not in (DEPART, CROSS):
            return None
        movement = self.agreement.movements[position.convoy.movement]
        legs = route(self.agreement, movement, position.convoy.to) or ()
        leg = next((leg for leg in legs if leg.start == last.step.place), None)
        if leg is None:
            return None
        stop = self.agreement.places[leg.end].inspection_minutes
        likely = leg.likely + (stop.likely if stop else 0)
        high = leg.high + (stop.high if stop else 0)
        return OnTheWay(leg.end, last.at + timedelta(minutes=likely), last.at + timedelta(minutes=high))

    def _finish(self) -> datetime | None:
        """When the last of those who still come arrives; None where that cannot be told."""
        gone = {"declined", "absent", "dead", "in hospital", "turned back"}
        last = [
            self.forecast.times[self.net.index[chain(self.agreement, c)[-1]]]
            for c in self.convoys
            if not set(self.state.positions[c.id].people) <= gone
        ]
        return self._moment(max(last, default=math.inf))

    def _balances(self) -> tuple[Balance, ...]:
        found = []
        for name, exchange in self.agreement.exchanges.items():
            both = sides(exchange, self.convoys)
            if both is not None and isinstance(exchange, InStep | ForEach):
                one, other, slack = both
                came = self._delivered(exchange, one), self._delivered(exchange, other)
                found.append(_balance(name, exchange, (one, other), came, slack))
        return tuple(found)

    def _delivered(self, exchange: InStep | ForEach, side: NetSide) -> int:
        law = Compiler(self.agreement, self.convoys)
        counting = [law.counting(convoy, exchange) for convoy in side.convoys]
        steps = law.net.build().steps
        return sum(self.accounts.delivered(exchange, steps[i]) for i in counting)


def _balance(
    name: str,
    exchange: InStep | ForEach,
    both: tuple[NetSide, NetSide],
    came: tuple[int, int],
    slack: int,
) -> Balance:
    lead = came[0] * both[0].weight - came[1] * both[1].weight
    ahead: Literal[0, 1] | None = None if lead == 0 else 0 if lead > 0 else 1
    weight = both[ahead or 0].weight
    totals = both[0].total() // both[0].weight, both[1].total() // both[1].weight
    movements = exchange.between[0], exchange.between[1]
    used = float(Fraction(abs(lead), slack)) if slack else None
    return Balance(name, movements, came, totals, ahead, -(-abs(lead) // weight), used)
