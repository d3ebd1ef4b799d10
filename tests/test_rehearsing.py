"""Rehearsals as cases: two towns, a plan, dangers in a few lines -> who gets out, and what kept the others."""

import json
import math
import re
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path

import pytest

from mamarr.lang import words
from mamarr.model.agreement import Agreement, InStep, Place, Road
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.danger import Dangers
from mamarr.model.law import run
from mamarr.model.outcome import Outcome, Rehearsal
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Estimate, Share
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.rehearsing import default_dangers, faults, rehearse
from mamarr.rehearsing.draw import Closure, clocks, draw
from mamarr.rehearsing.measure import outcome
from mamarr.rehearsing.summary import band, chance
from mamarr.rehearsing.world import World, world

AGREEMENTS = Path(__file__).parents[1] / "agreements"
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


def ended(given: World, *closures: Closure, seed: int = 1) -> Outcome:
    """One run with these closures and nothing else out of the ordinary."""
    drawn = replace(draw(given, seed, 0), closures=closures, clocks=clocks(given, closures))
    return outcome(given, drawn, run(given.net, lags=drawn.lags, clocks=drawn.clocks))


def shut(given: World, act: str, place: str, start: float, end: float = math.inf) -> Closure:
    steps = [i for step, i in given.net.index.items() if step.act == act and step.place == place]
    return Closure("test", place, start, end, tuple(steps))


def without_gaps(result: Rehearsal) -> bool:
    return all(o.delivered + o.not_out + o.stayed == result.people for o in result.outcomes)


# The law is the same: only times change.


def test_without_dangers_and_with_exact_times_every_run_is_the_plan() -> None:
    given = fixed(agreement())
    plan = planned(given)
    prepared = world(given, plan, dangers())
    drawn = draw(prepared, 1, 0)
    times = run(prepared.net, lags=drawn.lags, clocks=drawn.clocks).times
    assert dict(zip(prepared.net.steps, times, strict=True)) == plan.times
    result = rehearse(given, plan, dangers(), 5, 1)
    last = max(t for step, t in plan.times.items() if step.act == "arrive")
    assert {o.finish for o in result.outcomes} == {last}
    assert result.in_window.share == 1.0
    assert result.endings == ()


def test_an_exact_road_takes_its_time_and_another_stays_within_its_bounds() -> None:
    given = agreement()
    road = Road(from_="north-square", to="bridge", minutes=Estimate(30, 30, 30), held_by="north-side")
    given = replace(given, roads=(road, *given.roads[1:]))
    prepared = world(given, planned(given), dangers())
    for number in range(20):
        lags = draw(prepared, 1, number).lags
        for name, minutes in zip(prepared.net.lag_names, lags, strict=True):
            if name.what == "travel" and name.start == "south-square":
                assert 22 <= minutes <= 80, "20 to 60 on the road, 2 to 20 at the bridge"
            if name.what == "travel" and name.start == "north-square":
                assert 32 <= minutes <= 50


# Closures.


def test_a_bridge_shut_for_good_keeps_exactly_those_who_have_not_crossed() -> None:
    given = fixed(agreement())
    plan = planned(given)
    prepared = world(given, plan, dangers())
    at = 300.0
    result = ended(prepared, shut(prepared, "cross", "bridge", at))
    crossed = sum(
        c.size for c in plan.convoys if min(plan.times[s] for s in plan.times if s[:2] == (c.id, "cross")) < at
    )
    assert 0 < crossed < sum(c.size for c in plan.convoys)
    assert result.delivered == crossed
    assert result.never_out == sum(c.size for c in plan.convoys) - crossed
    assert math.isinf(result.finish)


def test_people_on_the_road_to_a_shut_bridge_wait_on_board_and_that_is_counted() -> None:
    given = fixed(agreement())
    plan = planned(given)
    prepared = world(given, plan, dangers())
    first = min(t for step, t in plan.times.items() if step.act == "cross" and t >= 60)
    result = ended(prepared, shut(prepared, "cross", "bridge", 60.0, 360.0))
    assert result.worst_waiting == pytest.approx((360 - first) / 60)
    assert ended(prepared).worst_waiting == pytest.approx(0.0)


