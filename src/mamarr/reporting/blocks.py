"""What a report is made of -> one HTML file: no scripts, nothing loaded from elsewhere, every user's text isolated."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from typing import ClassVar

from matplotlib.figure import Figure

from mamarr.model.report import Audience
from mamarr.model.values import Language
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.phrases import Phrase
from mamarr.reporting.templates import style, template

MOST_LINES = 170_000
"""Bytes of a drawing; two such pictures keep a report below half a megabyte."""


@dataclass(frozen=True, slots=True)
class Line:
    kind: ClassVar[str] = "line"
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Points:
    kind: ClassVar[str] = "points"
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """A few numbers that matter, each with what it is."""

    kind: ClassVar[str] = "figures"
    figures: tuple[tuple[Phrase, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; *numbers* are the columns of figures. *marked* rows need a reader's eye."""

    kind: ClassVar[str] = "table"
    head: tuple[Phrase, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    numbers: frozenset[int] = frozenset()
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says, beside what others say."""

    source: Phrase
    details: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True)
class Accounts:
    kind: ClassVar[str] = "accounts"
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    kind: ClassVar[str] = "picture"
    source: str
    caption: Phrase


Block = Line | Points | Figures | Table | Accounts | Picture


def picture(drawn: Figure, caption: Phrase) -> Picture:
    """*drawn* inside the file: as lines, or where those are too many as points."""
    kind, data = "svg+xml", svg(drawn)
    if len(data) > MOST_LINES:
        kind, data = "png", png(drawn)
    return Picture(f"data:image/{kind};base64,{b64encode(data).decode()}", caption)


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    heading: Phrase
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One rendering: for one audience, in one language."""

    language: Language
    audience: Audience
    title: Phrase
    subject: Phrase
    marking: Phrase
    facts: tuple[tuple[Phrase, Phrase], ...]
    banners: tuple[Phrase, ...]
    sections: tuple[Section, ...]
    footer: tuple[Phrase, ...] = field(default=())


def html(report: Report) -> str:
    """The whole file."""
    return template("report.html.j2").render(report=report, css=style("report.css")) + "\n"
