"""Rows and columns in blocks -> a linear programme, and what its prices prove however the solver rounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from mamarr.model.values import Path

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Limit = tuple[str, Path]
"""What limits, in the words of a bound, and where that stands in the agreement."""


@dataclass(frozen=True, slots=True)
class Proved:
    """No more than so much can be gained, and how much of that each limit leaves."""

    most: float
    parts: Mapping[Limit, float]


class Program:
    """Maximises a sum of columns. Every column has both its bounds, so that any prices prove something."""

    def __init__(self) -> None:
        self.columns = self.rows = 0
        self._blocks: list[tuple[int, float, Reals, float]] = []
        self._sides: list[tuple[int, float, float]] = []
        self._entries: list[tuple[Numbers, Numbers, Reals]] = []
        self._limits: list[tuple[Limit, Numbers, Numbers]] = []

    def block(self, upper: Reals, *, lower: float = 0.0, gain: float = 0.0) -> Numbers:
        """New columns between these bounds, each worth so much; their indices."""
        self._blocks.append((len(upper), lower, upper, gain))
        self.columns += len(upper)
        return np.arange(self.columns - len(upper), self.columns)

    def row(self, count: int, upper: float, *, lower: float = -np.inf) -> Numbers:
        """So many new rows between these bounds; their indices."""
        self._sides.append((count, lower, upper))
        self.rows += count
        return np.arange(self.rows - count, self.rows)

    def put(self, rows: Numbers, columns: Numbers, value: float) -> None:
        """*value* where each row meets the column beside it."""
        rows, columns = np.broadcast_arrays(rows, columns)
        self._entries.append((rows, columns, np.full(len(rows), value)))

    def running(self, columns: Numbers) -> Numbers:
        """Rows that say: each of *columns* is the one before it, and what is put there with the sign turned."""
        rows = self.row(len(columns), 0.0, lower=0.0)
        self.put(rows, columns, 1.0)
        self.put(rows[1:], columns[:-1], -1.0)
        return rows

    def name(self, limit: Limit, *, columns: Numbers | None = None, rows: Numbers | None = None) -> None:
        """What limits where these columns or rows reach their bounds."""
        none = np.zeros(0, np.int64)
        self._limits.append((limit, none if columns is None else columns, none if rows is None else rows))

    def close(self) -> None:
        """Nothing more comes: everything goes to the solver."""
        self.low = np.concatenate([np.full(n, lower) for n, lower, _, _ in self._blocks])
        self.high = np.concatenate([upper for _, _, upper, _ in self._blocks])
        self.gain = np.concatenate([np.full(n, gain) for n, _, _, gain in self._blocks])
        self.least = np.concatenate([np.full(n, lower) for n, lower, _ in self._sides])
        self.most = np.concatenate([np.full(n, upper) for n, _, upper in self._sides])
        rows, columns, values = (np.concatenate(part) for part in zip(*self._entries, strict=True))
        order = np.lexsort((rows, columns))
        self.at, self.of, self.value = rows[order], columns[order], values[order]
        self.solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("solver", "ipm"), ("run_crossover", "off")):
            self.solver.setOptionValue(option, value)
        self.solver.passModel(self._model())

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, self.rows
        model.col_cost_, model.col_lower_, model.col_upper_ = -self.gain, self.low, self.high
        model.row_lower_, model.row_upper_ = self.least, self.most
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.searchsorted(self.of, np.arange(self.columns + 1)).astype(np.int32)
        model.a_matrix_.index_ = self.at.astype(np.int32)
        model.a_matrix_.value_ = self.value
        return model

    def cap(self, columns: Numbers, upper: Reals) -> None:
        """Other upper bounds for these columns."""
        self.high[columns] = upper
        self.solver.changeColsBounds(len(columns), columns.astype(np.int32), self.low[columns], upper)

    def solve(self, seconds: float) -> Proved:
        """The most that can be gained, as far as it is proved within so many seconds."""
        self.solver.setOptionValue("time_limit", self.solver.getRunTime() + max(seconds, 0.01))
        self.solver.run()
        return self.proved(np.array(self.solver.getSolution().row_dual))

    def proved(self, prices: Reals) -> Proved:
        """A bound on the gain that holds for any prices of the rows (Neumaier, Shcherbina 2004)."""
        if len(prices) != self.rows:
            prices = np.zeros(self.rows)
        held = np.where(prices > 0, self.least, self.most)
        prices = np.where(np.isfinite(held), prices, 0.0)
        rows = -prices * np.where(np.isfinite(held), held, 0.0)
        rest = self.gain + np.bincount(self.of, self.value * prices[self.at], minlength=self.columns)
        columns = np.maximum(rest * self.low, rest * self.high)
        parts: dict[Limit, float] = {}
        for limit, own, sides in self._limits:
            parts[limit] = parts.get(limit, 0.0) + float(columns[own].sum() + rows[sides].sum())
        return Proved(float(rows.sum() + columns.sum()), parts)
