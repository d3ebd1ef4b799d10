"""Tables, what is wanted and a sequence of turns -> a better sequence, in machine code.

Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) in rounds, each twice as long as the one before and begun from
the best so far: so more work goes on where less work stopped. A turn belongs to a chain: convoys of a movement leave in
their own order, the search decides when it is each movement's turn.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from mamarr.compiling import compiled
from mamarr.planning.kernel import run
from mamarr.planning.tables import OPENED, TIME, Real, Tables, Whole

LATE, PROTECTED, PEOPLE, FINISH, IMBALANCE, ON_BOARD, GATHERED, OVER = range(8)
"""What a sequence is worth: people late or on board for too long; people times minutes until those who may not be made
to wait are safe, then all others; last arrival; greatest imbalance; people times minutes on board; loaded convoys at
one place; people times minutes that they are late or on board for too long."""
BOARDS, ARRIVES, SIZE, FIRST = range(4)
ROUND = 1000
"""Sequences tried in the first round."""
WARM, COLD = 4e-3, 4e-5
"""How much worse, as a share, a sequence is that is taken with a chance of 1 / e, as a round begins and ends."""
LONGEST = 8
"""Turns that are moved together at most."""


class Goals(NamedTuple):
    """What is wanted of an order, in arrays."""

    rides: Whole
    """Convoy: the steps at which it boards and arrives, its people, whether it may not be made to wait."""
    watched: Whole
    """Balance, step, weight: positive for one side, negative for the other; sorted by balance."""
    totals: Real
    """Balance: all that one side gives."""
    halts: Whole
    """Place, step since, step until: where convoys stand loaded; sorted by place."""
    after: Real
    """Halt: how many minutes after its first step."""
    ranks: Whole
    """What matters, most important first."""
    shares: Real
    """What one of each adds to the height of a sequence."""
    limits: Real
    """When the window closes, the most minutes on board."""


class Turns(NamedTuple):
    """Sequences in the making: rows are the one gone on from, the best, and the one tried."""

    chain: Whole
    """Row, turn: whose it is."""
    values: Real
    """Row: what it is worth."""
    heights: Real
    queue: Whole
    """Convoys chain by chain in their order."""
    starts: Whole
    """Chain: where it begins in ``queue``."""
    order: Whole
    """All convoys in the order tried; those who may not be made to wait first."""
    owner: Whole
    """Step: whose it is."""
    state: np.ndarray[tuple[int], np.dtype[np.uint64]]
    """Of the random numbers (xorshift64*, Vigna 2016)."""


HERE, BEST, TRIAL = range(3)


@compiled
def draw(s: Turns, below: int) -> int:
    """A random whole number from 0, smaller than *below*."""
    x = s.state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    s.state[0] = x
    return int(float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) / 9007199254740992.0 * below)


@compiled
def measure(t: Tables, g: Goals, v: Real) -> None:
    """What is known of a sequence at once; the rest is only asked where it decides."""
    v[:] = 0.0
    v[IMBALANCE] = v[GATHERED] = -1.0
    for i in range(len(g.rides)):
        boards, arrives = t.moment[TIME, g.rides[i, BOARDS]], t.moment[TIME, g.rides[i, ARRIVES]]
        size = g.rides[i, SIZE]
        over = max(0.0, arrives - g.limits[0], arrives - boards - g.limits[1])
        if over > 0.0:
            v[LATE] += size
            v[OVER] += size * over
        v[PROTECTED if g.rides[i, FIRST] else PEOPLE] += size * arrives
        v[FINISH] = max(v[FINISH], arrives)
        v[ON_BOARD] += size * (arrives - boards)


@compiled
def weigh(t: Tables, g: Goals, v: Real) -> None:
    """The greatest imbalance, and how many loaded convoys stand at one place."""
    v[IMBALANCE] = v[GATHERED] = 0.0
    first = 0
    while first < len(g.watched):
        last = first
        while last < len(g.watched) and g.watched[last, 0] == g.watched[first, 0]:
            last += 1
        when = np.empty(last - first)
        for i in range(first, last):
            when[i - first] = t.moment[TIME, g.watched[i, 1]]
        sequence, lead = np.argsort(when), 0
        for k in range(len(sequence)):
            lead += g.watched[first + sequence[k], 2]
            if k + 1 == len(sequence) or when[sequence[k + 1]] > when[sequence[k]]:
                v[IMBALANCE] = max(v[IMBALANCE], abs(lead) / g.totals[g.watched[first, 0]])
        first = last
    first = 0
    while first < len(g.halts):
        last = first
        while last < len(g.halts) and g.halts[last, 0] == g.halts[first, 0]:
            last += 1
        comes, goes, number = np.empty(last - first), np.empty(last - first), 0
        for i in range(first, last):
            since, until = t.moment[TIME, g.halts[i, 1]] + g.after[i], t.moment[TIME, g.halts[i, 2]]
            if since < until:
                comes[number], goes[number] = since, until
                number += 1
        comes, goes, gone = np.sort(comes[:number]), np.sort(goes[:number]), 0
        for k in range(number):
            while goes[gone] <= comes[k]:
                gone += 1
            v[GATHERED] = max(v[GATHERED], float(k + 1 - gone))
        first = last


@compiled
def height(g: Goals, v: Real) -> float:
    """One number that leads the search: mostly what matters most."""
    found = 0.0
    for what in range(len(g.shares)):
        if g.shares[what] > 0.0:
            found += g.shares[what] * v[what]
    return found


@compiled
def less(t: Tables, g: Goals, v: Real, than: Real) -> bool:
    """Whether a sequence is better, by what matters most of all in which they differ."""
    for what in g.ranks:
        if v[what] < 0.0:
            weigh(t, g, v)
        if v[what] != than[what]:
            return bool(v[what] < than[what])
    return False


@compiled
def evaluate(t: Tables, g: Goals, s: Turns) -> bool:
    """Runs the sequence that is tried; whether everybody arrives."""
    at, first = s.starts.copy(), len(s.order) - s.chain.shape[1]
    for i in range(s.chain.shape[1]):
        chain = s.chain[TRIAL, i]
        s.order[first + i] = s.queue[at[chain]]
        at[chain] += 1
    run(t, s.order, len(s.owner), 0.0)
    measure(t, g, s.values[TRIAL])
    if math.isinf(s.values[TRIAL, FINISH]):
        return False
    if g.shares[IMBALANCE] > 0.0 or g.shares[GATHERED] > 0.0:
        weigh(t, g, s.values[TRIAL])
    s.heights[TRIAL] = height(g, s.values[TRIAL])
    return True


@compiled
def shift(s: Turns, here: int, there: int, length: int) -> None:
    """*length* turns from *here* on go to *there*, the turns between make room."""
    turns, moved = s.chain[TRIAL], s.chain[TRIAL, here : here + length].copy()
    if there < here:
        for i in range(here - 1, there - 1, -1):
            turns[i + length] = turns[i]
    else:
        for i in range(here, there):
            turns[i] = turns[i + length]
    turns[there : there + length] = moved


@compiled
def near(s: Turns, most: int) -> int:
    """A distance: mostly short."""
    away: int = 1 + draw(s, 1 + draw(s, max(1, min(most, 1 + draw(s, most)))))
    return away


@compiled
def hurried(t: Tables, g: Goals, s: Turns) -> int:
    """A turn of somebody on the chain that holds the last arrival back, as it was last tried."""
    last, picked, number = 0, -1, 0
    for i in range(len(g.rides)):
        if t.moment[TIME, g.rides[i, ARRIVES]] > t.moment[TIME, g.rides[last, ARRIVES]]:
            last = i
    step, before = g.rides[last, ARRIVES], -1
    while step >= 0 and number < len(s.owner):
        number += 1
        if s.owner[step] != before:
            before = s.owner[step]
            if draw(s, number) == 0 or picked < 0:
                picked = before
        step = t.number[OPENED, step]
    number = s.chain.shape[1]
    for i in range(number):
        if s.order[len(s.order) - number + i] == picked:
            return i
    at: int = draw(s, number)
    return at


@compiled
def change(t: Tables, g: Goals, s: Turns) -> None:
    """Tries the sequence gone on from with a few turns changed."""
    s.chain[TRIAL] = s.chain[HERE]
    turns, number, kind = s.chain[TRIAL], s.chain.shape[1], draw(s, 10)
    if kind < 3:
        i = draw(s, number)
        j = (i + near(s, number - 1)) % number
        turns[i], turns[j] = turns[j], turns[i]
    elif kind < 5:
        i = hurried(t, g, s)
        if i > 0:
            shift(s, i, max(0, i - near(s, i)), 1)
    else:
        length = 1 if kind < 8 else 1 + draw(s, min(LONGEST, number - 1))
        here = draw(s, number - length + 1)
        away = near(s, max(1, number - length))
        there = here - away if draw(s, 2) else here + away
        shift(s, here, min(max(there, 0), number - length), length)


@compiled
def keep(s: Turns, row: int, other: int) -> None:
    """The sequence in one row is the one in another."""
    s.chain[row] = s.chain[other]
    s.values[row] = s.values[other]
    s.heights[row] = s.heights[other]


@compiled
def anneal(t: Tables, g: Goals, s: Turns, begin: int, end: int) -> None:
    """Tries the sequences number *begin* to *end*."""
    for work in range(begin, end):
        doubled = math.floor(math.log2(work / ROUND + 1.0))
        start, length = ROUND * (2**doubled - 1), ROUND * 2**doubled
        if work == start:
            keep(s, HERE, BEST)
        warmth = WARM * (COLD / WARM) ** ((work - start) / length)
        change(t, g, s)
        if evaluate(t, g, s):
            if less(t, g, s.values[TRIAL], s.values[BEST]):
                if s.values[TRIAL, IMBALANCE] < 0.0:
                    weigh(t, g, s.values[TRIAL])
                keep(s, BEST, TRIAL)
            rise = s.heights[TRIAL] - s.heights[HERE]
            if rise <= 0.0 or draw(s, 1000000) < 1e6 * math.exp(-rise / warmth):
                keep(s, HERE, TRIAL)
