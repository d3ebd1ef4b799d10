"""Instance of the Bus Evacuation Problem -> an agreement: each load a bus full of people, each unit half an hour.

Roads lead from the depot to each pickup, from there to each shelter and back, so many minutes each way; a bus load is a
convoy. An agreement differs in two ways, and the task to compare with is made from the agreement (`task`): a bus
takes the quickest way, also through other places where the distances break the triangle inequality, and loading a bus
takes half an hour, one unit for every load.
"""

from __future__ import annotations

from benchmarks.bep.instances import Instance
from mamarr.model.agreement import Agreement, ConvoyLimit, Fleet, Group, Movement, Place, Road
from mamarr.model.routes import LOADING_MINUTES
from mamarr.model.values import Estimate, Text
from mamarr.planning.shuttles import Task

UNIT = LOADING_MINUTES
SEATS = 50


def exactly(number: int) -> Estimate:
    return Estimate(number, number, number)


def agreement(of: Instance) -> Agreement:
    """Nothing but people, places, roads and buses."""
    pickups, shelters = [f"pickup-{p}" for p in range(len(of.loads))], [f"shelter-{s}" for s in range(len(of.room))]
    roads = [
        Road(from_="depot", to=p, minutes=exactly(UNIT * n), one_way=True)
        for p, n in zip(pickups, of.depot, strict=True)
    ]
    roads += [
        Road(from_=p, to=s, minutes=exactly(UNIT * n))
        for p, row in zip(pickups, of.distance, strict=True)
        for s, n in zip(shelters, row, strict=True)
    ]
    return Agreement(
        agreement=of.name.lower(),
        title=Text(of.name),
        places={
            "depot": Place(kind="depot"),
            **{p: Place(kind="assembly") for p in pickups},
            **{s: Place(kind="reception", capacity=SEATS * n) for s, n in zip(shelters, of.room, strict=True)},
        },
        roads=tuple(roads),
        people={p: Group(at=p, number=exactly(SEATS * n)) for p, n in zip(pickups, of.loads, strict=True)},
        fleets={"buses": Fleet(vehicle="bus", seats=SEATS, count=of.buses, based_at="depot")},
        movements={f"{p}-out": Movement(people=p, to=tuple(shelters), convoy=ConvoyLimit(vehicles=1)) for p in pickups},
    )


def task(of: Instance) -> Task:
    """What that agreement asks of its buses, in units: loading is part of the way with a load."""
    ways = quickest(of)
    k = len(of.loads)
    return Task(
        vehicles=of.buses,
        approach=tuple(min(n + ways[p][q] for p, n in enumerate(of.depot)) for q in range(k)),
        carry=tuple(tuple(1 + ways[p][k + s] for s in range(k)) for p in range(k)),
        back=tuple(tuple(ways[k + s][p] for p in range(k)) for s in range(k)),
        loads=of.loads,
        room=of.room,
    )


def quickest(of: Instance) -> list[list[int]]:
    """The quickest way between any two of the pickups and then the shelters (Floyd 1962, Warshall 1962)."""
    k = len(of.loads)
    ways = [[0 if a == b else 10**6 for b in range(2 * k)] for a in range(2 * k)]
    for p, row in enumerate(of.distance):
        for s, n in enumerate(row):
            ways[p][k + s] = ways[k + s][p] = n
    for via in range(2 * k):
        for a in range(2 * k):
            for b in range(2 * k):
                ways[a][b] = min(ways[a][b], ways[a][via] + ways[via][b])
    return ways
