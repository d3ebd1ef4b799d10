"""The times of one run to its Outcome: who got out, who did not and why, how long people sat on board."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

import numpy as np

from mamarr.model.law import Net, Run, critical, run
from mamarr.model.outcome import Cause, Outcome, Stop
from mamarr.model.values import Path
from mamarr.rehearsing.draw import Closure, Drawn
from mamarr.rehearsing.world import Floats, World

SLOW: Final = "slow"
MOST_HOURS: Final = 24 * 60
"""The picture shows no more hours than these."""


def outcome(given: World, drawn: Drawn, ran: Run) -> Outcome:
    """Everybody counted once: out in time, chose to stay, or not out."""
    arrivals = np.array([ran.times[i] for i in given.arrive])
    end = _end(given, ran)
    out = arrivals <= end
    leaving = given.size - drawn.stayed
    late = [i for i in np.flatnonzero(~out).tolist() if leaving[i]]
    not_out = Counter[str]()
    for i in late:
        not_out[given.side_of[i]] += int(leaving[i])
    greatest, left = imbalance(given, drawn, ran, end)
    aboard, waiting, weights = _on_board(given, drawn, ran, arrivals, end)
    hours = 60.0 * np.arange(1, min(MOST_HOURS, math.ceil(end / 60)) + 1)
    return Outcome(
        finish=float(arrivals.max()),
        in_window=not late,
        delivered=int(leaving[out].sum()),
        not_out=sum(not_out.values()),
        never_out=int(leaving[np.isinf(arrivals)].sum()),
        stayed=int(drawn.stayed.sum()),
        not_out_of={side: not_out[side] for side in sorted(set(given.side_of))},
        imbalance=greatest,
        imbalance_at_end=left,
        hours_on_board=_mean(aboard, weights),
        worst_on_board=float(aboard.max(initial=0.0)) / 60,
        hours_waiting=_mean(waiting, weights),
        worst_waiting=float(waiting.max(initial=0.0)) / 60,
        stops=_stops(given, drawn, late, ran) if late else (),
        out_by_hour=tuple(np.where(arrivals <= hours[:, None], leaving, 0).sum(1).tolist()),
    )


def _end(given: World, ran: Run) -> float:
    """When the counting stops: the window closes, or without a window the last thing has happened."""
    if given.agreement.window:
        return given.horizon
    return max(given.horizon, *(t for t in ran.times if not math.isinf(t)), 0.0)


def imbalance(given: World, drawn: Drawn, ran: Run, end: float) -> tuple[float | None, float | None]:
    """The greatest share by which one side was ahead in people delivered, and the share when it ended."""
    greatest, left = [], []
    for watched in given.watched:
        balance = watched.balance
        counted = (
            max(0, c.counted - int(drawn.stayed[i])) for i, c in zip(watched.convoys, balance.convoys, strict=True)
        )
        times = (t if (t := ran.times[i]) <= end else math.inf for i in watched.steps)
        path = balance.path(zip(times, counted, strict=True))
        greatest.append(abs(balance.ahead(balance.greatest(path))))
        left.append(abs(balance.ahead(path[-1])))
    return max(greatest, default=None), max(left, default=None)


def _on_board(given: World, drawn: Drawn, ran: Run, arrivals: Floats, end: float) -> tuple[Floats, Floats, Floats]:
    """Minutes on board and minutes waiting of each convoy that boarded with people, and its people."""
    boarded = np.array([ran.times[i] for i in given.board])
    people = (given.size - drawn.stayed).astype(float)
    rode = (boarded < end) & (people > 0)
    aboard = np.minimum(arrivals, end)[rode] - boarded[rode]
    return aboard, np.maximum(0.0, aboard - drawn.moving[rode]), people[rode]


def _mean(minutes: Floats, weights: Floats) -> float:
    return float(minutes @ weights / weights.sum()) / 60 if len(minutes) else 0.0


def _stops(given: World, drawn: Drawn, late: list[int], ran: Run) -> tuple[Stop, ...]:
    """What kept each convoy that is not out.

    From where the run stands still, it is taken up again without the plan's order, then without clauses too: who gets
    out then was stranded by what was left out. Whoever gets out in this run, but late, was held up by a danger.
    """
    past = {step: t for step, t in enumerate(ran.times) if not math.isinf(t)}
    quiet = max(past.values(), default=0.0)
    no_plan, physical = (
        run(net, now=quiet, lags=drawn.lags, clocks=drawn.clocks, fixed=past)
        for net in (given.without_plan, given.only_physical)
    )
    people = Counter[tuple[Cause, Path]]()
    for i in late:
        arrive = given.arrive[i]
        key: tuple[Cause, Path]
        if not math.isinf(ran.times[arrive]):
            key = "late", _held_up(drawn, ran, arrive)
        elif math.isinf(physical.times[arrive]):
            key = "danger", _closed_to(given, drawn, i)
        elif math.isinf(no_plan.times[arrive]):
            key = "clause", _shut_gate(given, i, given.without_plan, no_plan, "clause")
        else:
            key = "plan order", _shut_gate(given, i, given.net, ran, "plan")
        people[key] += int(given.size[i] - drawn.stayed[i])
    return tuple(sorted(Stop(cause, what, n) for (cause, what), n in people.items()))


def _held_up(drawn: Drawn, ran: Run, arrive: int) -> Path:
    """The longest closure during which some step waited on the chain that made this arrival late."""
    found: list[Closure] = []
    for step, _ in critical(ran, arrive):
        by = ran.opened[step].by
        since = ran.times[by] if by >= 0 else 0.0
        found += [c for c in drawn.closures if step in c.steps and c.start < ran.times[step] and c.end > since]
    if not found:
        return (SLOW,)
    longest = max(found, key=lambda c: (c.end - c.start, c.danger, c.where))
    return longest.danger, longest.where


def _closed_to(given: World, drawn: Drawn, convoy: int) -> Path:
    """The first closure for good that touches *convoy*."""
    own = given.steps_of[convoy]
    final = [c for c in drawn.closures if math.isinf(c.end) and not own.isdisjoint(c.steps)]
    first = min(final, key=lambda c: (c.start, c.danger, c.where), default=None)
    return (first.danger, first.where) if first else (SLOW,)


def _shut_gate(given: World, convoy: int, net: Net, ran: Run, kind: str) -> Path:
    """The clause or resource of the first gate of *kind* on *convoy* that stays closed."""
    for step in sorted(given.steps_of[convoy]):
        for gate in (net.gates[g] for g in net.gates_of[step]):
            reached = sum(w.weight for w in net.counts[gate.count] if not math.isinf(ran.times[w.step]))
            if gate.kind == kind and reached < gate.need:
                return gate.clause
    return (SLOW,)