def test_nobody_boards_during_a_suspension_and_whoever_is_on_the_way_arrives() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), dangers())
    squares = [shut(prepared, "board", place, 100.0, 400.0) for place in ("north-square", "south-square")]
    drawn = replace(draw(prepared, 1, 0), closures=tuple(squares), clocks=clocks(prepared, squares))
    times = run(prepared.net, lags=drawn.lags, clocks=drawn.clocks).times
    boarding = [times[i] for i in prepared.board]
    assert not any(100 <= t < 400 for t in boarding)
    assert any(times[a] > 100 for a, b in zip(prepared.arrive, boarding, strict=True) if b < 100)


# Why people are not out.


def test_a_side_that_cannot_leave_is_stopped_by_the_danger_and_the_other_by_the_clause() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), dangers())
    result = ended(prepared, shut(prepared, "board", "north-square", 0.0))
    stopped = {stop.cause: stop for stop in result.stops}
    assert set(stopped) == {"danger", "clause"}
    assert stopped["danger"].what == ("test", "north-square")
    assert stopped["danger"].people == 1200
    assert stopped["clause"].what == ("exchanges", "in-step")
    assert result.not_out_of == {"north-side": stopped["clause"].people, "south-side": 1200}


def test_who_only_waits_for_their_turn_is_stopped_by_the_order_of_the_plan() -> None:
    given = replace(fixed(agreement()), exchanges={})
    prepared = world(given, planned(given), dangers())
    first = next(c for c in prepared.convoys if c.movement == "south-out" and not c.unconditional)
    step = next(i for s, i in prepared.net.index.items() if s.convoy == first.id and s.act == "board")
    result = ended(prepared, Closure("test", "south-square", 0.0, math.inf, (step,)))
    stopped = {stop.cause: stop for stop in result.stops}
    assert stopped["danger"].people == first.size
    assert stopped["plan order"].what == ("places", "bridge")
    assert "clause" not in stopped


def test_who_arrives_after_the_window_is_late_because_of_the_closure_they_waited_for() -> None:
    given = fixed(agreement())
    prepared = world(given, planned(given), dangers())
    result = ended(prepared, shut(prepared, "cross", "bridge", 0.0, 4 * DAY))
    assert not result.in_window
    assert result.never_out == 0
    assert {(s.cause, s.what) for s in result.stops} == {("late", ("test", "bridge"))}


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
    assert [o.finish for o in result.outcomes] == [o.finish for o in calm.outcomes]
    assert all(o.stayed == pytest.approx(360, abs=15) for o in result.outcomes)
    assert all(o.delivered == 3600 - o.stayed for o in result.outcomes)
    assert calm.imbalance is not None
    assert result.imbalance is not None
    assert result.imbalance.median < calm.imbalance.median, "imbalance counts people delivered"


@pytest.mark.parametrize("name", ["two-towns", "three-villages", "aleppo-repaired"])
def test_nobody_vanishes(name: str) -> None:
    given = agreement(name)
    result = rehearse(given, planned(given, cut(given)), defaults(), 30, 7)
    assert without_gaps(result)
    for o in result.outcomes:
        assert sum(o.not_out_of.values()) == o.not_out == sum(s.people for s in o.stops)
        assert o.never_out <= o.not_out
        assert o.in_window == (o.not_out == 0)
        assert list(o.out_by_hour) == sorted(o.out_by_hour)
        assert o.out_by_hour[-1] <= o.delivered


# Chance.


def as_bytes(result: Rehearsal) -> bytes:
    return json.dumps(asdict(result), sort_keys=True, default=str).encode()


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_day() -> None:
    given = agreement()
    plan = planned(given)
    one, same, other = (rehearse(given, plan, defaults(), 10, seed) for seed in (3, 3, 4))
    assert as_bytes(one) == as_bytes(same)
    assert as_bytes(one) != as_bytes(other)


