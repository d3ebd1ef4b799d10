"""Tables and a rank order -> when every step happens, in machine code: the same times as ``law.run`` gives.

Gates are interpreted here, never made. A step whose gates are all open has its time at once; only counts are followed
in the order of time. Import it inside the function that needs it: numba loads slowly. Whatever is called stands above
what calls it, so that numba can keep the compiled code.
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.machine.clocks import DAY, allowed, last_of
from mamarr.machine.compiling import compiled
from mamarr.machine.heap import first as next_of
from mamarr.machine.heap import pop, push
from mamarr.planning.search.tables import (
    AT,
    BEHIND,
    CLOCK,
    COUNTED,
    EDGE,
    EDGE_NEXT,
    EDGE_STEP,
    FILLED,
    FIXED,
    FOLLOWER,
    FULL,
    GATES,
    HELD,
    LANES,
    LATER,
    LEADER,
    NEXT,
    OPENED,
    PAIRS,
    PASSED,
    PASSES,
    REACHED,
    READY,
    SHUT,
    SIDES,
    SIZE,
    SLACK,
    STOOD,
    TAIL,
    TAKEN,
    TAKES,
    TIME,
    Tables,
    Whole,
)

EDGES, HEAP, TOLD = 0, 1, 2


@compiled
def suits(t: Tables, first: int) -> float:
    """The earliest moment that every clock of these joint steps allows, once their gates are open."""
    moment = float(t.moment[AT, first])
    if t.number[FOLLOWER, first] < 0:
        return float(allowed(t.clocks, 0, t.number[CLOCK, first], moment))
    most, step = moment, first
    while step >= 0:
        most = max(most, last_of(t.clocks, 0, t.number[CLOCK, step]))
        step = t.number[FOLLOWER, step]
    while moment <= most + DAY:
        later, step = moment, first
        while step >= 0:
            later = max(later, allowed(t.clocks, 0, t.number[CLOCK, step], later))
            step = t.number[FOLLOWER, step]
        if later == moment:
            return moment
        moment = later
    return math.inf


@compiled
def happen(t: Tables, first: int) -> None:
    """All gates of the steps joint with *first* are open: they happen when their clocks allow it."""
    moment = suits(t, first)
    step = first
    while step >= 0:
        if math.isnan(t.moment[FIXED, step]):
            t.moment[TIME, step] = moment
            t.number[OPENED, step] = t.number[OPENED, first]
            if moment < math.inf:
                t.number[READY, t.number[SIZE, TOLD]] = step
                t.number[SIZE, TOLD] += 1
        step = t.number[FOLLOWER, step]


@compiled
def open_gate(t: Tables, step: int, moment: float, by: int) -> None:
    """One gate of *step* is open from *moment* on, thanks to the step *by*."""
    first = t.number[LEADER, step]
    if moment >= t.moment[AT, first]:
        t.moment[AT, first] = moment
        t.number[OPENED, first] = by
    t.number[SHUT, first] -= 1
    if t.number[SHUT, first] == 0:
        happen(t, first)


@compiled
def tell(t: Tables, step: int) -> None:
    """*step* has its time: who waits for it alone knows when, and it will count."""
    moment = t.moment[TIME, step]
    for i in range(t.at[NEXT, step], t.at[NEXT, step + 1]):
        open_gate(t, t.whole[i, 0], moment + t.other[i, 0], step)
    edge = t.number[EDGE, step]
    while edge >= 0:
        open_gate(t, t.number[EDGE_STEP, edge], moment + t.moment[LATER, edge], step)
        edge = t.number[EDGE_NEXT, edge]
    for i in range(t.at[COUNTED, step], t.at[COUNTED, step + 1]):
        push(t.heap.ctypes.data, t.number[SIZE, HEAP], moment + t.other[i, 0], i, step)
        t.number[SIZE, HEAP] += 1


@compiled
def count_next(t: Tables) -> None:
    """The next step counts, and the gates whose need is reached open."""
    moment, order, by = next_of(t.heap.ctypes.data)
    row = np.int64(order)
    pop(t.heap.ctypes.data, t.number[SIZE, HEAP])
    t.number[SIZE, HEAP] -= 1
    count = t.whole[row, 0]
    t.number[REACHED, count] += t.whole[row, 1]
    for i in range(t.at[LANES, count], t.at[LANES, count + 1]):
        lane = t.whole[i, 0]
        first = t.at[GATES, lane]
        while t.number[PASSED, lane] < t.number[FULL, lane]:
            gate = first + t.number[PASSED, lane]
            if t.whole[gate, 0] > t.number[REACHED, count]:
                break
            t.number[PASSED, lane] += 1
            open_gate(t, t.whole[gate, 1], moment, by)


@compiled
def clear(t: Tables, now: float) -> None:
    """Nobody is ranked, nothing has happened."""
    t.moment[TIME] = math.inf
    t.moment[AT] = now
    t.number[SHUT] = t.number[HELD]
    t.number[OPENED] = -1
    t.number[FOLLOWER] = -1
    t.number[EDGE] = -1
    t.number[TAIL] = -1
    t.number[FULL] = t.number[FILLED]
    for what in (TAKEN, PASSED, REACHED, STOOD, SIZE):
        t.number[what] = 0
    for step in range(t.number.shape[1]):
        t.number[LEADER, step] = step


@compiled
def take(t: Tables, convoy: int) -> None:
    """What this convoy takes from limits behind those ranked before it."""
    for i in range(t.at[TAKES, convoy], t.at[TAKES, convoy + 1]):
        limit, lane, step = t.whole[i, 0], t.whole[i, 1], t.whole[i, 2]
        t.number[TAKEN, limit] += t.whole[i, 3]
        if t.number[TAKEN, limit] > t.number[SLACK, limit]:
            gate = t.at[GATES, lane] + t.number[FULL, lane]
            t.whole[gate, 0] = t.number[TAKEN, limit] - t.number[SLACK, limit]
            t.whole[gate, 1] = step
            t.number[FULL, lane] += 1
            t.number[SHUT, step] += 1


@compiled
def line_up(t: Tables, convoy: int) -> None:
    """This convoy stands behind the last of each of its queues."""
    for i in range(t.at[PASSES, convoy], t.at[PASSES, convoy + 1]):
        ahead = t.number[TAIL, t.whole[i, 0]]
        t.number[TAIL, t.whole[i, 0]] = i
        if ahead >= 0:
            kind = t.whole[i, 2] + t.whole[ahead, 1]
            for link in range(t.at[BEHIND, kind], t.at[BEHIND, kind + 1]):
                edge, step = t.number[SIZE, EDGES], t.whole[i, 3 + t.whole[link, 0]]
                before = t.whole[ahead, 3 + t.whole[link, 1]]
                t.number[EDGE_NEXT, edge] = t.number[EDGE, before]
                t.number[EDGE_STEP, edge] = step
                t.moment[LATER, edge] = t.other[link, 0]
                t.number[EDGE, before] = edge
                t.number[SHUT, step] += 1
                t.number[SIZE, EDGES] += 1


@compiled
def pair_up(t: Tables, convoy: int) -> None:
    """Steps of this convoy happen jointly with those that stand at the same place of the other side."""
    for i in range(t.at[PAIRS, convoy], t.at[PAIRS, convoy + 1]):
        side, facing, step = t.whole[i, 0], t.whole[i, 1], t.whole[i, 2]
        k = t.number[STOOD, side]
        t.whole[t.at[SIDES, side] + k, 0] = step
        t.number[STOOD, side] += 1
        one, other = t.number[LEADER, step], -1
        if t.number[STOOD, facing] > k:
            other = t.number[LEADER, t.whole[t.at[SIDES, facing] + k, 0]]
        if other >= 0 and other != one:
            last = one
            while t.number[FOLLOWER, last] >= 0:
                last = t.number[FOLLOWER, last]
            t.number[FOLLOWER, last] = other
            while other >= 0:
                t.number[LEADER, other] = one
                other = t.number[FOLLOWER, other]


@compiled
def run(t: Tables, order: Whole, steps: int, now: float) -> None:
    """Runs *t* with convoys ranked in *order* (indices of all): ``t.moment[TIME]`` are the times (inf: never)."""
    clear(t, now)
    for convoy in order:
        take(t, convoy)
        line_up(t, convoy)
        pair_up(t, convoy)
    for step in range(steps):
        if t.number[LEADER, step] != step:
            t.number[SHUT, t.number[LEADER, step]] += t.number[SHUT, step]
        if not math.isnan(t.moment[FIXED, step]):
            t.moment[TIME, step] = t.moment[FIXED, step]
            t.number[READY, t.number[SIZE, TOLD]] = step
            t.number[SIZE, TOLD] += 1
    for step in range(steps):
        if t.number[LEADER, step] == step and t.number[SHUT, step] == 0:
            happen(t, step)
    while t.number[SIZE, TOLD] + t.number[SIZE, HEAP] > 0:
        while t.number[SIZE, TOLD] > 0:
            t.number[SIZE, TOLD] -= 1
            tell(t, t.number[READY, t.number[SIZE, TOLD]])
        if t.number[SIZE, HEAP] > 0:
            count_next(t)
