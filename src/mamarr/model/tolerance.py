"""An exchange -> the smallest tolerance under which it completes, found exactly."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from mamarr.model.agreement import Agreement, AnyExchange, ForEach, InStep
from mamarr.model.batches import cut, stand_ins
from mamarr.model.explore import completes
from mamarr.model.plan import Convoy
from mamarr.model.values import Amount, Level, Share

LEVELS: tuple[Level, ...] = ("low", "likely", "high")


def cut_at(agreement: Agreement, level: Level) -> tuple[Convoy, ...]:
    return cut(agreement, level, stand_ins(agreement))


def smallest_tolerance(agreement: Agreement, name: str, convoys: Sequence[Convoy]) -> Amount:
    """The smallest tolerance (in people, or in tenths of a percent) under which the exchange alone completes.

    A larger tolerance only opens gates, so halving the interval finds it.
    """
    exchange = agreement.exchanges[name]
    assert isinstance(exchange, InStep | ForEach)
    in_shares = isinstance(exchange.tolerance, Share)
    most = 1000 if in_shares else sum(c.counted for c in convoys)

    def amount(size: int) -> Amount:
        return Share(Fraction(size, 1000)) if in_shares else size

    def enough(size: int) -> bool:
        return completes(with_tolerance(agreement, name, amount(size), alone=True), convoys)

    return amount(bisect_left(range(most), True, key=enough))


def with_tolerance(agreement: Agreement, name: str, tolerance: Amount, *, alone: bool = False) -> Agreement:
    exchange = agreement.exchanges[name]
    changed: AnyExchange = exchange
    if isinstance(exchange, InStep):
        changed = replace(exchange, tolerance=tolerance)
    if isinstance(exchange, ForEach) and isinstance(tolerance, int):
        changed = replace(exchange, tolerance=tolerance)
    return replace(agreement, exchanges={name: changed} if alone else {**agreement.exchanges, name: changed})


def enough_at_all_numbers(agreement: Agreement, name: str) -> Amount:
    """The smallest tolerance that is enough at the low, the likely and the high numbers."""
    found = [smallest_tolerance(agreement, name, cut_at(agreement, level)) for level in LEVELS]
    return max(found, key=lambda a: a.of_one if isinstance(a, Share) else a)
