"""Agreement -> its terms that cost time: each loosened by one step, or let go whole.

Only exchanges, vehicles, crossings, hours, receptions, convoy sizes, starts, the window and the time on board stand
here. People, protection, consent, conditions and violations are no terms: nothing here reaches them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


def terms(agreement: Agreement) -> Iterator[Term]:
    """Every clause and limit that may keep a plan from being made, with how to let it go."""
    if agreement.window:
        window = replace(agreement.window, closes=agreement.window.closes + LATER)
        yield Term(("window", "closes"), "window", lambda a: replace(a, window=window))
    if agreement.time_on_board_at_most is not None:
        yield Term(("time on board at most",), "on-board", lambda a: replace(a, time_on_board_at_most=None))
    for name in agreement.fleets:
        yield Term(("fleets", name, "count"), "fleet", _setting("fleets", name, count=PLENTY))
    for name, place in agreement.places.items():
        where = ("places", name)
        if place.vehicles_per_hour:
            yield Term((*where, "vehicles per hour"), "rate", _setting("places", name, vehicles_per_hour=None))
        if place.open:
            yield Term((*where, "open"), "hours", _setting("places", name, open=None))
        if place.capacity is not None and place.kind in ("reception", "hospital"):
            yield Term((*where, "capacity"), "room", _setting("places", name, capacity=None))
    for name, movement in agreement.movements.items():
        if movement.starts:
            yield Term(("movements", name, "starts"), "start", _setting("movements", name, starts=None))
    for name in agreement.exchanges:
        yield Term(("exchanges", name), "exchange", partial(without, name))


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
