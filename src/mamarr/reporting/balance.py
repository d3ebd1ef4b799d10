"""Agreement, convoys, times -> the balance of one exchange: what each side has been given, against the other's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from zoneinfo import ZoneInfo

from mamarr.model.accounts import Accounts
from mamarr.model.agreement import Agreement, AnyExchange, ForEach, InStep, KeepBack, Lock, Pairs, Phases, Window
from mamarr.model.batches import of_movement
from mamarr.model.clauses import Compiler, people_of, sides
from mamarr.model.law import Step
from mamarr.model.plan import Convoy
from mamarr.model.state import State

Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """The share of each side's people that has been delivered at a moment (minutes after the window opens)."""

    at: float
    one: float
    other: float


Path = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One axis: the movements on it, their people who count, and what one of them weighs."""

    movements: tuple[str, ...]
    total: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Balance:
    """An exchange between two sides: what is allowed, as areas in shares of both, and the steps that are counted."""

    exchange: str
    one: Side
    other: Side
    line: tuple[Corner, ...]
    allowed: tuple[tuple[Corner, ...], ...]
    steps: tuple[tuple[Step, Convoy], ...]

    def ahead(self, point: Point) -> float:
        """By what share of its people *one* is ahead at *point* (negative: the other is)."""
        one, other = (s.weight * s.total for s in (self.one, self.other))
        return (point.one * one - point.other * other) / max(one, other)

    def greatest(self, path: Path) -> Point:
        """The point of *path* with the greatest imbalance, the earliest of several."""
        return max(path, key=lambda p: (round(abs(self.ahead(p)), 9), -p.at))


def balances(agreement: Agreement, convoys: Sequence[Convoy]) -> tuple[Balance, ...]:
    """The balance of every exchange that has two sides with people, in the order of the agreement."""
    found = (balance(agreement, convoys, name) for name in agreement.exchanges)
    return tuple(b for b in found if b)


def balance(agreement: Agreement, convoys: Sequence[Convoy], name: str) -> Balance | None:
    """The balance of exchange *name*; None where it has no two sides with people."""
    exchange = agreement.exchanges[name]
    pair = _sides(agreement, exchange)
    own = [[c for m in side for c in of_movement(convoys, m)] for side in pair]
    totals = [sum(c.counted for c in side) for side in own]
    if len(pair) != 2 or not all(totals):
        return None
    counting = Compiler(agreement, convoys)
    counted = [(counting.counting(c, exchange), c) for side in own for c in side]
    steps = counting.net.build().steps
    line, allowed, weights = _law(exchange, convoys, pair)
    one, other = (Side(m, t, w) for m, t, w in zip(pair, totals, weights, strict=True))
    return Balance(name, one, other, line, allowed, tuple((steps[i], c) for i, c in counted))


def _sides(agreement: Agreement, exchange: AnyExchange) -> tuple[tuple[str, ...], ...]:
    """The movements on either side; of phases, the first side that anybody asks for and all others."""
    if isinstance(exchange, InStep | ForEach | Pairs):
        return exchange.between
    if isinstance(exchange, KeepBack):
        return (exchange.movement,), (exchange.until,)
    if isinstance(exchange, Lock):
        return (exchange.movement,), (exchange.waits_for,)
    moving = tuple(dict.fromkeys(m for phase in exchange.phases for m in phase.moves))
    asks = {m: agreement.people[agreement.movements[m].people].of for m in moving}
    first = tuple(m for m in moving if asks[m] == asks[moving[0]])
    return (first, tuple(m for m in moving if m not in first)) if len(first) < len(moving) else (moving[:1], moving[1:])


def _law(
    exchange: AnyExchange, convoys: Sequence[Convoy], pair: tuple[tuple[str, ...], ...]
) -> tuple[tuple[Corner, ...], tuple[tuple[Corner, ...], ...], tuple[float, float]]:
    """The agreed line, the allowed areas, and the weight of one person of each side."""
    diagonal = ((0.0, 0.0), (1.0, 1.0))
    equal = _evenly(convoys, pair)
    both = sides(exchange, convoys)
    if both:
        one, other, slack = both
        return (*_band(one.total(), other.total(), slack), (float(one.weight), float(other.weight)))
    if isinstance(exchange, Phases | Pairs):
        corners = _phases(exchange, convoys, pair) if isinstance(exchange, Phases) else _pairs(convoys, pair)
        boxes = tuple(_box(a, b) for a, b in pairwise(corners))
        return tuple(corners), boxes, equal
    if isinstance(exchange, KeepBack):
        return diagonal, _keep_back(exchange, convoys), equal
    return diagonal, _hold(exchange, convoys) if isinstance(exchange, Lock) else (), equal


def _evenly(convoys: Sequence[Convoy], pair: tuple[tuple[str, ...], ...]) -> tuple[float, float]:
    """Weights that make both sides worth the same, where the clause sets none."""
    one, other = (sum(c.counted for m in side for c in of_movement(convoys, m)) for side in pair)
    return 1.0 / max(1, one), 1.0 / max(1, other)


def _band(one: int, other: int, slack: int) -> tuple[tuple[Corner, ...], tuple[tuple[Corner, ...], ...]]:
    """The line on which both weigh the same, and the band in which neither is ahead by more than *slack*."""

    def edge(shift: float) -> list[Corner]:
        ends = sorted({0.0, 1.0, *(x for y in (0, other) if 0 < (x := (y - shift) / one) < 1)})
        return [(x, min(1.0, max(0.0, (x * one + shift) / other))) for x in ends]

    reach = min(1.0, other / one)
    return ((0.0, 0.0), (reach, reach * one / other)), (tuple(edge(-slack) + edge(slack)[::-1]),)


def _box(start: Corner, end: Corner) -> tuple[Corner, ...]:
    return start, (end[0], start[1]), end, (start[0], end[1])


def _phases(exchange: Phases, convoys: Sequence[Convoy], pair: tuple[tuple[str, ...], ...]) -> list[Corner]:
    """Where each phase ends: the shares of both sides that have come through."""
    totals = {m: sum(c.counted for c in of_movement(convoys, m)) for side in pair for m in side}
    ends: list[Corner] = [(0.0, 0.0)]
    left = dict.fromkeys(totals, 0)
    for phase in exchange.phases:
        for movement, amount in phase.moves.items():
            left[movement] = min(totals[movement], left[movement] + people_of(amount, totals[movement]))
        one, other = (sum(left[m] for m in side) / max(1, sum(totals[m] for m in side)) for side in pair)
        ends.append((one, other))
    return ends


def _pairs(convoys: Sequence[Convoy], pair: tuple[tuple[str, ...], ...]) -> list[Corner]:
    """Where each pair of convoys ends."""
    gone = []
    for side in pair:
        sizes = [c.counted for m in side for c in of_movement(convoys, m)]
        gone.append([0.0, *(n / sum(sizes) for n in accumulate(sizes))])
    return list(zip(*gone, strict=False))


def _keep_back(exchange: KeepBack, convoys: Sequence[Convoy]) -> tuple[tuple[Corner, ...], ...]:
    """Free until so many are left, and those only when all of the other movement have come through."""
    sizes = [c.counted for c in of_movement(convoys, exchange.movement)]
    kept = sizes[-1] if exchange.keeps == "last convoy" else people_of(exchange.keeps, sum(sizes))
    return _lock(max(0.0, 1 - kept / sum(sizes)), 1.0)


def _hold(exchange: Lock, convoys: Sequence[Convoy]) -> tuple[tuple[Corner, ...], ...]:
    """Free before the locked convoys, and those only when enough of the other movement have come through."""
    own, theirs = ([c.counted for c in of_movement(convoys, m)] for m in (exchange.movement, exchange.waits_for))
    free = 1 - own[-1] / sum(own) if exchange.from_ == "last convoy" else 0.0
    need = theirs[0] if exchange.until == "first convoy" else people_of(exchange.until, sum(theirs))
    return _lock(free, 1.0 if exchange.until == "all" else min(1.0, need / sum(theirs)))


def _lock(free: float, need: float) -> tuple[tuple[Corner, ...], ...]:
    return _box((0.0, 0.0), (free, 1.0)), _box((free, need), (1.0, 1.0))


def path(view: Balance, times: Mapping[Step, float]) -> Path:
    """What each side has been given, step by step, under *times* (steps that never happen are left out)."""
    return _path(view, ((times.get(step, math.inf), convoy, convoy.counted) for step, convoy in view.steps))


def real(view: Balance, agreement: Agreement, convoys: Sequence[Convoy], state: State, window: Window) -> Path:
    """The same of the real day: only people whose delivery is attested, at the moment that was reported."""
    accounts = Accounts(agreement, convoys, state)
    exchange = agreement.exchanges[view.exchange]
    opens = window.opens.replace(tzinfo=ZoneInfo(window.zone))
    return _path(
        view,
        (
            ((state.done[step].at - opens).total_seconds() / 60, convoy, accounts.delivered(exchange, step))
            for step, convoy in view.steps
            if step in state.done
        ),
    )


def _path(view: Balance, delivered: Iterable[tuple[float, Convoy, int]]) -> Path:
    """One point a moment at which something changes, beginning with nothing."""
    ranked = sorted((d for d in delivered if not math.isinf(d[0])), key=lambda d: d[0])
    points = [Point(min((d[0] for d in ranked), default=0.0), 0.0, 0.0)]
    gone = {view.one.movements: 0, view.other.movements: 0}
    for at, arrived in groupby(ranked, key=lambda d: d[0]):
        for _, convoy, people in arrived:
            side = view.one if convoy.movement in view.one.movements else view.other
            gone[side.movements] += people
        one, other = (min(1.0, gone[s.movements] / s.total) for s in (view.one, view.other))
        points.append(Point(at, one, other))
    return tuple(points)
