"""A finished run of the law -> the chain of steps that holds the finish back, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import midnight, minutes_after_opening, within
from mamarr.model.clauses import BOARD
from mamarr.model.law import Net, Run, Step, critical
from mamarr.model.plan import Convoy, Link
from mamarr.model.routes import route, stages
from mamarr.model.values import Path


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
        if at > (opened := self._opened(step)):
            clause = self._struck(named, at, opened)
            kept = clause[0] == "places" and clause[-1] != "open"
            return Link(named, at, clause, "plan" if kept else "clock")
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

    def _struck(self, step: Step, at: float, opened: float) -> Path:
        """The start, opening hours, base, or people who pass first for whose sake *step* is later than its gates."""
        convoy = self.convoys[step.convoy]
        movement = self.agreement.movements[convoy.movement]
        starts = movement.starts if step.act == BOARD else None
        if starts and self.agreement.window and at == minutes_after_opening(self.agreement.window, starts):
            return ("movements", convoy.movement, "starts")
        waited = self.outcome.opened[self.net.index[step]].gate >= 0
        hours = [place for place in (*movement.via, convoy.to) if self.agreement.places[place].open]
        if hours and waited and self._shut(step, opened):
            return ("places", hours[0], "open")
        first = {p for c in self.convoys.values() if c.unconditional for p in self.agreement.movements[c.movement].via}
        kept = [p for p in movement.via if p in first and self.agreement.places[p].vehicles_per_hour]
        if kept and waited and not convoy.unconditional:
            return ("places", kept[0])
        return ("places", hours[0], "open") if hours and waited else ("fleets", next(iter(convoy.vehicles)), "based at")

    def _shut(self, step: Step, moment: float) -> bool:
        """Whether at *moment* it was too early, or too late, for the hours of some place on the way."""
        convoy = self.convoys[step.convoy]
        legs = route(self.agreement, self.agreement.movements[convoy.movement], convoy.to) or ()
        if step.act != BOARD:
            legs = tuple(leg for leg in legs if leg.end == step.place)
        after = stages(self.agreement, legs) if step.act == BOARD else [0.0] * len(legs)
        hours = [(h, m) for leg, m in zip(legs, after, strict=True) if (h := self.agreement.places[leg.end].open)]
        return within(hours, midnight(self.agreement.window))(moment) > moment
