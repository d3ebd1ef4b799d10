"""The law, case by case: what is agreed -> who may go when, and why not."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    Fleet,
    ForEach,
    Group,
    InStep,
    KeepBack,
    Lock,
    Movement,
    Pairs,
    Phase,
    Phases,
    Window,
)
from mamarr.model.batches import cut
from mamarr.model.builder import Builder, Taker
from mamarr.model.calendar import within
from mamarr.model.clauses import compile_net, people_of, sides
from mamarr.model.clocks import not_before
from mamarr.model.law import (
    Blocked,
    Lag,
    Opened,
    Step,
    Wait,
    ancestors,
    blockers,
    critical,
    reach,
    run,
    why,
)
from mamarr.model.plan import Convoy
from mamarr.model.values import Hours, Ratio, Share
from small import NAMES, agreement, exactly, place
from trial import timeline

RED, BLUE, GREEN = NAMES
SIDES = ((RED,), (BLUE,))
NEVER = math.inf
EIGHT = Window(opens=datetime(2016, 12, 18, 8), closes=datetime(2016, 12, 20, 8), zone="Asia/Damascus")  # noqa: DTZ001


def between(*exchanges: AnyExchange, **more: Any) -> Agreement:
    """Four people of the red town and four of the blue, two a convoy; a convoy takes an hour from boarding to camp."""
    return agreement(exchanges={f"clause {i}": clause for i, clause in enumerate(exchanges, 1)}, **more)


def boardings(
    made: Agreement, convoys: Sequence[Convoy] | None = None, act: str = "board", **how: Any
) -> dict[str, float]:
    convoys = cut(made) if convoys is None else convoys
    net = compile_net(made, convoys, **how)
    return {convoy: t for (convoy, done, _), t in timeline(net, run(net)).items() if done == act}


def on_board(convoys: Sequence[Convoy], **vehicles: int) -> tuple[Convoy, ...]:
    return tuple(replace(c, vehicles=vehicles) for c in convoys)


# Nets


def test_a_gate_opens_when_its_count_has_reached_the_need() -> None:
    net = Builder()
    one, two, last = (net.step(name, "board") for name in ("one", "two", "last"))
    later = net.lag(30, Lag("travel"))
    net.after(last, [Wait(one, 3, later), Wait(two, 2)], 5, ("promise",))
    made = net.build()
    assert run(made).times == [0, 0, 30]
    assert critical(run(made), last) == ((last, 0), (one, -1))
    assert blockers(made, {two}) == {one: (), last: ((0, 3),)}
    assert ancestors(made, last) == {0}
    assert ancestors(made, one) == frozenset()


def test_nothing_needed_is_nothing_to_wait_for() -> None:
    net = Builder()
    step = net.step("one", "board")
    net.after(step, [], 0, ("promise",))
    assert run(net.build()).times == [0]
    assert run(net.build()).opened == [Opened(0, -1)]


def test_takers_have_a_rank_and_givers_come_in_any_order() -> None:
    net = Builder()
    givers = net.count(
        Wait(net.step(f"giver-{i}", "board"), 2, net.lag(minutes, Lag("travel"))) for i, minutes in ((1, 50), (2, 10))
    )
    takers = [Taker(net.step(f"taker-{i}", "board"), 2, givers) for i in range(3)]
    net.limit(takers, 2, ("tolerance",))
    assert run(net.build()).times[2:] == [0, 10, 50]


def test_each_taker_counts_for_itself_what_was_given_back() -> None:
    net = Builder()
    giver = net.step("giver", "arrive")
    near, far = (net.count([Wait(giver, 1, net.lag(minutes, Lag("return")))]) for minutes in (10, 60))
    net.limit([Taker(net.step(f"taker-{i}", "board"), 1, count) for i, count in enumerate((far, far, near))], 1, ())
    assert run(net.build()).times == [0, 0, 60, NEVER], "three are taken, and only two were ever there"


def test_two_that_wait_for_each_other_without_delay_never_go() -> None:
    """The equations have a solution in which both go at once; it never occurs."""
    net = Builder()
    one, other = net.step("one", "board"), net.step("other", "board")
    net.after(one, [Wait(other)], 1, ("clause 1",))
    net.after(other, [Wait(one)], 1, ("clause 2",))
    made = net.build()
    assert run(made).times == [NEVER, NEVER]
    assert run(made).blocked() == [one, other]
    found = why(made)
    assert found is not None
    assert (found.kind, found.clauses) == ("loop", (("clause 1",), ("clause 2",)))
    assert found.links == (
        Blocked(Step("one", "board"), ("clause 1",), 1, 1, Step("other", "board")),
        Blocked(Step("other", "board"), ("clause 2",), 1, 1, Step("one", "board")),
    )


def test_a_loop_that_the_first_blocked_step_only_waits_for() -> None:
    net = Builder()
    last, one, other = (net.step(name, "board") for name in ("last", "one", "other"))
    net.after(last, [Wait(one)], 1, ("clause 0",))
    net.after(one, [Wait(other)], 1, ("clause 1",))
    net.after(other, [Wait(one)], 1, ("clause 2",))
    found = why(net.build())
    assert found is not None
    assert found.clauses == (("clause 1",), ("clause 2",))
    assert [link.step.convoy for link in found.links] == ["one", "other"]


def test_what_completes_needs_no_explanation() -> None:
    net = Builder()
    first, one, other, last = (net.step(name, "board") for name in ("first", "one", "other", "last"))
    net.after(one, [Wait(first)], 1, ("clause 1",))
    net.after(other, [Wait(first)], 1, ("clause 2",))
    net.after(last, [Wait(one), Wait(other)], 2, ("clause 3",))
    assert why(net.build()) is None
    assert ancestors(net.build(), last) == {0, 1, 2}


def test_ten_are_needed_and_eight_are_promised() -> None:
    net = Builder()
    givers, taker = net.step("givers", "board"), net.step("taker", "board")
    net.after(taker, [Wait(givers, 8)], 10, ("promise",))
    found = why(net.build())
    assert found is not None
    assert found.kind == "shortage"
    assert found.links == (Blocked(Step("taker", "board"), ("promise",), 10, 8, None),)


def test_a_step_keeps_to_all_of_its_clocks() -> None:
    net = Builder()
    step = net.step("one", "board")
    net.clock(step, within([(Hours(360, 480), 0.0)], 0.0))
    net.clock(step, not_before(400))
    net.clock(step, within([(Hours(420, 1080), 0.0)], 0.0))
    assert run(net.build()).times == [420]


def test_hours_that_never_meet_leave_no_moment_for_two_who_go_together() -> None:
    net = Builder()
    one, other, third = (net.step(name, "board") for name in ("one", "other", "third"))
    net.clock(one, within([(Hours(360, 480), 0.0)], 0.0))
    net.clock(other, within([(Hours(600, 720), 0.0)], 0.0))
    net.joint([one, other], ("pairs",))
    assert run(net.build()).times == [NEVER, NEVER, 0]
    assert third in reach(net.build()), "clocks are not asked what happens in the end"


def test_two_who_go_together_keep_to_the_hours_of_both() -> None:
    net = Builder()
    one, other = net.step("one", "board"), net.step("other", "board")
    net.clock(one, within([(Hours(360, 720), 0.0)], 0.0))
    net.clock(other, within([(Hours(600, 900), 0.0)], 0.0))
    net.joint([one, other], ("pairs",))
    assert run(net.build()).times == [600, 600]


def test_what_holds_one_of_three_who_go_together_holds_all() -> None:
    """One goes with another by one clause and that with a third by another: no clause joins the first and the third."""
    net = Builder()
    one, other, third, giver = (net.step(name, "board") for name in ("one", "other", "third", "giver"))
    net.joint([one, other], ("pairs 1",))
    net.joint([other, third], ("pairs 2",))
    net.after(third, [Wait(giver, 1, net.lag(30, Lag("travel")))], 1, ("lock",))
    made = net.build()
    assert run(made).times == [30, 30, 30, 0]
    held = {made.gates[g].through for g in made.gates_of[one]}
    assert held == {(("pairs 1",), ("pairs 2",))}
    assert run(made.keeping([("pairs 1",), ("lock",)])).times == [0, 0, 30, 0]


def test_the_joint_clause_is_named_among_those_that_block() -> None:
    net = Builder()
    one, partner, other = (net.step(name, "board") for name in ("one", "partner", "other"))
    net.after(one, [Wait(other)], 1, ("lock 1",))
    net.after(other, [Wait(partner)], 1, ("lock 2",))
    net.joint([one, partner], ("pairs",))
    found = why(net.build())
    assert found is not None
    assert set(found.clauses) == {("lock 1",), ("lock 2",), ("pairs",)}
    assert [link.through for link in found.links if link.step.convoy == "partner"] == [(("pairs",),)]


def test_a_partner_waits_for_the_loading_of_the_other_by_the_joint_clause() -> None:
    net = Builder()
    board, depart, partner = net.step("one", "board"), net.step("one", "depart"), net.step("partner", "depart")
    net.after(depart, [Wait(board, 1, net.lag(30, Lag("loading")))], 1, ("movements",), "physical")
    net.joint([depart, partner], ("pairs",))
    made = net.build()
    assert run(made).times == [0, 30, 30]
    assert [(made.gates[g].clause, made.gates[g].kind) for g in made.gates_of[partner]] == [(("pairs",), "clause")]


def test_what_has_happened_stands_whatever_the_gates_say() -> None:
    made = compile_net(*locked())
    first = made.index[Step("red-out-01", "board", "red")]
    outcome = run(made, now=100, fixed={first: 40})
    assert outcome.times[first] == 40
    assert min(t for s, t in enumerate(outcome.times) if s != first) == 100


def locked() -> tuple[Agreement, tuple[Convoy, ...]]:
    made = between(Lock(movement=RED, waits_for=BLUE))
    return made, cut(made)


def test_a_party_that_walks_away_is_an_infinite_time() -> None:
    made = compile_net(*locked())
    gone = made.index[Step("blue-out-02", "board", "blue")]
    times = timeline(made, run(made, fixed={gone: NEVER}))
    assert times["red-out-01", "board", "red"] == NEVER
    assert times["blue-out-01", "arrive", "camp"] == 60


def test_a_rehearsal_draws_its_own_lags_and_clocks() -> None:
    made = compile_net(*locked())
    lags = [2 * lag for lag in made.lags]
    clocks = {made.index[Step("blue-out-02", "board", "blue")]: not_before(10)}
    times = timeline(made, run(made, lags=lags, clocks=clocks))
    assert times["red-out-01", "board", "red"] == 130


# Clauses


def test_in_step_neither_side_is_more_than_a_convoy_ahead() -> None:
    assert boardings(between(InStep(between=SIDES, tolerance=2))) == {
        "red-out-01": 0,
        "red-out-02": 60,
        "blue-out-01": 0,
        "blue-out-02": 60,
    }


def test_in_step_counted_at_the_bridge_the_next_leave_sooner() -> None:
    made = between(InStep(between=SIDES, tolerance=2, counted_at="bridge"))
    assert boardings(made)["red-out-02"] == 40


def test_in_step_by_shares_one_of_two_weighs_as_much_as_two_of_four() -> None:
    half = InStep(between=SIDES, tolerance=Share(Fraction(1, 2)))
    assert boardings(agreement(numbers=(8, 4), exchanges={"half": half})) == {
        "red-out-01": 0,
        "red-out-02": 0,
        "red-out-03": 60,
        "red-out-04": 60,
        "blue-out-01": 0,
        "blue-out-02": 60,
    }


def test_a_tolerance_below_one_convoy_lets_nobody_begin() -> None:
    made = between(InStep(between=SIDES, tolerance=1))
    assert set(boardings(made).values()) == {NEVER}
    found = why(compile_net(made, cut(made)))
    assert found is not None
    assert (found.kind, found.clauses) == ("loop", (("exchanges", "clause 1"),))


def test_one_for_three() -> None:
    one_for_three = ForEach(between=SIDES, ratio=Ratio(1, 3), tolerance=2)
    assert boardings(agreement(numbers=(4, 12), exchanges={"ratio": one_for_three})) == {
        "red-out-01": 0,
        "red-out-02": 60,
        **{f"blue-out-0{i}": 0 for i in (1, 2, 3)},
        **{f"blue-out-0{i}": 60 for i in (4, 5, 6)},
    }


def test_an_exchange_with_a_side_of_nobody_binds_nobody() -> None:
    made = agreement(numbers=(4, 0), exchanges={"one": InStep(between=SIDES, tolerance=1)})
    assert set(boardings(made).values()) == {0}


def test_only_exchanges_in_step_have_two_sides_that_weigh_against_each_other() -> None:
    made = between()
    assert sides(Pairs(between=SIDES), cut(made)) is None
    assert sides(InStep(between=((RED,),), tolerance=1), cut(made)) is None
    assert sides(Lock(movement=RED, waits_for=BLUE), cut(made)) is None
    both = sides(InStep(between=SIDES, tolerance=3), cut(made))
    assert both is not None
    one, other, slack = both
    assert (one.total(), other.total(), slack) == (4, 4, 3)


def test_a_phase_begins_when_the_one_before_is_complete() -> None:
    first = Phase(moves={RED: Share(Fraction(1, 2)), BLUE: 1})
    second = Phase(moves={RED: 1})
    third = Phase(moves={RED: 1, BLUE: 3})
    made = between(Phases(phases=(first, second, third)))
    assert boardings(made) == {
        "red-out-01": 0,  # two people: a half
        "red-out-02": 60,
        "red-out-03": 120,
        "blue-out-01": 0,  # one person
        "blue-out-02": 120,
        "blue-out-03": 120,
    }


def test_people_beyond_the_last_phase_leave_with_it() -> None:
    made = between(Phases(phases=(Phase(moves={RED: 2}), Phase(moves={BLUE: 1}))))
    assert boardings(made)["blue-out-02"] == 60


def test_a_phase_of_nobody_holds_nobody() -> None:
    made = agreement(numbers=(0, 2), exchanges={"": Phases(phases=(Phase(moves={RED: 2}), Phase(moves={BLUE: 2})))})
    assert boardings(made) == {"blue-out-01": 0}


def test_pairs_leave_together_and_whoever_has_no_partner_stays() -> None:
    made = agreement(numbers=(2, 4), exchanges={"pairs": Pairs(between=SIDES), "lock": lock_on(GREEN)}, names=NAMES[:2])
    assert boardings(made, without=["lock"]) == {"red-out-01": 0, "blue-out-01": 0, "blue-out-02": NEVER}
    found = why(compile_net(made, cut(made), without=["lock"]))
    assert found is not None
    assert found.links == (Blocked(Step("blue-out-02", "board", "blue"), ("exchanges", "pairs"), 2, 1, None),)


def lock_on(other: str) -> Lock:
    return Lock(movement=RED, waits_for=other)


def test_pairs_with_nobody_bind_nobody() -> None:
    assert set(boardings(agreement(numbers=(0, 4), exchanges={"pairs": Pairs(between=SIDES)})).values()) == {0}


@pytest.mark.parametrize("between_whom", [((RED,),), ((RED,), (BLUE,), (RED,))], ids=["one side", "three sides"])
def test_what_is_not_between_two_sides_binds_nobody(between_whom: tuple[tuple[str, ...], ...]) -> None:
    """The check reports it; here it must not stop the work."""
    made = between(Pairs(between=between_whom), InStep(between=between_whom, tolerance=1))
    assert set(boardings(made).values()) == {0}


def test_a_lock_on_one_holds_its_partner() -> None:
    locks = {"pairs": Pairs(between=SIDES), "lock": lock_on(GREEN)}
    made = agreement(names=NAMES, numbers=(2, 2, 2), exchanges=locks)
    assert boardings(made) == {"red-out-01": 60, "blue-out-01": 60, "green-out-01": 0}


@pytest.mark.parametrize(
    ("keeps", "kept"),
    [("last convoy", 1), (1, 1), (3, 2), (Share(Fraction(1, 1)), 2), (9, 2)],
)
def test_the_last_stay_until_all_of_the_others_have_come_through(keeps: Any, kept: int) -> None:
    made = between(KeepBack(movement=RED, keeps=keeps, until=BLUE))
    times = boardings(made, [c for c in cut(between()) if c.size == 2])
    assert [times["red-out-01"], times["red-out-02"]].count(60) == kept


def test_who_is_kept_back_leaves_in_a_convoy_of_its_own() -> None:
    made = between(KeepBack(movement=RED, keeps=1, until=BLUE))
    assert boardings(made) == {
        "red-out-01": 0, "red-out-02": 0, "red-out-03": 60, "blue-out-01": 0, "blue-out-02": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lock", "times"),
    [
        (Lock(movement=RED, waits_for=BLUE), [60, 60]),
        (Lock(movement=RED, from_="last convoy", waits_for=BLUE), [0, 60]),
        (Lock(movement=RED, waits_for=BLUE, until="first convoy", counted_at="boarding"), [0, 0]),
        (Lock(movement=RED, waits_for=BLUE, until=Share(Fraction(1, 4)), counted_at="departure"), [30, 30]),
        (Lock(movement=RED, waits_for=BLUE, until=5), [NEVER, NEVER]),
    ],
    ids=["all", "last convoy", "first convoy", "a quarter", "more than promised"],
)
def test_a_lock(lock: Lock, times: list[float]) -> None:
    assert list(boardings(between(lock)).values())[:2] == times


def test_nobody_to_wait_for() -> None:
    for until in ("all", "first convoy"):
        made = agreement(numbers=(2, 0), exchanges={"lock": Lock(movement=RED, waits_for=BLUE, until=until)})
        assert boardings(made) == {"red-out-01": 0}


def test_the_two_locks_of_aleppo_wait_for_each_other() -> None:
    """No weapon bearers before the villagers have arrived; the last village convoy after the last of the quarter."""
    made = between(
        Lock(movement=RED, from_="last convoy", waits_for=BLUE),
        KeepBack(movement=BLUE, keeps="last convoy", until=RED),
    )
    found = why(compile_net(made, cut(made)))
    assert found is not None
    assert found.kind == "loop"
    assert found.clauses == (("exchanges", "clause 1"), ("exchanges", "clause 2"))
    waiting = {link.step.convoy for link in found.links if link.step.act == "board"}
    assert waiting == {"red-out-02", "blue-out-02"}


@pytest.mark.parametrize(
    ("waits_at", "held", "moment"),
    [
        (("boarding",), "board", 60),
        (("departure",), "depart", 60),
        (("bridge",), "cross", 60),
        (("nowhere", "bridge"), "cross", 60),
        (("nowhere",), "board", 60),
        (("red",), "board", 60),
        (("arrival",), "arrive", 60),
        (("camp",), "arrive", 60),
    ],
)
def test_where_people_wait(waits_at: tuple[str, ...], held: str, moment: float) -> None:
    made = between(Lock(movement=RED, waits_for=BLUE, waits_at=waits_at))
    assert boardings(made, act=held)["red-out-01"] == moment
    assert (boardings(made)["red-out-01"] == 0) == (held != "board")


@pytest.mark.parametrize(
    ("counted_at", "moment"),
    [("boarding", 0), ("departure", 30), ("blue", 30), ("bridge", 40), ("arrival", 60), ("camp", 60), ("nowhere", 60)],
)
def test_where_people_begin_to_count(counted_at: str, moment: float) -> None:
    assert boardings(between(Lock(movement=RED, waits_for=BLUE, counted_at=counted_at)))["red-out-01"] == moment


def test_the_wounded_wait_for_nothing_and_count_for_nothing() -> None:
    wounded = {
        "red": Group(at="red", number=exactly(4), of_whom={"wounded": 2}),
        "blue": Group(at="blue", number=exactly(4)),
    }
    made = between(Lock(movement=RED, waits_for=BLUE), Lock(movement=BLUE, waits_for=RED), people=wounded)
    assert boardings(made) == {"red-out-m1": 0, "red-out-01": NEVER, "blue-out-01": NEVER, "blue-out-02": NEVER}


# Roads, hours, vehicles and crossings


def test_roads_that_do_not_connect_take_no_time_here() -> None:
    """The check reports them; the order of leaving can be judged all the same."""
    assert boardings(between(roads=()), act="arrive")["red-out-01"] == 30


def test_boarding_waits_for_the_start_of_the_movement() -> None:
    starts = Movement(people="red", to=("camp",), starts=datetime(2016, 12, 18, 9, 30))  # noqa: DTZ001
    made = between(movements={RED: starts})
    assert boardings(replace(made, window=EIGHT)) == {"red-out-01": 90}
    assert boardings(made) == {"red-out-01": 0}, "without a window there is no clock"


def test_boarding_waits_until_nobody_will_stand_before_a_closed_crossing() -> None:
    hours = between(window=EIGHT, places=open_bridge(Hours(600, 720)))
    assert boardings(hours)["red-out-01"] == 80
    assert boardings(hours, act="cross")["red-out-01"] == 120, "40 minutes later, at ten"


def open_bridge(hours: Hours, per_hour: int | None = None) -> dict[str, Any]:
    return {**between().places, "bridge": place("crossing", open=hours, vehicles_per_hour=per_hour)}


def test_vehicles_come_from_their_base_and_come_back_before_they_leave_again() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="bridge")
    made = agreement((RED,), (4,), fleets={"buses": buses})
    convoys = on_board(cut(made), buses=1)
    assert boardings(made, convoys, resources=True) == {"red-out-01": 10, "red-out-02": 10 + 60 + 30}
    assert boardings(made, resources=True) == {"red-out-01": 0, "red-out-02": 0}, "nobody said which vehicles"


def test_vehicles_that_cannot_come_or_cannot_come_back() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="camp")
    made = agreement((RED,), (4,), fleets={"buses": buses})
    one_way = tuple(replace(road, one_way=True) for road in made.roads)
    convoys = on_board(cut(made), buses=1)
    assert set(boardings(replace(made, roads=one_way), convoys, resources=True).values()) == {NEVER}
    near = replace(made, roads=one_way, fleets={"buses": replace(buses, based_at="red")})
    assert boardings(near, convoys, resources=True) == {"red-out-01": 0, "red-out-02": NEVER}


def test_empty_vehicles_do_not_set_out_for_a_closed_crossing() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="red")
    places = open_bridge(Hours(480, 530))
    made = agreement((RED,), (4,), fleets={"buses": buses}, window=EIGHT, places=places)
    times = boardings(made, on_board(cut(made), buses=1), resources=True)
    assert times["red-out-01"] == 0
    assert times["red-out-02"] == 24 * 60 + 10, "over the bridge the next morning, 10 minutes from town"


def test_the_wounded_take_the_vehicles_first_whatever_the_order() -> None:
    people = {"red": Group(at="red", number=exactly(4), of_whom={"wounded": 2})}
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="red")
    made = agreement((RED,), (4,), fleets={"buses": buses}, people=people)
    convoys = on_board(cut(made)[::-1], buses=1)
    assert [c.id for c in convoys] == ["red-out-01", "red-out-m1"]
    assert boardings(made, convoys, resources=True) == {"red-out-01": 90, "red-out-m1": 0}


def test_a_crossing_lets_through_so_many_an_hour_and_nobody_queues_loaded() -> None:
    fleets = {"buses": Fleet(vehicle="bus", seats=2, count=9, based_at="red")}
    made = agreement(fleets=fleets, places=open_bridge(Hours(0, 1440), per_hour=6), numbers=(4, 2))
    made = replace(made, movements={**made.movements, GREEN: Movement(people="blue", to=("camp",), via=())})
    convoys = (
        *on_board(cut(made)[:2], buses=2),
        *cut(made)[2:],
        Convoy("green-out-01", GREEN, {"civilians": 1}, "camp"),
    )
    times = boardings(made, convoys, resources=True)
    assert times == {"red-out-01": 0, "red-out-02": 20, "blue-out-01": 0, "green-out-01": 0}
    assert boardings(made, convoys, act="cross", resources=True) == {
        "red-out-01": 40,
        "red-out-02": 60,
        "blue-out-01": 40,
    }


def test_a_word_is_not_a_number_of_people() -> None:
    assert people_of("last convoy", 10) == 0
    assert people_of(Share(Fraction(1, 3)), 10) == 4
