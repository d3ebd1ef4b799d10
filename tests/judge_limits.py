"""A finished timeline -> the hours, distances and rooms that it does not keep, as somebody with a watch would see it.

Like judge.py it shares only the nouns with the law. Whoever has an earlier turn in the plan keeps it; those who may not
be made to wait have theirs before all others.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from judge import LOADING, Breach, Day, Passing, Timeline, conditional
from mamarr.model.agreement import Agreement
from mamarr.model.plan import Convoy
from mamarr.model.values import Hours

Times = Mapping[Passing, float]
DAY = 24 * 60


def overruns(agreement: Agreement, convoys: Sequence[Convoy], timeline: Timeline) -> list[Breach]:
    """Every limit that *timeline* does not keep."""
    watch = Watch(agreement, convoys, timeline)
    return [*watch.hours(), *watch.turns(), *watch.rooms()]


class Turn(NamedTuple):
    """A convoy's turn: when it boards, when it is due if all goes well, when it has its turn, and for how long."""

    rank: tuple[bool, int]
    passing: Passing
    boards: float
    due: float
    at: float
    minutes: float


class Watch:
    """Somebody with a watch and the agreement."""

    def __init__(self, agreement: Agreement, convoys: Sequence[Convoy], timeline: Timeline) -> None:
        self.agreement = agreement
        self.day = Day(agreement, convoys)
        self.times = {Passing(*step): t for step, t in timeline.items()}
        self.moving = [c for c in convoys if math.isfinite(self.times[self.day.ways[c.id][0]])]

    def takes(self, before: Passing, here: Passing) -> float:
        """Minutes from one point of a way to the next."""
        if here.act == "depart":
            return LOADING
        stop = self.agreement.places[here.place].inspection_minutes
        roads = self.roads(before.place, here.place)
        return sum(self.agreement.roads[i].minutes.likely for i in roads) + (stop.likely if stop else 0)

    def roads(self, start: str, end: str) -> tuple[int, ...]:
        """The quickest way, by trying all."""

        def ways(here: str, seen: tuple[str, ...], taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
            if here == end:
                yield taken
                return
            for i, road in enumerate(self.agreement.roads):
                for a, b in ((road.from_, road.to), (road.to, road.from_))[: 1 if road.one_way else 2]:
                    if a == here and b not in seen:
                        yield from ways(b, (*seen, b), (*taken, i))

        return min(ways(start, (start,), ()), key=lambda w: sum(self.agreement.roads[i].minutes.likely for i in w))

    def hours(self) -> Iterator[Breach]:
        """On boarding, all hours ahead suit; on the way, those of the next road, of the place and of the movement."""
        for convoy in self.moving:
            way = self.day.ways[convoy.id]
            for k, passing in enumerate(way):
                at = self.times[passing]
                if math.isfinite(at) and not all(
                    open_for(h, at + begins, ends - begins) for h, begins, ends in self.ahead(convoy, k)
                ):
                    yield Breach("hours", passing)

    def ahead(self, convoy: Convoy, k: int) -> Iterator[tuple[Hours, float, float]]:
        """The hours that matter at the k-th point of a way, each with from when to when somebody is there."""
        way = self.day.ways[convoy.id]
        if k > 1 and (opening := self.agreement.places[way[k].place].open):
            yield opening, 0.0, 0.0
        minutes = 0.0
        for before, here in pairwise(way[k:]):
            if here.act != "depart" and (k == 0 or before == way[k]):
                on_road = minutes
                for i in self.roads(before.place, here.place):
                    road = self.agreement.roads[i]
                    if road.open:
                        yield road.open, on_road, on_road + road.minutes.likely
                    on_road += road.minutes.likely
            minutes += self.takes(before, here)
            if k == 0 and here.act != "depart" and (opening := self.agreement.places[here.place].open):
                yield opening, minutes, minutes
        if k < len(way) - 1 and (daily := self.agreement.movements[convoy.movement].hours):
            yield daily, 0.0, minutes

    def turns(self) -> Iterator[Breach]:
        """One after the other: at a crossing, at the departures of a movement, at a reception."""
        queues: dict[tuple[str, ...], list[Turn]] = {}
        for convoy in self.moving:
            way = self.day.ways[convoy.id]
            movement, size = self.agreement.movements[convoy.movement], sum(convoy.people.values())
            rank = bool(conditional(convoy)), self.day.rank[convoy.id]
            due = self.times[way[0]]
            for before, here in pairwise(way):
                due += self.takes(before, here)
                place, crosses = self.agreement.places[here.place], here.act == "cross"
                vehicles = place.vehicles_per_hour if crosses else None
                people = place.people_per_hour if here.act == "arrive" else None
                for key, minutes in (
                    (("crossing", before.place, here.place), vehicles and math.ceil(60 / vehicles)),
                    (("reception", here.place), people and math.ceil(60 * size / people)),
                    (("departure", convoy.movement), movement.convoy.spacing if here.act == "depart" else None),
                ):
                    if minutes:
                        queues.setdefault(key, []).append(
                            Turn(rank, here, self.times[way[0]], due, self.times[here], minutes)
                        )
        for queue in queues.values():
            yield from self._in_turn(sorted(queue))

    def _in_turn(self, queue: Sequence[Turn]) -> Iterator[Breach]:
        """In the order of ranks, also at boarding; between those who may not wait and the others, who comes first."""
        for i, behind in enumerate(queue):
            for ahead in queue[:i]:
                if ahead.rank[0] == behind.rank[0] and behind.boards < ahead.boards:
                    yield Breach("turn", behind.passing)
                for a, b in ((ahead.due, behind.due), (ahead.at, behind.at)):
                    apart = b >= a + ahead.minutes
                    if ahead.rank[0] != behind.rank[0]:
                        apart = apart or a >= b + behind.minutes
                    if not apart:
                        yield Breach("turn", behind.passing)

    def rooms(self) -> Iterator[Breach]:
        """Whoever boards for a holding site finds room beside those whose turn was before and who have not left it."""
        for name, place in self.agreement.places.items():
            if place.kind != "holding" or place.capacity is None:
                continue
            stays = [c for c in self.day.convoys if name in self.agreement.movements[c.movement].via]
            for convoy in (c for c in stays if c in self.moving):
                board = self.times[self.day.ways[convoy.id][0]]
                others = [c for c in stays if conditional(c) == 0 or conditional(convoy)]
                before = [c for c in others if self._rank(c) <= self._rank(convoy)]
                left = [c for c in others if self.times[Passing(c.id, "cross", name)] <= board]
                if people(before) - people(left) > place.capacity:
                    yield Breach("room", self.day.ways[convoy.id][0])

    def _rank(self, convoy: Convoy) -> tuple[bool, int]:
        return bool(conditional(convoy)), self.day.rank[convoy.id]


def people(convoys: Sequence[Convoy]) -> int:
    return sum(sum(c.people.values()) for c in convoys)


def open_for(hours: Hours, begins: float, minutes: float) -> bool:
    """Whether somebody who comes then and stays so long is there in opening hours only."""
    if hours.closes - hours.opens >= DAY:
        return True
    return any(hours.opens <= begins % DAY + day and begins % DAY + day + minutes <= hours.closes for day in (0, DAY))
