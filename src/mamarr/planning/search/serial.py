"""Tables and a rank order -> a plan grown convoy by convoy, in machine code: each waits for those before it only.

The serial scheme of scheduling (Kolisch 1996) on the gates of a net. Whoever is ranked later takes nothing from those
before, and here opens nothing for them either: so no time is before that of ``kernel.run``, most are the same, and a
plan that changes from some rank on is grown again only from there. Steps that happen jointly are left to the kernel.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from mamarr.machine.clocks import allowed
from mamarr.machine.compiling import compiled
from mamarr.planning.search.tables import (
    BEFORE,
    BEHIND,
    CLOCK,
    COUNTED,
    NEEDS,
    PASSES,
    ROOM,
    SLACK,
    STEPS,
    TAKES,
    Real,
    Tables,
    Whole,
)

STEP, WORTH, GREW, TOOK, LAST = range(5)


class Growth(NamedTuple):
    """A plan in the making: all its state in two rows of numbers, so that it can be kept and gone back to."""

    real: Real
    """When each count grew, row by row of its room; when each step happens; what the plan is worth so far."""
    whole: Whole
    """What each count then had, row by row; how often each grew; taken of each limit; the last in each queue."""
    begins: Whole
    """Where steps and worth begin in ``real``; how often counts grew, limits and queues in ``whole``."""
    gate: Real
    """By step: when all is open that depends on ranks; only of use while its convoy is added."""


def growth(t: Tables, steps: int, counts: int, limits: int, queues: int, worth: int) -> Growth:
    """Room for a plan of so many, of whose worth so many numbers are kept."""
    room = int(t.at[ROOM, -1])
    begins = np.array([room, room + steps, room, room + counts, room + counts + limits], np.int64)
    real, whole = np.zeros(room + steps + worth), np.zeros(room + counts + limits + queues, np.int64)
    return Growth(real, whole, begins, np.zeros(steps))


@compiled
def empty(p: Growth) -> None:
    """Nobody is ranked."""
    p.real[:] = math.inf
    p.real[p.begins[WORTH] :] = 0.0
    p.whole[:] = 0
    p.whole[p.begins[LAST] :] = -1


@compiled
def reaches(real: Real, whole: Whole, first: int, grew: int, need: int) -> float:
    """When a count reaches *need* whose rows begin at *first*, and which grew so often."""
    low, high = first, first + grew
    if need <= 0:
        return -math.inf
    if low == high or whole[high - 1] < need:
        return math.inf
    while low < high:
        middle = (low + high) // 2
        if whole[middle] < need:
            low = middle + 1
        else:
            high = middle
    return float(real[low])


@compiled
def grow(real: Real, whole: Whole, first: int, i: int, moment: float, weight: int) -> None:
    """The count whose rows begin at *first* and end before *i* grows by *weight* at *moment*."""
    while i > first and real[i - 1] > moment:
        real[i] = real[i - 1]
        whole[i] = whole[i - 1] + weight
        i -= 1
    real[i] = moment
    whole[i] = weight + (whole[i - 1] if i > first else 0)


@compiled
def take(t: Tables, p: Growth, convoy: int) -> None:
    """What this convoy takes from limits behind those before it."""
    at, whole, real, state, gate = t.at, t.whole, p.real, p.whole, p.gate
    grew, took = p.begins[GREW], p.begins[TOOK]
    for i in range(at[TAKES, convoy], at[TAKES, convoy + 1]):
        limit, step, count = whole[i, 0], whole[i, 2], whole[i, 4]
        state[took + limit] += whole[i, 3]
        need = state[took + limit] - t.number[SLACK, limit]
        gate[step] = max(gate[step], reaches(real, state, at[ROOM, count], state[grew + count], need))


@compiled
def line_up(t: Tables, p: Growth, convoy: int) -> None:
    """This convoy stands behind the last of each of its queues."""
    at, whole, real, state, gate = t.at, t.whole, p.real, p.whole, p.gate
    for i in range(at[PASSES, convoy], at[PASSES, convoy + 1]):
        queue = p.begins[LAST] + whole[i, 0]
        ahead = state[queue]
        state[queue] = i
        if ahead >= 0:
            kind = whole[i, 2] + whole[ahead, 1]
            for link in range(at[BEHIND, kind], at[BEHIND, kind + 1]):
                step, before = whole[i, 3 + whole[link, 0]], whole[ahead, 3 + whole[link, 1]]
                gate[step] = max(gate[step], real[p.begins[STEP] + before] + t.other[link, 0])


@compiled
def add(t: Tables, p: Growth, convoy: int) -> None:
    """Ranks this convoy next: its steps have the times that those before it leave (inf: never)."""
    at, whole, other, real, state, gate = t.at, t.whole, t.other, p.real, p.whole, p.gate
    begin, grew = p.begins[STEP], p.begins[GREW]
    first, end = at[STEPS, convoy], at[STEPS, convoy + 1]
    for k in range(first, end):
        gate[whole[k, 0]] = 0.0
    take(t, p, convoy)
    line_up(t, p, convoy)
    for k in range(first, end):
        step = whole[k, 0]
        moment = gate[step]
        for i in range(at[BEFORE, step], at[BEFORE, step + 1]):
            moment = max(moment, real[begin + whole[i, 0]] + other[i, 0])
        for i in range(at[NEEDS, step], at[NEEDS, step + 1]):
            count = whole[i, 0]
            moment = max(moment, reaches(real, state, at[ROOM, count], state[grew + count], whole[i, 1]))
        clock = t.number[CLOCK, step]
        if clock >= 0 and moment < math.inf:
            moment = allowed(t.clocks, 0, clock, moment)
        real[begin + step] = moment
    for k in range(first, end):
        step = whole[k, 0]
        moment = real[begin + step]
        if moment < math.inf:
            for i in range(at[COUNTED, step], at[COUNTED, step + 1]):
                count = whole[i, 0]
                row = at[ROOM, count]
                grow(real, state, row, row + state[grew + count], moment + other[i, 0], whole[i, 1])
                state[grew + count] += 1
