"""Agreement -> the price of distrust: the finish against the tolerance, with what no plan can beat, and the knee.

A plan made under one tolerance keeps every wider one, so a later plan found under a wider one gives way to it. The
window is let go, so that the whole curve can be seen; where it closes is told beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mamarr.model.agreement import Agreement, ForEach, InStep
from mamarr.model.calendar import length
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.tolerance import with_tolerance
from mamarr.model.values import Amount, Level, Share
from mamarr.planning import plan
from mamarr.planning.bounds import Bound, bound
from mamarr.planning.loading import load
from mamarr.planning.terms import LATER, without

SCALES = tuple(Fraction(n, 8) for n in (1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 32, 48, 64))
"""The tolerances looked at, as multiples of those agreed."""
NEARLY = 1.05
"""Up to so many times the finish without a tolerance counts as the knee."""
FINE = 1000
"""Into so many parts the widest scale is cut when the proven threshold is sought."""


@dataclass(frozen=True, slots=True)
class Point:
    """The tolerances, all scaled alike, the finish of the best plan found (None: none), and the proven bound."""

    scale: Fraction
    tolerances: Mapping[str, Amount]
    finish: float | None
    bound: float
    bound_by: str


@dataclass(frozen=True, slots=True)
class Frontier:
    """The curve for some exchanges together; *free* is the finish without them.

    *knee* is the first point with nearly that finish: from there on caution costs next to nothing. *certain* is the
    widest tolerance, as a scale, under which every plan ends later than that: there caution costs time for certain.
    """

    exchanges: tuple[str, ...]
    points: tuple[Point, ...]
    free: float
    knee: Point | None
    certain: Fraction | None
    closes: float | None

    @property
    def agreed(self) -> Point:
        return next(p for p in self.points if p.scale == 1)


def scalable(agreement: Agreement) -> tuple[str, ...]:
    """The exchanges that have a tolerance."""
    return tuple(n for n, e in agreement.exchanges.items() if isinstance(e, InStep | ForEach) and whole(e.tolerance))


def whole(tolerance: Amount) -> Fraction:
    return tolerance.of_one if isinstance(tolerance, Share) else Fraction(tolerance)


def frontier(
    agreement: Agreement,
    exchanges: Sequence[str],
    level: Level = "likely",
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> Frontier | tuple[Diagnostic, ...]:
    """The curve at *level*, or why there is not even a plan without these *exchanges*."""
    closes = length(agreement.window) if agreement.window else None
    if agreement.window:
        agreement = replace(agreement, window=replace(agreement.window, closes=agreement.window.closes + LATER))
    released = agreement
    for name in exchanges:
        released = without(name, released)
    found = plan(released, level=level)
    if not isinstance(found, Plan):
        return found
    scales = tuple(_scales(agreement, exchanges))
    told(1, len(scales) + 1)
    points: list[Point] = []
    best = None
    for n, scale in enumerate(scales, 2):
        point = _point(agreement, exchanges, scale, level)
        best = min((f for f in (best, point.finish) if f is not None), default=None)
        points.append(replace(point, finish=best))
        told(n, len(scales) + 1)
    free = found.finish if best is None else min(found.finish, best)
    knee = next((p for p in points if p.finish is not None and p.finish <= free * NEARLY), None)
    certain = _certain(agreement, exchanges, level, free, scales[-1])
    return Frontier(tuple(exchanges), tuple(points), free, knee, certain, closes)


def _scales(agreement: Agreement, exchanges: Sequence[str]) -> Iterator[Fraction]:
    """The scales that give each a tolerance of its own."""
    seen: list[Mapping[str, Amount]] = [_tolerances(agreement, exchanges, Fraction(1))]
    for scale in SCALES:
        tolerances = _tolerances(agreement, exchanges, scale)
        if scale == 1 or tolerances not in seen:
            seen.append(tolerances)
            yield scale


def _tolerances(agreement: Agreement, exchanges: Sequence[str], scale: Fraction) -> dict[str, Amount]:
    return {name: _scaled(agreement, name, scale) for name in exchanges}


def _scaled(agreement: Agreement, name: str, scale: Fraction) -> Amount:
    """The tolerance of an exchange times *scale*: a share at most whole, people at least one."""
    exchange = agreement.exchanges[name]
    assert isinstance(exchange, InStep | ForEach)
    scaled = whole(exchange.tolerance) * scale
    return Share(min(Fraction(1), scaled)) if isinstance(exchange.tolerance, Share) else max(1, int(scaled))


def at_scale(agreement: Agreement, exchanges: Sequence[str], scale: Fraction) -> Agreement:
    """*agreement* with the tolerances of *exchanges* scaled."""
    for name, tolerance in _tolerances(agreement, exchanges, scale).items():
        agreement = with_tolerance(agreement, name, tolerance)
    return agreement


def _point(agreement: Agreement, exchanges: Sequence[str], scale: Fraction, level: Level) -> Point:
    scaled = at_scale(agreement, exchanges, scale)
    found = plan(scaled, level=level)
    finish = found.finish if isinstance(found, Plan) else None
    least = _bound(scaled, level)
    return Point(scale, _tolerances(agreement, exchanges, scale), finish, least.minutes, least.by)


def _bound(agreement: Agreement, level: Level) -> Bound:
    convoys, _ = load(agreement, level)
    return bound(agreement, convoys)


def _certain(
    agreement: Agreement, exchanges: Sequence[str], level: Level, free: float, widest: Fraction
) -> Fraction | None:
    """The widest scale whose bound is later than *free*; a wider tolerance only lowers it, so halving finds it."""

    def early(part: int) -> bool:
        scaled = at_scale(agreement, exchanges, widest * part / FINE)
        return bound(scaled, convoys).minutes <= free

    convoys, _ = load(agreement, level)
    late = bisect_left(range(1, FINE + 1), True, key=early)
    return widest * late / FINE if late else None
