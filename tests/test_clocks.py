"""Clocks as data -> the earliest moment that they allow: each against looking at every minute."""

import math
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mamarr.model.clocks import DAY, Closed, Every, Timing, all_of, around, daily, not_before

NEVER = math.inf
LONG = 5 * DAY


@st.composite
def stretches(draw: st.DrawFn, most: int = LONG) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Some stretches of time, in order, that do not touch."""
    points = sorted(draw(st.sets(st.integers(0, most), max_size=8)))
    return tuple(map(float, points[:-1:2])), tuple(map(float, points[1::2]))


after = st.integers(-200, 900).map(float)
once = st.builds(around, stretches(), after)
hours = st.builds(daily, st.integers(0, 1439), st.integers(1440, 2879), st.integers(-1439, 0), after)
clocks = st.lists(once | hours.filter(bool) | st.builds(not_before, st.integers(0, LONG).map(float)), max_size=4)


def suits(clock: Timing, moment: float) -> bool:
    """Whether *moment* lies in no stretch of any part of *clock*, told from the stretches alone."""
    parts: Sequence[Timing] = clock.clocks if isinstance(clock, Every) else (clock,)
    return all(
        not any(b < moment + c.after + days * c.period < e for b, e in zip(c.begins, c.ends, strict=True))
        for c in parts
        if isinstance(c, Closed)
        for days in (range(-12, 12) if c.period else [0])
    )


@given(clocks, st.integers(0, LONG))
def test_no_earlier_minute_suits_every_clock(drawn: list[Timing], moment: int) -> None:
    clock = all_of(drawn)
    expected = next((t for t in range(moment, 2 * LONG) if suits(clock, t)), NEVER)
    assert clock(moment) == expected


def test_what_is_closed_for_good_never_opens_again() -> None:
    shut = Closed((100.0, 200.0), (150.0, NEVER))
    assert [shut(t) for t in (100, 120, 150, 200, 201, NEVER)] == [100, 150, 150, 200, NEVER, NEVER]
    assert all_of([shut, not_before(160)])(120) == 160


def test_open_all_day_is_no_clock() -> None:
    assert daily(0, DAY, 0, 0) is None
    assert all_of([])(7) == 7
    assert around(((), ()))(7) == 7
