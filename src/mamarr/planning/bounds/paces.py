"""Ways, vehicles and clauses -> how early all can be through when everything limits them at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mamarr.model.agreement import BOARDING, Agreement
from mamarr.model.clauses import Side, sides
from mamarr.model.plan import Convoy
from mamarr.planning.bounds.curves import Curve, Curves, Delay, Flow, Hold, Limit, Name
from mamarr.planning.bounds.sequences import Moving, sequels
from mamarr.planning.bounds.ways import Way, back, passing, pools

MOMENTS = 1000
"""Moments that are looked at, about: in longer operations minutes are taken together."""


class Paces:
    """The curves of everybody on these *ways*; with *convoys* also what clauses let them do.

    *about* is how long the whole takes, roughly.
    """

    def __init__(
        self, agreement: Agreement, ways: Sequence[Way], convoys: Sequence[Convoy] = (), *, about: float
    ) -> None:
        self.agreement, self.ways = agreement, ways
        self.flows = {
            (way, lying): Flow(n, way.start, way.opens, tuple(self._passes(way, n, lying)))
            for way in ways
            for lying, n in ((True, way.lying), (False, way.seated))
            if n
        }
        self.counted = {way.movement: (way, self.flows[way, False]) for way in ways if way.counts}
        self.limits = [*self._vehicles(), *self._exchanges(convoys)]
        self.holds = list(self._holds(convoys))
        Curves(list(self.flows.values()), self.limits, self.holds, max(1.0, math.ceil(about / MOMENTS)))

    def _passes(self, way: Way, people: int, lying: bool) -> Iterator[tuple[float, float]]:
        """Crossings on the way: only where nobody waits before them."""
        if any(e.waits_at != (BOARDING,) for e in self.agreement.exchanges.values()):
            return
        for place in self.agreement.movements[way.movement].via:
            if rate := self.agreement.places[place].vehicles_per_hour:
                sharing = lying and way.seated > 0
                found = passing(
                    self.agreement, way.movement, people, rate, lying=lying, counts=way.counts, sharing=sharing
                )
                if found[0]:
                    yield found

    def _vehicles(self) -> Iterator[Limit]:
        """A set of fleets that alone serves some people has only so many places, until vehicles are back."""
        for pool in pools(self.agreement, self.ways):
            flows = {way: self.flows[way, pool.lying] for way, _ in pool.own}
            name: Name = "fleet", ("fleets", pool.fleets[0])
            limit = Limit(dict.fromkeys(flows.values(), 1.0), float(pool.places), name)
            if any(self.agreement.fleets[f].returns for f in pool.fleets):
                limit.giver = limit
                limit.delays = {flow: back(self.agreement, way, self.ways, pool.fleets) for way, flow in flows.items()}
            yield limit

    def _exchanges(self, convoys: Sequence[Convoy]) -> Iterator[Limit]:
        """Neither side is further ahead of what counts of the other than the tolerance."""
        for name, exchange in self.agreement.exchanges.items():
            both = sides(exchange, convoys)
            if both is None or exchange.waits_at != (BOARDING,):
                continue
            one, other, slack = both
            clause: Name = "tolerance", ("exchanges", name, "tolerance")
            taking = [Limit(self._takers(side), float(slack), clause) for side in (one, other)]
            for limit, giver in zip(taking, taking[::-1], strict=True):
                limit.giver = giver
                limit.delays = {flow: self._counts(m, exchange.counted_at) for m, (_, flow) in self.counted.items()}
            yield from taking

    def _takers(self, side: Side) -> dict[Flow, float]:
        return {self.counted[m][1]: float(side.weight) for m in side.movements}

    def _counts(self, movement: str, where: str) -> Delay:
        after = self.counted[movement][0].counted(where)
        return lambda boards: boards + after

    def _holds(self, convoys: Sequence[Convoy]) -> Iterator[Hold]:
        """Of parts that follow one another, nobody boards before those of all parts before have come through."""
        for sequel in sequels(self.agreement, convoys):
            for i in range(1, len(sequel.parts)):
                before = _together(moving for moving, _ in sequel.parts[:i])
                where = sequel.parts[i - 1][1]
                until = [(self.counted[m][1], n, self._counts(m, where)) for m, n in before.items()]
                for movement, kept in _together(moving for moving, _ in sequel.parts[i:]).items():
                    yield Hold((sequel.by, sequel.at), self.counted[movement][1], kept, until)

    @property
    def released(self) -> Mapping[str, float]:
        """The earliest boarding of each movement of which everybody waits for others."""
        whole = {hold.flow for hold in self.holds if hold.kept >= hold.flow.people}
        return {m: flow.curve.at[0] for m, (_, flow) in self.counted.items() if flow in whole and flow.curve.at}

    def boarding(self) -> Iterator[tuple[str, Curve]]:
        """How many of those who count in exchanges can have boarded, movement by movement."""
        return ((movement, flow.curve) for movement, (_, flow) in self.counted.items())

    def ends(self) -> Iterator[tuple[float, Name]]:
        """When everybody of each flow can be through, and of those who share a limit, and what held them back.

        Nothing is known where somebody never boards: no plan lets them, and it is not for a bound to say so.
        """
        for (way, _), flow in self.flows.items():
            if not math.isinf(last := flow.curve.when(flow.people)):
                yield last + way.ends, flow.held or ("route", ("movements", way.movement))
        ends = {flow: way.ends for (way, _), flow in self.flows.items()}
        for limit in self.limits:
            if not math.isinf(last := limit.curve.when(limit.total)):
                yield last + min(ends[flow] for flow in limit.takers), limit.name


def _together(parts: Iterable[Moving]) -> dict[str, int]:
    """The people of several parts."""
    found: dict[str, int] = {}
    for moving in parts:
        for movement, n in moving.items():
            found[movement] = found.get(movement, 0) + n
    return found
