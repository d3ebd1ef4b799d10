"""A compiled agreement -> arrays in which any rank order of its convoys can be run.

Everything comes from the builder of the net: what holds a step whatever the ranks, and what depends on them (limits,
queues, pairs). Nothing here knows a clause. What a passing waits for is asked of the passings themselves, once for each
two kinds of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.machine.rows import ENTRY, clock_rows
from mamarr.model.builder import Builder, Passing

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Row = tuple[float, ...]
Rows = list[list[Row]]

ROOM, NEXT, COUNTED, LANES, GATES, TAKES, PASSES, BEHIND, PAIRS, STEPS, BEFORE, NEEDS, SIDES = range(13)
"""Kinds of rows, with the whole and the other numbers in each: room for what counts in a count, the first kind, so that
it begins at row 0 (-); steps that wait for a step alone (step; minutes); where a step counts (count, weight; minutes);
lanes of a count (lane); gates of a lane in their order (need, step); what a convoy takes (limit, lane, step, weight,
count); queues of a convoy (queue, its kind, the first links of its kind, board, cross); links of a kind of passing to
each kind ahead of it (which of its two steps, which of the other's; minutes); pairs of a convoy (side, the other side,
step); steps of a convoy in their order (step); what a step waits for whatever the ranks: steps alone (step; minutes)
and counts (count, need); room for who stands on a side (step)."""
WHOLES = (0, 1, 2, 1, 2, 5, 5, 2, 3, 1, 1, 2, 1)
WHOLE, OTHER = 5, 1
TIME, AT, FIXED, LATER = range(4)
"""Of a step: when it happens, when the last gate opened, when it has happened (nan: not yet); of an edge: minutes."""
(
    HELD,
    SHUT,
    OPENED,
    LEADER,
    FOLLOWER,
    EDGE,
    READY,
    EDGE_NEXT,
    EDGE_STEP,
    SLACK,
    TAKEN,
    FILLED,
    FULL,
    PASSED,
    REACHED,
    CLOCK,
) = range(16)
"""Of a step: gates whatever the ranks, gates still closed, what it waited for last, the first of those joint with it,
the next of them, its first edge; steps that have their time; of an edge: the next, and where it leads; of a limit:
slack, taken; of a lane: gates whatever the ranks, gates, gates open; of a count: how much; of a step: where its clocks
begin."""
TAIL, STOOD, SIZE = range(16, 19)
"""Of a queue: the last in it; of a side: who stands there; how many edges,
entries of the heap, and steps that are ready."""


class Tables(NamedTuple):
    """A net in arrays, with room to run it: whatever belongs to i has rows ``at[kind, i]`` to ``at[kind, i + 1]``."""

    at: Whole
    whole: Whole
    other: Real
    number: Whole
    """What and index: whole numbers of a run."""
    moment: Real
    """What and index: moments of a run."""
    clocks: Real
    heap: NDArray[np.void]
    """What counts next: moment, row, and the step that counts."""


def tables(builder: Builder, convoys: Sequence[str]) -> Tables:
    """The net of *builder* in arrays; *convoys* are named by their index."""
    index = {name: i for i, name in enumerate(convoys)}
    owner = [index[s.convoy] for s in builder.steps]
    found: dict[int, Rows] = {kind: [] for kind in range(SIDES + 1)}
    found |= {kind: [[] for _ in owner] for kind in (NEXT, COUNTED, BEFORE, NEEDS)}
    found |= {kind: [[] for _ in convoys] for kind in (TAKES, PASSES, PAIRS)}
    found[STEPS] = [[] for _ in convoys]
    for step, convoy in enumerate(owner):
        found[STEPS][convoy].append((step,))
    found[LANES] = [[] for _ in builder.counts]
    held = _fixed(builder, found)
    filled = [len(gates) for gates in found[GATES]]
    _limits(builder, owner, found)
    counts = list(zip(builder.counts, found[LANES], strict=True))
    found[ROOM] = [[()] * (len(waits) if lanes else 0) for waits, lanes in counts]
    for count, (waits, lanes) in enumerate(counts):
        for wait in waits if lanes else ():
            found[COUNTED][wait.step].append((count, wait.weight, builder.lags[wait.lag]))
    _queues(builder.queues, index, found)
    _pairs(builder, owner, found)
    clock, clocks = clock_rows(builder.clocks, len(owner))
    at, whole, other = _stacked([found[kind] for kind in range(SIDES + 1)])
    edges = sum(map(len, found[PASSES])) * max(map(len, found[BEHIND]), default=0)
    counting = sum(map(len, found[COUNTED]))
    room = max(len(owner), len(builder.counts), len(found[GATES]), edges, SIZE)
    number, moment = np.zeros((SIZE + 1, room), np.int64), np.zeros((LATER + 1, room))
    made = Tables(at, whole, other, number, moment, clocks, np.zeros(counting + 1, ENTRY))
    made.number[CLOCK, : len(clock)] = clock
    made.number[HELD, : len(held)] = held
    made.number[SLACK, : len(builder.limits)] = [limit.slack for limit in builder.limits]
    made.number[FILLED, : len(filled)] = filled
    made.moment[FIXED] = np.nan
    return made


def _fixed(builder: Builder, found: Mapping[int, Rows]) -> Sequence[int]:
    """Gates that stand whatever the ranks; gives how many hold each step."""
    held, counts = [0] * len(builder.steps), builder.counts
    lanes: dict[int, list[Row]] = {}
    for gate in builder.fixed:
        if gate.need > 0:
            held[gate.step] += 1
            waits = counts[gate.count]
            if len(waits) == 1 and waits[0].weight >= gate.need:
                found[NEXT][waits[0].step].append((gate.step, builder.lags[waits[0].lag]))
                found[BEFORE][gate.step].append((waits[0].step, builder.lags[waits[0].lag]))
            else:
                lanes.setdefault(gate.count, []).append((gate.need, gate.step))
                found[NEEDS][gate.step].append((gate.count, gate.need))
    for count, gates in lanes.items():
        found[LANES][count].append((len(found[GATES]),))
        found[GATES].append(sorted(gates))
    return held


def _limits(builder: Builder, owner: Sequence[int], found: Mapping[int, Rows]) -> None:
    """What each convoy takes, and for each limit and count a lane with room for the gates that come of it."""
    for i, limit in enumerate(builder.limits):
        lanes: dict[int, int] = {}
        for step, weight, given in limit.takers:
            if given not in lanes:
                lanes[given] = len(found[GATES])
                found[LANES][given].append((lanes[given],))
                found[GATES].append([])
            found[GATES][lanes[given]].append((0, 0))
            found[TAKES][owner[step]].append((i, lanes[given], step, weight, given))


def _queues(queues: Sequence[Sequence[Passing]], number: Mapping[str, int], found: Mapping[int, Rows]) -> None:
    """What each convoy passes, and how long each kind of passing waits behind each other kind."""
    some: dict[tuple[float, float], Passing] = {}
    for p in (p for queue in queues for p in queue):
        some.setdefault((p.after, p.minutes), p)
    kind = {key: i for i, key in enumerate(some)}
    for q, queue in enumerate(queues):
        for p in queue:
            k = kind[p.after, p.minutes]
            found[PASSES][number[p.convoy]].append((q, k, k * len(kind), p.board, p.cross))
    for own in some.values():
        for ahead in some.values():
            links = own.behind(ahead)
            found[BEHIND].append([(step == own.cross, before == ahead.cross, m) for step, before, m in links])


def _pairs(builder: Builder, owner: Sequence[int], found: Mapping[int, Rows]) -> None:
    for pair in builder.pairs:
        for side in pair:
            for step in side:
                found[PAIRS][owner[step]].append((len(found[SIDES]), len(found[SIDES]) ^ 1, step))
            found[SIDES].append([(-1,) for _ in side])


def _stacked(found: Sequence[Rows]) -> tuple[Whole, Whole, Real]:
    """All rows one after the other, and where those of each entry begin."""
    at = np.zeros((len(found), max(map(len, found)) + 1), np.int64)
    numbers: list[Row] = []
    for kind, entries in enumerate(found):
        for i, rows in enumerate(entries):
            at[kind, i] = len(numbers)
            numbers += [_row(kind, row) for row in rows]
        at[kind, len(entries) :] = len(numbers)
    flat = np.array(numbers, np.float64).reshape(-1, WHOLE + OTHER)
    return at, np.rint(flat[:, :WHOLE]).astype(np.int64), np.ascontiguousarray(flat[:, WHOLE:])


def _row(kind: int, row: Row) -> Row:
    """*row* with its whole numbers before the others, filled up."""
    split = WHOLES[kind]
    return (*row[:split], *[0.0] * (WHOLE - split), *row[split:], *[0.0] * (OTHER - len(row) + split))
