"""A compiled agreement -> a plan that grows convoy by convoy: the law's own times for those ranked so far.

Compiling and running the whole net for every candidate takes the square of their number. But whoever is ranked later
takes nothing from those before: they can only open gates sooner. So the times of a plan are kept, a candidate's are
the moments at which counts that are already known reach what it needs, and what it brings lowers the few that waited
for it. The gates are those of clauses.py; only the needs of limits, the order in queues and who pairs with whom
depend on ranks. tests/test_ranking.py holds the times against the law's.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from mamarr.model.builder import Builder, Passing, Taker
from mamarr.model.clocks import Timing, all_of, not_before

NEVER = math.inf


class Count:
    """What has been counted by when, in order of time."""

    __slots__ = ("at", "sums", "used")

    def __init__(self) -> None:
        self.at: list[float] = []
        self.sums: list[int] = []
        self.used = -NEVER
        """The latest moment at which this count opened a gate of somebody ranked."""

    def add(self, at: float, weight: int) -> None:
        i = bisect_right(self.at, at)
        self.at.insert(i, at)
        self.sums.insert(i, self.sums[i - 1] if i else 0)
        for k in range(i, len(self.sums)):
            self.sums[k] += weight

    def take(self, at: float, weight: int) -> None:
        """Undoes ``add``."""
        i = next(k for k in range(bisect_left(self.at, at), len(self.at)) if self._weight(k) == weight)
        del self.at[i], self.sums[i]
        for k in range(i, len(self.sums)):
            self.sums[k] -= weight

    def _weight(self, k: int) -> int:
        return self.sums[k] - (self.sums[k - 1] if k else 0)

    def reaches(self, need: int, more: Iterable[tuple[float, int]] = ()) -> float:
        """When it reaches *need*, with *more* that is not in it yet."""
        found, brought = self._reaches(need), 0
        for at, weight in sorted(more):
            brought += weight
            found = min(found, max(at, self._reaches(need - brought)))
        return found

    def _reaches(self, need: int) -> float:
        if need <= 0:
            return -NEVER
        i = bisect_left(self.sums, need)
        return self.at[i] if i < len(self.sums) else NEVER


@dataclass(slots=True)
class Held:
    """What a step waits for: counts and their needs, steps and the minutes after them, and clocks."""

    counts: list[tuple[int, int]] = field(default_factory=list)
    steps: list[tuple[int, float]] = field(default_factory=list)
    clock: Timing | None = None

    def joined(self, others: Sequence[Held]) -> Held:
        clocks = [c for h in (self, *others) if (c := h.clock)]
        return Held(
            [g for h in (self, *others) for g in h.counts],
            [g for h in (self, *others) for g in h.steps],
            all_of(clocks) if len(clocks) > 1 else clocks[0] if clocks else None,
        )


class Trial:
    """Convoys that are tried together at the end of a plan: what holds their steps, and when these would happen."""

    def __init__(self) -> None:
        self.held: dict[int, Held] = {}
        self.times: dict[int, float] = {}
        self.taken: dict[int, int] = {}
        self.last: dict[int, Passing] = {}
        self.paired: dict[tuple[int, int], list[int]] = {}


class Growing:
    """The plan so far. ``attempt`` tells what would happen, ``add`` makes it so."""

    def __init__(self, builder: Builder) -> None:
        self.named = builder.steps
        self.steps: dict[str, list[int]] = {}
        for i, step in enumerate(self.named):
            self.steps.setdefault(step.convoy, []).append(i)
        self.limits = builder.limits
        self.clocks = builder.clocks
        self._waits(builder)
        self._ranks(builder)
        self._begin(len(builder.counts))

    def _begin(self, counts: int) -> None:
        """Nobody is ranked, nothing has happened."""
        self.times: dict[int, float] = {}
        self.counts = [Count() for _ in range(counts)]
        self.taken = [0] * len(self.limits)
        self.last: dict[int, Passing] = {}
        self.held: dict[int, Held] = {}
        self.holders: dict[int, list[int]] = {}
        self.followers: dict[int, list[int]] = {}

    def again(self) -> Growing:
        """The same from the beginning."""
        other = copy(self)
        other._begin(len(self.counts))
        return other

    def _waits(self, builder: Builder) -> None:
        """What holds each step whatever its rank, and in which counts it stands."""
        counts = builder.counts
        alone = {c: waits[0] for c, waits in enumerate(counts) if len(waits) == 1}
        self.fixed: dict[int, Held] = {}
        for gate in builder.fixed:
            held = self.fixed.setdefault(gate.step, Held())
            wait = alone.get(gate.count)
            if wait and wait.weight >= gate.need > 0:
                held.steps.append((wait.step, builder.lags[wait.lag]))
            elif gate.need > 0:
                held.counts.append((gate.count, gate.need))
        used = {c for held in self.fixed.values() for c, _ in held.counts} | {
            t.given for limit in self.limits for t in limit.takers
        }
        self.counted: dict[int, list[tuple[int, int, float]]] = {}
        for c in used:
            for wait in counts[c]:
                self.counted.setdefault(wait.step, []).append((c, wait.weight, builder.lags[wait.lag]))

    def _ranks(self, builder: Builder) -> None:
        """What each convoy takes from limits, which queues it stands in and with whom it pairs."""
        convoy = {step: name for name, steps in self.steps.items() for step in steps}
        self.takes: dict[str, list[tuple[int, Taker]]] = {name: [] for name in self.steps}
        for i, limit in enumerate(self.limits):
            for taker in limit.takers:
                self.takes[convoy[taker.step]].append((i, taker))
        self.queues: dict[str, list[tuple[int, Passing]]] = {name: [] for name in self.steps}
        for i, queue in enumerate(builder.queues):
            for passing in queue:
                self.queues[passing.convoy].append((i, passing))
        self.sides: dict[str, list[tuple[int, int, int]]] = {name: [] for name in self.steps}
        for i, pair in enumerate(builder.pairs):
            for side, steps in enumerate(pair):
                for step in steps:
                    self.sides[convoy[step]].append((i, side, step))

    def attempt(self, group: Sequence[str]) -> Trial:
        """What happens when these convoys come next, in this order."""
        trial = Trial()
        for name in group:
            self._hold(trial, name)
        self._join(trial)
        trial.times = dict.fromkeys(trial.held, NEVER)
        more: dict[int, dict[int, tuple[float, int]]] = {}
        lower = True
        while lower:
            lower = False
            for step, held in trial.held.items():
                at = self._moment(held, trial.times, more)
                if at < trial.times[step]:
                    trial.times[step] = at
                    lower = True
                    for count, weight, lag in self.counted.get(step, ()):
                        more.setdefault(count, {})[step] = (at + lag, weight)
            lower = lower and (len(group) > 1 or _feeds_itself(trial, more))
        return trial

    def partners(self, group: Sequence[str], ahead: Sequence[str]) -> list[str] | None:
        """Who of those *ahead* could be the missing pair of somebody in *group*; None where nobody's is missing."""
        sides = [(i, side) for name in group for i, side, _ in self.sides[name]]
        for i, side in sides:
            if sides.count((i, side)) > sides.count((i, 1 - side)):
                return [n for n in ahead if n not in group and any(s[:2] == (i, 1 - side) for s in self.sides[n])]
        return None

    def _hold(self, trial: Trial, name: str) -> None:
        """What holds the steps of this convoy behind those ranked before it."""
        for step in self.steps[name]:
            fixed = self.fixed.get(step, Held())
            trial.held[step] = Held(list(fixed.counts), list(fixed.steps), self.clocks.get(step))
        for i, taker in self.takes[name]:
            trial.taken[i] = trial.taken.get(i, self.taken[i]) + taker.weight
            if need := self.limits[i].need(trial.taken[i]):
                trial.held[taker.step].counts.append((taker.given, need))
        for i, passing in self.queues[name]:
            if ahead := trial.last.get(i, self.last.get(i)):
                for step, before, minutes in passing.behind(ahead):
                    trial.held[step].steps.append((before, minutes))
            trial.last[i] = passing
        for i, side, step in self.sides[name]:
            trial.paired.setdefault((i, side), []).append(step)

    def _join(self, trial: Trial) -> None:
        """Steps that pair happen at one moment; one that does not find its pair, never."""
        together: dict[int, set[int]] = {}
        for (i, side), steps in trial.paired.items():
            others = trial.paired.get((i, 1 - side), [])
            for k, step in enumerate(steps):
                both = {step, others[k]} if k < len(others) else {step}
                group = both.union(*(together.get(s, set()) for s in both))
                together.update(dict.fromkeys(group, group))
                if len(both) == 1:
                    trial.held[step].clock = not_before(NEVER)
        joined = {
            s: trial.held[s].joined([trial.held[o] for o in sorted(group - {s})]) for s, group in together.items()
        }
        trial.held.update(joined)

    def _moment(
        self, held: Held, times: Mapping[int, float], more: Mapping[int, Mapping[int, tuple[float, int]]]
    ) -> float:
        """When the last of what holds a step has come, with *more* that the counts do not know yet."""
        at = 0.0
        for step, minutes in held.steps:
            then = (times[step] if step in times else self.times.get(step, NEVER)) + minutes
            at = max(at, then)
        for count, need in held.counts:
            then = self.counts[count].reaches(need, more[count].values() if count in more else ())
            at = max(at, then)
        return at if at == NEVER or held.clock is None else held.clock(at)

    def add(self, trial: Trial) -> None:
        """The convoys of *trial* are ranked; whoever can be sooner thanks to them, is."""
        self.times.update(trial.times)
        self.held.update(trial.held)
        for i, taken in trial.taken.items():
            self.taken[i] = taken
        self.last.update(trial.last)
        for step, held in trial.held.items():
            for before, _ in held.steps:
                self.followers.setdefault(before, []).append(step)
            for count, _ in held.counts:
                self.holders.setdefault(count, []).append(step)
        lowered: list[int] = []
        for step, at in trial.times.items():
            lowered += self._counts(step, at)
        for held in trial.held.values():
            for count, need in held.counts:
                self.counts[count].used = max(self.counts[count].used, self.counts[count].reaches(need))
        self._lower([s for s in lowered if s not in trial.held])

    def _counts(self, step: int, at: float) -> list[int]:
        """Counts *step* from now on; gives those who may be sooner by it."""
        found: list[int] = []
        for count, weight, lag in self.counted.get(step, ()):
            if at + lag < self.counts[count].used:
                found += self.holders.get(count, [])
            if at < NEVER:
                self.counts[count].add(at + lag, weight)
        return found

    def _lower(self, steps: list[int]) -> None:
        """Works out again when *steps* happen, and whatever waits for them."""
        while steps:
            step = steps.pop()
            at = self._moment(self.held[step], {}, {})
            before = self.times[step]
            if at < before:
                for count, weight, lag in self.counted.get(step, ()) if before < NEVER else ():
                    self.counts[count].take(before + lag, weight)
                self.times[step] = at
                steps += self._counts(step, at)
                steps += self.followers.get(step, [])


def _feeds_itself(trial: Trial, more: Mapping[int, Mapping[int, tuple[float, int]]]) -> bool:
    """Whether some step is counted in time for another of the same convoys."""
    return any(
        at < trial.times[step]
        for step, held in trial.held.items()
        for count, _ in held.counts
        for at, _ in more.get(count, {}).values()
    )
