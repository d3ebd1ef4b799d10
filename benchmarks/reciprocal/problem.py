"""Our plan of an instance -> the same task for a general solver, as JSON: boarding times are wanted, all else is given.

Written from the nouns and not from our law. Convoys, their sizes, vehicles and receptions are those of our plan; their
order is open. Vehicles set out on their way back while it is open, and come back by the shortest way to where they may
be needed: a reservoir knows no places. So roads bind a solver's plan a little less than ours: its bound still holds for
ours, but its finish may not be drivable where towns lie at unlike distances.
"""

from __future__ import annotations

from typing import Any

from mamarr.model.agreement import Agreement, ForEach, InStep, Phases
from mamarr.model.plan import Plan
from mamarr.model.routes import drive, route, stages
from mamarr.model.values import Hours, Share, people

DAY = 24 * 60


def problem(agreement: Agreement, plan: Plan) -> dict[str, Any]:
    """The task, with the boarding times of our plan as a hint."""
    rides: list[dict[str, Any]] = []
    lines: dict[tuple[str, str], list[list[int]]] = {}
    boards = {s.convoy: t for s, t in plan.times.items() if s.act == "board"}
    origins = {m.people for m in agreement.movements.values()}
    for i, convoy in enumerate(plan.convoys):
        movement = agreement.movements[convoy.movement]
        legs = route(agreement, movement, convoy.to) or ()
        after = stages(agreement, legs)
        vehicles = sum(convoy.vehicles.values())
        base = max(_there(agreement, agreement.fleets[f].based_at, movement.people) for f in convoy.vehicles)
        back = min(_minutes(agreement, convoy.to, o) for o in origins)
        closed = set.intersection(*(_closed(agreement, convoy.to, o) for o in origins))
        hours = [(h, at) for leg, at in zip(legs, after, strict=True) if (h := agreement.places[leg.end].open)]
        shut = [((h.closes - at) % DAY + 1, (h.opens - at) % DAY or DAY) for h, at in hours]
        for leg, at in zip(legs[:-1], after, strict=False):
            rate = agreement.places[leg.end].vehicles_per_hour
            if rate:
                lines.setdefault((leg.start if leg is not legs[0] else movement.people, leg.end), []).append(
                    [i, int(at), -(-60 * vehicles // rate)]
                )
        kind = f"{convoy.movement} {convoy.to} {convoy.size} {vehicles}"
        rides.append(
            {
                "kind": kind,
                "earliest": base,
                "ride": int(after[-1]),
                "back": back,
                "return_shut": _stretches(closed),
                "shut": shut,
                "hint": boards[convoy.id],
            }
        )
    return {
        "horizon": int(plan.finish),
        "bound": int(plan.bound),
        "rides": rides,
        "reservoirs": [*_fleets(agreement, plan), *_clauses(agreement, plan)],
        "lines": list(lines.values()),
        "phases": _phases(agreement, plan),
    }


def _minutes(agreement: Agreement, start: str, end: str) -> int:
    way = drive(agreement, start, end)
    return way[-1][1] if way else 0


def _there(agreement: Agreement, base: str, origin: str) -> int:
    """When vehicles that set out from *base* as soon as the way is open are at *origin*."""
    shut = _closed(agreement, base, origin)
    return next(m for m in range(DAY + 1) if m not in shut) + _minutes(agreement, base, origin)


def _closed(agreement: Agreement, start: str, end: str) -> set[int]:
    """Minutes of the day at which nobody may set out from *start*, because some place on the way would be shut."""
    stops = [(agreement.places[p.place].open, p.minutes) for p in drive(agreement, start, end) or ()]
    shut = [(h, at) for h, at in stops if h]
    return {m for m in range(DAY) if any(not _open(h, m + at) for h, at in shut)}


def _open(hours: Hours, minute: float) -> bool:
    return any(hours.opens <= minute % DAY + day <= hours.closes for day in (0, DAY))


def _stretches(minutes: set[int]) -> list[list[int]]:
    """The same minutes as stretches of a day: from, and until before."""
    begins = [m for m in sorted(minutes) if m - 1 not in minutes]
    return [[b, next(m for m in range(b, DAY + 1) if m not in minutes)] for b in begins]


def _fleets(agreement: Agreement, plan: Plan) -> list[dict[str, Any]]:
    """Vehicles taken at boarding and given back after ride and way back."""
    return [
        {
            "level": spec.count,
            "takes": [[i, n] for i, c in enumerate(plan.convoys) if (n := c.vehicles.get(fleet))],
            "gives": [[i, n, True] for i, c in enumerate(plan.convoys) if (n := c.vehicles.get(fleet))],
        }
        for fleet, spec in agreement.fleets.items()
    ]


def _clauses(agreement: Agreement, plan: Plan) -> list[dict[str, Any]]:
    """What a side has sent minus what of the other has arrived never exceeds the tolerance."""
    found = []
    for exchange in agreement.exchanges.values():
        if not isinstance(exchange, InStep | ForEach):
            continue
        sides = [[(i, c.counted) for i, c in enumerate(plan.convoys) if c.movement in s] for s in exchange.between]
        one, other = (sum(n for _, n in side) for side in sides)
        if isinstance(exchange, ForEach):
            weights, slack = (exchange.ratio.second, exchange.ratio.first), exchange.tolerance * exchange.ratio.second
        elif isinstance(exchange.tolerance, Share):
            weights, slack = (other, one), int(exchange.tolerance.of_one * one * other)
        else:
            weights, slack = (1, 1), exchange.tolerance
        for own, its in ((0, 1), (1, 0)):
            takes = [[i, n * weights[own]] for i, n in sides[own]]
            gives = [[i, n * weights[its], False] for i, n in sides[its]]
            found.append({"level": slack, "takes": takes, "gives": gives})
    return found


def _phases(agreement: Agreement, plan: Plan) -> list[list[int]]:
    """Convoys by phase."""
    found: list[list[int]] = []
    for exchange in agreement.exchanges.values():
        if isinstance(exchange, Phases):
            found = [[] for _ in exchange.phases]
            for movement in agreement.movements:
                own = [(i, c.counted) for i, c in enumerate(plan.convoys) if c.movement == movement]
                total, gone = sum(n for _, n in own), 0
                ends, left = [], 0
                for phase in exchange.phases:
                    left += people(phase.moves.get(movement, 0), total)
                    ends.append(left)
                for i, n in own:
                    gone += n
                    found[next(k for k, end in enumerate(ends) if gone <= end)].append(i)
    return found
