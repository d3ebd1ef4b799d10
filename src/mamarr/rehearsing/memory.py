"""Tables of a world -> the memory of its workers: one block that all read, and one for each with what runs change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.machine.rows import ENTRY
from mamarr.rehearsing import tables
from mamarr.rehearsing.needed import needed
from mamarr.rehearsing.tables import ARRIVE, FIXED, MOST_LINES, TRAVEL, Hand, Kept, Longs, Records

Tables = Mapping[str, NDArray[Any]]
Parts = dict[str, NDArray[Any]]
LINE = 8
"""Words in a line of the processor's cache; every kind of record begins with one."""
FRACTIONS = ("watch", "end", "midnight")
"""Numbers that stand alone and may have fractions."""


class Memory(NamedTuple):
    """Both blocks before the first run, in words of eight bytes, and in which word what begins."""

    still: Longs
    fresh: Longs
    scratch: int
    still_at: Mapping[str, int]
    own_at: Mapping[str, int]
    alone: Mapping[str, float]


def memory(t: Tables, alone: Mapping[str, float], *, whole: bool = False) -> Memory:
    """The memory for these tables, and the numbers that stand *alone*; *whole*: with steps on which nothing depends."""
    t = {name: np.ascontiguousarray(table) for name, table in needed(t, whole).items()}
    n = _numbers(t)
    live = _live(t, n, int(alone["sources"]), int(alone["places"]), int(alone["hours"]))
    still, still_at = _block(_still(t))
    fresh, own_at = _block(live)
    scratch = _scratch(n, int(alone["stops"]))
    begins = _begins(scratch.values())
    own_at |= {name: len(fresh) + begin for name, begin in zip(scratch, begins, strict=False)}
    return Memory(still, fresh, begins[-1], still_at, own_at, n | dict(alone))


def aligned(words: int) -> Longs:
    """So many words, all 0, from the beginning of a line on."""
    room = np.zeros(words + LINE, np.int64)
    skipped = -room.ctypes.data // 8 % LINE
    return room[skipped : skipped + words]


