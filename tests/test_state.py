"""Reports -> where everyone is: by example, and for any order of arrival."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamarr.model.accounts import Accounts
from mamarr.model.agreement import Agreement
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.event import Event
from mamarr.model.law import Step, blockers
from mamarr.model.position import chain
from mamarr.model.state import State, fold
from mamarr.parsing import read_file

ROOT = Path(__file__).parents[1]
OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)


def read() -> Agreement:
    agreement = read_file(ROOT / "agreements" / "two-towns.yaml").agreement
    assert agreement is not None
    return agreement


AGREEMENT = read()
CONVOYS = cut(AGREEMENT)
SOUTH, NORTH = "south-out-01", "north-out-01"


def said(kind: str, minutes: float, people: int | None = None, **more: Any) -> Event:
    """A report on the first convoy out of South Town, by the observers unless said otherwise."""
    given_ = {"seen_by": "observers", "heard_by": "radio", "entered_by": "desk", "convoy": SOUTH, **more}
    counted = None if people is None else {"civilians": people}
    return Event(kind=kind, seen=OPENS + timedelta(minutes=minutes), people=counted, **given_)  # type: ignore[arg-type]


def after(*events: Event) -> State:
    return fold(AGREEMENT, CONVOYS, events)


def where(*events: Event) -> dict[str, int]:
    return {str(place): n for place, n in after(*events).positions[SOUTH].people.items()}


BOARDED, DEPARTED = said("boarded", 10, 193), said("departed", 40)
CROSSED, ARRIVED = said("crossed", 80, 190), said("arrived", 130, 190)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], {"waiting": 193}),
        ([BOARDED], {"aboard": 193}),
        ([BOARDED, DEPARTED], {"on the road": 193}),
        ([BOARDED, DEPARTED, CROSSED], {"crossed": 190, "unaccounted": 3}),
        ([ARRIVED], {"arrived": 190, "unaccounted": 3}),
        ([BOARDED, said("arrived", 130)], {"arrived": 193}),
        ([said("boarded", 10, 200)], {"aboard": 193, "more than planned": 7}),
        ([said("declined", 5, 13)], {"waiting": 180, "declined": 13}),
        ([said("declined", 5, 13), said("boarded", 10, 180)], {"aboard": 180, "declined": 13}),
        ([said("absent", 5, 2), said("died", 6, 1), said("declined", 7, 4)],
         {"waiting": 186, "absent": 2, "dead": 1, "declined": 4}),
        ([BOARDED, DEPARTED, said("hospital", 60, 2)], {"on the road": 191, "in hospital": 2}),
        ([said("declined", 5, 200)], {"declined": 193, "more than planned": 7}),
        ([said("absent", 5, 150), said("declined", 6, 100)], {"absent": 150, "declined": 43, "more than planned": 57}),
        ([BOARDED, DEPARTED, said("turned-back", 70)], {"turned back": 193}),
        ([BOARDED, DEPARTED, said("turned-back", 70, 193)], {"turned back": 193}),
        ([BOARDED, DEPARTED, said("turned-back", 70, 50)], {"on the road": 143, "turned back": 50}),
        ([BOARDED, DEPARTED, said("turned-back", 70), said("boarded", 200, 193)], {"aboard": 193}),
        ([ARRIVED, said("turned-back", 200, seen_by="south-side")], {"arrived": 190, "unaccounted": 3}),
        ([ARRIVED, said("turned-back", 200)], {"turned back": 193}),
        ([BOARDED, said("corrected", 12, about=BOARDED.id)], {"waiting": 193}),
        ([BOARDED, said("boarded", 10, 150, about=BOARDED.id)], {"aboard": 150, "unaccounted": 43}),
        ([said("claim", 10, 500, seen_by="north-side"), said("note", 11)], {"waiting": 193}),
    ],
)  # fmt: skip
def test_everyone_is_somewhere(events: list[Event], expected: dict[str, int]) -> None:
    assert where(*events) == expected


def test_the_last_step_of_a_convoy_is_its_furthest() -> None:
    assert after().positions[SOUTH].last is None
    last = after(CROSSED, BOARDED).positions[SOUTH].last
    assert last is not None
    assert last.step.act == "cross"


def test_a_correction_that_is_withdrawn_leaves_the_first_report_standing() -> None:
    correction = said("corrected", 12, about=BOARDED.id)
    assert where(BOARDED, correction, said("corrected", 14, about=correction.id)) == {"aboard": 193}


def test_counts_of_different_observers_are_kept_side_by_side() -> None:
    other = said("arrived", 128, 500, seen_by="north-side")
    state = after(ARRIVED, other)
    [tally] = state.contradictions
    assert [(r.observer, r.total) for r in tally.reports] == [("north-side", 500), ("observers", 190)]
    assert state.positions[SOUTH].people["arrived"] == 190, "the agreement goes by its observers"
    assert tally.since == other.seen


def test_an_attested_report_stands_like_one_of_the_attesting_body() -> None:
    theirs = said("arrived", 130, 180, seen_by="north-side")
    lower = said("arrived", 131, 170, seen_by="south-side")
    assert where(theirs, lower)["arrived"] == 170, "nobody attested: the lowest"
    assert where(theirs, lower, said("attested", 140, about=theirs.id))["arrived"] == 180


def codes(*events: Event) -> list[str]:
    return [d.code for d in after(*events).problems]


@pytest.mark.parametrize(
    ("code", "events"),
    [
        ("E301", [said("arrived", 10, 5, convoy="south-out-99")]),
        ("E302", [said("attested", 10, about="ab" * 32)]),
        ("E302", [said("corrected", 10, about="ab" * 32)]),
        ("E303", [said("suspended", 10, seen_by="cell"), said("corrected", 11, seen_by="cell",
                  about=said("suspended", 10, seen_by="cell").id)]),
        ("E304", [BOARDED, said("corrected", 11, seen_by="south-side", about=BOARDED.id)]),
        ("E305", [said("note", 1, device="phone-1", sequence=7), said("note", 2, device="phone-1", sequence=7)]),
        ("E306", [said("arrived", 10, 5, place="depot")]),
        ("E307", [said("departed", 50), said("crossed", 45)]),
        ("E308", [said("declined", 10)]),
        ("E310", [ARRIVED, said("turned-back", 200, seen_by="south-side")]),
        ("E309", [said("suspended", 10, seen_by="south-side")]),
        ("E309", [said("suspended", 10, seen_by="cell"), said("resumed", 20, seen_by="south-side")]),
        ("E311", [said("boarded", 10, 5_000)]),
        ("E313", [said("declined", 10, 200)]),
        ("E313", [said("declined", 10, 150), said("absent", 11, 100)]),
        ("E313", [said("declined", 10, 150), said("declined", 11, 100)]),
        ("E312", [said("suspended", 10, seen_by="cell"), said("go", 20, seen_by="cell",
                  until=OPENS + timedelta(minutes=90))]),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_listed(code: str, events: list[Event]) -> None:
    found = codes(*events)
    assert set(found) == {code}


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([BOARDED, said("arrived", 130, 1930)], {"arrived": 193, "more than planned": 1737}),
        (
            [said("arrived", 130, 200), said("hospital", 140, 4)],
            {"arrived": 189, "in hospital": 4, "more than planned": 7},
        ),
        ([said("arrived", 130, 200), said("arrived", 135, 193)], {"arrived": 193}),
        ([said("hospital", 140, 500)], {"in hospital": 193, "more than planned": 307}),
    ],
)
def test_people_beyond_the_plan_stand_apart(events: list[Event], expected: dict[str, int]) -> None:
    assert where(*events) == expected


def test_people_beyond_the_plan_open_no_gate_and_are_nobodys_lead() -> None:
    """1,930 typed for 193: the other side's next convoy may go as far as 193 allow, no further."""
    net = compile_net(AGREEMENT, CONVOYS)
    step = chain(AGREEMENT, next(c for c in CONVOYS if c.id == SOUTH))[-1]
    exchange = AGREEMENT.exchanges["in-step"]

    def opened(count: int) -> tuple[int, dict[int, tuple[tuple[int, int], ...]]]:
        accounts = Accounts(AGREEMENT, CONVOYS, after(BOARDED, said("arrived", 130, count)))
        closed = blockers(accounts.net(net), [net.index[s] for s in accounts.done])
        return accounts.delivered(exchange, step), {s: tuple((g, m) for g, m in found) for s, found in closed.items()}

    assert opened(1930) == opened(193)
    assert opened(1930)[0] == 193
    assert opened(150) != opened(193)


