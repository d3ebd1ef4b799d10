"""Dangers with low, likely and high to dangers with one value each, drawn for a part of the runs or set for a question.

How often things happen is known to nobody, so a rehearsal is made under many answers: run *r* is played under answer
``r % DRAWS``. The answers are a Latin hypercube (McKay, Beckman and Conover 1979): each figure takes a value from every
64th of what is plausible. Figures are drawn by their names, so two agreements are rehearsed under the same answers.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from mamarr.model.danger import Danger, Dangers
from mamarr.model.values import Estimate, Lasting, Portion, Share

DRAWS: Final = 64
End = Literal["low", "high"]
PLAIN: Final = ("rises_with_imbalance", "at_night", "chance", "part", "loses_vehicle", "never_ends", "off_by_percent")
KEYED: Final = ("once_in", "eased_by")


class Figure(NamedTuple):
    """One figure of a danger: its field, and its key where the field has several."""

    danger: str
    field: str
    key: str = ""


def figures(dangers: Dangers) -> Iterator[Figure]:
    """Every figure of which low and high differ."""
    for name, danger in dangers.dangers.items():
        for field, key, spread in _spreads(danger):
            if spread.low != spread.high:
                yield Figure(name, field, key)


def answers(dangers: Dangers, seed: int) -> tuple[Dangers, ...]:
    """*dangers* under every answer to what nobody knows; run *r* is played under answer *r* modulo their number."""
    if any(figures(dangers)):
        return tuple(settled(dangers, seed, draw) for draw in range(DRAWS))
    return (likely_only(dangers),)


def settled(dangers: Dangers, seed: int, draw: int) -> Dangers:
    """Answer *draw* of those that *seed* stands for: every figure at one value."""
    return _each(dangers, lambda figure, spread: _quantile(spread, _rank(seed, figure, draw)))


def likely_only(dangers: Dangers) -> Dangers:
    """Every figure at its likely value."""
    return _each(dangers, lambda _, spread: spread.likely)


def swung(dangers: Dangers, figure: Figure, to: End) -> Dangers:
    """*dangers* with no doubt about *figure*: it is as low, or as high, as is plausible. All others stay in doubt."""
    danger = dangers.dangers[figure.danger]
    held = getattr(danger, figure.field)
    spread = held[figure.key] if figure.key else held
    one = type(spread)(*[getattr(spread, to)] * 3)
    value = {**held, figure.key: one} if figure.key else one
    changed: Any = {figure.field: value}
    return replace(dangers, dangers={**dangers.dangers, figure.danger: replace(danger, **changed)})


def _spreads(danger: Danger) -> Iterator[tuple[str, str, Any]]:
    """The figures of *danger* that are in doubt: field, key, low / likely / high."""
    for field in PLAIN:
        if (spread := getattr(danger, field)) is not None:
            yield field, "", spread
    for field in KEYED:
        for key, spread in getattr(danger, field).items():
            yield field, key, spread


def _each(dangers: Dangers, value: Any) -> Dangers:
    return replace(dangers, dangers={n: _settled(n, d, value) for n, d in dangers.dangers.items()})


def _settled(name: str, danger: Danger, value: Any) -> Danger:
    """*danger* with ``value(figure, spread)`` for each figure; its minutes are scaled, and no doubt is left."""
    changes: dict[str, Any] = {}
    for field, key, spread in _spreads(danger):
        one = type(spread)(*[value(Figure(name, field, key), spread)] * 3)
        if key:
            changes.setdefault(field, {})[key] = one
        else:
            changes[field] = one
    percent = changes.pop("off_by_percent", None)
    if percent and danger.minutes:
        m, p = danger.minutes, percent.likely / 100
        changes["minutes"] = Estimate(round(m.low * p), round(m.likely * p), round(m.high * p))
    return replace(danger, **changes, off_by_percent=None)


def _rank(seed: int, figure: Figure, draw: int) -> float:
    """Which quantile of *figure* answer *draw* takes."""
    return _ranks(seed, figure)[draw % DRAWS]


@lru_cache(maxsize=1024)
def _ranks(seed: int, figure: Figure) -> tuple[float, ...]:
    """A place in every 64th, in an order of its own."""
    chance = np.random.default_rng((seed, zlib.crc32("/".join(figure).encode())))
    ranks: list[float] = ((chance.permutation(DRAWS) + chance.random(DRAWS)) / DRAWS).tolist()
    return tuple(ranks)


def _quantile(spread: Any, u: float) -> Any:
    """The value at *u* of the triangle over low, likely and high; of lengths and factors, of their logarithms."""
    if isinstance(spread, Portion):
        low, likely, high = (float(s.of_one) for s in (spread.low, spread.likely, spread.high))
        return Share(Fraction(_triangle(low, likely, high, u)).limit_denominator(10**6))
    if isinstance(spread, Lasting) or spread.low > 0:
        low, likely, high = (math.log(max(1, n)) for n in (spread.low, spread.likely, spread.high))
        return max(1, round(math.exp(_triangle(low, likely, high, u))))
    return round(_triangle(spread.low, spread.likely, spread.high, u))


def _triangle(low: float, likely: float, high: float, u: float) -> float:
    if high <= low:
        return low
    if u * (high - low) < likely - low:
        return low + math.sqrt(u * (high - low) * (likely - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - likely))
