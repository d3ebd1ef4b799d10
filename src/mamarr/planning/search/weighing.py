"""Times of steps and what is wanted -> what an order is worth, in machine code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from mamarr.machine.compiling import compiled
from mamarr.planning.search.tables import Real, Whole

LATE, PROTECTED, PEOPLE, FINISH, IMBALANCE, ON_BOARD, GATHERED, OVER = range(8)
"""What a sequence is worth: people late or on board for too long; people times minutes until those who may not be made
to wait are safe, then all others; last arrival; greatest imbalance; people times minutes on board; loaded convoys at
one place; people times minutes that they are late or on board for too long."""
BOARDS, ARRIVES, SIZE, FIRST = range(4)


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


@compiled
def count_in(g: Goals, v: Real, first: int, ride: int, times: Real, step: int) -> None:
    """What an order is worth, in *v* from *first* on, with this ride too; *times* of steps begin at *step*."""
    boards, arrives = times[step + g.rides[ride, BOARDS]], times[step + g.rides[ride, ARRIVES]]
    size = g.rides[ride, SIZE]
    over = max(0.0, arrives - g.limits[0], arrives - boards - g.limits[1])
    if over > 0.0:
        v[first + LATE] += size
        v[first + OVER] += size * over
    v[first + (PROTECTED if g.rides[ride, FIRST] else PEOPLE)] += size * arrives
    v[first + FINISH] = max(v[first + FINISH], arrives)
    v[first + ON_BOARD] += size * (arrives - boards)


@compiled
def weigh(g: Goals, times: Real, v: Real) -> None:
    """By the *times* of all steps: the greatest imbalance, and how many loaded convoys stand at one place."""
    v[IMBALANCE] = v[GATHERED] = 0.0
    first = 0
    while first < len(g.watched):
        last = first
        while last < len(g.watched) and g.watched[last, 0] == g.watched[first, 0]:
            last += 1
        when = np.empty(last - first)
        for i in range(first, last):
            when[i - first] = times[g.watched[i, 1]]
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
            since, until = times[g.halts[i, 1]] + g.after[i], times[g.halts[i, 2]]
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
def height(g: Goals, v: Real, first: int) -> float:
    """One number that leads the search: mostly what matters most. It only rises as rides are counted in."""
    found = 0.0
    for what in range(len(g.shares)):
        if g.shares[what] > 0.0:
            found += g.shares[what] * v[first + what]
    return found


@compiled
def less(g: Goals, v: Real, than: Real) -> bool:
    """Whether an order is better, by what matters most of all in which they differ."""
    for what in g.ranks:
        if v[what] != than[what]:
            return bool(v[what] < than[what])
    return False
