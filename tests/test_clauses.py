"""Clauses, case by case: what is agreed -> who may go when."""

from fractions import Fraction
from typing import Any

import pytest

from boarding import BLUE, GREEN, NEVER, RED, SIDES, between, boardings
from mamarr.model.agreement import (
    ForEach,
    Group,
    InStep,
    KeepBack,
    Lock,
    Pairs,
    Phase,
    Phases,
)
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net, people_of, sides
from mamarr.model.law import (
    Blocked,
    Step,
    why,
)
from mamarr.model.values import Ratio, Share
from small import NAMES, agreement, exactly


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


def test_a_word_is_not_a_number_of_people() -> None:
    assert people_of("last convoy", 10) == 0
    assert people_of(Share(Fraction(1, 3)), 10) == 4
