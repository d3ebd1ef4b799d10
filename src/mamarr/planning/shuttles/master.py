"""A task and a horizon -> whether vehicles, taken in parts, could carry all loads by then: column generation.

The linear program chooses walks (Dantzig and Wolfe 1960) so that as little as possible stays behind. It is as strong as
the flow of vehicles over time, and has one row for each pickup and reception. A horizon is refuted as soon as the
prices prove that something must stay behind, before all walks are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import highspy
import numpy as np

from mamarr.planning.shuttles.pricing import Prices, Pricing, Stops
from mamarr.planning.shuttles.task import Task

INFINITY = highspy.kHighsInf
SLIGHT = 1e-6


class Way(NamedTuple):
    """A use that can be bounded: beginning at *there*, carrying from *here* to *there*, returning from and to."""

    act: str
    here: int
    there: int
    by: int = -1
    """For a way with a load: only if picked up by this time; -1 is at any time."""


def ways(stops: Stops) -> Iterator[Way]:
    """What a walk uses, whatever the time."""
    at = -1
    for _, pickup, reception in stops:
        yield Way("first", -1, pickup) if at < 0 else Way("back", at, pickup)
        yield Way("carry", pickup, reception)
        at = reception


class Master:
    """The linear program over the walks known so far."""

    def __init__(self, task: Task, horizon: int, known: Iterable[Stops] = ()) -> None:
        self.task, self.horizon, self.pricing = task, horizon, Pricing(task, horizon)
        self.walks: dict[Stops, int] = {}
        """Each known walk and its column."""
        self.ways: dict[Stops, Counter[Way]] = {}
        """How often each known walk uses which way."""
        self.rows: dict[Way, int] = {}
        self.chosen: dict[Stops, float] = {}
        """After a success, how much of each walk is used."""
        self.program = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.program.setOptionValue(name, value)
        for loads in task.loads:
            self._row(loads, loads)
        for room in (*task.room, task.vehicles):
            self._row(-INFINITY, room)
        for pickup in range(len(task.loads)):
            self.program.addCol(1.0, 0.0, INFINITY, 1, np.array([pickup], np.int32), np.ones(1))
        for stops in known:
            if self._end(stops) <= horizon:
                self._learn(stops)

    def bound(self, way: Way, low: float, high: float) -> None:
        """How often the way may be used by all vehicles together."""
        if way not in self.rows:
            self.rows[way] = self.program.getNumRow()
            using = [(column, n) for stops, column in self.walks.items() if (n := self._uses(stops, way))]
            self._row(-INFINITY, INFINITY, using)
            row = np.array([self.rows[way]], np.int32)
            self.program.addCol(1.0, 0.0, INFINITY, 1, row, np.ones(1))
        self.program.changeRowBounds(self.rows[way], low, high)

    def feasible(self) -> bool:
        """Whether all loads can be carried by the horizon, vehicles taken in parts."""
        while True:
            self.program.run()
            behind = self.program.getInfo().objective_function_value
            solution = self.program.getSolution()
            if behind < SLIGHT:
                values = solution.col_value
                self.chosen = {s: values[c] for s, c in self.walks.items() if values[c] > SLIGHT}
                return True
            duals = np.array(solution.row_dual)
            wage = -duals[len(self.task.loads) + len(self.task.room)]
            found = self.pricing.best(self._prices(duals))
            most = max((worth - wage for worth, _ in found), default=0.0)
            if behind - self.task.vehicles * max(most, 0.0) > SLIGHT:
                return False
            new = [stops for worth, stops in found if worth > wage + SLIGHT / 10 and stops not in self.walks]
            if not new:
                return False
            for stops in new:
                self._learn(stops)

    def _prices(self, duals: np.ndarray) -> Prices:
        pickups, receptions = len(self.task.loads), len(self.task.room)
        first, back, timed = np.zeros(pickups), np.zeros((receptions, pickups)), None
        carry = duals[:pickups, None] + duals[None, pickups : pickups + receptions]
        for way, row in self.rows.items():
            if not duals[row]:
                continue
            if way.by >= 0:
                timed = np.zeros((self.horizon + 1, pickups, receptions)) if timed is None else timed
                timed[: way.by + 1, way.here, way.there] += duals[row]
            elif way.act == "first":
                first[way.there] += duals[row]
            else:
                (carry if way.act == "carry" else back)[way.here, way.there] += duals[row]
        return Prices(first, carry, back, timed)

    def used(self) -> Mapping[Way, float]:
        """How often all vehicles together use each way, by the walks chosen."""
        total: dict[Way, float] = {}
        for stops, part in self.chosen.items():
            for way, n in self.ways[stops].items():
                total[way] = total.get(way, 0.0) + part * n
        return total

    def _uses(self, stops: Stops, way: Way) -> int:
        """How often a walk uses a way."""
        if way.by < 0:
            return self.ways[stops][way]
        return sum(time <= way.by and (way.here, way.there) == (p, q) for time, p, q in stops)

    def _row(self, low: float, high: float, entries: Iterable[tuple[int, int]] = ()) -> None:
        columns, counts = _arrays(entries)
        self.program.addRow(low, high, len(columns), columns, counts)

    def _learn(self, stops: Stops) -> None:
        pickups, receptions = len(self.task.loads), len(self.task.room)
        self.ways[stops] = Counter(ways(stops))
        entries = Counter({pickups + receptions: 1})
        for _, pickup, reception in stops:
            entries.update((pickup, pickups + reception))
        entries.update({row: n for way, row in self.rows.items() if (n := self._uses(stops, way))})
        self.walks[stops] = self.program.getNumCol()
        rows, counts = _arrays(entries.items())
        self.program.addCol(0.0, 0.0, INFINITY, len(rows), rows, counts)

    def _end(self, stops: Stops) -> int:
        time, pickup, reception = stops[-1]
        return time + int(self.task.carries[pickup, reception])


def _arrays(entries: Iterable[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    pairs = list(entries)
    return np.array([i for i, _ in pairs], np.int32), np.array([n for _, n in pairs], np.float64)
