"""Small agreements with hours, distances and rooms -> the times of the law, worked out by hand, and what breaks them.

Everywhere: 30 minutes' loading, 10 to the bridge, 20 from there to the camp; convoys of two; minute 0 is midnight. So
whoever boards at 0 is on the road to the bridge from 30 to 40, on the road to the camp from 40 to 60, when they arrive.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from mamarr.lang import words
from mamarr.model.agreement import Agreement, AnyExchange, ConvoyLimit, Fleet, Group, Lock, Road
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import run
from mamarr.model.plan import Plan
from mamarr.model.values import Hours, Path
from mamarr.planning import plan
from mamarr.planning.terms import terms
from mamarr.planning.verify import verify
from mamarr.reporting.articles import printed
from small import NAMES, Small, agreement, exactly, limiteds, place
from trial import disagreement_on_limits

RED, BLUE, _ = NAMES
NEVER = float("inf")


def roads(to_camp: Hours | None = None, to_bridge: Hours | None = None) -> dict[str, Any]:
    return {
        "roads": (
            Road(from_="red", to="bridge", minutes=exactly(10), open=to_bridge),
            Road(from_="blue", to="bridge", minutes=exactly(10), open=to_bridge),
            Road(from_="bridge", to="camp", minutes=exactly(20), open=to_camp),
        )
    }


def places(**more: dict[str, Any]) -> dict[str, Any]:
    """The places, with these details."""
    given: dict[str, dict[str, Any]] = {"red": {}, "blue": {}, "bridge": {}, "camp": {}} | more
    kinds = {"red": "assembly", "blue": "assembly", "bridge": "crossing", "camp": "reception"}
    return {"places": {name: place(**({"kind": kinds[name]} | details)) for name, details in given.items()}}


def moving(made: Agreement, convoy: ConvoyLimit | None = None, **more: Any) -> Agreement:
    """The same with other terms of both movements."""
    convoy = convoy or ConvoyLimit(people=2)
    return replace(made, movements={n: replace(m, convoy=convoy, **more) for n, m in made.movements.items()})


def wounded(made: Agreement, number: int = 2) -> Agreement:
    """The same, with so many wounded people beside those in Red."""
    red = made.people["red"]
    assert red.number
    group = Group(at="red", number=exactly(red.number.likely + number), of_whom={"wounded": number})
    return replace(made, people={**made.people, "red": group})


def rides(made: Agreement, *first: str) -> dict[str, tuple[float, float]]:
    """When each convoy boards and arrives, those named ranked first."""
    rank = {name: i for i, name in enumerate(first)}
    convoys = sorted(cut(made), key=lambda c: rank.get(c.id, len(rank)))
    net = compile_net(made, convoys, resources=True)
    at = {(s.convoy, s.act): t for s, t in zip(net.steps, run(net).times, strict=True)}
    return {c.id: (at[c.id, "board"], at[c.id, "arrive"]) for c in convoys}


CURFEWS = [
    # open all the while that a convoy that boards at once is on it: 40 to 60
    (roads(to_camp=Hours(40, 60)), (0, 60)),
    # a minute less, and it is on the road on the next day, from 1440: it boards 40 minutes before
    (roads(to_camp=Hours(0, 59)), (1400, 1460)),
    # from six: it passes the bridge at 360, boards at 320
    (roads(to_camp=Hours(360, 1080)), (320, 380)),
    # twenty minutes do not fit into nineteen
    (roads(to_camp=Hours(360, 379)), (NEVER, NEVER)),
    # two curfews: on the first road from 360 on, so on the second from 370
    (roads(to_camp=Hours(365, 600), to_bridge=Hours(360, 600)), (330, 390)),
    # the second road is open before the first: nobody can be on both in one go
    (roads(to_camp=Hours(0, 60), to_bridge=Hours(360, 420)), (NEVER, NEVER)),
    # open all day, whatever the hour at which the day begins
    (roads(to_camp=Hours(50, 1490)), (0, 60)),
]


@pytest.mark.parametrize(("terms", "expected"), CURFEWS)
def test_nobody_is_on_a_road_outside_its_hours(terms: dict[str, Any], expected: tuple[float, float]) -> None:
    made = agreement((RED,), (2,), **terms | {"roads": terms["roads"][0:1] + terms["roads"][2:]})
    assert rides(made)["red-out-01"] == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (Hours(0, 60), (0, 60)),  # an hour from boarding to arrival
        (Hours(0, 59), (NEVER, NEVER)),
        (Hours(360, 1080), (360, 420)),
        (Hours(1320, 1860), (0, 60)),  # by night, from 22:00 to 07:00
        (Hours(1410, 1469), (NEVER, NEVER)),  # 59 minutes around midnight
    ],
)
def test_a_movement_keeps_to_its_hours(hours: Hours, expected: tuple[float, float]) -> None:
    assert rides(moving(agreement((RED,), (2,)), hours=hours))["red-out-01"] == expected


def test_before_dusk_or_not_at_all() -> None:
    """From 00:00 to 02:30, convoys half an hour apart: boarding at 0, 30, 60 and 90; the fifth would arrive at 180."""
    made = moving(agreement((RED,), (10,)), ConvoyLimit(people=2, spacing=30), hours=Hours(0, 150))
    assert [board for board, _ in rides(made).values()] == [0, 30, 60, 90, 1440]


def test_convoys_of_a_movement_keep_their_distance_and_others_do_not_mind() -> None:
    made = moving(agreement((RED, BLUE), (6, 2)), ConvoyLimit(people=2, spacing=45))
    assert rides(made) == {
        "red-out-01": (0, 60),
        "red-out-02": (45, 105),
        "red-out-03": (90, 150),
        "blue-out-01": (0, 60),
    }


def test_the_wounded_depart_first_and_the_others_keep_their_distance_to_them() -> None:
    made = wounded(moving(agreement((RED,), (2,)), ConvoyLimit(people=2, spacing=45)))
    assert rides(made, "red-out-01") == {"red-out-01": (45, 105), "red-out-m1": (0, 60)}


def test_a_reception_takes_one_convoy_after_the_other() -> None:
    """Four people an hour: half an hour for each convoy of two, whichever side it comes from."""
    made = agreement((RED, BLUE), (4, 2), **places(camp={"people_per_hour": 4}))
    assert rides(made, "red-out-01", "blue-out-01") == {
        "red-out-01": (0, 60),
        "blue-out-01": (30, 90),
        "red-out-02": (60, 120),
    }


def test_nobody_waits_for_wounded_people_who_cannot_come_yet() -> None:
    """The wounded of Red come at 420, when their hours begin; Blue, on the road all day, need not let them go first."""
    made = wounded(agreement((RED, BLUE), (0, 4), **places(camp={"people_per_hour": 4})))
    red = replace(made.movements[RED], hours=Hours(360, 1080))
    made = replace(made, movements={**made.movements, RED: red})
    assert rides(made) == {"red-out-m1": (360, 420), "blue-out-01": (0, 60), "blue-out-02": (30, 90)}


def test_nobody_waits_on_board_before_a_reception() -> None:
    """Blue comes by a road of 40 minutes, arrives at 90; Red, ranked behind, arrives half an hour later, from 60 on."""
    longer = (*roads()["roads"][:1], Road(from_="blue", to="bridge", minutes=exactly(40)), *roads()["roads"][2:])
    made = agreement((RED, BLUE), (2, 2), roads=longer, **places(camp={"people_per_hour": 4}))
    assert rides(made, "blue-out-01") == {"blue-out-01": (0, 90), "red-out-01": (60, 120)}


def test_a_holding_site_takes_as_many_as_it_has_room_for() -> None:
    """Room for four: two convoys at once, the others when they leave the site at 40."""
    made = agreement((RED, BLUE), (4, 4), **places(bridge={"kind": "holding", "capacity": 4}))
    found = rides(made, "red-out-01", "blue-out-01", "red-out-02", "blue-out-02")
    assert [board for board, _ in found.values()] == [0, 0, 40, 40]


def test_room_at_a_holding_site_is_kept_for_the_wounded() -> None:
    """Room for four, of which two are kept: only one convoy of the others goes at once."""
    made = wounded(agreement((RED,), (4,), **places(bridge={"kind": "holding", "capacity": 4})))
    assert rides(made) == {"red-out-m1": (0, 60), "red-out-01": (0, 60), "red-out-02": (40, 100)}


def test_convoys_are_no_larger_than_a_holding_site() -> None:
    made = agreement((RED,), (9,), **places(bridge={"kind": "holding", "capacity": 3}))
    assert [c.size for c in cut(moving(made, ConvoyLimit(people=8)))] == [3, 3, 3]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(limiteds())
def test_law_and_judges_agree_on_limits(small: Small) -> None:
    assert disagreement_on_limits(small) is None


BUSES = {"buses": Fleet(vehicle="bus", seats=2, count=4, based_at="bridge")}
LIMITED: tuple[tuple[str, Callable[[], Agreement], Callable[[float], float], str], ...] = (
    ("K961", lambda: agreement(fleets=BUSES, **roads(to_camp=Hours(100, 500))), lambda t: t - 60, "curfew"),
    ("K962", lambda: moving(agreement(fleets=BUSES), hours=Hours(100, 300)), lambda t: t - 60, "daily"),
    (
        "K963",
        lambda: moving(agreement(fleets=BUSES), ConvoyLimit(people=2, spacing=400)),
        lambda t: min(t, 300),
        "distance",
    ),
    ("K964", lambda: agreement(fleets=BUSES, **places(camp={"people_per_hour": 1})), lambda t: t / 2, "registration"),
    (
        "K965",
        lambda: agreement(fleets=BUSES, **places(bridge={"kind": "holding", "capacity": 2})),
        lambda t: t % 20 + t // 40,
        "room",
    ),
)


@pytest.mark.parametrize(("code", "terms", "shift", "because"), LIMITED, ids=[c for c, *_ in LIMITED])
def test_limits_are_planned_for_explained_and_their_breach_is_found(
    code: str, terms: Callable[[], Agreement], shift: Callable[[float], float], because: str
) -> None:
    made = terms()
    found = plan(made)
    assert isinstance(found, Plan), found
    assert verify(made, found) == ()
    assert found.bound <= found.finish
    assert because in {link.because for link in found.critical}
    start = {s.convoy: t for s, t in found.times.items() if s.act == "board"}
    edited = replace(found, times={s: t - start[s.convoy] + shift(start[s.convoy]) for s, t in found.times.items()})
    breaches = {f.code: f for f in verify(made, edited)}
    assert code in breaches
    for language in ("en", "ar"):
        speak = words(language, "plan")
        assert speak(code, breaches[code].facts)
        assert speak(f"{code}.do", breaches[code].facts)
        assert all(speak(f"because-{link.because}", name=link.named) for link in found.critical)


def test_limits_stand_in_the_articles() -> None:
    made = moving(agreement(), ConvoyLimit(people=2, spacing=45), hours=Hours(360, 1080))
    made = replace(made, **roads(to_camp=Hours(420, 1020)), **places(camp={"people_per_hour": 120}))
    paragraphs = {
        language: "\n".join(p for article in printed(made, language) for p in article.paragraphs)
        for language in ("en", "ar")
    }
    assert "From bridge to camp, nobody is on the road outside 07:00–17:00." in paragraphs["en"]
    assert "It registers and houses 120 people an hour." in paragraphs["en"]
    assert "Convoys of red-out board, drive and arrive within 06:00–18:00" in paragraphs["en"]
    assert "Between two departures of red-out: at least 45 minutes." in paragraphs["en"]
    assert all(term in paragraphs["ar"] for term in ("07:00–17:00", "120", "06:00–18:00", "المدة الفاصلة"))


def test_hours_that_suit_nobody_are_told_at_their_lines() -> None:
    made = moving(agreement(fleets=BUSES, **roads(to_camp=Hours(600, 660))), hours=Hours(0, 600))
    found = plan(made)
    assert not isinstance(found, Plan)
    assert [(f.code, [m.where for m in f.marks]) for f in found] == [
        ("K904", [("roads", 2, "open"), ("movements", name, "hours"), ("movements", name)]) for name in NAMES[:2]
    ]


TERMS = [
    (moving(agreement(fleets=BUSES), hours=Hours(0, 61)), ("movements", RED, "hours")),
    (moving(agreement(fleets=BUSES), ConvoyLimit(people=2, spacing=90)), ("movements", RED, "convoy", "spacing")),
    (agreement(fleets=BUSES, **roads(to_camp=Hours(60, 80))), ("roads", 2, "open")),
    (agreement(fleets=BUSES, **places(camp={"people_per_hour": 1})), ("places", "camp", "people per hour")),
    (
        agreement(fleets=BUSES, **places(bridge={"kind": "holding", "capacity": 2})),
        ("places", "bridge", "capacity"),
    ),
]


@pytest.mark.parametrize(("made", "where"), TERMS, ids=[str(where) for _, where in TERMS])
def test_every_limit_is_a_term_that_can_be_let_go(made: Agreement, where: Path) -> None:
    (term,) = [t for t in terms(made) if t.where == where]
    before, after = plan(made), plan(term.let_go(made))
    assert isinstance(before, Plan)
    assert isinstance(after, Plan)
    assert sum(after.times.values()) < sum(before.times.values())
    assert words("en", "plan").has(f"label-term-{term.kind}")
    assert words("ar", "plan").has(f"label-term-{term.kind}")


def test_where_people_wait_on_their_way_they_board_just_in_time() -> None:
    """Red waits at the bridge until Blue has arrived at 70: it boards at 30 instead of 10, and still arrives at 90.

    So the agreed time on board holds, down to the way itself.
    """
    lock = Lock(movement=RED, waits_for=BLUE, waits_at=("bridge",))
    made = agreement((RED, BLUE), (2, 2), fleets=BUSES, exchanges={"lock": lock})
    for allowed in (None, 60):
        found = plan(replace(made, time_on_board_at_most=allowed))
        assert isinstance(found, Plan)
        assert {s.act: t for s, t in found.times.items() if s.convoy == "red-out-01"} == {
            "board": 30,
            "depart": 60,
            "cross": 70,
            "arrive": 90,
            "free": 120,
        }
        assert found.finish == 90
        assert "lock" in {link.named for link in found.critical}
        assert verify(made, found) == ()
    short = replace(made, time_on_board_at_most=59)
    told = plan(short)
    assert not isinstance(told, Plan)
    assert [(f.code, f.facts["minutes"]) for f in told] == [("K906", 60), ("K906", 60)], "on both ways"
    found = plan(made)
    assert isinstance(found, Plan)
    early = {s: t - 20 * (s.convoy == "red-out-01" and s.act in ("board", "depart")) for s, t in found.times.items()}
    assert {f.code for f in verify(replace(made, time_on_board_at_most=79), replace(found, times=early))} == {"K930"}


def test_nobody_boards_later_for_whom_somebody_else_would_arrive_later() -> None:
    """Blue counts from the departure of Red on: Red waits at the bridge, and does not depart later for it."""
    exchanges: dict[str, AnyExchange] = {
        "lock": Lock(movement=RED, waits_for=BLUE, waits_at=("bridge",)),
        "key": Lock(movement=BLUE, waits_for=RED, counted_at="departure"),
    }
    made = agreement((RED, BLUE), (2, 2), fleets=BUSES, exchanges=exchanges)
    found = plan(made)
    assert isinstance(found, Plan)
    boards = {s.convoy: t for s, t in found.times.items() if s.act == "board"}
    assert boards["blue-out-01"] == boards["red-out-01"] + 30
    assert found.figures.longest > 60
    assert verify(made, found) == ()
