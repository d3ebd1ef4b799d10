"""Agreements where vehicles only shuttle -> plans with the trips of the shuttle core, timed and judged like others."""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mamarr.model.agreement import Agreement, InStep, KeepBack, Lock, Pairs, Phase, Phases, Window, movements_of
from mamarr.model.clauses import compile_net
from mamarr.model.event import Event
from mamarr.model.law import Step, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.position import ACTS
from mamarr.model.resources import FREE
from mamarr.model.state import fold
from mamarr.planning import plan
from mamarr.planning.bounds import Bound, bound
from mamarr.planning.files import from_json, to_json
from mamarr.planning.loading import load
from mamarr.planning.order import rank
from mamarr.planning.replan import Replanned, replan
from mamarr.planning.rosters import rosters
from mamarr.planning.search import Limits
from mamarr.planning.shuttles import Task, first, solve
from mamarr.planning.shuttling import better, proven, shuttled, shuttles, task
from mamarr.planning.verify import verify

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.bep import agreement as bep
from benchmarks.bep.instances import instance

Order = tuple[Convoy, ...]


def ordered(agreement: Agreement) -> Order:
    convoys, faults = load(agreement, "likely")
    assert not faults
    order, complete = rank(agreement, convoys)
    assert complete
    return order


def finish(agreement: Agreement, order: Order) -> float:
    """By the law, with the net made from nothing but the order."""
    net = compile_net(agreement, order, resources=True)
    times = run(net).times
    return max(times[net.index[Step(c.id, "arrive", c.to)]] for c in order)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 5), st.integers(1, 10**6))
def test_the_law_gives_trips_the_times_that_the_core_gives_them(k: int, seed: int) -> None:
    """Vehicles are counted where they set out, in the turn in which they do: the counting costs no minute."""
    of = instance(k, seed)
    made = bep.agreement(of)
    order = ordered(made)
    (shuttle,) = shuttles(made, order)
    assert task(made, shuttle, {}) == bep.task(of)
    in_turn, _ = shuttled(made, order)
    assert finish(made, in_turn) == bep.UNIT * bep.task(of).makespan(first(bep.task(of)))


@pytest.mark.parametrize(("k", "seed"), [(2, 2), (3, 2), (4, 4), (5, 3), (6, 1)])
def test_plans_are_near_the_proven_optimum_and_can_be_driven(k: int, seed: int) -> None:
    made, best = bep.agreement(instance(k, seed)), solve(bep.task(instance(k, seed)))
    found = plan(made)
    assert isinstance(found, Plan)
    assert best.proven
    assert best.bound * bep.UNIT <= found.finish <= 1.15 * best.bound * bep.UNIT
    assert found.finish < finish(made, ordered(made))
    assert verify(made, found) == ()
    assert sum(1 for r in rosters(made, found) for d in r.drives if d.convoy) == len(found.convoys)
    assert from_json(to_json(found)) == found
    assert to_json(found) == to_json(plan(made))  # type: ignore[arg-type]


@pytest.mark.parametrize(("k", "seed"), [(2, 1), (3, 2), (4, 2), (6, 1)])
def test_a_plan_that_was_searched_for_has_the_bound_of_its_vehicles(k: int, seed: int) -> None:
    """The linear program proves the optimum itself here; the other bounds are 7 to 40 % lower."""
    made, best = bep.agreement(instance(k, seed)), solve(bep.task(instance(k, seed)))
    found = plan(made, limits=Limits(work=1))
    assert isinstance(found, Plan)
    assert (found.bound, found.bound_by, found.bound_at) == (best.bound * bep.UNIT, "fleet", ("fleets", "buses"))
    assert bound(made, found.convoys).minutes < found.bound <= found.finish


def test_what_is_asked_for_first_chooses_the_trips() -> None:
    """The trips that end at the proven optimum get people out later on average than others, which end 3 units later."""
    made = bep.agreement(instance(6, 7))
    safe, finish = (plan(made, limits=Limits(work=1, objective=first)) for first in ("safe", "finish"))
    assert isinstance(safe, Plan)
    assert isinstance(finish, Plan)
    assert finish.finish == finish.bound < safe.finish
    assert safe.figures.others < finish.figures.others


def brute(task: Task, people: tuple[int, ...], room: tuple[int, ...], seats: int) -> int:
    """The best last arrival, vehicles half empty or not: whichever is free first carries any people, or no more."""

    @cache
    def best(fleet: tuple[tuple[int, int], ...], people: tuple[int, ...], room: tuple[int, ...]) -> int:
        if not any(people):
            return 0
        if not fleet:
            return 10**6
        (time, at), rest = fleet[0], fleet[1:]
        found = best(rest, people, room)
        for p, q in product(range(len(people)), range(len(room))):
            then = time + int(task.links[at, p]) + task.carry[p][q]
            for n in range(1, min(seats, people[p], room[q]) + 1):
                left = tuple(k - n * (i == p) for i, k in enumerate(people))
                free = tuple(k - n * (i == q) for i, k in enumerate(room))
                found = min(found, max(then, best(tuple(sorted((*rest, (then, q)))), left, free)))
        return found

    return best(((0, -1),) * task.vehicles, people, room)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 10**6),
    st.tuples(st.integers(1, 4), st.integers(0, 3)),
    st.tuples(st.integers(0, 4), st.integers(0, 4)),
)
def test_nobody_is_earlier_than_what_is_proven(seed: int, people: tuple[int, ...], room: tuple[int, ...]) -> None:
    """Also where neither people nor room are whole vehicles full, and everything is tried."""
    of = replace(instance(2, seed), loads=(0, 0), room=(room[0] + max(0, sum(people) - sum(room)), room[1]))
    made = bep.agreement(of)
    made = replace(
        made,
        people={n: replace(g, number=bep.exactly(k)) for (n, g), k in zip(made.people.items(), people, strict=True)},
        places={
            n: replace(p, capacity=of.room[int(n[-1])] if n.startswith("shelter") else None)
            for n, p in made.places.items()
        },
        fleets={"buses": replace(made.fleets["buses"], seats=2)},
    )
    order = ordered(made)
    best = bep.UNIT * brute(bep.task(of), people, of.room, 2)
    assert proven(made, order, Bound(0.0, "route", ()), finish(made, order)).minutes <= best <= finish(made, order)


