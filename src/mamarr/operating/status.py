"""Agreement, Plan, State, now -> Status: where everyone is, what blocks whom, who is ahead, and what is to be expected.

``nothing blocks`` is never GO: the GO in force is shown apart, with its end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property

from mamarr.model.accounts import Accounts, Breach
from mamarr.model.agreement import Agreement
from mamarr.model.balance import Balance, Point, balances
from mamarr.model.calendar import opening
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART, compile_net
from mamarr.model.law import Net, Run, Step, blockers, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.position import GONE, Done, Position, Where, chain
from mamarr.model.resources import FREE
from mamarr.model.routes import minutes, route
from mamarr.model.state import State
from mamarr.model.status import Blocker, ConvoyStatus, OnTheWay, Standing, Status

LONG_AGO = -1e9
"""When those count of whom nobody will come any more: they hold nobody up, and their vehicles are free."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Minutes are counted from here where an agreement has no window."""


def status(agreement: Agreement, plan: Plan, state: State, now: datetime) -> Status:
    """Where things stand at *now*."""
    return _Board(agreement, plan.everybody, state, now).status()


def breaches(agreement: Agreement, plan: Plan, state: State) -> tuple[Breach, ...]:
    """What happened although something stood against it, if *plan* was in force."""
    net = compile_net(agreement, plan.everybody, resources=True)
    return Accounts(agreement, plan.everybody, state).breaches(net)


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
        self.origin = opening(window) if window else EPOCH

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
    def empty(self) -> frozenset[str]:
        """Convoys in which nobody is left who could still leave."""
        return frozenset(name for name, position in self.state.positions.items() if position.empty)

    @cached_property
    def forecast(self) -> Run:
        """All that is still to come, each as early as the law allows, if what was reported is attested."""
        hoped = self.accounts.net(self.net, hoped=True)
        fixed = {i: LONG_AGO for i, step in enumerate(self.net.steps) if step.convoy in self.empty}
        fixed |= {self.net.index[step]: self._minutes(done.at) for step, done in self.done.items()}
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

    def _moment(self, at: float) -> datetime | None:
        return None if math.isinf(at) else self.origin + timedelta(minutes=at)

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
        if convoy.id in self.empty:
            return ConvoyStatus(convoy, position, (), None, None, False, None, None)
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
        likely, high = (timedelta(minutes=minutes(self.agreement, leg, level)) for level in ("likely", "high"))
        return OnTheWay(leg.end, last.at + likely, last.at + high)

    def _finish(self) -> datetime | None:
        """When the last of those who still come arrives; None where that cannot be told."""
        last = [
            self.forecast.times[self.net.index[chain(self.agreement, c)[-1]]]
            for c in self.convoys
            if not set(self.state.positions[c.id].people) <= {*GONE, "turned back"}
        ]
        return self._moment(max(last, default=math.inf))

    def _balances(self) -> tuple[Standing, ...]:
        return tuple(Standing(b, self._given(b)) for b in balances(self.agreement, self.convoys))

    def _given(self, balance: Balance) -> Point:
        exchange = self.agreement.exchanges.get(balance.exchange)
        people = [self.accounts.delivered(exchange, step) for step in balance.steps]
        first = len(balance.one.convoys)
        return Point(self._minutes(self.now), sum(people[:first]), sum(people[first:]))
