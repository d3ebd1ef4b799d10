"""Clocks of steps -> one row of numbers in which machine code reads them, and where in it those of each step begin.

``[last, clocks, (after, period, from, to) of each]``; the stretches (begin, end) of each stand at *from* to *to*. Steps
with the same clocks share their numbers, and so do clocks with the same stretches.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mamarr.model.clocks import Closed, Every, Timing

Real = NDArray[np.float64]

OPEN = -1
"""Where the clocks begin of a step that has none."""
LAST, MANY, FIRST = 0, 1, 2
ENTRY = np.dtype([("moment", "f8"), ("order", "f8"), ("what", "i8")])
"""Of a heap."""
AFTER, PERIOD, FROM, TO, WIDTH = 0, 1, 2, 3, 4


def clock_rows(clocks: Mapping[int, Timing], steps: int) -> tuple[NDArray[np.int64], Real]:
    """Where the clocks of each of so many steps begin, and the numbers."""
    where = np.full(steps, OPEN, np.int64)
    numbers: list[float] = []
    found: dict[Timing, int] = {}
    spans: dict[tuple[tuple[float, ...], tuple[float, ...]], int] = {}
    for step, clock in clocks.items():
        parts = parts_of(clock)
        if parts and clock not in found:
            for c in parts:
                if (c.begins, c.ends) not in spans:
                    spans[c.begins, c.ends] = len(numbers)
                    numbers += [x for both in zip(c.begins, c.ends, strict=True) for x in both]
            found[clock] = len(numbers)
            numbers += [max(c.last for c in parts), len(parts)]
            for c in parts:
                begin = spans[c.begins, c.ends]
                numbers += [c.after, c.period, begin, begin + 2 * len(c.begins)]
        where[step] = found.get(clock, OPEN)
    return where, np.array(numbers, np.float64)


def parts_of(clock: Timing) -> tuple[Closed, ...]:
    """The clocks that *clock* is made of."""
    return clock.clocks if isinstance(clock, Every) else (clock,)
