"""Small values that the nouns are made of: texts, numbers with a source, shares, times of day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

Path = tuple[str | int, ...]
"""Where something stands in an agreement: the keys as written, e.g. ``("places", "ramouseh", "held by")``."""

Language = Literal["en", "ar"]

ACTOR_SECTIONS = ("parties", "facilitators", "guarantors", "monitors")
"""The sections of an agreement whose entries can act: sign, hold, count, attest, decide."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a field whose value names an entry of one of these sections."""

    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Marks an integer that people write with a unit, e.g. ``6 hours``."""

    name: Literal["minutes"]


Minutes = Annotated[int, Unit("minutes")]


@dataclass(frozen=True, slots=True)
class Text:
    """Words for people, in English, Arabic or both."""

    en: str = ""
    ar: str = ""

    def in_language(self, language: Language) -> str:
        """The words in *language*, or in the other one where they were not given."""
        return (self.ar or self.en) if language == "ar" else (self.en or self.ar)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A count or duration as low / likely / high, with who counted, when and where it is written."""

    low: int
    likely: int
    high: int
    source: Annotated[str, Ref(("sources",))] | None = None
    counted_by: Annotated[str, Ref(ACTOR_SECTIONS)] | None = None
    on: date | None = None

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def at(self, level: Level) -> int:
        """The value at *level*: ``low``, ``likely`` or ``high``."""
        return {"low": self.low, "likely": self.likely, "high": self.high}[level]


Level = Literal["low", "likely", "high"]


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a total, e.g. ``10%``; 1 is the whole."""

    of_one: Fraction

    def __str__(self) -> str:
        percent = self.of_one * 100
        return f"{percent.numerator}%" if percent.denominator == 1 else f"{float(percent):g}%"


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole as low / likely / high; one value alone stands for all three."""

    low: Share
    likely: Share
    high: Share


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length of time as low / likely / high, each with its unit; one value alone stands for all three."""

    low: Minutes
    likely: Minutes
    high: Minutes


SPREADS = (Estimate, Portion, Lasting)
"""Nouns that one value can stand for: low, likely and high are then the same."""

Amount = int | Share
"""People, or a part of a total."""


def people(amount: Amount, total: int) -> int:
    """*amount* in people; a share of *total* is rounded up, so that no one is left over by rounding."""
    if isinstance(amount, Share):
        return -int(-amount.of_one * total // 1)
    return amount


@dataclass(frozen=True, slots=True)
class Ratio:
    """``1 for 3``: for every *first* of one side, *second* of the other."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours, in minutes after midnight; *closes* may lie after midnight of the next day."""

    opens: int
    closes: int

    def for_stay(self, minutes: int) -> Hours:
        """When a stay of so many minutes may begin: never (*closes* before *opens*) where it is too long."""
        return self if self.closes - self.opens >= 24 * 60 else Hours(self.opens, self.closes - minutes)


@dataclass(frozen=True, slots=True)
class Point:
    """Latitude and longitude in degrees (WGS 84)."""

    latitude: float
    longitude: float
