"""Minutes after the window opens, and the local time on people's watches."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mamarr.model.agreement import Agreement, Window
from mamarr.model.law import Clock
from mamarr.model.values import Hours

DAY = 24 * 60


def minutes_after_opening(window: Window, local: datetime) -> float:
    """Minutes from the opening of *window* to the local time *local* (clock changes are counted)."""
    return minutes_since_opening(window, local.replace(tzinfo=ZoneInfo(window.zone)))


def opening(window: Window) -> datetime:
    """The moment at which *window* opens."""
    return window.opens.replace(tzinfo=ZoneInfo(window.zone)).astimezone(UTC)


def minutes_since_opening(window: Window, moment: datetime) -> float:
    """Minutes from the opening of *window* to *moment*, which knows its zone."""
    return (moment.astimezone(UTC) - opening(window)).total_seconds() / 60


def local_time(window: Window, minutes: float) -> datetime:
    """The local time *minutes* after the opening of *window*."""
    return (opening(window) + timedelta(minutes=minutes)).astimezone(ZoneInfo(window.zone)).replace(tzinfo=None)


def length(window: Window) -> float:
    """Minutes from opening to closing."""
    return minutes_after_opening(window, window.closes)


def within(hours: list[tuple[Hours, float]], midnight: float) -> Clock:
    """The earliest start such that each stage, so many minutes later, falls into its opening hours.

    *midnight* is the last local midnight before the window opens, in minutes after the opening (not positive).
    Days are taken as 24 hours long. ``inf`` where no start suits all.
    """

    def late(moment: float, opening: Hours) -> float:
        since = (moment - midnight) % DAY
        for shift in (0, DAY):
            if opening.opens <= since + shift <= opening.closes:
                return 0.0
        return (opening.opens - since) % DAY

    def clock(moment: float) -> float:
        for _ in range(8 * max(1, len(hours))):
            waits = [late(moment + after, opening) for opening, after in hours]
            if not any(waits):
                return moment
            moment += max(waits)
        return math.inf

    return clock


def midnight(window: Window | None) -> float:
    """The last local midnight before *window* opens, in minutes after its opening."""
    return -(window.opens.hour * 60.0 + window.opens.minute) if window else 0.0


def passable(agreement: Agreement, way: Sequence[tuple[str, int]]) -> Clock:
    """The earliest start on *way*, places with minutes until them, for which every place is open on arrival."""
    hours = [(o, float(after)) for place, after in way if (o := agreement.places[place].open)]
    return within(hours, midnight(agreement.window))


def not_before(start: float) -> Clock:
    return lambda moment: max(moment, start)


Spans = tuple[tuple[float, ...], tuple[float, ...]]
"""Stretches of time that do not touch, in order: where they begin, and where they end."""


def disjoint(stretches: Sequence[tuple[float, float]]) -> Spans:
    """*stretches* joined where they overlap."""
    begins: list[float] = []
    ends: list[float] = []
    for begin, end in sorted(stretches):
        if ends and begin < ends[-1]:
            ends[-1] = max(end, ends[-1])
        else:
            begins.append(begin)
            ends.append(end)
    return tuple(begins), tuple(ends)


def around(taken: Spans, after: float = 0.0) -> Clock:
    """The earliest start such that the moment *after* minutes later lies inside none of the stretches *taken*."""
    begins, ends = taken

    def clock(moment: float) -> float:
        i = bisect_left(begins, moment + after) - 1
        return ends[i] - after if i >= 0 and moment + after < ends[i] else moment

    return clock