def test_a_go_given_while_suspended_does_not_come_into_force_when_boarding_is_resumed() -> None:
    late = said("go", 20, seen_by="cell", until=OPENS + timedelta(minutes=90))
    bodies = AGREEMENT.violations.resumed_by
    resumed = [said("resumed", 30, seen_by=by) for by in bodies]
    state = after(said("suspended", 10, seen_by="cell"), late, *resumed)
    assert not state.suspended(SOUTH, OPENS + timedelta(minutes=40))
    assert state.go(SOUTH, OPENS + timedelta(minutes=40)) is None


def test_reports_in_their_places_are_no_problem() -> None:
    assert codes(BOARDED, DEPARTED, CROSSED, ARRIVED, said("note", 1, device="a", sequence=1)) == []


CELL: dict[str, Any] = {"seen_by": "cell", "convoy": ""}
STOP = said("suspended", 60, **CELL)


@pytest.mark.parametrize(
    ("events", "minute", "suspended"),
    [
        ([STOP], 59, False),
        ([STOP], 60, True),
        ([STOP, said("resumed", 90, **CELL)], 100, True),
        ([STOP, said("resumed", 90, **CELL), said("resumed", 95, convoy="")], 94, True),
        ([STOP, said("resumed", 90, **CELL), said("resumed", 95, convoy="")], 95, False),
        ([STOP, said("resumed", 90, seen_by="south-side", convoy="")], 100, True),
        ([STOP, said("resumed", 50, **CELL), said("resumed", 55, convoy="")], 100, True),
        ([said("suspended", 60, seen_by="cell", convoy=NORTH)], 70, False),
    ],
)
def test_a_suspension_lasts_until_all_who_are_named_resume(events: list[Event], minute: float, suspended: bool) -> None:
    assert bool(after(*events).suspended(SOUTH, OPENS + timedelta(minutes=minute))) is suspended


