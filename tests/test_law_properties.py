"""Small agreements by chance -> what the law must keep, whatever was agreed."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, combinations, pairwise
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from judge import breaches, conditional
from mamarr.model.agreement import Agreement, Fleet
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import Net, ancestors, blockers, critical, reach, run, why
from mamarr.model.plan import Convoy
from mamarr.model.values import Estimate, Path
from small import Small, smalls
from trial import disagreement, timeline

Subset = Sequence[Path]


def net_of(small: Small) -> Net:
    return compile_net(small.agreement, small.convoys)


def a_few(net: Net, chance: Random) -> set[int]:
    """Some steps, as if they had happened."""
    return set(chance.sample(range(len(net.steps)), chance.randint(0, len(net.steps))))


def subsets(clauses: Subset) -> list[tuple[Path, ...]]:
    return list(chain.from_iterable(combinations(clauses, n) for n in range(len(clauses) + 1)))


def completes(net: Net) -> bool:
    return len(reach(net)) == len(net.steps)


def law_and_judge_agree(small: Small, chance: Random) -> None:
    assert disagreement(small, seed=chance.randrange(1000)) is None


def any_order_ends_the_same(small: Small, chance: Random) -> None:
    net = net_of(small)
    done: set[int] = set()
    while able := [step for step, closed in blockers(net, done).items() if not closed]:
        done.add(chance.choice(able))
    assert done == reach(net)


def progress_closes_nothing(small: Small, chance: Random) -> None:
    net = net_of(small)
    before = a_few(net, chance)
    after = before | a_few(net, chance)
    less, more = blockers(net, before), blockers(net, after)
    for step, closed in more.items():
        missing = dict(less[step])
        assert all(amount <= missing[gate] for gate, amount in closed)
    assert reach(net, before) <= reach(net, after)


def delays_make_nothing_earlier(small: Small, chance: Random) -> None:
    net = net_of(small)
    slower = [lag + chance.choice([0, 0, 7, 60]) for lag in net.lags]
    pairs = zip(run(net).times, run(net, lags=slower).times, strict=True)
    assert all(usual <= late for usual, late in pairs)


def a_halt_leaves_the_past_and_moves_nothing_before_now(small: Small, chance: Random) -> None:
    net = net_of(small)
    now = float(chance.randint(1, 200))
    happened = {step: float(chance.randint(0, int(now))) for step in a_few(net, chance)}
    for step, moment in enumerate(run(net, now=now, fixed=happened).times):
        assert moment == happened[step] if step in happened else moment >= now


def a_forecast_from_a_day_as_planned_is_the_plan(small: Small, chance: Random) -> None:
    net = net_of(small)
    times = run(net).times
    now = float(chance.randint(0, 200))
    assert run(net, now=now, fixed={s: t for s, t in enumerate(times) if t <= now}).times == times


def a_party_that_walks_away_moves_nobody_else_sooner(small: Small, chance: Random) -> None:
    net = net_of(small)
    never = dict.fromkeys(a_few(net, chance), math.inf)
    pairs = zip(run(net).times, run(net, fixed=never).times, strict=True)
    assert all(usual <= late for usual, late in pairs)


def why_names_a_minimal_set_that_blocks(small: Small, _chance: Random) -> None:
    net = net_of(small)
    found = why(net)
    assert (found is None) == completes(net)
    if found:
        assert all(completes(net.keeping(some)) == (some != found.clauses) for some in subsets(found.clauses))


def a_clause_left_out_is_a_clause_never_written(small: Small, _chance: Random) -> None:
    net = net_of(small)
    for left_out in subsets(tuple(("exchanges", name) for name in small.agreement.exchanges)):
        names = [str(name) for _, name in left_out]
        kept = net.keeping([clause for clause in net.clauses if clause[1] not in names])
        without = compile_net(small.agreement, small.convoys, without=names)
        assert {kept.steps[s] for s in reach(kept)} == {without.steps[s] for s in reach(without)}


def the_explanation_is_true(small: Small, _chance: Random) -> None:
    net = net_of(small)
    found = why(net)
    if not found:
        return
    rest = net.keeping(found.clauses)
    blocked = {net.steps[s] for s in range(len(net.steps)) if s not in reach(rest)}
    assert {link.step for link in found.links} <= blocked
    for link in found.links:
        assert set(link.through) <= set(found.clauses)
    if found.kind == "shortage":
        (link,) = found.links
        assert link.waits_for is None
        assert link.promised < link.need
    else:
        assert [link.waits_for for link in found.links] == [link.step for link in (*found.links[1:], found.links[0])]
        assert all(link.promised >= link.need for link in found.links)


def only_ancestors_move_a_step(small: Small, chance: Random) -> None:
    net = net_of(small)
    if net.steps:
        step = chance.randrange(len(net.steps))
        kept = ancestors(net, step)
        alone = replace(net, gates=tuple(g for i, g in enumerate(net.gates) if i in kept))
        assert run(alone).times[step] == run(net).times[step]


def the_critical_path_adds_up(small: Small, chance: Random) -> None:
    net = net_of(small)
    outcome = run(net)
    moved = [s for s, t in enumerate(outcome.times) if t < math.inf]
    if moved:
        path = critical(outcome, chance.choice(moved))
        for (later, gate), (earlier, _) in pairwise(path):
            (lag,) = {w.lag for w in net.counts[net.gates[gate].count] if w.step == earlier}
            assert outcome.times[later] == outcome.times[earlier] + net.lags[lag]
        start, gate = path[-1]
        assert gate == -1
        assert outcome.times[start] == 0


def with_few_buses(small: Small, chance: Random) -> tuple[Agreement, tuple[Convoy, ...], int]:
    """The same agreement with one bus a convoy, but perhaps not enough of them, and a bridge that lets few through."""
    count = chance.randint(1, 4)
    bridge = replace(small.agreement.places["bridge"], vehicles_per_hour=chance.choice([None, 4, 60]))
    made = replace(
        small.agreement,
        fleets={"buses": Fleet(vehicle="bus", seats=50, count=count, based_at="bridge")},
        places={**small.agreement.places, "bridge": bridge},
    )
    return made, tuple(replace(c, vehicles={"buses": 1}) for c in small.convoys), count


def few_buses_break_no_promise_and_are_never_in_two_places(small: Small, chance: Random) -> None:
    made, convoys, count = with_few_buses(small, chance)
    net = compile_net(made, convoys, resources=True)
    times = timeline(net, run(net))
    assert {b.promise for b in breaches(made, convoys, times)} <= {"protection"}, "the first bus has to come"
    taken = {convoy: t for (convoy, act, _), t in times.items() if act == "board"}
    arrive = {convoy: t for (convoy, act, _), t in times.items() if act == "arrive"}
    for moment in taken.values():
        assert sum(taken[c] <= moment < arrive[c] for c in taken) <= count


def the_wounded_wait_for_nothing_not_even_with_few_buses(small: Small, chance: Random) -> None:
    made, convoys, _ = with_few_buses(small, chance)
    net = compile_net(made, convoys, resources=True)
    for convoy in convoys:
        for step in [s for s in range(len(net.steps)) if net.steps[s].convoy == convoy.id]:
            if not conditional(convoy):
                assert not any(net.gates[g].kind == "clause" for g in ancestors(net, step))


def everybody_leaves_once(small: Small, chance: Random) -> None:
    n = chance.randint(0, 40)
    low = {name: replace(group, number=Estimate(n, n, n)) for name, group in small.agreement.people.items()}
    fewer = replace(small.agreement, people=low)
    convoys = cut(fewer)
    assert sum(c.size for c in convoys) == n * len(low)
    for convoy in convoys:
        assert 0 < convoy.size <= (small.agreement.movements[convoy.movement].convoy.people or n)
        assert convoy.counted in (0, convoy.size)
    assert len({c.id for c in convoys}) == len(convoys)


Property = Callable[[Small, Random], None]
PROPERTIES: tuple[Property, ...] = (
    law_and_judge_agree,
    any_order_ends_the_same,
    progress_closes_nothing,
    delays_make_nothing_earlier,
    a_halt_leaves_the_past_and_moves_nothing_before_now,
    a_forecast_from_a_day_as_planned_is_the_plan,
    a_party_that_walks_away_moves_nobody_else_sooner,
    why_names_a_minimal_set_that_blocks,
    a_clause_left_out_is_a_clause_never_written,
    the_explanation_is_true,
    only_ancestors_move_a_step,
    the_critical_path_adds_up,
    few_buses_break_no_promise_and_are_never_in_two_places,
    the_wounded_wait_for_nothing_not_even_with_few_buses,
    everybody_leaves_once,
)
each_property = pytest.mark.parametrize("law_keeps", PROPERTIES, ids=lambda p: p.__name__)
by_chance = given(small=smalls(), seed=st.integers(0, 2**16))


@each_property
@settings(max_examples=70, suppress_health_check=[HealthCheck.too_slow])
@by_chance
def test_law(law_keeps: Property, small: Small, seed: int) -> None:
    law_keeps(small, Random(seed))


@pytest.mark.soak
@each_property
@by_chance
def test_law_at_length(law_keeps: Property, small: Small, seed: int) -> None:
    law_keeps(small, Random(seed))
