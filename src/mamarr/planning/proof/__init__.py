"""A plan and what is known of its bound -> a stronger bound, by a linear programme that every plan satisfies.

A moment is refuted when not everybody can be through by then in the relaxation of steps.py; the least moment that is
not refuted is found by halving. Coarse steps come first, finer ones begin where they ended.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy, End, Plan
from mamarr.planning.bounds import Bound, bound, released, through
from mamarr.planning.bounds.sequences import Sequel, sequels
from mamarr.planning.bounds.ways import Begin
from mamarr.planning.proof.rides import Unit, everybody
from mamarr.planning.proof.steps import Stage, Steps

STEPS = (60.0, 30.0, 15.0, 5.0)
"""Minutes of one step, one after the other."""
LARGE = 120_000
"""Columns beyond which steps are not made finer."""
WORK = 1_000_000
"""Columns of all programmes that are solved, after which a proof ends that nothing else limits."""
SHORT = 1e-3
"""So much of a person must be left behind before a moment counts as refuted."""


class Proof:
    """What is proved so far of the finish of every plan for these people."""

    def __init__(
        self,
        agreement: Agreement,
        convoys: Sequence[Convoy],
        finish: float,
        seconds: float = math.inf,
        steps: Sequence[float] = STEPS,
    ) -> None:
        self.agreement, self.convoys, self.finish, self.steps = agreement, convoys, finish, steps
        self.until, self.work = time.monotonic() + seconds, WORK
        self.stopped: End = "work"
        self.best = bound(agreement, convoys)
        self.begin = Begin(locked=released(agreement, convoys))
        self.columns = 0

    def refine(self) -> Iterator[Bound]:
        """Better and better bounds, until steps are fine enough, time is up or the plan is proved best."""
        for step, finer in zip(self.steps, (*self.steps[1:], self.steps[-1]), strict=True):
            chains = [(sequel, self._chain(sequel, step)) for sequel in sequels(self.agreement, self.convoys)]
            for sequel, ends in chains:
                self._keep(Bound(ends[-1], sequel.by, sequel.at))
            yield self.best
            self._whole(step, next((chain for chain in chains if chain[0].by == "phases"), None))
            yield self.best
            if self.best.minutes >= self.finish or self._left() <= 0 or self.columns * step / finer > LARGE:
                return

    def go_on(self, progress: Callable[[Bound], None] = lambda _: None) -> None:
        """To the end, or until somebody interrupts."""
        try:
            for found in self.refine():
                progress(found)
        except KeyboardInterrupt:
            self.stopped = "interrupt"

    def _left(self) -> float:
        """Seconds that are left; none where the work is done."""
        left = self.until - time.monotonic()
        if left <= 0 and self.work > 0:
            self.stopped = "time"
        return left if self.work > 0 else 0.0

    def _keep(self, found: Bound) -> None:
        if found.minutes > self.best.minutes:
            self.best = found

    def _chain(self, sequel: Sequel, step: float) -> list[float]:
        """When each of the parts that follow one another can be through, each by a programme of its own."""
        begin, ends = self.begin, []
        for moving, where in sequel.parts:
            known = Bound(through(self.agreement, moving, where, begin), sequel.by, sequel.at)
            units = tuple(Unit(movement, False, True, n) for movement, n in moving.items())
            found = self._least(Stage(units, where, begin), step, known, clauses=False)
            begin = Begin(found.minutes, self.begin.locked, based=False)
            ends.append(found.minutes)
        return ends

    def _whole(self, step: float, chain: tuple[Sequel, list[float]] | None) -> None:
        """Everybody, with every clause that can be written in the programme."""
        if chain is None:
            stage = Stage(everybody(self.convoys), begin=self.begin)
            self._keep(self._least(stage, step, self.best, clauses=True))
            return
        sequel, ends = chain
        units = everybody(self.convoys, [moving for moving, _ in sequel.parts])
        stage = Stage(units, begin=self.begin, sequel=sequel, earliest=[0.0, *ends[:-1]])
        self._keep(self._least(stage, step, self.best, clauses=True, latest=lambda at: self._latest(sequel, ends, at)))

    def _latest(self, sequel: Sequel, ends: Sequence[float], finish: float) -> list[float]:
        """By when each part must be through, if all are to be by *finish*: what follows takes its time."""
        hours = any(place.open for place in self.agreement.places.values())
        starts = any(movement.starts for movement in self.agreement.movements.values())
        if not hours and not starts and not self.begin.locked:
            return [finish - (ends[-1] - end) for end in ends]
        found = [finish]
        for i in range(len(ends) - 1, 0, -1):
            moving, where = sequel.parts[i]
            low, high = math.floor(ends[i - 1]), math.ceil(found[0])
            while low < high:
                middle = (low + high + 1) // 2
                begin = Begin(float(middle), self.begin.locked, based=False)
                low, high = (
                    (middle, high) if through(self.agreement, moving, where, begin) <= found[0] else (low, middle - 1)
                )
            found.insert(0, float(low + 1))
        return found

    def _least(
        self,
        stage: Stage,
        step: float,
        known: Bound,
        *,
        clauses: bool,
        latest: Callable[[float], Sequence[float]] = lambda _: (),
    ) -> Bound:
        """The least moment that is not refuted, from what is known to the finish of the plan."""
        low, high = math.ceil(known.minutes - 1e-9), math.floor(self.finish)
        if low >= high or self._left() <= 0:
            return known
        steps = Steps(self.agreement, self.convoys, stage, self.finish, step, clauses=clauses)
        self.columns = max(self.columns, steps.program.columns)
        people, stride = sum(unit.people for unit in stage.units), 0
        while low < high and self._left() > 0:
            at = min(low + stride, (low + high) // 2)
            proved = steps.by(at, latest(at), self._left())
            self.work -= steps.program.columns
            if proved.most < people - SHORT:
                low, stride = at + 1, max(2 * stride, int(step) // 2)
                by, where = max(proved.parts, key=lambda limit: proved.parts[limit], default=(known.by, known.at))
                known = Bound(float(low), by, where)
            else:
                high = at
        return known


def proven(
    agreement: Agreement,
    plan: Plan,
    told: Callable[[int, int], None] = lambda _, __: None,
    seconds: float = math.inf,
) -> Plan:
    """*plan* with the best bound that can be proved for its people, within so many seconds or a limit of work.

    *told* hears how many of so many steps are done. Whoever interrupts gets the best so far.
    """
    proof, most, done = Proof(agreement, plan.convoys, plan.finish, seconds), 2 * len(STEPS), itertools.count(1)
    proof.go_on(lambda _: told(next(done), most))
    told(most, most)
    if proof.best.minutes <= plan.bound:
        return replace(plan, proof=proof.stopped)
    best = proof.best
    return replace(plan, bound=best.minutes, bound_by=best.by, bound_at=best.at, proof=proof.stopped)


def prove(
    agreement: Agreement,
    convoys: Sequence[Convoy],
    finish: float,
    seconds: float = math.inf,
    steps: Sequence[float] = STEPS,
) -> Bound:
    """The best bound that can be proved for these people, up to the *finish* of a plan for them."""
    proof = Proof(agreement, convoys, finish, seconds, steps)
    proof.go_on()
    return proof.best
