"""Small agreements -> what the rules on order say, against every interleaving tried one by one.

The trial here reads the clauses as written and knows nothing of gates, nets or ranks.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamarr.checking import order
from mamarr.checking.rule import Case, Finding
from mamarr.lang import words
from mamarr.model import explore
from mamarr.model.agreement import Agreement, AnyExchange, ConvoyLimit, InStep, Lock, Pairs
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import ancestors, reach
from mamarr.model.plan import Convoy
from mamarr.model.tolerance import smallest_tolerance
from mamarr.model.values import Estimate, Share
from small import NAMES, agreement

Went = tuple[Convoy, ...]
RED, BLUE, GREEN = NAMES


def number(went: Sequence[Convoy], movements: Sequence[str]) -> int:
    return sum(c.counted for c in went if c.movement in movements)


def promise_kept(exchange: AnyExchange, everybody: Went, went: Went, going: Convoy) -> bool:
    """Whether *going* may leave after *went*, by the words of the clause."""
    if isinstance(exchange, InStep):
        own, other = exchange.between if going.movement in exchange.between[0] else exchange.between[::-1]
        if going.movement not in own:
            return True
        given, received = number(went, own) + going.counted, number(went, other)
        if isinstance(exchange.tolerance, Share):
            ahead = Fraction(given, number(everybody, own)) - Fraction(received, number(everybody, other))
            return ahead <= exchange.tolerance.of_one
        return given - received <= exchange.tolerance
    assert isinstance(exchange, Lock)
    if going.movement != exchange.movement:
        return True
    if exchange.from_ == "last convoy" and going != [c for c in everybody if c.movement == going.movement][-1]:
        return True
    awaited = [c for c in everybody if c.movement == exchange.waits_for]
    if exchange.until == "first convoy":
        return awaited[0] in went
    return number(went, [exchange.waits_for]) >= (
        number(awaited, [exchange.waits_for]) if exchange.until == "all" else 0
    )


def next_ones(a: Agreement, everybody: Went, went: Went) -> list[Convoy]:
    """Who may go after *went*: of each movement its next convoy, if every clause lets it."""
    left = [c for c in everybody if c not in went]
    heads = [next(c for c in left if c.movement == m) for m in dict.fromkeys(c.movement for c in left)]
    return [c for c in heads if all(promise_kept(e, everybody, went, c) for e in a.exchanges.values())]


def tried(a: Agreement, everybody: Went) -> Literal["every", "none", "depends"]:
    """The outcome of every interleaving."""
    ends: set[bool] = set()
    seen: set[frozenset[str]] = set()

    def go_on(went: Went) -> None:
        if (state := frozenset(c.id for c in went)) not in seen:
            seen.add(state)
            onward = next_ones(a, everybody, went)
            if not onward:
                ends.add(len(went) == len(everybody))
            for convoy in onward:
                go_on((*went, convoy))

    go_on(())
    return "depends" if len(ends) == 2 else "every" if ends == {True} else "none"


def play(a: Agreement, everybody: Went, convoys: Went) -> Went:
    """*convoys* go in this order, each of them allowed to."""
    went: Went = ()
    for convoy in convoys:
        assert convoy in next_ones(a, everybody, went)
        went = (*went, convoy)
    return went


def in_step(one: Sequence[str], other: Sequence[str], tolerance: int | Share) -> InStep:
    return InStep(between=(tuple(one), tuple(other)), tolerance=tolerance)


def three(numbers: Sequence[int], sizes: Sequence[int], **exchanges: AnyExchange) -> Agreement:
    a = agreement(NAMES, numbers, exchanges=exchanges)
    limits = zip(a.movements.items(), sizes, strict=True)
    return replace(a, movements={n: replace(m, convoy=ConvoyLimit(people=size)) for (n, m), size in limits})


def findings(a: Agreement) -> dict[str, list[Finding]]:
    """What the rules on order find, by code; the note on imbalance apart."""
    found = {rule.code: list(rule.find(Case(a))) for rule in order.RULES}
    return {code: some for code, some in found.items() if some and code != "O308"}


tolerances = st.integers(0, 8) | st.integers(0, 20).map(lambda n: Share(Fraction(n, 20)))
locks = st.builds(
    Lock,
    movement=st.sampled_from(NAMES),
    from_=st.sampled_from(["first convoy", "last convoy"]),
    waits_for=st.sampled_from(NAMES),
    until=st.sampled_from(["all", "first convoy"]),
)
agreements = st.builds(
    lambda numbers, sizes, tolerance, more: three(
        numbers, sizes, shared=in_step([RED, BLUE], [GREEN], tolerance), **{f"lock-{i}": e for i, e in enumerate(more)}
    ),
    st.tuples(*[st.integers(1, 8)] * 3),
    st.tuples(*[st.integers(1, 4)] * 3),
    tolerances,
    st.lists(locks, max_size=2),
)


@given(agreements)
def test_the_outcome_is_that_of_every_interleaving(a: Agreement) -> None:
    everybody = cut(a)
    orders = explore.explore(a, everybody)
    assert orders.outcome == tried(a, everybody)
    if orders.outcome in ("every", "depends"):
        assert len(play(a, everybody, orders.order)) == len(everybody)
        net = compile_net(a, orders.order)
        assert len(reach(net)) == len(net.steps), "as ranks, a completing order completes by the law too"
    if orders.outcome == "depends":
        assert not next_ones(a, everybody, play(a, everybody, orders.stuck))


@given(st.tuples(*[st.integers(1, 9)] * 3), st.tuples(*[st.integers(1, 4)] * 3))
def test_the_smallest_tolerance_is_found(numbers: tuple[int, ...], sizes: tuple[int, ...]) -> None:
    a = three(numbers, sizes, shared=in_step([RED, BLUE], [GREEN], 0))
    everybody = cut(a)
    by_trial = next(t for t in range(99) if tried(with_tolerance(a, t), everybody) != "none")
    assert smallest_tolerance(a, "shared", everybody) == by_trial


@given(st.tuples(st.integers(1, 9), st.integers(1, 9)), st.tuples(st.integers(1, 4), st.integers(1, 4)))
def test_the_smallest_share_is_found(numbers: tuple[int, int], sizes: tuple[int, int]) -> None:
    a = three((*numbers, 1), (*sizes, 1), shared=in_step([RED], [BLUE], Share(Fraction(0))))
    everybody = cut(a)
    found = smallest_tolerance(a, "shared", everybody)
    assert isinstance(found, Share)
    assert tried(with_tolerance(a, found), everybody) != "none"
    below = Share(found.of_one - Fraction(1, 1000))
    assert below.of_one < 0 or tried(with_tolerance(a, below), everybody) == "none"


def with_tolerance(a: Agreement, tolerance: int | Share) -> Agreement:
    shared = a.exchanges["shared"]
    assert isinstance(shared, InStep)
    return replace(a, exchanges={"shared": replace(shared, tolerance=tolerance)})


def test_two_locks_wait_for_each_other() -> None:
    first = Lock(movement=RED, waits_for=BLUE)
    last = Lock(movement=BLUE, from_="last convoy", waits_for=RED)
    found = findings(agreement(NAMES[:2], (4, 4), exchanges={"first": first, "last": last}))
    (loop,) = found.pop("O301")
    assert not found
    assert {m.where for m in loop.marks} == {("exchanges", "first"), ("exchanges", "last")}
    assert words("en", "check")("O301", loop.facts) == (
        "In no order does everything move: the first convoy of red-out waits for all of blue-out (clause first); "
        "the last convoy of blue-out waits for all of red-out (clause last)"
    )


def test_two_loops_are_told_apart() -> None:
    a = agreement(
        exchanges={
            "one": Lock(movement=RED, waits_for=BLUE),
            "other": Lock(movement=BLUE, waits_for=RED),
            "itself": Lock(movement=RED, waits_for=RED),
        }
    )
    assert {frozenset(str(m.facts["clause"]) for m in f.marks) for f in findings(a)["O301"]} == {
        frozenset({"one", "other"}),
        frozenset({"itself"}),
    }


def test_ten_are_needed_and_eight_are_promised() -> None:
    found = findings(agreement(NAMES[:2], (8, 8), exchanges={"lock": Lock(movement=RED, waits_for=BLUE, until=10)}))
    (shortage,) = found.pop("O302")
    assert not found
    assert (shortage.facts["needed"], shortage.facts["promised"], shortage.facts["awaited"]) == (10, 8, BLUE)


def who_goes_first() -> Agreement:
    """If blue uses up the tolerance, red may not begin, and green waits for red."""
    green_waits = Lock(movement=GREEN, waits_for=RED, until="first convoy")
    return three((2, 4, 6), (2, 2, 2), shared=in_step([RED, BLUE], [GREEN], 2), green=green_waits)


def test_it_depends_on_who_goes_first() -> None:
    a = who_goes_first()
    everybody = cut(a)
    assert tried(a, everybody) == "depends"
    found = findings(a)
    (depends,) = found.pop("O303")
    assert not found
    assert depends.facts["outcome"] == "depends"
    assert depends.facts["stuck"] == "blue-out-01"
    assert str(depends.facts["order"]).startswith("red-out-01 → ")


def test_too_many_states_are_not_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "MOST_STATES", 1)
    easy = three((4, 4, 8), (1, 1, 1), shared=in_step([RED, BLUE], [GREEN], 2))
    (undecided,) = findings(easy)["O303"]
    assert "could not be decided" in words("en", "check")("O303", undecided.facts)


def test_alternation_takes_turns_in_proportion() -> None:
    turns = explore.alternate(cut(three((2, 4, 1), (1, 1, 1))))
    assert [c.movement[0] for c in turns if c.movement != GREEN] == list("brbbrb")


def test_tolerance_smaller_than_a_convoy() -> None:
    found = findings(agreement(NAMES[:2], (8, 8), exchanges={"shared": in_step([RED], [BLUE], 1)}))
    assert set(found) == {"O306"}, "a vehicle of unknown size counts as a whole convoy"
    assert found["O306"][0].facts["smallest"] == "2"


def test_it_completes_only_at_some_numbers() -> None:
    a = agreement(NAMES[:2], (8, 8), exchanges={"lock": Lock(movement=RED, waits_for=BLUE, until=7)})
    blue = replace(a.people["blue"], number=Estimate(5, 8, 9))
    (locks_at,) = findings(replace(a, people={**a.people, "blue": blue})).pop("O309")
    assert (locks_at.facts["group"], locks_at.facts["number"]) == ("blue", 5)
    assert [m.where for m in locks_at.marks] == [("people", "blue", "number"), ("exchanges", "lock")]


def test_nobody_protected_waits_for_a_clause() -> None:
    """Not even where their convoys share a crossing with convoys that wait."""
    a = who_goes_first()
    wounded = {name: replace(group, of_whom={"wounded": 1}) for name, group in a.people.items()}
    places = {**a.places, "bridge": replace(a.places["bridge"], vehicles_per_hour=1)}
    a = replace(a, people=wounded, places=places)
    net = compile_net(a, cut(a), resources=True)
    free = {c.id for c in cut(a) if c.unconditional}
    steps = [i for i, step in enumerate(net.steps) if step.convoy in free]
    assert steps
    assert not {g for step in steps for g in ancestors(net, step) if net.gates[g].kind == "clause"}
    assert "O304" not in findings(a)


@pytest.mark.parametrize("who", [("wounded",), ("children", "sick")])
def test_a_clause_on_protected_people(who: tuple[Literal["wounded", "children", "sick"], ...]) -> None:
    a = agreement(exchanges={"lock": Lock(movement=RED, waits_for=BLUE)})
    bound = replace(a, movements={**a.movements, RED: replace(a.movements[RED], who=who)})
    assert set(findings(bound)) == {"O304"}
    freed = replace(bound, exchanges={"lock": Lock(movement=BLUE, waits_for=RED)})
    assert "O304" not in findings(freed), "others may wait for them"


def test_a_clause_that_makes_nobody_wait() -> None:
    a = agreement(exchanges={"lock": Lock(movement=BLUE, waits_for=RED)})
    wounded = replace(a, movements={**a.movements, RED: replace(a.movements[RED], who=("wounded",))})
    group = replace(a.people["red"], of_whom={"wounded": 4})
    (found,) = findings(replace(wounded, people={**a.people, "red": group}))["O310"]
    assert (found.facts["because"], found.facts["movement"]) == ("protected", RED)
    assert "O310" not in findings(a)


def test_the_greatest_imbalance() -> None:
    """Red has a drive of 30 minutes, blue of 40: after loading, red is all there 10 minutes before blue begins."""
    a = agreement(NAMES[:2], (4, 4), exchanges={"shared": in_step([RED], [BLUE], 4)})
    far = replace(a.roads[1], minutes=Estimate(20, 20, 20))
    a = replace(a, roads=(a.roads[0], far, *a.roads[2:]))
    (note,) = [f for rule in order.RULES if rule.code == "O308" for f in rule.find(Case(a))]
    assert {k: note.facts[k] for k in ("ahead", "share", "people", "after")} == {
        "ahead": RED,
        "share": "100.0%",
        "people": 4,
        "after": "1:00",
    }


def test_where_no_clause_is_to_blame_nothing_is_explained() -> None:
    """A way that passes one place twice can never be driven: the reader refuses it, and no clause explains it."""
    base = agreement()
    name, movement = next(iter(base.movements.items()))
    twice = replace(base, movements={**base.movements, name: replace(movement, via=movement.via * 2)})
    assert movement.via
    assert list(explore.explanations(twice, cut(twice))) == []


def test_pairs_beside_a_shared_side_are_left_undecided() -> None:
    shared = InStep(between=((RED, BLUE), (GREEN,)), tolerance=Share(Fraction(1, 2)))
    pairs = Pairs(between=((RED,), (GREEN,)))
    both = agreement(NAMES, (4, 4, 8), exchanges={"shared": shared, "pairs": pairs})
    assert explore.explore(both, cut(both)).outcome == "undecided"
