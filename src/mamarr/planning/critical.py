"""A finished run of the law -> the chain of steps that holds the finish back, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import keeping, minutes_after_opening
from mamarr.model.clauses import BOARD, DEPART
from mamarr.model.law import Net, Run, Step, critical
from mamarr.model.plan import Convoy, Link
from mamarr.model.routes import Kept, crews_kept, drive, hours_kept, minutes_of, route, stages
from mamarr.model.turns import Point, passings
from mamarr.model.values import Path

CLOCKS = ("open", "hours", "crew hours", "starts", "based at")
"""The fields that are kept to by a clock, not in turn."""
JUST = 1e-3
"""Minutes before a moment: hours that are not open then, and open at that moment, are what it waited for."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The run of a plan, ready to be asked what holds a step back."""

    agreement: Agreement
    convoys: Mapping[str, Convoy]
    net: Net
    outcome: Run

    def links(self, last: int) -> tuple[Link, ...]:
        """What holds the step *last* back, from the start on."""
        chain = critical(self.outcome, last)
        return tuple(self._link(step, gate) for step, gate in reversed(chain))

    def _link(self, step: int, gate: int) -> Link:
        at, named = self.outcome.times[step], self.net.steps[step]
        if at > self._opened(step):
            clause = self._struck(named, at)
            return Link(named, at, clause, "clock" if clause[-1] in CLOCKS else "plan")
        if gate < 0:
            return Link(named, at, ("window", "opens"), "start")
        return Link(named, at, self.net.gates[gate].clause, self.net.gates[gate].kind)

    def _opened(self, step: int) -> float:
        """When the last gate of *step* opened; later than that, only a clock can have held it."""
        gate, by = self.outcome.opened[step]
        if gate < 0 or by < 0:
            return 0.0
        lags = (w.lag for w in self.net.counts[self.net.gates[gate].count] if w.step == by)
        return self.outcome.times[by] + max(self.net.lags[lag] for lag in lags)

    def _struck(self, step: Step, at: float) -> Path:
        """The start, opening hours, base, or people who pass first for whose sake *step* is later than its gates."""
        convoy = self.convoys[step.convoy]
        movement = self.agreement.movements[convoy.movement]
        starts = movement.starts if step.act == BOARD else None
        if starts and self.agreement.window and at == minutes_after_opening(self.agreement.window, starts):
            return ("movements", convoy.movement, "starts")
        if shut := [kept.at for kept in self._hours(step) if keeping(self.agreement, [kept])(at - JUST) >= at]:
            return shut[0]
        first = {turn for c in self.convoys.values() if c.unconditional for turn in self._turns(c)}
        kept = [turn for turn in self._turns(convoy) if turn in first]
        waited = self.outcome.opened[self.net.index[step]].gate >= 0
        if kept and waited and not convoy.unconditional:
            return kept[0]
        return ("fleets", next(iter(convoy.vehicles)), "based at")

    def _turns(self, convoy: Convoy) -> Sequence[Path]:
        """The queues that *convoy* stands in."""
        movement = self.agreement.movements[convoy.movement]
        legs = route(self.agreement, movement, convoy.to) or ()
        stops = [self.agreement.people[movement.people].at, *(leg.end for leg in legs)]
        points = [Point(0, place, 0.0) for place in (stops[0], *stops)]
        return [turn.clause for turn, _ in passings(self.agreement, convoy, points)]

    def _hours(self, step: Step) -> Sequence[Kept]:
        """The hours that *step* keeps to."""
        convoy = self.convoys[step.convoy]
        movement = self.agreement.movements[convoy.movement]
        legs = route(self.agreement, movement, convoy.to) or ()
        kept = hours_kept(self.agreement, convoy.movement, legs)
        out = stages(self.agreement, legs)[-1:]
        back = drive(self.agreement, convoy.to, self.agreement.people[movement.people].at)
        minutes = sum(out) + minutes_of(back or ())
        kept[0] += crews_kept(self.agreement, convoy.vehicles, int(minutes))
        steps = [(BOARD, kept[0]), (DEPART, kept[1]), *zip((leg.end for leg in legs), kept[2:], strict=True)]
        return dict(steps).get(step.act if step.act in (BOARD, DEPART) else step.place, ())
