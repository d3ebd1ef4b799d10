"""One rehearsed run -> the same events as a real day would leave, for training, and the moments at which to decide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from mamarr.model.agreement import Agreement, Window
from mamarr.model.calendar import opening
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.danger import Dangers
from mamarr.model.event import Event
from mamarr.model.outcome import Closure, Played
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Text

KINDS: Final[Mapping[str, str]] = {BOARD: "boarded", DEPART: "departed", CROSS: "crossed", ARRIVE: "arrived"}
EXERCISE: Final = "exercise"
LONG: Final = 60.0
"""Minutes from which on a delay is told."""


@dataclass(frozen=True, slots=True)
class Halt:
    """A moment at which somebody must decide: what halts boarding, since when, until when, who sits loaded then."""

    closure: Closure
    name: Text
    since: datetime
    until: datetime | None
    loaded: int
    out: int


def told(agreement: Agreement, plan: Plan, dangers: Dangers, played: Played, window: Window) -> tuple[Event, ...]:
    """Everything that was seen in this run, in the order of time."""
    found = (*_moved(agreement, plan, played, window), *_went_wrong(agreement, dangers, played, window))
    return tuple(sorted(found, key=lambda e: (e.seen, e.kind, e.convoy, e.id)))


def halts(plan: Plan, dangers: Dangers, played: Played, window: Window) -> tuple[Halt, ...]:
    """The suspensions of this run that began while somebody had still to board."""
    last = max((t for s, t in _times(played) if s.act == BOARD and not math.isinf(t)), default=0.0)
    found = [c for c in played.closures if dangers.dangers[c.danger].strikes == "boarding" and c.start <= last]
    return tuple(_halt(plan, dangers, played, window, c) for c in sorted(found, key=lambda c: (c.start, c.danger)))


def _halt(plan: Plan, dangers: Dangers, played: Played, window: Window, closure: Closure) -> Halt:
    people = _came(plan, played)
    at = {(s.convoy, s.act): t for s, t in _times(played)}
    loaded = out = 0
    for convoy in plan.convoys:
        boarded, arrived = at.get((convoy.id, BOARD), math.inf), at.get((convoy.id, ARRIVE), math.inf)
        loaded += sum(people[convoy.id].values()) * (boarded <= closure.start < arrived)
        out += sum(people[convoy.id].values()) * (arrived <= closure.start)
    until = None if math.isinf(closure.end) else _moment(window, closure.end)
    return Halt(closure, dangers.dangers[closure.danger].name, _moment(window, closure.start), until, loaded, out)


def _times(played: Played) -> Iterator[tuple[Any, float]]:
    return zip(played.steps, played.times, strict=True)


def _moment(window: Window, minutes: float) -> datetime:
    return opening(window) + timedelta(minutes=round(minutes))


def _came(plan: Plan, played: Played) -> dict[str, dict[str, int]]:
    """Who came of each convoy, by category: those who chose to stay are missing, from the largest category first."""
    return {c.id: _without(c, n) for c, n in zip(plan.convoys, played.stayed, strict=True)}


def _without(convoy: Convoy, stayed: int) -> dict[str, int]:
    left = dict(convoy.people)
    for category in sorted(left, key=lambda c: -left[c]):
        gone = min(stayed, left[category])
        left[category] -= gone
        stayed -= gone
    return left


def _moved(agreement: Agreement, plan: Plan, played: Played, window: Window) -> Iterator[Event]:
    people, by = _came(plan, played), _observer(agreement)
    convoys = {c.id: c for c in plan.convoys}
    for step, time in _times(played):
        if step.act not in KINDS or math.isinf(time):
            continue
        seen = _moment(window, time)
        counted = {c: n for c, n in people[step.convoy].items() if n}
        stayed = {c: n - people[step.convoy][c] for c, n in convoys[step.convoy].people.items()}
        if step.act == BOARD and any(stayed.values()):
            yield _event("declined", seen, by, step.convoy, step.place, {c: n for c, n in stayed.items() if n})
        yield _event(KINDS[step.act], seen, by, step.convoy, step.place, counted)


def _went_wrong(agreement: Agreement, dangers: Dangers, played: Played, window: Window) -> Iterator[Event]:
    """Suspensions as decisions of whoever made them, all else as notes of what is seen.

    After one that never ends nobody suspends or resumes any more.
    """
    halting = [c for c in played.closures if dangers.dangers[c.danger].strikes == "boarding"]
    over = min((c.start for c in halting if math.isinf(c.end)), default=math.inf)
    resumes = next(iter(agreement.violations.resumed_by), "")
    by = _observer(agreement)
    for closure in played.closures:
        danger = dangers.dangers[closure.danger]
        since = _moment(window, closure.start)
        if closure in halting:
            if closure.start <= over:
                yield _event("suspended", since, closure.where, text=danger.name)
            if closure.end <= over and not math.isinf(closure.end):
                yield _event("resumed", _moment(window, closure.end), resumes or closure.where, text=danger.name)
        else:
            yield _event("note", since, by, text=_at(danger.name, closure.where))
    for delay in played.delays:
        if delay.minutes >= LONG:
            name = dangers.dangers[delay.danger].name
            yield _event("note", _moment(window, delay.at), by, delay.convoy, text=_at(name, delay.where))


def _at(name: Text, where: str) -> Text:
    return Text(en=f"{name.en}: {where}", ar=f"{name.ar}: {where}")


def _observer(agreement: Agreement) -> str:
    """Who attests the counts, or the first neutral body there is."""
    attesting = [e.attested_by for e in agreement.exchanges.values() if e.attested_by]
    return next(iter((*attesting, *agreement.monitors, *agreement.facilitators)), EXERCISE)


def _event(
    kind: Any,
    seen: datetime,
    by: str,
    convoy: str = "",
    place: str = "",
    people: Mapping[str, int] | None = None,
    text: Text | None = None,
) -> Event:
    return Event(
        kind=kind,
        seen=seen,
        seen_by=by,
        heard_by="file",
        entered_by=EXERCISE,
        convoy=convoy,
        place=place,
        people=people,
        text=text or Text(),
    )
