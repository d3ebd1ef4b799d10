"""Minutes after the window opens, and the local time on people's watches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mamarr.model.agreement import Agreement, Window
from mamarr.model.clocks import Timing, all_of, daily
from mamarr.model.routes import Kept, Passed, crews_kept, hours_driven
from mamarr.model.values import Hours


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


def within(hours: Iterable[tuple[Hours, float]], midnight: float) -> Timing:
    """The earliest start such that each stage, so many minutes later, falls into its opening hours.

    *midnight* is the last local midnight before the window opens, in minutes after the opening (not positive).
    Days are taken as 24 hours long. ``inf`` where no start suits all.
    """
    return _within(tuple(hours), midnight)


@lru_cache(1000)
def _within(hours: tuple[tuple[Hours, float], ...], midnight: float) -> Timing:
    """The same; the hours of all convoys on one way are the same."""
    found = (daily(opening.opens, opening.closes, midnight, after) for opening, after in hours)
    return all_of(clock for clock in found if clock)


def midnight(window: Window | None) -> float:
    """The last local midnight before *window* opens, in minutes after its opening."""
    return -(window.opens.hour * 60.0 + window.opens.minute) if window else 0.0


def keeping(agreement: Agreement, hours: Iterable[Kept], back: float = 0.0) -> Timing:
    """The earliest start that keeps to *hours*; with *back*, moments are so many minutes after the start."""
    return within(((kept.hours, kept.after - back) for kept in hours), midnight(agreement.window))


def passable(agreement: Agreement, way: Sequence[Passed], fleets: Iterable[str] = (), back: float = 0.0) -> Timing:
    """The earliest start of empty vehicles of *fleets* on *way* that suits their crews, each road and each place."""
    minutes = way[-1].minutes if way else 0
    return keeping(agreement, [*hours_driven(agreement, way), *crews_kept(agreement, fleets, minutes)], back)


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