def test_a_suspension_names_who_has_yet_to_resume_it() -> None:
    def awaited(*events: Event) -> tuple[str, ...]:
        [suspension] = after(STOP, *events).suspensions
        return suspension.awaits

    by_cell, by_observers = said("resumed", 90, **CELL), said("resumed", 95, convoy="")
    assert set(awaited()) == {"cell", "observers"}
    assert awaited(by_cell) == ("observers",)
    assert awaited(by_cell, by_observers) == ()


def test_where_the_agreement_names_nobody_anybody_may_suspend_and_resume() -> None:
    open_ = replace(AGREEMENT, violations=replace(AGREEMENT.violations, suspended_by=(), resumed_by=()))
    events = [said("suspended", 60, convoy=""), said("resumed", 90, about=said("suspended", 60, convoy="").id)]
    [suspension] = fold(open_, CONVOYS, events).suspensions
    assert suspension.ended == OPENS + timedelta(minutes=90)


@pytest.mark.parametrize(
    ("events", "received", "minute", "suspended"),
    [
        ([said("suspended", 632, **CELL)], {0: 32}, 32, True),
        ([said("suspended", 632, **CELL), said("resumed", 40, **CELL), said("resumed", 41, convoy="")],
         {0: 32, 1: 40, 2: 41}, 700, False),
        ([STOP, said("resumed", 90, **CELL), said("resumed", 90, convoy="")], {0: 60, 1: 55, 2: 56}, 95, True),
        ([STOP, said("resumed", 90, **CELL), said("resumed", 90, convoy="")], {0: 60, 1: 65, 2: 66}, 89, True),
        ([STOP, said("resumed", 90, **CELL), said("resumed", 90, convoy="")], {0: 60, 1: 65, 2: 66}, 90, False),
    ],
)  # fmt: skip
def test_nobody_decided_later_than_the_word_came_in(
    events: list[Event], received: dict[int, float], minute: float, suspended: bool
) -> None:
    """A stop is in force from then; a resumption waits for its time, and lifts only what was suspended by then."""
    came = {events[i].id: OPENS + timedelta(minutes=at) for i, at in received.items()}
    for order in (events, events[::-1]):
        state = fold(AGREEMENT, CONVOYS, order, came)
        assert bool(state.suspended(SOUTH, OPENS + timedelta(minutes=minute))) is suspended


