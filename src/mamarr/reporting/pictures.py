"""Agreement, plan, rehearsal -> the files of their pictures, by name."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.figure import Figure

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Plan
from mamarr.model.values import Language
from mamarr.reporting.balance import balances, path
from mamarr.reporting.charts import balance_chart
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.timetable import timetable_chart


def plan_pictures(agreement: Agreement, plan: Plan, language: Language) -> Mapping[str, bytes]:
    """The timetable, and the balance chart where two sides are counted against each other; SVG and PNG."""
    drawn = {"timetable": timetable_chart(agreement, plan, language)}
    views = balances(agreement, plan.convoys)
    shown = next((v for v in views if v.exchange == plan.imbalance_in), views[0] if views else None)
    if shown:
        drawn["balance"] = balance_chart(agreement, shown, path(shown, plan.times), language)
    return {name: data for stem, figure in drawn.items() for name, data in files(stem, figure, language).items()}


def files(stem: str, figure: Figure, language: Language) -> Mapping[str, bytes]:
    """*figure* as ``stem.language.svg`` and ``.png``."""
    return {f"{stem}.{language}.svg": svg(figure), f"{stem}.{language}.png": png(figure)}
