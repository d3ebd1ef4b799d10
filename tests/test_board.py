"""Events -> the board: what blocks whom, who is overdue, and the words for it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from day import AGREEMENT, CONVOYS, SOUTH, at, go, said, sure
from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Agreement
from mamarr.model.event import KINDS, Event
from mamarr.model.plan import Plan
from mamarr.model.state import fold
from mamarr.model.status import Status
from mamarr.operating.audit import audit
from mamarr.operating.fault import NAMES
from mamarr.operating.intake import take
from mamarr.operating.log import open_log
from mamarr.operating.status import status
from test_intake import DESK

PLAN = Plan("two-towns", "aa", "likely", CONVOYS, {}, 0, 0, "", 0, 0, "", ())


def board(minutes: float, *events: Event, agreement: Agreement = AGREEMENT) -> Status:
    return status(agreement, PLAN, fold(agreement, CONVOYS, events), at(minutes))


def blocked(found: Status, convoy: str) -> list[tuple[str, str | int]]:
    [one] = [c for c in found.convoys if c.convoy.id == convoy]
    return [(b.kind, b.clause[-1]) for b in one.blockers if b.kind != "plan"]


def test_before_anything_happened_the_first_may_move_and_the_third_waits() -> None:
    found = board(0)
    assert found.sides == {"north-side": {"waiting": 2400}, "south-side": {"waiting": 1200}}
    assert blocked(found, SOUTH) == []
    assert blocked(found, "south-out-03") == [("clause", "in-step")]
    assert blocked(found, "south-out-m1") == []
    assert [b.missing for b in found.convoys[4].blockers if b.kind == "clause"] == [58], "people from North Town"
    first = found.convoys[2]
    assert first.unblocked
    assert first.go is None, "that nothing blocks is not GO"
    wounded = found.convoys[0]
    assert (wounded.boards, wounded.arrives) == (at(0), at(30 + 30 + 5 + 45))
    assert found.finish is not None
    assert found.overdue == ()


def test_a_turn_in_the_plan_is_shown_and_is_no_clause() -> None:
    [later] = [c for c in board(0).convoys if c.convoy.id == "south-out-02"]
    assert {b.kind for b in later.blockers} == {"plan"}
    assert later.unblocked


def arrived(convoy: str, people: int, minutes: float = 110) -> tuple[Event, ...]:
    return (
        said("boarded", 0, people, convoy=convoy), said("departed", 30, convoy=convoy),
        said("crossed", 65, convoy=convoy), said("arrived", minutes, people, convoy=convoy),
    )  # fmt: skip


def test_the_clause_opens_with_the_people_who_arrived_on_the_other_side() -> None:
    other = arrived("north-out-01", 97), arrived("north-out-02", 97)
    found = board(120, *other[0], *other[1])
    assert blocked(found, "south-out-03") == []
    [balance] = found.balances
    assert balance.delivered == (0, 194)
    assert balance.totals == (2316, 1158)
    assert (balance.ahead, balance.people) == (1, 194)
    assert balance.of_tolerance == pytest.approx(194 / (1158 * 0.2), rel=1e-3)
    assert board(120, *arrived(SOUTH, 193), *other[0]).balances[0].ahead == 1
    assert board(120).balances[0].ahead is None


def test_a_suspension_blocks_boarding_and_never_a_leg_under_way() -> None:
    stop = said("suspended", 50, seen_by="cell", convoy="")
    under_way = said("boarded", 0, 193), said("departed", 30)
    found = board(60, *under_way, stop)
    assert blocked(found, "north-out-01") == [("suspension", "suspends")]
    assert blocked(found, SOUTH) == []
    assert [s.by for s in found.suspensions] == ["cell"]
    assert blocked(board(60, said("boarded", 0, 193), stop), SOUTH) == []
    total = replace(stop, scope="everything")
    assert blocked(board(60, said("boarded", 0, 193), total), SOUTH) == [("suspension", "suspends")]


def test_a_convoy_that_should_be_there_and_is_not() -> None:
    under_way = said("boarded", 0, 193), said("departed", 30)
    [on_time] = [c for c in board(60, *under_way).convoys if c.convoy.id == SOUTH]
    assert on_time.on_the_way is not None
    assert on_time.on_the_way.place == "bridge"
    assert on_time.on_the_way.expected == at(30 + 30 + 5)
    assert on_time.on_the_way.latest == at(30 + 60 + 20)
    assert not on_time.overdue
    assert on_time.departed
    assert [c.convoy.id for c in board(111, *under_way).overdue] == [SOUTH]
    crossed = said("crossed", 100)
    assert [c.convoy.id for c in board(111, *under_way, crossed).overdue] == []


def test_go_is_shown_with_its_end_and_breaches_with_their_clause() -> None:
    found = board(20, go(60, "south-side", "north-side"))
    assert sure(found.convoys[2].go).until == at(60)
    assert board(70, go(60)).convoys[2].go is None
    assert [b.why for b in board(70, said("departed", 40)).breaches] == ["no-go"]


def test_the_forecast_goes_on_from_what_happened() -> None:
    start, late = sure(board(0).finish), sure(board(300).finish)
    assert late >= start + timedelta(minutes=300) - timedelta(days=1)
    assert late > start
    first = [f"south-out-0{n}" for n in (1, 2, 3)]
    missing = [event for name in first for event in arrived(name, 10)]
    assert board(120, *missing).finish is None, "549 people are not accounted for, more than the tolerance"
    gone = [said("absent", 1, 183, convoy=name) for name in first]
    assert board(120, *missing, *gone).finish is not None
    everyone = [said("declined", 1, c.size, convoy=c.id) for c in CONVOYS]
    assert board(120, *everyone).finish is None, "nobody is left to come"


def test_without_a_window_and_without_a_road_there_is_still_a_board() -> None:
    bare = replace(AGREEMENT, window=None, exchanges={}, roads=())
    found = board(60, said("boarded", 0, 193), said("departed", 30), agreement=bare)
    assert found.convoys[2].on_the_way is None
    assert [(b.balance.exchange, b.ahead, b.of_tolerance) for b in found.balances] == [("", None, None)], "two parties"
    assert found.finish is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_kind_and_place_has_its_words(language: Any) -> None:
    catalogue = words(language, "operate")
    for name in NAMES:
        assert catalogue.has(name), name
        assert catalogue.has(f"{name}.do"), name
    for number in range(301, 313):
        assert catalogue.has(f"E{number}.do")
    for kind in KINDS:
        assert catalogue(f"event-{kind}")
    for place in ("waiting", "aboard", "on-the-road", "crossed", "arrived", "turned-back", "declined", "in-hospital",
                  "dead", "absent", "unaccounted", "more-than-planned"):  # fmt: skip
        assert catalogue(f"where-{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_whole_in_both_languages(language: Any, path: Path) -> None:
    catalogue = words(language, "operate")
    found = [*take(DESK, "06:10 flew").faults, *take(DESK, "").faults, *take(DESK, "06:10 go x by y").faults]
    found += [open_log(path), *audit(path)]  # type: ignore[list-item]
    found += fold(AGREEMENT, CONVOYS, [said("arrived", 1, convoy="x"), said("crossed", 1, place="depot")]).problems
    for fault in found:
        assert catalogue(fault.code, fault.facts)
        assert catalogue(f"{fault.code}.do", fault.facts)
