"""A plan -> how far it holds: more people, people who choose to stay, vehicles that fail."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mamarr.cli.headroom import REASONS, headroom_lines
from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Agreement, Along, Fleet, InStep, Pairs, Phase, Phases
from mamarr.model.clauses import compile_net
from mamarr.model.headroom import Headroom, Holds, Stays
from mamarr.model.law import run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Estimate, Level, Share
from mamarr.planning import of_run, plan
from mamarr.planning.files import from_json, to_json
from mamarr.planning.headroom import Fuller, Limit, headroom
from mamarr.planning.prices import losses
from mamarr.planning.verify import verify
from towns import agreed, choosing, group, made, movement, place


def holds(agreement: Agreement, level: Level = "likely") -> Mapping[str, Holds]:
    return {h.group: h for h in headroom(agreement, made(agreement, level=level)).holds}


def with_more(agreement: Agreement, found: Plan, people: Mapping[str, int]) -> tuple[Agreement, Plan]:
    """The agreement with these numbers, and the plan filled up to them, in the first order that is in time."""
    fuller = Fuller(agreement, found)
    convoys = fuller.carried(people)
    assert not isinstance(convoys, Limit)
    order = next(o for o in fuller.orders(convoys) if not fuller._faults(o))
    net = compile_net(agreement, order, resources=True)
    for name, n in people.items():
        agreement = group(agreement, name, number=Estimate(n, n, n))
    return agreement, of_run(agreement, order, net, run(net))


@pytest.mark.parametrize("name", ["two-towns", "three-villages", "aleppo-repaired", "four-towns-2017"])
def test_what_is_said_to_hold_is_a_plan_without_a_breach(name: str) -> None:
    """The judge, who knows nothing of this, reads the plan filled up to each number."""
    found = made(agreed(name))
    told = headroom(agreed(name), found)
    assert told.holds
    for one in told.holds:
        if one.group:
            assert one.planned <= one.seats <= one.most <= one.high
            assert verify(*with_more(agreed(name), found, {one.group: one.most})) == ()
        else:
            high = {h.group: h.high for h in told.holds if h.group}
            assert (one.code == "") == (verify(*with_more(agreed(name), found, high)) == ())


def test_people_fill_seats_before_they_need_another_convoy() -> None:
    south = holds(agreed())["south-people"]
    assert (south.planned, south.seats, south.most, south.high) == (2400, 2484, 2500, 2500)


def test_at_the_high_number_nothing_more_can_come() -> None:
    assert holds(agreed(), "high") == {}
    assert {h.high for h in holds(agreed(), "low").values()} == {2500, 1250, 3750}


def test_a_full_reception_is_named_with_the_last_number_that_fits() -> None:
    south = holds(place(agreed(), "north-camp", capacity=2450))["south-people"]
    assert (south.most, south.code, south.limit) == (2450, "K905", ("places", "north-camp", "capacity"))


def test_those_who_chose_a_place_are_not_sent_to_another() -> None:
    agreement = choosing(north_camp=70, south_camp=30)
    agreement = place(agreement, "south-camp", capacity=720 + 1250 + 3)
    south = holds(agreement)["south-people"]
    assert (south.most, south.code) == (2400 + 176, "K910") or south.most == 2500
    tight = place(agreement, "north-camp", capacity=1700)
    south = holds(tight)["south-people"]
    assert (south.code, south.limit) == ("K910", ("places", "north-camp", "capacity"))
    assert south.most in (2428, 2429)


def test_others_go_where_room_is_left() -> None:
    agreement = movement(place(agreed(), "north-camp", capacity=2420), "south-out", to=("north-camp", "south-camp"))
    agreement = place(agreement, "south-camp", capacity=1250 + 40)
    south = holds(agreement)["south-people"]
    assert 2420 < south.most <= 2420 + 90


def test_a_window_that_closes_is_named() -> None:
    agreement = agreed()
    finish = made(agreement).finish
    assert agreement.window
    window = replace(agreement.window, closes=agreement.window.opens + timedelta(minutes=finish))
    agreement = replace(agreement, window=window)
    south = holds(agreement)["south-people"]
    assert (south.most, south.code, south.limit) == (2484, "K901", ("window", "closes"))
    assert holds(agreement)[""].code == "K901"


def test_a_clause_that_locks_between_two_numbers_is_found_and_named() -> None:
    """1,158 more of the one side may come than of the other; from 43 more people on, somebody could never leave."""
    sides = (("south-out",), ("north-out",))
    agreement = replace(agreed(), exchanges={"people": InStep(between=sides, tolerance=1200)})
    south = holds(agreement)["south-people"]
    assert (south.most, south.code, south.limit) == (2442, "K907", ("exchanges", "people"))


def test_a_number_of_convoys_that_cannot_pair_is_found() -> None:
    agreement = replace(agreed(), exchanges={"pairs": Pairs(between=(("south-out",), ("north-out",)))})
    told = holds(agreement)
    assert told["south-people"].most == 2434
    assert told["south-people"].limit == ("exchanges", "pairs")


def test_where_no_vehicle_has_a_place_nobody_more_fits() -> None:
    agreement = agreed()
    found = made(agreement)
    none = replace(agreement, fleets={n: replace(f, seats=0) for n, f in agreement.fleets.items()})
    assert Fuller(none, found).carried({"south-people": 2401}) == Limit("K902", ("movements", "south-out"))


def test_more_wounded_ride_among_themselves() -> None:
    """At the low number only half of the wounded are planned for; more of them fill seats of their own kind."""
    agreement = group(agreed(), "south-people", number=Estimate(60, 2400, 2500))
    found = made(agreement, level="low")
    more = Fuller(agreement, found).carried({"south-people": 200})
    assert not isinstance(more, Limit)
    assert sum(c.people.get("wounded", 0) for c in more if c.movement == "south-out") == 60
    assert all(c.unconditional == ("civilians" not in c.people) for c in more)


def test_time_on_board_has_a_word_too() -> None:
    """Every fault that a larger number may cause is told in both languages."""
    limits: dict[str, tuple[str, ...]] = {
        "K901": ("window", "closes"),
        "K902": ("movements", "south-out"),
        "K905": ("places", "north-camp", "capacity"),
        "K906": ("time on board at most",),
        "K907": ("exchanges", "in-step"),
        "K910": ("places", "depot", "capacity"),
    }
    assert set(REASONS) | {"K907"} == set(limits)
    for language in LANGUAGES:
        say = words(language, "plan")
        for code, limit in limits.items():
            told = Headroom((Holds("south-people", 1, 1, 2, 3, code, limit), Holds("", 1, 1, 1, 3, code, limit)), ())
            lines = list(headroom_lines(agreed(), told, say))
            assert len(lines) == 4
            assert all(lines)


def test_headroom_is_told_in_both_languages() -> None:
    agreement = amending("shortfall", amending("refusals", agreed()))
    told = headroom(agreement, made(agreement))
    for language in LANGUAGES:
        lines = list(headroom_lines(agreement, told, words(language, "plan")))
        assert len(lines) == 1 + 3 + 4 + 1
        assert any("463" in line and "2316" in line.replace(",", "") for line in lines)
        bare = list(
            headroom_lines(replace(agreed(), exchanges={}), Headroom((), (), {"buses": 0}), words(language, "plan"))
        )
        assert len(bare) == 1
        assert list(headroom_lines(replace(agreed(), exchanges={}), Headroom((), ()), words(language, "plan"))) == []


def amending(term: str, agreement: Agreement) -> Agreement:
    changed = {name: replace(e, **{term: "amend"}) for name, e in agreement.exchanges.items()}  # type: ignore[arg-type]
    return replace(agreement, exchanges=changed)


@pytest.mark.parametrize("term", ["refusals", "shortfall"])
def test_as_many_may_stay_as_the_tolerance_lets_go_without_them(term: str) -> None:
    """20% of 2,316 and of 1,158: beyond, the other side's last people wait for somebody who will not come."""
    agreement = amending(term, agreed())
    found = headroom(agreement, made(agreement)).stays
    clause = ("exchanges", "in-step")
    assert found == (
        Stays("south-out", 2316, 463, term, clause),
        Stays("north-out", 1158, 231, term, clause),
    )


