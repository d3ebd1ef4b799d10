"""Task and walks -> better walks, in machine code: annealing by exchanges of what two vehicles do.

A walk is a chain of places: base, pickup, reception, pickup, reception, ..., end. One move exchanges any stretch of one
chain for one of another (or of the same) that begins at a place of the same sort and is odd or even like it (CROSS,
Taillard et al. 1997): ends of chains, single places, trips, returns, or a stretch for nothing. The other sends a load
to a reception with room to spare. Its cost is known from the times at four places.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from time import monotonic
from typing import NamedTuple

import numpy as np

from mamarr.machine.chance import Chance, draw
from mamarr.machine.compiling import compiled
from mamarr.planning.shuttles.task import Table, Task, Trip, Walk

LATE = 2.0
"""Units of driving that are as bad as a unit after the target."""
WARM, COLD = 0.24, 0.08
"""How much worse walks are that are taken with a chance of 1 / e, as a round begins and ends: parts of a usual way."""
SLICE = 100_000
"""Moves between two looks at the clock."""
LONG = 4
"""Places in a stretch that is exchanged, unless it goes to the end, are fewer."""


class Chains(NamedTuple):
    """The walks in the making."""

    ways: Table
    """Time from place to place: pickups, receptions, the base, the end."""
    place: Table
    """Vehicle, position: the base, then pickups and receptions in turn, then the end."""
    at: Table
    """Vehicle, position: when."""
    places: Table
    """Vehicle: how many places there are between base and end."""
    room: Table
    """Reception: the room left."""
    spare: Table
    """A row to copy through."""
    state: Chance
    """Of the random numbers."""


@compiled
def times(c: Chains, v: int) -> None:
    """When vehicle *v* is where."""
    for i in range(1, c.places[v] + 2):
        c.at[v, i] = c.at[v, i - 1] + c.ways[c.place[v, i - 1], c.place[v, i]]


@compiled
def longer(c: Chains, v: int, i: int, a: int, w: int, j: int, b: int) -> int:
    """By how much *v* takes longer with *b* places of *w* from *j* on for its own *a* from *i* on."""
    own, other = c.place[v], c.place[w]
    now: int = c.at[v, i + a] - c.at[v, i - 1]
    new: int = c.ways[own[i - 1], own[i + a]]
    if b > 0:
        inside = c.at[w, j + b - 1] - c.at[w, j]
        new = c.ways[own[i - 1], other[j]] + inside + c.ways[other[j + b - 1], own[i + a]]
    return new - now


@compiled
def copy(source: Table, begin: int, end: int, to: Table, at: int) -> int:
    """Puts the places *begin* to *end* of one row at *at* of another; where they end there."""
    if at <= begin:
        for m in range(begin, end):
            to[at + m - begin] = source[m]
    else:
        for m in range(end - 1, begin - 1, -1):
            to[at + m - begin] = source[m]
    return at + end - begin


@compiled
def exchange(c: Chains, v: int, i: int, a: int, w: int, j: int, b: int) -> None:
    """Does so; in the same chain *j* is behind *i*."""
    own, other, spare = c.place[v], c.place[w], c.spare
    if v == w:
        k = copy(own, j, j + b, spare, 0)
        k = copy(own, i + a, j, spare, k)
        k = copy(own, i, i + a, spare, k)
        copy(spare, 0, k, own, i)
    else:
        end = copy(own, i, c.places[v] + 2, spare, 0)
        k = copy(other, j, j + b, own, i)
        copy(spare, a, end, own, k)
        copy(other, j + b, c.places[w] + 2, other, j + a)
        copy(spare, 0, a, other, j)
        c.places[v] += b - a
        c.places[w] += a - b
        times(c, w)
    times(c, v)


@compiled
def end(c: Chains, v: int) -> int:
    """When vehicle *v* is done."""
    done: int = c.at[v, c.places[v] + 1]
    return done


@compiled
def rise(c: Chains, target: int, v: int, by: int) -> float:
    """How much worse it is if *v* takes longer *by* so much."""
    over = end(c, v) - target
    return by + LATE * float(max(0, over + by) - max(0, over))


@compiled
def taken(c: Chains, worse: float, warmth: float) -> bool:
    """Whether a move that makes it so much worse is done (Metropolis et al. 1953)."""
    return worse <= 0.0 or draw(c.state, 1 << 30) < (1 << 30) * math.exp(-worse / warmth)


@compiled
def reroute(c: Chains, target: int, warmth: float, v: int, i: int) -> None:
    """Perhaps sends the load at a position to another reception."""
    first = len(c.ways) - 2 - len(c.room)
    new, old = draw(c.state, len(c.room)), c.place[v, i] - first
    if c.room[new] == 0 or new == old:
        return
    there = c.ways[c.place[v, i - 1], first + new] + c.ways[first + new, c.place[v, i + 1]]
    if taken(c, rise(c, target, v, there - (c.at[v, i + 1] - c.at[v, i - 1])), warmth):
        c.room[old] += 1
        c.room[new] -= 1
        c.place[v, i] = first + new
        times(c, v)


@compiled
def cross(c: Chains, target: int, warmth: float, v: int, i: int, w: int) -> None:
    """Perhaps exchanges a stretch that begins at a position of *v* for one of *w*."""
    most, last = c.places[v] + 1 - i, c.places[w] + 1
    j = 2 - i % 2 + 2 * draw(c.state, last // 2 + i % 2)
    if v != w and draw(c.state, 3) == 0:
        a, b = most, last - j
    else:
        a = draw(c.state, LONG)
        b = a % 2 + 2 * draw(c.state, LONG // 2)
    if j > last or a + b == 0 or a > most or j + b > last or (v == w and j <= i + a):
        return
    one, other = longer(c, v, i, a, w, j, b), longer(c, w, j, b, v, i, a)
    worse = rise(c, target, v, one + other) if v == w else rise(c, target, v, one) + rise(c, target, w, other)
    if taken(c, worse, warmth):
        exchange(c, v, i, a, w, j, b)


@compiled
def late(c: Chains, target: int) -> bool:
    """Whether any vehicle is done later than at *target*."""
    over = 0
    for v in range(len(c.places)):
        over = max(over, end(c, v) - target)
    return over > 0


@compiled
def anneal(c: Chains, target: int, usual: float, begin: int, last: int, of: int) -> int:
    """Tries the moves number *begin* to *last* of so many; the number at which nobody is late, or *last*."""
    warmth = 0.0
    for move in range(begin, last):
        if move % 64 == 0 or move == begin:
            if not late(c, target):
                return move
            warmth = usual * WARM * (COLD / WARM) ** (move / of)
        v, w = draw(c.state, len(c.places)), draw(c.state, len(c.places))
        if end(c, v) <= target:
            v = draw(c.state, len(c.places))
        i = 1 + draw(c.state, c.places[v] + 1)
        if i % 2 == 0 and draw(c.state, 8) == 0:
            reroute(c, target, warmth, v, i)
        else:
            cross(c, target, warmth, v, i, w)
    return last


def chains(task: Task, walks: Sequence[Sequence[Trip]], seed: int) -> Chains:
    """*walks* laid out."""
    pickups, receptions = task.carries.shape
    ways = np.zeros((pickups + receptions + 2,) * 2, np.int64)
    ways[:pickups, pickups:-2] = task.carries
    ways[pickups:-1, :pickups] = task.links[:, :-1]
    place = np.zeros((len(walks), 2 * sum(task.loads) + 2), np.int64)
    room = np.array(task.room, np.int64)
    for row, walk in zip(place, walks, strict=True):
        row[: 2 * len(walk) + 2] = [
            pickups + receptions,
            *(n for p, q in walk for n in (p, pickups + q)),
            len(ways) - 1,
        ]
        np.subtract.at(room, [q for _, q in walk], 1)
    places = np.array([2 * len(walk) for walk in walks], np.int64)
    state = np.array([seed * 0x9E3779B97F4A7C15 % 2**64 or 1], np.uint64)
    found = Chains(ways, place, np.zeros_like(place), places, room, np.zeros_like(place[0]), state)
    for v in range(len(walks)):
        times(found, v)
    return found


def annealed(
    task: Task, walks: Sequence[Walk], floor: int, moves: int, seed: int, until: float = math.inf
) -> tuple[Walk, ...]:
    """The best walks met in a round of so many moves, which ends early at *floor* and at the time *until*."""
    c, best, done = chains(task, walks, seed), tuple(walks), 0
    target, usual = task.makespan(walks) - 1, float(np.median(task.carries))
    while target >= floor and done < moves and (until == math.inf or monotonic() < until):
        done = anneal(c, target, usual, done, min(done + SLICE, moves), moves)
        if not late(c, target):
            best = tuple(_walk(task, row[1 : 1 + n].tolist()) for row, n in zip(c.place, c.places, strict=True))
            target = task.makespan(best) - 1
    return best


def _walk(task: Task, places: list[int]) -> Walk:
    return tuple((p, q - len(task.loads)) for p, q in zip(places[::2], places[1::2], strict=True))
