"""Rehearsals -> pictures for a meeting: the cloud of runs, where and why it stops, what each clause is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from textwrap import wrap

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.rehearsal import Worth
from mamarr.model.values import Language
from mamarr.reporting.drawing import BLUE, FAINT, INK, MOVEMENTS, RED, RIGHT_TO_LEFT, Sheet, sheet, style
from mamarr.reporting.phrases import changed

MOST_BARS = 12
LETTERS = 34
"""Letters in a line beside a bar."""
TITLE = 90
"""Letters of a title in a legend."""
Ranked = tuple[int, Agreement, Worth]
"""The number of an agreement among those compared, itself, and what a change of it is worth."""
Stop = tuple[str, str, float]
"""What stopped people, in words; the kind of cause; people not out, mean over all runs."""


def worth_chart(given: Sequence[tuple[Agreement, Sequence[Worth]]], runs: int, language: Language) -> Figure:
    """A tornado: for each change the people more who are out, and how far that hangs on what nobody knows.

    Several agreements stand in one picture, each in a colour of its own.
    """
    colours = [BLUE] if len(given) == 1 else [MOVEMENTS[k % len(MOVEMENTS)] for k in range(len(given))]
    matter = [(k, a, w) for k, (a, its) in enumerate(given) for w in its if abs(w.people.mean) >= 0.5]
    shown = _utmost(matter)
    with style():
        page = _page(language, len(shown), lines=1 if len(given) == 1 else len(given) + 1)
        axes, say = page.axes, page.say
        for y, (k, _, worth) in enumerate(shown):
            gain = worth.people
            axes.barh(y, gain.mean, 0.62, color=RED if len(given) == 1 and gain.mean < 0 else colours[k], alpha=0.85)
            axes.plot((gain.least, gain.most), (y, y), color=INK, linewidth=1.6, solid_capstyle="butt")
            for end in (gain.least, gain.most):
                axes.plot(end, y, "|", color=INK, markersize=9, markeredgewidth=1.6)
        _labels(page, [changed(agreement, w, page.words) for _, agreement, w in shown])
        ends = [n * 1.08 for _, _, w in shown for n in (w.people.mean, w.people.least, w.people.most)]
        least, reach = min(0.0, *ends, 0.0), max([0.0, *ends]) or 1.0
        axes.set_xlim((reach, least) if language == "ar" else (least, reach))
        axes.axvline(0, color=INK, linewidth=0.8)
        axes.set_xlabel(say("worth-chart-axis"), labelpad=6)
        page.title(say("worth-chart"), say("rehearsed-below", n=runs))
        titles = [_short(agreement.title.in_language(language)) for agreement, _ in given]
        names = [say("worth-chart-mean")] if len(given) == 1 else titles
        handles: list[Artist] = [Patch(facecolor=c, alpha=0.85, label=n) for c, n in zip(colours, names, strict=True)]
        if len(given) == 1 and any(w.people.mean < 0 for _, _, w in shown):
            handles.append(Patch(facecolor=RED, alpha=0.85, label=say("worth-chart-fewer")))
        mark = say("worth-chart-range")
        handles.append(Line2D([], [], color=INK, linewidth=1.6, marker="|", markersize=9, label=mark))
        page.legend(handles, columns=3 if len(given) == 1 else 1)
    return page.figure


def _utmost(matter: Sequence[Ranked]) -> list[Ranked]:
    """Those that change most, either way, the one that gets most people out first."""
    utmost = sorted(matter, key=lambda r: -abs(r[2].people.mean))[:MOST_BARS]
    return sorted(utmost, key=lambda r: -r[2].people.mean)


def _short(title: str) -> str:
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def stops_chart(stops: Sequence[Stop], runs: int, language: Language) -> Figure:
    """Where and why it stops: people not out on average, by what kept them, coloured by the kind of cause."""
    shown = sorted(stops, key=lambda s: -s[2])[:MOST_BARS]
    kinds = list(dict.fromkeys(kind for _, kind, _ in shown))
    colours = dict(zip(kinds, MOVEMENTS, strict=False))
    with style():
        page = _page(language, len(shown))
        axes, say = page.axes, page.say
        for y, (_, kind, people) in enumerate(shown):
            axes.barh(y, people, 0.62, color=colours[kind])
            axes.annotate(
                f"{people:,.1f}" if people < 10 else f"{people:,.0f}",
                (people, y),
                (-4 if language == "ar" else 4, 0),
                textcoords="offset points",
                ha="right" if language == "ar" else "left",
                va="center",
                fontsize=7.5,
            )
        _labels(page, [text for text, _, _ in shown])
        reach = max((people for _, _, people in shown), default=1.0) * 1.15
        axes.set_xlim((reach, 0) if language == "ar" else (0, reach))
        axes.set_xlabel(say("stops-axis"), labelpad=6)
        page.title(say("stops-chart"), say("rehearsed-below", n=runs))
        causes = {k: say(f"cause-{k.replace(' ', '-')}") for k in colours}
        handles: list[Artist] = [Patch(facecolor=colours[k], label=text) for k, text in causes.items()]
        if handles:
            page.legend(handles, columns=2)
    return page.figure


def _page(language: Language, bars: int, lines: int = 1) -> Sheet:
    """Room for so many bars, and below them for so many lines of what they mean."""
    below = 0.95 + 0.2 * lines
    page = sheet(language, 1.2 + below + 0.42 * max(2, bars), bottom=below, side=2.75, top=0.95)
    return replace(page, words=words(language, "show", "report", "rehearse"))


def _labels(page: Sheet, texts: Sequence[str]) -> None:
    """What each bar is, from the top, in lines that begin at the side of the language."""
    lines = [
        "\n".join(RIGHT_TO_LEFT + part if page.language == "ar" else part for part in wrap(text, LETTERS)[:3])
        for text in texts
    ]
    axes = page.axes
    axes.set_yticks(range(len(lines)), lines, fontsize=7.5, linespacing=1.3)
    for label in axes.get_yticklabels():
        label.set_multialignment(page.start)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(8))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda n, _: f"{n:,.0f}" if abs(n) >= 10 else f"{n:g}"))
    axes.grid(axis="x", color=FAINT, linewidth=0.3)
    axes.set_axisbelow(True)
