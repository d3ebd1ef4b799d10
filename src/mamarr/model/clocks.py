"""When a step may happen, as data: stretches of time that are closed to it, once or every day.

A clock is asked for the earliest moment, not before the one given, that it allows. All clocks of a net are made of
stretches, so that what runs nets thousands of times can hold them in arrays.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed strictly between each of *begins* and its end: looked at *after* minutes later than the step.

    Stretches are in order and do not touch. With a *period* they come again, all within one period from the first
    begin; without (0) they come once. An end of ``inf`` is for good.
    """

    begins: tuple[float, ...]
    ends: tuple[float, ...]
    after: float = 0.0
    period: float = 0.0

    def __call__(self, moment: float) -> float:
        if math.isinf(moment):
            return moment
        seen = moment + self.after
        round_ = (seen - self.begins[0]) // self.period * self.period if self.period else 0.0
        i = bisect_left(self.begins, seen - round_) - 1
        if i >= 0 and seen - round_ < self.ends[i]:
            return self.ends[i] + round_ - self.after
        return moment

    @property
    def last(self) -> float:
        """After this moment nothing new comes: it is open, closed for good, or as in the round before."""
        ends = () if self.period else tuple(end for end in self.ends if not math.isinf(end))
        return max(ends, default=-math.inf) - self.after


@dataclass(frozen=True)
class Every:
    """Open when all of these are: the earliest moment that suits them all; never, where none does."""

    clocks: tuple[Closed, ...]

    @cached_property
    def last(self) -> float:
        return max((c.last for c in self.clocks), default=-math.inf)

    def __call__(self, moment: float) -> float:
        most = max(moment, self.last) + DAY
        while moment <= most:
            later = max((c(moment) for c in self.clocks), default=moment)
            if later == moment:
                return moment
            moment = later
        return math.inf


Timing = Closed | Every


def not_before(start: float) -> Closed:
    """Closed until *start*."""
    return Closed((-math.inf,), (start,))


def daily(opens: float, closes: float, midnight: float, after: float) -> Closed | None:
    """Closed outside the minutes *opens* to *closes* of each day; None where that is never, for good where they cross.

    *midnight* is some midnight, on the clock of the steps; days are taken as 24 hours long.
    """
    if closes < opens:
        return not_before(math.inf)
    begin = closes + midnight
    return Closed((begin,), (opens + midnight + DAY,), after, DAY) if closes - opens < DAY else None


def around(taken: Sequence[tuple[float, ...]], after: float = 0.0) -> Timing:
    """Closed in the stretches *taken* (their begins, their ends), *after* minutes later than the step."""
    begins, ends = taken
    return Closed(begins, ends, after) if begins else Every(())


def all_of(clocks: Iterable[Timing]) -> Timing:
    """The clock that is open when all of *clocks* are."""
    parts = dict.fromkeys(part for c in clocks for part in (c.clocks if isinstance(c, Every) else (c,)))
    return next(iter(parts)) if len(parts) == 1 else Every(tuple(parts))