def test_those_accounted_for_lock_nothing() -> None:
    assert headroom(agreed(), made(agreed())).stays == ()
    silent = replace(agreed(), exchanges={n: replace(e, refusals=None) for n, e in agreed().exchanges.items()})
    assert headroom(silent, made(silent)).stays == ()


def test_a_phase_that_must_be_complete_lets_nobody_stay() -> None:
    phases = Phases(
        phases=(Phase(moves={"south-out": 600}), Phase(moves={"north-out": Share(1), "south-out": 1716})),  # type: ignore[arg-type]
        refusals="substitute",
    )
    agreement = replace(agreed(), exchanges={"phases": phases})
    found = headroom(agreement, made(agreement)).stays
    assert [(s.movement, s.most, s.because) for s in found] == [("south-out", 0, "refusals")]


def test_a_plan_file_keeps_its_headroom() -> None:
    agreement = amending("refusals", place(agreed(), "north-camp", capacity=2450))
    found = made(agreement)
    told = replace(found, headroom=headroom(agreement, found))
    assert from_json(to_json(told)) == told
    assert from_json(to_json(told).replace('"most"', '"mist"')) != told


def test_reserve_vehicles_are_told_and_those_that_serve_nobody_are_not() -> None:
    agreement = agreed()
    idle = Fleet(vehicle="truck", seats=0, count=3, spare=9, based_at="depot")
    agreement = replace(agreement, fleets={**agreement.fleets, "trucks": idle})
    assert headroom(agreement, made(agreement)).spare == {"buses": 4, "ambulances": 2}