def test_a_go_for_later_is_withdrawn_before_it_begins() -> None:
    later = said("go", 120, seen_by="cell", until=OPENS + timedelta(minutes=180))
    stop = said("go-withdrawn", 700, seen_by="cell")
    came = {later.id: OPENS + timedelta(minutes=10), stop.id: OPENS + timedelta(minutes=60)}
    assert fold(AGREEMENT, CONVOYS, [later, stop], came).go(SOUTH, OPENS + timedelta(minutes=130)) is None


def go(minutes: float, until: float | None, **more: Any) -> Event:
    end = None if until is None else OPENS + timedelta(minutes=until)
    return said("go", minutes, seen_by="cell", until=end, **more)


@pytest.mark.parametrize(
    ("events", "minute", "in_force"),
    [
        ([go(10, 60)], 9, False),
        ([go(10, 60)], 59, True),
        ([go(10, 60)], 60, False),
        ([go(10, None)], 20, False),
        ([go(10, 60), said("go-withdrawn", 30)], 29, True),
        ([go(10, 60), said("go-withdrawn", 30)], 30, False),
        ([go(10, 60), said("go-withdrawn", 30, convoy="")], 30, False),
        ([go(10, 90), STOP], 59, True),
        ([go(10, 90), STOP], 60, False),
        ([go(10, 90, convoy=NORTH)], 20, False),
    ],
)
def test_go_expires_is_withdrawn_or_ends_with_a_suspension(events: list[Event], minute: float, in_force: bool) -> None:
    assert (after(*events).go(SOUTH, OPENS + timedelta(minutes=minute)) is not None) is in_force


def breaches(*events: Event) -> list[tuple[str, str, str]]:
    found = Accounts(AGREEMENT, CONVOYS, after(*events)).breaches(compile_net(AGREEMENT, CONVOYS))
    return [(b.why, b.step.convoy, b.step.act) for b in found]


def convoy(name: str, minutes: float, people: int, **more: Any) -> list[Event]:
    return [
        said("boarded", minutes, people, convoy=name, **more),
        said("arrived", minutes + 120, people, convoy=name, **more),
    ]


def test_a_step_against_a_closed_clause_a_suspension_or_without_go_is_a_breach() -> None:
    assert breaches(said("boarded", 10, 193)) == []
    assert breaches(said("departed", 40, 193)) == [("no-go", SOUTH, "depart")]
    assert breaches(go(30, 60), said("departed", 40, 193)) == []
    assert breaches(STOP, said("boarded", 70, 193)) == [("suspended", SOUTH, "board")]
    total = said("suspended", 60, seen_by="cell", convoy="", scope="everything")
    gone = breaches(total, said("boarded", 50), said("departed", 70), go(65, 90))
    assert sorted(gone) == [("no-go", SOUTH, "depart"), ("suspended", SOUTH, "depart")]
    third = said("boarded", 10, 193, convoy="south-out-03")
    assert breaches(third) == [("clause", "south-out-03", "board")], "386 of 2,316 is within a fifth; 579 is not"
    assert breaches(third, *(e for n in (1, 2) for e in convoy(f"north-out-0{n}", -200, 97))) == [
        ("no-go", "north-out-01", "depart"), ("no-go", "north-out-02", "depart"),
    ]  # fmt: skip


def test_gates_count_people_accounted_for_and_imbalance_people_delivered() -> None:
    net = compile_net(AGREEMENT, CONVOYS)
    exchange = AGREEMENT.exchanges["in-step"]
    step = Step(NORTH, "arrive", "south-camp")

    def reached(*events: Event) -> tuple[int, int, int]:
        """Delivered, excused, and the convoy's share in the count of the gates, in people."""
        accounts = Accounts(AGREEMENT, CONVOYS, after(*events))
        now = accounts.net(net)
        gate = now.gates[now.gates_of[net.index[Step("south-out-03", "board", "south-square")]][0]]
        old = net.gates[net.gates_of[gate.step][0]]
        each = next(w.weight for w in net.counts[old.count] if w.step == net.index[step]) // 97
        came = next(w.weight for w in now.counts[gate.count] if w.step == net.index[step])
        return (
            accounts.delivered(exchange, step),
            accounts.excused(exchange, NORTH),
            (came + old.need - gate.need) // each,
        )

    refused = said("declined", 5, 7, convoy=NORTH)
    short = said("arrived", 130, 90, convoy=NORTH)
    assert reached(short) == (90, 0, 90), "seven people are not accounted for"
    assert reached(short, refused) == (90, 7, 97)
    assert reached(short, said("declined", 5, 7, convoy=NORTH, seen_by="south-side")) == (90, 0, 90), "not attested"
    assert reached(said("arrived", 130, 97, convoy=NORTH, seen_by="south-side")) == (0, 0, 0), "not attested"
    assert reached(refused) == (0, 7, 97), "still to come, and excused: whole once it arrives"
    assert reached(said("arrived", 130, convoy=NORTH)) == (0, 0, 0), "not counted"


