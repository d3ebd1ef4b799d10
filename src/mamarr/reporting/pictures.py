"""Agreement, plan, rehearsal -> the files of their pictures, by name."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from matplotlib.figure import Figure

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE
from mamarr.model.law import Step
from mamarr.model.outcome import Rehearsal
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Language
from mamarr.reporting.balance import shown
from mamarr.reporting.charts import balance_chart, rehearsal_chart
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.timetable import timetable_chart


def plan_pictures(agreement: Agreement, plan: Plan, language: Language) -> Mapping[str, bytes]:
    """The timetable, and the balance chart where two sides are counted against each other; SVG and PNG."""
    drawn = {"timetable": timetable_chart(agreement, plan, language)}
    if view := shown(agreement, plan):
        drawn["balance"] = balance_chart(agreement, view, view.balance.planned(plan.times), language)
    return {name: data for stem, figure in drawn.items() for name, data in files(stem, figure, language).items()}


def files(stem: str, figure: Figure, language: Language) -> Mapping[str, bytes]:
    """*figure* as ``stem.language.svg`` and ``.png``."""
    return {f"{stem}.{language}.svg": svg(figure), f"{stem}.{language}.png": png(figure)}


def rehearsal_pictures(plan: Plan, rehearsal: Rehearsal, language: Language) -> Mapping[str, bytes]:
    """People out by the hour, in bands, with the plan."""
    bands = rehearsal.out_by_hour
    hours = [float(h) for h in range(len(bands))]
    arrivals = sorted((t / 60, c.size) for c in plan.convoys for s, t in plan.times.items() if s == arrival(c))
    out = [float(n) for n in accumulate(size for _, size in arrivals)]
    drawn = rehearsal_chart(
        hours,
        [b.low for b in bands],
        [b.median for b in bands],
        [b.high for b in bands],
        language,
        plan=([0.0, *(t for t, _ in arrivals)], [0.0, *out]),
        runs=rehearsal.runs,
    )
    return files("rehearsal", drawn, language)


def arrival(convoy: Convoy) -> Step:
    """The step at which *convoy* is out."""
    return Step(convoy.id, ARRIVE, convoy.to)
