"""Two sides, people who came through -> the imbalance: how far apart, and who has given more."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from mamarr.checking import BY_CODE
from mamarr.checking.rule import Case
from mamarr.model.agreement import Agreement, AnyExchange, ForEach, InStep, KeepBack, Pairs
from mamarr.model.balance import Balance, Point, balances, widest
from mamarr.model.batches import cut
from mamarr.model.plan import Plan
from mamarr.model.values import Ratio, Share
from mamarr.parsing import read_file
from mamarr.planning import plan

AGREEMENTS = Path(__file__).parents[1] / "agreements"
SIDES = (("south-out",), ("north-out",))  # 2,316 and 1,158 people who count
FIFTH = Share(Fraction(1, 5))


@cache
def two_towns() -> Agreement:
    agreement = read_file(AGREEMENTS / "two-towns.yaml").agreement
    assert agreement is not None
    return agreement


def under(exchange: AnyExchange) -> tuple[Balance, ...]:
    agreement = replace(two_towns(), exchanges={"clause": exchange})
    return balances(agreement, cut(agreement))


@pytest.mark.parametrize(
    ("exchange", "one", "other", "ahead", "leader"),
    [
        (InStep(between=SIDES, tolerance=FIFTH), 1158, 0, 0.5, "south-out"),
        (InStep(between=SIDES, tolerance=FIFTH), 1158, 1158, -0.5, "north-out"),
        (InStep(between=SIDES, tolerance=FIFTH), 1158, 579, 0.0, "south-out"),
        (InStep(between=SIDES, tolerance=100), 1158, 579, 579 / 2316, "south-out"),
        (ForEach(between=SIDES, ratio=Ratio(2, 1), tolerance=100), 1158, 579, 0.0, "south-out"),
        (ForEach(between=SIDES, ratio=Ratio(1, 3), tolerance=100), 10, 60, -30 / 6948, "north-out"),
        (Pairs(between=SIDES), 1158, 0, 0.5, "south-out"),
    ],
)
def test_who_has_given_more(exchange: AnyExchange, one: int, other: int, ahead: float, leader: str) -> None:
    """In shares of each side, one for one, or along the agreed line."""
    (balance,) = under(exchange)
    point = Point(0.0, one, other)
    assert balance.ahead(point) == pytest.approx(ahead)
    assert balance.leader(point).movements == (leader,)


def test_people_ahead_are_people_of_the_side_that_is_ahead() -> None:
    (balance,) = under(InStep(between=SIDES, tolerance=FIFTH))
    assert balance.people_ahead(Point(0.0, 1158, 0)) == 1158
    assert balance.people_ahead(Point(0.0, 0, 579)) == 579
    (line,) = under(ForEach(between=SIDES, ratio=Ratio(1, 3), tolerance=100))
    assert line.people_ahead(Point(0.0, 10, 60)) == 30


def test_people_count_at_the_clauses_own_step() -> None:
    for where, act in (("boarding", "board"), ("departure", "depart"), ("bridge", "cross"), ("arrival", "arrive")):
        (balance,) = under(InStep(between=SIDES, tolerance=FIFTH, counted_at=where))
        assert {s.act for s in balance.steps} == {act}


def test_a_path_is_a_point_for_each_moment_and_who_never_comes_is_left_out() -> None:
    (balance,) = under(InStep(between=SIDES, tolerance=FIFTH))
    late = [(math.inf, 0)] * (len(balance.steps) - 3)
    given = [(60.0, 100), (30.0, 50), *late, (60.0, 40)]
    path = balance.path(given)
    assert path == (Point(30.0, 0, 0), Point(30.0, 50, 0), Point(60.0, 150, 40))
    assert balance.greatest(path) == path[-1]
    assert balance.path([(math.inf, 0)] * len(balance.steps)) == (Point(0.0, 0, 0),)


def test_where_no_exchange_has_two_sides_two_parties_watch_each_other() -> None:
    (balance,) = under(KeepBack(movement="south-out", keeps="last convoy", until="north-out"))
    assert (balance.exchange, balance.slack) == ("", None)
    assert (balance.one.movements, balance.other.movements) == SIDES


def test_one_side_alone_watches_nobody() -> None:
    assert under(InStep(between=(("south-out",),), tolerance=FIFTH)) == under(
        KeepBack(movement="south-out", keeps="last convoy", until="north-out")
    )
    agreement = replace(
        two_towns(), people={n: replace(g, of=None) for n, g in two_towns().people.items()}, exchanges={}
    )
    assert balances(agreement, cut(agreement)) == ()
    assert widest((), {}) is None


def test_the_plan_and_its_balance_say_the_same() -> None:
    made = plan(two_towns())
    assert isinstance(made, Plan)
    found = widest(balances(two_towns(), made.convoys), made.times)
    assert found is not None
    balance, point = found
    assert (made.imbalance, made.imbalance_at) == (abs(balance.ahead(point)), point.at)
    assert made.imbalance_of == ", ".join(balance.leader(point).movements)
    assert made.imbalance_in == balance.exchange == "in-step"


def test_no_imbalance_is_told_where_a_number_is_not_agreed() -> None:
    rule = BY_CODE["O308"]
    open_ = replace(two_towns().people["north-people"], number=None)
    agreement = replace(two_towns(), people={**two_towns().people, "north-people": open_})
    assert list(rule.find(Case(agreement))) == []
    (note,) = rule.find(Case(two_towns()))
    assert note.facts["clause"] == "in-step"
