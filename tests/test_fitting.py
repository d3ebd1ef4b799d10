"""A first plan's convoys -> others of the same people, of sizes that fit tolerances, in the same turns."""

import sys
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from mamarr.model.agreement import Agreement, ConvoyLimit, Group, InStep, Lock
from mamarr.model.clauses import compile_net
from mamarr.model.law import run
from mamarr.model.plan import Convoy
from mamarr.model.values import Amount, Estimate, Share
from mamarr.planning.fitting import alternating, in_turn_as, matched, protected_as, received
from mamarr.planning.loading import load
from mamarr.planning.order import rank
from mamarr.planning.search.destinations import nearer, sooner

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.large import operation


def towns(north: int, south: int, tolerance: Amount, convoy: int) -> Agreement:
    """Two towns in step, with convoys of so many people at most."""
    made, sides = operation(3, 10), {"north-1": north, "south-1": south}
    return replace(
        made,
        people={name: Group(at=name, number=Estimate(n, n, n)) for name, n in sides.items()},
        movements={
            f"{name}-out": replace(made.movements[f"{name}-out"], convoy=ConvoyLimit(people=convoy)) for name in sides
        },
        exchanges={"pair": InStep(between=(("north-1-out",), ("south-1-out",)), tolerance=tolerance)},
    )


def per_cent(number: int) -> Share:
    return Share(Fraction(number, 100))


@pytest.mark.parametrize(
    ("north", "south", "tolerance", "convoy", "expected"),
    [
        (2000, 1500, per_cent(10), 100, (100, 75)),  # 20 on both sides, two a wave
        (2000, 1000, per_cent(11), 100, (72, 36)),  # 28: nine waves of three, and one; of 20 the last wave has two
        (2000, 2000, 300, 200, (143, 143)),  # 14: seven waves of two; of 10 every wave has one
        (2000, 1500, 1, 100, (100, 100)),  # nothing fits: as agreed
    ],
)
def test_as_many_convoys_on_both_sides_fill_a_tolerance(
    north: int, south: int, tolerance: Amount, convoy: int, expected: tuple[int, int]
) -> None:
    made = towns(north, south, tolerance, convoy)
    found = matched(made, load(made, "likely")[0]).movements
    assert (found["north-1-out"].convoy.people, found["south-1-out"].convoy.people) == expected


def test_each_convoy_that_comes_through_lets_one_leave_and_none_queues() -> None:
    """Of 42 and 28 convoys, 11 % are 4.6 and 3.1: one that comes through lets two leave or none."""
    made = towns(20_900, 13_900, per_cent(11), 500)
    ends = []
    for terms in (made, matched(made, load(made, "likely")[0])):
        order, complete = rank(made, load(terms, "likely")[0])
        assert complete
        ends.append((Counter(c.movement for c in order), finish(made, order)))
    (even, as_agreed), (alike, fitting) = ends
    assert (even["north-1-out"], even["south-1-out"]) == (42, 28)
    assert alike["north-1-out"] == alike["south-1-out"] == 46
    assert fitting < as_agreed


def finish(agreement: Agreement, order: tuple[Convoy, ...]) -> float:
    net = compile_net(agreement, order, resources=True)
    return max(t for s, t in zip(net.steps, run(net).times, strict=True) if s.act == "arrive")


def test_other_convoys_take_the_turns_of_the_same_people() -> None:
    made = operation(1, 10)
    order, _ = rank(made, load(made, "likely")[0])
    assert in_turn_as(order, protected_as(order, tuple(sorted(order, key=lambda c: c.id)))) == order
    others = in_turn_as(order, load(matched(made, order), "likely")[0])
    for name in made.movements:
        half = [gone(those, name, order_people(made, name) // 2) for those in (order, others)]
        assert half[0] == pytest.approx(half[1], abs=0.02)


def order_people(agreement: Agreement, movement: str) -> int:
    number = agreement.people[agreement.movements[movement].people].number
    assert number
    return number.likely


def gone(order: tuple[Convoy, ...], movement: str, people: int) -> float:
    """The share of all people who have their turn before so many of *movement* have had it."""
    before = left = 0
    for convoy in order:
        before += convoy.size
        left += convoy.size * (convoy.movement == movement)
        if left >= people:
            break
    return before / sum(c.size for c in order)


def test_larger_and_smaller_convoys_take_turns_so_that_both_sides_are_level_to_a_person() -> None:
    made = towns(3030, 2000, 500, 100)
    convoys = load(made, "likely")[0]
    sizes = [c.size for c in convoys if c.movement == "north-1-out"]
    assert sizes == [98] * 23 + [97] * 8
    mixed = [c.size for c in alternating(made, convoys) if c.movement == "north-1-out"]
    assert sorted(mixed) == sorted(sizes)
    assert max(abs(sum(mixed[:k]) - 3030 * k / 31) for k in range(31)) < 1
    locked = {"lock": Lock(movement="north-1-out", waits_for="south-1-out", from_="last convoy")}
    assert alternating(replace(made, exchanges=locked), convoys) == convoys


def test_those_who_may_not_be_made_to_wait_travel_as_before_whatever_size_others_have() -> None:
    made = operation(1, 10)
    order = load(made, "likely")[0]
    fitting = load(matched(made, order), "likely")[0]
    first = [c for c in order if c.unconditional]
    assert [c for c in fitting if c.unconditional] != first
    assert [c for c in protected_as(order, fitting) if c.unconditional] == first


def test_a_reception_takes_in_no_more_than_it_has_room_for() -> None:
    made = operation(1, 10)
    order = load(made, "likely")[0]
    assert received(made, order)
    to = order[0].to
    people = sum(c.size for c in order if c.to == to)
    for capacity, fits in ((people, True), (people - 1, False), (None, True)):
        places = {**made.places, to: replace(made.places[to], capacity=capacity)}
        assert received(replace(made, places=places), order) is fits


def test_where_others_wait_for_people_the_nearest_reception_is_the_soonest_to_arrive_at() -> None:
    """227 and 219 minutes, but vehicles come back sooner from the farther one."""
    made = operation(1, 10)
    order = load(made, "likely")[0]
    for send, to in ((nearer, "south-camp-3"), (sooner, "south-camp-1")):
        sent = {c.to for c in send(made, order) if c.movement == "south-4-out" and not c.unconditional}
        assert sent == {to}
