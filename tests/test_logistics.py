"""Small changes to the clean agreement -> what can be carried, with figures worked out by hand.

The way out of either town: 30 minutes' loading, 30 to the bridge, 5 of inspection, 45 to the camp. A vehicle is 110
minutes out and 75 back. The bridge is open from 06:00 to 18:00, as the window is on its first day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mamarr.checking import BY_CODE
from mamarr.checking.logistics import seated
from mamarr.checking.rule import Case
from mamarr.checking.trips import Way, open_minutes, passable, seats_at_once, shortages, trips
from mamarr.model.agreement import Agreement
from mamarr.model.routes import stages
from mamarr.model.values import Hours
from mamarr.parsing import read

AGREEMENTS = Path(__file__).parents[1] / "agreements"


def two_towns(changes: str = "") -> Agreement:
    text = f"agreement: case\namends: two-towns\ntitle: Case\n{changes}\n"
    agreement = read(text, folder=AGREEMENTS).agreement
    assert agreement
    return agreement


def facts(code: str, changes: str) -> list[dict[str, Any]]:
    """The facts of each finding of rule *code*."""
    return [dict(finding.facts) for finding in BY_CODE[code].find(Case(two_towns(changes)))]


def ways(agreement: Agreement) -> list[Way]:
    case = Case(agreement)
    assert agreement.window
    return [
        Way(agreement, name, legs, agreement.window) for name in agreement.movements for legs in passable(case, name)
    ]


def test_minutes_on_board() -> None:
    """Low 30+20+2+30, likely 30+30+5+45, high 30+60+20+90."""
    case = Case(two_towns())
    legs = case.routes["south-out", "north-camp"]
    assert legs
    assert stages(case.agreement, legs, "low")[-1] == 82
    assert [leg.end for leg in legs] == ["bridge", "north-camp"]
    assert stages(case.agreement, legs, "likely") == [65, 110]
    assert stages(case.agreement, legs, "high")[-1] == 200


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        ("2030-03-04 07:49", 0),  # arrival at 07:50
        ("2030-03-04 07:50", 1),
        ("2030-03-04 10:54", 1),  # free again at 09:05, arrival at 10:55
        ("2030-03-04 10:55", 2),
        ("2030-03-04 23:00", 4),  # 06:00, 09:05, 12:10, 15:15; at 18:20 the bridge would be closed
        ("2030-03-05 06:44", 4),  # boards at 04:55 to pass when the bridge opens at 06:00, arrives at 06:45
        ("2030-03-05 06:45", 5),
        ("2030-03-06 20:00", 12),
    ],
)
def test_trips(closes: str, expected: int) -> None:
    agreement = two_towns(f"window: {{closes: {closes}}}")
    assert agreement.window
    assert trips(agreement.window, ways(agreement)) == expected


def test_a_movement_that_starts_later_has_fewer_trips() -> None:
    agreement = two_towns(
        "window: {closes: 2030-03-04 18:00}\nmovements: {north-out: none, south-out: {starts: 2030-03-04 12:00}}\n"
        "exchanges: {in-step: none}"
    )
    assert agreement.window
    assert trips(agreement.window, ways(agreement)) == 2  # 12:00 and 15:05


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (None, 62 * 60),  # from 06:00 to 20:00 two days later
        (Hours(6 * 60, 18 * 60), 36 * 60),
        (Hours(5 * 60, 7 * 60), (1 + 2 + 2) * 60),
        (Hours(22 * 60, 30 * 60), (8 + 8) * 60),  # two nights, until 06:00 each
        (Hours(22 * 60, 31 * 60), (1 + 9 + 9) * 60),  # the night before ends an hour after the opening
    ],
)
def test_open_minutes(hours: Hours | None, expected: int) -> None:
    window = two_towns().window
    assert window
    assert open_minutes(window, hours) == expected


def test_seats() -> None:
    """One trip: 40 buses of 50 and 12 ambulances with 2 seats, for 3,600 people of whom 36 lie."""
    assert facts("L601", "window: {closes: 2030-03-04 09:00}") == [{"needed": 3564, "possible": 2024}]


def test_seats_of_a_movement_that_has_its_own_fleet() -> None:
    """South Town alone on ambulances: 12 trips of 12 × 2 seats; the buses of the others do not help."""
    assert facts("L601", "movements: {south-out: {fleets: [ambulances]}}") == [{"needed": 2376, "possible": 288}]


def test_fleets_are_not_counted_twice() -> None:
    """Either movement alone would fit into one trip of 40 buses; both together do not."""
    case = Case(two_towns("window: {closes: 2030-03-04 09:00}\nfleets: {buses: {seats: 45}}"))
    rooms = {"buses": 45, "ambulances": 0}
    alone = {"north-out": seated(case, "north-out")}
    assert not list(shortages(case, alone, rooms))
    both = {m: seated(case, m) for m in case.agreement.movements}
    assert [(s.needed, s.possible) for s in shortages(case, both, rooms)] == [(3564, 1800)]


def test_stretchers() -> None:
    assert facts("L604", "fleets: {ambulances: none}") == [{"needed": 36, "possible": 0}]
    assert facts("L604", "fleets: {ambulances: {count: 1}}") == [{"needed": 36, "possible": 24}]
    assert facts("L604", "fleets: {ambulances: {count: 2}}") == []


def test_crossing() -> None:
    """2,400 people need 48 buses; the bridge is open 36 hours, and each direction is counted alone."""
    assert facts("L610", "places: {bridge: {vehicles per hour: 1}}") == [
        {"place": "bridge", "needed": 48, "possible": 36}
    ]
    assert facts("L610", "places: {bridge: {vehicles per hour: 2}}") == []


def test_reception() -> None:
    """2,500 people at most, for 2,000 places; a second destination takes the rest."""
    assert facts("L603", "places: {north-camp: {capacity: 2000}}") == [
        {"movement": "south-out", "people": 2500, "left": 500}
    ]
    second = "\nmovements: {south-out: {to: [north-camp, south-camp]}}"
    assert facts("L603", "places: {north-camp: {capacity: 2000}, south-camp: {capacity: 1750}}" + second) == []
    assert facts("L603", "places: {north-camp: {capacity: 2000}, south-camp: {capacity: 1700}}" + second) == [
        {"movement": "north-out", "people": 1250, "left": 50}
    ]


def test_seats_of_one_convoy() -> None:
    agreement = two_towns("fleets: {buses: {count: 7}}")
    assert seats_at_once(agreement, agreement.movements["south-out"]) == 7 * 50 + 3 * 2
    assert facts("L602", "places: {south-square: {capacity: 1000}}") == []
    assert facts("L602", "places: {south-square: {capacity: 1001}}") == [
        {"place": "south-square", "capacity": 1001, "seats": 500}
    ]


@pytest.mark.parametrize(
    ("limit", "broken", "at_risk"),
    [("109 minutes", 2, 0), ("110 minutes", 0, 2), ("199 minutes", 0, 2), ("200 minutes", 0, 0)],
)
def test_time_on_board(limit: str, broken: int, at_risk: int) -> None:
    changes = f"time on board at most: {limit}"
    assert (len(facts("L605", changes)), len(facts("L606", changes))) == (broken, at_risk)


@pytest.mark.parametrize(
    ("bridge", "camp", "passes"),
    [
        ("06:00-06:30", "06:00-06:44", False),  # 45 minutes from one to the other
        ("06:00-06:30", "06:00-06:45", True),
        ("22:00-23:59", "00:00-06:00", True),  # over midnight
    ],
)
def test_opening_hours(bridge: str, camp: str, passes: bool) -> None:
    changes = f'places: {{bridge: {{open: "{bridge}"}}, north-camp: {{open: "{camp}"}}}}'
    assert [f["movement"] for f in facts("L617", changes)] == ([] if passes else ["south-out"])


def test_no_window_leaves_only_what_no_window_can_cure() -> None:
    assert facts("L601", "window: none") == []
    assert facts("L610", "window: none\nplaces: {bridge: {vehicles per hour: 1}}") == []
    assert facts("L604", "window: none\nfleets: {ambulances: none}") == [{"needed": 36, "possible": 0}]
