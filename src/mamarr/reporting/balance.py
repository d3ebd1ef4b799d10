"""Agreement, convoys -> the balances that a picture shows, and what each clause allows, in shares of both sides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from mamarr.model.accounts import Accounts
from mamarr.model.agreement import Agreement, AnyExchange, ForEach, InStep, KeepBack, Lock, Pairs, Phases, Window
from mamarr.model.balance import Balance, Path, Point, between
from mamarr.model.batches import of_movement
from mamarr.model.calendar import minutes_since_opening
from mamarr.model.clauses import people_of
from mamarr.model.plan import Convoy, Plan
from mamarr.model.state import State

Corner = tuple[float, float]
Area = tuple[Corner, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The balance of an exchange, with the line on which both have given what was agreed, and what is allowed."""

    balance: Balance
    line: Area
    allowed: tuple[Area, ...]

    def corner(self, point: Point) -> Corner:
        """Which share of each side's people has come through."""
        return min(1.0, point.one / self.balance.one.people), min(1.0, point.other / self.balance.other.people)


def views(agreement: Agreement, convoys: Sequence[Convoy]) -> tuple[View, ...]:
    """A view of every exchange that has two sides with people, in the order of the agreement."""
    found = (view(agreement, convoys, name) for name in agreement.exchanges)
    return tuple(v for v in found if v)


def shown(agreement: Agreement, plan: Plan) -> tuple[View, ...]:
    """A view of every exchange that can be drawn, that of the greatest imbalance first."""
    found = views(agreement, plan.convoys)
    return tuple(sorted(found, key=lambda v: v.balance.exchange != plan.imbalance_in))


def view(agreement: Agreement, convoys: Sequence[Convoy], name: str) -> View | None:
    """The view of exchange *name*; None where it has no two sides with people."""
    exchange = agreement.exchanges[name]
    pair = _sides(agreement, exchange)
    balance = between(agreement, convoys, pair, name)
    return View(balance, *_law(exchange, convoys, pair, balance)) if balance else None


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
    exchange: AnyExchange, convoys: Sequence[Convoy], pair: Sequence[tuple[str, ...]], balance: Balance
) -> tuple[Area, tuple[Area, ...]]:
    """The agreed line and the allowed areas."""
    if balance.slack is not None:
        return _band(balance.one.total(), balance.other.total(), balance.slack)
    if isinstance(exchange, Phases | Pairs):
        corners = _phases(exchange, convoys, pair) if isinstance(exchange, Phases) else _pairs(convoys, pair)
        return tuple(corners), tuple(_box(a, b) for a, b in pairwise(corners))
    diagonal = ((0.0, 0.0), (1.0, 1.0))
    if isinstance(exchange, KeepBack):
        return diagonal, _keep_back(exchange, convoys)
    return diagonal, _hold(exchange, convoys) if isinstance(exchange, Lock) else ()


def _band(one: int, other: int, slack: int) -> tuple[Area, tuple[Area, ...]]:
    """The line on which both weigh the same, and the band in which neither is ahead by more than *slack*."""

    def edge(shift: float) -> list[Corner]:
        ends = sorted({0.0, 1.0, *(x for y in (0, other) if 0 < (x := (y - shift) / one) < 1)})
        return [(x, min(1.0, max(0.0, (x * one + shift) / other))) for x in ends]

    reach = min(1.0, other / one)
    return ((0.0, 0.0), (reach, reach * one / other)), (tuple(edge(-slack) + edge(slack)[::-1]),)


def _box(start: Corner, end: Corner) -> Area:
    return start, (end[0], start[1]), end, (start[0], end[1])


def _phases(exchange: Phases, convoys: Sequence[Convoy], pair: Sequence[tuple[str, ...]]) -> list[Corner]:
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


def _pairs(convoys: Sequence[Convoy], pair: Sequence[tuple[str, ...]]) -> list[Corner]:
    """Where each pair of convoys ends."""
    gone = []
    for side in pair:
        sizes = [c.counted for m in side for c in of_movement(convoys, m)]
        gone.append([0.0, *(n / sum(sizes) for n in accumulate(sizes))])
    return list(zip(*gone, strict=False))


def _keep_back(exchange: KeepBack, convoys: Sequence[Convoy]) -> tuple[Area, ...]:
    """Free until so many are left, and those only when all of the other movement have come through."""
    sizes = [c.counted for c in of_movement(convoys, exchange.movement)]
    kept = sizes[-1] if exchange.keeps == "last convoy" else people_of(exchange.keeps, sum(sizes))
    return _lock(max(0.0, 1 - kept / sum(sizes)), 1.0)


def _hold(exchange: Lock, convoys: Sequence[Convoy]) -> tuple[Area, ...]:
    """Free before the locked convoys, and those only when enough of the other movement have come through."""
    own, theirs = ([c.counted for c in of_movement(convoys, m)] for m in (exchange.movement, exchange.waits_for))
    free = 1 - own[-1] / sum(own) if exchange.from_ == "last convoy" else 0.0
    need = theirs[0] if exchange.until == "first convoy" else people_of(exchange.until, sum(theirs))
    return _lock(free, 1.0 if exchange.until == "all" else min(1.0, need / sum(theirs)))


def _lock(free: float, need: float) -> tuple[Area, ...]:
    return _box((0.0, 0.0), (free, 1.0)), _box((free, need), (1.0, 1.0))


def real(balance: Balance, agreement: Agreement, convoys: Sequence[Convoy], state: State, window: Window) -> Path:
    """The path of the real day: only people whose delivery is attested, at the moment that was reported."""
    accounts = Accounts(agreement, convoys, state)
    exchange = agreement.exchanges.get(balance.exchange)
    return balance.path(
        (minutes_since_opening(window, done.at), accounts.delivered(exchange, step))
        if (done := state.done.get(step))
        else (math.inf, 0)
        for step in balance.steps
    )
