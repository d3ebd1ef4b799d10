"""Flows of people and their limits -> how many can have boarded by when at the most, whatever the plan.

Everybody is let go as soon as limits allow, in people instead of convoys. What takes from a limit is never more than
its slack beyond what has been given back: vehicles that have returned, people of the other side who have come through.
So by induction over time no plan is ever ahead of these curves (network calculus: Cruz 1991; Le Boudec, Thiran 2001).
Those who share a limit are each let go as if they were alone; all of them together have a curve of their own.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mamarr.model.law import Clock
from mamarr.model.values import Path

NEAR = 1e-9
"""Rounding errors, as a share; always in favour of whoever boards."""

Name = tuple[str, Path]
Delay = Callable[[float], float]
"""When those who board at a moment count as given back: monotone, never earlier."""


class Curve:
    """How much is reached by when."""

    def __init__(self) -> None:
        self.at: list[float] = []
        self.values: list[float] = []
        self.lates: list[Late] = []
        """The same as it is seen elsewhere."""

    @property
    def last(self) -> float:
        return self.values[-1] if self.values else 0.0

    def before(self, moment: float) -> float:
        """How much is reached before *moment*."""
        i = bisect_left(self.at, moment)
        return self.values[i - 1] if i else 0.0

    def when(self, value: float) -> float:
        """The first moment at which *value* is reached; never, where it is not."""
        return next((t for t, v in zip(self.at, self.values, strict=True) if v >= value * (1 - NEAR)), math.inf)


class Late:
    """A curve as it is seen after a delay, rounded down to whole multiples of *grain*, by moments that only grow."""

    def __init__(self, curve: Curve, delay: Delay, grain: float) -> None:
        self.values, self.delay, self.grain = curve.values, delay, grain
        self.at: list[float] = []
        self.seen = 0
        curve.lates.append(self)

    def reach(self, at: float) -> float:
        """When what is reached *at* a moment is seen."""
        late = self.delay(at)
        late = late if math.isinf(late) else max(at, math.floor(late / self.grain) * self.grain)
        self.at.append(late)
        return late

    def by(self, moment: float) -> float:
        while self.seen < len(self.at) and self.at[self.seen] <= moment:
            self.seen += 1
        return self.values[self.seen - 1] if self.seen else 0.0


@dataclass(eq=False)
class Flow:
    """People who board from *starts* on when *opens* allows it.

    *passes* are places on their way that take so many minutes for each person, and how many pass in one convoy.
    """

    people: int
    starts: float
    opens: Clock
    passes: Sequence[tuple[float, float]] = ()
    curve: Curve = field(default_factory=Curve)
    held: Name | None = None
    """What held the last of them back."""


@dataclass(eq=False)
class Limit:
    """What *takers* weigh together is at most *slack* beyond what those who take from *giver* have given back."""

    takers: Mapping[Flow, float]
    slack: float
    name: Name
    giver: Limit | None = None
    delays: Mapping[Flow, Delay] = field(default_factory=dict)
    curve: Curve = field(default_factory=Curve)
    room: float = 0.0

    @property
    def total(self) -> float:
        return sum(flow.people * weight for flow, weight in self.takers.items())


@dataclass(eq=False)
class Hold:
    """So many of a flow stay until so many of others count, each with its delay."""

    name: Name
    flow: Flow
    kept: int
    until: Sequence[tuple[Flow, int, Delay]]


class Curves:
    """Fills the curves of *flows* and *limits*, at moments rounded down to whole multiples of *grain* minutes."""

    def __init__(self, flows: Sequence[Flow], limits: Sequence[Limit], holds: Sequence[Hold], grain: float) -> None:
        self.flows, self.limits, self.grain = flows, limits, grain
        self.moments: list[float] = []
        self.awake: set[float] = set()
        self.taking = {flow: [limit for limit in limits if flow in limit.takers] for flow in flows}
        self.given = [(limit, *self._given(limit)) for limit in limits]
        self.holds: dict[Flow, list[tuple[Hold, list[tuple[Late, int]]]]] = {flow: [] for flow in flows}
        for hold in holds:
            waits = [(Late(flow.curve, delay, grain), need) for flow, need, delay in hold.until]
            self.holds[hold.flow].append((hold, waits))
        self.passing = {flow: [(0.0, 0.0)] * len(flow.passes) for flow in flows}
        """Flow: when each place was last looked at, and how many minutes it was then behind."""
        for flow in flows:
            self._wake(flow.opens(flow.starts))
        while self.moments:
            at = heapq.heappop(self.moments)
            self.awake.remove(at)
            self._grow(at)

    def _given(self, limit: Limit) -> tuple[list[tuple[Late, float]], list[Late]]:
        """What those who give back are seen to have given: each of them, the quickest first; all from each of them on.

        Of several together it is seen when the quickest of them would come back: nobody has boarded later than that.
        """
        if limit.giver is None:
            return [], []
        weights, delays = limit.giver.takers, limit.delays
        flows = sorted(weights, key=lambda flow: delays[flow](0.0))
        each = [(Late(flow.curve, delays[flow], self.grain), weights[flow]) for flow in flows]
        rest = [quickest([delays[flow] for flow in flows[i:]]) for i in range(len(flows))]
        return each, [Late(limit.giver.curve, delay, self.grain) for delay in rest]

    def _wake(self, at: float) -> None:
        if not math.isinf(at) and at not in self.awake:
            self.awake.add(at)
            heapq.heappush(self.moments, at)

    def _grow(self, at: float) -> None:
        """Lets everybody board whom the limits allow to at this moment; again, if what they give is seen at once."""
        for limit, each, rest in self.given:
            limit.room = limit.slack + _least(at, each, rest)
        for flow in self.flows:
            if flow.curve.last < flow.people:
                self._board(flow, at)
        for limit in self.limits:
            taken = min(limit.room, sum(flow.curve.last * weight for flow, weight in limit.takers.items()))
            if taken > limit.curve.last * (1 + NEAR):
                self._reach(limit.curve, at, taken)

    def _board(self, flow: Flow, at: float) -> None:
        opens = flow.opens(max(at, flow.starts))
        if opens > at:
            self._wake(opens)
            return
        most, held = float(flow.people), None
        for limit in self.taking[flow]:
            if (room := limit.room / limit.takers[flow]) < most:
                most, held = room, limit.name
        for hold, waits in self.holds[flow]:
            if flow.people - hold.kept < most and any(late.by(at) < need * (1 - NEAR) for late, need in waits):
                most, held = float(flow.people - hold.kept), hold.name
        most = min(float(flow.people), math.floor(most * (1 + NEAR) + NEAR))
        flow.held = held or flow.held
        most = self._passing(flow, at, most)
        if most > flow.curve.last:
            self._reach(flow.curve, at, most)

    def _passing(self, flow: Flow, at: float, most: float) -> float:
        """How many of *most* can also pass all places, each at most one convoy behind what could have passed."""
        before, wanted = flow.curve.last, most
        behind = [max(0.0, late - (at - then)) for then, late in self.passing[flow]]
        for (minutes, convoy), late in zip(flow.passes, behind, strict=True):
            most = max(before, min(most, before + (minutes * convoy + self.grain - late) / minutes))
        if most < wanted:
            self._wake(at + self.grain)
        boards = most - before
        self.passing[flow] = [(at, late + boards * m) for (m, _), late in zip(flow.passes, behind, strict=True)]
        return most

    def _reach(self, curve: Curve, at: float, value: float) -> None:
        curve.at.append(at)
        curve.values.append(value)
        for late in curve.lates:
            self._wake(late.reach(at))


def _least(at: float, each: Sequence[tuple[Late, float]], rest: Sequence[Late]) -> float:
    """The most that can have been given back: some flows, the quickest, by what each has; the others together."""
    found, alone = math.inf, 0.0
    for (one, weight), others in zip(each, rest, strict=True):
        found = min(found, alone + others.by(at))
        alone += weight * one.by(at)
    return min(found, alone)


def quickest(delays: Sequence[Delay]) -> Delay:
    """The least of several delays."""
    if len(delays) == 1:
        return delays[0]
    return lambda at: min(delay(at) for delay in delays)
