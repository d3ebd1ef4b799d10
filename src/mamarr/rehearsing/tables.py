"""What the kernel reads and writes: records in two blocks of memory, one for all workers and one for each.

A kind of record is a row of numbers with names, and a run's own numbers stand beside what never changes where both are
read together. Every worker's block begins with all that a run changes, so that a run begins with one copy. ``World``
tells where in the blocks the records of each kind begin, how many there are, and what stands alone. Compiled code is
handed nothing but that one record: many arrays would cost at every call, and most of the time to compile.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
Records = NDArray[np.void]
Hand = Any
"""The record ``World`` of one worker."""

PHYSICAL, CLAUSE, PLAN = 0, 1, 2
OTHER, BOARD, ARRIVE = 0, 1, 2
FIXED, TRAVEL, LOADING, RETURN = 0, 1, 2, 3
ALWAYS, AHEAD, BEHIND = 0, 1, 2

COUNTED, STRIKES = -2.0, -1.0  # what comes first of those at one moment
MOST_LINES = 1024


def record(**fields: str) -> np.dtype[np.void]:
    """A kind of record: its names, each with its type."""
    return np.dtype(list(fields.items()), align=True)


def ranged(*names: str) -> dict[str, str]:
    """Rows *name* to *name_end* of what belongs to a record."""
    return {n: "i4" for name in names for n in (name, f"{name}_end")}


STEP = record(
    time="f8",  # inf until it happens
    ready="f8",  # no gate known so far opens later
    there="f8",  # when the convoy gets there
    post_long="f8",  # longest thing that held it up by itself
    closed="i4",  # gates still closed
    by="i4",  # the step that opened the last gate
    convoy="i4",
    clock="i4",
    **ranged("rows"),
    claims="i4",  # at which turn it is the one that is tried
    act="i1",
    aboard="i1",
    sure="i1",  # nothing holds it up once its gates are open
    dead="i1",  # no hour lets it happen any more
    first_there="f8",  # since when it could go, for the turns; -1: not yet
    ahead_by="f8",  # how long before its turn it has to go
    held_long="f8",  # longest thing that held it up on the chain that ends here
    post_what="i4",  # what held it up, as above
    held_what="i4",
    behind="i4",  # who is next in line
    place="i4",
    **ranged("takes", "barriers", "watched"),
)
"""Two lines of the processor's cache; whoever opens its gates needs only the first."""
COUNT = record(reached="i8", passed="i4", single="i4", shrinks="i4", attested="i4", fleet="i4", **ranged("gates"))
ROW = record(weight="i8", count="i4", lag="i4")  # where a step counts
GATE = record(need="i8", held="i4", arrival="i4", kind="i4", clause="i4", count="i4")
LAG = record(
    minutes="f8",  # as the law has it or, of a leg, as drawn for this run; what hits it is added when it begins
    road="f8",  # of a leg: of its minutes those on the road
    added="f8",  # the longest delay in it, and what brought it
    added_what="i4",
    convoy="i4",
    kind="i2",
    begun="i2",
    **ranged("hits"),
)
DRIVE = record(own="u8", road="(3,)f8", stop="(3,)f8", leg="i4", lag="i4")
TAKE = record(after="f8", minutes="f8", turn="i4")
TURN = record(free="f8", line="i4", tried="i4", **ranged("yields"))
"""*line*: who waits for it, the first of them; *tried*: who is tried when it comes."""
BARRIER = record(until="f8", since="f8", by="i4")
CONVOY = record(
    moving="f8",  # loading, driving and ordinary inspection
    road="f8",
    boarded="f8",
    arrived="f8",
    standing="f8",  # since when it stands still loaded; -1: it does not
    driven="f8",
    size="i8",
    stayed="i8",
    stands="i4",  # where
    last_place="i4",
    attacked="i4",
    group="i4",
    arrival="i4",
    **ranged("own"),
)
PLACE = record(waited="f8", standing="i8")  # person-minutes; how many convoys stand still there now
TARGET = record(
    accepted="f8",  # the draw that decides about the next candidate
    most="f8",
    name="u8",
    candidates="i4",
    mode="i4",
    waiting="i4",
    **ranged("shuts"),
)
THREAT = record(most="f8", bound="f8", rate="f8", rises="f8", night="f8", lasting="(3,)f8", never="f8")
HIT = record(most="f8", name="u8", harm="i4", source="i4")
HARM = record(chance="f8", bound="f8", rises="f8", night="f8", lasting="(3,)f8", loses="f8")
LATE = record(chance="f8", lasting="(3,)f8")
BALANCE = record(lead="i8", total="i8")
WATCH = record(weight="i8", people="i8", balance="i4")
RESULT = record(
    finish="f8",
    imbalance="f8",
    imbalance_at_end="f8",
    delivered="i4",
    not_out="i4",
    never_out="i4",
    stayed="i4",
    struck="i4",
    ended_by="i4",
    hours="(6,)f4",  # on board and waiting: mean, worst tenth, worst convoy
)
KEPT = ("results", "not_out_of", "not_out_at", "waiting_at", "stop_runs", "stop_people", "out_by_hour")
RUN = {
    "run": "i8",
    "world": "i8",
    "size": "i8",
    "ahead": "i8",
    "left": "i8",
    "changed": "f8",
    "greatest": "f8",
    "last": "f8",
}
RUN |= {"shut_until": "f8", "closures_written": "i8", "delays_written": "i8", "lines": "i8"}
"""Alone, of the run in hand: its streams, its answers, entries of the queue, sure steps to come, convoys not arrived,
last change of a balance, greatest imbalance, last thing that happened, end of all that is shut, lines written, room for
lines."""


class Kept(NamedTuple):
    """What is kept: a row a run, and sums over all runs of a block."""

    results: Records
    not_out_of: NDArray[np.int32]  # [run, group]
    not_out_at: NDArray[np.int32]  # [run, place]
    waiting_at: NDArray[np.float32]  # [run, place] person-hours
    stop_runs: Longs
    stop_people: Longs
    out_by_hour: Longs  # [hour, BINS + 1]
