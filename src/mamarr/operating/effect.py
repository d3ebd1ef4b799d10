"""What was just recorded, State -> why a decision has no effect now, which conditions are closed, who is too many.

The log takes it; whoever decided or counted must know at once when nothing follows from it, or it cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from mamarr.model.agreement import Agreement
from mamarr.model.articles import article_of
from mamarr.model.decided import Suspension
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event
from mamarr.model.state import State
from mamarr.model.status import ConvoyStatus
from mamarr.operating.fault import fault

Why = tuple[str, str, datetime | None]
"""Which words tell it, who has or had the say, and since when."""


def without_effect(state: State, event: Event, now: datetime, zone: ZoneInfo) -> Diagnostic | None:
    """Why the decision *event* changes nothing at *now*; None where it does, or is none, or takes effect later."""
    find = _HINDERED.get(event.kind)
    why = find(state, event, now) if find else None
    if why is None:
        return None
    reason, by, at = why
    when = f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""
    return fault("E113", ("events", event.id), "warning", why=reason, by=by, when=when, convoy=event.convoy)


def closed(agreement: Agreement, convoy: ConvoyStatus, event: Event) -> Diagnostic | None:
    """Which conditions of the agreement are closed for a convoy that was given GO."""
    found = []
    for blocker in convoy.blockers:
        article = article_of(agreement, blocker.clause) if blocker.kind == "clause" else None
        if article:
            found.append(f"{article.number} ({blocker.clause[1]})" if len(blocker.clause) > 1 else str(article.number))
    articles = ", ".join(dict.fromkeys(found))
    return fault("E114", ("events", event.id), "warning", convoy=event.convoy, articles=articles) if found else None


def too_many(state: State, event: Event) -> tuple[Diagnostic, ...]:
    """That *event* counts more people than its convoy has, or makes those who left it more."""
    return tuple(p for p in state.problems if p.code in ("E311", "E313") and p.marks[0].where == ("events", event.id))


def _standing(state: State, event: Event, now: datetime) -> list[Suspension]:
    """The suspensions in force that *event* speaks of."""
    named = [s for s in state.suspensions if s.event == event.about] if event.about else list(state.suspensions)
    return [s for s in named if s.covers(s.convoy, now) and event.convoy in ("", s.convoy)]


def _go(state: State, event: Event, now: datetime) -> Why | None:
    stops = [s for s in state.suspensions if s.covers(event.convoy, now)]
    if stops:
        first = min(stops, key=lambda s: (s.since, s.event))
        return "suspended", first.by, first.since
    go = next((g for g in state.gos if g.event == event.id), None)
    if go is None or now < go.until:
        return None
    return ("over" if go.until == event.until else "ended"), "", go.until


def _resumed(state: State, event: Event, now: datetime) -> Why | None:
    if event.seen > now:
        return None
    left = _standing(state, event, now)
    if left:
        names = dict.fromkeys(name for s in left for name in s.awaits)
        return ("awaits", ", ".join(names), left[0].since) if names else ("earlier", left[0].by, left[0].since)
    return None if any(s.ended == event.seen for s in state.suspensions) else ("nothing", "", None)


def _suspended(state: State, event: Event, now: datetime) -> Why | None:
    own = next((s for s in state.suspensions if s.event == event.id), None)
    if own is None:
        return "not-named", event.seen_by, None
    return None if own.covers(own.convoy, now) else ("resumed", "", own.ended)


def _withdrawn(state: State, event: Event, now: datetime) -> Why | None:
    left = [g for g in state.gos if event.convoy in ("", g.convoy) and g.in_force(now)]
    return ("go-after", "", max(g.since for g in left)) if left else None


_HINDERED: Mapping[str, Callable[[State, Event, datetime], Why | None]] = {
    "go": _go,
    "resumed": _resumed,
    "suspended": _suspended,
    "go-withdrawn": _withdrawn,
}
