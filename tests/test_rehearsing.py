"""Rehearsals as cases: two towns, a plan, dangers in a few lines -> who gets out, and what kept the others."""

import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

import pytest

from mamarr.model.agreement import Agreement, InStep, Place, Road
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.danger import Danger, Dangers
from mamarr.model.law import run
from mamarr.model.outcome import Outcomes
from mamarr.model.plan import Convoy, Plan
from mamarr.model.rehearsal import Rehearsal
from mamarr.model.values import Estimate, Share
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.planning import plan as make_plan
from mamarr.rehearsing import default_dangers, rehearse, replayed, simulate, world

AGREEMENTS = Path(__file__).parents[1] / "agreements"
INF = math.inf
TURNS: tuple[Literal["rank", "first come"], ...] = ("rank", "first come")
TITLE = "title: {en: Test, ar: اختبار}\n"
DAY = 24 * 60.0


def agreement(name: str = "two-towns") -> Agreement:
    found = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert found is not None
    return found


def exact(estimate: Estimate) -> Estimate:
    return Estimate(estimate.likely, estimate.likely, estimate.likely)


def fixed(given: Agreement) -> Agreement:
    """*given* with every driving and inspection time at its likely value."""
    roads = tuple(replace(road, minutes=exact(road.minutes)) for road in given.roads)
    return replace(given, roads=roads, places={name: fixed_place(place) for name, place in given.places.items()})


def fixed_place(place: Place) -> Place:
    return replace(place, inspection_minutes=exact(place.inspection_minutes)) if place.inspection_minutes else place


