"""A finished run of the law -> the chain of steps that holds the finish back, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import minutes_after_opening
from mamarr.model.clauses import BOARD
from mamarr.model.law import Net, Run, Step, critical
from mamarr.model.plan import Convoy, Link
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
        if at > self._opened(step):
            return Link(named, at, self._hours(named, at), "clock")
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

    def _hours(self, step: Step, at: float) -> Path:
        """The start, opening hours or base for whose sake *step* is later than its gates."""
        convoy = self.convoys[step.convoy]
        movement = self.agreement.movements[convoy.movement]
        starts = movement.starts if step.act == BOARD else None
        if starts and self.agreement.window and at == minutes_after_opening(self.agreement.window, starts):
            return ("movements", convoy.movement, "starts")
        hours = [place for place in (*movement.via, convoy.to) if self.agreement.places[place].open]
        if hours and self.outcome.opened[self.net.index[step]].gate >= 0:
            return ("places", hours[0], "open")
        return ("fleets", next(iter(convoy.vehicles)), "based at")
