"""Agreement and convoys -> who rides where, counted in people: what is left when convoys are forgotten."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mamarr.model.agreement import BOARDING, PROTECTED, Agreement
from mamarr.model.batches import STRETCHERS
from mamarr.model.calendar import keeping, minutes_after_opening
from mamarr.model.law import Clock
from mamarr.model.plan import Convoy
from mamarr.model.routes import LOADING_MINUTES, hours_kept, route, stages, waypoints
from mamarr.planning.bounds.sequences import Moving
from mamarr.planning.bounds.ways import passing


@dataclass(frozen=True, slots=True)
class Unit:
    """People of one movement who ride and count alike."""

    movement: str
    lying: bool
    counted: bool
    people: int
    part: int = -1
    """Of parts that follow one another, the one in which they leave; -1 where there are none."""


def everybody(convoys: Sequence[Convoy], parts: Sequence[Moving] = ()) -> tuple[Unit, ...]:
    """The people of *convoys*; those who leave in *parts* that follow one another, apart for each part."""
    found: Counter[tuple[str, bool, bool]] = Counter()
    for convoy in convoys:
        for category, number in convoy.people.items():
            found[convoy.movement, category == STRETCHERS, category not in PROTECTED] += number
    units = [Unit(m, False, True, n, i) for i, moving in enumerate(parts) for m, n in moving.items()]
    for unit in units:
        found[unit.movement, False, True] -= unit.people
    return (*(Unit(*kind, n) for kind, n in found.items() if n > 0), *units)


@dataclass(frozen=True, slots=True)
class Ride:
    """The way of a movement to one of its receptions: minutes from boarding to each place and to arrival."""

    movement: str
    to: str
    stops: tuple[str, ...]
    until: Mapping[str, float]
    arrival: float
    starts: float
    opens: Clock
    """When one can board next without standing before a closed place."""

    @property
    def origin(self) -> str:
        return self.stops[0]

    def counted(self, where: str) -> float:
        """Minutes from boarding to where people begin to count; arrival for a place that is not on the way."""
        if where == BOARDING:
            return 0.0
        return float(LOADING_MINUTES) if where in ("departure", self.origin) else self.until.get(where, self.arrival)


def ride(agreement: Agreement, name: str, to: str) -> Ride:
    movement = agreement.movements[name]
    legs = route(agreement, movement, to) or ()
    after = stages(agreement, legs)
    starts = -math.inf
    if movement.starts and agreement.window:
        starts = minutes_after_opening(agreement.window, movement.starts)
    return Ride(
        name,
        to,
        waypoints(agreement, movement, to),
        {leg.end: at for leg, at in zip(legs[:-1], after, strict=False)},
        after[-1],
        starts,
        keeping(agreement, hours_kept(agreement, name, legs)[0]),
    )


def passes(agreement: Agreement, unit: Unit, units: Sequence[Unit], per_hour: int) -> tuple[float, float]:
    """Minutes for which one person of *unit* takes up a crossing at the least, and the most people in one convoy."""
    sharing = any(u.movement == unit.movement and not u.lying and not u.counted for u in units)
    return passing(
        agreement, unit.movement, unit.people, per_hour, lying=unit.lying, counts=unit.counted, sharing=sharing
    )
