"""Tables and a rank order -> when every step happens, in machine code: the same times as ``law.run`` gives.

Gates are interpreted here, never made. A step whose gates are all open has its time at once; only counts are followed
in the order of time. Import it inside the function that needs it: numba loads slowly. Whatever is called stands above
what calls it, so that numba can keep the compiled code.
"""

from __future__ import annotations

import math

from mamarr.compiling import compiled
from mamarr.planning.tables import (
    AT,
    BEHIND,
    CLOCKS,
    COUNTED,
    EDGE,
    EDGE_NEXT,
    EDGE_STEP,
    FILLED,
    FIXED,
    FOLLOWER,
    FULL,
    GATES,
    HEAP_BY,
    HEAP_ROW,
    HEAPED,
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
    SPANS,
    STOOD,
    TAIL,
    TAKEN,
    TAKES,
    TIME,
    Tables,
    Whole,
)

DAY = 1440.0
EDGES, HEAP, TOLD = 0, 1, 2


@compiled
def open_from(t: Tables, row: int, moment: float) -> float:
    """The earliest moment that this clock allows."""
    first, last = t.at[SPANS, t.whole[row, 0]], t.at[SPANS, t.whole[row, 0] + 1]
    after, period = t.other[row, 0], t.other[row, 1]
    again = math.floor((moment + after - t.other[first, 0]) / period) * period if period > 0.0 else 0.0
    low, high = first, last
    while low < high:
        middle = (low + high) // 2
        if t.other[middle, 0] < moment + after - again:
            low = middle + 1
        else:
            high = middle
    if low > first and moment + after - again < t.other[low - 1, 1]:
        moment = t.other[low - 1, 1] + again - after
    return moment


@compiled
def allowed(t: Tables, first: int) -> float:
    """The earliest moment that every clock of these joint steps allows, once their gates are open."""
    moment = most = float(t.moment[AT, first])
    step, clocks = first, 0
    while step >= 0:
        for row in range(t.at[CLOCKS, step], t.at[CLOCKS, step + 1]):
            most = max(most, t.other[row, 2])
            clocks += 1
        step = t.number[FOLLOWER, step]
    while clocks > 0 and moment <= most + DAY:
        later, step = moment, first
        while step >= 0:
            for row in range(t.at[CLOCKS, step], t.at[CLOCKS, step + 1]):
                later = max(later, open_from(t, row, moment))
            step = t.number[FOLLOWER, step]
        if later == moment:
            return moment
        moment = later
    return moment if clocks == 0 else math.inf


@compiled
def happen(t: Tables, first: int) -> None:
    """All gates of the steps joint with *first* are open: they happen when their clocks allow it."""
    moment = allowed(t, first)
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
def move(t: Tables, here: int, there: int) -> None:
    """An entry of the heap moves."""
    t.moment[HEAPED, there] = t.moment[HEAPED, here]
    t.number[HEAP_ROW, there] = t.number[HEAP_ROW, here]
    t.number[HEAP_BY, there] = t.number[HEAP_BY, here]


@compiled
def push(t: Tables, moment: float, row: int, by: int) -> None:
    """This row will count at *moment*, because of the step *by*."""
    i = t.number[SIZE, HEAP]
    t.number[SIZE, HEAP] += 1
    while i > 0 and t.moment[HEAPED, (i - 1) // 2] > moment:
        move(t, (i - 1) // 2, i)
        i = (i - 1) // 2
    t.moment[HEAPED, i], t.number[HEAP_ROW, i], t.number[HEAP_BY, i] = moment, row, by


@compiled
def pop(t: Tables) -> None:
    """What counts next is taken out."""
    t.number[SIZE, HEAP] -= 1
    last = t.number[SIZE, HEAP]
    i = 0
    while 2 * i + 1 < last:
        down = 2 * i + 1
        if down + 1 < last and t.moment[HEAPED, down + 1] < t.moment[HEAPED, down]:
            down += 1
        if t.moment[HEAPED, down] >= t.moment[HEAPED, last]:
            break
        move(t, down, i)
        i = down
    move(t, last, i)


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
        push(t, moment + t.other[i, 0], i, step)


@compiled
def count_next(t: Tables) -> None:
    """The next step counts, and the gates whose need is reached open."""
    moment, row, by = t.moment[HEAPED, 0], t.number[HEAP_ROW, 0], t.number[HEAP_BY, 0]
    pop(t)
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
