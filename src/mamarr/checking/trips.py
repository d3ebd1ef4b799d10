"""Routes, opening hours and fleets to what can be carried at best: minutes on board, trips, places on vehicles."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mamarr.checking.rule import Case
from mamarr.model.agreement import Agreement, Movement, Window
from mamarr.model.calendar import keeping, length, minutes_after_opening
from mamarr.model.clocks import DAY, not_before
from mamarr.model.law import Clock
from mamarr.model.routes import Leg, hours_kept, stages
from mamarr.model.values import Hours


def fleets_of(agreement: Agreement, movement: Movement) -> tuple[str, ...]:
    """The fleets that serve *movement*: those it names, or all."""
    return movement.fleets or tuple(agreement.fleets)


def midnight(window: Window) -> float:
    """The last local midnight before the window opens, in minutes after the opening."""
    return -(window.opens.hour * 60.0 + window.opens.minute)


@dataclass(frozen=True)
class Way:
    """One movement's way to one destination, at likely times."""

    agreement: Agreement
    name: str
    legs: tuple[Leg, ...]
    window: Window

    @cached_property
    def out(self) -> float:
        """Minutes from boarding to arrival."""
        return stages(self.agreement, self.legs)[-1]

    @cached_property
    def back(self) -> float:
        """Minutes of an empty vehicle from arrival to boarding."""
        return float(sum(leg.likely for leg in self.legs))

    @cached_property
    def passing(self) -> Clock:
        """The earliest boarding such that every place on the way is open when the convoy is there."""
        return keeping(self.agreement, hours_kept(self.agreement, self.name, self.legs)[0])

    def board(self, moment: float) -> float:
        """The earliest boarding from *moment* on."""
        starts = self.agreement.movements[self.name].starts
        first = not_before(minutes_after_opening(self.window, starts))(moment) if starts else moment
        return self.passing(first)


def passes(case: Case, name: str, legs: tuple[Leg, ...]) -> bool:
    """Whether some boarding time brings movement *name* past every place on *legs* while it is open."""
    window = case.agreement.window
    return not window or math.isfinite(Way(case.agreement, name, legs, window).board(0.0))


def passable(case: Case, name: str) -> list[tuple[Leg, ...]]:
    """The ways of movement *name* that its roads and opening hours allow."""
    routes = [case.routes[name, to] for to in case.agreement.movements[name].to]
    return [legs for legs in routes if legs and passes(case, name, legs)]


def trips(window: Window, served: Sequence[Way]) -> int:
    """Loaded trips of one vehicle that end inside the window, each begun as early as may be (no fewer are possible).

    Every way's times are monotone, so taking the way that ends first is best, trip by trip.
    """
    end, now, done = length(window), 0.0, 0
    while served and min(way.board(now) + way.out for way in served) <= end:
        now = min(way.board(now) + way.out + way.back for way in served)
        done += 1
    return done


@dataclass(frozen=True, slots=True)
class Shortage:
    """Movements that only these fleets serve, the places they need and the most that can be offered."""

    movements: tuple[str, ...]
    fleets: tuple[str, ...]
    needed: int
    possible: int


def shortages(case: Case, needs: Mapping[str, int], room: Mapping[str, int]) -> Iterator[Shortage]:
    """Pools of fleets that fall short of *needs* (by movement) with *room* (of one vehicle), in the whole window.

    A necessary condition only: tolerances, crossing slots and the way from the base are left out. Movements that roads
    or opening hours keep in are left to the rules that say so.
    """
    agreement, short = case.agreement, list[frozenset[str]]()
    serving = {
        m: frozenset(fleets_of(agreement, agreement.movements[m])) for m in needs if needs[m] and passable(case, m)
    }
    everything = frozenset(f for fleets in serving.values() for f in fleets)
    for pool in sorted({*serving.values(), everything}, key=lambda fleets: (len(fleets), sorted(fleets))):
        own = tuple(m for m in serving if serving[m] <= pool)
        needed = sum(needs[m] for m in own)
        possible = sum(_offered(case, f, room[f], [m for m in own if f in serving[m]]) for f in pool)
        if possible < needed and not any(smaller <= pool for smaller in short):
            short.append(pool)
            yield Shortage(own, tuple(f for f in agreement.fleets if f in pool), needed, int(possible))


def _offered(case: Case, fleet: str, room: int, movements: Sequence[str]) -> float:
    agreement, window = case.agreement, case.agreement.window
    at_once = room * agreement.fleets[fleet].count
    if not at_once or not window:
        return math.inf if at_once else 0
    ways = [Way(agreement, m, legs, window) for m in movements for legs in passable(case, m)]
    return at_once * (trips(window, ways) if agreement.fleets[fleet].returns else min(1, trips(window, ways)))


def open_minutes(window: Window, hours: Hours | None) -> float:
    """Minutes of the window in which a place is open."""
    end = length(window)
    if hours is None:
        return end
    first = midnight(window) - DAY
    days = range(math.ceil((end - first) / DAY) + 1)
    opened = ((first + day * DAY + hours.opens, first + day * DAY + hours.closes) for day in days)
    return sum(max(0.0, min(b, end) - max(a, 0.0)) for a, b in opened)


def seats_at_once(agreement: Agreement, movement: Movement) -> int:
    """Seats of the vehicles that one convoy of *movement* may have, the roomiest first."""
    fleets = [agreement.fleets[f] for f in fleets_of(agreement, movement)]
    left = movement.convoy.vehicles or sum(f.count for f in fleets)
    seats = 0
    for fleet in sorted(fleets, key=lambda f: -f.seats):
        seats += fleet.seats * min(fleet.count, left)
        left -= min(fleet.count, left)
    return seats
