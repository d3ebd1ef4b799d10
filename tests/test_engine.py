"""The compiled engine against a plain one, run by run and step by step; its draws; its turns."""

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mamarr.model.agreement import Agreement
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net, compiled
from mamarr.model.danger import Dangers
from mamarr.model.law import run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.slots import Queues, give_way
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.rehearsing import default_dangers, replayed, simulate, world
from mamarr.rehearsing.doubt import likely_only
from mamarr.rehearsing.streams import named
from mamarr.rehearsing.world import Turns, World
from reference import Day, Draws

AGREEMENTS = Path(__file__).parents[1] / "agreements"

WILD = """\
title: {en: Wild, ar: شديد}
dangers:
  alleged:
    name: A violation is alleged
    strikes: boarding
    once in: {anybody: 6 hours}
    only while: behind
    rises with imbalance: 20
    at night: 50
    minutes: {low: 10, likely: 60, high: 200}
    ended by procedure: yes
    assumption: All
  broken-off:
    name: A side breaks off
    strikes: boarding
    once in: {anybody: 3 days}
    only while: ahead
    rises with imbalance: 10
    never ends: 100%
    assumption: All
  shut:
    name: Shut
    strikes: crossing
    once in: {anybody: 5 hours}
    at night: 300
    rises with imbalance: 5
    minutes: {low: 20, likely: 60, high: 400}
    never ends: 2%
    eased by: {monitor posted: 60%}
    assumption: All
  attacked:
    name: A waiting convoy is attacked
    strikes: waiting
    once in: {anybody: 1 hours}
    minutes: {low: 30, likely: 60, high: 90}
    assumption: All
  snow:
    name: Snow
    strikes: weather
    once in: {anybody: 20 hours}
    minutes: {low: 60, likely: 90, high: 300}
    assumption: All
  breakdown:
    name: Breakdown
    strikes: driving
    chance: 30%
    rises with imbalance: 4
    at night: 200
    minutes: {low: 10, likely: 30, high: 90}
    loses vehicle: 50%
    assumption: All
  search:
    name: Search
    strikes: inspection
    chance: 30%
    minutes: {low: 10, likely: 30, high: 90}
    ended by procedure: yes
    assumption: All
  attestation:
    name: A count comes late
    strikes: attestation
    chance: 40%
    minutes: {low: 5, likely: 30, high: 200}
    assumption: All
  staying:
    name: Staying
    strikes: people
    part: {low: 0%, likely: 5%, high: 30%}
    assumption: All
"""


def agreement(name: str = "two-towns") -> Agreement:
    found = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert found is not None
    return found


def plan_of(given: Agreement, convoys: tuple[Convoy, ...]) -> Plan:
    net = compile_net(given, convoys, resources=True)
    times = dict(zip(net.steps, run(net).times, strict=True))
    return Plan(given.agreement, "", "likely", convoys, times, max(times.values()), 0.0, "", 0.0, 0.0, "", ())


