"""What caution costs: prices, the frontier, stages and orders, terms that conflict; each against trying everything."""

from dataclasses import fields, replace
from datetime import timedelta
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamarr.lang import words
from mamarr.model import explore
from mamarr.model.agreement import Agreement, ForEach, InStep, Pairs
from mamarr.model.balance import Balance, Point, balances
from mamarr.model.batches import cut
from mamarr.model.plan import Plan
from mamarr.model.tolerance import with_tolerance
from mamarr.model.values import Language, Ratio, Share
from mamarr.parsing import read_file
from mamarr.planning import plan
from mamarr.planning.conflict import Conflict, conflict, told_as
from mamarr.planning.frontier import Frontier, at_scale, frontier
from mamarr.planning.prices import Prices, prices
from mamarr.planning.terms import changes, terms
from mamarr.planning.undertaking import Stage, names_people, steadiest, temptations, undertaking
from mamarr.reporting.drawing import png
from mamarr.reporting.frontier_chart import Curve, frontier_chart
from small import NAMES, agreement

AGREEMENTS = Path(__file__).parents[1] / "agreements"
PRICED = {"exchanges", "fleets", "places", "movements", "window", "time_on_board_at_most"}
RED, BLUE, GREEN = NAMES


@cache
def agreed(name: str) -> Agreement:
    found = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert found is not None
    return found


@cache
def priced() -> Prices:
    return prices(agreed("three-villages"))


@cache
def curve() -> Frontier:
    found = frontier(agreed("two-towns"), ("in-step",))
    assert isinstance(found, Frontier)
    return found


@pytest.mark.parametrize("path", sorted(AGREEMENTS.glob("*.yaml")), ids=lambda p: p.stem)
def test_nothing_that_protects_people_is_ever_priced_or_let_go(path: Path) -> None:
    a = agreed(path.stem)
    made = [c.agreement for c in changes(a)] + [t.let_go(a) for t in terms(a)]
    for other in made:
        touched = {f.name for f in fields(Agreement) if getattr(a, f.name) != getattr(other, f.name)}
        assert touched <= PRICED
        for name, movement in a.movements.items():
            there = other.movements[name]
            assert (there.people, there.who, there.to, there.via) == (
                movement.people,
                movement.who,
                movement.to,
                movement.via,
            )


def test_no_price_is_below_nothing_and_the_dearest_comes_first() -> None:
    found = priced()
    assert found.plan
    saved = [p.saved for p in found.ranked]
    assert saved == sorted(saved, reverse=True)
    assert min(saved) >= 0
    for p in found.ranked:
        assert p.finish is not None
        assert found.plan.finish - p.finish == pytest.approx(p.saved)
        assert p.bound <= p.finish


def test_striking_out_every_exchange_is_worth_at_least_as_much_as_any_one() -> None:
    clauses = [p for p in priced().ranked if p.change.where[0] == "exchanges"]
    [everything] = [p for p in clauses if p.change.kind == "without-all"]
    assert everything.saved == max(p.saved for p in clauses)


def test_without_a_plan_the_changes_that_make_one_possible_are_told() -> None:
    a = tight()
    found = prices(a)
    assert found.plan is None
    helping = [p for p in found.ranked if p.finish is not None]
    assert helping
    for p in helping:
        assert isinstance(plan(p.change.agreement), Plan)


def test_every_change_and_term_has_words_in_both_languages() -> None:
    made = [
        (c.kind, c.facts) for a in map(agreed, ("two-towns", "aleppo-repaired", "four-towns-2017")) for c in changes(a)
    ]
    kinds = {t.kind for a in map(agreed, ("two-towns", "three-villages")) for t in terms(a)} | {"start"}
    for say in (words("en", "plan"), words("ar", "plan")):
        for kind, facts in made:
            assert say(f"change-{kind}", facts)
        for kind in kinds:
            assert say(f"label-term-{kind}")


def test_a_wider_tolerance_never_ends_later_and_no_plan_beats_its_bound() -> None:
    found = curve()
    finishes = [p.finish for p in found.points if p.finish is not None]
    assert finishes == sorted(finishes, reverse=True)
    assert all(p.bound <= p.finish for p in found.points if p.finish is not None)
    assert [p.bound for p in found.points] == sorted((p.bound for p in found.points), reverse=True)
    assert found.free <= finishes[-1]
    assert str(found.agreed.tolerances["in-step"]) == "20%"


def test_below_what_is_certain_the_bound_itself_is_later() -> None:
    found = curve()
    assert found.certain
    for p in found.points:
        assert (p.bound > found.free) == (p.scale <= found.certain)


def test_above_the_knee_caution_costs_next_to_nothing() -> None:
    found = curve()
    assert found.knee
    for p in found.points:
        near = p.finish is not None and p.finish <= found.free * 1.05
        assert near == (p.scale >= found.knee.scale)


def test_scaled_tolerances_stay_within_the_whole() -> None:
    a = agreed("two-towns")
    wide = at_scale(a, ("in-step",), Fraction(64)).exchanges["in-step"]
    assert isinstance(wide, InStep)
    assert wide.tolerance == Share(Fraction(1))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_has_the_same_bytes_each_time(language: Language) -> None:
    found = curve()
    points = tuple((p.scale, p.finish, p.bound) for p in found.points)
    drawn = Curve(points, found.agreed.tolerances, found.free, found.knee.scale if found.knee else None, found.closes)
    once, again = (png(frontier_chart(agreed("two-towns"), drawn, language)) for _ in range(2))
    assert once == again
    assert once.startswith(b"\x89PNG")


stages = st.lists(st.builds(Stage, st.just("stage"), *[st.integers(0, 6).map(Fraction)] * 2), min_size=1, max_size=6)


