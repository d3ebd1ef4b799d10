"""Queues at crossings -> gates and clocks: everybody in turn, nobody in the way of those who may not be made to wait.

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

Queues = Mapping[tuple[str, str, bool], Sequence[Passing]]
"""Who passes, in rank order, by the crossing, where they come from, and whether they may not be made to wait."""


def in_turn(net: Builder, queues: Queues) -> None:
    """Each passes after the one before, and nobody while a slot is kept for somebody else."""
    for (place, _, _), queue in queues.items():
        net.queue(queue, ("places", place))
    if any(_shared(queues)):
        keep(net, queues, run(net.build()).times)


def keep(net: Builder, queues: Queues, times: Sequence[float]) -> None:
    """Nobody else passes while by these *times* those pass who may not be made to wait."""
    for first, others in _shared(queues):
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
    for first, others in shared:
        for passing in others:
            ahead = [p for p in first if times[p.cross] < times[passing.cross]]
            for last in sorted(ahead, key=lambda p: times[p.cross])[-1:]:
                kept = [(s, b, m) for s, b, m in passing.behind(last) if times[b] + m <= times[s]]
                for step, before, minutes in kept:
                    wait = Wait(before, 1, net.lag(minutes, Lag("passing", last.convoy, last.place)))
                    net.after(step, [wait], 1, ("places", last.place), "plan")


def _shared(queues: Queues) -> Iterator[tuple[Sequence[Passing], Sequence[Passing]]]:
    """Where both kinds pass: those who may not be made to wait, and the others."""
    for (place, before, first), queue in queues.items():
        if not first and (place, before, True) in queues:
            yield queues[place, before, True], queue
