"""Roads, hours, vehicles and crossings, case by case: when people can be where."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from boarding import EIGHT, GREEN, NEVER, RED, between, boardings, on_board
from mamarr.model.agreement import (
    Fleet,
    Group,
    Movement,
)
from mamarr.model.batches import cut
from mamarr.model.plan import Convoy
from mamarr.model.values import Hours
from small import agreement, exactly, place


def test_roads_that_do_not_connect_take_no_time_here() -> None:
    """The check reports them; the order of leaving can be judged all the same."""
    assert boardings(between(roads=()), act="arrive")["red-out-01"] == 30


def test_boarding_waits_for_the_start_of_the_movement() -> None:
    starts = Movement(people="red", to=("camp",), starts=datetime(2016, 12, 18, 9, 30))  # noqa: DTZ001
    made = between(movements={RED: starts})
    assert boardings(replace(made, window=EIGHT)) == {"red-out-01": 90}
    assert boardings(made) == {"red-out-01": 0}, "without a window there is no clock"


def test_boarding_waits_until_nobody_will_stand_before_a_closed_crossing() -> None:
    hours = between(window=EIGHT, places=open_bridge(Hours(600, 720)))
    assert boardings(hours)["red-out-01"] == 80
    assert boardings(hours, act="cross")["red-out-01"] == 120, "40 minutes later, at ten"


def open_bridge(hours: Hours, per_hour: int | None = None) -> dict[str, Any]:
    return {**between().places, "bridge": place("crossing", open=hours, vehicles_per_hour=per_hour)}


def test_vehicles_come_from_their_base_and_come_back_before_they_leave_again() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="bridge")
    made = agreement((RED,), (4,), fleets={"buses": buses})
    convoys = on_board(cut(made), buses=1)
    assert boardings(made, convoys, resources=True) == {"red-out-01": 10, "red-out-02": 10 + 60 + 30}
    assert boardings(made, resources=True) == {"red-out-01": 0, "red-out-02": 0}, "nobody said which vehicles"


def test_vehicles_that_cannot_come_or_cannot_come_back() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="camp")
    made = agreement((RED,), (4,), fleets={"buses": buses})
    one_way = tuple(replace(road, one_way=True) for road in made.roads)
    convoys = on_board(cut(made), buses=1)
    assert set(boardings(replace(made, roads=one_way), convoys, resources=True).values()) == {NEVER}
    near = replace(made, roads=one_way, fleets={"buses": replace(buses, based_at="red")})
    assert boardings(near, convoys, resources=True) == {"red-out-01": 0, "red-out-02": NEVER}


def test_empty_vehicles_do_not_set_out_for_a_closed_crossing() -> None:
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="red")
    places = open_bridge(Hours(480, 530))
    made = agreement((RED,), (4,), fleets={"buses": buses}, window=EIGHT, places=places)
    times = boardings(made, on_board(cut(made), buses=1), resources=True)
    assert times["red-out-01"] == 0
    assert times["red-out-02"] == 24 * 60 + 10, "over the bridge the next morning, 10 minutes from town"


def test_the_wounded_take_the_vehicles_first_whatever_the_order() -> None:
    people = {"red": Group(at="red", number=exactly(4), of_whom={"wounded": 2})}
    buses = Fleet(vehicle="bus", seats=2, count=1, based_at="red")
    made = agreement((RED,), (4,), fleets={"buses": buses}, people=people)
    convoys = on_board(cut(made)[::-1], buses=1)
    assert [c.id for c in convoys] == ["red-out-01", "red-out-m1"]
    assert boardings(made, convoys, resources=True) == {"red-out-01": 90, "red-out-m1": 0}


def test_a_crossing_lets_through_so_many_an_hour_and_nobody_queues_loaded() -> None:
    fleets = {"buses": Fleet(vehicle="bus", seats=2, count=9, based_at="red")}
    made = agreement(fleets=fleets, places=open_bridge(Hours(0, 1440), per_hour=6), numbers=(4, 2))
    made = replace(made, movements={**made.movements, GREEN: Movement(people="blue", to=("camp",), via=())})
    convoys = (
        *on_board(cut(made)[:2], buses=2),
        *cut(made)[2:],
        Convoy("green-out-01", GREEN, {"civilians": 1}, "camp"),
    )
    times = boardings(made, convoys, resources=True)
    assert times == {"red-out-01": 0, "red-out-02": 20, "blue-out-01": 0, "green-out-01": 0}
    assert boardings(made, convoys, act="cross", resources=True) == {
        "red-out-01": 40,
        "red-out-02": 60,
        "blue-out-01": 40,
    }
