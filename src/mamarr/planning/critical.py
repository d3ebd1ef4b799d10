"""A finished run of the law -> the chain of steps that holds the finish back, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import keeping, minutes_after_opening, passable
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
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
        return ("fleets", self._last_come(convoy), "based at")

    def _turns(self, convoy: Convoy) -> Sequence[Path]:
        """The queues that *convoy* stands in."""
        movement = self.agreement.movements[convoy.movement]
        legs = route(self.agreement, movement, convoy.to) or ()
        stops = [self.agreement.people[movement.people].at, *(leg.end for leg in legs)]
        points = [Point(0, place, 0.0) for place in (stops[0], *stops)]
        return [turn.clause for turn, _ in passings(self.agreement, convoy, points)]

    def _last_come(self, convoy: Convoy) -> str:
        """The fleet of *convoy* that comes last from its base."""

        def comes(fleet: str) -> float:
            way = drive(self.agreement, self.agreement.fleets[fleet].based_at, origin) or ()
            return passable(self.agreement, way, [fleet])(0.0) + minutes_of(way)

        origin = self.agreement.people[self.agreement.movements[convoy.movement].people].at
        return max(convoy.vehicles, key=comes)

    def _hours(self, step: Step) -> Sequence[Kept]:
        """The hours that *step* keeps to."""
        return hours_of(self.agreement, self.convoys[step.convoy]).get((step.act, step.place), ())


def hours_of(agreement: Agreement, convoy: Convoy) -> Mapping[tuple[str, str], Sequence[Kept]]:
    """The hours that each step of *convoy* keeps to; at boarding also those of its crews."""
    movement = agreement.movements[convoy.movement]
    origin = agreement.people[movement.people].at
    legs = route(agreement, movement, convoy.to) or ()
    board, depart, *stops = hours_kept(agreement, convoy.movement, legs)
    back = minutes_of(drive(agreement, convoy.to, origin) or ())
    crews = crews_kept(agreement, convoy.vehicles, int(sum(stages(agreement, legs)[-1:])) + back)
    acts = [ARRIVE if leg is legs[-1] else CROSS for leg in legs]
    found = {(act, leg.end): kept for act, leg, kept in zip(acts, legs, stops, strict=True)}
    return found | {(BOARD, origin): [*board, *crews], (DEPART, origin): depart}
