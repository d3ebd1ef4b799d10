"""The other nouns, case by case: small values, hours, roads, people to convoys, who is bound, articles."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge import drive as minutes_by_relaxing
from mamarr.model.agreement import (
    PROTECTED,
    Agreement,
    Category,
    ConvoyLimit,
    Fleet,
    Group,
    Guarantor,
    KeepBack,
    Lock,
    Monitor,
    Movement,
    Party,
    Phase,
    Phases,
    Road,
    Window,
)
from mamarr.model.articles import article_of, articles
from mamarr.model.batches import composition, convoy_size, cut, numbers, stand_ins, thresholds, totals
from mamarr.model.calendar import length, local_time, minutes_after_opening, within
from mamarr.model.clocks import DAY
from mamarr.model.diagnostic import Diagnostic, Mark, Span
from mamarr.model.plan import Convoy, Plan
from mamarr.model.routes import drive, route
from mamarr.model.sharing import even_parts
from mamarr.model.values import Amount, Estimate, Hours, Level, Share, Text, people
from small import NAMES, agreement, exactly, place

RED, BLUE, GREEN = NAMES


def at(day: int, hour: int, minute: int = 0, month: int = 12, year: int = 2016) -> datetime:
    """A local time, as people write it."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


# Values


def test_words_fall_back_on_the_other_language() -> None:
    both = Text("corridor", "ممر")
    assert [both.in_language("en"), both.in_language("ar")] == ["corridor", "ممر"]
    assert [Text(ar="ممر").in_language("en"), Text(en="corridor").in_language("ar")] == ["ممر", "corridor"]


def test_an_estimate_has_three_levels() -> None:
    estimate = Estimate(15000, 30000, 40000)
    assert [estimate.at(level) for level in ("low", "likely", "high")] == [15000, 30000, 40000]
    assert not estimate.is_exact
    assert exactly(7).is_exact


@pytest.mark.parametrize(("share", "written"), [("1/10", "10%"), ("1/8", "12.5%"), ("1", "100%"), ("1/3", "33.3333%")])
def test_a_share_is_written_as_a_percentage(share: str, written: str) -> None:
    assert str(Share(Fraction(share))) == written


@pytest.mark.parametrize(
    ("amount", "total", "number"),
    [(400, 4000, 400), (Share(Fraction(1, 2)), 7, 4), (Share(Fraction(1, 10)), 30, 3), (Share(Fraction(1, 3)), 0, 0)],
)
def test_a_share_of_people_is_rounded_up(amount: Amount, total: int, number: int) -> None:
    assert people(amount, total) == number


# Calendar

WINTER = Window(opens=at(18, 8), closes=at(20, 20), zone="Asia/Damascus")
SPRING = Window(opens=at(24, 20, month=3, year=2017), closes=at(31, 8, month=3, year=2017), zone="Asia/Damascus")
"""The clocks go forward in the night of 31 March 2017 (00:00 becomes 01:00)."""


@pytest.mark.parametrize(
    ("window", "local", "minutes"),
    [
        (WINTER, at(18, 8), 0),
        (WINTER, at(19, 9, 30), 25 * 60 + 30),
        (WINTER, at(18, 7), -60),
        (SPRING, at(30, 20, month=3, year=2017), 6 * DAY),
        (SPRING, at(31, 8, month=3, year=2017), 6 * DAY + 11 * 60),
    ],
)
def test_minutes_after_the_opening_and_back(window: Window, local: datetime, minutes: float) -> None:
    assert minutes_after_opening(window, local) == minutes
    assert local_time(window, minutes) == local


def test_a_window_is_as_long_as_its_minutes() -> None:
    assert length(WINTER) == 60 * 60


@pytest.mark.parametrize(
    ("hours", "moment", "start"),
    [
        ([], 100, 100),
        ([(Hours(600, 720), 0)], 0, 120),
        ([(Hours(600, 720), 0)], 180, 180),
        ([(Hours(600, 720), 0)], 241, 120 + DAY),
        ([(Hours(600, 720), 40)], 0, 80),
        ([(Hours(1320, 1560), 0)], 17 * 60, 17 * 60),  # open from ten in the evening till two: it is one
        ([(Hours(600, 720), 0), (Hours(690, 900), 60)], 0, 150),
        ([(Hours(600, 720), 0), (Hours(840, 900), 60)], 0, math.inf),
    ],
    ids=["always open", "opens later", "open", "closed", "on the way", "past midnight", "two", "two that never suit"],
)
def test_the_earliest_start_within_hours(hours: list[tuple[Hours, float]], moment: float, start: float) -> None:
    """The window opens at eight: midnight was 480 minutes before."""
    assert within(hours, -480)(moment) == start


