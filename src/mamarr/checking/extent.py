"""Agreement to faults of its size: what no operation can be, and limits of nothing.

What is too large is told by itself: the other rules would take hours over it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mamarr.checking.rule import Case, Finding, Rule, found
from mamarr.model.agreement import Agreement
from mamarr.model.batches import choices, composition, convoy_size, held_at_once, numbers
from mamarr.model.calendar import length
from mamarr.model.values import Path

MOST_PEOPLE = 2_000_000
MOST_CONVOYS = 5_000
"""At the high numbers. Nobody runs so many; rules and plans take minutes over more."""
MOST_DAYS = 366
DAY = 24 * 60


def beyond_one_operation(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    high = numbers(agreement, "high")
    for group, people in high.items():
        if people > MOST_PEOPLE:
            yield found(("people", group, "number"), kind="people", number=people, most=MOST_PEOPLE)
    days = length(agreement.window) / DAY if agreement.window else 0
    if days > MOST_DAYS:
        yield found(("window", "closes"), kind="days", number=int(days), most=MOST_DAYS)
    if max(high.values(), default=0) <= MOST_PEOPLE:
        convoys = {name: sum(parts) for name, parts in _least(agreement, high).items()}
        if sum(convoys.values()) > MOST_CONVOYS:
            worst = max(convoys, key=lambda name: convoys[name])
            where = ("movements", worst, "convoy") if agreement.movements[worst].convoy.people else ("movements", worst)
            yield found(where, kind="convoys", number=sum(convoys.values()), most=MOST_CONVOYS)


def _least(agreement: Agreement, people: dict[str, int]) -> dict[str, list[int]]:
    """How many convoys each movement sends at least, by destination."""
    parts = composition(agreement, people)
    return {
        name: [
            -(-int(part * sum(parts[name].values())) // convoy_size(agreement, movement))
            for part in (choices(movement) or {movement.to[0]: Fraction(1)}).values()
        ]
        for name, movement in agreement.movements.items()
    }


def limit_of_nothing(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    limits: list[tuple[Path, int | None]] = [(("time on board at most",), agreement.time_on_board_at_most)]
    for name, place in agreement.places.items():
        limits.append((("places", name, "vehicles per hour"), place.vehicles_per_hour))
        limits.append((("places", name, "people per hour"), place.people_per_hour))
        limits.append((("places", name, "capacity"), held_at_once(place)))
    for name, movement in agreement.movements.items():
        limits.append((("movements", name, "convoy", "people"), movement.convoy.people))
        limits.append((("movements", name, "convoy", "vehicles"), movement.convoy.vehicles))
        limits += [(("movements", name, "along", f, "one for"), a.one_for) for f, a in movement.along.items()]
    for where, limit in limits:
        if limit == 0:
            yield found(where, key=str(where[-1]))


RULES: tuple[Rule, ...] = (
    Rule("S026", "beyond-one-operation", "error", beyond_one_operation, overridable=False),
    Rule("S027", "limit-of-nothing", "error", limit_of_nothing, overridable=False),
)
