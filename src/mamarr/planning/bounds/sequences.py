"""Clauses that put one thing after another -> who must have come through before whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import ARRIVAL, BOARDING, Agreement, KeepBack, Lock, Phases
from mamarr.model.batches import of_movement
from mamarr.model.plan import Convoy
from mamarr.model.values import Path, Share, people

Moving = Mapping[str, int]
"""People who count in exchanges, by movement."""


@dataclass(frozen=True, slots=True)
class Sequel:
    """Parts that follow one another: nobody of one boards before all of the one before have come as far as named."""

    by: str
    at: Path
    parts: tuple[tuple[Moving, str], ...]


@dataclass(frozen=True, slots=True)
class Locked:
    """Nobody of *movement* boards before those *before* it have come as far as *counted_at*."""

    movement: str
    before: Moving
    counted_at: str


def counted(convoys: Sequence[Convoy], movement: str) -> int:
    return sum(c.counted for c in of_movement(convoys, movement))


def locks(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Locked]:
    """Every movement that is locked from its first convoy on."""
    for exchange in agreement.exchanges.values():
        if isinstance(exchange, Lock) and exchange.waits_at == (BOARDING,) and exchange.from_ == "first convoy":
            need = _needed(exchange, convoys)
            if need and counted(convoys, exchange.movement):
                yield Locked(exchange.movement, {exchange.waits_for: need}, exchange.counted_at)


def _needed(exchange: Lock | KeepBack, convoys: Sequence[Convoy]) -> int:
    """How many must have come through, at the least; nobody, where more are asked for than there are."""
    other = exchange.until if isinstance(exchange, KeepBack) else exchange.waits_for
    total = counted(convoys, other)
    if isinstance(exchange, Lock) and exchange.until == "first convoy":
        return min(1, total)
    if isinstance(exchange, Lock) and isinstance(exchange.until, int | Share):
        need = people(exchange.until, total)
        return need if 0 < need <= total else 0
    return total


def sequels(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Sequel]:
    """Every exchange by which some leave only when others have come through, where those wait at boarding."""
    for name, exchange in agreement.exchanges.items():
        if exchange.waits_at != (BOARDING,):
            continue
        if isinstance(exchange, Phases):
            parts = [p for p in _phases(exchange, convoys) if p]
            ends = [exchange.counted_at] * (len(parts) - 1) + [ARRIVAL]
            if parts:
                yield Sequel("phases", ("exchanges", name, "phases"), tuple(zip(parts, ends, strict=True)))
        elif isinstance(exchange, Lock | KeepBack):
            need, kept = _needed(exchange, convoys), _kept(exchange, convoys)
            if need and kept:
                other = exchange.until if isinstance(exchange, KeepBack) else exchange.waits_for
                parts_ = ({other: need}, exchange.counted_at), ({exchange.movement: kept}, ARRIVAL)
                yield Sequel("after", ("exchanges", name), parts_)


def _kept(exchange: Lock | KeepBack, convoys: Sequence[Convoy]) -> int:
    """How many wait at the least: of a last convoy one, since its size is open."""
    total = counted(convoys, exchange.movement)
    if isinstance(exchange, KeepBack) and isinstance(exchange.keeps, int | Share):
        return min(total, people(exchange.keeps, total))
    if isinstance(exchange, Lock) and exchange.from_ == "first convoy":
        return total
    return min(1, total)


def _phases(exchange: Phases, convoys: Sequence[Convoy]) -> list[dict[str, int]]:
    """Who leaves in each phase, at the least; whoever stands in none of them leaves in the last.

    Where households stay together, a phase may lack the room for the largest of them.
    """
    found: list[dict[str, int]] = [{} for _ in exchange.phases]
    for movement in dict.fromkeys(m for phase in exchange.phases for m in phase.moves):
        left = total = counted(convoys, movement)
        lacking = max((size - 1 for c in convoys if c.movement == movement for size in c.households), default=0)
        for phase, moving in zip(exchange.phases, found, strict=True):
            last = moving is found[-1]
            leaving = left if last else min(left, people(phase.moves.get(movement, 0), total))
            left -= leaving
            if (sure := leaving if last else leaving - lacking) > 0:
                moving[movement] = sure
    return found
