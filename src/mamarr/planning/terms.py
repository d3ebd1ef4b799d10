"""Agreement -> its terms that cost time: each loosened by one step, or let go whole.

Only exchanges, vehicles, crossings, hours, receptions, convoy sizes, starts, the window and the time on board stand
here. People, protection, consent, conditions and violations are no terms: nothing here reaches them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from functools import partial
from typing import Any

from mamarr.model.agreement import Agreement, ForEach, InStep, Place
from mamarr.model.clocks import DAY
from mamarr.model.diagnostic import Fact
from mamarr.model.tolerance import with_tolerance
from mamarr.model.values import Amount, Hours, Path, Share

HOUR = 60
STEP = Share(Fraction(1, 20))
"""One step of a tolerance in shares; of one in people, a tenth of it."""
PLENTY = 100_000
"""As many vehicles as anybody can need."""
LATER = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing done differently: where it stands, what it is called in the catalogue, and the agreement after it."""

    where: Path
    kind: str
    agreement: Agreement
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A clause or limit that can be let go, to see what it does."""

    where: Path
    kind: str
    let_go: Callable[[Agreement], Agreement]


def changes(agreement: Agreement) -> Iterator[Change]:
    """Every term done differently by one step: each leaves all that was possible before possible."""
    yield from _exchanges(agreement)
    for name, fleet in agreement.fleets.items():
        n = _tenth(fleet.count)
        more = _with(agreement, "fleets", name, count=fleet.count + n)
        facts: dict[str, Fact] = {"name": name, "vehicle": fleet.vehicle, "n": n}
        yield Change(("fleets", name, "count"), "more-vehicles", more, facts)
    for name, place in agreement.places.items():
        yield from _place(agreement, name, place)
    yield from _movements(agreement)


def fewer(agreement: Agreement, name: str) -> Agreement:
    """One vehicle of a fleet fewer in service."""
    return _with(agreement, "fleets", name, count=max(0, agreement.fleets[name].count - 1))


def _exchanges(agreement: Agreement) -> Iterator[Change]:
    if len(agreement.exchanges) > 1:
        yield Change(("exchanges",), "without-all", replace(agreement, exchanges={}))
    for name, exchange in agreement.exchanges.items():
        yield Change(("exchanges", name), "without", without(name, agreement), {"name": name})
        if isinstance(exchange, InStep | ForEach):
            wider = _wider(exchange.tolerance)
            facts: dict[str, Fact] = {"name": name, "from": str(exchange.tolerance), "to": str(wider)}
            where = ("exchanges", name, "tolerance")
            yield Change(where, "wider", with_tolerance(agreement, name, wider), facts)


def _wider(tolerance: Amount) -> Amount:
    if isinstance(tolerance, Share):
        return Share(min(Fraction(1), tolerance.of_one + STEP.of_one))
    return tolerance + _tenth(tolerance)


def _tenth(number: int) -> int:
    """One step of a number: a tenth of it, at least one. One bus among sixty changes nothing that can be seen."""
    return max(1, number // 10)


def _place(agreement: Agreement, name: str, place: Place) -> Iterator[Change]:
    where = ("places", name)
    if place.vehicles_per_hour:
        n = _tenth(place.vehicles_per_hour)
        more = _with(agreement, "places", name, vehicles_per_hour=place.vehicles_per_hour + n)
        yield Change((*where, "vehicles per hour"), "more-an-hour", more, {"name": name, "n": n})
    if place.open and place.open.closes - place.open.opens < DAY - HOUR:
        shifted = {
            "later": Hours(place.open.opens, place.open.closes + HOUR),
            "earlier": Hours(max(0, place.open.opens - HOUR), place.open.closes),
        }
        for kind, hours in shifted.items():
            yield Change((*where, "open"), f"open-{kind}", _with(agreement, "places", name, open=hours), {"name": name})
    if place.capacity is not None and place.kind in ("reception", "hospital"):
        seats = max((f.seats for f in agreement.fleets.values()), default=0)
        more = _with(agreement, "places", name, capacity=place.capacity + seats)
        yield Change((*where, "capacity"), "more-room", more, {"name": name, "n": seats})


def _movements(agreement: Agreement) -> Iterator[Change]:
    for name, movement in agreement.movements.items():
        where, limit = ("movements", name), movement.convoy
        if limit.vehicles:
            serving = movement.fleets or tuple(agreement.fleets)
            seats = max((agreement.fleets[f].seats for f in serving), default=0)
            larger = replace(limit, vehicles=limit.vehicles + 1, people=limit.people and limit.people + seats)
            yield Change(
                (*where, "convoy"), "larger-convoys", _with(agreement, "movements", name, convoy=larger), {"name": name}
            )
        if movement.starts:
            earlier = _with(agreement, "movements", name, starts=movement.starts - timedelta(hours=1))
            yield Change((*where, "starts"), "starts-earlier", earlier, {"name": name})


PLACE_TERMS: Mapping[str, str] = {
    "vehicles_per_hour": "rate",
    "open": "hours",
    "people_per_hour": "registration",
    "capacity": "room",
}
"""The limits of a place, and what each is called."""


def terms(agreement: Agreement) -> Iterator[Term]:
    """Every clause and limit that may keep a plan from being made, with how to let it go."""
    if agreement.window:
        window = replace(agreement.window, closes=agreement.window.closes + LATER)
        yield Term(("window", "closes"), "window", lambda a: replace(a, window=window))
    if agreement.time_on_board_at_most is not None:
        yield Term(("time on board at most",), "on-board", lambda a: replace(a, time_on_board_at_most=None))
    for name, fleet in agreement.fleets.items():
        yield Term(("fleets", name, "count"), "fleet", _setting("fleets", name, count=PLENTY))
        if fleet.crew_hours:
            yield Term(("fleets", name, "crew hours"), "crew", _setting("fleets", name, crew_hours=None))
    for name, place in agreement.places.items():
        for attribute, kind in PLACE_TERMS.items():
            limits = attribute != "capacity" or place.kind in ("reception", "hospital", "holding")
            if limits and getattr(place, attribute) is not None:
                where = ("places", name, attribute.replace("_", " "))
                yield Term(where, kind, _setting("places", name, **{attribute: None}))
    yield from _ways(agreement)
    for name in agreement.exchanges:
        yield Term(("exchanges", name), "exchange", partial(without, name))


def _ways(agreement: Agreement) -> Iterator[Term]:
    """The limits on movements and roads."""
    for name, movement in agreement.movements.items():
        where = ("movements", name)
        if movement.starts:
            yield Term((*where, "starts"), "start", _setting("movements", name, starts=None))
        if movement.hours:
            yield Term((*where, "hours"), "daily", _setting("movements", name, hours=None))
        if movement.convoy.spacing:
            closer = _setting("movements", name, convoy=replace(movement.convoy, spacing=None))
            yield Term((*where, "convoy", "spacing"), "spacing", closer)
    for i, road in enumerate(agreement.roads):
        if road.open:
            yield Term(("roads", i, "open"), "curfew", partial(_all_day, i))


def _all_day(road: int, agreement: Agreement) -> Agreement:
    """*agreement* with no curfew on one road."""
    return replace(
        agreement, roads=tuple(replace(r, open=None) if i == road else r for i, r in enumerate(agreement.roads))
    )


def _setting(section: str, name: str, **values: Any) -> Callable[[Agreement], Agreement]:
    return lambda agreement: _with(agreement, section, name, **values)


def _with(agreement: Agreement, section: str, name: str, **values: Any) -> Agreement:
    """*agreement* with other values in one entry of a section."""
    entries = getattr(agreement, section)
    changed: dict[str, Any] = {section: {**entries, name: replace(entries[name], **values)}}
    return replace(agreement, **changed)


def without(name: str, agreement: Agreement) -> Agreement:
    """*agreement* with one exchange struck out."""
    return replace(agreement, exchanges={n: e for n, e in agreement.exchanges.items() if n != name})
