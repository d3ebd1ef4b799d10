"""A plan of an instance -> the same task for a general solver, as JSON: boarding times are wanted, all else is given.

Written from the nouns and not from our law. Convoys, their sizes, vehicles and receptions are those of the plan; their
order and the ways of vehicles are open. All times are whole minutes, as in the law.
"""

from __future__ import annotations

from math import gcd
from typing import Any

from mamarr.model.agreement import Agreement, ForEach, InStep, Phases
from mamarr.model.plan import Plan
from mamarr.model.routes import drive, route, stages
from mamarr.model.values import Hours, Share, people
from mamarr.planning.verify.trips import trips
from mamarr.planning.verify.vehicles import Pool

DAY = 24 * 60


def problem(agreement: Agreement, plan: Plan) -> dict[str, Any]:
    """The task, with the boarding times of *plan* and a choice of vehicles as a hint."""
    boards = {s.convoy: t for s, t in plan.times.items() if s.act == "board"}
    known = {key: _ride(agreement, *key) for key in {(c.movement, c.to, *c.vehicles) for c in plan.convoys}}
    phases = _phases(agreement, plan)
    phase = {i: p for p, own in enumerate(phases) for i in own}
    rides: list[dict[str, Any]] = []
    lines: dict[tuple[str, str], list[list[int]]] = {}
    for i, convoy in enumerate(plan.convoys):
        (vehicles,) = convoy.vehicles.values()
        for here, there, after in _passed(agreement, convoy.movement, convoy.to)[:-1]:
            if rate := agreement.places[there].vehicles_per_hour:
                lines.setdefault((here, there), []).append([i, after, -(-60 * vehicles // rate)])
        rides.append(
            {
                **known[convoy.movement, convoy.to, *convoy.vehicles],
                "kind": f"{convoy.movement} {convoy.to} {convoy.size} {vehicles} {phase.get(i, 0)}",
                "vehicles": vehicles,
                "hint": int(boards[convoy.id]),
            }
        )
    pairs = sorted({(r["to"], other["origin"]) for r in rides for other in rides})
    return {
        "horizon": int(plan.finish),
        "rides": rides,
        "fleets": {name: fleet.count for name, fleet in agreement.fleets.items()},
        "ways": [
            {"from": e, "to": o, "minutes": _minutes(agreement, e, o), "shut": _stretches(_closed(agreement, e, o))}
            for e, o in pairs
        ],
        "reservoirs": _clauses(agreement, plan),
        "lines": list(lines.values()),
        "phases": phases,
        "hint": _served(agreement, plan),
    }


def _ride(agreement: Agreement, name: str, to: str, fleet: str) -> dict[str, Any]:
    """What is the same for all convoys of a movement that go to one place with one fleet."""
    movement = agreement.movements[name]
    origin = agreement.people[movement.people].at
    passed = _passed(agreement, name, to)
    hours = [(h, after) for _, there, after in passed if (h := agreement.places[there].open)]
    return {
        "fleet": fleet,
        "origin": origin,
        "to": to,
        "earliest": _there(agreement, agreement.fleets[fleet].based_at, origin),
        "ride": passed[-1][2],
        "shut": _stretches({m for m in range(DAY) if any(not _open(h, m + after) for h, after in hours)}),
    }


def _passed(agreement: Agreement, name: str, to: str) -> list[tuple[str, str, int]]:
    """From where to where each leg goes, and the minutes from boarding until its end."""
    legs = route(agreement, agreement.movements[name], to) or ()
    return [(leg.start, leg.end, int(after)) for leg, after in zip(legs, stages(agreement, legs), strict=True)]


def _served(agreement: Agreement, plan: Plan) -> list[list[int]]:
    """A way to give every convoy its vehicles: those of which convoy (-1: from the base), whom they serve, how many."""
    number = {c.id: i for i, c in enumerate(plan.convoys)}
    found = []
    for fleet in agreement.fleets:
        moving = [t for t in trips(agreement, plan)[0] if t.convoy.vehicles.get(fleet)]
        moving.sort(key=lambda t: t.boards)
        pool = Pool(agreement, plan, fleet, moving)
        for k, trip in enumerate(moving):
            pool.serve(k, trip.convoy.vehicles[fleet])
        own = [-1, *(number[t.convoy.id] for t in moving)]
        found += [[j, own[i + 1], n] for j, s in zip(own, pool.sources, strict=True) for i, n in s.goes.items() if n]
    return found


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
        unit = gcd(*(n * weights[s] for s, side in enumerate(sides) for _, n in side))
        for own, its in ((0, 1), (1, 0)):
            takes = [[i, n * weights[own] // unit] for i, n in sides[own]]
            gives = [[i, n * weights[its] // unit] for i, n in sides[its]]
            found.append({"level": slack // unit, "takes": takes, "gives": gives})
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
