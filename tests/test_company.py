"""What goes along with convoys, what leaves for good, who drives when -> times and faults, worked out by hand.

Everywhere: 30 minutes' loading, 10 to the bridge, 20 from there to the camp, so an hour from boarding to arrival and
half an hour back; minute 0 is midnight.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from mamarr.checking import BY_CODE
from mamarr.checking.rule import Case
from mamarr.lang import words
from mamarr.model.agreement import Agreement, Along, ConvoyLimit, Fleet
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import ancestors
from mamarr.model.plan import Plan
from mamarr.model.values import Hours
from mamarr.parsing import read
from mamarr.planning import plan
from mamarr.planning.rosters import rosters
from mamarr.planning.verify import verify
from mamarr.reporting.articles import printed
from small import agreement
from test_limits import RED, moving, places, wounded

ONE_BUS = {"buses": Fleet(vehicle="bus", seats=2, count=1, based_at="red")}


def fleet(**more: Any) -> dict[str, Any]:
    """Buses of two seats, based in Red, with these details."""
    return {"fleets": {"buses": replace(ONE_BUS["buses"], **more)}}


def driven(made: Agreement) -> dict[str, tuple[float, float]]:
    """When each convoy of a plan boards and arrives; the plan holds no breach."""
    found = plan(made)
    assert isinstance(found, Plan), found
    assert verify(made, found) == ()
    assert found.bound <= found.finish
    for roster in rosters(made, found):
        assert all(a.arrives <= b.begins for a, b in pairwise(roster.drives))
    at = {(s.convoy, s.act): t for s, t in found.times.items()}
    return {c.id: (at[c.id, "board"], at[c.id, "arrive"]) for c in found.convoys}


@pytest.mark.parametrize(
    ("hours", "boards"),
    [
        # 60 minutes out and 30 back: from 0 to 90, then from 90 to 180
        (None, [0, 90]),
        (Hours(0, 180), [0, 90]),
        # a minute short for the second trip: the next day
        (Hours(0, 179), [0, 1440]),
        (Hours(360, 450), [360, 1800]),
    ],
)
def test_crews_drive_out_and_back_within_their_hours(hours: Hours | None, boards: list[float]) -> None:
    made = agreement((RED,), (4,), **fleet(crew_hours=hours))
    assert [board for board, _ in driven(made).values()] == boards


def test_crews_that_can_never_drive_so_long_are_told_at_their_line() -> None:
    found = plan(agreement((RED,), (2,), **fleet(crew_hours=Hours(360, 449))))
    assert not isinstance(found, Plan)
    assert [(f.code, f.marks[0].where) for f in found] == [("K904", ("fleets", "buses", "crew hours"))]


def test_crews_also_come_from_their_base_within_their_hours() -> None:
    """The base is half an hour away: the crews set out at 360."""
    made = agreement((RED,), (2,), **fleet(crew_hours=Hours(360, 1080), based_at="camp"))
    assert driven(made) == {"red-out-01": (390, 450)}


def test_cars_that_leave_with_their_owners_make_one_trip() -> None:
    made = agreement((RED,), (6,), **fleet(vehicle="car", count=3, returns=False))
    assert driven(made) == {"red-out-01": (0, 60), "red-out-02": (0, 60), "red-out-03": (0, 60)}
    found = plan(replace(made, **fleet(vehicle="car", count=2, returns=False)))
    assert not isinstance(found, Plan)
    assert [(f.code, f.marks[0].where, f.facts["people"]) for f in found] == [("K912", ("movements", RED), 2)]


def test_cars_are_sent_once_also_where_a_convoy_has_several() -> None:
    """Six cars of two seats for nine people in convoys of at most four: three and three and three take two each."""
    made = moving(agreement((RED,), (9,), **fleet(count=6, returns=False)), ConvoyLimit(people=4))
    found = plan(made)
    assert isinstance(found, Plan)
    assert [c.vehicles["buses"] for c in found.convoys] == [2, 2, 2]
    assert [roster.drives[-1].end for roster in rosters(made, found)] == ["camp"] * 6


def test_cars_leave_full_where_even_convoys_would_need_more_of_them() -> None:
    """Five cars of two seats for nine people in convoys of at most four: four, three and two."""
    made = moving(agreement((RED,), (9,), **fleet(count=5, returns=False)), ConvoyLimit(people=4))
    found = plan(made)
    assert isinstance(found, Plan)
    assert [(c.size, c.vehicles["buses"]) for c in found.convoys] == [(4, 2), (3, 2), (2, 1)]
    assert verify(made, found) == ()


def test_four_cars_for_nine_people_leave_one_behind() -> None:
    found = plan(moving(agreement((RED,), (9,), **fleet(count=4, returns=False)), ConvoyLimit(people=3)))
    assert not isinstance(found, Plan)
    assert [(f.code, f.facts["people"]) for f in found] == [("K912", 1)]


def escorted(count: int = 1, made: Agreement | None = None, **terms: Any) -> Agreement:
    """Four buses for Red, and vehicles that go along."""
    made = made or agreement((RED,), (4,))
    fleets = {
        "buses": replace(ONE_BUS["buses"], count=4),
        "escorts": Fleet(vehicle="escort", seats=4, count=count, based_at="red"),
    }
    return moving(replace(made, fleets=fleets), fleets=("buses",), along={"escorts": Along(**terms)})


def test_convoys_wait_for_their_escort() -> None:
    """There is one escort: it is back 30 minutes after it arrived, so the second convoy boards at 90."""
    assert driven(escorted(per_convoy=1)) == {"red-out-01": (0, 60), "red-out-02": (90, 150)}
    assert driven(escorted(2, per_convoy=1)) == {"red-out-01": (0, 60), "red-out-02": (0, 60)}


def test_one_truck_for_so_many_people_makes_convoys_smaller() -> None:
    """One truck, one for every person: nobody can leave with another."""
    found = driven(escorted(one_for=1))
    assert [board for board, _ in found.values()] == [0, 90, 180, 270]


def test_wounded_people_have_the_escort_first() -> None:
    made = escorted(made=wounded(agreement((RED,), (2,))), per_convoy=1)
    assert driven(made) == {"red-out-m1": (0, 60), "red-out-01": (90, 150)}
    convoys = cut(made)
    loaded = [replace(c, vehicles={"buses": 1, "escorts": 1}) for c in reversed(convoys)]
    net = compile_net(made, loaded, resources=True)
    first = {c.id for c in convoys if c.unconditional}
    assert first
    for i, step in enumerate(net.steps):
        if step.convoy in first:
            behind = [net.gates[g] for g in ancestors(net, i)]
            assert {net.steps[g.step].convoy for g in behind} <= first


def test_those_who_go_along_count_at_a_crossing_and_carry_nobody() -> None:
    """Two vehicles a convoy at two an hour: an hour for each."""
    made = escorted(2, agreement((RED,), (4,), **places(bridge={"vehicles_per_hour": 2})), per_convoy=1)
    assert driven(made) == {"red-out-01": (0, 60), "red-out-02": (60, 120)}
    found = plan(made)
    assert isinstance(found, Plan)
    alone = replace(found, convoys=tuple(replace(c, vehicles={"escorts": 1}) for c in found.convoys))
    assert "K924" in {f.code for f in verify(made, alone)}


def test_too_few_to_go_along_is_told_at_its_line() -> None:
    found = plan(escorted(1, per_convoy=2))
    assert not isinstance(found, Plan)
    assert [(f.code, f.marks[0].where) for f in found] == [("K913", ("movements", RED, "along", "escorts"))]


VEHICLES: tuple[tuple[str, Agreement, Callable[[Plan], Plan]], ...] = (
    (
        "K966",
        escorted(per_convoy=1),
        lambda p: replace(p, convoys=tuple(replace(c, vehicles={"buses": 1}) for c in p.convoys)),
    ),
    (
        "K967",
        agreement((RED,), (2,), **fleet(crew_hours=Hours(0, 90))),
        lambda p: replace(p, times={s: t + 1 for s, t in p.times.items()}),
    ),
    # of two cars that leave for good, one is to go twice
    (
        "K925",
        agreement((RED,), (4,), **fleet(count=2, returns=False)),
        lambda p: replace(p, convoys=tuple(replace(c, vehicles={"buses": 2}) for c in p.convoys)),
    ),
)


@pytest.mark.parametrize(("code", "made", "edit"), VEHICLES, ids=[code for code, _, _ in VEHICLES])
def test_what_an_edit_breaks_of_vehicles_is_found(code: str, made: Agreement, edit: Callable[[Plan], Plan]) -> None:
    found = plan(made)
    assert isinstance(found, Plan)
    faults = {f.code: f for f in verify(made, edit(found))}
    assert code in faults
    for language in ("en", "ar"):
        assert words(language, "plan")(code, faults[code].facts)


def test_the_hours_of_crews_are_told_as_what_the_finish_waits_for() -> None:
    found = plan(agreement((RED,), (4,), **fleet(crew_hours=Hours(0, 179))))
    assert isinstance(found, Plan)
    assert "crew" in {link.because for link in found.critical}


def test_terms_of_vehicles_stand_in_the_articles() -> None:
    made = escorted(per_convoy=2, one_for=50)
    cars = {**made.fleets, "buses": replace(made.fleets["buses"], returns=False, crew_hours=Hours(360, 1080))}
    made = replace(made, fleets=cars)
    paragraphs = {
        language: "\n".join(p for article in printed(made, language) for p in article.paragraphs)
        for language in ("en", "ar")
    }
    assert "With each convoy of red-out go, without carrying its people, of escorts: 2." in paragraphs["en"]
    assert "For every 50 people of red-out, or fewer, goes one of escorts" in paragraphs["en"]
    assert "buses: each makes one trip and does not come back." in paragraphs["en"]
    assert "The crews of buses drive within 06:00–18:00" in paragraphs["en"]
    said = ("رحلة واحدة", "طواقم", "يرافق كل قافلة", "مركبة مرافقة")
    assert all(term in paragraphs["ar"] for term in said)


NEVER_KEPT = [
    ("S027", "places: {bridge: {kind: holding, capacity: 0}}", [{"key": "capacity"}]),
    ("S027", "movements: {south-out: {along: {ambulances: {one for: 0}}}}", [{"key": "one for"}]),
    # a convoy of 200, and one of 100, through a site for 150
    ("L630", "places: {bridge: {kind: holding, capacity: 150}}", [{"people": 200, "capacity": 150}]),
    ("L630", "places: {bridge: {kind: holding, capacity: 200}}", []),
    # 62 hours of window for 2,400 people: 39 an hour are enough, 38 receive 2,356
    ("L631", "places: {north-camp: {people per hour: 39}}", []),
    ("L631", "places: {north-camp: {people per hour: 38}}", [{"people": 2400, "possible": 2356}]),
    # 110 minutes out (65 to the bridge, 45 on), 80 back (45 and 5 of inspection, 30)
    ("L632", "fleets: {buses: {crew hours: 06:00-09:10}}", []),
    ("L632", "fleets: {buses: {crew hours: 06:00-09:09}}", [{"minutes": 190, "hours": 189}]),
    ("L633", "movements: {south-out: {along: {ambulances: {per convoy: 12}}}}", []),
    (
        "L633",
        "movements: {south-out: {along: {ambulances: {per convoy: 12, one for: 9}}}}",
        [{"needed": 13, "count": 12}],
    ),
]


@pytest.mark.parametrize(("code", "changes", "facts"), NEVER_KEPT)
def test_limits_that_nobody_can_keep(code: str, changes: str, facts: list[dict[str, Any]]) -> None:
    text = f"agreement: case\namends: two-towns\ntitle: Case\n{changes}\n"
    made = read(text, folder=Path(__file__).parents[1] / "agreements").agreement
    assert made
    findings = list(BY_CODE[code].find(Case(made)))
    assert [{k: f.facts[k] for k in known} for f, known in zip(findings, facts, strict=True)] == facts
