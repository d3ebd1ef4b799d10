"""Convoys -> where they stand loaded, from when till when, and how many stand at one place at one time.

A place with many loaded convoys loses many people when it is hit: people were killed so at Rashideen in April 2017.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.law import Step
from mamarr.model.plan import Convoy
from mamarr.model.routes import route


@dataclass(frozen=True, slots=True)
class Halt:
    """A convoy stands loaded at a place: from so many minutes after one of its steps until another."""

    place: str
    since: Step
    after: float
    until: Step


class Gathered(NamedTuple):
    """So many loaded convoys stand at a place from a moment on."""

    number: int
    place: str
    at: float


def halts(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Halt]:
    """Every place where each convoy stands loaded: boarding, and inspections and waits on the way and at its end."""
    for convoy in convoys:
        legs = route(agreement, agreement.movements[convoy.movement], convoy.to) or ()
        origin = agreement.people[agreement.movements[convoy.movement].people].at
        steps = [Step(convoy.id, DEPART, origin)]
        steps += [Step(convoy.id, CROSS, leg.end) for leg in legs[:-1]]
        steps += [Step(convoy.id, ARRIVE, convoy.to)]
        yield Halt(origin, Step(convoy.id, BOARD, origin), 0.0, steps[0])
        for leg, (since, until) in zip(legs, pairwise(steps), strict=False):
            yield Halt(leg.end, since, float(leg.likely), until)


def gathered(found: Iterable[Halt], times: Mapping[Step, float]) -> Gathered:
    """The most convoys that stand loaded at one place at one time, first where it happens first."""
    changes: dict[str, list[tuple[float, int]]] = {}
    for halt in found:
        since, until = times.get(halt.since, math.inf) + halt.after, times.get(halt.until, math.inf)
        if since < until:
            changes.setdefault(halt.place, []).extend([(since, 1), (until, -1)])
    most = Gathered(0, "", 0.0)
    for place, entries in changes.items():
        here = 0
        for at, change in sorted(entries):
            here += change
            most = max(most, Gathered(here, place, at), key=lambda g: (g.number, -g.at))
    return most
