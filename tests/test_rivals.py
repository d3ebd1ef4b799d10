"""What a rival of the benchmarks claims -> what of it can be driven: false claims are seen, true ones not refused."""

import sys
from collections import Counter
from functools import cache
from math import inf
from pathlib import Path

import pytest

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Plan
from mamarr.planning import plan

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.reciprocal.drivable import Driven, by_law, judged
from benchmarks.reciprocal.generator import KINDS, instance
from benchmarks.reciprocal.problem import problem


@cache
def planned(kind: str) -> tuple[Agreement, Plan, list[float]]:
    """An instance of twenty convoys, our first plan, and when each of its convoys boards."""
    agreement = instance(kind, 20, 1).agreement
    found = plan(agreement)
    assert isinstance(found, Plan)
    boards = {s.convoy: t for s, t in found.times.items() if s.act == "board"}
    return agreement, found, [boards[c.id] for c in found.convoys]


@pytest.mark.parametrize("kind", KINDS)
def test_a_true_claim_stands(kind: str) -> None:
    agreement, found, boards = planned(kind)
    assert judged(agreement, found, boards) == Driven(found.finish, 0, found.finish)


@pytest.mark.parametrize("kind", ["tight", "phases", "hours"])
def test_what_nobody_can_drive_is_worth_what_the_law_makes_of_its_order(kind: str) -> None:
    agreement, found, boards = planned(kind)
    sooner = judged(agreement, found, [board - 10 for board in boards])
    assert sooner.claim == found.finish - 10
    assert sooner.breaches
    assert sooner.drivable == sooner.law == found.finish


def test_the_law_drives_an_order_sooner_than_was_claimed() -> None:
    agreement, found, boards = planned("tight")
    lazy = judged(agreement, found, [board + 10 for board in boards])
    assert lazy == Driven(found.finish + 10, 0, found.finish)
    assert lazy.drivable == found.finish


def test_an_order_that_locks_is_worth_nothing() -> None:
    """All of one side before anybody of the other: its tolerance is used up long before."""
    agreement, found, _ = planned("tight")
    one_sided = sorted(found.convoys, key=lambda c: c.movement)
    assert by_law(agreement, one_sided) == inf
    boards = [float(one_sided.index(c)) for c in found.convoys]
    assert judged(agreement, found, boards).drivable == inf


@pytest.mark.parametrize("kind", ["loose", "hours", "reception"])
def test_a_solver_is_told_of_a_plan_in_which_every_convoy_has_its_vehicles_in_time(kind: str) -> None:
    agreement, found, boards = planned(kind)
    task = problem(agreement, found)
    rides, ways = task["rides"], {(w["from"], w["to"]): w["minutes"] for w in task["ways"]}
    come, gone = Counter[int](), Counter[int]()
    for j, i, vehicles in task["hint"]:
        come[i] += vehicles
        gone[j] += vehicles
        if j >= 0:
            assert boards[j] + rides[j]["ride"] + ways[rides[j]["to"], rides[i]["origin"]] <= boards[i]
    assert [come[i] for i in range(len(rides))] == [ride["vehicles"] for ride in rides]
    assert all(gone[i] <= ride["vehicles"] for i, ride in enumerate(rides))
    assert gone[-1] <= sum(task["fleets"].values())
