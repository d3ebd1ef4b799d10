"""Tables, what is wanted and a sequence of turns -> a better sequence, in machine code.

Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) in rounds, each twice as long as the one before and begun from
the best so far: so more work goes on where less work stopped. A turn belongs to a chain: convoys that are alike, or
of a movement whose order the clauses know, leave in their own order; the search decides when it is each chain's turn.
The height up to which a sequence is taken is drawn before it is grown, so that most are given up half way, and it is
grown only from the first turn that changes. It counts as better only by the law's own times.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from mamarr.machine.chance import Chance, draw
from mamarr.machine.compiling import compiled
from mamarr.planning.search.kernel import run
from mamarr.planning.search.serial import STEP, WORTH, Growth, add, empty
from mamarr.planning.search.tables import TIME, Real, Tables, Whole
from mamarr.planning.search.weighing import (
    ARRIVES,
    FINISH,
    GATHERED,
    IMBALANCE,
    OVER,
    Goals,
    count_in,
    height,
    less,
    weigh,
)

ROUND = 1000
"""Sequences tried in the first round."""
WARM, COLD = 4e-3, 4e-5
"""How much worse, as a share, a sequence is that is taken with a chance of 1 / e, as a round begins and ends."""
LONGEST = 8
"""Turns that are moved together at most."""
KEPT = 16
"""How many states of the growing plan are kept, to grow it again from there."""


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
    state: Chance
    """Of the random numbers."""
    real: Real
    whole: Whole
    """Twice for every so many turns: the state of the growing plan before them, gone on from and tried."""
    side: Whole
    """For every so many turns: which of the two is of the sequence gone on from."""
    joint: Whole
    """Whether sequences are run by the law at once: steps happen jointly, or the first cannot be grown."""


HERE, BEST, TRIAL = range(3)


@compiled
def lined_up(s: Turns) -> None:
    """The order of the sequence that is tried."""
    at, first = s.starts.copy(), len(s.order) - s.chain.shape[1]
    for i in range(s.chain.shape[1]):
        chain = s.chain[TRIAL, i]
        s.order[first + i] = s.queue[at[chain]]
        at[chain] += 1


@compiled
def lawful(t: Tables, g: Goals, s: Turns, p: Growth, v: Real) -> bool:
    """What the sequence that is tried is worth by the law's own times; whether everybody arrives."""
    run(t, s.order, len(p.gate), 0.0)
    times = t.moment[TIME]
    v[:] = 0.0
    for ride in range(len(g.rides)):
        count_in(g, v, 0, ride, times, 0)
    weigh(g, times, v)
    return not math.isinf(v[FINISH])