opening = st.integers(0, 1439)
usual = st.builds(Hours, opening, st.integers(1440, 1800))
narrow = st.builds(lambda opens, long: Hours(opens, opens + long), opening, st.integers(0, 400))
stages = st.lists(st.tuples(usual, st.integers(0, 900)), max_size=3)
narrow_stages = st.lists(st.tuples(narrow, st.integers(0, 900)), max_size=3)


@settings(max_examples=150)
@given(stages | narrow_stages, st.integers(0, DAY), st.integers(0, 3 * DAY))
def test_no_earlier_minute_suits(hours: list[tuple[Hours, float]], opened: int, moment: int) -> None:
    def suits(start: int) -> bool:
        clock = [(o, (start + opened + after) % DAY) for o, after in hours]
        return all(o.opens <= t <= o.closes or o.opens <= t + DAY <= o.closes for o, t in clock)

    expected = next((t for t in range(moment, moment + DAY + 1) if suits(t)), math.inf)
    assert within(hours, -opened)(moment) == expected


# Roads


def roads(*ways: tuple[str, str, int], **more: Any) -> Agreement:
    made = tuple(Road(from_=a, to=b, minutes=Estimate(m // 2, m, 2 * m), **more) for a, b, m in ways)
    return agreement(roads=made)


def test_the_quickest_roads_count() -> None:
    made = roads(("red", "bridge", 90), ("red", "blue", 20), ("blue", "bridge", 30), ("bridge", "camp", 10))
    first, last = route(made, made.movements[RED], "camp") or ()
    assert (first.start, first.end, first.roads) == ("red", "bridge", (1, 2))
    assert (first.low, first.likely, first.high) == (25, 50, 100)
    assert last.roads == (3,)


def test_ways_are_those_of_the_roads_asked_for_however_many_there_were_before() -> None:
    """Ways are kept by the roads they are over, for a few agreements."""
    made = [agreement((RED,), (2,), roads=(Road(from_="red", to="camp", minutes=exactly(n)),)) for n in range(1, 40)]
    for _ in range(2):
        assert [drive(each, "red", "camp") for each in made] == [(("camp", n, 0),) for n in range(1, 40)]


def test_a_one_way_road_leads_nowhere_the_other_way() -> None:
    made = roads(("bridge", "red", 10), ("bridge", "camp", 10), one_way=True)
    assert route(made, made.movements[RED], "camp") is None
    assert drive(made, "red", "camp") is None
    assert drive(made, "bridge", "red") == (("red", 10, 0),)
    assert drive(made, "red", "red") == ()


@settings(max_examples=80)
@given(st.data())
def test_no_way_is_quicker(data: st.DataObject) -> None:
    names = ["red", "blue", "bridge", "camp"]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names), st.integers(0, 9))
    made = roads(*data.draw(st.lists(ends, max_size=7)), one_way=data.draw(st.booleans()))
    way = drive(made, "red", "camp")
    minutes = minutes_by_relaxing(made, "red", "camp")
    assert (way[-1][1] if way else math.inf) == minutes


def test_vehicles_are_inspected_wherever_convoys_are() -> None:
    made = roads(("red", "bridge", 10), ("bridge", "camp", 20))
    made = replace(made, places={**made.places, "bridge": place("crossing", inspection_minutes=exactly(5))})
    assert drive(made, "camp", "red") == (("bridge", 25, 1), ("red", 35, 0))


# People to convoys


def town(number: Estimate | None, **of_whom: int) -> Group:
    parts: dict[Any, int] = {name.replace("_", " "): n for name, n in of_whom.items()}
    return Group(at="red", number=number, of_whom=parts)


def leaving(group: Group, *movements: Movement, **more: Any) -> Agreement:
    moving = dict(zip(NAMES, movements or (Movement(people="red", to=("camp",)),), strict=False))
    return agreement((RED,), (0,), people={"red": group}, movements=moving, **more)


def test_a_number_at_each_level_and_none_that_is_not_agreed() -> None:
    made = leaving(town(Estimate(3, 5, 9)))
    assert [numbers(made, level) for level in get_args(Level)] == [{"red": 3}, {"red": 5}, {"red": 9}]
    assert numbers(leaving(town(None))) == {"red": 0}
    assert stand_ins(made) == {}
    assert stand_ins(leaving(town(None))) == {"red": 1000}


def test_who_is_named_leaves_with_the_movement_that_names_them() -> None:
    made = leaving(
        town(exactly(10), wounded=2, weapon_bearers=3),
        Movement(people="red", to=("camp",)),
        Movement(people="red", who=("weapon bearers",), to=("camp",)),
        Movement(people="red", to=("camp",)),
    )
    parts = composition(made, {"red": 10})
    assert parts == {RED: {"wounded": 2, "civilians": 5}, BLUE: {"weapon bearers": 3}, GREEN: {}}
    assert totals(made, parts) == {RED: 5, BLUE: 3, GREEN: 0}


def test_where_fewer_are_there_the_first_named_come_first() -> None:
    made = leaving(town(Estimate(3, 9, 9), wounded=2, children=3))
    assert composition(made, numbers(made, "low")) == {RED: {"wounded": 2, "children": 1}}


def test_whom_no_movement_takes_stays() -> None:
    made = leaving(town(exactly(5), weapon_bearers=3), Movement(people="red", who=("weapon bearers",), to=("camp",)))
    assert [c.people for c in cut(made)] == [{"weapon bearers": 3}]


@pytest.mark.parametrize(
    ("limit", "fleets", "size"),
    [
        (ConvoyLimit(), (), 500),
        (ConvoyLimit(people=120), (), 120),
        (ConvoyLimit(vehicles=2), (), 100),
        (ConvoyLimit(vehicles=2, people=80), (), 80),
        (ConvoyLimit(vehicles=2), ("cars",), 8),
        (ConvoyLimit(vehicles=2), ("ambulances",), 500),
    ],
    ids=["none", "people", "vehicles", "both", "of its own fleet", "no seats"],
)
def test_how_large_a_convoy_may_be(limit: ConvoyLimit, fleets: tuple[str, ...], size: int) -> None:
    made = leaving(town(exactly(900)), Movement(people="red", to=("camp",), convoy=limit, fleets=fleets), fleets=FLEETS)
    assert convoy_size(made, made.movements[RED]) == size


FLEETS = {
    "buses": Fleet(vehicle="bus", seats=50, count=4, based_at="camp"),
    "cars": Fleet(vehicle="car", seats=4, count=9, based_at="camp"),
    "ambulances": Fleet(vehicle="ambulance", stretchers=2, count=2, based_at="camp"),
}


def test_parts_are_even_and_as_few_as_can_be() -> None:
    assert even_parts(10, 3) == [4, 3, 3]
    assert even_parts(2, 3) == [1, 1, 0]


def test_stretcher_cases_go_by_stretchers_and_the_other_protected_by_seats() -> None:
    group = town(exactly(16), stretcher_cases=6, wounded=3, children=2)
    limited = Movement(people="red", to=("camp",), convoy=ConvoyLimit(people=5))
    assert [(c.id, c.people) for c in cut(leaving(group, limited, fleets=FLEETS))] == [
        ("red-out-m1", {"stretcher cases": 3}),
        ("red-out-m2", {"stretcher cases": 3}),
        ("red-out-m3", {"wounded": 3, "children": 2}),
        ("red-out-01", {"civilians": 5}),
    ]
    assert cut(leaving(group, limited))[0].people == {"stretcher cases": 3}, "no stretchers: as many as go together"


def test_convoys_are_cut_where_a_clause_counts() -> None:
    quarter = Share(Fraction(1, 4))
    exchanges = {
        "phases": Phases(phases=tuple(Phase(moves=moves) for moves in ({RED: quarter}, {BLUE: 1}, {RED: 9}))),
        "kept": KeepBack(movement=RED, keeps=1, until=BLUE),
        "kept last": KeepBack(movement=RED, keeps="last convoy", until=BLUE),
        "lock": Lock(movement=BLUE, waits_for=RED, until=5),
        "whole lock": Lock(movement=BLUE, waits_for=RED),
        "other": KeepBack(movement=BLUE, keeps=1, until=RED),
    }  # fmt: skip
    made = agreement(numbers=(10, 1), exchanges=exchanges)
    assert thresholds(made, RED, 10) == (3, 5, 9)
    assert [c.size for c in cut(made) if c.movement == RED] == [2, 1, 2, 2, 2, 1]


categories: tuple[Category, ...] = get_args(Category)


@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(categories), st.integers(0, 30)),
    st.integers(0, 200),
    st.integers(1, 12),
    st.sampled_from(get_args(Level)),
)
def test_nobody_is_lost_and_nobody_leaves_twice(
    of_whom: Mapping[Category, int], more: int, size: int, level: Level
) -> None:
    likely = sum(of_whom.values()) + more
    group = Group(at="red", number=Estimate(likely // 2, likely, 2 * likely), of_whom=of_whom)
    made = leaving(group, Movement(people="red", to=("camp",), convoy=ConvoyLimit(people=size)))
    convoys = cut(made, level)
    due = composition(made, numbers(made, level))[RED]
    assert sum(due.values()) == numbers(made, level)["red"]
    assert {part: sum(c.people.get(part, 0) for c in convoys) for part in due} == due
    assert all(0 < c.size <= size for c in convoys)
    assert all(PROTECTED.isdisjoint(c.people) or c.unconditional for c in convoys)


def test_numbers_may_be_given() -> None:
    assert sum(c.size for c in cut(leaving(town(None)), given={"red": 12})) == 12


# Plans, parties, articles, diagnostics


def test_a_mixed_convoy_counts_without_its_wounded() -> None:
    mixed = Convoy("red-out-01", RED, {"wounded": 2, "civilians": 3}, "camp")
    assert (mixed.size, mixed.counted, mixed.unconditional) == (5, 3, False)
    assert Convoy("red-out-02", RED, {}, "camp").unconditional, "a sweep convoy may be empty"


@pytest.mark.parametrize(("finish", "bound", "gap"), [(150, 100, 0.5), (100, 100, 0), (60, 0, 0)])
def test_the_gap_of_a_plan(finish: float, bound: float, gap: float) -> None:
    plan = Plan("small", "", "likely", (), {}, finish, bound, "route", 0, 0, "", ())
    assert plan.gap == gap


@pytest.mark.parametrize(
    ("actor", "bound"),
    [("signed", True), ("verbal", False), ("vouched", True), ("itself", False), ("neutral", True)],
)
def test_who_is_bound(actor: str, bound: bool) -> None:
    parties: dict[str, Literal["yes", "no", "verbally"]] = {
        "signed": "yes", "verbal": "verbally", "vouched": "no", "itself": "no",
    }  # fmt: skip
    made = agreement(
        parties={name: Party(signed=signed) for name, signed in parties.items()},
        guarantors={"state": Guarantor(vouches_for=("vouched",)), "itself": Guarantor(vouches_for=("itself",))},
        monitors={"neutral": Monitor()},
    )
    assert made.bound(actor) == bound
    assert made.vouchers("vouched") == ("state",)


def test_every_exchange_is_an_article_of_its_own() -> None:
    exchanges = {"one": Lock(movement=RED, waits_for=BLUE), "two": Lock(movement=BLUE, waits_for=RED)}
    made = agreement(exchanges=exchanges)
    assert [a.number for a in articles(made)] == list(range(1, 17))
    assert [a.exchange for a in articles(made) if a.heading == "exchanges"] == ["one", "two"]
    assert [a.heading for a in articles(agreement())].count("exchanges") == 1
    two = article_of(made, ("exchanges", "two", "until"))
    assert two is not None
    assert (two.number, two.exchange) == (10, "two")
    assert article_of(made, ("title",)) is None
    assert article_of(made, ()) is None
    assert getattr(article_of(made, ("exchanges",)), "exchange", None) == "one"


def test_spans_stand_in_the_order_of_the_text() -> None:
    later, earlier = Span("a.yaml", 10, 1, 10, 5), Span("a.yaml", 2, 3, 2, 9)
    assert sorted([later, earlier]) == [earlier, later]
    assert Diagnostic("N101", "number-missing", "error", (Mark(later),)).fixable is False


def test_an_entry_is_named_where_it_has_a_name() -> None:
    made = agreement(parties={"red": Party(name=Text("The red side")), "blue": Party()})
    assert made.named("parties", "red") == Text("The red side")
    assert made.named("parties", "blue") is None
    assert made.named("parties", "nobody") is None
    assert made.acts_in("blue") == "parties"
    assert made.acts_in("nobody") is None
