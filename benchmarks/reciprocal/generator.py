"""Seed -> a reciprocal agreement: so many movements and convoys, clauses, fleets, crossings, windows and receptions.

Two sides, each with its towns on its bank of a river; everybody crosses by one of one to three bridges. Convoys are of
one bus load of fifty people each times two to four, so that the number of convoys comes out as asked.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    ConvoyLimit,
    Fleet,
    ForEach,
    Group,
    InStep,
    Movement,
    Phase,
    Phases,
    Place,
    Road,
)
from mamarr.model.values import Estimate, Hours, Ratio, Share, Text

KINDS = ("tight", "loose", "ratio", "phases", "fleet", "crossing", "hours", "reception")
SIZES = (20, 50, 100, 200, 500, 1000)
SEATS = 50


@dataclass(frozen=True)
class Instance:
    """One agreement and what it is called."""

    kind: str
    convoys: int
    seed: int
    agreement: Agreement

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.convoys}-{self.seed}"


def exactly(number: int) -> Estimate:
    return Estimate(number, number, number)


def instance(kind: str, convoys: int, seed: int) -> Instance:
    """The instance of this kind, size and seed: always the same."""
    chance = random.Random(f"{kind} {convoys} {seed}")
    count = chance.choice((2, 2, 4, 6))
    buses = [chance.randint(2, 4) for _ in range(count)]
    share = convoys // count
    sizes = [share + (i < convoys - share * count) for i in range(count)]
    names = [f"{'north' if i % 2 == 0 else 'south'}-{i // 2 + 1}" for i in range(count)]
    bridges = [f"bridge-{i + 1}" for i in range(1 if kind == "crossing" else chance.randint(1, min(3, count)))]
    people = {n: k * b * SEATS for n, k, b in zip(names, sizes, buses, strict=True)}
    via = {n: bridges[i % len(bridges)] for i, n in enumerate(names)}
    places, roads = _map(chance, kind, names, bridges, via, people)
    moving = max(8, convoys // 4)
    tight = {"fleet": moving // 2, "tight": moving}.get(kind, 2 * moving)
    agreement = Agreement(
        agreement=f"{kind}-{convoys}-{seed}",
        title=Text(f"{kind}, {convoys} convoys, seed {seed}"),
        places=places,
        roads=roads,
        people={n: Group(at=n, number=exactly(people[n])) for n in names},
        fleets=_fleets(max(buses) + tight * max(buses) // 2, shared=kind != "loose"),
        movements={
            n: Movement(
                people=n,
                via=(via[n],),
                to=("hall-a", "hall-b") if kind == "reception" else (f"camp-{n[:5]}",),
                fleets=("buses",) if kind != "loose" else (f"buses-{n[:5]}",),
                convoy=ConvoyLimit(people=b * SEATS),
            )
            for n, b in zip(names, buses, strict=True)
        },
        exchanges=_exchange(chance, kind, names, people, max(buses)),
    )
    return Instance(kind, convoys, seed, agreement)


def _map(
    chance: random.Random, kind: str, names: list[str], bridges: list[str], via: dict[str, str], people: dict[str, int]
) -> tuple[dict[str, Place], tuple[Road, ...]]:
    """Towns, bridges, receptions and the depot, with their roads."""
    rate = chance.randint(20, 40) if kind == "crossing" else chance.randint(60, 180)
    hours = Hours(6 * 60, 18 * 60) if kind == "hours" else None
    ends = ("hall-a", "hall-b") if kind == "reception" else ("camp-north", "camp-south")
    room = sum(people.values()) * 3 // 5 if kind == "reception" else None
    places = {
        **{n: Place(kind="assembly") for n in names},
        **{b: Place(kind="crossing", vehicles_per_hour=rate, open=hours) for b in bridges},
        **{e: Place(kind="reception", capacity=room) for e in ends},
        "depot": Place(kind="depot"),
    }
    roads = [Road(from_=n, to=via[n], minutes=exactly(chance.randint(20, 90))) for n in names]
    roads += [Road(from_=b, to=e, minutes=exactly(chance.randint(30, 120))) for b in bridges for e in ends]
    roads += [Road(from_="depot", to=b, minutes=exactly(chance.randint(5, 30))) for b in bridges]
    return places, tuple(roads)


def _fleets(count: int, *, shared: bool) -> dict[str, Fleet]:
    if shared:
        return {"buses": Fleet(vehicle="bus", seats=SEATS, count=count, based_at="depot")}
    half = (count + 1) // 2
    return {
        f"buses-{side}": Fleet(vehicle="bus", seats=SEATS, count=half, based_at="depot") for side in ("north", "south")
    }


def _exchange(
    chance: random.Random, kind: str, names: list[str], people: dict[str, int], most: int
) -> dict[str, AnyExchange]:
    sides = tuple(n for n in names if n.startswith("north")), tuple(n for n in names if n.startswith("south"))
    totals = [sum(people[n] for n in side) for side in sides]
    if kind == "phases":
        parts = 4
        phases = tuple(Phase(moves={n: Share(Fraction(1, parts)) for n in names}) for _ in range(parts))
        return {"phases": Phases(phases=phases)}
    if kind == "ratio":
        ratio = Ratio(totals[0] // SEATS, totals[1] // SEATS)
        return {"ratio": ForEach(between=sides, ratio=ratio, tolerance=4 * most * SEATS)}
    least = Fraction(most * SEATS, min(totals))
    share = (
        max(2 * least, Fraction(1, 20)) if kind == "tight" else max(4 * least, Fraction(chance.randint(15, 30), 100))
    )
    return {"in-step": InStep(between=sides, tolerance=Share(min(share, Fraction(1))))}
