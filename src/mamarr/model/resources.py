"""Convoys and what they share -> gates and clocks: vehicles and their crews, turns, room at holding sites.

The half of clauses.py that is about means, not promises; its gates are the plan's, and none of them is a clause.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from mamarr.model.agreement import Agreement
from mamarr.model.batches import held_at_once
from mamarr.model.builder import Builder, Passing, Taker
from mamarr.model.calendar import keeping, passable
from mamarr.model.clocks import Timing, not_before
from mamarr.model.law import Lag, Wait
from mamarr.model.plan import Convoy
from mamarr.model.routes import Passed, crews_kept, drive, hours_driven, minutes_of
from mamarr.model.slots import in_turn
from mamarr.model.turns import Point, Turn, passings

FREE = "free"


class Resources:
    """What convoys share, on its way into their net; *points* are the steps of each convoy."""

    def __init__(
        self, agreement: Agreement, net: Builder, convoys: Sequence[Convoy], points: Mapping[str, Sequence[Point]]
    ) -> None:
        self.agreement, self.net, self.convoys, self.points = agreement, net, convoys, points
        self.ways: dict[tuple[str, str], tuple[Passed, ...] | None] = {}
        self.back: dict[tuple[str, str], int] = {}
        self.leaving: dict[tuple[str, str, tuple[str, ...]], Timing | None] = {}

    def hand_out(self) -> Mapping[Turn, Sequence[Passing]]:
        """Vehicles come back before they leave again; at crossings and receptions one convoy goes after the other.

        Those who may not be made to wait rank before all others, whatever the order given, and wait for each other
        only; their turns and their room are kept for them. Empty vehicles on their way back take no turn at a crossing.
        """
        ranked = sorted(self.convoys, key=lambda c: not c.unconditional)
        queues: dict[Turn, list[Passing]] = {}
        for convoy in ranked:
            self._from_base(convoy)
            for turn, passing in passings(self.agreement, convoy, self.points[convoy.id]):
                queues.setdefault(turn, []).append(passing)
        for fleet in self.agreement.fleets:
            self._fleet(fleet, [c for c in ranked if c.vehicles.get(fleet)])
        in_turn(self.net, queues)
        for name, place in self.agreement.places.items():
            if (capacity := held_at_once(place)) is not None:
                self._holding(name, capacity, ranked)
        return queues

    def _holding(self, place: str, capacity: int, ranked: Sequence[Convoy]) -> None:
        """People on their way to a holding site, and those in it, are never more than it has room for."""
        stays = [(c, p.step) for c in ranked for p in self.points[c.id][2:-1] if p.place == place]
        first = [(c, leaves) for c, leaves in stays if c.unconditional]
        kept = sum(c.size for c, _ in first)
        for takers, givers, room in ((first, first, capacity), (stays[len(first) :], stays, capacity - kept)):
            left = self.net.count(Wait(leaves, c.size) for c, leaves in givers)
            waiting = [Taker(self._board(c), c.size, left) for c, _ in takers]
            self.net.limit(waiting, room, ("places", place, "capacity"), "plan")

    def _from_base(self, convoy: Convoy) -> None:
        """Nobody boards before vehicles that set out when the window opens can have come from their base.

        Their crews bring people to the end of their way and drive back within their hours.
        """
        board, origin = self._board(convoy), self._origin(convoy)
        for fleet in convoy.vehicles:
            way = self._way(self.agreement.fleets[fleet].based_at, origin)
            start = math.inf if way is None else passable(self.agreement, way, [fleet])(0.0) + minutes_of(way)
            self.net.clock(board, not_before(start))
        drive = self.points[convoy.id][-1].after + minutes_of(self._way(convoy.to, origin) or ())
        if crews := crews_kept(self.agreement, convoy.vehicles, int(drive)):
            self.net.clock(board, keeping(self.agreement, crews))

    def _fleet(self, fleet: str, served: Sequence[Convoy]) -> None:
        """Where all say where their vehicles come from, the vehicles of each place are counted by themselves.

        Not where those who may not be made to wait would have to wait for vehicles that others use.
        """
        base, count = self.agreement.fleets[fleet].based_at, self.agreement.fleets[fleet].count
        first = [c for c in served if c.unconditional]
        at_base = all(c.from_ == base for c in first) and sum(c.vehicles[fleet] for c in first) <= count
        if not at_base or not all(c.from_ for c in served):
            self._pool(fleet, served, served, count)
            return
        for place in dict.fromkeys(c.from_ for c in served):
            takers, givers = [c for c in served if c.from_ == place], [c for c in served if c.to == place]
            self._pool(fleet, takers, givers, count if place == base else 0)

    def _pool(self, fleet: str, takers: Sequence[Convoy], givers: Sequence[Convoy], count: int) -> None:
        """Each taker waits until so many vehicles could be at its origin as it and all ranked before it take.

        That is enough: take any convoys; the last of them in rank could have as many vehicles as all of them need,
        so each finds vehicles of its own (Hall 1935), and every vehicle has time to drive from one to the next.
        """
        first, last = ([c for c in takers if c.unconditional is early] for early in (True, False))
        kept, clause = sum(c.vehicles[fleet] for c in first), ("fleets", fleet)
        early = self._takers(fleet, first, [c for c in givers if c.unconditional])
        self.net.limit(early, count, clause, "plan")
        self.net.limit(self._takers(fleet, last, givers), count - kept, clause, "plan")

    def _takers(self, fleet: str, takers: Sequence[Convoy], givers: Sequence[Convoy]) -> list[Taker]:
        """*takers*, each with the vehicles of *givers* that could be at its origin by then."""
        giving = givers if self.agreement.fleets[fleet].returns else ()
        back = {
            origin: self.net.count(
                Wait(free, c.vehicles[fleet]) for c in giving if (free := self._free(c, origin)) is not None
            )
            for origin in dict.fromkeys(self._origin(c) for c in takers)
        }
        return [Taker(self._board(c), c.vehicles[fleet], back[self._origin(c)]) for c in takers]

    def _free(self, convoy: Convoy, origin: str) -> int | None:
        """The step at which the vehicles of *convoy* could be at *origin*; None where no road leads there.

        Which place they go to is the plan's choice, not the law's. They set out, all together, only when nothing on
        their way will be closed to them.
        """
        way = self._way(convoy.to, origin)
        if way is None or (convoy.id, origin) in self.back:
            return self.back.get((convoy.id, origin))
        free = self.net.step(convoy.id, FREE, origin)
        lag = self.net.lag(minutes_of(way), Lag("return", convoy.id, convoy.to, origin))
        self.net.after(
            free, [Wait(self.points[convoy.id][-1].step, 1, lag)], 1, ("movements", convoy.movement), "physical"
        )
        if clock := self._leaving(convoy.to, origin, tuple(convoy.vehicles)):
            self.net.clock(free, clock)
        self.back[convoy.id, origin] = free
        return free

    def _leaving(self, start: str, end: str, fleets: tuple[str, ...]) -> Timing | None:
        """When empty vehicles can be at *end*, by the hours of their crews and of their way, if these have any."""
        key = start, end, fleets
        if key not in self.leaving:
            way = self._way(start, end) or ()
            crews = [fleet for fleet in fleets if self.agreement.fleets[fleet].crew_hours]
            kept = crews or hours_driven(self.agreement, way)
            self.leaving[key] = passable(self.agreement, way, crews, minutes_of(way)) if kept else None
        return self.leaving[key]

    def _way(self, start: str, end: str) -> tuple[Passed, ...] | None:
        if (start, end) not in self.ways:
            self.ways[start, end] = drive(self.agreement, start, end)
        return self.ways[start, end]

    def _board(self, convoy: Convoy) -> int:
        return self.points[convoy.id][0].step

    def _origin(self, convoy: Convoy) -> str:
        return self.points[convoy.id][0].place
