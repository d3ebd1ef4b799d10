"""What the kernel reads and writes: two arrays of numbers, and where in them each table begins.

A worker has one array of floats and one of whole numbers. In both stand first the tables that no run changes, then the
first state of a run, then the state of the run in hand, so that a run begins with one copy. ``at`` tells where each
table begins, how many entries there are of each kind, and the few numbers that stand alone. Rows in lists of lists
stand one after another, with the place of each first entry in a table that ends in ``_at``. Many small arrays would
read better, but each of them costs at every call, and most of the time to compile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.machine.rows import ENTRY

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
At = Any
"""A record of offsets (int64) and single numbers (float64)."""

PHYSICAL, CLAUSE, PLAN = 0, 1, 2
OTHER, BOARD, ARRIVE = 0, 1, 2
FIXED, TRAVEL, LOADING, RETURN = 0, 1, 2, 3
ALWAYS, AHEAD, BEHIND = 0, 1, 2

COUNTED, STRIKES = -2.0, -1.0  # what comes first of those at one moment
SIZE, LEFT = 0, 1  # of the queue; convoys not arrived
CLOSURES, DELAYS, ROOM = 0, 1, 2  # lines written of one run, and for how many there is room
SINGLE = ("watch", "end", "midnight")  # numbers that stand alone and may have fractions
MOST_LINES = 1024
CHANGED, GREATEST, LAST = 0, 1, 2  # last change of a balance, greatest imbalance, last thing that happened


class Memory(NamedTuple):
    """What a worker copies for itself before its first run."""

    at: At
    floats: Floats
    longs: Longs


class Kept(NamedTuple):
    """What is kept: a row a run, and sums over all runs of a block."""

    finish: Floats
    delivered: NDArray[np.int32]
    not_out: NDArray[np.int32]
    never_out: NDArray[np.int32]
    stayed: NDArray[np.int32]
    struck: NDArray[np.int32]
    not_out_of: NDArray[np.int32]  # [run, group]
    not_out_at: NDArray[np.int32]  # [run, place]
    imbalance: Floats
    imbalance_at_end: Floats
    hours: NDArray[np.float32]  # [run, 6] on board and waiting: mean, worst tenth, worst convoy
    waiting_at: NDArray[np.float32]  # [run, place] person-hours
    ended_by: NDArray[np.int16]
    stop_runs: Longs
    stop_people: Longs
    out_by_hour: Longs  # [hour, BINS + 1]


def memory(tables: Mapping[str, NDArray[Any]], alone: Mapping[str, float]) -> Memory:
    """The memory for these tables, with room for the state of a run, and the numbers that stand *alone*."""
    t = {name: _plain(table) for name, table in tables.items()}
    n = _numbers(t)
    first = _first(t, n, int(alone["sources"]), int(alone["places"]), int(alone["hours"]))
    scratch = _scratch(n, int(alone["stops"]))
    at: dict[str, float] = {**n, **alone}
    arrays = []
    for word, dtype in (("floats", np.float64), ("longs", np.int64)):
        still, begins, rest = ([(k, v) for k, v in x.items() if v.dtype == dtype] for x in (t, first, scratch))
        fresh = sum(v.size for _, v in begins)
        here = at[f"first_{word}"] = sum(v.size for _, v in still)
        at |= {f"live_{word}": here + fresh, f"fresh_{word}": fresh}
        parts = [*still, *(("", v) for _, v in begins), *begins, *rest]
        for (name, _), where in zip(parts, np.cumsum([0, *(v.size for _, v in parts)]).tolist(), strict=False):
            if name:
                at[name] = where
        arrays.append(np.concatenate([v for _, v in parts]))
    fields = [(name, "f8" if name in SINGLE else "i8") for name in at]
    return Memory(np.rec.array([tuple(at.values())], fields)[0], arrays[0], arrays[1])


def _plain(table: NDArray[Any]) -> NDArray[Any]:
    """*table* in one row, of float64 or of int64; names keep their bits."""
    flat = np.ascontiguousarray(table).ravel()
    if flat.dtype == np.float64:
        return flat
    return flat.view(np.int64) if flat.dtype == np.uint64 else flat.astype(np.int64)


def _numbers(t: Mapping[str, NDArray[Any]]) -> dict[str, int]:
    """How many there are of each."""
    barriers = max([-1, *t["barrier"].tolist(), *t["shuts"].tolist()]) + 1
    n = {"steps": "holds", "counts": "single", "convoys": "size", "targets": "target_name", "fleets": "spare"}
    n |= {"balances": "total", "lates": "late_source", "rows": "count", "lags": "lag_minutes", "turns": "yields_at"}
    return {name: t[table].size for name, table in n.items()} | {"barriers": barriers}


def _first(
    t: Mapping[str, NDArray[Any]], n: Mapping[str, int], sources: int, places: int, hours: int
) -> dict[str, NDArray[Any]]:
    """The state before the first moment."""
    steps, convoys = n["steps"], n["convoys"]
    return {
        "times": np.full(steps, np.inf),
        "ready": np.zeros(steps),  # no gate known so far opens later
        "there": np.full(steps, np.inf),  # when the convoy gets there
        "first_there": np.full(steps, -1.0),  # since when it could go, for the turns
        "closed": t["holds"],  # gates still closed
        "by": np.full(steps, -1),  # the step that opened the last gate
        "post_long": np.zeros(steps),  # longest thing that held it up by itself
        "post_what": np.full(steps, sources),
        "held_long": np.zeros(steps),  # the same on the chain that ends here
        "held_what": np.full(steps, sources),
        "dead": np.zeros(steps, np.int64),  # no hour lets it happen any more
        "reached": np.zeros(n["counts"], np.int64),
        "passed": t["gates_at"][:-1],
        "lag_now": np.where(t["lag_kind"] == FIXED, t["lag_minutes"], -1.0),  # -1: not drawn yet
        "added": np.zeros(n["lags"]),  # the longest delay in it
        "added_what": np.full(n["lags"], sources),
        "later": np.zeros(n["rows"], np.int64),  # weight that counts later
        "free": np.full(n["turns"], -np.inf),
        "line": np.full(n["turns"], -1),  # who waits for the turn, the first of them
        "tried": np.full(n["turns"], -1),  # who is tried when it comes
        "claims": np.full(steps, -1),  # at which turn the step is the one that is tried
        "until": np.full(n["barriers"], -np.inf),
        "since": np.zeros(n["barriers"]),
        "shut_by": np.full(n["barriers"], sources),
        "accepted": np.zeros(n["targets"]),  # the draw that decides about the next candidate
        "candidates": np.zeros(n["targets"], np.int64),
        "lead": np.zeros(n["balances"], np.int64),
        "spare_left": t["spare"],
        "lost": np.zeros(t["vehicles"].size, np.int64),  # [convoy, fleet]
        "stayed": np.zeros(convoys, np.int64),
        "moving": np.zeros(convoys),  # loading, driving and ordinary inspection
        "road": np.zeros(convoys),
        "boarded": np.full(convoys, np.inf),
        "arrived": np.full(convoys, np.inf),
        "standing": np.full(convoys, -1.0),  # since when it stands still loaded
        "stands": np.zeros(convoys, np.int64),
        "last_place": t["first_place"],
        "attacked": np.zeros(convoys, np.int64),
        "waited": np.zeros(places),  # [place] person-minutes
        "by_hour": np.zeros(hours + 1, np.int64),
        "numbers": np.array([0, convoys]),
        "moments": np.zeros(3),
    }


def _scratch(n: Mapping[str, int], stops: int) -> dict[str, NDArray[Any]]:
    """Room that needs no clearing."""
    steps, counts, convoys = n["steps"], n["counts"], n["convoys"]
    queue = 3 * steps + n["rows"] + n["targets"]
    longs = {"reach": steps, "reach_clauses": steps, "sum": counts, "sum_clauses": counts}
    longs |= {"behind": steps, "kept_back": stops, "run": 1, "world": 1, "written": 3}
    floats = {"heap": ENTRY * queue, "riders": convoys, "minutes": convoys, "ahead_by": steps}
    floats |= {"closures": 3 * MOST_LINES, "delays": 3 * MOST_LINES}
    found: dict[str, NDArray[Any]] = {name: np.zeros(size, np.int64) for name, size in longs.items()}
    return found | {name: np.zeros(size) for name, size in floats.items()}