@given(stages)
def test_no_order_of_stages_needs_a_smaller_undertaking(given_stages: list[Stage]) -> None:
    found = undertaking(given_stages)
    assert found.needed == min(max((*temptations(o), Fraction(0))) for o in permutations(given_stages))
    assert sorted(map(id, found.order)) == sorted(map(id, given_stages))


@given(stages, st.integers(0, 8).map(Fraction))
def test_an_order_is_safe_exactly_with_the_undertaking_it_needs(given_stages: list[Stage], at_stake: Fraction) -> None:
    """Before each stage, going on must be worth its cost: asked of the definition, stage by stage."""
    order = undertaking(given_stages).order
    safe = all(
        s.costs <= at_stake + sum((r.gains - r.costs for r in order[i + 1 :]), Fraction(0)) for i, s in enumerate(order)
    )
    assert safe == (at_stake >= undertaking(given_stages).needed)


@pytest.mark.parametrize(
    "name",
    [
        "civilians",
        "Wounded people",
        "north-people",
        "north-out-03",
        "in-step",
        "the families",
        "أهالي الحي",
        "الجرحى",
        "12 men",
    ],
)
def test_people_are_no_stage(name: str) -> None:
    assert names_people(agreed("two-towns"), name)


@pytest.mark.parametrize(
    "name", ["fuel", "the road is opened", "handing over the depot", "وقود", "فتح الطريق", "a monument"]
)
def test_money_goods_works_and_ground_are_stages(name: str) -> None:
    assert not names_people(agreed("two-towns"), name)


@given(st.tuples(st.integers(1, 9), st.integers(1, 9)))
def test_no_order_of_convoys_is_steadier(numbers: tuple[int, int]) -> None:
    shared = InStep(between=((RED,), (BLUE,)), tolerance=Share(Fraction(1)))
    a = agreement((RED, BLUE), numbers, exchanges={"shared": shared})
    [balance] = balances(a, cut(a))
    found = steadiest(balance)
    assert found.imbalance == pytest.approx(min(worst(balance, turns) for turns in interleavings(balance)))
    one = {c.id for c in balance.one.convoys}
    assert worst(balance, tuple(c.id in one for c in found.order)) == pytest.approx(found.imbalance)
    largest = max(s.weight * c.counted for s in (balance.one, balance.other) for c in s.convoys)
    assert found.imbalance <= largest / max(balance.one.total(), balance.other.total()), "as alternation promises"


def interleavings(balance: Balance) -> list[tuple[bool, ...]]:
    every = len(balance.convoys)
    first = len(balance.one.convoys)
    return [tuple(i in chosen for i in range(every)) for chosen in combinations(range(every), first)]


def worst(balance: Balance, turns: tuple[bool, ...]) -> float:
    one, other = (iter(s.convoys) for s in (balance.one, balance.other))
    gone, most = [0, 0], 0.0
    for turn in turns:
        gone[not turn] += next(one if turn else other).counted
        most = max(most, abs(balance.ahead(Point(0.0, *gone))))
    return most


@cache
def tight() -> Agreement:
    """Two towns with eight hours for what takes longer in step."""
    a = agreed("two-towns")
    assert a.window
    return replace(a, window=replace(a.window, closes=a.window.opens + timedelta(hours=8)))


@cache
def conflicting() -> Conflict:
    found = conflict(tight())
    assert found is not None
    return found


def test_a_conflict_is_smallest() -> None:
    found, a = conflicting(), tight()
    left = {t.where for t in found.terms}
    assert ("window", "closes") in left
    others = [t for t in terms(a) if t.where not in left]
    for t in others:
        a = t.let_go(a)
    assert not isinstance(plan(a), Plan), "together they leave no plan"
    for t in found.terms:
        assert isinstance(plan(t.let_go(a)), Plan), "without any one of them there is a plan"


def test_a_conflict_is_told_at_every_line_involved() -> None:
    told = told_as(conflicting())
    assert told.code == "K950"
    assert [m.where for m in told.marks] == [t.where for t in conflicting().terms]


def test_a_window_shorter_than_the_road_is_proven_to_conflict() -> None:
    a = agreed("two-towns")
    assert a.window
    a = replace(a, window=replace(a.window, closes=a.window.opens + timedelta(hours=1)))
    found = conflict(a)
    assert found is not None
    assert found.proven
    assert [t.kind for t in found.terms] == ["window"]


def test_where_letting_go_of_everything_does_not_help_there_is_no_conflict() -> None:
    a = agreed("two-towns")
    nowhere = replace(a, roads=())
    assert conflict(nowhere) is None


def test_a_tolerance_of_another_kind_of_exchange_is_left_alone() -> None:
    each = ForEach(between=((RED,), (BLUE,)), ratio=Ratio(1, 2), tolerance=2)
    pairs = Pairs(between=((RED,), (BLUE,)))
    a = agreement((RED, BLUE), (4, 4), exchanges={"each": each, "pairs": pairs})
    assert with_tolerance(a, "each", 5).exchanges["each"] == replace(each, tolerance=5)
    assert with_tolerance(a, "each", Share(Fraction(1))).exchanges["each"] == each
    assert with_tolerance(a, "pairs", 5).exchanges["pairs"] == pairs


def test_pairs_among_shared_tolerances_are_left_undecided() -> None:
    shared = InStep(between=((RED, BLUE), (GREEN,)), tolerance=1)
    pairs = Pairs(between=((RED,), (BLUE,)))
    a = agreement(NAMES, (4, 4, 4), exchanges={"shared": shared, "pairs": pairs})
    assert explore.explore(a, cut(a)).outcome == "undecided"
