"""A convoy and its steps -> whose turn it waits for: at crossings, at departure, at receptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mamarr.model.agreement import Agreement
from mamarr.model.builder import Passing
from mamarr.model.plan import Convoy
from mamarr.model.values import Path


class Point(NamedTuple):
    """A step on the way of a convoy, its place, and the likely minutes from boarding until it."""

    step: int
    place: str
    after: float


class Turn(NamedTuple):
    """A queue: what it is about, where those in it come from, and whether they may not be made to wait."""

    clause: Path
    start: str
    first: bool


def passings(agreement: Agreement, convoy: Convoy, points: Sequence[Point]) -> Iterator[tuple[Turn, Passing]]:
    """The queues that *convoy* stands in, and for how long it keeps the next one waiting in each.

    Each direction of a crossing is a queue for itself, and so are the convoys of one movement that keep their distance.
    """
    board, depart, *stops = points
    arrive = stops[-1]

    def passing(clause: Path, start: str, here: Point, minutes: int) -> tuple[Turn, Passing]:
        waits = Passing(convoy.id, here.place, board.step, here.step, here.after, minutes)
        return Turn(clause, start, convoy.unconditional), waits

    if spacing := agreement.movements[convoy.movement].convoy.spacing:
        yield passing(("movements", convoy.movement, "convoy", "spacing"), depart.place, depart, spacing)
    for before, here in pairwise((depart, *stops[:-1])):
        if vehicles := agreement.places[here.place].vehicles_per_hour:
            minutes = -(-60 * max(1, sum(convoy.vehicles.values())) // vehicles)
            yield passing(("places", here.place), before.place, here, minutes)
    if people := agreement.places[arrive.place].people_per_hour:
        yield passing(("places", arrive.place, "people per hour"), "", arrive, -(-60 * convoy.size // people))
