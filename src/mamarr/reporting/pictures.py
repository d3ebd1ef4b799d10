"""Agreement, plan, rehearsal -> the files of their pictures, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from matplotlib.figure import Figure

from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.balance import Path
from mamarr.model.clauses import ARRIVE
from mamarr.model.danger import Dangers
from mamarr.model.law import Step
from mamarr.model.outcome import Played
from mamarr.model.plan import Convoy, Plan
from mamarr.model.rehearsal import Rehearsal, Worth
from mamarr.model.values import Language
from mamarr.reporting.balance import View, shown
from mamarr.reporting.charts import balance_chart, rehearsal_chart
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.phrases import ended_by
from mamarr.reporting.rehearsed import stops_chart, worth_chart
from mamarr.reporting.timetable import timetable_chart


def plan_pictures(agreement: Agreement, plan: Plan, language: Language) -> Mapping[str, bytes]:
    """The timetable, and a balance chart wherever two sides are counted against each other; SVG and PNG."""
    drawn = {"timetable": timetable_chart(agreement, plan, language)}
    for view in shown(agreement, plan):
        drawn[_stem("balance", view, drawn)] = balance_chart(
            agreement, view, view.balance.planned(plan.times), language
        )
    return {name: data for stem, figure in drawn.items() for name, data in files(stem, figure, language).items()}


def _stem(what: str, view: View, drawn: Mapping[str, Figure]) -> str:
    """The name of a chart: of the first exchange alone, of the others with theirs."""
    return f"{what}-{view.balance.exchange}" if what in drawn else what


def files(stem: str, figure: Figure, language: Language) -> Mapping[str, bytes]:
    """*figure* as ``stem.language.svg`` and ``.png``."""
    return {f"{stem}.{language}.svg": svg(figure), f"{stem}.{language}.png": png(figure)}


def rehearsal_pictures(
    agreement: Agreement, plan: Plan, dangers: Dangers, done: Rehearsal, played: Sequence[Played], language: Language
) -> Mapping[str, bytes]:
    """People out by the hour, in bands, with the plan; where and why it stops; the cloud of runs about each balance."""
    drawn = {"rehearsal": _out_by_hour(plan, done, language), "stops": _stops(agreement, dangers, done, language)}
    for view in shown(agreement, plan):
        planned, runs = view.balance.planned(plan.times), [_path(view, plan, p) for p in played]
        drawn[_stem("cloud", view, drawn)] = balance_chart(agreement, view, planned, language, runs=runs)
    return {name: data for stem, figure in drawn.items() for name, data in files(stem, figure, language).items()}


def _out_by_hour(plan: Plan, done: Rehearsal, language: Language) -> Figure:
    bands = done.out_by_hour
    hours = [float(h) for h in range(len(bands) + 1)]
    arrivals = sorted((t / 60, c.size) for c in plan.convoys for s, t in plan.times.items() if s == arrival(c))
    out = [float(n) for n in accumulate(size for _, size in arrivals)]
    low, median, high = ([0.0, *(getattr(b, k) for b in bands)] for k in ("low", "median", "high"))
    planned = ([0.0, *(t for t, _ in arrivals)], [0.0, *out])
    return rehearsal_chart(hours, low, median, high, language, plan=planned, runs=done.runs)


def _stops(agreement: Agreement, dangers: Dangers, done: Rehearsal, language: Language) -> Figure:
    say = words(language, "rehearse")
    stops = [(ended_by(agreement, dangers, e, say), e.cause, e.people * e.runs / done.runs) for e in done.endings]
    return stops_chart(stops, done.runs, language)


def _path(view: View, plan: Plan, played: Played) -> Path:
    """What one run did to the balance: those who chose to stay never come through."""
    times = dict(zip(played.steps, played.times, strict=True))
    stayed = {c.id: n for c, n in zip(plan.convoys, played.stayed, strict=True)}
    balance = view.balance
    return balance.path(
        (times[s], max(0, c.counted - stayed[c.id])) for s, c in zip(balance.steps, balance.convoys, strict=True)
    )


def worth_pictures(
    given: Sequence[tuple[Agreement, Sequence[Worth]]], runs: int, language: Language
) -> Mapping[str, bytes]:
    """The tornado of what each change of each agreement is worth."""
    return files("worth", worth_chart(given, runs, language), language)


def arrival(convoy: Convoy) -> Step:
    """The step at which *convoy* is out."""
    return Step(convoy.id, ARRIVE, convoy.to)
