"""Agreement, Plan and Dangers to a World: all that stays the same from run to run, computed once, in arrays."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from mamarr.model.agreement import Agreement
from mamarr.model.balance import Balance, balances
from mamarr.model.calendar import length, midnight
from mamarr.model.clauses import BOARD, compiled
from mamarr.model.danger import Dangers
from mamarr.model.law import Net, run
from mamarr.model.outcome import Closure, Stopped
from mamarr.model.plan import Convoy, Plan
from mamarr.model.routes import Leg, route
from mamarr.model.slots import give_way
from mamarr.model.values import Path
from mamarr.rehearsing.exposure import Target, barriers, targets
from mamarr.rehearsing.hazards import Hit, Struck, closures, delays, hits_of, late, staying
from mamarr.rehearsing.memory import Memory, memory
from mamarr.rehearsing.nets import Takes, first_come, law_of, rows
from mamarr.rehearsing.streams import named
from mamarr.rehearsing.tables import FIXED, LOADING, RETURN, TRAVEL, Floats

Turns = Literal["first come", "rank"]
"""Who passes a crossing next: whoever is there first, or whoever the plan ranks first."""

LONGEST = 3.0
"""Without a window, dangers are drawn for so many times the time that the plan takes."""
MOST_HOURS = 24 * 60
"""People out are counted for no more hours than these."""
SLIGHT = 1e-6
"""Minutes that are no difference."""
SLOW = "slow"


@dataclass(frozen=True, slots=True)
class World:
    """What is rehearsed: for people to read, and for the kernel.

    *targets* are what closures strike and *hits* what delays strike, each with its danger, in the order of their lags;
    *stops* is what can keep people from getting out. *net* is the law with the plan's order as far as it is kept.
    *memory* holds only what a run depends on, *whole* every step of the net.
    """

    agreement: Agreement
    convoys: tuple[Convoy, ...]
    net: Net
    horizon: float
    draws: int
    targets: tuple[tuple[str, Target], ...]
    hits: tuple[Hit, ...]
    stops: tuple[Stopped, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    hours: int
    memory: Memory
    whole: Memory

    @property
    def people(self) -> int:
        return sum(c.size for c in self.convoys)


def world(
    agreement: Agreement,
    plan: Plan,
    worlds: Sequence[Dangers],
    turns: Turns = "first come",
    shares: int = 1,
    rulings: Sequence[Closure] = (),
) -> World:
    """Everything of a rehearsal that no chance touches. *worlds* name the same dangers, with other figures.

    Run *r* is played under *worlds* in turn; so many *shares* of them, one after another, have the same draws.
    What *rulings* shut ends when they say: it was decided so.
    """
    convoys = plan.convoys
    compiler = compiled(agreement, convoys, resources=True)
    told = _told(compiler.net.build(), plan)
    give_way(compiler.net, compiler.queues)
    net = compiler.net.build()
    net = replace(net, clocks=net.held(told))
    pairs = [pair for sides in compiler.net.pairs for pair in zip(*sides, strict=False)]
    takes: list[Takes] = []
    yields: list[list[int]] = []
    if turns == "first come":
        net, takes, yields = first_come(net, compiler.queues, frozenset(s for pair in pairs for s in pair))
    shut = barriers(agreement, net, convoys)
    waits = [_with_pairs(steps, pairs) for steps in shut.values()]
    tables, clauses = law_of(agreement, net, {c.id: i for i, c in enumerate(convoys)}, waits, takes, yields)
    dangers = worlds[0].dangers
    origins = tuple(dict.fromkeys(agreement.people[agreement.movements[c.movement].people].at for c in convoys))
    struck = tuple((n, t) for n, d in dangers.items() for t in targets(agreement, shut, origins, d))
    hits = tuple(hit for name, danger in dangers.items() for hit in hits_of(agreement, net, convoys, name, danger))
    attest = tuple(name for name, danger in dangers.items() if danger.strikes == "attestation")
    sources = tuple(dict.fromkeys([*((h.danger, h.place) for h in hits), *((name,) for name in attest)]))
    horizon = length(agreement.window) if agreement.window else LONGEST * _last(net)
    watched = balances(agreement, convoys)
    tables |= closures(agreement, worlds, struck, list(shut), watched)
    tables |= delays(agreement, net, worlds, hits, [len(struck) + sources.index((h.danger, h.place)) for h in hits])
    tables |= late(worlds, attest, convoys, [len(struck) + sources.index((name,)) for name in attest])
    tables |= staying(worlds, convoys) | _drives(agreement, net, convoys) | _people(agreement, net, convoys, watched)
    tables["rulings"] = _rulings(struck, rulings)
    what: list[Path] = [*(((n, t.where) if t.where else (n,)) for n, t in struck), *sources, (SLOW,)]
    stops = [
        *(Stopped("late", w) for w in what),
        *(Stopped("danger", w) for w in what),
        *(Stopped("clause", c) for c in (*clauses, (SLOW,))),
        *(Stopped("plan order", c) for c in (*clauses, (SLOW,))),
    ]
    alone = {
        "watch": float(horizon),  # minutes for which closures are drawn
        "end": float(horizon) if agreement.window else math.inf,
        "midnight": float(midnight(agreement.window)),
        "worlds": len(worlds),
        "shares": shares,
        "many_rulings": len(rulings),
        "sources": len(what) - 1,  # what can hold somebody up; the last stands for nothing in particular
        "clauses": len(clauses),
        "stops": len(stops),
        "hours": min(MOST_HOURS, math.ceil(horizon / 60)),
        "places": len(agreement.places),
        "groups": len(agreement.people),
    }
    return World(
        agreement=agreement,
        convoys=convoys,
        net=net,
        horizon=horizon,
        draws=len(worlds),
        targets=struck,
        hits=tuple(sorted(hits, key=lambda hit: hit.lag)),
        stops=tuple(stops),
        groups=tuple(agreement.people),
        places=tuple(agreement.places),
        hours=int(alone["hours"]),
        memory=memory(tables, alone),
        whole=memory(tables, alone, whole=True),
    )


def _told(net: Net, plan: Plan) -> dict[int, float]:
    """The boarding steps that the plan has later than the law allows, so that nobody waits on board, and when.

    People and drivers are told a time: nobody boards before it, however the day goes.
    """
    soonest, told = run(net).times, {i: plan.times.get(step, 0.0) for i, step in enumerate(net.steps)}
    return {i: told[i] for i, step in enumerate(net.steps) if step.act == BOARD and told[i] > soonest[i] + SLIGHT}


def _rulings(struck: Struck, rulings: Sequence[Closure]) -> Floats:
    """Rows of a target, when it is struck, and when that is to end."""
    number = {(danger, target.where): j for j, (danger, target) in enumerate(struck)}
    return np.array([(number[r.danger, r.where], r.start, r.end) for r in rulings], np.float64).reshape(-1, 3)


def _with_pairs(steps: frozenset[int], pairs: Sequence[Sequence[int]]) -> frozenset[int]:
    """*steps* and those that may only happen at the same moment as one of them."""
    return steps | {s for pair in pairs if steps.intersection(pair) for s in pair}


def _last(net: Net) -> float:
    """When the last thing happens that happens at all, without any danger."""
    return max((t for t in run(net).times if not math.isinf(t)), default=0.0)


def _drives(agreement: Agreement, net: Net, convoys: Sequence[Convoy]) -> dict[str, Any]:
    """What each lag is: loading, a leg with its road and its stop, the way back, or fixed."""
    number = {c.id: i for i, c in enumerate(convoys)}
    legs = {c.id: {(leg.start, leg.end): leg for leg in legs_of(agreement, c)} for c in convoys}
    kinds, of = [FIXED] * len(net.lags), [0] * len(net.lags)
    found: list[tuple[int, int, tuple[str, ...], tuple[int, ...]]] = []
    driven = [0.0] * len(convoys)
    roads: dict[tuple[str, str], int] = {}
    for i, lag in enumerate(net.lag_names):
        convoy = number.get(lag.convoy, -1)
        if lag.what == "loading":
            kinds[i], of[i] = LOADING, convoy
        elif lag.what == "return":
            kinds[i], of[i] = RETURN, convoy
        elif lag.what == "travel" and (leg := legs[lag.convoy].get((lag.start, lag.end))):
            stop = agreement.places[leg.end].inspection_minutes
            minutes = (leg.low, leg.likely, leg.high, *((stop.low, stop.likely, stop.high) if stop else (0, 0, 0)))
            kinds[i], of[i] = TRAVEL, len(found)
            road = roads.setdefault((lag.start, lag.end), len(roads))
            found.append((convoy, road, (lag.convoy, lag.start, lag.end), minutes))
            driven[convoy] += leg.likely
    return {
        "lag_minutes": np.array(net.lags, np.float64),
        "lag_kind": np.array(kinds, np.int64),
        "lag_row": np.array(of, np.int64),
        "drive_convoy": np.array([f[0] for f in found], np.int64),
        "drive_leg": np.array([f[1] for f in found], np.int64),
        "legs": np.array([named("leg", *road) for road in roads], np.uint64),
        "drive_own": np.array([named("drive", *f[2]) for f in found], np.uint64),
        "drive_minutes": np.array([f[3] for f in found], np.float64).reshape(-1, 6),
        "driven": np.array(driven, np.float64),
    }


def legs_of(agreement: Agreement, convoy: Convoy) -> tuple[Leg, ...]:
    """The legs of *convoy*; none where the roads do not connect."""
    return route(agreement, agreement.movements[convoy.movement], convoy.to) or ()


def _people(agreement: Agreement, net: Net, convoys: Sequence[Convoy], watched: Sequence[Balance]) -> dict[str, Any]:
    """Who sits in which convoy, in which vehicles, and in which balances they count."""
    entries: list[list[tuple[int, int, int]]] = [[] for _ in net.steps]
    for b, balance in enumerate(watched):
        weights = [balance.one.weight] * len(balance.one.convoys) + [-balance.other.weight] * len(balance.other.convoys)
        for step, convoy, weight in zip(balance.steps, balance.convoys, weights, strict=True):
            entries[net.index[step]].append((b, weight, convoy.counted))
    watched_at, counted = rows(entries)
    groups, places = list(agreement.people), list(agreement.places)
    group = [agreement.movements[c.movement].people for c in convoys]
    vehicles = [[c.vehicles.get(fleet, 0) for fleet in agreement.fleets] for c in convoys]
    return {
        "size": np.array([c.size for c in convoys], np.int64),
        "spare": np.array([fleet.spare for fleet in agreement.fleets.values()], np.int64),
        "vehicles": np.array(vehicles, np.int64).reshape(len(convoys), len(agreement.fleets)),
        "watched_at": watched_at,
        "watched": np.array([b for b, _, _ in counted], np.int64),
        "watched_weight": np.array([w for _, w, _ in counted], np.int64),
        "watched_people": np.array([n for _, _, n in counted], np.int64),
        "total": np.array([max(b.one.total(), b.other.total()) for b in watched], np.int64),
        "first_place": np.array([places.index(agreement.people[g].at) for g in group], np.int64),
        "group": np.array([groups.index(g) for g in group], np.int64),
    }
