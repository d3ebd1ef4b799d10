"""Chance -> small agreements: two or three movements, a few people each, every kind of exchange, tight tolerances."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal

from hypothesis import strategies as st

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    ConvoyLimit,
    ForEach,
    Group,
    InStep,
    KeepBack,
    Lock,
    Movement,
    Pairs,
    Phase,
    Phases,
    Place,
    Road,
)
from mamarr.model.batches import cut
from mamarr.model.plan import Convoy
from mamarr.model.values import Estimate, Hours, Ratio, Share, Text

NAMES = ("red-out", "blue-out", "green-out")
KINDS: tuple[type[AnyExchange], ...] = (InStep, ForEach, Phases, Pairs, KeepBack, Lock)
WAITING_PLACES = (*[("boarding",)] * 4, ("departure",), ("arrival",), ("bridge",), ("blue", "departure"), ("camp",))
LAST: st.SearchStrategy[Literal["last convoy"]] = st.just("last convoy")
ALL_OR_FIRST: st.SearchStrategy[Literal["all", "first convoy"]] = st.sampled_from(("all", "first convoy"))
Draw = st.DrawFn


@dataclass(frozen=True)
class Small:
    """An agreement with its convoys in the order of a plan."""

    agreement: Agreement
    convoys: tuple[Convoy, ...]


def exactly(n: int) -> Estimate:
    return Estimate(n, n, n)


def place(kind: Any, **more: Any) -> Place:
    return Place(kind=kind, **more)


def agreement(names: Sequence[str] = NAMES[:2], numbers: Sequence[int] = (4, 4), **more: Any) -> Agreement:
    """An agreement between movements of so many people each, every one from its own town over one bridge.

    Convoys take two people; a drive takes 10 minutes to the bridge and 20 from there.
    """
    towns = {name: name.removesuffix("-out") for name in names}
    given: dict[str, Any] = {
        "agreement": "small",
        "title": Text("Small"),
        "places": {
            **{town: place("assembly") for town in towns.values()},
            "bridge": place("crossing"),
            "camp": place("reception"),
        },
        "roads": (
            *(Road(from_=town, to="bridge", minutes=exactly(10)) for town in towns.values()),
            Road(from_="bridge", to="camp", minutes=exactly(20)),
        ),
        "people": {town: Group(at=town, number=exactly(n)) for town, n in zip(towns.values(), numbers, strict=True)},
        "movements": {
            name: Movement(people=town, via=("bridge",), to=("camp",), convoy=ConvoyLimit(people=2))
            for name, town in towns.items()
        },
    }
    return Agreement(**(given | more))


def amounts(most: int) -> st.SearchStrategy[int | Share]:
    shares = st.sampled_from([Fraction(n, d) for n, d in ((1, 10), (1, 4), (1, 3), (1, 2), (2, 3), (1, 1))])
    return st.integers(1, most) | shares.map(Share)


@st.composite
def exchanges(draw: Draw, names: Sequence[str], kinds: Sequence[type[AnyExchange]]) -> AnyExchange:
    """One reciprocal clause between *names*."""
    kind = draw(st.sampled_from(kinds))
    one, other = draw(st.permutations(names))[:2]
    third = [n for n in names if n not in (one, other)] if kind in (InStep, ForEach) else []
    sides = ((one,), (other, *third) if draw(st.booleans()) else (other,))
    common: dict[str, Any] = {
        "counted_at": draw(st.sampled_from(["arrival", "boarding", "departure", "bridge", "red", "camp"])),
        "waits_at": draw(st.sampled_from(WAITING_PLACES)),
    }
    if kind is InStep:
        return InStep(between=sides, tolerance=draw(amounts(6)), **common)
    if kind is ForEach:
        ratio = Ratio(draw(st.integers(1, 3)), draw(st.integers(1, 3)))
        return ForEach(between=sides, ratio=ratio, tolerance=draw(st.integers(1, 6)), **common)
    if kind is Phases:
        moves = st.dictionaries(st.sampled_from(names), amounts(5), min_size=1)
        return Phases(phases=tuple(Phase(moves=m) for m in draw(st.lists(moves, min_size=2, max_size=3))), **common)
    if kind is Pairs:
        return Pairs(between=((one,), (other,)), **common)
    if kind is KeepBack:
        return KeepBack(movement=one, keeps=draw(LAST | amounts(4)), until=other, **common)
    return Lock(
        movement=one,
        from_=draw(st.sampled_from(["first convoy", "last convoy"])),
        waits_for=other,
        until=draw(ALL_OR_FIRST | amounts(5)),
        **common,
    )


@st.composite
def groups(draw: Draw, at: str) -> Group:
    """A few people, some of them perhaps protected or bearing weapons."""
    total = draw(st.integers(1, 9) | st.just(0))
    wounded = draw(st.integers(0, min(2, total)))
    bearers = draw(st.integers(0, total - wounded))
    parts: dict[Any, int] = {"wounded": wounded, "weapon bearers": bearers}
    return Group(at=at, number=exactly(total), of_whom={c: n for c, n in parts.items() if n})


@st.composite
def smalls(draw: Draw, most_exchanges: int = 3, kinds: Sequence[type[AnyExchange]] = KINDS) -> Small:
    """An agreement with its convoys, in any order that keeps each movement's own; one or two *kinds* of exchanges."""
    names = NAMES[: draw(st.integers(2, 3))]
    towns = [name.removesuffix("-out") for name in names]
    minutes = st.integers(0, 5).map(lambda n: exactly(10 * n))
    inspection = draw(st.none() | minutes)
    chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True))
    clauses = draw(st.lists(exchanges(names, chosen), min_size=1, max_size=most_exchanges))
    made = agreement(
        names,
        [0] * len(names),
        people={town: draw(groups(town)) for town in towns},
        places={
            **{town: place("assembly") for town in towns},
            "bridge": place("crossing", inspection_minutes=inspection),
            "camp": place("reception"),
        },
        roads=(
            *(Road(from_=town, to="bridge", minutes=draw(minutes)) for town in towns),
            Road(from_="bridge", to="camp", minutes=draw(minutes), one_way=draw(st.booleans())),
            Road(from_=towns[0], to="camp", minutes=draw(minutes)),
        ),
        movements={
            name: Movement(
                people=town,
                via=("bridge",) if draw(st.booleans()) else (),
                to=("camp",),
                convoy=ConvoyLimit(people=draw(st.integers(1, 4))),
            )
            for name, town in zip(names, towns, strict=True)
        },
        exchanges={f"clause {i}": clause for i, clause in enumerate(clauses, 1)},
    )
    return Small(made, in_order(draw, cut(made)))


