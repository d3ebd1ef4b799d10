"""Agreement, Plan and Dangers to a World: all that stays the same from run to run, computed once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mamarr.model.agreement import Agreement
from mamarr.model.balance import Balance, balances
from mamarr.model.calendar import length
from mamarr.model.clauses import ARRIVE, BOARD, compile_net
from mamarr.model.danger import CLOSES, DELAYS, TIES, Danger, Dangers
from mamarr.model.law import Net, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.routes import Leg, route
from mamarr.rehearsing.exposure import eased, limit, targets

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LONGEST = 3.0
"""Without a window, dangers are drawn for so many times the time that the plan takes."""


@dataclass(frozen=True, slots=True)
class Drives:
    """The legs that convoys drive, one row each: its lag, its convoy, and its minutes on the road and at the stop."""

    lag: Ints
    convoy: Ints
    leg: Ints
    road: Floats
    stop: Floats

    def only(self, rows: list[int]) -> Drives:
        return Drives(self.lag[rows], self.convoy[rows], self.leg[rows], self.road[rows], self.stop[rows])


@dataclass(frozen=True, slots=True)
class Exposure:
    """What one danger can shut: *steps* wait while it lasts; its mean number in the whole time watched."""

    where: str
    steps: tuple[int, ...]
    mean: float
    kept: float
    most: float


@dataclass(frozen=True, slots=True)
class Hits:
    """Which lags one danger can lengthen, of which convoys, how likely each, and by how much at most."""

    lag: Ints
    convoy: Ints
    chance: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class Watched:
    """A balance, with the number of each of its convoys and the step at which it counts."""

    balance: Balance
    convoys: tuple[int, ...]
    steps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class World:
    """The nets, the legs, and what each danger can do to them.

    *without_plan* and *only_physical* tell who waits for what.
    """

    agreement: Agreement
    convoys: tuple[Convoy, ...]
    dangers: Dangers
    net: Net
    without_plan: Net
    only_physical: Net
    horizon: float
    board: tuple[int, ...]
    arrive: tuple[int, ...]
    steps_of: tuple[frozenset[int], ...]
    side_of: tuple[str, ...]
    size: Ints
    watched: tuple[Watched, ...]
    drives: Drives
    loading: Ints
    returns: Mapping[int, int]
    exposures: Mapping[str, tuple[Exposure, ...]]
    hits: Mapping[str, Hits]


def world(agreement: Agreement, plan: Plan, dangers: Dangers) -> World:
    """Everything of a rehearsal that no chance touches."""
    convoys = plan.convoys
    net = compile_net(agreement, convoys, resources=True)
    number = {c.id: i for i, c in enumerate(convoys)}
    end_of = [(_step(net, c, BOARD), _step(net, c, ARRIVE)) for c in convoys]
    drives = _drives(agreement, net, convoys)
    loading = np.array([i for i, lag in enumerate(net.lag_names) if lag.what == "loading"], np.int64)
    horizon = length(agreement.window) if agreement.window else LONGEST * _last(net)
    made = World(
        agreement=agreement,
        convoys=convoys,
        dangers=dangers,
        net=net,
        without_plan=_only(net, "physical", "clause"),
        only_physical=_only(net, "physical"),
        horizon=horizon,
        board=tuple(board for board, _ in end_of),
        arrive=tuple(arrive for _, arrive in end_of),
        steps_of=tuple(frozenset(i for i, s in enumerate(net.steps) if s.convoy == c.id) for c in convoys),
        side_of=tuple(_side(agreement, c) for c in convoys),
        size=np.array([c.size for c in convoys], np.int64),
        watched=tuple(_watched(net, number, b) for b in balances(agreement, convoys)),
        drives=drives,
        loading=loading,
        returns={i: number[lag.convoy] for i, lag in enumerate(net.lag_names) if lag.what == "return"},
        exposures={},
        hits={},
    )
    return replace(
        made,
        exposures={n: tuple(_exposures(made, d)) for n, d in dangers.dangers.items() if d.strikes in CLOSES},
        hits={n: _hits(made, d) for n, d in dangers.dangers.items() if d.strikes in DELAYS},
    )


def _last(net: Net) -> float:
    """When the last thing happens that happens at all, without any danger."""
    return max((t for t in run(net).times if not math.isinf(t)), default=0.0)


def _step(net: Net, convoy: Convoy, act: str) -> int:
    return next(i for step, i in net.index.items() if step.convoy == convoy.id and step.act == act)


def _only(net: Net, *kinds: str) -> Net:
    return Net(
        net.steps, net.counts, tuple(g for g in net.gates if g.kind in kinds), net.lags, net.lag_names, net.clocks
    )


def _watched(net: Net, number: Mapping[str, int], balance: Balance) -> Watched:
    return Watched(balance, tuple(number[c.id] for c in balance.convoys), tuple(net.index[s] for s in balance.steps))


def _side(agreement: Agreement, convoy: Convoy) -> str:
    """The party that asks for these people to leave, or their group where none does."""
    group = agreement.movements[convoy.movement].people
    return agreement.people[group].of or group


def _drives(agreement: Agreement, net: Net, convoys: tuple[Convoy, ...]) -> Drives:
    number = {c.id: i for i, c in enumerate(convoys)}
    legs = {c.id: {(leg.start, leg.end): leg for leg in legs_of(agreement, c)} for c in convoys}
    known: dict[tuple[str, str], int] = {}
    rows: list[tuple[int, int, int]] = []
    road: list[tuple[int, int, int]] = []
    stop: list[tuple[int, int, int]] = []
    for i, lag in enumerate(net.lag_names):
        if lag.what == "travel" and (leg := legs[lag.convoy].get((lag.start, lag.end))):
            rows.append((i, number[lag.convoy], known.setdefault((lag.start, lag.end), len(known))))
            road.append((leg.low, leg.likely, leg.high))
            inspection = agreement.places[leg.end].inspection_minutes
            stop.append((inspection.low, inspection.likely, inspection.high) if inspection else (0, 0, 0))
    lag_, convoy, leg_ = np.array(rows, np.int64).reshape(-1, 3).T
    return Drives(lag_, convoy, leg_, np.array(road, float).reshape(-1, 3), np.array(stop, float).reshape(-1, 3))


def legs_of(agreement: Agreement, convoy: Convoy) -> tuple[Leg, ...]:
    """The legs of *convoy*; none where the roads do not connect."""
    return route(agreement, agreement.movements[convoy.movement], convoy.to) or ()


def _exposures(given: World, danger: Danger) -> Iterator[Exposure]:
    """Drawn as often as the worst tie would have it and then thinned, so that a better clause only takes away."""
    rates = {tie: 1 / times.likely for tie in TIES if (times := danger.every(tie))}
    most = max(rates.values(), default=0.0)
    for target in targets(given.agreement, given.net, given.convoys, danger.strikes):
        kept = rates.get(target.tie, 0.0) / most * eased(given.agreement, danger, target.places)
        longest = limit(given.agreement, danger, target.places)
        yield Exposure(target.where, target.steps, most * given.horizon, kept, longest)


def _hits(given: World, danger: Danger) -> Hits:
    """The legs, inspections or loadings that *danger* can slow."""
    agreement, net = given.agreement, given.net
    chance = float(danger.chance.likely.of_one) if danger.chance else 0.0
    if danger.strikes == "loading":
        lags, convoys = given.loading, np.arange(len(given.convoys), dtype=np.int64)
    else:
        inspected = {p for p, place in agreement.places.items() if place.inspection_minutes}
        inspected |= {inspection.at for inspection in agreement.conditions.inspections}
        ends = [net.lag_names[i].end for i in given.drives.lag]
        rows = [r for r, end in enumerate(ends) if danger.strikes == "driving" or end in inspected]
        lags, convoys = given.drives.lag[rows], given.drives.convoy[rows]
    places = [tuple(p for p in (net.lag_names[i].start, net.lag_names[i].end) if p) for i in lags]
    ahead = [p[-1:] if danger.strikes == "inspection" else p for p in places]
    return Hits(
        lags,
        convoys,
        np.array([chance * eased(agreement, danger, p) for p in ahead], float),
        np.array([limit(agreement, danger, p) for p in ahead], float),
    )
