"""Clocks in rows of numbers, a moment -> the earliest moment that they allow, as ``Closed`` and ``Every`` say it."""

from __future__ import annotations

import math

from mamarr.machine.compiling import compiled
from mamarr.machine.rows import AFTER, FIRST, FROM, LAST, MANY, PERIOD, TO, WIDTH, Real

DAY = 1440.0


@compiled
def open_from(f: Real, base: int, clock: int, moment: float) -> float:
    """The earliest moment that the clock at *clock* allows. *base*: where in *f* the numbers of all clocks begin."""
    first, after, period = base + int(f[clock + FROM]), f[clock + AFTER], f[clock + PERIOD]
    again = math.floor((moment + after - f[first]) / period) * period if period > 0.0 else 0.0
    low, high = 0, int(f[clock + TO] - f[clock + FROM]) // 2
    while low < high:
        middle = (low + high) // 2
        if f[first + 2 * middle] < moment + after - again:
            low = middle + 1
        else:
            high = middle
    end = f[first + 2 * low - 1] if low > 0 else -math.inf
    return end + again - after if moment + after - again < end else moment


@compiled
def last_of(f: Real, base: int, row: int) -> float:
    """After this moment nothing new comes: see ``Closed.last``."""
    return f[base + row + LAST] if row >= 0 else -math.inf


@compiled
def allowed(f: Real, base: int, row: int, moment: float) -> float:
    """The earliest moment that suits all clocks at *row*; inf where none does."""
    if row < 0:
        return moment
    row += base
    most = max(moment, f[row + LAST]) + DAY
    while moment <= most:
        later = moment
        for k in range(int(f[row + MANY])):
            later = max(later, open_from(f, base, row + FIRST + k * WIDTH, moment))
        if later == moment:
            return moment
        moment = later
    return math.inf
