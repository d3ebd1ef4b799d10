"""The law, case by case: gates and counts -> who may go when, and why not."""

from boarding import BLUE, NEVER, RED, between
from mamarr.model.agreement import (
    Agreement,
    Lock,
)
from mamarr.model.batches import cut
from mamarr.model.builder import Builder, Taker
from mamarr.model.calendar import within
from mamarr.model.clauses import compile_net
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
from mamarr.model.values import Hours
from trial import timeline


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
