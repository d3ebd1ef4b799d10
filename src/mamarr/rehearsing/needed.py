"""Tables of a law and its dangers -> the same without what can hold nobody up, and which steps nothing can hold up.

A count that opens no gate, a barrier that no danger shuts and minutes that nobody waits for change nothing in any run.
A step is *sure* where it happens as soon as its gates are open, and nobody could tell whether it happened already or
will happen just then. The kernel lets it happen as soon as its moment is known, which saves a place in the queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mamarr.rehearsing.nets import rows
from mamarr.rehearsing.tables import ARRIVE, BOARD, FIXED, OTHER, RETURN

Tables = Mapping[str, NDArray[Any]]
OF_STEPS = ("holds", "convoy", "act", "place", "aboard", "clock")
OF_GATES = ("need", "held", "kind", "clause", "arrival", "of")
OF_COUNTS = ("single", "shrinks", "attested", "fleet")
OF_LAGS = ("lag_minutes", "lag_kind", "lag_row")


def needed(tables: Tables, whole: bool) -> dict[str, NDArray[Any]]:
    """*tables* without what is not needed, and ``sure`` of each step.

    Steps on which nothing depends (vehicles are back, and nobody waits for them) stay only in the *whole*.
    """
    t = dict(tables)
    _barriers(t)
    _rows(t)
    if not whole:
        _ends(t)
    _counts(t)
    _lags(t)
    t["sure"] = _sure(t)
    return t


def _barriers(t: dict[str, NDArray[Any]]) -> None:
    """Only barriers that some danger shuts."""
    at, barrier = t["barriers_at"], t["barrier"]
    shut = set(t["shuts"].tolist())
    steps = zip(at[:-1].tolist(), at[1:].tolist(), strict=True)
    t["barriers_at"], kept = rows([b for b in barrier[i:j].tolist() if b in shut] for i, j in steps)
    t["barrier"] = np.array(kept, np.int64)


def _ends(t: dict[str, NDArray[Any]]) -> None:
    """Only steps that count, take a turn, or move people; and what leads to no other."""
    while True:
        end = (t["aboard"] == 0) & (t["act"] == OTHER)
        for name in ("counted_at", "turns_at", "watched_at"):
            end &= np.diff(t[name]) == 0
        keep = ~end[t["held"]]
        if keep.all():
            break
        _gates(t, keep)
        _rows(t)
    for name, items in (("barriers_at", "barrier"), ("gates_of_at", "gates_of")):
        t[items] = t[items][~np.repeat(end, np.diff(t[name]))]
    for name in ("counted_at", "turns_at", "watched_at", "barriers_at", "gates_of_at"):
        t[name] = np.append(0, np.cumsum(np.diff(t[name])[~end]))
    for name in OF_STEPS:
        t[name] = t[name][~end]
    t["held"] = (np.cumsum(~end) - 1)[t["held"]]


def _gates(t: dict[str, NDArray[Any]], keep: NDArray[np.bool_]) -> None:
    """Only gates that are to be kept."""
    number, of_step = np.cumsum(keep) - 1, keep[t["gates_of"]]
    t["gates_at"] = _sums(keep)[t["gates_at"]]
    t["gates_of_at"] = _sums(of_step)[t["gates_of_at"]]
    t["gates_of"] = number[t["gates_of"][of_step]]
    for name in OF_GATES:
        t[name] = t[name][keep]


def _sums(keep: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of those before each are kept."""
    return np.append(0, np.cumsum(keep))


def _rows(t: dict[str, NDArray[Any]]) -> None:
    """Only where a step counts for a gate, or where drawing the minutes may do more than delay."""
    plain = np.isin(t["lag_kind"], (FIXED, RETURN)) & (np.diff(t["hits_at"]) == 0)
    keep = (np.diff(t["gates_at"]) > 0)[t["count"]] | ~plain[t["lag"]]
    t["counted_at"] = _sums(keep)[t["counted_at"]]
    for name in ("count", "weight", "lag"):
        t[name] = t[name][keep]


def _counts(t: dict[str, NDArray[Any]]) -> None:
    """Only counts in which something counts, or which hold somebody up for good."""
    keep = np.diff(t["gates_at"]) > 0
    keep[t["count"]] = True
    number = np.cumsum(keep) - 1
    for name in OF_COUNTS:
        t[name] = t[name][keep]
    t["gates_at"] = np.append(t["gates_at"][:-1][keep], t["gates_at"][-1])
    t["count"], t["of"] = number[t["count"]], number[t["of"]]


def _lags(t: dict[str, NDArray[Any]]) -> None:
    """Only minutes that are drawn; the first stands for no time at all."""
    keep = np.diff(t["hits_at"]) > 0
    keep[t["lag"]] = keep[:1] = True
    number = np.cumsum(keep) - 1
    for name in OF_LAGS:
        t[name] = t[name][keep]
    t["hits_at"] = np.append(t["hits_at"][:-1][keep], t["hits_at"][-1])
    t["lag"] = number[t["lag"]]


def _sure(t: Tables) -> NDArray[np.int64]:
    """Whether each step is sure: neither clock nor turn nor barrier, it moves no balance and lets nobody arrive.

    What it counts for must be told of by the moment alone, and what is drawn for it must not ask how things stand.
    """
    alone = (t["clock"] < 0) & ~np.isin(t["act"], (BOARD, ARRIVE))
    alone &= (t["aboard"] == 0) | (t["holds"] == 1)  # a loaded convoy may stand still before another gate
    for name in ("turns_at", "barriers_at", "watched_at"):
        alone &= np.diff(t[name]) == 0
    told = (t["single"] != 0) & (t["fleet"] < 0)
    good = told[t["count"]] & (np.diff(t["hits_at"]) == 0)[t["lag"]]
    bad = _sums(~good)[t["counted_at"]]
    return np.asarray(alone & (np.diff(bad) == 0), np.int64)
