"""A large operation -> the time and memory of its first plan, what a search and a proof gain, and the gap.

100,000 people, 20 places, 500 vehicles, 72 hours, four exchanges that share fleets and crossings, the last two of which
wait for the first two. ``python -m benchmarks.large [--buses 10] [--seeds 1,2,3] [--seconds 10,120]``: convoys of so
many buses; half of the seconds go into the search for the earliest last arrival, half into the proof. Each seed runs in
a process of its own, so that its memory can be told; machine code is made before the clock runs.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from datetime import datetime, timedelta
from fractions import Fraction

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    ConvoyLimit,
    Fleet,
    Group,
    InStep,
    Lock,
    Movement,
    Place,
    Road,
    Window,
)
from mamarr.model.plan import Plan
from mamarr.model.values import Estimate, Hours, Share, Text
from mamarr.planning import plan
from mamarr.planning.proof import prove
from mamarr.planning.search import Limits
from mamarr.planning.search.wishes import Search

PEOPLE = 100_000
PAIRS = 4
OPENS = datetime.fromisoformat("2030-03-04 06:00")


def operation(seed: int, buses: int, *, hours: bool = False) -> Agreement:
    """The agreement of this seed, with convoys of so many buses; *hours* shuts the bridges at night."""
    chance = random.Random(f"large {seed}")
    towns = [f"{side}-{i}" for i in range(1, PAIRS + 1) for side in ("north", "south")]
    bridges = [f"bridge-{i}" for i in range(1, 5)]
    camps = [f"{side}-camp-{i}" for side in ("north", "south") for i in (1, 2, 3)]
    weights = [chance.randint(2, 6) for _ in towns]
    people = [PEOPLE * w // sum(weights) for w in weights]
    people[0] += PEOPLE - sum(people)
    daylight = Hours(6 * 60, 20 * 60) if hours else None
    places = {
        **{town: Place(kind="assembly") for town in towns},
        **{b: Place(kind="crossing", vehicles_per_hour=chance.randint(90, 150), open=daylight) for b in bridges},
        **{camp: Place(kind="reception", capacity=PEOPLE * 2 // 5) for camp in camps},
        **{depot: Place(kind="depot") for depot in ("west-depot", "east-depot")},
    }
    roads = [Road(from_=town, to=b, minutes=_minutes(chance, 30, 90)) for town in towns for b in bridges]
    roads += [Road(from_=b, to=camp, minutes=_minutes(chance, 40, 120)) for b in bridges for camp in camps]
    roads += [
        Road(from_=depot, to=b, minutes=_minutes(chance, 10, 40))
        for depot in ("west-depot", "east-depot")
        for b in bridges
    ]
    return Agreement(
        agreement=f"large-{seed}",
        title=Text("A large operation"),
        window=Window(opens=OPENS, closes=OPENS + timedelta(hours=72), zone="Asia/Damascus"),
        places=places,
        roads=tuple(roads),
        people={
            town: Group(at=town, number=Estimate(n, n, n), of_whom={"stretcher cases": n // 250, "wounded": n // 50})
            for town, n in zip(towns, people, strict=True)
        },
        fleets={
            "west-buses": Fleet(vehicle="bus", seats=50, count=240, based_at="west-depot"),
            "east-buses": Fleet(vehicle="bus", seats=50, count=180, based_at="east-depot"),
            "ambulances": Fleet(vehicle="ambulance", stretchers=2, count=80, based_at="west-depot"),
        },
        movements={
            f"{town}-out": Movement(
                people=town,
                via=(bridges[i // 2],),
                to=tuple(chance.sample([c for c in camps if c.startswith(town[:5])], 2)),
                convoy=ConvoyLimit(vehicles=buses),
            )
            for i, town in enumerate(towns)
        },
        exchanges=_exchanges(chance),
    )


def _minutes(chance: random.Random, least: int, most: int) -> Estimate:
    likely = chance.randint(least, most)
    return Estimate(likely, likely, likely)


def _exchanges(chance: random.Random) -> dict[str, AnyExchange]:
    """Four pairs in step; the last two begin when a quarter of the first two has come through."""
    steps: dict[str, AnyExchange] = {
        f"pair-{i}": InStep(
            between=((f"north-{i}-out",), (f"south-{i}-out",)), tolerance=Share(Fraction(chance.randint(10, 20), 100))
        )
        for i in range(1, PAIRS + 1)
    }
    links = {
        f"link-{i}": Lock(movement=f"north-{i}-out", waits_for=f"north-{i - 2}-out", until=Share(Fraction(1, 4)))
        for i in (3, 4)
    }
    return steps | links


def one(seed: int, buses: int, seconds: list[float], *, hours: bool) -> None:
    """A row of the table."""
    agreement = operation(seed, buses, hours=hours)
    start = time.perf_counter()
    first = plan(agreement)
    took = time.perf_counter() - start
    if not isinstance(first, Plan):
        print(f"| {seed} | {buses} | no plan: {', '.join(f.code for f in first)} |")
        return
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    Search(agreement, first.convoys, "finish", 1).go_on(0)
    columns = [f"{len(first.convoys)}", f"{took:.2f}", f"{memory:.0f}", f"{first.finish:.0f}", f"{first.gap:.1%}"]
    for limit in seconds:
        start = time.perf_counter()
        found = plan(agreement, limits=Limits(10**9, limit / 2, objective="finish"))
        best = found if isinstance(found, Plan) and found.finish < first.finish else first
        left = limit - (time.perf_counter() - start)
        bound = prove(agreement, best.convoys, best.finish, left)
        spent = time.perf_counter() - start
        gap = best.finish / bound.minutes - 1
        columns.append(f"{best.finish:.0f} / {bound.minutes:.0f} ({bound.by}), {gap:.1%} in {spent:.0f} s")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {seed} | {buses} | {' | '.join(columns)} | {memory:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--buses", type=int, default=10)
    parser.add_argument("--seconds", default="10,120")
    parser.add_argument("--hours", action="store_true")
    parser.add_argument("--one", action="store_true", help="in this process, without a heading")
    given = parser.parse_args()
    seconds = [float(n) for n in given.seconds.split(",") if n]
    if given.one:
        one(int(given.seeds), given.buses, seconds, hours=given.hours)
        return
    tried = " | ".join(f"finish / bound, gap with {s:.0f} s" for s in seconds)
    print(f"| seed | buses a convoy | convoys | first plan s | MiB | finish min | gap at once | {tried} | MiB in all |")
    print("|" + "---|" * (8 + len(seconds)), flush=True)
    for seed in given.seeds.split(","):
        command = [sys.executable, "-m", "benchmarks.large", "--one", "--seeds", seed, "--buses", str(given.buses)]
        command += ["--seconds", given.seconds, *(["--hours"] if given.hours else [])]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