def test_a_run_does_not_depend_on_how_many_there_are() -> None:
    given = agreement()
    plan = planned(given)
    few, many = (rehearse(given, plan, defaults(), runs, 3) for runs in (4, 9))
    assert many.outcomes[:4] == few.outcomes


def test_another_danger_leaves_what_the_others_do_as_it_was() -> None:
    given = agreement()
    plan = planned(given)
    fewer = Dangers(title=defaults().title, dangers=dict(list(defaults().dangers.items())[:-1]))
    all_, some = world(given, plan, defaults()), world(given, plan, fewer)
    for number in range(10):
        assert draw(all_, 1, number).closures == draw(some, 1, number).closures
        assert draw(all_, 1, number).lags == draw(some, 1, number).lags


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
    return [o.finish for o in rehearsed(given, text, 40, seed).outcomes]


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
        limited: {round(c.end - c.start) for n in range(10) for c in draw(made, 1, n).closures}
        for limited, a in ((True, given), (False, unlimited))
        for made in [world(a, planned(a), dangers(SUSPENDED))]
    }
    assert lengths == {True: {360}, False: {2000}}


def test_a_narrower_tolerance_never_ends_a_run_earlier_with_the_same_order() -> None:
    given = fixed(agreement())
    exchange = given.exchanges["in-step"]
    assert isinstance(exchange, InStep)
    narrow = replace(given, exchanges={"in-step": replace(exchange, tolerance=Share(Fraction(17, 100)))})
    convoys = with_buses(given)
    wide_runs, narrow_runs = (rehearse(a, planned(a, convoys), defaults(), 30, 5).outcomes for a in (given, narrow))
    assert all(w.finish <= n.finish for w, n in zip(wide_runs, narrow_runs, strict=True))


# Sums.


def test_the_wilson_interval_of_nothing_in_ten_and_of_half() -> None:
    assert (chance(0, 10).low, round(chance(0, 10).high, 3)) == (0.0, 0.278)
    assert (round(chance(5, 10).low, 3), round(chance(5, 10).high, 3)) == (0.237, 0.763)


def test_a_band_names_values_that_occurred() -> None:
    assert band([1, 2, 3, 4, 5, 6, 7, 8, 9, math.inf]) == band(range(1, 11))
    assert band([3, math.inf]).median == 3
    assert band([7]).low == band([7]).high == 7


# What is asked, and what is written.


@pytest.mark.parametrize(
    ("runs", "seed", "other", "codes"),
    [(10, 0, "", []), (0, 1, "", ["R001"]), (-5, -1, "", ["R001", "R002"]), (10, 1, "elsewhere", ["R003"])],
)
def test_what_cannot_be_rehearsed_is_said(runs: int, seed: int, other: str, codes: list[str]) -> None:
    given = agreement()
    plan = planned(given)
    found = list(faults(given, replace(plan, agreement=other or plan.agreement), runs, seed))
    assert [f.code for f in found] == codes
    for fault in found:
        for say in (words("en", "rehearse"), words("ar", "rehearse")):
            assert say(fault.code, fault.facts)
            assert say(f"{fault.code}.do", fault.facts)


def test_progress_is_told_after_every_run() -> None:
    given = agreement()
    told: list[tuple[int, int]] = []
    rehearse(given, planned(given), dangers(), 3, 1, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_both_languages_have_the_same_words_and_the_comparison_is_said() -> None:
    folder = Path(__file__).parents[1] / "src" / "mamarr" / "lang"
    keys = [
        re.findall(r"^([A-Za-z][\w-]*) =", (folder / lang / "rehearse.ftl").read_text("utf-8"), re.MULTILINE)
        for lang in ("en", "ar")
    ]
    assert keys[0] == keys[1]
    assert "does not predict" in words("en", "rehearse")("rehearsal-compares")
    assert "لا تتنبأ" in words("ar", "rehearse")("rehearsal-compares")
