"""Orders in machine code -> the law's own times; a search -> no worse a plan, and the same for the same work."""

import json
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import compile_net, compiled
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.law import run
from mamarr.model.plan import OBJECTIVES, Figures, Objective, Plan, Searched
from mamarr.model.values import Share
from mamarr.planning import plan
from mamarr.planning.files import from_json, to_json
from mamarr.planning.search import Limits, Progress, leading
from mamarr.planning.search.annealing import HERE, TRIAL, begun
from mamarr.planning.search.destinations import nearer
from mamarr.planning.search.kernel import run as run_tables
from mamarr.planning.search.serial import STEP, WORTH, add, empty, growth
from mamarr.planning.search.sizes import quickest, resized
from mamarr.planning.search.tables import FIXED, TIME, tables
from mamarr.planning.search.wishes import Search, chains
from mamarr.planning.verify import verify
from small import Small
from test_ranking import served, uneven

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.reciprocal.generator import instance


def assert_run_as_by_the_law(small: Small, *, now: float = 0.0, fixed: dict[int, float] | None = None) -> None:
    """The tables of one order, run in another, have the times that the law gives to that other."""
    past = fixed or {}
    net = compile_net(small.agreement, small.convoys, resources=True)
    if past or now:  # who gives way to whom is settled by the likely times, not by such a past
        net = compiled(small.agreement, small.convoys, resources=True).net.build()
    law = dict(zip(net.steps, run(net, now=now, fixed=past).times, strict=True))
    others = sorted((c for c in small.convoys if not c.unconditional), key=lambda c: c.movement)
    first = [*(c for c in small.convoys if c.unconditional), *others]
    builder = compiled(small.agreement, first, resources=True).net
    made = tables(builder, [c.id for c in first])
    for step, at in past.items():
        made.moment[FIXED, list(builder.steps).index(net.steps[step])] = at
    number = {c.id: i for i, c in enumerate(first)}
    run_tables(made, np.array([number[c.id] for c in small.convoys], np.int64), len(builder.steps), now)
    assert dict(zip(builder.steps, made.moment[TIME].tolist(), strict=False)) == law


@settings(max_examples=200)
@given(served())
def test_any_order_has_the_times_of_the_law(small: Small) -> None:
    assert_run_as_by_the_law(small)


@settings(max_examples=100)
@given(uneven())
def test_whoever_comes_sooner_though_ranked_later_opens_gates_sooner(small: Small) -> None:
    assert_run_as_by_the_law(small)


@settings(max_examples=100)
@given(uneven())
def test_nobody_is_sooner_where_each_waits_for_those_before_only(small: Small) -> None:
    builder = compiled(small.agreement, small.convoys, resources=True).net
    made, order = tables(builder, [c.id for c in small.convoys]), np.arange(len(small.convoys))
    sizes = len(builder.steps), len(builder.counts), len(builder.limits), len(builder.queues)
    plan_ = growth(made, *sizes, 0)
    run_tables(made, order, len(builder.steps), 0.0)
    empty(plan_)
    for convoy in order if not builder.pairs else ():
        add(made, plan_, convoy)
    assert (plan_.real[plan_.begins[STEP] : plan_.begins[WORTH]] >= made.moment[TIME, : len(builder.steps)]).all()


@pytest.mark.parametrize("kind", ["tight", "hours"])
def test_a_sequence_grown_from_its_first_change_is_as_high_as_grown_anew(kind: str) -> None:
    made = instance(kind, 20, 1).agreement
    search = Search(made, searched(made, None).convoys, "finish", 1)
    for _ in range(20):
        search.go_on(50)
        gone_on_from = search.turns.heights[HERE]
        search.turns.chain[TRIAL] = search.turns.chain[HERE]
        assert begun(search.tables, search.goals, search.turns, search.growth)
        assert search.turns.heights[TRIAL] == gone_on_from


def test_order_inside_a_movement_changes_where_no_clause_knows_it() -> None:
    made = instance("reception", 20, 1).agreement
    convoys = searched(made, None).convoys
    assert len(set(chains(made, convoys))) > len(made.movements)
    phases = instance("phases", 20, 1).agreement
    assert len(set(chains(phases, searched(phases, None).convoys))) == len(phases.movements)


def test_who_did_not_choose_goes_where_vehicles_are_on_the_way_for_less_time() -> None:
    made = instance("reception", 100, 1).agreement
    found = searched(made, Limits(3000, objective="finish"))
    assert found.finish < searched(made, None).finish * 0.93
    assert verify(made, found) == ()
    asked = {n: replace(m, choices={m.to[0]: Share(Fraction(1))}) for n, m in made.movements.items()}
    kept = replace(made, movements=asked)
    assert nearer(kept, found.convoys) == found.convoys


@settings(max_examples=100)
@given(served(), st.data())
def test_what_has_happened_stays(small: Small, data: st.DataObject) -> None:
    number = len(compile_net(small.agreement, small.convoys, resources=True).steps)
    past = data.draw(st.dictionaries(st.integers(0, max(0, number - 1)), st.integers(0, 90).map(float), max_size=4))
    past = past if number else {}
    assert_run_as_by_the_law(small, now=100.0, fixed=past)