@st.composite
def limiteds(draw: Draw, most_exchanges: int = 1, kinds: Sequence[type[AnyExchange]] = KINDS) -> Small:
    """A small agreement with hours, distances and room of every kind; no two ways are equally long."""
    made = draw(smalls(most_exchanges, kinds)).agreement
    long = st.none() | st.integers(0, 20).map(lambda h: Hours(60 * h, 60 * (h + 4)))
    rates = st.none() | st.integers(1, 12)
    direct = replace(made.roads[-1], minutes=exactly(made.roads[-1].minutes.likely + 5), open=draw(long))
    roads = (*(replace(r, open=draw(long | st.just(Hours(360, 1080)))) for r in made.roads[:-1]), direct)
    bridge = replace(
        made.places["bridge"],
        kind=draw(st.sampled_from(("crossing", "holding"))),
        capacity=draw(st.integers(3, 5)),
        vehicles_per_hour=draw(rates),
        open=draw(st.none() | st.just(Hours(300, 1020))),
    )
    camp = replace(made.places["camp"], people_per_hour=draw(rates))
    movements = {
        name: replace(
            m,
            via=("bridge",) if draw(st.integers(0, 3)) else (),
            convoy=replace(m.convoy, spacing=draw(st.none() | st.integers(1, 90))),
            hours=draw(st.none() | st.just(Hours(400, 900))),
        )
        for name, m in made.movements.items()
    }
    places = {**made.places, "bridge": bridge, "camp": camp}
    exchanges = draw(st.sampled_from((made.exchanges, {})))
    made = replace(made, roads=roads, places=places, movements=movements, exchanges=exchanges)
    return Small(made, in_order(draw, cut(made)))


def in_order(draw: Draw, convoys: Sequence[Convoy]) -> tuple[Convoy, ...]:
    """*convoys* in an order drawn by chance; those of one movement keep theirs."""
    turns = draw(st.permutations([c.movement for c in convoys]))
    waiting = {name: iter([c for c in convoys if c.movement == name]) for name in set(turns)}
    return tuple(next(waiting[name]) for name in turns)
