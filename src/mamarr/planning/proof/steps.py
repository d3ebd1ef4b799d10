"""An agreement in steps of time -> how many people can have arrived by a moment, whatever the plan: at most so many.

A linear programme that every plan satisfies, whatever its convoys and their order: people board in each step, vehicles
carry them and come back, crossings, receptions and clauses let so many through. What happens in a step counts as if it
happened at its beginning, and minutes are rounded down to whole steps, so that steps of any length are valid. Vehicles
have no numbers: the flow over time of Bish (2011) and of Goerigk and Gruen (2013) without its index of buses.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from mamarr.model.agreement import ARRIVAL, BOARDING, Agreement, KeepBack, Lock
from mamarr.model.batches import of_movement
from mamarr.model.calendar import passable
from mamarr.model.clauses import people_of, sides
from mamarr.model.plan import Convoy
from mamarr.model.routes import LOADING_MINUTES, drive, minutes_of
from mamarr.model.values import Share, people
from mamarr.planning.bounds import day
from mamarr.planning.bounds.sequences import Sequel
from mamarr.planning.bounds.ways import Begin
from mamarr.planning.proof.program import Limit, Numbers, Program, Proved
from mamarr.planning.proof.rides import Ride, Unit, passes, ride

Key = tuple[str, str]
"""A movement and one of its receptions."""
Term = tuple[Sequence[Unit], str, float]
"""People, from where they count on, and what each of them weighs."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Who moves in a part of an operation, as far as where, and when that part begins.

    *sequel* are the parts within it that follow one another; nobody of part i boards before *earliest[i]*.
    """

    units: tuple[Unit, ...]
    ends: str = ARRIVAL
    begin: Begin = field(default_factory=Begin)
    sequel: Sequel | None = None
    earliest: Sequence[float] = ()


class Steps:
    """The programme of one stage, in steps of so many minutes up to a horizon.

    *clauses* are kept only where the stage is the whole operation: else it is not known what has gone before.
    """

    def __init__(
        self,
        agreement: Agreement,
        convoys: Sequence[Convoy],
        stage: Stage,
        horizon: float,
        step: float,
        *,
        clauses: bool = True,
    ) -> None:
        self.agreement, self.convoys, self.stage = agreement, convoys, stage
        self.begins, self.step = stage.begin.after, step
        self.count = int((horizon - self.begins) // step) + 1
        self.often = 1 + int(step // LOADING_MINUTES)
        """How often one vehicle can be taken within a step."""
        self.program = Program()
        moving = dict.fromkeys(u.movement for u in stage.units)
        self.rides = {(m, to): ride(agreement, m, to) for m in moving for to in agreement.movements[m].to}
        self.boards = {key: self._boards(found) for key, found in self.rides.items()}
        self._people()
        if agreement.fleets:
            self._vehicles()
        self._rooms()
        if all(e.waits_at == (BOARDING,) for e in agreement.exchanges.values()):
            self._crossings()
        if clauses:
            self._tolerances()
            self._holds()
            self._sequel()
            self._curves()
        self.program.close()

    def _boards(self, found: Ride) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """The earliest moment in each step at which people can board; never, where there is none."""
        begins = self.begins + self.step * np.arange(self.count)
        opens = np.array([found.opens(max(at, found.starts)) for at in begins])
        return np.where(opens < begins + self.step, opens, math.inf)

    def _early(self, unit: Unit) -> Any:
        """Whether a step ends before this unit may board, because it is locked."""
        ends = self.begins + self.step * np.arange(1, self.count + 1)
        locked = self.stage.begin.locked.get(unit.movement, 0.0) if unit.counted else 0.0
        return ends <= max(locked, self.stage.earliest[unit.part] if unit.part >= 0 else 0.0)

    def _later(self, minutes: float) -> int:
        return int(minutes // self.step)

    def _people(self) -> None:
        """How many of each unit board for each reception in each step: nobody twice."""
        self.boarding: dict[tuple[Unit, str], Numbers] = {}
        for unit in self.stage.units:
            row = self.program.row(1, unit.people)
            for to in self.agreement.movements[unit.movement].to:
                able = np.isfinite(self.boards[unit.movement, to]) & ~self._early(unit)
                columns = self.program.block(np.where(able, float(unit.people), 0.0), gain=1.0)
                self.boarding[unit, to] = columns
                self.program.put(np.repeat(row, self.count), columns, 1.0)

    def _serving(self, movement: str) -> list[str]:
        return list(self.agreement.movements[movement].fleets or self.agreement.fleets)

    def _vehicles(self) -> None:
        """People have places in vehicles; each vehicle is at its base, with people, or on its way to the next."""
        taken: dict[tuple[str, Key], Numbers] = {}
        for key in self.rides:
            for fleet in self._serving(key[0]):
                most = self.agreement.fleets[fleet].count * self.often
                taken[fleet, key] = self.program.block(np.where(np.isfinite(self.boards[key]), float(most), 0.0))
            for lying in (True, False):
                rows = self.program.row(self.count, 0.0)
                for unit in self.stage.units:
                    if unit.movement == key[0] and unit.lying == lying:
                        self.program.put(rows, self.boarding[unit, key[1]], 1.0)
                for fleet in self._serving(key[0]):
                    spec = self.agreement.fleets[fleet]
                    self.program.put(rows, taken[fleet, key], -float(spec.stretchers if lying else spec.seats))
        for fleet in self.agreement.fleets:
            own = {key: columns for (name, key), columns in taken.items() if name == fleet}
            if own:
                self._fleet(fleet, own)

    def _fleet(self, fleet: str, taken: dict[Key, Numbers]) -> None:
        """Vehicles wait where people board: those from the base and those that came back, less those taken."""
        limit: Limit = ("fleet", ("fleets", fleet))
        count = np.full(self.count, float(self.agreement.fleets[fleet].count))
        base = self.program.row(1, count[0])
        self.program.name(limit, rows=base)
        waiting: dict[str, Numbers] = {}
        for origin in sorted({self.rides[key].origin for key in taken}):
            here = self.program.block(count)
            self.program.name(limit, columns=here)
            waiting[origin] = self.program.running(here)
            first = self._from_base(fleet, origin)
            if first < self.count:
                coming = self.program.block(count[:1])
                self.program.put(base, coming, 1.0)
                self.program.put(waiting[origin][first : first + 1], coming, -1.0)
        for key, columns in taken.items():
            self.program.put(waiting[self.rides[key].origin], columns, 1.0)
            self._return(key, columns, waiting, count)

    def _from_base(self, fleet: str, origin: str) -> int:
        """The step in which its vehicles can first be at *origin*."""
        way = drive(self.agreement, self.agreement.fleets[fleet].based_at, origin)
        if not self.stage.begin.based:
            return 0
        at = math.inf if way is None else passable(self.agreement, way)(0.0) + minutes_of(way)
        return self.count if math.isinf(at) else max(0, self._later(at - self.begins))

    def _return(self, key: Key, taken: Numbers, waiting: dict[str, Numbers], count: np.ndarray) -> None:
        """Each vehicle that was taken comes to one of the places where people board, if it still matters."""
        once = self.program.row(self.count, 0.0)
        self.program.put(once, taken, -1.0)
        able = np.flatnonzero(np.isfinite(self.boards[key]))
        for origin, rows in waiting.items():
            way = drive(self.agreement, key[1], origin)
            if way is None:
                continue
            leaves = passable(self.agreement, way)
            back = [leaves(self.boards[key][k] + self.rides[key].arrival) + minutes_of(way) for k in able]
            there = np.floor((np.array(back) - self.begins) / self.step)
            soon = there < self.count
            columns = self.program.block(count[: soon.sum()] * self.often)
            self.program.put(once[able[soon]], columns, 1.0)
            self.program.put(rows[there[soon].astype(int)], columns, -1.0)

    def _rooms(self) -> None:
        """No reception takes more than it has room for."""
        for place, spec in self.agreement.places.items():
            if spec.capacity is not None and spec.kind in ("reception", "hospital"):
                row = self.program.row(1, spec.capacity)
                self.program.name(("reception", ("places", place)), rows=row)
                for (_, to), columns in self.boarding.items():
                    if to == place:
                        self.program.put(np.repeat(row, self.count), columns, 1.0)

    def _crossings(self) -> None:
        """In each direction, what is passing is at most one convoy behind what could have passed.

        Valid only where nobody waits on the way: then people pass so many minutes after boarding. Those may be rounded
        down to the step before, in which one more step could pass.
        """
        for (place, _), found in self._directions().items():
            per_hour = self.agreement.places[place].vehicles_per_hour or 1
            each = {u: passes(self.agreement, u, self.stage.units, per_hour) for u, _, _ in found}
            convoys: dict[tuple[str, bool], float] = {}
            for unit, (minutes, most) in each.items():
                kind = unit.movement, unit.counted
                convoys[kind] = convoys.get(kind, 0.0) + minutes * most
            behind = self.program.block(np.full(self.count, max(convoys.values()) + self.step))
            passed = self.program.block(np.full(self.count, float(self.step)))
            self.program.name(("crossing", ("places", place)), columns=np.concatenate((behind, passed)))
            rows = self.program.running(behind)
            self.program.put(rows, passed, 1.0)
            for unit, to, after in found:
                self._shifted(rows, self.boarding[unit, to], after, -each[unit][0])

    def _directions(self) -> dict[tuple[str, str], list[tuple[Unit, str, float]]]:
        """Who passes each crossing with a rate, by where they come from, and how long after boarding."""
        found: dict[tuple[str, str], list[tuple[Unit, str, float]]] = {}
        for unit, to in self.boarding:
            way = self.rides[unit.movement, to]
            for before, place in zip(way.stops, way.stops[1:-1], strict=False):
                if self.agreement.places[place].vehicles_per_hour:
                    found.setdefault((place, before), []).append((unit, to, way.until[place]))
        return found

    def _shifted(self, rows: Numbers, columns: Numbers, after: float, value: float) -> None:
        late = self._later(after)
        self.program.put(rows[late:], columns[: max(0, self.count - late)], value)

    def _tolerances(self) -> None:
        """In each step a side that has boarded is at most the tolerance ahead of what counts of the other."""
        for name, exchange in self.agreement.exchanges.items():
            both = sides(exchange, self.convoys)
            if both is None or exchange.waits_at != (BOARDING,):
                continue
            one, other, slack = both
            scale = max(one.weight, other.weight)
            for taker, giver in ((one, other), (other, one)):
                self._ahead(
                    slack / scale,
                    (self._counted(taker.movements), BOARDING, taker.weight / scale),
                    (self._counted(giver.movements), exchange.counted_at, giver.weight / scale),
                    ("tolerance", ("exchanges", name, "tolerance")),
                )

    def _holds(self) -> None:
        """Who is locked or kept back boards at most in the measure in which the other movement counts."""
        for name, exchange in self.agreement.exchanges.items():
            if not isinstance(exchange, Lock | KeepBack) or exchange.waits_at != (BOARDING,):
                continue
            own = sum(c.counted for c in of_movement(self.convoys, exchange.movement))
            other = exchange.until if isinstance(exchange, KeepBack) else exchange.waits_for
            need = all_of = sum(c.counted for c in of_movement(self.convoys, other))
            kept = own
            if isinstance(exchange, KeepBack):
                kept = 0 if exchange.keeps == "last convoy" else min(own, people_of(exchange.keeps, own))
            elif exchange.from_ == "last convoy" or exchange.until == "first convoy":
                kept = 0
            elif isinstance(exchange.until, int | Share):
                need = people(exchange.until, all_of)
            if kept and 0 < need <= all_of:
                takers = self._counted((exchange.movement,)), BOARDING, 1.0
                givers = self._counted((other,)), exchange.counted_at, kept / need
                self._ahead(own - kept, takers, givers, ("after", ("exchanges", name)))

    def _sequel(self) -> None:
        """People of a part board at most in the measure in which those of the part before count."""
        if self.stage.sequel is None:
            return
        limit: Limit = (self.stage.sequel.by, self.stage.sequel.at)
        for unit in (u for u in self.stage.units if u.part > 0):
            before = [u for u in self.stage.units if u.part == unit.part - 1]
            where = self.stage.sequel.parts[unit.part - 1][1]
            people = sum(u.people for u in before)
            self._ahead(0.0, ([unit], BOARDING, 1.0), (before, where, unit.people / people), limit)

    def _curves(self) -> None:
        """By the end of each step no more of a movement have boarded than when all limits hold to the minute."""
        ends = self.begins + self.step * np.arange(1, self.count + 1)
        for name, curve in day(self.agreement, self.convoys).boarding():
            units, boarded = self._counted([name]), np.array([curve.before(end) for end in ends])
            if units:
                state = self.program.block(boarded * (1 + 1e-12))
                rows = self.program.running(state)
                for unit, to in self.boarding:
                    if unit in units:
                        self.program.put(rows, self.boarding[unit, to], -1.0)

    def _ahead(self, slack: float, taker: Term, giver: Term, limit: Limit) -> None:
        """In each step, what takers weigh is at most *slack* more than what givers weigh."""
        least = -sum(unit.people for unit in giver[0]) * giver[2]
        state = self.program.block(np.full(self.count, slack + 1e-12 * abs(least)), lower=least)
        self.program.name(limit, columns=state)
        rows = self.program.running(state)
        for sign, (units, where, weight) in ((-1.0, taker), (1.0, giver)):
            for unit, to in self.boarding:
                if unit in units:
                    after = self.rides[unit.movement, to].counted(where)
                    self._shifted(rows, self.boarding[unit, to], after, sign * weight)

    def _counted(self, movements: Sequence[str]) -> list[Unit]:
        return [u for u in self.stage.units if u.counted and u.movement in movements]

    def by(self, moment: float, latest: Sequence[float] = (), seconds: float = math.inf) -> Proved:
        """How many can be through by *moment* at most, those of part i by *latest[i]*."""
        caps = []
        for unit, to in self.boarding:
            way, boards = self.rides[unit.movement, to], self.boards[unit.movement, to]
            able = (boards + way.counted(self.stage.ends) <= moment) & ~self._early(unit)
            if self.stage.sequel and unit.part >= 0:
                able &= boards + way.counted(self.stage.sequel.parts[unit.part][1]) <= latest[unit.part]
            caps.append(np.where(able, float(unit.people), 0.0))
        self.program.cap(np.concatenate(list(self.boarding.values())), np.concatenate(caps))
        return self.program.solve(seconds)
