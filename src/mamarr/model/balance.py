"""Agreement, convoys, times -> the balance of two sides: who has given more so far, and by how much. The one imbalance.

A side has given when its people have come through: they count at the clause's own step. Clauses in shares compare
shares of each side's total, ``n for m`` and clauses in people go along the line that was agreed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mamarr.model.agreement import ARRIVAL, Agreement, ForEach, InStep, Pairs
from mamarr.model.batches import of_movement
from mamarr.model.clauses import Side, in_shares, sides, step_at
from mamarr.model.law import Step
from mamarr.model.plan import Convoy


@dataclass(frozen=True, slots=True)
class Point:
    """People of each side who have come through at a moment (minutes after the window opens)."""

    at: float
    one: int
    other: int


Path = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """Two sides that watch each other, in an exchange or (no exchange) between two parties.

    *steps* are where each convoy of *one*, then of *other*, counts; *slack* is the tolerance, in the sides' own unit.
    """

    exchange: str
    one: Side
    other: Side
    steps: tuple[Step, ...]
    slack: int | None = None

    @property
    def convoys(self) -> tuple[Convoy, ...]:
        return (*self.one.convoys, *self.other.convoys)

    def lead(self, point: Point) -> int:
        """By what weight *one* has given more at *point* (negative: the other has)."""
        return self.one.weight * point.one - self.other.weight * point.other

    def ahead(self, point: Point) -> float:
        """The imbalance: the same as a share of all that is to be given (negative: the other has given more)."""
        return self.lead(point) / max(self.one.total(), self.other.total())

    def leader(self, point: Point) -> Side:
        """The side that has given more; where both have given the same, the first."""
        return self.other if self.lead(point) < 0 else self.one

    def people_ahead(self, point: Point) -> int:
        """The imbalance in people of the side that has given more."""
        return -(-abs(self.lead(point)) // self.leader(point).weight)

    def path(self, given: Iterable[tuple[float, int]]) -> Path:
        """One point for each moment at which something changes, beginning with nothing.

        *given* tells for each of the steps when it happens (inf: never) and how many people then come through.
        """
        first = len(self.one.convoys)
        found = sorted((at, i >= first, n) for i, (at, n) in enumerate(given) if not math.isinf(at))
        points = [Point(found[0][0] if found else 0.0, 0, 0)]
        for at, moment in groupby(found, key=lambda entry: entry[0]):
            gone = [points[-1].one, points[-1].other]
            for _, side, people in moment:
                gone[side] += people
            points.append(Point(at, *gone))
        return tuple(points)

    def planned(self, times: Mapping[Step, float]) -> Path:
        """The path on which everybody comes through at these *times*; steps without one never happen."""
        return self.path((times.get(s, math.inf), c.counted) for s, c in zip(self.steps, self.convoys, strict=True))

    def greatest(self, path: Path) -> Point:
        """The point of *path* with the greatest imbalance, the earliest of several."""
        return max(path, key=lambda p: (abs(self.lead(p)), -p.at))


def balances(agreement: Agreement, convoys: Sequence[Convoy]) -> tuple[Balance, ...]:
    """Every balance that is watched: of each exchange between two sides, or where there is none, of two parties."""
    watched = {
        name: e.between
        for name, e in agreement.exchanges.items()
        if isinstance(e, InStep | ForEach | Pairs) and len(e.between) == 2
    }
    found = (
        between(agreement, convoys, movements, name) for name, movements in (watched or _parties(agreement)).items()
    )
    return tuple(balance for balance in found if balance)


def _parties(agreement: Agreement) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The movements of the people for whom each of two parties asks."""
    asked: dict[str, tuple[str, ...]] = {}
    for name, movement in agreement.movements.items():
        if party := agreement.people[movement.people].of:
            asked[party] = (*asked.get(party, ()), name)
    return {"": tuple(asked.values())} if len(asked) == 2 else {}


def between(
    agreement: Agreement, convoys: Sequence[Convoy], movements: Sequence[Sequence[str]], name: str = ""
) -> Balance | None:
    """The balance of these movements, counted as exchange *name* says; None where a side has nobody who counts."""
    exchange = agreement.exchanges.get(name)
    both = sides(exchange, convoys) if exchange else None
    if both:
        one, other, slack = both
    else:
        own = [tuple(c for m in side for c in of_movement(convoys, m)) for side in movements]
        if len(own) != 2 or not all(own):
            return None
        (one, other), slack = in_shares(*own), None
    where = exchange.counted_at if exchange else ARRIVAL
    steps = tuple(step_at(agreement, c, where) for c in (*one.convoys, *other.convoys))
    return Balance(name, one, other, steps, slack)


def widest(found: Iterable[Balance], times: Mapping[Step, float]) -> tuple[Balance, Point] | None:
    """The greatest imbalance of several balances under *times*, the earliest of equal ones."""
    points = [(b, b.greatest(b.planned(times))) for b in found]
    return max(points, key=lambda pair: (abs(pair[0].ahead(pair[1])), -pair[1].at), default=None)
