"""Convoys with times -> the balance of each exchange: how far one side is ahead of the other, in shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import ARRIVAL, BOARDING, Agreement, ForEach, InStep, Pairs
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.law import Step
from mamarr.model.plan import Convoy


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two sides that watch each other: those of an exchange, or where there is none, of two parties' people."""

    exchange: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    counted_at: str = ARRIVAL


@dataclass(frozen=True, slots=True)
class Lead:
    """The greatest imbalance: this share, at this moment, of these movements over their other side."""

    share: float
    at: float
    movements: tuple[str, ...]
    exchange: str


def pairings(agreement: Agreement) -> tuple[Pairing, ...]:
    """Every pair of sides that counts against each other."""
    found = tuple(
        Pairing(name, e.between[0], e.between[1], e.counted_at)
        for name, e in agreement.exchanges.items()
        if isinstance(e, InStep | ForEach | Pairs) and len(e.between) == 2
    )
    if found:
        return found
    of: dict[str, list[str]] = {}
    for name, movement in agreement.movements.items():
        if asked := agreement.people[movement.people].of:
            of.setdefault(asked, []).append(name)
    sides = list(of.values())
    return (Pairing("", tuple(sides[0]), tuple(sides[1])),) if len(sides) == 2 else ()


def greatest(agreement: Agreement, convoys: Sequence[Convoy], times: Mapping[Step, float]) -> Lead | None:
    """The greatest imbalance of all pairings, and when: people count as given once they board."""
    leads = [lead for p in pairings(agreement) for lead in _leads(p, convoys, times)]
    return max(leads, key=lambda lead: (lead.share, -lead.at), default=None)


def _leads(pairing: Pairing, convoys: Sequence[Convoy], times: Mapping[Step, float]) -> Iterator[Lead]:
    """The imbalance after each boarding. At one moment, arrivals are counted before those who board then."""
    total = _totals(pairing, convoys)
    if not all(total.values()):
        return
    moments = []
    for convoy in convoys:
        side = side_of(pairing, convoy)
        if side is not None and convoy.counted:
            for step in (s for s in times if s.convoy == convoy.id):
                share = convoy.counted / total[side]
                if step.act == BOARD:
                    moments.append((times[step], 1, side, share))
                if counts(step, pairing.counted_at):
                    moments.append((times[step], 0, side, share))
    given, counted = [0.0, 0.0], [0.0, 0.0]
    for at, boards, side, share in sorted(moments):
        (given if boards else counted)[side] += share
        if boards:
            names = pairing.other if side else pairing.one
            yield Lead(max(0.0, round(given[side] - counted[1 - side], 9)), at, names, pairing.exchange)


def counts(step: Step, counted_at: str) -> bool:
    """Whether *step* is where people begin to count."""
    acts = {BOARDING: BOARD, "departure": DEPART, ARRIVAL: ARRIVE}
    return step.act == acts[counted_at] if counted_at in acts else step.act == CROSS and step.place == counted_at


def side_of(pairing: Pairing, convoy: Convoy) -> int | None:
    """0 or 1, or None where *convoy* belongs to neither side."""
    return 0 if convoy.movement in pairing.one else 1 if convoy.movement in pairing.other else None


def _totals(pairing: Pairing, convoys: Sequence[Convoy]) -> dict[int, int]:
    total = {0: 0, 1: 0}
    for convoy in convoys:
        side = side_of(pairing, convoy)
        if side is not None:
            total[side] += convoy.counted
    return total


def skew(pairing: Pairing, gone: Sequence[Convoy], everybody: Sequence[Convoy]) -> float:
    """How far apart the shares of the two sides are once *gone* have left, whoever is ahead."""
    left, total = _totals(pairing, gone), _totals(pairing, everybody)
    return abs(left[0] / total[0] - left[1] / total[1]) if all(total.values()) else 0.0
