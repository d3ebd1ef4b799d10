"""Balance, rehearsed times -> the pictures of the analysis: who has given how much, and who is out by when."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Polygon
from matplotlib.ticker import FuncFormatter, MaxNLocator, MultipleLocator

from mamarr.model.agreement import Agreement
from mamarr.model.balance import Path, Point
from mamarr.model.calendar import local_time
from mamarr.model.values import Language
from mamarr.reporting.balance import View
from mamarr.reporting.drawing import BLUE, FAINT, INK, RED, SOFT, Sheet, percent, sheet, style

BAND, EDGE = "#e3ebf1", "#8fa6b8"


def balance_chart(
    agreement: Agreement,
    view: View,
    plan: Path,
    language: Language,
    *,
    runs: Sequence[Path] = (),
    real: Path = (),
) -> Figure:
    """What one side has given against the other: the band of the clause, the plan, rehearsals, the real day."""
    with style():
        page = sheet(language, 8.3, bottom=1.3, side=1.05)
        axes = page.axes
        handles = _band(page, view)
        if runs:
            for run in runs:
                axes.plot(*_steps(view, run), color=SOFT, linewidth=0.5, alpha=max(0.04, min(0.4, 12 / len(runs))))
            handles.append(Line2D([], [], color=SOFT, linewidth=0.8, label=page.say("chart-rehearsals", n=len(runs))))
        axes.plot(*_steps(view, plan), color=BLUE, linewidth=1.8, solid_joinstyle="miter")
        handles.append(Line2D([], [], color=BLUE, linewidth=1.8, label=page.say("chart-plan")))
        if real:
            axes.plot(*_steps(view, real), color=INK, linewidth=2.6, dashes=(3, 1))
            axes.plot(*view.corner(real[-1]), "o", color=INK, markersize=7)
            handles.append(
                Line2D([], [], color=INK, linewidth=2.6, dashes=(3, 1), marker="o", label=page.say("chart-real"))
            )
        _arrow(page, agreement, view, view.balance.greatest(real or plan))
        _shares(page, agreement, view)
        exchange = agreement.exchanges[view.balance.exchange]
        name = exchange.name.in_language(language) if exchange.name else view.balance.exchange
        page.title(name, page.say("chart-comparison", n=len(runs)) if runs else page.say("chart-balance"))
        page.legend(handles)
    return page.figure


def _band(page: Sheet, view: View) -> list[Artist]:
    """What the clause allows, and the line on which both sides have been given what was agreed."""
    for area in view.allowed:
        page.axes.add_patch(Polygon(area, facecolor=BAND, edgecolor=EDGE, linewidth=0.8))
    page.axes.plot(*zip(*view.line, strict=True), color=EDGE, linewidth=1, dashes=(4, 3))
    return [
        Patch(facecolor=BAND, edgecolor=EDGE, label=page.say("chart-allowed")),
        Line2D([], [], color=EDGE, linewidth=1, dashes=(4, 3), label=page.say("chart-line")),
    ]


def _steps(view: View, path: Path) -> tuple[list[float], list[float]]:
    """A staircase; what changes on both sides at one moment is one slanting stroke."""
    corners = [view.corner(p) for p in path]
    return [x for x, _ in corners], [y for _, y in corners]


def _arrow(page: Sheet, agreement: Agreement, view: View, point: Point) -> None:
    """The greatest imbalance: how much, who is ahead, when; written in the corner that lies outside the band."""
    ahead = view.balance.ahead(point)
    if not ahead:
        return
    side = view.balance.leader(point)
    window = agreement.window
    after = page.say("chart-after", hours=f"{point.at / 60:.1f}")
    when = f"{local_time(window, point.at):%Y-%m-%d %H:%M}" if window else after
    facts = {"share": percent(abs(ahead)), "side": page.names(agreement, side.movements), "when": when}
    page.axes.annotate(
        page.say("chart-greatest", 44, **facts),
        view.corner(point),
        (page.across(0.985), 0.03) if ahead > 0 else (page.across(0.02), 0.97),
        "data",
        "axes fraction",
        ha=page.end if ahead > 0 else page.start,
        va="bottom" if ahead > 0 else "top",
        multialignment=page.start,
        linespacing=1.5,
        arrowprops={"arrowstyle": "-|>", "color": RED, "linewidth": 1.3, "shrinkB": 3, "mutation_scale": 14},
    )
    page.axes.plot(*view.corner(point), "D", color=RED, markersize=5, zorder=5)


def _shares(page: Sheet, agreement: Agreement, view: View) -> None:
    """Both axes from nobody to everybody, each named for its movements and their number."""
    axes = page.axes
    axes.set_xlim((1.02, -0.02) if page.language == "ar" else (-0.02, 1.02))
    axes.set_ylim(-0.02, 1.02)
    for axis, side, margin in ((axes.xaxis, view.balance.one, 6), (axes.yaxis, view.balance.other, 8)):
        axis.set_major_locator(MultipleLocator(0.2))
        axis.set_major_formatter(FuncFormatter(lambda share, _: percent(share)))
        names = page.names(agreement, side.movements)
        where = _counted_at(page, agreement, view)
        axis.set_label_text(page.say("chart-axis", 76, name=names, where=where, n=side.people))
        axis.labelpad = margin
    axes.grid(color=FAINT, linewidth=0.3)
    axes.set_axisbelow(True)


def _counted_at(page: Sheet, agreement: Agreement, view: View) -> str:
    where = agreement.exchanges[view.balance.exchange].counted_at
    if where not in agreement.places:
        return page.say(f"chart-at-{where}")
    name = agreement.places[where].name
    return page.say("chart-at-place", place=name.in_language(page.language) if name else where)


def rehearsal_chart(
    hours: Sequence[float],
    low: Sequence[float],
    median: Sequence[float],
    high: Sequence[float],
    language: Language,
    *,
    plan: tuple[Sequence[float], Sequence[float]] | None = None,
    runs: int = 0,
) -> Figure:
    """People out against hours after the opening: the band of the rehearsals (10 to 90 of 100), and the plan."""
    with style():
        page = sheet(language, 5.2, bottom=1.15, side=0.95)
        axes, say = page.axes, page.say
        axes.fill_between(hours, low, high, color=BAND, edgecolor=EDGE, linewidth=0.8)
        axes.plot(hours, median, color=SOFT, linewidth=1.5, dashes=(4, 2))
        handles: list[Artist] = [
            Patch(facecolor=BAND, edgecolor=EDGE, label=say("chart-spread")),
            Line2D([], [], color=SOFT, linewidth=1.5, dashes=(4, 2), label=say("chart-median")),
        ]
        longest = max((*hours, *(plan[0] if plan else ())), default=1.0)
        if plan:
            axes.step((*plan[0], longest), (*plan[1], plan[1][-1]), where="post", color=BLUE, linewidth=1.8)
            handles.append(Line2D([], [], color=BLUE, linewidth=1.8, label=say("chart-plan")))
        axes.set_xlim((longest, 0) if language == "ar" else (0, longest))
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda n, _: f"{n:,.0f}"))
        axes.set_xlabel(say("chart-hours"), labelpad=6)
        axes.set_ylabel(say("chart-people"), labelpad=8)
        axes.grid(color=FAINT, linewidth=0.3)
        axes.set_axisbelow(True)
        page.title(say("chart-rehearsal"), say("chart-comparison", n=runs))
        page.legend(handles)
    return page.figure