def test_one_vehicle_fewer_costs_time_or_the_plan() -> None:
    assert agreed().window
    window = replace(agreed().window, closes=agreed().window.closes + timedelta(days=60))  # type: ignore[type-var, union-attr]
    agreement = replace(agreed(), window=window, fleets={n: replace(f, count=4) for n, f in agreed().fleets.items()})
    found: dict[str, Any] = losses(agreement, made(agreement), "likely")
    assert set(found) == {"buses", "ambulances"}
    assert found["buses"] > 0
    single = replace(agreement, fleets={n: replace(f, count=1) for n, f in agreement.fleets.items()})
    base = plan(single)
    assert isinstance(base, Plan)
    assert losses(single, base, "likely") == {"ambulances": None, "buses": None}


def test_convoys_added_keep_their_kind() -> None:
    found = made(agreed())
    more = Fuller(agreed(), found).carried({"south-people": 2500})
    assert not isinstance(more, Limit)
    (added,) = [c for c in more if c.id not in {p.id for p in found.convoys}]
    assert isinstance(added, Convoy)
    assert (added.movement, added.to, added.size, dict(added.vehicles)) == ("south-out", "north-camp", 16, {"buses": 1})


def test_more_people_need_more_that_goes_along_and_cars_of_one_trip_go_once() -> None:
    trucks = Fleet(vehicle="truck", seats=0, count=9, based_at="depot")
    agreement = replace(agreed(), fleets={**agreed().fleets, "trucks": trucks})
    agreement = movement(agreement, "south-out", along={"trucks": Along(one_for=147)})
    found = made(agreement)
    one = with_more(agreement, found, {"south-people": 2484})
    assert verify(*one) == ()
    assert {c.vehicles["trucks"] for c in one[1].convoys if c.movement == "south-out" and c.size > 147} == {2}
    cars = replace(agreed().fleets["buses"], count=75, returns=False)
    lying = replace(agreed().fleets["ambulances"], seats=0)
    single = replace(agreed(), fleets={"buses": cars, "ambulances": lying})
    few = Fuller(single, made(single)).carried({"south-people": 2500})
    many = replace(single, fleets={**single.fleets, "buses": replace(cars, count=100)})
    assert few == Limit("K902", ("movements", "south-out"))
    assert not isinstance(Fuller(many, made(many)).carried({"south-people": 2500}), Limit)
