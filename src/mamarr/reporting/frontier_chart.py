"""Tolerances and finishes -> the picture of the price of distrust: what caution costs in hours, and where nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FixedLocator, FuncFormatter, MaxNLocator, NullLocator

from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.values import Amount, Language, Share
from mamarr.reporting.charts import BAND, EDGE
from mamarr.reporting.drawing import BLUE, FAINT, INK, RED, SOFT, Sheet, sheet, style

ROOM = 1.08
"""How far the picture reaches beyond the last finish."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Points (scale of the tolerances, minutes to the finish or None, proven bound), and what stands beside them.

    *agreed* are the tolerances at scale 1, *free* the finish without these exchanges, *closes* the end of the window.
    """

    points: tuple[tuple[Fraction, float | None, float], ...]
    agreed: Mapping[str, Amount]
    free: float
    knee: Fraction | None
    closes: float | None


def frontier_chart(agreement: Agreement, curve: Curve, language: Language) -> Figure:
    """The finish against the tolerance: the plans found, what is proven impossible, and the knee."""
    with style():
        page = sheet(language, 5.4, bottom=1.4, side=0.95)
        page = replace(page, words=words(language, "show", "report", "plan"))
        handles = [*_curves(page, curve), *_marks(page, curve)]
        _axes(page, agreement, curve)
        page.title(page.say("frontier-chart"), page.say("frontier-chart-below"))
        page.legend(handles, columns=2)
    return page.figure


def _curves(page: Sheet, curve: Curve) -> list[Artist]:
    """Between two points a plan keeps what it did under the narrower one, and is bound as under the wider one."""
    scales = [float(s) for s, _, _ in curve.points]
    bounds = [b / 60 for _, _, b in curve.points]
    page.axes.fill_between(scales, bounds, step="pre", color=BAND, edgecolor=EDGE, linewidth=0.8)
    found = [(float(s), f / 60) for s, f, _ in curve.points if f is not None]
    if found:
        page.axes.step(*zip(*found, strict=True), where="post", color=BLUE, linewidth=1.8, marker="o", markersize=4)
    return [
        Line2D([], [], color=BLUE, linewidth=1.8, marker="o", markersize=4, label=page.say("frontier-found")),
        Patch(facecolor=BAND, edgecolor=EDGE, label=page.say("frontier-proven")),
    ]


def _marks(page: Sheet, curve: Curve) -> list[Artist]:
    """The finish without the exchanges, the tolerance agreed, the knee, the end of the window."""
    axes = page.axes
    axes.axhline(curve.free / 60, color=SOFT, linewidth=1, dashes=(4, 3))
    axes.axvline(1.0, color=INK, linewidth=0.8, dashes=(1, 2))
    handles: list[Artist] = [
        Line2D([], [], color=SOFT, linewidth=1, dashes=(4, 3), label=page.say("frontier-free-line")),
        Line2D([], [], color=INK, linewidth=0.8, dashes=(1, 2), label=page.say("frontier-agreed-line")),
    ]
    if curve.knee is not None:
        at = (float(curve.knee), curve.free / 60)
        axes.plot(*at, "D", color=RED, markersize=7, zorder=5)
        handles.append(Line2D([], [], color=RED, linewidth=0, marker="D", label=page.say("frontier-knee-mark")))
    if curve.closes is not None and curve.closes / 60 < _highest(curve):
        axes.axhline(curve.closes / 60, color=RED, linewidth=1)
        handles.append(Line2D([], [], color=RED, linewidth=1, label=page.say("frontier-closes")))
    return handles


def _highest(curve: Curve) -> float:
    return max(max(b, f or 0.0) for _, f, b in curve.points) / 60 * ROOM


def _axes(page: Sheet, agreement: Agreement, curve: Curve) -> None:
    axes, scales = page.axes, [float(s) for s, _, _ in curve.points]
    axes.set_xscale("log", base=2)
    ends = (scales[0] / ROOM, scales[-1] * ROOM)
    axes.set_xlim(ends[::-1] if page.language == "ar" else ends)
    axes.set_ylim(0, _highest(curve))
    axes.xaxis.set_major_locator(FixedLocator([s for s in scales if Fraction(s).limit_denominator(8) in DOUBLING]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda s, _: _tick(curve, s)))
    axes.yaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.set_xlabel(_label(page, agreement, curve), labelpad=6)
    axes.set_ylabel(page.say("chart-hours"), labelpad=8)
    axes.grid(color=FAINT, linewidth=0.3)
    axes.set_axisbelow(True)


DOUBLING = tuple(Fraction(2) ** n for n in range(-3, 4))


def _tick(curve: Curve, scale: float) -> str:
    """The tolerance itself where there is one, else by how much all are scaled."""
    if len(curve.agreed) > 1:
        return f"×{Fraction(scale).limit_denominator(8)}"
    agreed = next(iter(curve.agreed.values()))
    exact = Fraction(scale).limit_denominator(8)
    return str(Share(min(Fraction(1), agreed.of_one * exact)) if isinstance(agreed, Share) else int(agreed * exact))


def _label(page: Sheet, agreement: Agreement, curve: Curve) -> str:
    if len(curve.agreed) > 1:
        return page.say("frontier-axis-scaled")
    name = next(iter(curve.agreed))
    given = agreement.exchanges[name].name
    return page.say("frontier-axis", 90, name=given.in_language(page.language) if given else name)