def with_buses(given: Agreement) -> tuple[Convoy, ...]:
    """Everybody in convoys, in turn between the movements, with as many vehicles as seat them."""
    serving = {n: (m.fleets or tuple(given.fleets))[0] for n, m in given.movements.items()}
    ranked = sorted(cut(given), key=lambda c: (not c.unconditional, c.id[-2:], c.id))
    return tuple(replace(c, vehicles={(f := serving[c.movement]): -(-c.size // given.fleets[f].seats)}) for c in ranked)


def planned(given: Agreement, convoys: tuple[Convoy, ...] | None = None) -> Plan:
    convoys = convoys or with_buses(given)
    net = compile_net(given, convoys, resources=True)
    times = dict(zip(net.steps, run(net).times, strict=True))
    finish = max(times.values())
    return Plan(given.agreement, "", "likely", convoys, times, finish, 0.0, "", 0.0, 0.0, "", ())


def dangers(text: str = "") -> Dangers:
    read = read_dangers(f"{TITLE}dangers:\n{text}" if text else TITLE)
    assert read.faults == ()
    assert read.dangers is not None
    return read.dangers


def defaults() -> Dangers:
    found = read_dangers(default_dangers()).dangers
    assert found is not None
    return found


def rehearsed(given: Agreement, text: str = "", runs: int = 20, seed: int = 1) -> Rehearsal:
    return rehearse(given, planned(given), dangers(text), runs, seed)


def without_gaps(result: Rehearsal) -> bool:
    o = result.outcomes
    return bool((o.delivered + o.not_out + o.stayed == result.people).all())


def shut(strikes: str, place: str, minutes: int | None, once: str = "1 minutes") -> Dangers:
    """A danger that strikes one place all the time, for so many minutes or for good."""
    length = "never ends: 100%" if minutes is None else f"minutes: {minutes}"
    lines = f"""\
  shut:
    name: Shut
    strikes: {strikes}
    at: [{place}]
    once in: {{anybody: {once}}}
    {length}
    assumption: All
"""
    return dangers(lines)


def stops(o: Outcomes) -> dict[str, tuple[tuple[object, ...], int]]:
    """What kept people, and how many, by cause."""
    return {s.cause: (s.what, n) for s, n in zip(o.stops, o.stop_people.tolist(), strict=True) if n}


# The law is the same: only times change.


@pytest.mark.parametrize("name", ["two-towns", "three-villages", "aleppo-repaired"])
def test_without_dangers_and_with_exact_times_every_run_is_the_plan(name: str) -> None:
    given = fixed(agreement(name))
    plan = planned(given)
    prepared = world(given, plan, (dangers(),), "rank")
    played = replayed(prepared, 1, 0)
    assert dict(zip(played.steps, played.times, strict=True)) == plan.times
    done = simulate(prepared, 5, 1)
    last = max(t for step, t in plan.times.items() if step.act == "arrive")
    assert set(done.finish.tolist()) == {last}
    assert set(done.in_window.tolist()) == {last <= prepared.horizon}


def test_nobody_boards_before_the_time_that_the_plan_tells_them() -> None:
    """Four convoys of the Four Towns would stand loaded for a day; the plan lets them board just in time."""
    given = fixed(agreement("four-towns-2017"))
    plan = make_plan(given)
    assert isinstance(plan, Plan)
    played = replayed(world(given, plan, (dangers(),), "rank"), 1, 0)
    times = dict(zip(played.steps, played.times, strict=True))
    assert {step: times[step] for step in plan.times} == plan.times
    soonest = planned(given, plan.convoys)
    assert sum(plan.times[s] > soonest.times[s] for s in plan.times if s.act == "board") == 4
    assert max(plan.times[s] - soonest.times[s] for s in plan.times if s.act == "arrive") == 0


def test_an_exact_road_takes_its_time_and_another_stays_within_its_bounds() -> None:
    given = agreement()
    road = Road(from_="north-square", to="bridge", minutes=Estimate(30, 30, 30), held_by="north-side")
    given = replace(given, roads=(road, *given.roads[1:]))
    prepared = world(given, planned(given), (dangers(),))
    for number in range(20):
        played = replayed(prepared, 1, number)
        at = dict(zip(played.steps, played.times, strict=True))
        for step, moment in at.items():
            if step.act == "depart":
                there = next(t for s, t in at.items() if s.convoy == step.convoy and s.act == "cross")
                low = 22 if step.place == "south-square" else 32
                assert there - moment >= low, "20 to 60 on the road, 2 to 20 at the bridge"


# Closures.


def test_a_bridge_shut_for_good_keeps_exactly_those_who_have_not_crossed() -> None:
    given = fixed(agreement())
    plan = planned(given)
    prepared = world(given, plan, (shut("crossing", "bridge", None, "300 minutes"),))
    stopped = 0
    for number in range(10):
        done, played = simulate(prepared, 1, 1, first=number), replayed(prepared, 1, number)
        crossed = {s.convoy: t for s, t in zip(played.steps, played.times, strict=True) if s.act == "cross" and t < INF}
        assert all(t <= played.closures[0].start for t in crossed.values())
        assert done.delivered[0] == sum(c.size for c in plan.convoys if c.id in crossed)
        assert done.never_out[0] == done.people - done.delivered[0]
        stopped += math.isinf(done.finish[0])
    assert stopped > 0


def test_people_on_the_road_to_a_shut_bridge_wait_on_board_and_that_is_counted() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), (shut("crossing", "bridge", 300, "120 minutes"),))
    calm = world(given, planned(given), (dangers(),))
    done = simulate(prepared, 20, 1)
    bridge = done.places.index("bridge")
    assert (done.worst_waiting > 0).any()
    assert (done.waiting_at[:, bridge] > 0).any()
    assert simulate(calm, 20, 1).worst_waiting.max() == pytest.approx(0.0)


def test_nobody_boards_during_a_suspension_and_whoever_is_on_the_way_arrives() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), (shut("boarding", "north-side", 300, "200 minutes"),))
    moved = 0
    for number in range(10):
        played = replayed(prepared, 1, number)
        for closure in played.closures:
            at = list(zip(played.steps, played.times, strict=True))
            assert not [t for s, t in at if s.act == "board" and closure.start < t < closure.end]
            moved += sum(s.act == "arrive" and closure.start < t < closure.end for s, t in at)
    assert moved > 0


# Why people are not out.


def test_a_side_that_cannot_leave_is_stopped_by_the_danger_and_the_other_by_the_clause() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), (shut("road", "north-square", None),))
    done = simulate(prepared, 1, 1)
    found = stops(done)
    assert set(found) == {"danger", "clause"}
    assert found["danger"] == (("shut", "north-square – bridge"), 1200)
    assert found["clause"][0] == ("exchanges", "in-step")
    sides = {given.people[g].of: n for g, n in zip(done.groups, done.not_out_of[0].tolist(), strict=True)}
    assert sides == {"north-side": found["clause"][1], "south-side": 1200}, "each asks for those beyond the other"


