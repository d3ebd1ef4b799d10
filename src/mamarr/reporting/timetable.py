"""Plan -> a picture of the days: a row a convoy, from boarding to arrival, closed hours shaded, local time below."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from mamarr.model.agreement import Agreement, Window
from mamarr.model.calendar import local_time, minutes_after_opening
from mamarr.model.clocks import DAY
from mamarr.model.plan import Convoy, Plan
from mamarr.model.position import chain
from mamarr.model.routes import waypoints
from mamarr.model.values import Language
from mamarr.reporting.drawing import FAINT, INK, MOVEMENTS, Sheet, sheet, style

MOST_ROWS = 60
ROW = 0.165
"""Inches."""
LONGEST_LABEL = 40
"""Characters of the name of a row."""
CLOSED = "#ececec"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture: a convoy, or a few of one movement where there are too many."""

    label: str
    convoys: tuple[Convoy, ...]


def rows(convoys: Sequence[Convoy]) -> dict[str, list[Row]]:
    """The rows of each movement: those who may not wait first, then in rank order; together no more than fit."""
    each = -(-len(convoys) // MOST_ROWS)
    found: dict[str, list[Row]] = {}
    for movement, group in groupby(sorted(convoys, key=lambda c: c.movement), key=lambda c: c.movement):
        found[movement] = []
        for _, kind in groupby(sorted(group, key=lambda c: not c.unconditional), key=lambda c: c.unconditional):
            own = list(kind)
            for i in range(0, len(own), each):
                part = tuple(own[i : i + each])
                label = part[0].id if len(part) == 1 else f"{part[0].id} … {part[-1].id.removeprefix(movement + '-')}"
                found[movement].append(Row(_short(label), part))
    order = list(dict.fromkeys(c.movement for c in convoys))
    return {movement: found[movement] for movement in order}


def _short(label: str) -> str:
    """*label* with its middle cut where it would take the room of the bars; the end tells convoys apart."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL // 2]}…{label[-LONGEST_LABEL // 2 :]}"


def timetable_chart(agreement: Agreement, plan: Plan, language: Language) -> Figure:
    """The convoys of *plan* over time."""
    window = plan.window or agreement.window
    grouped = rows(plan.convoys)
    lines = sum(len(own) + 1 for own in grouped.values())
    with style():
        longest = max((len(r.label) for own in grouped.values() for r in own), default=0)
        page = sheet(language, lines * ROW + 2.25, bottom=1.15, side=0.35 + 0.062 * longest)
        finish = max((t for t in plan.times.values() if not math.isinf(t)), default=60.0)
        _hours(page, window, 0.0, finish)
        for opens, closes in closures(agreement, plan, window) if window else ():
            page.axes.axvspan(max(opens, -30.0), min(closes, finish + 30), color=CLOSED, linewidth=0, zorder=0)
        medical = _draw(page, agreement, plan, grouped, finish)
        page.title(page.say("chart-timetable"), agreement.title.in_language(language))
        page.legend(_key(page, agreement, plan, medical))
    return page.figure


def _draw(page: Sheet, agreement: Agreement, plan: Plan, grouped: Mapping[str, list[Row]], finish: float) -> bool:
    """Every row from the top down, a heading before each movement; whether any convoy may not be made to wait."""
    axes = page.axes
    labels: list[tuple[int, str]] = []
    line, medical = 0, False
    for colour, (movement, own) in zip(_colours(len(grouped)), grouped.items(), strict=True):
        name = page.names(agreement, (movement,))
        axes.text(page.across(0.004), line, name, transform=axes.get_yaxis_transform(), ha=page.start, va="center",
                  fontweight="bold", zorder=4)  # fmt: skip
        for row in own:
            line += 1
            labels.append((line, row.label))
            axes.axhline(line + 0.5, color=FAINT, linewidth=0.2, zorder=0.5)
            for convoy in row.convoys:
                _bar(page, line, [plan.times.get(s, math.inf) for s in chain(agreement, convoy)], colour, convoy)
                medical |= convoy.unconditional
        line += 1
    axes.set_ylim(line - 0.3, -0.9)
    axes.set_yticks([at for at, _ in labels], [label for _, label in labels], fontsize=6.8)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim((finish + 30, -30) if page.language == "ar" else (-30, finish + 30))
    return medical


def _colours(count: int) -> Iterator[str]:
    for i in range(count):
        yield MOVEMENTS[i % len(MOVEMENTS)]


def _bar(page: Sheet, line: int, times: Sequence[float], colour: str, convoy: Convoy) -> None:
    """Boarding hatched, the road filled, a stroke at each crossing; who may not wait carries a diamond."""
    board, depart, *crossings, arrive = times
    if math.isinf(arrive):
        return
    bar: dict[str, Any] = {"height": 0.66, "edgecolor": INK, "linewidth": 0.4, "zorder": 2}
    page.axes.barh(line, depart - board, left=board, facecolor="white", hatch="//////", **bar)
    page.axes.barh(line, arrive - depart, left=depart, facecolor=colour, **bar)
    page.axes.vlines(crossings, line - 0.33, line + 0.33, color=INK, linewidth=1.4, zorder=3)
    if convoy.unconditional:
        page.axes.plot(arrive, line, "D", color=INK, markersize=3.4, zorder=3, clip_on=False)


def _key(page: Sheet, agreement: Agreement, plan: Plan, medical: bool) -> list[Artist]:
    say = page.say
    found: list[Artist] = [
        Patch(facecolor="white", edgecolor=INK, linewidth=0.4, hatch="//////", label=say("chart-boarding")),
        Patch(facecolor=FAINT, edgecolor=INK, linewidth=0.4, label=say("chart-road")),
        Line2D([], [], color=INK, linewidth=0, marker="|", markersize=8, markeredgewidth=1.4, label=say("chart-cross")),
    ]
    if medical:
        found.append(Line2D([], [], color=INK, linewidth=0, marker="D", markersize=3.4, label=say("chart-medical")))
    for place in _hours_of(agreement, plan):
        name = agreement.places[place].name
        shown = name.in_language(page.language) if name else place
        found.append(Patch(facecolor=CLOSED, label=say("chart-closed", place=shown)))
    return found


def _hours_of(agreement: Agreement, plan: Plan) -> tuple[str, ...]:
    """The places with opening hours that some convoy passes."""
    passed = {p for c in plan.convoys for p in waypoints(agreement, agreement.movements[c.movement], c.to)}
    return tuple(name for name, place in agreement.places.items() if place.open and name in passed)


def closures(agreement: Agreement, plan: Plan, window: Window) -> Iterator[tuple[float, float]]:
    """When a place on the way is closed, in minutes after the opening of the window."""
    midnight = window.opens.replace(hour=0, minute=0)
    for name in _hours_of(agreement, plan):
        hours = agreement.places[name].open
        for day in range(-1, int(plan.finish // DAY) + 2 if hours and not math.isinf(plan.finish) else -1):
            start = minutes_after_opening(window, midnight + timedelta(days=day))
            if hours:
                yield start + hours.closes, start + DAY + hours.opens


def _hours(page: Sheet, window: Window | None, start: float, finish: float) -> None:
    """Local hours below, the date under the first of each day; hours after the opening where no window is agreed."""
    step = next((h for h in (1, 2, 3, 4, 6, 12, 24, 48) if (finish - start) / 60 / h <= 13), 168)
    ticks: list[float] = []
    labels: list[str] = []
    shown: datetime | None = None
    if window is None:
        ticks = [60.0 * h for h in range(0, int(finish // 60) + 2, step)]
        labels = [f"+{int(t // 60)}" for t in ticks]
    else:
        first = local_time(window, start)
        moment = first.replace(minute=0, hour=first.hour - first.hour % min(step, 24))
        while (at := minutes_after_opening(window, moment)) <= finish + 30:
            if at >= -30:
                ticks.append(at)
                labels.append(_label(moment, shown, step))
                shown = moment
            moment += timedelta(hours=step)
    page.axes.set_xticks(ticks, labels)
    page.axes.grid(axis="x", color=FAINT, linewidth=0.4)
    page.axes.set_axisbelow(True)
    page.axes.set_xlabel(page.say("chart-local", zone=window.zone) if window else page.say("chart-hours"), labelpad=5)


def _label(moment: datetime, before: datetime | None, step: int) -> str:
    """The hour, with the date where it is new; only days where the picture spans many."""
    if step >= 24:
        return f"{moment:%Y-%m-%d}" if before is None or before.year != moment.year else f"{moment:%m-%d}"
    fresh = before is None or before.date() != moment.date()
    return f"{moment:%H:%M}\n{moment:%Y-%m-%d}" if fresh else f"{moment:%H:%M}"