def _begins(words: Iterable[int]) -> list[int]:
    """Where parts of so many words begin, and where the last ends, in whole lines."""
    return list(accumulate((-(-n // LINE) * LINE for n in words), initial=0))


def _block(parts: Parts) -> tuple[Longs, dict[str, int]]:
    """*parts* one after another, and where each begins."""
    begins = _begins(-(-p.nbytes // 8) for p in parts.values())
    block = aligned(begins[-1])
    for part, begin in zip(parts.values(), begins, strict=False):
        block[begin:].view(np.uint8)[: part.nbytes] = np.frombuffer(part.tobytes(), np.uint8)
    return block, dict(zip(parts, begins, strict=False))


def _numbers(t: Tables) -> dict[str, int]:
    """How many there are of each."""
    barriers = max([-1, *t["barrier"].tolist(), *t["shuts"].tolist()]) + 1
    n = {"steps": "holds", "counts": "single", "convoys": "size", "targets": "target_name", "fleets": "spare"}
    n |= {"balances": "total", "lates": "late_source", "rows": "count", "lags": "lag_minutes", "turns": "yields_at"}
    n |= {"legs": "legs"}
    found = {f"many_{name}": t[table].size for name, table in n.items()}
    found["many_turns"] -= 1
    found["many_drives"] = int((t["lag_kind"] == TRAVEL).sum())
    return found | {"many_barriers": barriers, "many_harms": t["hit_chance"].shape[1], "many_parts": t["part"].shape[1]}


def _filled(kind: np.dtype[np.void], many: int, /, **columns: Any) -> Records:
    """So many records of *kind*; what is not told is 0."""
    made = np.zeros(many, kind)
    for name, column in columns.items():
        made[name] = column
    return made


def _ranges(name: str, at: NDArray[Any]) -> dict[str, NDArray[Any]]:
    return {name: at[:-1], f"{name}_end": at[1:]}


def _live(t: Tables, n: Mapping[str, int], sources: int, places: int, hours: int) -> Parts:
    """Whatever a run changes, before the first moment."""
    steps = _filled(
        tables.STEP,
        n["many_steps"],
        **{name: t[name] for name in ("convoy", "act", "place", "aboard", "clock", "sure")},
        time=np.inf,
        there=np.inf,
        first_there=-1.0,
        post_what=sources,
        held_what=sources,
        closed=t["holds"],
        by=-1,
        behind=-1,
        claims=-1,
        **_ranges("rows", t["counted_at"]),
        **_ranges("takes", t["turns_at"]),
        **_ranges("barriers", t["barriers_at"]),
        **_ranges("watched", t["watched_at"]),
    )
    counts = _filled(
        tables.COUNT,
        n["many_counts"],
        passed=t["gates_at"][:-1],
        **{name: t[name] for name in ("single", "shrinks", "attested", "fleet")},
        **_ranges("gates", t["gates_at"]),
    )
    targets = _filled(
        tables.TARGET,
        n["many_targets"],
        **{name: t[f"target_{name}"] for name in ("most", "name", "mode", "waiting")},
        **_ranges("shuts", t["shuts_at"]),
    )
    return {
        "steps": steps,
        "counts": counts,
        "lags": _lags(t, sources),
        "turns": _filled(
            tables.TURN, n["many_turns"], free=-np.inf, line=-1, tried=-1, **_ranges("yields", t["yields_at"])
        ),
        "barriers": _filled(tables.BARRIER, n["many_barriers"], until=-np.inf, by=sources),
        "convoys": _convoys(t, n["many_convoys"]),
        "at_places": _filled(tables.PLACE, places),
        "targets": targets,
        "balances": _filled(tables.BALANCE, n["many_balances"], total=t["total"]),
        "spare": t["spare"].astype(np.int64),
        "lost": np.zeros(t["vehicles"].size, np.int64),  # [convoy, fleet]
        "by_hour": np.zeros(hours + 1, np.int64),
    }


def _convoys(t: Tables, many: int) -> Records:
    own = np.argsort(t["convoy"], kind="stable")
    own = own[t["convoy"][own] >= 0]
    begins = np.searchsorted(t["convoy"][own], np.arange(many + 1))
    arrive = {int(t["convoy"][s]): int(s) for s in np.flatnonzero(t["act"] == ARRIVE)}
    return _filled(
        tables.CONVOY,
        many,
        boarded=np.inf,
        arrived=np.inf,
        standing=-1.0,
        driven=t["driven"],
        size=t["size"],
        last_place=t["first_place"],
        group=t["group"],
        arrival=[arrive.get(c, -1) for c in range(many)],
        **_ranges("own", begins),
    )


def _lags(t: Tables, sources: int) -> Records:
    """What takes time. Of what is neither drawn nor slowed it matters to nobody when it begins."""
    travels = t["lag_kind"] == TRAVEL
    convoy = t["lag_row"].copy()
    convoy[travels] = t["drive_convoy"][convoy[travels]]
    return _filled(
        tables.LAG,
        convoy.size,
        minutes=t["lag_minutes"],
        added_what=sources,
        convoy=convoy,
        kind=t["lag_kind"],
        begun=(t["lag_kind"] == FIXED) & (np.diff(t["hits_at"]) == 0),
        **_ranges("hits", t["hits_at"]),
    )


def _drives(t: Tables) -> Records:
    """What is drawn of each leg that a convoy drives."""
    lag = np.flatnonzero(t["lag_kind"] == TRAVEL)
    drive = t["lag_row"][lag]
    own, leg, minutes = (t[f"drive_{name}"][drive] for name in ("own", "leg", "minutes"))
    return _filled(tables.DRIVE, lag.size, own=own, leg=leg, lag=lag, road=minutes[:, :3], stop=minutes[:, 3:])


def _still(t: Tables) -> Parts:
    """What no run changes."""
    own = np.argsort(t["convoy"], kind="stable")
    return {
        "rows": _filled(tables.ROW, t["count"].size, **{name: t[name] for name in ("weight", "count", "lag")}),
        "gates": _filled(
            tables.GATE, t["need"].size, **{name: t[name] for name in ("need", "held", "arrival", "kind", "clause")},
            count=t["of"],
        ),
        "drives": _drives(t),
        "takes": _filled(
            tables.TAKE, t["turn"].size, turn=t["turn"], after=t["turn_after"], minutes=t["turn_minutes"]
        ),
        "watched": _filled(
            tables.WATCH, t["watched"].size, balance=t["watched"], weight=t["watched_weight"],
            people=t["watched_people"]
        ),
        "hits": _filled(
            tables.HIT, t["hit_name"].size, **{name: t[f"hit_{name}"] for name in ("most", "name", "harm", "source")}
        ),
        "threats": _threats(t),
        "harms": _harms(t),
        "lates": _filled(tables.LATE, t["late_chance"].size, chance=t["late_chance"].ravel(),
                         lasting=t["late_lasting"].reshape(-1, 3)),
        "legs": t["legs"],
        "late_names": t["late_name"],
        "late_sources": t["late_source"].astype(np.int64),
        "parts": t["part"].astype(np.float64),
        "rulings": t["rulings"],
        "part_names": t["part_name"],
        "own": own[t["convoy"][own] >= 0].astype(np.int64),
        "gates_of_at": t["gates_of_at"].astype(np.int64),
        "gates_of": t["gates_of"].astype(np.int64),
        "clocks": t["clocks"].astype(np.float64),
        "vehicles": t["vehicles"].astype(np.int64),
        "sides": t["target_side"].astype(np.int64),
        **{name: t[name].astype(np.int64) for name in ("yields", "shuts", "barrier")},
    }  # fmt: skip


def _threats(t: Tables) -> Records:
    """Of each answer and target: how often, and the most that any state of things could give."""
    bound = t["rate"] * (1.0 + t["rises"]) * np.maximum(1.0, t["night"])
    columns = {name: t[name].ravel() for name in ("rate", "rises", "night", "never")}
    lasting = t["lasting"].reshape(-1, 3)
    return _filled(
        tables.THREAT, bound.size, most=t["most_rate"].ravel(), bound=bound.ravel(), lasting=lasting, **columns
    )


def _harms(t: Tables) -> Records:
    """Of each answer and kind of delay: how often, and the most that any state of things could give."""
    bound = t["hit_chance"] * (1.0 + t["hit_rises"]) * np.maximum(1.0, t["hit_night"])
    columns = {name: t[f"hit_{name}"].ravel() for name in ("chance", "rises", "night", "loses")}
    return _filled(tables.HARM, bound.size, bound=bound.ravel(), lasting=t["hit_lasting"].reshape(-1, 3), **columns)


def _scratch(n: Mapping[str, int], stops: int) -> dict[str, int]:
    """Room that needs no clearing, in words."""
    steps, counts = n["many_steps"], n["many_counts"]
    return {
        "queue": ENTRY.itemsize // 8 * max(3 * steps + n["many_rows"] + n["many_targets"], n["many_convoys"]),
        "later": n["many_rows"],  # weight that counts later
        "met": n["many_legs"],  # what the convoys share of a leg
        "riders": n["many_convoys"],
        "minutes": n["many_convoys"],
        "reach": steps,
        "reach_clauses": steps,
        "sure": steps,  # who is sure to happen, and does so next
        "unmet": steps,
        "stack": steps,
        "sums": counts,
        "sums_clauses": counts,
        "sums_at_end": counts,
        "upto": counts,
        "kept_back": stops,
        "closures": 3 * MOST_LINES,
        "delays": 3 * MOST_LINES,
    }


class Worker:
    """The memory of one worker. *hand*, addresses and numbers, is for compiled code; this must outlive it."""

    def __init__(self, made: Memory) -> None:
        self.made = made
        self.block = aligned(len(made.fresh) + made.scratch)
        self.block[: len(made.fresh)] = made.fresh
        at = {name: made.still.ctypes.data + 8 * word for name, word in made.still_at.items()}
        at |= {name: self.block.ctypes.data + 8 * word for name, word in made.own_at.items()}
        at |= {"live": self.block.ctypes.data, "fresh": made.fresh.ctypes.data, "fresh_words": len(made.fresh)}
        numbers: dict[str, float] = {
            **made.alone,
            **at,
            **dict.fromkeys(tables.RUN, 0),
            **dict.fromkeys(Kept._fields, 0),
        }
        kinds = [(name, tables.RUN.get(name, "f8" if name in FRACTIONS else "i8")) for name in numbers]
        self.record = np.array([tuple(numbers.values())], kinds)

    @property
    def hand(self) -> Hand:
        return self.record[0]

    def keeps(self, kept: Kept) -> None:
        """What is kept goes into *kept* from now on, which must outlive that."""
        for name, array in kept._asdict().items():
            self.record[name] = array.ctypes.data

    def own(self, name: str, kind: Any, many: int) -> NDArray[Any]:
        """So many entries of *kind* of what is called *name* in this worker's block, as it stands now."""
        start = self.made.own_at[name]
        words = many * np.dtype(kind).itemsize // 8
        return self.block[start : start + words].view(kind)
