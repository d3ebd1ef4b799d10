"""Number of convoys -> two towns in step over two crossings, a plan, and dangers that depend on how things stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from mamarr.model.agreement import Agreement, Road
from mamarr.model.clauses import compile_net
from mamarr.model.danger import Dangers
from mamarr.model.law import run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Estimate
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers

TWO_TOWNS = Path(__file__).parents[2] / "agreements" / "two-towns.yaml"
DANGERS = """\
title: Benchmark
dangers:
  alleged:
    name: A violation is alleged, nobody boards
    strikes: boarding
    once in: {anybody: 2 days}
    only while: behind
    rises with imbalance: 10
    minutes: {low: 30, likely: 120, high: 600}
    assumption: All
  broken-off:
    name: A side that has received more breaks off, for good
    strikes: boarding
    once in: {anybody: 10 days}
    only while: ahead
    rises with imbalance: 10
    never ends: 100%
    assumption: All
  shut:
    name: A crossing is shut
    strikes: crossing
    once in: {anybody: 2 days}
    rises with imbalance: 4
    at night: 200
    minutes: {low: 30, likely: 60, high: 500}
    assumption: All
  attacked:
    name: A convoy that waits is attacked
    strikes: waiting
    once in: {anybody: 12 hours}
    minutes: {low: 30, likely: 60, high: 300}
    assumption: All
"""


class Instance(NamedTuple):
    agreement: Agreement
    plan: Plan
    dangers: Dangers


def instance(convoys: int) -> Instance:
    """So many convoys, half of them from each town; board, depart, two crossings, arrive, vehicles back.

    The window is so short that in about half of the days somebody is late; a side that breaks off leaves people behind.
    """
    given = read_file(TWO_TOWNS).agreement
    if given is None or given.window is None:
        raise ValueError(TWO_TOWNS)
    bridge = replace(given.places["bridge"], open=None)
    bare = {name: replace(place, open=None) for name, place in given.places.items()}
    places = bare | {"bridge": bridge, "ford": replace(bridge, vehicles_per_hour=80)}
    way = Road(from_="bridge", to="ford", minutes=Estimate(10, 15, 40), held_by="north-side")
    roads = tuple(replace(r, from_="ford") if r.to == "north-camp" else r for r in given.roads)
    vias = {"south-out": ("bridge", "ford"), "north-out": ("ford", "bridge")}
    roads = tuple(replace(r, to="ford") if r.from_ == "north-square" else r for r in roads)
    given = replace(
        given,
        window=replace(given.window, closes=given.window.opens + timedelta(minutes=240 + 9.6 * convoys)),
        places=places,
        roads=(*roads, way),
        movements={name: replace(given.movements[name], via=via) for name, via in vias.items()},
        fleets={name: replace(fleet, count=10_000) for name, fleet in given.fleets.items()},
        violations=replace(given.violations, suspends="boarding", suspension_at_most=None),
    )
    ways = {"south-out": "north-camp", "north-out": "south-camp"}
    made = tuple(
        Convoy(f"{name}-{k:03}", name, {"civilians": 100}, to, {"buses": 4})
        for k in range(convoys // 2)
        for name, to in ways.items()
    )
    net = compile_net(given, made, resources=True)
    times = dict(zip(net.steps, run(net).times, strict=True))
    plan = Plan(given.agreement, "", "likely", made, times, max(times.values()), 0.0, "", 0.0, 0.0, "", ())
    read = read_dangers(DANGERS)
    if read.dangers is None:
        raise ValueError(read.faults)
    return Instance(given, plan, read.dangers)
