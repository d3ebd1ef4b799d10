"""Agreement, convoys -> the entries that put a plan in force: which one, and whose word each convoy's GO needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from mamarr.model.agreement import Agreement
from mamarr.model.event import Event
from mamarr.model.plan import Convoy
from mamarr.model.routes import route, waypoints

LIMITS: Mapping[str, int] = {"go": 6 * 60, "confirmation": 12 * 60}
"""Minutes: a GO holds so long at most, and a holder's confirmation may be so old when it is given.

Assumptions: boarding and departure take hours, not a day; a commander speaks for his own watch. Every log keeps those
with which it was opened, so a change here touches later logs only.
"""


def holders(agreement: Agreement, convoy: Convoy) -> tuple[str, ...]:
    """Everybody who holds a place, a road or the air above it on the way of *convoy*, once each."""
    movement = agreement.movements[convoy.movement]
    stops = waypoints(agreement, movement, convoy.to)
    legs = route(agreement, movement, convoy.to) or ()
    roads = [agreement.roads[i] for leg in legs for i in leg.roads]
    places = [*stops, *(p for road in roads for p in (road.from_, road.to))]
    held = [agreement.places[p].held_by for p in places]
    held += [by for road in roads for by in (road.held_by, road.airspace_held_by)]
    return tuple(dict.fromkeys(name for name in held if name))


def opening(
    agreement: Agreement,
    convoys: Sequence[Convoy],
    *,
    agreement_digest: str,
    plan_digest: str,
    at: datetime,
    by: str,
    exercise: str = "",
) -> Event:
    """The event that opens a log and binds it to one agreement and plan; *exercise* says that nothing in it happens."""
    marked = {"exercise": exercise} if exercise else {}
    return Event(
        kind="opened",
        seen=at,
        seen_by=by,
        entered_by=by,
        heard_by="file",
        binds={"agreement": agreement_digest, "plan": plan_digest, **marked},
        limits=LIMITS,
        holders=tuple((c.id, holders(agreement, c)) for c in convoys),
    )


def replanning(
    agreement: Agreement, convoys: Sequence[Convoy], *, binds: Mapping[str, str], at: datetime, by: str, log: str
) -> Event:
    """The event from which on the log goes by another plan; *binds* name it, its agreement and the plan it follows."""
    return Event(
        kind="replanned",
        seen=at,
        seen_by=by,
        entered_by=by,
        heard_by="file",
        log=log,
        binds=binds,
        holders=tuple((c.id, holders(agreement, c)) for c in convoys),
    )
