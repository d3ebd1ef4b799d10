"""Observed halts -> dangers whose frequencies and durations are fitted to them, with what stays in doubt.

Frequency: the number of halts is Poisson in the days (or hours of waiting, or convoys) at risk; with Jeffreys' prior
the rate is Gamma(n + 1/2, at risk). Low, likely and high are its quantiles at 5, 50 and 95 of a hundred, so no halt in
few days still leaves a wide range. Durations: a triangle over the least, the median and the greatest seen. How far all
of them may be off together follows from their number. What nobody counted keeps the figure of the file, an assumption.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from statistics import median, stdev
from typing import Any, Final

from mamarr.model.danger import DELAYS, TIES, Danger, Dangers, Tie, Whose
from mamarr.model.observed import Course, Halt, Observed
from mamarr.model.values import Estimate, Lasting, Portion, Share

DAY: Final = 24 * 60
LONGEST: Final = 10_000_000
"""Minutes: once in nineteen years is never."""
NORMAL: Final = 1.645
"""The normal quantile at 95 of a hundred."""
AT_RISK: Final = {"boarding": "parties", "road": "roads", "crossing": "crossings", "reception": "receptions"}
ALONE: Final = 2.0
"""By how much a single duration, or none, may be off either way: an assumption."""


def fit(dangers: Dangers, observed: Observed, every: Observed | None = None) -> Dangers:
    """*dangers* with the figures that *observed* gives; *every* holds all cases where *observed* leaves one out."""
    named = {h.danger for course in (every or observed).cases.values() for h in course.halts}
    fitted = {n: _fitted(n, d, observed) if n in named else d for n, d in dangers.dangers.items()}
    return replace(dangers, dangers=fitted)


def _fitted(name: str, danger: Danger, observed: Observed) -> Danger:
    halts = [h for course in observed.cases.values() for h in course.halts if h.danger == name]
    changes: dict[str, Any] = dict(_durations(danger, halts))
    if danger.strikes in DELAYS:
        at_risk = sum(course.convoys for course in observed.cases.values())
        if at_risk:
            changes["chance"] = Portion(*(share(rate(len(halts), u) / at_risk) for u in (0.05, 0.5, 0.95)))
    else:
        once_in: dict[Whose, Lasting] = dict(danger.once_in)
        for whose in once_in:
            own = halts if whose == "anybody" else [h for h in halts if h.tie == whose]
            if minutes := sum(_at_risk(danger, whose, course) for course in observed.cases.values()):
                once_in[whose] = mean_time(len(own), minutes)
        changes["once_in"] = _halfway(once_in) if "vouched for" in once_in else once_in
    return replace(danger, **changes)


def _halfway(once_in: dict[Whose, Lasting]) -> dict[Whose, Lasting]:
    """No case has anybody who is only vouched for: taken between those who signed and those not bound (geometric)."""
    pairs = [(getattr(once_in["signed"], k), getattr(once_in["not bound"], k)) for k in ("low", "likely", "high")]
    between = Lasting(*(_rounded(math.sqrt(one * other)) for one, other in pairs))
    return {**once_in, "vouched for": between}


def _at_risk(danger: Danger, whose: Whose, course: Course) -> float:
    """Minutes for which what this danger strikes could have been struck."""
    if danger.strikes == "waiting":
        return course.waiting
    if danger.strikes == "weather":
        return course.days * DAY
    counted = getattr(course.exposed, AT_RISK[danger.strikes])
    ties: Sequence[Tie] = TIES if whose == "anybody" else (whose,)
    number = sum(counted.get(tie, 0) for tie in ties)
    return float(number * course.days * DAY) * (0.5 if danger.only_while else 1.0)


def _durations(danger: Danger, halts: Sequence[Halt]) -> Iterator[tuple[str, Estimate]]:
    seen = [h.lasted for h in halts if h.lasted]
    if not seen or danger.minutes is None:
        return
    middle = [float(s.likely) for s in seen]
    low, high = min(s.low for s in seen), max(s.high for s in seen)
    yield "minutes", Estimate(low, max(low, min(high, round(median(middle)))), high)
    logs = [math.log(m) for m in middle]
    factor = math.exp(NORMAL * stdev(logs) / math.sqrt(len(logs))) if len(logs) > 2 else ALONE
    yield "off_by_percent", Estimate(round(100 / factor), 100, round(100 * factor))


def mean_time(halts: int, minutes: float) -> Lasting:
    """The mean time between two, from so many in so many minutes; the highest rate is the shortest time."""
    times = [minutes / rate(halts, u) for u in (0.95, 0.5, 0.05)]
    return Lasting(*(_rounded(t) for t in times))


def _rounded(minutes: float) -> int:
    """In whole hours below ten days, else in whole days."""
    unit = 60 if minutes < 10 * DAY else DAY
    return int(min(LONGEST // DAY * DAY, max(1, round(minutes / unit)) * unit))


def share(part: float) -> Share:
    """A share to a tenth of a per cent."""
    return Share(Fraction(min(1000, max(1, round(part * 1000))), 1000))


def rate(halts: int, u: float) -> float:
    """The quantile *u* of Gamma(halts + 1/2, 1), by bisection."""
    low, high = 0.0, 10.0 + 4.0 * halts
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if _below(halts, middle) < u else (low, middle)
    return (low + high) / 2


def _below(halts: int, x: float) -> float:
    """The probability that Gamma(halts + 1/2, 1) is below *x* (Abramowitz and Stegun 6.5.21 and 6.5.22)."""
    found, term = math.erf(math.sqrt(x)), math.sqrt(x) * math.exp(-x) / math.gamma(1.5)
    for n in range(halts):
        found -= term
        term *= x / (n + 1.5)
    return found


FITTED: Final = re.compile(r"^    (once in|chance|minutes|off by percent): .*$", re.MULTILINE)


def refitted(text: str, dangers: Dangers) -> str:
    """The *text* of a dangers file with the figures of *dangers*, each on its line; all else stays as written."""
    parts = re.split(r"(?m)^(?=  [a-z][a-z-]*:$)", text)
    return "".join(_rewritten(part, dangers) for part in parts)


def _rewritten(part: str, dangers: Dangers) -> str:
    danger = dangers.dangers.get(part.strip().split(":")[0])
    if danger is None:
        return part

    def line(match: re.Match[str]) -> str:
        spread = getattr(danger, match[1].replace(" ", "_"))
        written = _flow(dict(spread)) if match[1] == "once in" else _spread(spread)
        return f"    {match[1]}: {written}"

    return FITTED.sub(line, part)


def _flow(several: dict[Whose, Lasting]) -> str:
    return "{" + ", ".join(f"{whose}: {_spread(lasting)}" for whose, lasting in several.items()) + "}"


def _spread(spread: Any) -> str:
    low, likely, high = (_figure(spread, n) for n in (spread.low, spread.likely, spread.high))
    return f"{{low: {low}, likely: {likely}, high: {high}}}"


def _figure(spread: Any, value: Any) -> str:
    if not isinstance(spread, Lasting):
        return str(value)
    return f"{value // DAY} days" if value % DAY == 0 else f"{value // 60} hours"
