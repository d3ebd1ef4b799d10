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
def reaches(t: Tables, p: Growth, count: int, need: int) -> float:
    """When this count reaches *need*."""
    first = t.at[ROOM, count]
    low, high = first, first + p.whole[p.begins[GREW] + count]
    if need <= 0:
        return -math.inf
    if low == high or p.whole[high - 1] < need:
        return math.inf
    while low < high:
        middle = (low + high) // 2
        if p.whole[middle] < need:
            low = middle + 1
        else:
            high = middle
    return float(p.real[low])


@compiled
def grow(t: Tables, p: Growth, count: int, moment: float, weight: int) -> None:
    """This count grows by *weight* at *moment*."""
    first = t.at[ROOM, count]
    i = first + p.whole[p.begins[GREW] + count]
    p.whole[p.begins[GREW] + count] += 1
    while i > first and p.real[i - 1] > moment:
        p.real[i] = p.real[i - 1]
        p.whole[i] = p.whole[i - 1] + weight
        i -= 1
    p.real[i] = moment
    p.whole[i] = weight + (p.whole[i - 1] if i > first else 0)


@compiled
def take(t: Tables, p: Growth, convoy: int) -> None:
    """What this convoy takes from limits behind those before it."""
    for i in range(t.at[TAKES, convoy], t.at[TAKES, convoy + 1]):
        limit, step = t.whole[i, 0], t.whole[i, 2]
        p.whole[p.begins[TOOK] + limit] += t.whole[i, 3]
        need = p.whole[p.begins[TOOK] + limit] - t.number[SLACK, limit]
        p.gate[step] = max(p.gate[step], reaches(t, p, t.whole[i, 4], need))


@compiled
def line_up(t: Tables, p: Growth, convoy: int) -> None:
    """This convoy stands behind the last of each of its queues."""
    for i in range(t.at[PASSES, convoy], t.at[PASSES, convoy + 1]):
        queue = p.begins[LAST] + t.whole[i, 0]
        ahead = p.whole[queue]
        p.whole[queue] = i
        if ahead >= 0:
            kind = t.whole[i, 2] + t.whole[ahead, 1]
            for link in range(t.at[BEHIND, kind], t.at[BEHIND, kind + 1]):
                step, before = t.whole[i, 3 + t.whole[link, 0]], t.whole[ahead, 3 + t.whole[link, 1]]
                p.gate[step] = max(p.gate[step], p.real[p.begins[STEP] + before] + t.other[link, 0])


@compiled
def opens(t: Tables, p: Growth, step: int) -> float:
    """When the last gate of this step opens."""
    moment = p.gate[step]
    for i in range(t.at[BEFORE, step], t.at[BEFORE, step + 1]):
        moment = max(moment, p.real[p.begins[STEP] + t.whole[i, 0]] + t.other[i, 0])
    for i in range(t.at[NEEDS, step], t.at[NEEDS, step + 1]):
        moment = max(moment, reaches(t, p, t.whole[i, 0], t.whole[i, 1]))
    return float(moment)


@compiled
def add(t: Tables, p: Growth, convoy: int) -> None:
    """Ranks this convoy next: its steps have the times that those before it leave (inf: never)."""
    first, end = t.at[STEPS, convoy], t.at[STEPS, convoy + 1]
    for k in range(first, end):
        p.gate[t.whole[k, 0]] = 0.0
    take(t, p, convoy)
    line_up(t, p, convoy)
    for k in range(first, end):
        step = t.whole[k, 0]
        moment = opens(t, p, step)
        if moment < math.inf:
            moment = allowed(t.clocks, 0, t.number[CLOCK, step], moment)
        p.real[p.begins[STEP] + step] = moment
    for k in range(first, end):
        step = t.whole[k, 0]
        moment = p.real[p.begins[STEP] + step]
        if moment < math.inf:
            for i in range(t.at[COUNTED, step], t.at[COUNTED, step + 1]):
                grow(t, p, t.whole[i, 0], moment + t.other[i, 0], t.whole[i, 1])