@pytest.mark.parametrize("kind", ["tight", "phases", "reception"])
def test_the_same_work_gives_the_same_plan_and_more_work_none_worse(kind: str) -> None:
    made = instance(kind, 20, 1).agreement
    few, again, many = (searched(made, Limits(work)) for work in (200, 200, 5000))
    assert to_json(few) == to_json(again)
    assert from_json(to_json(few)) == few
    assert few.search == Searched(200, 1, "work")
    assert worth(many, "safe") <= worth(few, "safe") <= worth(searched(made, None), "safe")
    assert verify(made, many) == ()


def test_another_seed_goes_another_way() -> None:
    made = instance("tight", 50, 1).agreement
    assert searched(made, Limits(200)).times != searched(made, Limits(200, seed=2)).times


def test_convoys_have_as_many_vehicles_as_cross_in_the_least_time_for_each() -> None:
    made = instance("crossing", 1000, 1).agreement
    assert made.places["bridge-1"].vehicles_per_hour == 26
    assert quickest(made, "south-1", 4) == 3, "7 minutes, and four vehicles would take 10"
    assert quickest(made, "north-1", 2) == 2, "5 minutes, and one alone would take 3"
    first = searched(made, None).convoys
    sizes = [{m.convoy.people for m in other.movements.values()} for other in resized(made, first)]
    assert sizes == [{150}, {100}]


def test_few_convoys_are_tried_in_all_other_sizes() -> None:
    made = instance("tight", 20, 1).agreement
    found = [
        tuple(m.convoy.people for m in other.movements.values())
        for other in resized(made, searched(made, None).convoys)
    ]
    assert len(found) == len(set(found)) > len(made.movements)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_is_asked_for_first_is_never_worse_than_in_the_first_plan(objective: Objective) -> None:
    made = with_wounded(instance("tight", 20, 1).agreement)
    first, found = searched(made, None), searched(made, Limits(3000, objective=objective))
    assert found.figures.protected == first.figures.protected > 0
    assert worth(found, objective) < worth(first, objective)
    assert verify(made, found) == ()


def test_those_who_may_not_be_made_to_wait_are_never_traded_for_an_earlier_finish() -> None:
    made = with_wounded(instance("fleet", 20, 1).agreement)
    first, found = searched(made, None), searched(made, Limits(3000, objective="finish"))
    early = {c.id for c in first.convoys if c.unconditional}
    assert {s: t for s, t in found.times.items() if s.convoy in early} == {
        s: t for s, t in first.times.items() if s.convoy in early
    }


def test_whoever_interrupts_gets_the_best_so_far() -> None:
    made, seen = instance("loose", 20, 1).agreement, []

    def interrupt(progress: Progress) -> None:
        seen.append(progress)
        if progress.work > 1000:
            raise KeyboardInterrupt

    found = searched(made, Limits(100_000), progress=interrupt)
    assert found.search == Searched(seen[-1].work, 1, "interrupt")
    assert seen[-1].best == found.finish
    assert seen[-1].gap == found.gap


def test_a_limit_in_seconds_says_so_and_its_work_gives_the_plan_again() -> None:
    made = instance("loose", 20, 1).agreement
    found = searched(made, Limits(10**9, seconds=0.05))
    assert found.search
    assert found.search.stopped == "time"
    again = searched(made, Limits(found.search.work))
    assert replace(again, search=found.search) == found


def test_one_movement_has_no_turns_to_change() -> None:
    made = instance("loose", 20, 1).agreement
    north = replace(
        made, movements={"north-1": made.movements["north-1"]}, exchanges={}, people={"north-1": made.people["north-1"]}
    )
    assert searched(north, Limits(50)).finish <= searched(north, None).finish


@pytest.mark.parametrize("given", [{"unknown": 1}, {"together": "many"}, {"protected": "nan"}, {"others": "inf"}, 5])
def test_figures_that_are_none_are_refused(given: object) -> None:
    document = json.loads(to_json(searched(instance("loose", 20, 1).agreement, None)))
    document["figures"] = given
    assert isinstance(from_json(json.dumps(document)), Diagnostic)
    del document["figures"]
    old = from_json(json.dumps(document))
    assert isinstance(old, Plan)
    assert old.figures == Figures(), "plans of before have none"


def with_wounded(made: Agreement) -> Agreement:
    """The same with fifty wounded in each town."""
    groups = {n: replace(g, of_whom={"wounded": 50}) for n, g in made.people.items()}
    return replace(made, people=groups)


def searched(agreement: Agreement, limits: Limits | None, **more: Any) -> Plan:
    found = plan(agreement, limits=limits, **more)
    assert isinstance(found, Plan)
    assert found.figures != Figures()
    return found


def worth(found: Plan, first: Objective) -> tuple[float, ...]:
    """What a plan is worth by what matters most, *first* after those who may not be made to wait."""
    figures = found.figures
    of = {
        "safe": figures.others,
        "finish": found.finish,
        "imbalance": found.imbalance,
        "aboard": figures.on_board,
        "together": figures.together,
    }
    return (figures.protected, of.pop(first), *of.values())


def test_the_best_go_on_and_all_that_are_level_with_them() -> None:
    asked: Any = [SimpleNamespace(value=(0, 7, finish, then)) for finish, then in ((1881, 5), (1881, 3), (1880, 9))]
    assert [s.value[2:] for s in leading(asked, 2)] == [(1880, 9), (1881, 3)]
    asked.append(SimpleNamespace(value=(0, 7, 1880, 8)))
    asked.append(SimpleNamespace(value=(0, 7, 1880, 4)))
    assert [s.value[3] for s in leading(asked, 2)] == [4, 8, 9]
