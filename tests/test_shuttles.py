"""Tasks of shuttling vehicles -> walks that are proven best: published instances, and small ones by brute force."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mamarr.planning.shuttles import Task, Walk, first, least, passing, solve
from mamarr.planning.shuttles.annealing import annealed
from mamarr.planning.shuttles.greedy import greedy
from mamarr.planning.shuttles.master import Master
from mamarr.planning.shuttles.search import Search

if TYPE_CHECKING:
    from types import ModuleType


def _load(name: str) -> ModuleType:
    """A module of the benchmarks, which are no part of the package."""
    path = Path(__file__).parents[1] / "benchmarks" / "bep" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bep_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INSTANCES = _load("instances")

OPTIMA = {  # set -> the optimal makespan of seeds 1, 2, ...
    2: (46, 13, 9, 44, 29, 44, 18, 16, 12, 38),
    3: (31, 52, 30, 60, 10, 46, 16, 24, 20, 70),
    4: (24, 31, 25, 41, 13, 16, 21, 20, 17, 24),
    5: (22, 22, 41, 46, 17, 17, 22, 24, 36, 22),
    6: (21, 15, 21, 25, 11),
    7: (15, 20, 26),
}
LARGER = ((8, 3, 15), (8, 8, 20), (9, 4, 21), (10, 3, 26), (10, 4, 19), (10, 9, 22), (20, 2, 15), (40, 1, 15))


def bep(k: int, seed: int) -> Task:
    made = INSTANCES.instance(k, seed)
    return Task.symmetric(made.buses, made.depot, made.distance, made.loads, made.room)


def end(task: Task, walks: tuple[Walk, ...]) -> int:
    """The last arrival, by the rules alone."""
    assert len(walks) <= task.vehicles
    assert Counter(p for walk in walks for p, _ in walk) == +Counter(dict(enumerate(task.loads)))
    assert Counter(q for walk in walks for _, q in walk) <= Counter(dict(enumerate(task.room)))
    ends = [0]
    for walk in walks:
        time = 0
        for i, (pickup, reception) in enumerate(walk):
            time += task.back[walk[i - 1][1]][pickup] if i else task.approach[pickup]
            time += task.carry[pickup][reception]
        ends.append(time)
    return max(ends)


def test_random_numbers_are_those_of_the_c_library() -> None:
    numbers = INSTANCES.rand(1)
    assert [next(numbers) for _ in range(5)] == [1804289383, 846930886, 1681692777, 1714636915, 1957747793]


@pytest.mark.parametrize(("k", "seed", "buses", "loads"), [(2, 1, 2, 8), (3, 5, 2, 6), (7, 8, 4, 30), (10, 6, 6, 37)])
def test_instances_are_the_published_ones(k: int, seed: int, buses: int, loads: int) -> None:
    task = bep(k, seed)
    assert (task.vehicles, sum(task.loads)) == (buses, loads)


@pytest.mark.parametrize("k", OPTIMA)
def test_optima(k: int) -> None:
    for seed, optimum in enumerate(OPTIMA[k], start=1):
        task = bep(k, seed)
        answer = solve(task)
        assert (end(task, answer.walks), answer.makespan, answer.bound) == (optimum,) * 3, seed


@pytest.mark.parametrize(("k", "seed", "optimum"), LARGER)
def test_larger_optima(k: int, seed: int, optimum: int) -> None:
    task = bep(k, seed)
    answer = solve(task)
    assert (end(task, answer.walks), answer.bound) == (optimum, optimum)


def test_first_plans_are_good() -> None:
    above, gaps = [], []
    for k, optima in OPTIMA.items():
        for seed, optimum in enumerate(optima, start=1):
            task = bep(k, seed)
            above.append(end(task, first(task)) - optimum)
            gaps.append(above[-1] / optimum)
    assert sum(gaps) / len(gaps) <= 0.05
    assert max(above) <= 2


def test_same_seed_same_walks() -> None:
    assert solve(bep(6, 9), seed=3) == solve(bep(6, 9), seed=3)


def test_no_time_leaves_a_plan_and_a_bound() -> None:
    task = bep(10, 2)
    answer = solve(task, seconds=0.0)
    assert end(task, answer.walks) == answer.makespan
    assert answer.bound <= 23 <= answer.makespan


def test_parts_of_vehicles_prove_a_bound_of_their_own() -> None:
    """S4-i2: vehicles in parts could end at 29, whole ones cannot before 31."""
    task = bep(4, 2)
    assert [Master(task, horizon).feasible() for horizon in (28, 29)] == [False, True]
    assert (least(task, 0, 60), least(task, 31, 60)) == (29, 31)
    assert [answer for answer in Search(task, 30).left if answer is not None] == [()]
    *_, found = Search(task, 31).left
    assert found
    assert end(task, found) == 31


def test_passing_empty_is_quicker_where_the_direct_way_is_not() -> None:
    """S3-i5: 10 if every visit carries a load, 8 if buses may pass a pickup empty (the value published for CPLEX)."""
    assert solve(bep(3, 5)).makespan == 10
    assert solve(passing(bep(3, 5))).makespan == 8


def test_nothing_to_carry_ends_at_once() -> None:
    answer = solve(Task.symmetric(1, (3,), ((2,),), (0,), (0,)))
    assert (answer.walks, answer.makespan, answer.bound) == (((),), 0, 0)


def test_too_little_room_is_our_fault() -> None:
    with pytest.raises(ValueError, match="room"):
        Task.symmetric(1, (3,), ((2,),), (2,), (1,))


def brute(task: Task) -> int:
    """The best makespan, by trying everything: the vehicle that is free first goes anywhere, or retires."""

    @cache
    def best(fleet: tuple[tuple[int, int], ...], loads: tuple[int, ...], room: tuple[int, ...]) -> int:
        if not any(loads):
            return 0
        if not fleet:
            return 10**6
        (time, at), rest = fleet[0], fleet[1:]
        found = best(rest, loads, room)
        for p, q in product(range(len(loads)), range(len(room))):
            if loads[p] and room[q]:
                then = time + (task.approach[p] if at < 0 else task.back[at][p]) + task.carry[p][q]
                less = tuple(n - (i == p) for i, n in enumerate(loads)), tuple(n - (i == q) for i, n in enumerate(room))
                found = min(found, max(then, best(tuple(sorted((*rest, (then, q)))), *less)))
        return found

    return best(((0, -1),) * task.vehicles, task.loads, task.room)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    pickups, receptions = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    times = st.integers(1, 5)
    loads = draw(st.lists(st.integers(0, 2), min_size=pickups, max_size=pickups).filter(lambda n: sum(n) <= 5))
    room = draw(st.lists(st.integers(0, 4), min_size=receptions, max_size=receptions))
    room[0] += max(0, sum(loads) - sum(room))
    there = st.tuples(*[st.tuples(*[times] * receptions)] * pickups)
    back = st.tuples(*[st.tuples(*[times] * pickups)] * receptions)
    approach = draw(st.tuples(*[times] * pickups))
    return Task(draw(st.integers(1, 2)), approach, draw(there), draw(back), tuple(loads), tuple(room))


@settings(max_examples=60)
@given(tasks())
def test_small_tasks_by_brute_force(task: Task) -> None:
    answer, best = solve(task), brute(task)
    assert (end(task, answer.walks), answer.makespan, answer.bound) == (best,) * 3


@settings(max_examples=30)
@given(tasks())
def test_branch_and_price_by_brute_force(task: Task) -> None:
    best = brute(task)
    *_, found = Search(task, best).left
    assert found
    assert end(task, found) <= best
    assert best == 0 or list(Search(task, best - 1).left)[-1] == ()


@settings(max_examples=60)
@given(tasks(), st.integers(1, 1000))
def test_annealing_carries_every_load_and_makes_nothing_worse(task: Task, seed: int) -> None:
    before = greedy(task)
    after = annealed(task, before, 0, 2000, seed)
    assert end(task, after) <= end(task, before)
    assert end(task, annealed(task, before, brute(task), 2000, seed)) == end(task, after)