def test_who_chose_to_stay_counts_only_where_the_clause_lets_them() -> None:
    stayed = said("declined", 5, 7, convoy=NORTH), said("turned-back", 6, 5, convoy=NORTH), BOARDED
    for rule, expected in (("accounted for", 7), (None, 7), ("substitute", 0), ("amend", 0)):
        exchange = replace(AGREEMENT.exchanges["in-step"], refusals=rule)  # type: ignore[arg-type]
        assert Accounts(AGREEMENT, CONVOYS, after(*stayed)).excused(exchange, NORTH) == expected
    nobody_named = replace(AGREEMENT.exchanges["in-step"], attested_by=None)
    accounts = Accounts(AGREEMENT, CONVOYS, after(*stayed))
    assert accounts.excused(nobody_named, NORTH) == 7, "by a neutral body"
    assert accounts.delivered(nobody_named, chain(AGREEMENT, CONVOYS[2])[0]) == 193


def test_unsorted_people_count_as_planned_and_the_wounded_never() -> None:
    exchange = AGREEMENT.exchanges["in-step"]
    crowd = said("arrived", 130, convoy=NORTH)
    unsorted = Event(**{**vars(crowd), "people": {"people": 97, "wounded": 3}})
    wounded = said("arrived", 130, convoy="north-out-m2")
    lying = Event(**{**vars(wounded), "people": {"people": 30}})
    accounts = Accounts(AGREEMENT, CONVOYS, after(unsorted, lying))
    assert accounts.delivered(exchange, Step(NORTH, "arrive", "south-camp")) == 97
    assert accounts.delivered(exchange, Step("north-out-m2", "arrive", "south-camp")) == 0


KINDS = ("boarded", "departed", "crossed", "arrived", "declined", "died", "absent", "hospital", "turned-back",
         "suspended", "resumed", "go", "go-withdrawn", "attested", "corrected", "claim", "note")  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Reports of any kind about few convoys, some about earlier ones."""
    events: list[Event] = []
    for _ in range(draw(st.integers(0, 14))):
        more: dict[str, Any] = {
            "convoy": draw(st.sampled_from((SOUTH, NORTH, "nowhere-01", ""))),
            "seen_by": draw(st.sampled_from(("observers", "cell", "south-side"))),
            "place": draw(st.sampled_from(("", "bridge", "north-camp"))),
        }
        if events and draw(st.sampled_from((True, False))):
            more["about"] = draw(st.sampled_from(events)).id
        people: int | None = draw(st.sampled_from((None, 0, 1, 50, 97, 190, 193, 250)))
        minutes: int = draw(st.integers(0, 9))
        kind = draw(st.sampled_from(KINDS))
        if kind == "go":
            more["until"] = OPENS + timedelta(minutes=minutes + 3)
        events.append(said(kind, minutes, people, **more))
    return events


@given(histories(), st.data())
def test_neither_order_nor_repeats_change_the_state(events: list[Event], data: st.DataObject) -> None:
    other: Sequence[Event] = data.draw(st.permutations(events))
    repeated = [*other, *(data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else ())]
    assert after(*events) == after(*repeated)


@given(histories())
def test_nobody_vanishes(events: list[Event]) -> None:
    for position in after(*events).positions.values():
        assert sum(position.people.values()) >= position.convoy.size
        assert all(number > 0 for number in position.people.values())
        assert [d.step for d in position.done] == list(chain(AGREEMENT, position.convoy)[: len(position.done)])
