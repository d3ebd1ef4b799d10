"""A task and a horizon -> walks that end by then, or the proof that there are none: branch and price.

Branching bounds how often a way is used by all vehicles together, first whatever the time, then by a time, because
vehicles are alike and walks as such are no good to branch on (Barnhart et al. 1998). The dive takes the bound upwards
first. Whoever asks decides how many questions are asked before something else is tried; it goes on where it stopped.
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

from mamarr.planning.shuttles.master import INFINITY, SLIGHT, Master, Way
from mamarr.planning.shuttles.pricing import Stops
from mamarr.planning.shuttles.task import Task, Walk

Walks = tuple[Walk, ...]


class Search:
    """A tree of questions to the linear program, each with closer bounds on the ways."""

    def __init__(self, task: Task, horizon: int, known: Iterable[Stops] = ()) -> None:
        self.task, self.horizon = task, horizon
        self.master = Master(task, horizon, known)
        self.bounds: dict[Way, tuple[float, float]] = {}
        self.left = self._dive()
        """None after each question that leaves it open; at last walks, or none at all if that is impossible."""

    def _dive(self) -> Iterator[Walks | None]:
        yield (yield from self._node())

    def _node(self) -> Generator[None, None, Walks]:
        if not self.master.feasible():
            return ()
        branch = self._branch(self.master.chosen)
        if branch is None:
            return plan(self.task, self.master.chosen)
        yield
        way, amount = branch
        low, high = self.bounds.get(way, (-INFINITY, INFINITY))
        for bounds in ((float(math.ceil(amount)), high), (low, float(math.floor(amount)))):
            self._bound(way, bounds)
            found = yield from self._node()
            if found:
                return found
        self._bound(way, (low, high))
        return ()

    def _bound(self, way: Way, bounds: tuple[float, float]) -> None:
        self.bounds[way] = bounds
        self.master.bound(way, *bounds)

    def _branch(self, chosen: Mapping[Stops, float]) -> tuple[Way, float] | None:
        """The way whose use is furthest from whole."""
        if all(map(_whole, chosen.values())):
            return None
        fractions = [(way, n) for way, n in self.master.used().items() if not _whole(n)]
        fractions = fractions or [(way, n) for way, n in timed(chosen).items() if not _whole(n)]
        return min(fractions, key=lambda f: abs(f[1] - math.floor(f[1]) - 0.5), default=None)


def _whole(amount: float) -> bool:
    return abs(amount - round(amount)) < SLIGHT


def timed(chosen: Mapping[Stops, float]) -> Mapping[Way, float]:
    """How often all vehicles together use each way with a load by each time."""
    at: dict[tuple[int, int, int], float] = {}
    for stops, part in chosen.items():
        for time, pickup, reception in stops:
            at[pickup, reception, time] = at.get((pickup, reception, time), 0.0) + part
    total: dict[Way, float] = {}
    sums: dict[tuple[int, int], float] = {}
    for (pickup, reception, time), part in sorted(at.items()):
        sums[pickup, reception] = sums.get((pickup, reception), 0.0) + part
        total[Way("carry", pickup, reception, time)] = sums[pickup, reception]
    return total


def plan(task: Task, chosen: Mapping[Stops, float]) -> Walks:
    """Whole walks from parts of walks whose timed trips add up to whole ones.

    Each trip needs a vehicle before it: from the base, or from an earlier trip. Parts of walks are a fractional
    matching of trips to those, so there is a whole one as well (König 1916).
    """
    at: Counter[tuple[int, int, int]] = Counter()
    for stops, part in chosen.items():
        for stop in stops:
            at[stop] += part  # type: ignore[assignment]
    trips = sorted(stop for stop, n in at.items() for _ in range(round(n)))
    ends = [time + int(task.carries[p, q]) for time, p, q in trips]

    def can_follow(before: int, trip: int) -> bool:
        time, pickup, _ = trips[trip]
        if before >= len(trips):
            return bool(task.links[-1, pickup] <= time)
        return bool(ends[before] + task.links[trips[before][2], pickup] <= time)

    before = match(len(trips), len(trips) + task.vehicles, can_follow)
    after = {b: trip for trip, b in before.items()}
    walks = []
    for vehicle in range(len(trips), len(trips) + task.vehicles):
        walk, trip = [], after.get(vehicle)
        while trip is not None:
            walk.append(trips[trip][1:])
            trip = after.get(trip)
        walks.append(tuple(walk))
    return tuple(walks)


def match(left: int, right: int, fits: Callable[[int, int], bool]) -> dict[int, int]:
    """For each of *left* its own of *right*, by augmenting paths."""
    owner: dict[int, int] = {}
    for start in range(left):
        reached: dict[int, int] = {}
        queue, free = deque([start]), None
        while queue and free is None:
            one = queue.popleft()
            for other in range(right):
                if other not in reached and fits(other, one):
                    reached[other] = one
                    if other not in owner:
                        free = other
                        break
                    queue.append(owner[other])
        mine = {one: other for other, one in owner.items()}
        while free is not None:
            one = reached[free]
            owner[free] = one
            free = mine.get(one)
    return {one: other for other, one in owner.items()}
