"""Agreement, Plan, State, now -> the Plan from now on: what has happened stays, what people were told changes least.

Convoys that boarded keep their people, vehicles and times as reported. Those that wait keep their name, vehicles and
turn; only where that leaves somebody stuck or outside the window is their order searched anew. Who declined, is absent,
dead or in hospital no longer travels, but counts in the clauses where their convoy counts: totals stay as agreed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, compiled
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.law import Net, Run, Step, run
from mamarr.model.plan import Convoy, Plan, Searched
from mamarr.model.position import GONE
from mamarr.model.resources import FREE
from mamarr.model.sharing import split
from mamarr.model.slots import give_way, keep
from mamarr.model.state import State
from mamarr.planning import late, long, of_run, stuck
from mamarr.planning.boarding import just_in_time
from mamarr.planning.loading import along, places
from mamarr.planning.order import grown, rank
from mamarr.planning.search import Limits, Progress

LONG_AGO = -1e9
"""When those count who no longer travel: before anybody else."""


@dataclass(frozen=True, slots=True)
class Replanned:
    """The plan from now on, the convoys of it that have boarded, and whether the order of the others is a new one."""

    plan: Plan
    boarded: frozenset[str]
    searched: bool


def replan(
    agreement: Agreement,
    old: Plan,
    state: State,
    past: Mapping[Step, float],
    now: float,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Replanned | tuple[Diagnostic, ...]:
    """The plan from *now* on, or why not everybody can still move; *past* tells when each step was done.

    Within *limits* a better order of those who wait is searched for, least change to what they were told first.
    """
    day = Day(agreement, old, state, past, now)
    if not day.travelling:
        return Replanned(replace(old, convoys=(), times={}, gone=day.gone, since=now), day.boarded, False)
    order, searched = day.kept(), False
    first = day.planned(order)
    made: Plan | tuple[Diagnostic, ...] = first
    if not isinstance(first, Plan):
        anew, searched = day.searched(), True
        made = day.planned(anew)
        order = anew if isinstance(made, Plan) else order
    if limits is not None and set(day.boards) < {c.id for c in day.travelling}:
        made = day.improved(order, made, limits, progress)
    if isinstance(made, Plan):
        return Replanned(made, day.boarded, searched)
    return first if not isinstance(first, Plan) else made


@dataclass(frozen=True)
class Day:
    """A plan half carried out."""

    agreement: Agreement
    old: Plan
    state: State
    past: Mapping[Step, float]
    now: float

    @cached_property
    def boards(self) -> Mapping[str, float]:
        """When each convoy that has boarded did so."""
        return {step.convoy: t for step, t in self.past.items() if step.act == BOARD}

    @cached_property
    def boarded(self) -> frozenset[str]:
        return frozenset(self.boards)

    @cached_property
    def counted(self) -> tuple[Convoy, ...]:
        """Everybody, as the clauses count them: people who turned back by themselves in convoys of their own."""
        found: list[Convoy] = []
        new: list[Convoy] = []
        told = self.old.everybody
        for convoy in told:
            back = self.state.positions[convoy.id].people.get("turned back", 0) if convoy.id in self.boarded else 0
            stays, returns = _split(convoy, back)
            found.append(stays)
            if back:
                name = _next_name(convoy, [*told, *new])
                new.append(replace(returns, id=name, of=convoy.id, vehicles=_enough(self.agreement, returns)))
        return (*found, *new)

    @cached_property
    def travelling(self) -> tuple[Convoy, ...]:
        """Everybody who has boarded or still will."""
        return tuple(self._travelling())

    def _travelling(self) -> Iterator[Convoy]:
        before = {c.id: c.people for c in self.old.gone}
        for convoy in self.counted:
            position = self.state.positions.get(convoy.id)
            gone = sum(position.people.get(where, 0) for where in GONE) if position else 0
            left = _split(convoy, gone)[0]
            if convoy.id in self.boarded:
                left = replace(convoy, people=_less(convoy.people, before.get(convoy.id, {})))
            if left.size:
                yield left

    @cached_property
    def gone(self) -> tuple[Convoy, ...]:
        """Who no longer travels, each under the name of the convoy with which they count."""
        stay = {c.id: c.people for c in self.travelling}
        left = (
            Convoy(c.id, c.movement, _less(c.people, stay.get(c.id, {})), c.to, {} if c.id in stay else c.vehicles)
            for c in self.counted
        )
        return tuple(c for c in left if c.size)

    def kept(self) -> tuple[Convoy, ...]:
        """The order that people were told; where somebody boarded out of turn, those who have boarded come first."""
        told = {step.convoy: t for step, t in self.old.times.items() if step.act == BOARD}
        next_turn = min((told[c.id] for c in self.travelling if c.id in told and c.id not in self.boards), default=0.0)
        in_turn = all(told[name] <= next_turn for name in self.boards)
        return self.counted if in_turn else self._boarded_first(self.counted)

    def searched(self) -> tuple[Convoy, ...]:
        """Those who have boarded, then the others in an order grown anew."""
        first = [c for c in self._boarded_first(self.counted) if c.unconditional or c.id in self.boards]
        first.sort(key=lambda c: not c.unconditional)
        rest = [c for c in self.counted if c not in first]
        ranking = grown(self.agreement, (*first, *rest), len(first))
        return self._boarded_first(ranking.order() if ranking.complete else rank(self.agreement, self.counted)[0])

    def _boarded_first(self, order: Sequence[Convoy]) -> tuple[Convoy, ...]:
        """Protected people before all others; then by the time of boarding, and by *order*."""
        return tuple(sorted(order, key=lambda c: (not c.unconditional, self.boards.get(c.id, math.inf))))

    def planned(self, order: tuple[Convoy, ...]) -> Plan | tuple[Diagnostic, ...]:
        """The plan in this order by the law with the past as it was, or who cannot be where in time."""
        net, outcome, later = self.timed(order)
        left = {c.id: c for c in self.travelling}
        if any(t == math.inf and s.act != FREE for s, t in zip(net.steps, outcome.times, strict=True)):
            return (stuck(self.agreement, order),)
        made = of_run(self.agreement, tuple(left[c.id] for c in order if c.id in left), net, outcome, later)
        waiting = [c for c in made.convoys if c.id not in self.boards]
        faults = (*late(self.agreement, waiting, made.times), *long(self.agreement, waiting, made.times))
        return faults or replace(
            made,
            digest=self.old.digest,
            level=self.old.level,
            overrides=self.old.overrides,
            gone=self.gone,
            since=self.now,
            ranks=tuple(c.id for c in order) if len(left) < len(order) else (),
            bound=min(made.bound, made.finish),
            critical=tuple(link for link in made.critical if link.at > self.now),
        )

    def timed(self, order: Sequence[Convoy]) -> tuple[Net, Run, Run]:
        """The law from now on, with slots at crossings kept for protected people when they will really be there.

        First as early as it allows, then with those who have not boarded yet boarding just in time.
        """
        compiler = compiled(self.agreement, order, resources=True)
        give_way(compiler.net, compiler.queues)
        net = compiler.net.build()
        fixed = self._fixed(net)
        keep(compiler.net, compiler.queues, run(net, now=self.now, fixed=fixed).times)
        net = compiler.net.build()
        outcome = run(net, now=self.now, fixed=fixed)
        waiting = [c for c in self.travelling if c.id not in self.boards]
        return (
            net,
            outcome,
            just_in_time(
                self.agreement,
                waiting,
                net,
                outcome,
                lambda clocks: run(net, now=self.now, fixed=fixed, clocks=clocks),
            ),
        )

    def improved(
        self,
        order: tuple[Convoy, ...],
        made: Plan | tuple[Diagnostic, ...],
        limits: Limits,
        progress: Callable[[Progress], None],
    ) -> Plan | tuple[Diagnostic, ...]:
        """The plan of a better order than that of *made*, if the search finds one; with what was searched."""
        from mamarr.planning.search.resequence import Turns, resequenced  # noqa: PLC0415  (the compiler loads slowly)

        compiler = compiled(self.agreement, order, resources=True)
        left = {c.id: c for c in self.travelling}
        waiting = [left[c.id] for c in order if c.id in left and c.id not in self.boards]
        told = {step.convoy: t for step, t in self.old.times.items() if step.act == BOARD}
        turns = Turns(self.agreement, compiler.net, order, waiting, told, limits.objective)
        give_way(compiler.net, compiler.queues)
        turns.fix(self._fixed(compiler.net.build()))
        better, work, ended = resequenced(turns, self.now, limits, progress)
        found = self.planned(better)
        if isinstance(found, Plan) and (
            not isinstance(made, Plan) or turns.worth(found.times) < turns.worth(made.times)
        ):
            made = found
        searched = Searched(work, limits.seed, ended, limits.objective)
        return replace(made, search=searched) if isinstance(made, Plan) else made

    def _fixed(self, net: Net) -> dict[int, float]:
        """What has happened. Vehicles that came back before now did so when the law says, which is not now."""
        left = {c.id for c in self.travelling}
        fixed = {net.index[step]: t for step, t in self.past.items()}
        fixed |= {i: LONG_AGO for i, step in enumerate(net.steps) if step.convoy not in left}
        there = {step.convoy for step in self.past if step.act == ARRIVE}
        returned = run(net, fixed=fixed).times
        back = (i for i, step in enumerate(net.steps) if step.act == FREE and step.convoy in there)
        return fixed | {i: returned[i] for i in back if returned[i] <= self.now}


def _less(people: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """*people* without *others*, by category."""
    return {category: left for category, n in people.items() if (left := n - others.get(category, 0)) > 0}


def _split(convoy: Convoy, number: int) -> tuple[Convoy, Convoy]:
    """*convoy* without so many of its people, and these. Whose households they are of, nobody reported."""
    taken = min(number, convoy.size)
    if not taken:
        return convoy, replace(convoy, people={}, households={})
    stays, goes = split(replace(convoy, households={}), [convoy.size - taken, taken])
    return stays, goes


def _next_name(convoy: Convoy, others: Sequence[Convoy]) -> str:
    """The call sign after the last of its kind."""
    mark = "m" if convoy.unconditional else ""
    start = f"{convoy.movement}-{mark}"
    numbers = [int(end) for c in others if (end := c.id.removeprefix(start)).isdecimal()]
    number = max(numbers, default=0) + 1
    return f"{start}{number}" if mark else f"{start}{number:02}"


def _enough(agreement: Agreement, convoy: Convoy) -> Mapping[str, int]:
    """So many of the vehicles of *convoy* as its people need."""
    left, taken = convoy.size, {}
    for name in convoy.vehicles.keys() - agreement.movements[convoy.movement].along.keys():
        number = convoy.vehicles[name]
        each = places(agreement.fleets[name], convoy)
        needed = min(number, -(-left // each)) if each else 0
        if needed > 0:
            taken[name] = needed
            left -= needed * each
    return taken | along(agreement, convoy, convoy.size)
