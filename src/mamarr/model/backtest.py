"""Operations with a known course: how they are rehearsed, what really happened, and where that falls among the runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Literal

from mamarr.model.agreement import Source
from mamarr.model.refs import SourceRef
from mamarr.model.values import Estimate, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """People who were out so many hours after the window opened, by low, likely and high of the accounts."""

    hour: int
    people: Estimate
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One operation with its course. *left_out* is the case of the observations that its dangers do not know."""

    left_out: str
    numbers: Annotated[Mapping[str, int], "people of a group where the text leaves them open"] = field(
        default_factory=dict
    )
    opens: datetime | None = None
    closes: datetime | None = None
    out: tuple[Out, ...]
    finished: Annotated[int | Literal["never"], "hours after the window opened"]
    surprise: Text
    cannot: Annotated[Text, "what no rehearsal could foresee"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """All operations with a known course."""

    title: Text
    sources: Mapping[str, Source] = field(default_factory=dict)
    cases: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fall:
    """One figure of the real course among the runs: the share of runs below it, and what the runs gave.

    *measure* is ``out`` (people out after *hour*) or ``finish`` (hours; inf is never).
    """

    measure: Literal["out", "finish"]
    hour: int
    real: float
    real_low: float
    real_high: float
    low: float
    median: float
    high: float
    below: float
    at: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """One operation rehearsed as signed, under dangers fitted to all others."""

    agreement: str
    runs: int
    people: int
    in_window: float
    falls: tuple[Fall, ...]