@compiled
def grown(t: Tables, g: Goals, s: Turns, p: Growth, since: int, limit: float) -> bool:
    """Grows the sequence that is tried, new from turn *since* on; whether its height is within *limit*."""
    every = -(-s.chain.shape[1] // KEPT)
    first, here, height_ = len(s.order) - s.chain.shape[1], since // every, 0.0
    p.real[:] = s.real[2 * here + s.side[here]]
    p.whole[:] = s.whole[2 * here + s.side[here]]
    for i in range(here * every, s.chain.shape[1]):
        now = i // every
        if i % every == 0 and now > here:
            s.real[2 * now + 1 - s.side[now]] = p.real
            s.whole[2 * now + 1 - s.side[now]] = p.whole
        convoy = s.order[first + i]
        add(t, p, convoy)
        if math.isinf(p.real[p.begins[STEP] + g.rides[convoy, ARRIVES]]):
            return False
        count_in(g, p.real, p.begins[WORTH], convoy, p.real, p.begins[STEP])
        height_ = height(g, p.real, p.begins[WORTH])
        if height_ > limit:
            return False
    s.values[TRIAL] = p.real[p.begins[WORTH] :]
    if g.shares[IMBALANCE] > 0.0 or g.shares[GATHERED] > 0.0:
        weigh(g, p.real[p.begins[STEP] : p.begins[WORTH]], s.values[TRIAL])
    s.heights[TRIAL] = height(g, s.values[TRIAL], 0)
    return bool(s.heights[TRIAL] <= limit)


@compiled
def begun(t: Tables, g: Goals, s: Turns, p: Growth) -> bool:
    """Grows those who are not in the sequence, then all of the sequence that is tried; whether everybody arrives."""
    empty(p)
    for convoy in s.order[: len(s.order) - s.chain.shape[1]]:
        add(t, p, convoy)
        if math.isinf(p.real[p.begins[STEP] + g.rides[convoy, ARRIVES]]):
            return False
        count_in(g, p.real, p.begins[WORTH], convoy, p.real, p.begins[STEP])
    s.side[:] = 0
    s.real[0], s.whole[0] = p.real, p.whole
    lined_up(s)
    if not grown(t, g, s, p, 0, math.inf):
        return False
    s.side[1:] = 1
    return True


@compiled
def within(t: Tables, g: Goals, s: Turns, p: Growth, since: int, limit: float) -> bool:
    """Whether everybody arrives in the sequence that is tried, the same up to turn *since*, and it is not too high."""
    lined_up(s)
    if s.joint[0]:
        if not lawful(t, g, s, p, s.values[TRIAL]):
            return False
        s.heights[TRIAL] = height(g, s.values[TRIAL], 0)
        return bool(s.heights[TRIAL] <= limit)
    if not grown(t, g, s, p, since, limit):
        return False
    every = -(-s.chain.shape[1] // KEPT)
    for k in range(since // every + 1, (s.chain.shape[1] - 1) // every + 1):
        s.side[k] = 1 - s.side[k]
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
def gather(s: Turns, chain: int, first: int, end: int, late: int) -> None:
    """From turn *first* to before *end* those of *chain* come before all others, or after; the others keep theirs."""
    turns = s.chain[TRIAL]
    if late:
        k = first
        for i in range(first, end):
            if turns[i] != chain:
                turns[k] = turns[i]
                k += 1
        turns[k:end] = chain
    else:
        k = end
        for i in range(end - 1, first - 1, -1):
            if turns[i] != chain:
                k -= 1
                turns[k] = turns[i]
        turns[first:k] = chain


@compiled
def near(s: Turns, most: int) -> int:
    """A distance: mostly short."""
    away: int = 1 + draw(s.state, 1 + draw(s.state, max(1, min(most, 1 + draw(s.state, most)))))
    return away


@compiled
def change(s: Turns) -> int:
    """Tries the sequence gone on from with a few turns changed; gives the first of these."""
    s.chain[TRIAL] = s.chain[HERE]
    turns, number, kind = s.chain[TRIAL], s.chain.shape[1], draw(s.state, 10)
    if kind < 3:
        i = draw(s.state, number)
        j = (i + near(s, number - 1)) % number
        turns[i], turns[j] = turns[j], turns[i]
    elif kind < 5:
        i = j = draw(s.state, number)
        end = min(number, i + 1 + near(s, number))
        gather(s, turns[i + draw(s.state, end - i)], i, end, draw(s.state, 2))
    else:
        length = 1 if kind < 8 else 1 + draw(s.state, min(LONGEST, number - 1))
        i = draw(s.state, number - length + 1)
        away = near(s, max(1, number - length))
        j = min(max(i - away if draw(s.state, 2) else i + away, 0), number - length)
        shift(s, i, j, length)
    since: int = min(i, j)
    while since < number and turns[since] == s.chain[HERE, since]:
        since += 1
    return since


@compiled
def keep(s: Turns, row: int, other: int) -> None:
    """The sequence in one row is the one in another."""
    s.chain[row] = s.chain[other]
    s.values[row] = s.values[other]
    s.heights[row] = s.heights[other]


@compiled
def again(t: Tables, g: Goals, s: Turns, p: Growth) -> None:
    """Goes on from the best sequence."""
    keep(s, TRIAL, BEST)
    if s.joint[0] == 0:
        begun(t, g, s, p)
    keep(s, HERE, TRIAL)


@compiled
def anneal(t: Tables, g: Goals, s: Turns, p: Growth, begin: int, end: int) -> None:
    """Tries the sequences number *begin* to *end*."""
    law = np.zeros(OVER + 1)
    for work in range(begin, end):
        doubled = math.floor(math.log2(work / ROUND + 1.0))
        start, length = ROUND * (2**doubled - 1), ROUND * 2**doubled
        if work == start:
            again(t, g, s, p)
        warmth = WARM * (COLD / WARM) ** ((work - start) / length)
        since = change(s)
        limit = s.heights[HERE] - warmth * math.log((1.0 + draw(s.state, 1000000)) / 1e6)
        if since < s.chain.shape[1] and within(t, g, s, p, since, limit):
            keep(s, HERE, TRIAL)
            if less(g, s.values[TRIAL], s.values[BEST]) and lawful(t, g, s, p, law) and less(g, law, s.values[BEST]):
                keep(s, BEST, TRIAL)
                s.values[BEST] = law
