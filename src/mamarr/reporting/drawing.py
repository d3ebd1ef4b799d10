"""A picture in one language -> a figure whose bytes are the same everywhere, read from the side its language begins.

Text is drawn as paths in the font that matplotlib brings along, which holds Latin and Arabic letters. In Arabic every
horizontal axis begins at the right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from textwrap import wrap
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from mamarr.lang import Words, words
from mamarr.model.agreement import Agreement
from mamarr.model.values import Language

INK, SOFT, FAINT = "#1a1a1a", "#5c5c5c", "#b8b8b8"
BLUE, ORANGE, RED = "#0072b2", "#e69f00", "#d55e00"
GREEN, PURPLE, SKY = "#009e73", "#cc79a7", "#56b4e9"
MOVEMENTS = (BLUE, ORANGE, GREEN, PURPLE, SKY, RED)
"""Colours that colour-blind people tell apart (Okabe and Ito 2008), neighbours of different lightness in grey."""

RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}"
"""Says how a line runs that begins with a name or a number: those are isolated and say nothing of it."""
WIDTH = 7.4
"""Inches: the text width of an A4 page."""
_LETTERS: dict[Any, Any] = {
    "font.family": ["DejaVu Sans"],
    "font.size": 8.5,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.unicode_minus": False,
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "mamarr",
}


@contextmanager
def style() -> Iterator[None]:
    """The style of every picture, whatever the machine's own settings are."""
    settings = {k: v for k, v in matplotlib.rcParamsDefault.items() if not k.startswith("backend")}
    with matplotlib.rc_context({**settings, **_LETTERS}):
        yield


@dataclass(frozen=True, slots=True)
class Sheet:
    """One picture under way: its figure and axes, its words, and which side is the beginning."""

    figure: Figure
    axes: Axes
    words: Words

    @property
    def language(self) -> Language:
        return self.words.language

    def say(self, key: str, width: int = 200, **facts: str | int) -> str:
        """The text of *key* in lines of about *width* letters; every Arabic line begins at the right."""
        lines = [line for part in self.words(key, facts).split("\n") for line in wrap(part, width)]
        return "\n".join(RIGHT_TO_LEFT + line if self.language == "ar" else line for line in lines)

    def names(self, agreement: Agreement, movements: tuple[str, ...]) -> str:
        """The names of *movements* in the language of the picture."""
        names = {m: agreement.movements[m].name for m in movements}
        return self.words("list-comma").join(n.in_language(self.language) if n else m for m, n in names.items())

    @property
    def start(self) -> Literal["left", "right"]:
        return "right" if self.language == "ar" else "left"

    @property
    def end(self) -> Literal["left", "right"]:
        return "left" if self.language == "ar" else "right"

    def across(self, share: float) -> float:
        """So far from the side where the language begins, as a share of the width."""
        return 1 - share if self.language == "ar" else share

    def title(self, headline: str, below: str) -> None:
        """A headline and a line below it, and over them whom the picture is for."""
        x = self.across(0.0)
        self.axes.annotate(
            headline, (x, 1), (0, 24), "axes fraction", "offset points", ha=self.start, fontsize=12, fontweight="bold"
        )
        self.axes.annotate(below, (x, 1), (0, 9), "axes fraction", "offset points", ha=self.start, color=SOFT)
        self.axes.annotate(
            self.say("cell-only"),
            (self.across(0.0), 1),
            (3 if self.start == "left" else -3, 48),
            "axes fraction",
            "offset points",
            ha=self.start,
            fontsize=7.5,
            bbox={"boxstyle": "square,pad=0.4", "facecolor": "none", "edgecolor": INK, "linewidth": 0.7},
        )

    def legend(self, handles: Sequence[Artist], columns: int = 3) -> None:
        """Below the picture, where it covers nothing; rows are read from the beginning side."""
        columns = min(columns, len(handles))
        blank = [Line2D([], [], linewidth=0, label=" ")] * (-len(handles) % columns)
        filled = [*handles, *blank]
        rows = [filled[i : i + columns] for i in range(0, len(filled), columns)]
        ordered = [row[::-1] if self.language == "ar" else row for row in rows]
        self.figure.legend(
            handles=[row[i] for i in range(columns) for row in ordered],
            loc="lower center",
            bbox_to_anchor=(0.5, 0.12 / self.figure.get_figheight()),
            ncols=columns,
            frameon=False,
            markerfirst=self.language != "ar",
            handlelength=2.4,
            columnspacing=2.2,
            borderaxespad=0,
        )


def sheet(language: Language, height: float, *, bottom: float = 0.9, side: float = 0.75, top: float = 1.0) -> Sheet:
    """Empty axes of A4 text width, mirrored for Arabic; margins in inches, *side* at the beginning."""
    figure = Figure(figsize=(WIDTH, height), dpi=150)
    far = 0.35
    left, right = (far, side) if language == "ar" else (side, far)
    axes = figure.add_axes(
        (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - bottom - top) / height)
    )
    if language == "ar":
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
        axes.spines["left"].set_visible(False)
    else:
        axes.spines["right"].set_visible(False)
    return Sheet(figure, axes, words(language, "show", "report"))


def svg(figure: Figure) -> bytes:
    """*figure* as SVG, text as paths, no date."""
    return _bytes(figure, "svg", {"Date": None, "Creator": "mamarr"})


def png(figure: Figure) -> bytes:
    """*figure* as PNG, no date and no name of the program's version."""
    return _bytes(figure, "png", {"Software": None})


def _bytes(figure: Figure, kind: str, metadata: dict[str, str | None]) -> bytes:
    out = BytesIO()
    with style():
        figure.savefig(out, format=kind, metadata=metadata)
    return out.getvalue()


def percent(share: float) -> str:
    """A share as people write it: one decimal at most."""
    return f"{round(share * 100, 1):g}%"
