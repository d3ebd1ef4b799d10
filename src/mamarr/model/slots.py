"""Queues -> gates and clocks: everybody in turn, nobody in the way of those who may not be made to wait.

Those who may not be made to wait queue among themselves, and their slots, by the likely times, are kept for them. The
others pass in the time that these leave. Whoever is to pass after a kept slot also waits for those who have it: when
they are late, they still come first.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from mamarr.model.builder import Builder, Passing
from mamarr.model.calendar import disjoint
from mamarr.model.clocks import around
from mamarr.model.law import Lag, Wait, run
from mamarr.model.turns import Turn
from mamarr.model.values import Path

Queues = Mapping[Turn, Sequence[Passing]]
"""Who passes, in rank order."""


def in_turn(net: Builder, queues: Queues) -> None:
    """Each passes after the one before, and nobody while a slot is kept for somebody else."""
    for turn, queue in queues.items():
        net.queue(queue, turn.clause)
    if any(_shared(queues)):
        keep(net, queues, run(net.build()).times)


def keep(net: Builder, queues: Queues, times: Sequence[float]) -> None:
    """Nobody else passes while by these *times* those pass who may not be made to wait."""
    for _, first, others in _shared(queues):
        kept = [(times[p.cross], p.minutes) for p in first if not math.isinf(times[p.cross])]
        for long in {p.minutes for p in others}:
            taken = disjoint([(at - long, at + minutes) for at, minutes in kept])
            for passing in (p for p in others if p.minutes == long):
                net.clock(passing.board, around(taken, passing.after))
                net.clock(passing.cross, around(taken))


def give_way(net: Builder, queues: Queues) -> None:
    """Whoever passes after a kept slot, by the likely times, waits for those who have it, however late they are."""
    shared = list(_shared(queues))
    times = run(net.build()).times if shared else []
    for clause, first, others in shared:
        for passing in others:
            ahead = [p for p in first if times[p.cross] < times[passing.cross]]
            for last in sorted(ahead, key=lambda p: times[p.cross])[-1:]:
                kept = [(s, b, m) for s, b, m in passing.behind(last) if times[b] + m <= times[s]]
                for step, before, minutes in kept:
                    wait = Wait(before, 1, net.lag(minutes, Lag("passing", last.convoy, last.place)))
                    net.after(step, [wait], 1, clause, "plan")


def _shared(queues: Queues) -> Iterator[tuple[Path, Sequence[Passing], Sequence[Passing]]]:
    """Where both kinds pass: the clause, those who may not be made to wait, and the others."""
    for turn, queue in queues.items():
        if not turn.first and (before := queues.get(turn._replace(first=True))):
            yield turn.clause, before, queue
