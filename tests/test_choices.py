"""Who rides where with whom: destinations as people chose, households in one convoy, and sizes for the cell only."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mamarr.model.agreement import Agreement, ConvoyLimit, Fleet, Phase, Phases
from mamarr.model.batches import cut
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy, Plan
from mamarr.model.sharing import by_choice, dealt, even, people_in, portions, scaled, split
from mamarr.model.values import Estimate, Level, Share
from mamarr.parsing import read, write
from mamarr.planning import plan
from mamarr.planning.files import from_json, to_json
from mamarr.planning.loading import load, together
from mamarr.planning.verify import verify
from towns import AGREEMENTS, agreed, choosing, group, made, movement, place

FAMILIES = {3: 100, 5: 200, 7: 60, 12: 3}


def refused(agreement: Agreement, **more: Any) -> Diagnostic:
    found = plan(agreement, **more)
    assert not isinstance(found, Plan)
    return found[0]


def gone_to(convoys: tuple[Convoy, ...], name: str) -> Mapping[str, int]:
    found = Counter[str]()
    for convoy in convoys:
        if convoy.movement == name:
            found[convoy.to] += convoy.size
    return dict(found)


def codes(agreement: Agreement, found: Plan) -> set[str]:
    return {f.code for f in verify(agreement, found)}


# Destinations


def test_everybody_goes_where_they_asked_and_destinations_take_turns() -> None:
    agreement = choosing(north_camp=70, south_camp=30)
    found = made(agreement)
    assert gone_to(found.convoys, "south-out") == {"north-camp": 1680, "south-camp": 720}
    assert verify(agreement, found) == ()
    turns = [c.to[:5] for c in cut(agreement) if c.movement == "south-out" and not c.unconditional]
    assert turns[:6] == ["north", "south", "north", "north", "south", "north"]


def test_the_wounded_choose_too() -> None:
    found = made(choosing(north_camp=70, south_camp=30))
    wounded = [c for c in found.convoys if c.movement == "south-out" and c.unconditional]
    assert {c.to for c in wounded} == {"north-camp", "south-camp"}


def test_a_third_of_a_person_is_nobody() -> None:
    third = Share(Fraction(1, 3))
    agreement = movement(choosing(), "south-out", choices={"north-camp": third, "south-camp": Share(Fraction(2, 3))})
    agreement = group(agreement, "south-people", number=Estimate(100, 100, 100), of_whom={})
    assert gone_to(cut(agreement), "south-out") == {"north-camp": 33, "south-camp": 67}


def test_too_little_room_for_a_choice_is_named_and_nobody_is_sent_elsewhere() -> None:
    agreement = place(choosing(north_camp=70, south_camp=30), "south-camp", capacity=600)
    fault = refused(agreement)
    assert fault.code == "K910"
    assert fault.facts == {"place": "south-camp", "people": 720, "room": 600}
    assert [m.where for m in fault.marks] == [
        ("movements", "south-out", "choices", "south-camp"),
        ("places", "south-camp", "capacity"),
    ]


def test_room_that_people_asked_for_is_kept_from_those_who_were_not_asked() -> None:
    agreement = movement(choosing(north_camp=70, south_camp=30), "north-out", to=("south-camp", "north-camp"))
    agreement = place(agreement, "south-camp", capacity=1000)
    found = made(agreement)
    assert gone_to(found.convoys, "south-out")["south-camp"] == 720
    others = gone_to(found.convoys, "north-out")
    assert 0 < others["south-camp"] <= 280
    assert sum(others.values()) == 1200
    assert verify(agreement, found) == ()


def test_the_judge_sees_who_is_sent_elsewhere() -> None:
    agreement = choosing(north_camp=70, south_camp=30)
    other = choosing(north_camp=60, south_camp=40)
    assert codes(agreement, made(other)) == {"K938"}
    assert codes(agreement, made(choosing())) == {"K938"}
    assert codes(choosing(), made(agreement)) == set()


def test_choices_of_other_places_are_left_to_the_check() -> None:
    agreement = choosing(depot=100)
    assert gone_to(cut(agreement), "south-out") == {"north-camp": 2400}


# Households


@pytest.mark.parametrize("level", ["low", "likely", "high"])
def test_every_household_rides_in_one_convoy(level: Level) -> None:
    agreement = group(choosing(north_camp=70, south_camp=30), "south-people", households=FAMILIES)
    found = made(agreement, level=level)
    assert verify(agreement, found) == ()
    own = [c for c in found.convoys if c.movement == "south-out"]
    riding = {size: sum(c.households.get(size, 0) for c in own) for size in FAMILIES}
    civilians = agreement.people["south-people"].number.at(level) - 84  # type: ignore[union-attr]
    for size, told in FAMILIES.items():
        assert told * civilians // 2316 <= riding[size] <= told * civilians // 2316 + 1
    assert riding == FAMILIES or level != "likely"
    assert all(c.size <= 200 and people_in(c.households) <= c.people.get("civilians", 0) for c in own)
    assert not any(c.households for c in own if c.unconditional)


def test_phases_cut_between_households() -> None:
    """500 cannot be met with households of three: the first phase is a little smaller, never larger."""
    agreement = group(agreed(), "south-people", households={3: 772}, of_whom={}, number=Estimate(2316, 2316, 2316))
    phases = Phases(phases=(Phase(moves={"south-out": 500}), Phase(moves={"south-out": 1816, "north-out": 1200})))
    agreement = replace(agreement, exchanges={"phases": phases})
    found = made(agreement)
    assert verify(agreement, found) == ()
    assert all(c.size % 3 == 0 for c in found.convoys if c.movement == "south-out")


def test_a_household_is_seated_in_one_vehicle_where_it_fits() -> None:
    """Ten households of six do not sit together in a bus of fifty and a car of ten: eight and one."""
    batch = Convoy("", "out", {"civilians": 60}, "camp", {}, {6: 10})
    assert not together(batch, [50, 10])
    assert together(batch, [50, 12])
    assert not together(batch, [50])
    assert together(replace(batch, households={60: 1}), [50, 10])
    assert not together(replace(batch, people={"civilians": 62}, households={60: 1, 2: 1}), [50, 11, 1])


def test_a_convoy_takes_one_more_vehicle_so_that_households_sit_together() -> None:
    agreement = group(agreed(), "south-people", households={7: 56}, of_whom={}, number=Estimate(392, 392, 392))
    agreement = movement(agreement, "south-out", convoy=ConvoyLimit(people=98))
    apart = group(agreement, "south-people", households={})
    for given_, buses in ((agreement, {2}), (apart, {2})):
        assert {c.vehicles["buses"] for c in load(given_, "likely")[0] if c.movement == "south-out"} == buses
    tight = movement(agreement, "south-out", convoy=ConvoyLimit(people=100))
    tight = group(tight, "south-people", households={30: 3}, number=Estimate(100, 100, 100))
    convoys = [c for c in load(tight, "likely")[0] if c.movement == "south-out"]
    assert [(c.size, c.vehicles) for c in convoys] == [(100, {"buses": 3})]


def test_where_vehicles_are_too_few_to_sit_together_convoys_are_smaller() -> None:
    agreement = group(agreed(), "south-people", households={30: 4}, of_whom={}, number=Estimate(120, 120, 120))
    agreement = movement(agreement, "south-out", convoy=ConvoyLimit(vehicles=3))
    convoys = [c for c in load(agreement, "likely")[0] if c.movement == "south-out"]
    assert [(c.size, dict(c.households), c.vehicles["buses"]) for c in convoys] == [(60, {30: 2}, 2)] * 2


def test_a_household_larger_than_a_convoy_is_told_at_its_line() -> None:
    fault = refused(group(agreed(), "south-people", households={600: 1}))
    assert (fault.code, fault.facts["size"], fault.facts["places"]) == ("K911", 600, 500)
    assert fault.marks[0].where == ("people", "south-people", "households", "600")


def test_the_judge_sees_households_taken_apart() -> None:
    agreement = group(agreed(), "south-people", households=FAMILIES)
    found = made(agreement)
    first = next(c for c in found.convoys if c.households.get(12))
    apart = replace(first, households={s: n for s, n in first.households.items() if s != 12})
    assert codes(agreement, replace(found, convoys=tuple(apart if c is first else c for c in found.convoys))) == {
        "K939"
    }
    crowded = replace(first, households={12: 40})
    assert codes(agreement, replace(found, convoys=tuple(crowded if c is first else c for c in found.convoys))) == {
        "K939"
    }
    assert codes(agreement, made(agreed())) == {"K939"}


def test_a_plan_file_keeps_households() -> None:
    found = made(group(agreed(), "south-people", households=FAMILIES))
    assert from_json(to_json(found)) == found
    assert '"households"' not in to_json(made(agreed()))


def test_numbers_not_agreed_scale_from_the_households_told_of() -> None:
    agreement = group(agreed(), "south-people", number=None, of_whom={}, households={5: 10})
    convoys = [c for c in cut(agreement, given={"south-people": 500}) if c.movement == "south-out"]
    assert sum(c.households[5] for c in convoys) == 100


# The file


def test_sizes_are_read_in_both_kinds_of_digits_and_written_in_one() -> None:
    text = (AGREEMENTS / "two-towns.yaml").read_text("utf-8")
    text = text.replace(
        "of whom: {stretcher cases: 24,", "households: {3: 10, ٥: ٢٠}\n    of whom: {stretcher cases: 24,"
    )
    found = read(text).agreement
    assert found
    assert found.people["south-people"].households == {3: 10, 5: 20}
    assert "households: {3: 10, 5: 20}" in write(found)
    assert read(write(found)).agreement == found


@pytest.mark.parametrize(
    ("sizes", "code"), [("{3: 1, ٣: 2}", "S007"), ("{3: 1, 3: 2}", "S007"), ("{many: 1}", "S011"), ("{-1: 1}", "S011")]
)
def test_sizes_that_are_none_are_refused(sizes: str, code: str) -> None:
    head = "agreement: a\ntitle: A\nplaces: {here: {kind: assembly}}\n"
    faults = read(f"{head}people:\n  town: {{at: here, number: 9, households: {sizes}}}\n").faults
    assert [f.code for f in faults] == [code]


# Sharing, by chance


def riders(draw: st.DrawFn) -> Convoy:
    sizes = draw(st.dictionaries(st.integers(2, 12), st.integers(1, 12), max_size=5))
    people = {"civilians": people_in(sizes) + draw(st.integers(0, 60)), "weapon bearers": draw(st.integers(0, 20))}
    return Convoy("", "out", {c: n for c, n in people.items() if n}, "camp", {}, sizes)


RIDERS = st.composite(riders)()


@given(RIDERS, st.integers(1, 60))
def test_even_parts_lose_nobody_and_split_no_household(batch: Convoy, most: int) -> None:
    parts = even(batch, most)
    assert sum(p.size for p in parts) == batch.size
    assert sum((Counter(p.households) for p in parts), Counter()) == Counter(batch.households)
    assert all(0 < p.size <= max(most, *batch.households, 1) for p in parts)
    assert all(people_in(p.households) <= p.people.get("civilians", 0) for p in parts)


@given(RIDERS, st.lists(st.integers(0, 9), min_size=1, max_size=4).filter(any))
def test_choices_are_kept_to_the_household(batch: Convoy, weights: list[int]) -> None:
    asked = portions(batch.size, {str(i): Fraction(w) for i, w in enumerate(weights)})
    parts = by_choice(batch, dict(asked))
    assert sum(p.size for p in parts) == batch.size
    assert sum((Counter(p.households) for p in parts), Counter()) == Counter(batch.households)
    for to, number in asked.items():
        gone = sum(p.size for p in parts if p.to == to)
        assert abs(gone - number) < len(asked) * max(batch.households, default=1) or gone == number


@given(st.integers(0, 500), st.dictionaries(st.text(max_size=2), st.integers(0, 9), min_size=1, max_size=5))
def test_portions_are_whole_and_add_up(number: int, weights: dict[str, int]) -> None:
    found = portions(number, weights)
    total = sum(weights.values())
    assert sum(found.values()) == number
    assert all(abs(found[k] * total - number * w) < total for k, w in weights.items()) or not total


def test_households_without_room_are_spilt_or_make_a_part_larger() -> None:
    assert dealt({5: 2}, [4, 6], spill=0) == [{5: 1}, {5: 1}]
    assert dealt({5: 2}, [4, 6]) == [{5: 1}, {5: 1}]
    assert dealt({2: 1}, [0, 0]) == [{2: 1}, {}]
    parts = split(Convoy("", "out", {"civilians": 10}, "camp", {}, {5: 2}), [4, 6], spill=1)
    assert [p.size for p in parts] == [0, 10]


def test_a_few_households_scale_to_whole_ones() -> None:
    assert scaled({4: 10, 1: 9, 6: 0}, 100, 100) == {4: 10}
    assert scaled({4: 10}, 100, 50) == {4: 5}
    assert scaled({4: 10, 9: 1}, 100, 55) == {9: 1, 4: 6}
    assert scaled({4: 1}, 100, 3) == {}
    assert scaled({5: 30}, 100, 100) == {5: 20}


def test_fleets_that_serve_nobody_seat_nobody() -> None:
    none = replace(agreed(), fleets={"vans": Fleet(vehicle="car", seats=0, count=3, based_at="depot")})
    assert {f.code for f in load(none, "likely")[1]} == {"K902"}


def test_movements_have_convoys_smaller_by_their_own_parts() -> None:
    def sizes(**parts: int) -> tuple[int, int]:
        by = {name.replace("_", "-"): n for name, n in parts.items()}
        convoys, faults = load(agreed(), "likely", by)
        assert not faults
        return tuple(max(c.counted for c in convoys if c.movement == m) for m in ("south-out", "north-out"))  # type: ignore[return-value]

    assert sizes() == (193, 97)
    assert sizes(south_out=2) == (97, 97)
    assert sizes(north_out=4) == (193, 25)
    assert load(agreed(), "likely", 2) == load(agreed(), "likely", {"south-out": 2, "north-out": 2})


def test_nobody_is_lost_where_nothing_fits() -> None:
    batch = Convoy("", "out", {"civilians": 3}, "camp")
    assert [p.size for p in even(batch, 9, lambda _: False)] == [1, 1, 1]
    assert even(replace(batch, people={}), 9) == []
