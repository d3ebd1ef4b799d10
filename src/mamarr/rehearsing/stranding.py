"""A finished run in which people are not out -> what kept each of them: a danger, a clause, the plan's order, or time.

From where the run stands still it is taken up again without the plan's order, then without clauses too: who gets out
then was stranded by what was left out. Whoever got out in this run, but late, was held up by a danger.
"""

from __future__ import annotations

import numpy as np

from mamarr.machine.compiling import compiled, numbers, records
from mamarr.rehearsing.kernel import weigh
from mamarr.rehearsing.tables import BARRIER, CLAUSE, CONVOY, COUNT, GATE, PLAN, ROW, STEP, Hand

longs = numbers("i8")
step, row_of, gate, count = records(STEP), records(ROW), records(GATE), records(COUNT)
convoy_of, barrier = records(CONVOY), records(BARRIER)


@compiled
def stops(w: Hand, end: float) -> int:
    """What kept each convoy that is not out, in the sums of all runs; gives what kept most people."""
    kept = longs(w.kept_back)
    for i in range(w.stops):
        kept[i] = 0
    tried = False
    for c in range(w.many_convoys):
        convoy = convoy_of(w.convoys, c)
        leaving = convoy.size - convoy.stayed
        if convoy.arrived > end and leaving > 0:
            if convoy.arrived == np.inf and not tried:
                for k in range(w.many_counts):
                    longs(w.sums_at_end)[k] = count(w.counts, k).reached
                onwards(w, w.reach_clauses, w.sums_clauses, PLAN)
                onwards(w, w.reach, w.sums, CLAUSE)
                tried = True
            kept[stop_of(w, c)] += leaving
    most = -1
    for i in range(w.stops):
        if kept[i] > 0:
            longs(w.stop_runs)[i] += 1
            longs(w.stop_people)[i] += kept[i]
            if most < 0 or kept[i] > kept[most]:
                most = i
    return most


@compiled
def stop_of(w: Hand, c: int) -> int:
    """What kept convoy *c*, which is not out in time."""
    convoy = convoy_of(w.convoys, c)
    if convoy.arrived < np.inf:
        return int(step(w.steps, convoy.arrival).held_what)
    if not longs(w.reach)[convoy.arrival]:
        return int(w.sources + 1 + closed_to(w, c))
    if not longs(w.reach_clauses)[convoy.arrival]:
        return int(2 * (w.sources + 1) + shut_gate(w, w.sums_clauses, c, CLAUSE))
    return int(2 * (w.sources + 1) + w.clauses + 1 + shut_gate(w, w.sums_at_end, c, PLAN))


@compiled
def onwards(w: Hand, reach: int, sums: int, without: int) -> None:
    """What would still happen, sooner or later, if gates of kind *without* and above did not count."""
    happened, total, upto, unmet, stack = longs(reach), longs(sums), longs(w.upto), longs(w.unmet), longs(w.stack)
    for i in range(w.many_steps):
        happened[i], unmet[i] = step(w.steps, i).time < np.inf, 0
    for i in range(w.many_counts):
        c = count(w.counts, i)
        total[i], upto[i] = c.reached, c.gates_end
        for g in range(c.gates_end - 1, c.gates - 1, -1):
            if gate(w.gates, g).need > c.reached:
                upto[i] = g
                unmet[gate(w.gates, g).held] += gate(w.gates, g).kind < without
    size = 0
    for i in range(w.many_steps):
        if not happened[i] and unmet[i] == 0 and not shut(w, i):
            happened[i], stack[size] = 1, i
            size += 1
    while size > 0:
        size -= 1
        s = step(w.steps, stack[size])
        for r in range(s.rows, s.rows_end):
            i = row_of(w.rows, r).count
            total[i] += weigh(w, r, s.convoy)
            while upto[i] < count(w.counts, i).gates_end and gate(w.gates, upto[i]).need <= total[i]:
                g = gate(w.gates, upto[i])
                upto[i] += 1
                unmet[g.held] -= g.kind < without
                if g.kind < without and unmet[g.held] == 0 and not happened[g.held] and not shut(w, g.held):
                    happened[g.held], stack[size] = 1, g.held
                    size += 1


@compiled
def shut(w: Hand, i: int) -> bool:
    """Whether no hour lets step *i* happen any more, or its way is shut for good."""
    s = step(w.steps, i)
    if w.shut_until == np.inf:
        for k in range(s.barriers, s.barriers_end):
            if barrier(w.barriers, longs(w.barrier)[k]).until == np.inf:
                return True
    return bool(s.dead != 0)


@compiled
def closed_to(w: Hand, c: int) -> int:
    """The first thing that shut the way of convoy *c* for good; its sources' end where it waits behind others."""
    found, since = w.sources, np.inf
    convoy = convoy_of(w.convoys, c)
    for i in range(convoy.own, convoy.own_end):
        s = step(w.steps, longs(w.own)[i])
        for k in range(s.barriers, s.barriers_end):
            b = barrier(w.barriers, longs(w.barrier)[k])
            if b.until == np.inf and b.since < since:
                found, since = b.by, b.since
    return int(found)


@compiled
def shut_gate(w: Hand, total: int, c: int, kind: int) -> int:
    """The clause of the first gate of *kind* on convoy *c* that stays closed."""
    convoy = convoy_of(w.convoys, c)
    for i in range(convoy.own, convoy.own_end):
        s = longs(w.own)[i]
        for k in range(longs(w.gates_of_at)[s], longs(w.gates_of_at)[s + 1]):
            g = gate(w.gates, longs(w.gates_of)[k])
            if g.kind == kind and g.need > longs(total)[g.count]:
                return int(g.clause)
    return int(w.clauses)