def small() -> Agreement:
    return bep.agreement(instance(3, 1))


def test_what_is_tied_to_others_is_no_shuttle() -> None:
    made = small()
    order = ordered(made)
    assert [s.movements for s in shuttles(made, order)] == [tuple(made.movements)]
    in_step = InStep(between=(("pickup-0-out",), ("pickup-1-out",)), tolerance=1000)
    tied = replace(made, exchanges={"in step": in_step})
    assert list(shuttles(tied, order)) == []
    assert better(tied, order) == order
    many = replace(made, fleets={"buses": replace(made.fleets["buses"], count=len(order))})
    assert list(shuttles(many, order)) == [], "each vehicle drives once at most"


def test_protected_people_come_first_and_their_vehicles_are_left_out() -> None:
    made = small()
    wounded = replace(made.people["pickup-0"], of_whom={"wounded": 50})
    made = replace(
        made, people={**made.people, "pickup-0": wounded}, fleets={"buses": replace(made.fleets["buses"], count=3)}
    )
    order = ordered(made)
    (shuttle,) = shuttles(made, order)
    assert shuttle.at_once == 2
    assert len(shuttle.convoys) == len(order) - 1
    for new in shuttled(made, order):
        assert new[0].unconditional
        assert new[0].from_ == "depot"
        assert finish(made, new) < float("inf")
    found = plan(made)
    assert isinstance(found, Plan)
    assert verify(made, found) == ()


def test_who_would_wait_for_vehicles_of_others_may_take_any() -> None:
    """Two convoys of wounded say that they come from the depot, which has one bus: then nobody's word is taken."""
    made = small()
    made = replace(made, fleets={"buses": replace(made.fleets["buses"], count=1)})
    order = tuple(
        replace(c, people={"wounded": c.size}, from_="depot")
        if c.movement == "pickup-0-out"
        else replace(c, from_=c.to)
        for c in sorted(ordered(made), key=lambda c: c.movement != "pickup-0-out")
    )
    assert sum(c.unconditional for c in order) > 1
    assert finish(made, order) == finish(made, tuple(replace(c, from_="") for c in order)) < float("inf")


def test_no_room_at_all_is_left_to_the_law() -> None:
    made = small()
    order = ordered(made)
    (shuttle,) = shuttles(made, order)
    assert task(made, shuttle, dict.fromkeys(shuttle.receptions, 10**6)) is None
    endless = {n: replace(p, capacity=None) for n, p in made.places.items()}
    free = task(replace(made, places=endless), shuttle, {})
    assert free is not None
    assert set(free.room) == {len(order)}


def test_a_bus_that_is_late_delays_those_who_wait_for_it_and_the_day_goes_on() -> None:
    """The first convoy boards 45 minutes late; two and a half hours into the day the rest is planned anew."""
    opens = datetime(2030, 3, 4, 4, 0, tzinfo=UTC)
    window = Window(opens=opens.replace(tzinfo=None), closes=datetime(2030, 3, 8, 4, 0), zone="UTC")  # noqa: DTZ001
    made = replace(small(), window=window)
    old = plan(made)
    assert isinstance(old, Plan)
    slow = {old.convoys[0].id: 45.0}
    past = {s: t + slow.get(s.convoy, 0.0) for s, t in old.times.items() if s.act != FREE}
    past = {s: t for s, t in past.items() if t <= 150}
    kinds = {act: kind for kind, act in ACTS.items()}
    events = [
        Event(
            kind=kinds[s.act],  # type: ignore[arg-type]
            seen=opens + timedelta(minutes=t),
            seen_by="observers",
            heard_by="radio",
            entered_by="desk",
            convoy=s.convoy,
            place=s.place,
        )
        for s, t in past.items()
    ]
    found = replan(made, old, fold(made, old.convoys, events), past, 195.0)
    assert isinstance(found, Replanned)
    assert verify(made, found.plan) == ()
    assert old.finish < found.plan.finish <= old.finish + 195
    assert all(c.from_ for c in found.plan.convoys)


def test_a_plan_that_sends_vehicles_from_nowhere_is_refused() -> None:
    made = small()
    found = plan(made)
    assert isinstance(found, Plan)
    edited = replace(found, convoys=(replace(found.convoys[0], from_="moon"), *found.convoys[1:]))
    assert [f.code for f in verify(made, edited)] == ["K937"]


def test_every_exchange_tells_its_movements() -> None:
    both = (("red-out",), ("blue-out",))
    one = {"red-out": 1}
    assert movements_of(InStep(between=both, tolerance=1)) == ("red-out", "blue-out")
    assert movements_of(Pairs(between=both)) == ("red-out", "blue-out")
    assert movements_of(Phases(phases=(Phase(moves=one), Phase(moves={**one, "blue-out": 1})))) == (
        "red-out",
        "blue-out",
    )
    assert movements_of(KeepBack(movement="red-out", keeps=1, until="blue-out")) == ("red-out", "blue-out")
    assert movements_of(Lock(movement="red-out", waits_for="blue-out")) == ("red-out", "blue-out")
