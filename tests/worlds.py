"""Chance and known cases -> agreements, their people, and the earliest finish of the plans that were tried."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cache
from itertools import islice
from random import Random
from typing import Any, Literal

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    ConvoyLimit,
    Fleet,
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
    Window,
)
from mamarr.model.batches import STRETCHERS, cut
from mamarr.model.clauses import ARRIVE, compile_net
from mamarr.model.law import run
from mamarr.model.plan import Convoy
from mamarr.model.sharing import split
from mamarr.model.values import Amount, Hours, Ratio, Share
from small import agreement, exactly, place

NAMES = ("red-out", "blue-out", "green-out")
OPENS = datetime.fromisoformat("2030-03-04 06:00")
EACH = 30
"""Worlds of each kind by chance; some more come first that are known to show a planted bug."""
ORDERS = 16
"""Orders tried for each agreement and size of convoys."""


@dataclass(frozen=True)
class Tried:
    """An agreement, its people, and the earliest finish of all the plans that were tried."""

    agreement: Agreement
    convoys: tuple[Convoy, ...]
    finish: float


def group(chance: Random, at: str, most: int = 8) -> Group:
    """A few people, some of whom may not be made to wait."""
    total = chance.randint(1, most)
    lying, wounded = chance.choice([(0, 0), (0, 0), (1, 0), (2, 0), (0, 1), (1, 1)])
    parts: dict[Any, int] = {STRETCHERS: min(lying, total), "wounded": min(wounded, total - min(lying, total))}
    return Group(at=at, number=exactly(total), of_whom={c: n for c, n in parts.items() if n})


def exchange(chance: Random, names: Sequence[str]) -> AnyExchange:
    """One reciprocal clause between *names*, mostly with people who wait at boarding."""
    one, other, *more = chance.sample(names, len(names))
    places = ("boarding", "departure", "arrival", "bridge", "red", "camp")
    common: dict[str, Any] = {
        "counted_at": chance.choice(("arrival", "arrival", *places)),
        "waits_at": (chance.choice(("boarding",) * 9 + ("departure", "bridge")),),
    }
    amount = chance.choice((chance.randint(1, 6), Share(Fraction(chance.randint(1, 4), 4))))
    sides = ((one,), (other, *more) if chance.random() < 0.5 else (other,))
    last: Literal["first convoy", "last convoy"] = "last convoy" if chance.random() < 0.5 else "first convoy"
    until: Amount | Literal["all", "first convoy"] = amount
    if chance.random() < 0.7:
        until = "all" if chance.random() < 0.5 else "first convoy"
    shares = [{n: Share(Fraction(k, 2)) for n in names} for k in (1, 1)]
    rules: tuple[Callable[[], AnyExchange], ...] = (
        lambda: InStep(between=sides, tolerance=amount, **common),
        lambda: ForEach(between=sides, ratio=Ratio(1, chance.randint(1, 3)), tolerance=chance.randint(1, 6), **common),
        lambda: Phases(phases=tuple(Phase(moves=m) for m in shares), **common),
        lambda: Phases(phases=(Phase(moves={one: amount}), Phase(moves={one: 9, other: 9})), **common),
        lambda: Pairs(between=((one,), (other,)), **common),
        lambda: KeepBack(movement=one, keeps=chance.choice(("last convoy", amount)), until=other, **common),
        lambda: Lock(movement=one, from_=last, waits_for=other, until=until, **common),
    )
    return chance.choice(rules)()


def plain(seed: int) -> Agreement:
    """The same with little that matters at once: one fleet, few people, one bridge, at most one clause."""
    chance, full = Random(-1 - seed), world(seed)
    kept = dict(list(full.exchanges.items())[: chance.randint(0, 1)])
    alone = [*list(full.movements)[:1]] if not kept else list(full.movements)
    fleets = {"buses": replace(full.fleets["buses"], seats=chance.randint(1, 2), count=chance.randint(1, 2))}
    if chance.random() < 0.3:
        fleets = {"ambulances": replace(full.fleets["ambulances"], seats=1)}
    return replace(
        full,
        exchanges=kept,
        movements={name: replace(full.movements[name], via=chance.choice(((), ("bridge",)))) for name in alone},
        people={name: group(chance, name, chance.choice((1, 2, 4))) for name in full.people},
        fleets=fleets,
    )


def sequel(seed: int) -> Agreement:
    """The same with one clause by which some leave after others, and vehicles for all of them."""
    full, chance = world(seed), Random(-1 - seed)
    while not isinstance(clause := exchange(chance, NAMES[:2]), Phases | KeepBack | Lock | InStep):
        pass
    crossing = place("crossing", vehicles_per_hour=chance.choice((None, None, 2)))
    seats, stretchers = chance.choice(((4, 0), (2, 2)))
    bus = Fleet(vehicle="bus", seats=seats, stretchers=stretchers, count=chance.choice((1, 2, 9)), based_at="depot")
    movement = Movement(
        people="red", via=("bridge",), to=("hall",), convoy=ConvoyLimit(people=4, vehicles=chance.choice((None, 1, 2)))
    )
    clause = replace(clause, waits_at=("boarding",), counted_at=chance.choice(("arrival", "red", "blue", "bridge")))
    return replace(
        full,
        exchanges={"clause": clause},
        places={**full.places, "bridge": crossing, "blue": place("assembly"), "hall": place("reception")},
        roads=tuple(
            Road(from_=start, to="bridge", minutes=exactly(chance.randint(0, 40)))
            for start in ("red", "blue", "hall", "depot")
        ),
        movements={"red-out": movement, "blue-out": replace(movement, people="blue")},
        people={name: group(chance, name, 5) for name in ("red", "blue")},
        fleets={"buses": bus},
    )


def world(seed: int) -> Agreement:
    """Towns, one or two bridges, camps with little room, few vehicles, any clauses; many of these stand still."""
    chance = Random(seed)
    names = NAMES[: chance.choice((1, 2, 2, 2, 3))]
    homes = [name.removesuffix("-out") for name in names]
    bridges = ("bridge", "ford")[: chance.randint(1, 2)]
    most = chance.choice((10, 70))
    hours = (None, None, None, Hours(360, 1080), Hours(540, 720), Hours(1320, 1560))

    def crossing() -> Place:
        minutes = chance.choice((None, exactly(chance.randint(0, 20))))
        rate = chance.choice((None, chance.randint(1, 9)))
        return place("crossing", vehicles_per_hour=rate, inspection_minutes=minutes, open=chance.choice(hours))

    def road(start: str, end: str) -> Road:
        return Road(from_=start, to=end, minutes=exactly(chance.randint(0, most)))

    def fleet(vehicle: Any, seats: int, stretchers: int, count: int, base: str) -> Fleet:
        return Fleet(vehicle=vehicle, seats=seats, stretchers=stretchers, count=count, based_at=base)

    def movement(home: str) -> Movement:
        return Movement(
            people=home,
            via=chance.choice([(), *((b,) for b in bridges), bridges]),
            to=chance.choice([("camp", "hall"), ("hall", "camp"), ("hall",)]),
            convoy=ConvoyLimit(people=chance.choice((None, chance.randint(1, 4))), vehicles=chance.choice((None, 2))),
            starts=OPENS + timedelta(minutes=chance.randint(0, 180)) if chance.random() < 0.2 else None,
        )

    bases = ("depot", "camp", homes[0])
    clauses = [exchange(chance, names) for _ in range(chance.randint(0, 2))] if len(names) > 1 else []
    return agreement(
        names,
        [0] * len(names),
        window=Window(opens=OPENS, closes=OPENS + timedelta(days=30), zone="UTC"),
        people={home: group(chance, home) for home in homes},
        places={
            **{home: place("assembly") for home in homes},
            **{bridge: crossing() for bridge in bridges},
            "camp": place("reception", capacity=chance.choice((None, chance.randint(0, 6)))),
            "hall": place("reception", open=chance.choice(hours)),
            "depot": place("depot"),
        },
        roads=(
            *(road(home, bridge) for home in homes for bridge in bridges),
            *(road(bridge, end) for bridge in bridges for end in ("camp", "hall", "depot")),
            replace(road("camp", "hall"), one_way=chance.random() < 0.5),
        ),
        fleets={
            "buses": fleet("bus", chance.randint(1, 4), 0, chance.randint(1, 3), chance.choice(bases)),
            "ambulances": fleet(
                "ambulance", chance.randint(0, 1), chance.randint(1, 2), chance.randint(1, 2), chance.choice(bases)
            ),
        },
        movements={name: movement(home) for name, home in zip(names, homes, strict=True)},
        exchanges={f"clause {i}": clause for i, clause in enumerate(clauses, 1)},
    )


def loaded(agreement: Agreement, chance: Random) -> tuple[Convoy, ...] | None:
    """Everybody in convoys of chance sizes, each to a reception with room, in vehicles that have places; or nobody."""
    rooms = {name: p.capacity if p.capacity is not None else 10**6 for name, p in agreement.places.items()}
    made: list[Convoy] = []
    for batch in _mixed(cut(agreement), chance):
        left = batch.size
        sizes = []
        while left:
            sizes.append(chance.choice((left, chance.randint(1, left))))
            left -= sizes[-1]
        for piece in split(batch, sizes):
            open_ = [to for to in agreement.movements[batch.movement].to if rooms[to] >= piece.size]
            vehicles = _vehicles(agreement, piece, chance)
            if not open_ or not vehicles:
                return None
            to = chance.choice(open_)
            rooms[to] -= piece.size
            made.append(replace(piece, id=f"{batch.movement}-{len(made):02}", to=to, vehicles=vehicles))
    return tuple(made)


def _mixed(batches: Sequence[Convoy], chance: Random) -> Iterator[Convoy]:
    """Those who lie and those who sit, of whom nobody may be made to wait, sometimes in one convoy."""
    first: dict[str, Convoy] = {}
    for batch in batches:
        ahead = first.get(batch.movement)
        if batch.unconditional and not ahead:
            first[batch.movement] = batch
        elif batch.unconditional and ahead and not {*ahead.people} & {*batch.people} and chance.random() < 0.7:
            first[batch.movement] = replace(ahead, people={**ahead.people, **batch.people})
        else:
            yield batch
    yield from first.values()


def _vehicles(agreement: Agreement, piece: Convoy, chance: Random) -> dict[str, int]:
    """The fewest vehicles by one order of fleets; none where they do not suffice."""
    lying = piece.people.get(STRETCHERS, 0)
    sitting = piece.size - lying
    taken: dict[str, int] = {}
    names = list(agreement.fleets)
    chance.shuffle(names)
    for name in names:
        spec = agreement.fleets[name]
        need = max(-(-n // each) if each else 0 for n, each in ((lying, spec.stretchers), (sitting, spec.seats)))
        if number := min(need, spec.count):
            taken[name] = number
            lying -= min(lying, number * spec.stretchers)
            sitting -= min(sitting, number * spec.seats)
    limit = agreement.movements[piece.movement].convoy.vehicles
    return {} if lying or sitting or (limit and sum(taken.values()) > limit) else taken


def orders(convoys: Sequence[Convoy], chance: Random) -> Iterator[tuple[Convoy, ...]]:
    """The convoys in chance orders, those of one movement as they are numbered."""
    while True:
        turns = [c.movement for c in convoys]
        chance.shuffle(turns)
        waiting = {name: iter([c for c in convoys if c.movement == name]) for name in turns}
        yield tuple(next(waiting[name]) for name in turns)


def tried(agreement: Agreement) -> Tried | None:
    """The earliest of many plans, carried out by the law; nothing where none of them can be."""
    chance, finish, kept = Random(1), math.inf, None
    for _ in range(3):
        convoys = loaded(agreement, chance)
        if convoys is None or len(convoys) > 12:
            continue
        for order in islice(orders(convoys, chance), ORDERS):
            net = compile_net(agreement, order, resources=True)
            times = run(net).times
            last = max(t for s, t in zip(net.steps, times, strict=True) if s.act == ARRIVE)
            finish, kept = min(finish, last), convoys
    return Tried(agreement, kept, finish) if kept and not math.isinf(finish) else None


def known() -> dict[str, Tried]:
    """Cases in which one thing alone decides, and the bounds leave nothing."""
    bus = Fleet(vehicle="bus", seats=1, count=1, based_at="red")
    four = {"buses": replace(bus, seats=4, count=4)}
    slow = {"bridge": place("crossing", vehicles_per_hour=4)}
    both = {"buses": replace(bus, stretchers=1, count=8)}
    shuttle = Fleet(vehicle="bus", seats=2, count=1, based_at="red")
    lock = Lock(movement="blue-out", waits_for="red-out", until=2)
    return {
        "a small reception": case([("red-out", {"civilians": 4}, 1)], {"buses": replace(bus, seats=4)}, room=4),
        "convoys pass": case([("red-out", {"civilians": 4}, 1)] * 4, four, slow, most=1),
        "a large convoy passes": case([("red-out", {"wounded": 8}, 8)], {"buses": replace(bus, count=8)}, slow),
        "lying and sitting pass": case([("red-out", {STRETCHERS: 1, "wounded": 1}, 1)] * 8, both, slow, most=1),
        "short and long ways": case(
            [("red-out", {"civilians": 1}, 1)] * 3 + [("blue-out", {"civilians": 1}, 1)], {"buses": bus}, far=60
        ),
        "half of a lock": case(
            [("red-out", {"civilians": 2}, 1), ("blue-out", {"civilians": 2}, 2), ("red-out", {"civilians": 2}, 1)],
            {"shuttle": shuttle, "buses": replace(bus, count=2, based_at="blue")},
            far=300,
            exchanges={"lock": lock},
        ),
        "those who may not wait go on": case(
            [
                ("red-out", {"civilians": 2}, 2),
                *[("blue-out", {"wounded": 1}, 1)] * 3,
                ("blue-out", {"civilians": 1}, 1),
            ],
            {"shuttle": replace(bus, count=2), "buses": replace(bus, based_at="blue")},
            exchanges={"lock": lock},
        ),
    }


def case(
    riding: Sequence[tuple[str, dict[str, int], int]],
    fleets: dict[str, Fleet],
    places: dict[str, Place] | None = None,
    *,
    room: int | None = None,
    most: int | None = None,
    far: int = 10,
    exchanges: dict[str, AnyExchange] | None = None,
) -> Tried:
    """These people in so many vehicles each, in this order: red town by the first fleet, blue town by the last.

    Blue town is *far* from the bridge; the camp has *room*, a convoy *most* vehicles.
    """
    names = tuple(dict.fromkeys(m for m, _, _ in riding))
    own = {name: [p for m, p, _ in riding if m == name] for name in names}
    made = agreement(names, [0] * len(names), exchanges=exchanges or {}, fleets=fleets)
    serving = {"red-out": next(iter(fleets)), "blue-out": list(fleets)[-1]}
    made = replace(
        made,
        places={**made.places, "camp": place("reception", capacity=room), **(places or {})},
        roads=tuple(replace(r, minutes=exactly(far)) if r.from_ == "blue" else r for r in made.roads),
        people={
            name.removesuffix("-out"): Group(
                at=name.removesuffix("-out"),
                number=exactly(sum(sum(p.values()) for p in people)),
                of_whom=_whom(people),
            )
            for name, people in own.items()
        },
        movements={
            name: replace(movement, convoy=ConvoyLimit(vehicles=most), fleets=(serving[name],))
            for name, movement in made.movements.items()
        },
    )
    order = tuple(
        Convoy(f"{m}-{i}", m, people, "camp", {serving[m]: vehicles}) for i, (m, people, vehicles) in enumerate(riding)
    )
    net = compile_net(made, order, resources=True)
    return Tried(made, order, max(t for s, t in zip(net.steps, run(net).times, strict=True) if s.act == ARRIVE))


def _whom(people: Sequence[dict[str, int]]) -> dict[Any, int]:
    """The people of several convoys who are not just civilians."""
    return {c: sum(p.get(c, 0) for p in people) for c in (STRETCHERS, "wounded") if any(c in p for p in people)}


@cache
def pool() -> dict[str, Tried]:
    """Worlds in which everybody comes through, by their seed."""
    first = {plain: (0, 2, 10, 51, 135), sequel: (1, 12, 17, 29, 54, 96, 104, 370), world: (1, 113)}
    seeds = [(make, n) for make in first for n in first[make]] + [(make, n) for make in first for n in range(EACH)]
    made = {f"{make.__name__} {n}": make(n) for make, n in seeds}
    return known() | {name: found for name, agreement in made.items() if (found := tried(agreement))}
