"""Growing plans -> the law's own times, whatever the order, at a cost that grows with the number of convoys."""

import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mamarr.model.agreement import Fleet, InStep, Road
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import run
from mamarr.model.plan import Plan
from mamarr.model.values import Hours
from mamarr.planning import plan
from mamarr.planning.order import followed
from mamarr.planning.verify import verify
from small import NAMES, Small, agreement, exactly, in_order, limiteds, smalls

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.reciprocal.generator import KINDS, instance


@st.composite
def served(draw: st.DrawFn) -> Small:
    """A small agreement with a fleet and a crossing that everybody shares, those who may not be made to wait first."""
    small = draw(st.one_of(smalls(), limiteds(3)))
    count = draw(st.integers(1, 4))
    bridge = replace(
        small.agreement.places["bridge"],
        vehicles_per_hour=draw(st.none() | st.integers(1, 6)),
        open=draw(st.none() | st.just(Hours(360, 1080))),
    )
    agreement = replace(
        small.agreement,
        places={**small.agreement.places, "bridge": bridge},
        roads=tuple(replace(r, one_way=False) for r in small.agreement.roads),
        fleets={"buses": Fleet(vehicle="bus", seats=4, count=count, based_at="bridge")},
    )
    convoys = [replace(c, vehicles={"buses": draw(st.integers(1, min(2, count)))}) for c in small.convoys]
    return Small(agreement, tuple(sorted(convoys, key=lambda c: not c.unconditional)))


@st.composite
def uneven(draw: st.DrawFn) -> Small:
    """One town in step with two, whose roads are of unlike length: who is ranked later may come through sooner."""
    towns = [name.removesuffix("-out") for name in NAMES]
    made = agreement(
        NAMES,
        [draw(st.integers(2, 8)) for _ in NAMES],
        exchanges={
            "in-step": InStep(
                between=(NAMES[:1], NAMES[1:]),
                tolerance=draw(st.integers(2, 6)),
                counted_at=draw(st.sampled_from(("boarding", "bridge", "arrival"))),
                waits_at=draw(st.sampled_from((("boarding",), ("departure",), ("bridge",)))),
            )
        },
        roads=(
            *(Road(from_=town, to="bridge", minutes=exactly(10 * draw(st.integers(0, 9)))) for town in towns),
            Road(from_="bridge", to="camp", minutes=exactly(20)),
        ),
    )
    return Small(made, in_order(draw, cut(made)))


@settings(max_examples=200)
@given(served())
def test_a_plan_that_grows_has_the_times_of_the_law(small: Small) -> None:
    assert_grown_as_the_law_runs(small)


@settings(max_examples=200)
@given(uneven())
def test_who_is_ranked_later_and_comes_sooner_lets_others_go_sooner(small: Small) -> None:
    assert_grown_as_the_law_runs(small)


def assert_grown_as_the_law_runs(small: Small) -> None:
    ranking = followed(small.agreement, small.convoys)
    if ranking.next():
        return
    net = compile_net(small.agreement, ranking.order(), resources=True)
    law = dict(zip(net.steps, run(net).times, strict=True))
    assert {ranking.growing.named[i]: at for i, at in ranking.growing.times.items()} == law


@pytest.mark.parametrize("kind", KINDS)
def test_instances_of_every_kind_are_planned_without_a_breach(kind: str) -> None:
    for seed in (1, 2):
        made = instance(kind, 20, seed)
        found = plan(made.agreement)
        assert isinstance(found, Plan)
        assert verify(made.agreement, found) == ()
        assert found.bound <= found.finish


def test_four_times_the_convoys_take_less_than_eight_times_as_long() -> None:
    def seconds(convoys: int) -> float:
        made = instance("tight", convoys, 1)
        start = process_time()
        assert isinstance(plan(made.agreement), Plan)
        return process_time() - start

    seconds(20)
    assert seconds(400) < 8 * seconds(100)
