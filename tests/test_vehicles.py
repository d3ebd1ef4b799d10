"""The law's times -> a real vehicle for every convoy; the verifier and the rosters find one whenever there is one.

Against a brute force that knows neither gates nor matchings: it sends each vehicle wherever it can be in time.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations, pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mamarr.model.agreement import Agreement, ConvoyLimit, Fleet, Group, InStep, Movement, Road, Window
from mamarr.model.clauses import compile_net
from mamarr.model.law import Net, Step, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Hours, Text
from mamarr.planning.rosters import rosters
from mamarr.planning.verify.limits import crews
from mamarr.planning.verify.trips import is_open, opens, trips
from mamarr.planning.verify.vehicles import fleets
from small import Small, agreement, exactly, in_order, place
from test_planted_bugs import Edit, planted
from test_ranking import assert_grown_as_the_law_runs

TOWNS = ("red", "blue", "green")
CAMPS = ("camp", "school")


@st.composite
def shared(draw: st.DrawFn) -> Small:
    """Towns and camps with roads of any length between them, and few vehicles that all of them share."""
    towns = TOWNS[: draw(st.integers(1, 3))]
    minutes = st.integers(0, 9).map(lambda n: exactly(10 * n))
    pairs = (
        [(a, b) for a in towns for b in CAMPS]
        + list(pairwise((*towns, "ford")))
        + [CAMPS]
        + [("ford", camp) for camp in CAMPS]
    )
    hours = st.none() | st.sampled_from((Hours(0, 60), Hours(120, 180), Hours(480, 600)))
    bases = {fleet: draw(st.sampled_from(towns)) for fleet in ("buses", "cars")}
    sent = draw(st.none() | st.just((bases["buses"], *CAMPS)))
    counts = {"buses": draw(st.integers(1, 3)), "cars": draw(st.integers(0, 2))}
    number = draw(st.integers(1, 7))
    convoys = []
    for i in range(number):
        vehicles = {f: draw(st.integers(f == "buses", min(2, n))) for f, n in counts.items()}
        wounded = draw(st.integers(0, 4)) == 0
        convoys.append(
            Convoy(
                f"convoy-{i}",
                f"{draw(st.sampled_from(towns))}-out",
                {"wounded" if wounded else "civilians": 1},
                draw(st.sampled_from(CAMPS)),
                {f: n for f, n in vehicles.items() if n},
                from_=draw(st.sampled_from(sent)) if sent else "",
            )
        )
    moving = {f"{town}-out": [c for c in convoys if c.movement == f"{town}-out"] for town in towns}
    in_step = InStep(between=(("red-out",), ("blue-out",)), tolerance=draw(st.integers(1, 2)))
    made = Agreement(
        agreement="shared",
        title=Text("Shared"),
        places={
            **{town: place("assembly") for town in towns},
            "ford": place("crossing", open=draw(hours)),
            "camp": place("reception", open=draw(hours)),
            "school": place("reception"),
        },
        roads=tuple(Road(from_=a, to=b, minutes=draw(minutes), one_way=draw(st.integers(0, 9)) == 0) for a, b in pairs),
        people={t: Group(at=t, number=exactly(len(moving[f"{t}-out"]))) for t in towns},
        movements={f"{town}-out": Movement(people=town, to=CAMPS, convoy=ConvoyLimit(vehicles=4)) for town in towns},
        fleets={
            f: Fleet(
                vehicle="bus",
                seats=1,
                count=n,
                based_at=bases[f],
                returns=draw(st.integers(0, 4)) > 0,
                crew_hours=draw(st.none() | st.none() | st.sampled_from((Hours(0, 240), Hours(360, 780)))),
            )
            for f, n in counts.items()
        },
        exchanges={"in step": in_step} if len(towns) > 1 and draw(st.booleans()) else {},
    )
    return Small(made, in_order(draw, convoys))


Timed = dict[Step, float]
Compile = Callable[..., Net]


def planned(small: Small, compile_net: Compile = compile_net) -> Plan:
    """The convoys that arrive by the law at all, with its times."""
    net = compile_net(small.agreement, small.convoys, resources=True)
    times = dict(zip(net.steps, run(net).times, strict=True))
    return at(small.agreement, small.convoys, times)


def at(agreement: Agreement, convoys: Sequence[Convoy], times: Timed) -> Plan:
    there = [c for c in convoys if times[Step(c.id, "arrive", c.to)] < inf]
    given: dict[str, Any] = {"digest": "", "level": "likely", "finish": 0.0, "bound": 0.0, "bound_by": "route"}
    given |= {"imbalance": 0.0, "imbalance_at": 0.0, "imbalance_of": "", "critical": ()}
    return Plan(agreement=agreement.agreement, convoys=tuple(there), times=times, **given)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([(3, 30), (10, 26), (6, 1)]),
    st.integers(0, 1439),
    st.integers(0, 1500),
    st.integers(0, 12 * 60),
    st.floats(0.0, 3000.0),
)
def test_the_next_opening_is_the_first_minute_that_is_open(
    day: tuple[int, int], first: int, long: int, stay: int, at_: float
) -> None:
    """Also where clocks are put forward or back on the second day."""
    opens_at = datetime(2030, *day, 8, 0)  # noqa: DTZ001
    window = Window(opens=opens_at, closes=opens_at + timedelta(days=5), zone="Europe/Berlin")
    plan, hours = replace(at(agreement(), (), {}), window=window), Hours(first, first + long)
    walked = (at_ + m for m in range(2 * 1440 + 1) if is_open(hours, at_ + m, plan, stay))
    assert opens(hours, at_, plan, stay) == next(walked, inf)


def served(agreement: Agreement, plan: Plan, fleet: str) -> bool:
    """Whether every convoy can have its vehicles of *fleet*: every choice is tried."""
    order = sorted((t for t in trips(agreement, plan)[0] if t.convoy.vehicles.get(fleet)), key=lambda t: t.boards)
    opened = cache(lambda place, at: opens(agreement.places[place].open, at, plan))
    reach = cache(lambda start, leaves: reached(agreement, opened, start, leaves))
    spec = agreement.fleets[fleet]

    @cache
    def there(place: str, leaves: float, origin: str) -> float:
        """When a crew can have brought a vehicle from there to *origin*, every ten minutes tried."""
        for moment in range(int(leaves), int(leaves) + 2 * 1440, 10) if spec.crew_hours else ():
            arrives = reach(place, float(moment))[origin]
            if spec.crew_hours and arrives < inf and is_open(spec.crew_hours, moment, plan, arrives - moment):
                return arrives
        return inf if spec.crew_hours else reach(place, leaves)[origin]

    @cache
    def rest(i: int, pool: tuple[tuple[str, float], ...]) -> bool:
        if i == len(order):
            return True
        trip, need = order[i], order[i].convoy.vehicles[fleet]
        ready = [v for v in range(len(pool)) if pool[v][1] <= trip.boards >= there(*pool[v], trip.origin)]
        then = [(trip.convoy.to, trip.arrives)] * (need if spec.returns else 0)
        back = reached(agreement, lambda _, at: at, trip.convoy.to, trip.arrives)[trip.origin]
        ends = trip.arrives if back == inf else back
        if spec.crew_hours and not is_open(spec.crew_hours, trip.boards, plan, ends - trip.boards):
            return False
        return any(
            rest(i + 1, tuple(sorted([*(v for n, v in enumerate(pool) if n not in taken), *then])))
            for taken in combinations(ready, need)
        )

    return rest(0, ((agreement.fleets[fleet].based_at, 0.0),) * agreement.fleets[fleet].count)


def reached(agreement: Agreement, opened: Callable[[str, float], float], start: str, leaves: float) -> dict[str, float]:
    """When a vehicle can be where: the roads relaxed until nothing gets sooner."""
    found = dict.fromkeys(agreement.places, inf) | {start: leaves}
    for _ in agreement.places:
        for road in agreement.roads:
            for a, b in ((road.from_, road.to), (road.to, road.from_))[: 1 if road.one_way else 2]:
                if found[a] < inf:
                    found[b] = min(found[b], opened(b, found[a] + road.minutes.likely))
    return found


def drawn_up(agreement: Agreement, plan: Plan, fleet: str) -> bool:
    """Whether the rosters give every convoy its vehicles."""
    sent = Counter(d.convoy for r in rosters(agreement, plan) if r.fleet == fleet for d in r.drives if d.convoy)
    return sent == {c.id: n for c in plan.convoys if (n := c.vehicles.get(fleet))}


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(shared())
def test_every_plan_of_the_law_has_its_vehicles(small: Small) -> None:
    plan = planned(small)
    for judge in (fleets, crews):
        assert [f.code for f in judge(small.agreement, plan, trips(small.agreement, plan)[0])] == []
    for fleet in small.agreement.fleets:
        assert served(small.agreement, plan, fleet)
        assert drawn_up(small.agreement, plan, fleet)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(shared(), st.lists(st.integers(0, 12), min_size=7, max_size=7))
def test_vehicles_are_missed_where_no_choice_serves_everybody(small: Small, shift: list[int]) -> None:
    """People board at any time at all; closed places are left out, for rosters keep to the quickest road."""
    always = {name: replace(p, open=None) for name, p in small.agreement.places.items()}
    crews = {name: replace(f, crew_hours=None) for name, f in small.agreement.fleets.items()}
    agreement = replace(small.agreement, places=always, fleets=crews)
    plan = planned(Small(agreement, small.convoys))
    by = {c.id: 10 * shift[i] - plan.times[boarding(agreement, c)] for i, c in enumerate(plan.convoys)}
    plan = replace(plan, times={s: t + by.get(s.convoy, 0.0) for s, t in plan.times.items()})
    missed = {f.facts["fleet"] for f in fleets(agreement, plan, trips(agreement, plan)[0]) if f.code == "K925"}
    for fleet in agreement.fleets:
        assert served(agreement, plan, fleet) == (fleet not in missed) == drawn_up(agreement, plan, fleet)


def boarding(agreement: Agreement, convoy: Convoy) -> Step:
    return Step(convoy.id, "board", agreement.people[agreement.movements[convoy.movement].people].at)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(shared())
def test_a_plan_that_grows_has_the_times_of_the_law_wherever_vehicles_go(small: Small) -> None:
    assert_grown_as_the_law_runs(small)


BUGS: dict[str, tuple[Edit, ...]] = {
    "one vehicle more than the fleet has": (("givers), count - kept", "givers), count + 1 - kept"),),
    "a vehicle back anywhere is back everywhere": (
        ('self.net.lag(minutes_of(way), Lag("return"', 'self.net.lag(0, Lag("return"'),
    ),
    "each counts its own vehicles alone": (("taken += weight", "taken = weight"),),
    "the whole fleet stands at every place": (("count if place == base else 0", "count"),),
    "vehicles arrive wherever they are sent from": (
        (
            "givers = [c for c in served if c.from_ == place], [c for c in served if c.to == place]",
            "givers = [c for c in served if c.from_ == place], served",
        ),
    ),
    "those who may not wait take none from the others": (("count - kept", "count"),),
    "empty vehicles pass closed places": (("*hours_driven(agreement, way), ", ""),),
    "vehicles that leave for good come back": ((" if self.agreement.fleets[fleet].returns else ()", ""),),
    "crews drive people at any hour": (("self.net.clock(board, keeping(self.agreement, crews))", "pass"),),
    "crews drive back at any hour": (("minutes_of(self._way(convoy.to, origin) or ())", "0"),),
    "crews bring vehicles at any hour": ((", *crews_kept(agreement, fleets, minutes)", ""),),
    "vehicles are at every place from the start": (("self._from_base(convoy)", "pass"),),
}


@cache
def pool() -> tuple[Small, ...]:
    """Agreements by chance, the same every time."""
    made: list[Small] = []

    @settings(max_examples=400, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(shared())
    def collect(small: Small) -> None:
        made.append(small)

    collect()
    return tuple(made)


def breached(small: Small, compile_net: Compile) -> bool:
    plan = planned(small, compile_net)
    return not all(served(small.agreement, plan, fleet) for fleet in small.agreement.fleets)


@pytest.mark.parametrize("bug", BUGS)
def test_brute_force_catches(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    law = planted(BUGS[bug], monkeypatch)
    assert any(breached(small, law.compile_net) for small in pool())