def test_who_only_waits_for_their_turn_is_stopped_by_the_order_of_the_plan_unless_the_blocked_give_it_up() -> None:
    given = replace(fixed(agreement()), exchanges={})
    ranked, free = (world(given, planned(given), (shut("road", "north-square", None),), t) for t in TURNS)
    kept = stops(simulate(ranked, 1, 1))
    assert kept["danger"][1] == 1200
    assert "clause" not in kept
    assert stops(simulate(free, 1, 1)) == {"danger": kept["danger"]}, (
        "each direction of the bridge is a queue by itself"
    )


def test_who_arrives_after_the_window_is_late_because_of_the_closure_they_waited_for() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), (shut("crossing", "bridge", 4 * 1440),))
    done = simulate(prepared, 1, 1)
    assert not done.in_window[0]
    assert done.never_out[0] == 0
    assert stops(done) == {"late": (("shut", "bridge"), done.not_out[0])}


# People who choose to stay.

STAYING = """\
  staying:
    name: Staying
    strikes: people
    part: {low: 10%, likely: 10%, high: 10%}
    assumption: All
"""


def test_who_chooses_to_stay_is_accounted_for_and_opens_the_same_conditions() -> None:
    given = fixed(agreement())
    calm, result = rehearsed(given, runs=3), rehearsed(given, STAYING, runs=3)
    o = result.outcomes
    assert o.finish.tolist() == calm.outcomes.finish.tolist()
    assert o.stayed.tolist() == pytest.approx([360] * 3, abs=15)
    assert without_gaps(result)
    assert calm.imbalance is not None
    assert result.imbalance is not None
    assert result.imbalance.median < calm.imbalance.median, "imbalance counts people delivered"


def test_where_the_agreement_says_nothing_of_refusals_only_those_who_came_are_counted() -> None:
    given = fixed(agreement())
    silent = replace(given, exchanges={n: replace(e, refusals=None) for n, e in given.exchanges.items()})
    told, untold = (simulate(world(a, planned(a), (dangers(STAYING),)), 3, 1) for a in (given, silent))
    assert told.in_window.all()
    assert (untold.finish >= told.finish).all()
    assert (untold.finish > told.finish).any()


@pytest.mark.parametrize("name", ["two-towns", "three-villages", "aleppo-repaired"])
def test_nobody_vanishes(name: str) -> None:
    given = agreement(name)
    result = rehearse(given, planned(given, cut(given)), defaults(), 30, 7)
    assert without_gaps(result)
    o = result.outcomes
    assert (o.not_out_of.sum(1) == o.not_out).all()
    assert (o.not_out_at.sum(1) == o.not_out).all()
    assert o.stop_people.sum() == o.not_out.sum()
    assert (o.never_out <= o.not_out).all()
    assert (o.in_window == (o.not_out == 0)).all()
    assert (o.in_window == (o.ended_by < 0)).all()
    assert (o.out_by_hour.sum(1) == 30).all()
    assert (o.out_by_hour.cumsum(1)[1:] <= o.out_by_hour.cumsum(1)[:-1]).all(), "nobody comes back"


# Chance.


def as_bytes(o: Outcomes) -> bytes:
    found = (getattr(o, name) for name in o.__slots__)
    return b"".join(a.tobytes() for a in found if hasattr(a, "tobytes"))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_day() -> None:
    given = agreement()
    plan = planned(given)
    one, same, other = (rehearse(given, plan, defaults(), 10, seed).outcomes for seed in (3, 3, 4))
    assert as_bytes(one) == as_bytes(same)
    assert as_bytes(one) != as_bytes(other)


def test_the_number_of_workers_changes_nothing() -> None:
    given = agreement()
    prepared = world(given, planned(given), (defaults(),))
    assert len({as_bytes(simulate(prepared, 5000, 3, workers=n)) for n in (1, 2, 5)}) == 1


def test_a_run_does_not_depend_on_how_many_there_are_or_where_counting_begins() -> None:
    given = agreement()
    prepared = world(given, planned(given), (defaults(),))
    few, many, later = simulate(prepared, 4, 3), simulate(prepared, 9, 3), simulate(prepared, 5, 3, first=4)
    assert many.finish.tolist() == [*few.finish, *later.finish]
    assert many.not_out.tolist() == [*few.not_out, *later.not_out]