def with_buses(given: Agreement) -> tuple[Convoy, ...]:
    serving = {n: (m.fleets or tuple(given.fleets))[0] for n, m in given.movements.items()}
    ranked = sorted(cut(given), key=lambda c: (not c.unconditional, c.id[-2:], c.id))
    return tuple(replace(c, vehicles={(f := serving[c.movement]): -(-c.size // given.fleets[f].seats)}) for c in ranked)


def dangers(text: str) -> Dangers:
    read = read_dangers(text)
    assert read.faults == ()
    assert read.dangers is not None
    return likely_only(read.dangers)


def free_queues(given: Agreement, convoys: tuple[Convoy, ...]) -> Queues:
    """The queues in which no two convoys go as a pair."""
    compiler = compiled(given, convoys, resources=True)
    give_way(compiler.net, compiler.queues)
    paired = {s for sides in compiler.net.pairs for side in sides for s in side}
    return {t: q for t, q in compiler.queues.items() if not paired & {s for p in q for s in (p.board, p.cross)}}


def silent(given: Agreement) -> Agreement:
    """The same agreement without a word about refusals, and without a limit to suspensions."""
    exchanges = {name: replace(e, refusals=None) for name, e in given.exchanges.items()}
    return replace(given, exchanges=exchanges, violations=replace(given.violations, suspension_at_most=None))


@pytest.mark.parametrize(
    ("given", "text", "turns"),
    [
        (agreement(), WILD, "rank"),
        (silent(agreement()), WILD, "rank"),
        (agreement("three-villages"), WILD, "rank"),
        (agreement(), default_dangers(), "rank"),
        (agreement(), WILD, "first come"),
        (agreement("three-villages"), WILD, "first come"),
    ],
    ids=["two-towns", "silent", "three-villages", "default dangers", "two-towns in turn", "three-villages in turn"],
)
def test_every_step_of_every_run_happens_when_the_plain_engine_says(given: Agreement, text: str, turns: Turns) -> None:
    plan, feared = plan_of(given, with_buses(given)), dangers(text)
    made = world(given, plan, (feared,), turns)
    queues = free_queues(given, plan.convoys) if turns == "first come" else {}
    assert bool(queues) == (turns == "first come")
    struck = 0
    for number in range(2):
        played = replayed(made, 5, number)
        day = Day(given, plan.convoys, made.net, feared, made.horizon, Draws(5, number), queues)
        times = day()
        assert played.stayed == tuple(day.stayed[c.id] for c in plan.convoys)
        for i, step in enumerate(played.steps):
            assert played.times[i] == pytest.approx(times.get(i, math.inf), abs=1e-6), (number, step)
        last = max(t for t in played.times if t < math.inf)
        shut = [(c.danger, c.where, round(c.start, 6)) for c in played.closures if c.start <= last]
        assert shut == [(*c.what, round(c.start, 6)) for c in day.closures if c.start <= last]
        struck += len(shut)
    assert struck > 0 or text != WILD


# Draws.


def test_draws_are_even_and_do_not_follow_each_other() -> None:
    from mamarr.rehearsing.chance import drawn, of_run

    runs = [of_run(1, r) for r in range(20_000)]
    columns = [np.array([drawn(r, named(n).__index__() - 2**63, k) for r in runs]) for n in ("a", "b") for k in (0, 1)]
    for u in columns:
        spread = np.abs(np.sort(u) - (np.arange(len(u)) + 0.5) / len(u)).max()
        assert spread < 1.95 / math.sqrt(len(u)), "Kolmogorov-Smirnov, one in a thousand"
        assert abs(np.corrcoef(u[1:], u[:-1])[0, 1]) < 4 / math.sqrt(len(u))
    assert np.abs(np.corrcoef(columns) - np.eye(4)).max() < 4 / math.sqrt(len(runs))


# Turns.


def crossings(made: World, number: int) -> list[tuple[str, float, float]]:
    """Each convoy at the bridge: who, since when it is there, and when it crosses."""
    played = replayed(made, 1, number)
    at = dict(zip(played.steps, played.times, strict=True))
    return [(s.convoy, at[s], at[s]) for s in at if s.act == "cross"]


def test_a_blocked_convoy_gives_up_its_turn_where_turns_are_taken_as_people_come() -> None:
    given = replace(agreement(), exchanges={})
    convoys = with_buses(given)
    text = """\
title: {en: T, ar: ت}
dangers:
  slow:
    name: Slow
    strikes: loading
    chance: 20%
    minutes: 600
    assumption: All
"""
    made = {turns: world(given, plan_of(given, convoys), (dangers(text),), turns) for turns in ("rank", "first come")}
    finish = {turns: simulate(made[turns], 200, 1).finish for turns in made}
    assert np.median(finish["first come"]) < np.median(finish["rank"])
    order = {turns: [c for c, _, _ in sorted(crossings(made[turns], 0), key=lambda x: x[1])] for turns in made}
    assert order["rank"] != order["first come"]


def test_nobody_passes_while_another_convoy_of_the_queue_passes() -> None:
    given = agreement("aleppo-repaired")
    made = world(given, plan_of(given, with_buses(given)), (dangers(WILD),))
    per_hour = given.places["ramouseh"].vehicles_per_hour
    assert per_hour
    for number in range(3):
        played = replayed(made, 1, number)
        passing: dict[str, list[tuple[float, str]]] = {}
        for s, t in zip(played.steps, played.times, strict=True):
            if (s.act, s.place) == ("cross", "ramouseh") and t < math.inf:
                passing.setdefault(s.convoy.rsplit("-", 1)[0].split("-")[0], []).append((t, s.convoy))
        size = {c.id: sum(c.vehicles.values()) for c in made.convoys}
        for (t, one), (later, other) in pairwise(sorted(passing["villages"])):
            if ("medical" in one) == ("medical" in other):
                assert later >= t + size[one] * 60 // per_hour - 1e-9
