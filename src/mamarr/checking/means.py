"""Rules on limits that nobody can keep: room on the way, registration, crews, what goes along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.checking.trips import fleets_of, open_minutes
from mamarr.model.agreement import Agreement
from mamarr.model.batches import held_at_once
from mamarr.model.routes import drive, minutes_of, stages
from mamarr.model.values import Path


def convoy_above_site(case: Case) -> Iterator[Finding]:
    """A convoy is larger than a holding site on its way."""
    places = case.agreement.places
    for name, movement in case.agreement.movements.items():
        people = movement.convoy.people or 0
        for site in movement.via:
            room = held_at_once(places[site])
            if room and people > room:
                where = mark(("places", site, "capacity"), "label-means-room")
                yield found(("movements", name, "convoy", "people"), where, place=site, capacity=room, people=people)


def fit_site(agreement: Agreement, where: Path) -> Agreement:
    """The convoy as large as the smallest holding site on its way."""
    name = str(where[1])
    movement = agreement.movements[name]
    rooms = [room for site in movement.via if (room := held_at_once(agreement.places[site])) is not None]
    changed = replace(movement, convoy=replace(movement.convoy, people=min(rooms)))
    return replace(agreement, movements={**agreement.movements, name: changed})


def reception_too_slow(case: Case) -> Iterator[Finding]:
    """More people are bound for a reception than it can register in its hours of the window."""
    agreement = case.agreement
    for name, place in agreement.places.items():
        bound = [m for m, movement in agreement.movements.items() if set(movement.to) == {name}]
        if agreement.window and place.people_per_hour:
            possible = int(place.people_per_hour * open_minutes(agreement.window, place.open) // 60)
            people = sum(sum(case.parts[m].values()) for m in bound)
            if possible < people:
                marks = (mark(("movements", m, "to"), "label-means-bound") for m in bound)
                where = ("places", name, "people per hour")
                yield found(where, *marks, place=name, people=people, possible=possible)


def crews_too_short(case: Case) -> Iterator[Finding]:
    """The hours of a crew hold no trip with its way back, for any movement that its vehicles serve."""
    agreement = case.agreement
    for name, fleet in agreement.fleets.items():
        trips = [
            int(stages(agreement, legs)[-1]) + minutes_of(drive(agreement, to, legs[0].start) or ())
            for (movement, to), legs in case.routes.items()
            if legs and name in (*fleets_of(agreement, agreement.movements[movement]), *_along(agreement, movement))
        ]
        hours = fleet.crew_hours
        if hours and trips and min(trips) > hours.closes - hours.opens:
            where: Path = ("fleets", name, "crew hours")
            yield found(where, fleet=name, minutes=min(trips), hours=hours.closes - hours.opens)


def _along(agreement: Agreement, movement: str) -> tuple[str, ...]:
    return tuple(agreement.movements[movement].along)


def too_few_go_along(case: Case) -> Iterator[Finding]:
    """More vehicles are to go along with one convoy than there are."""
    agreement = case.agreement
    for name, movement in agreement.movements.items():
        for fleet, terms in movement.along.items():
            needed, count = terms.needed(1), agreement.fleets[fleet].count
            if needed > count:
                where = mark(("fleets", fleet, "count"), "label-means-count")
                yield found(
                    ("movements", name, "along", fleet), where, movement=name, fleet=fleet, needed=needed, count=count
                )


RULES: tuple[Rule, ...] = (
    Rule("L630", "convoy-above-holding-site", "warning", convoy_above_site, fit_site),
    Rule("L631", "reception-too-slow", "error", reception_too_slow),
    Rule("L632", "crew-hours-too-short", "error", crews_too_short),
    Rule("L633", "too-few-to-go-along", "error", too_few_go_along),
)