def test_each_run_is_played_under_one_of_the_answers_to_what_nobody_knows() -> None:
    given = agreement()
    prepared = world(given, planned(given), (defaults(), defaults(), defaults()))
    done = simulate(prepared, 6, 3, first=2)
    assert [done.part(d).tolist() for d in range(3)] == [
        [False, True, False, False, True, False],
        [False, False, True, False, False, True],
        [True, False, False, True, False, False],
    ]


def test_another_danger_leaves_what_the_others_do_as_it_was() -> None:
    given = agreement()
    plan = planned(given)
    all_ = Dangers(title=defaults().title, dangers={n: plain(d) for n, d in defaults().dangers.items()})
    fewer = Dangers(title=all_.title, dangers=dict(list(all_.dangers.items())[1:]))
    gone = next(iter(all_.dangers))
    many, some = (world(given, plan, (d,)) for d in (all_, fewer))
    for number in range(10):
        one, other = replayed(many, 1, number), replayed(some, 1, number)
        assert {c for c in other.closures if c.start < INF} >= {c for c in one.closures if c.danger != gone}


def plain(danger: Danger) -> Danger:
    """*danger* as often as ever, however things stand."""
    return replace(danger, only_while=None, rises_with_imbalance=None, at_night=None)


SHUT_OFTEN = """\
  shut:
    name: Shut
    strikes: crossing
    once in: {signed: 2 days, vouched for: 1 day, not bound: 10 hours}
    minutes: {low: 60, likely: 120, high: 600}
    eased by: {monitor posted: 50%}
    assumption: All
"""


def finishes(given: Agreement, text: str, seed: int = 5) -> list[float]:
    return [float(t) for t in simulate(world(given, planned(given), (dangers(text),), "rank"), 40, seed).finish]


def test_a_monitor_and_a_signature_never_make_a_run_finish_later() -> None:
    given = agreement()
    alone = replace(given, monitors={n: replace(m, posted_at=()) for n, m in given.monitors.items()})
    south = replace(given.parties["south-side"], signed="no")
    loose = replace(alone, parties={**given.parties, "south-side": south}, guarantors={})
    watched, unwatched, unbound = (finishes(a, SHUT_OFTEN) for a in (given, alone, loose))
    assert all(a <= b for a, b in zip(watched, unwatched, strict=True))
    assert all(a <= b for a, b in zip(unwatched, unbound, strict=True))
    assert sum(watched) < sum(unwatched) < sum(unbound)


SUSPENDED = """\
  suspension:
    name: Suspension
    strikes: boarding
    once in: {signed: 20 hours}
    minutes: 2000
    ended by procedure: yes
    assumption: All
"""


def test_a_time_limit_in_the_agreement_ends_a_suspension() -> None:
    given = agreement()
    unlimited = replace(given, violations=replace(given.violations, suspension_at_most=None))
    lengths = {
        limited: {round(c.end - c.start) for n in range(10) for c in replayed(made, 1, n).closures}
        for limited, a in ((True, given), (False, unlimited))
        for made in [world(a, planned(a), (dangers(SUSPENDED),))]
    }
    assert lengths == {True: {360}, False: {2000}}


def test_a_narrower_tolerance_never_ends_a_run_earlier_with_the_same_order() -> None:
    given = fixed(agreement())
    exchange = given.exchanges["in-step"]
    assert isinstance(exchange, InStep)
    narrow = replace(given, exchanges={"in-step": replace(exchange, tolerance=Share(Fraction(17, 100)))})
    convoys = with_buses(given)
    calm = Dangers(title=defaults().title, dangers={n: plain(d) for n, d in defaults().dangers.items()})
    worlds = (world(a, planned(a, convoys), (calm,), "rank") for a in (given, narrow))
    wide_runs, narrow_runs = (simulate(w, 30, 5).finish for w in worlds)
    assert (wide_runs <= narrow_runs).all()


# What is told on the way.


def test_progress_is_told_block_by_block() -> None:
    given = agreement()
    told: list[tuple[int, int]] = []
    rehearse(given, planned(given), dangers(), 5000, 1, lambda done, total: told.append((done, total)))
    assert told == [(2048, 5000), (4096, 5000), (5000, 5000)]
