"""A rehearsal run by hand, slowly: every step looked at at every moment. Shares no line with the kernel that it judges.

It reads the net of the law, the clocks and the lists of what can be struck, and draws the same numbers by their names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances
from mamarr.model.calendar import midnight
from mamarr.model.clauses import ARRIVE, CROSS, DEPART
from mamarr.model.danger import TIES, Danger, Dangers
from mamarr.model.law import Net
from mamarr.model.plan import Convoy
from mamarr.model.routes import Leg, route
from mamarr.model.slots import Queues
from mamarr.model.turns import Turn
from mamarr.rehearsing.exposure import Barrier, Target, barriers, eased, limit, targets, tie

MASK = 2**64 - 1
GAMMA = 0x9E3779B97F4A7C15


def split(z: int) -> int:
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


@dataclass
class Draws:
    """The draws of one run, by name."""

    seed: int
    run: int

    def __call__(self, *name: str, k: int = 0) -> float:
        start = split(split(self.seed + GAMMA & MASK) ^ self.run * GAMMA & MASK)
        word = int.from_bytes(blake2b("\x1f".join(name).encode(), digest_size=8).digest(), "big")
        return ((split(split(start ^ word) + (k + 1) * GAMMA & MASK) >> 11) + 0.5) / 2**53


def triangle(u: float, low: float, likely: float, high: float) -> float:
    if low == high or math.isinf(low):
        return low
    if u <= (likely - low) / (high - low):
        return low + math.sqrt(u * (high - low) * (likely - low))
    return high - math.sqrt((1 - u) * (high - low) * (high - likely))


@dataclass
class Shut:
    start: float
    end: float
    what: tuple[str, str]


@dataclass
class Day:
    """One run. Call it once: it gives the time of each step."""

    agreement: Agreement
    convoys: tuple[Convoy, ...]
    net: Net
    dangers: Dangers
    horizon: float
    draw: Draws
    queues: Queues = field(default_factory=dict)
    """Where turns are taken as people come; empty where the plan's order is in the net."""
    free: dict[tuple[Turn, str], float] = field(default_factory=dict)
    times: dict[int, float] = field(default_factory=dict)
    lags: dict[int, float] = field(default_factory=dict)
    shut: dict[Barrier, list[Shut]] = field(default_factory=dict)
    closures: list[Shut] = field(default_factory=list)
    stayed: dict[str, int] = field(default_factory=dict)
    lost: dict[tuple[str, str], int] = field(default_factory=dict)
    spare: dict[str, int] = field(default_factory=dict)
    drove: dict[str, float] = field(default_factory=dict)

    def __call__(self) -> Mapping[int, float]:
        self.of = {c.id: c for c in self.convoys}
        self.turns: dict[int, list[tuple[Turn, str, float, float]]] = {}
        for turn, queue in self.queues.items():
            for p in queue:
                self.turns.setdefault(p.board, []).append((turn, "board", p.after, p.minutes))
                self.turns.setdefault(p.cross, []).append((turn, "pass", 0.0, p.minutes))
        self.shuts = barriers(self.agreement, self.net, self.convoys)
        self.balances = balances(self.agreement, self.convoys)
        self.spare = {name: fleet.spare for name, fleet in self.agreement.fleets.items()}
        for convoy in self.convoys:
            self.stayed[convoy.id] = self.who_stays(convoy)
        origins = tuple(
            dict.fromkeys(self.agreement.people[self.agreement.movements[c.movement].people].at for c in self.convoys)
        )
        struck = [
            (name, danger, target)
            for name, danger in self.dangers.dangers.items()
            for target in targets(self.agreement, self.shuts, origins, danger)
        ]
        due = [self.next(*what, 0.0, 0) for what in struck]
        now = 0.0
        while True:
            step, at = self.first(now)
            soonest = min(range(len(due)), key=lambda i: due[i][0], default=-1)
            if soonest >= 0 and due[soonest][0] < math.inf and due[soonest][0] <= at:
                now, k = due[soonest]
                self.strike(*struck[soonest], now, k)
                due[soonest] = self.next(*struck[soonest], now, k + 1)
            elif step < 0:
                return self.times
            else:
                now = at
                self.happen(step, now)

    def who_stays(self, convoy: Convoy) -> int:
        found = 0
        for name, danger in self.dangers.dangers.items():
            if danger.strikes == "people" and danger.part:
                p = danger.part
                part = triangle(self.draw(name, convoy.id), *(float(s.of_one) for s in (p.low, p.likely, p.high)))
                found = min(convoy.size, found + round(part * convoy.size))
        return found

    def first(self, now: float) -> tuple[int, float]:
        """The step that can happen soonest, and when; of several at one moment, whoever was there first."""
        best = (math.inf, math.inf, -1)
        for s in range(len(self.net.steps)):
            if s not in self.times:
                ready = self.ready(s)
                if ready < math.inf:
                    best = min(best, (self.possible(s, max(ready, now)), self.there(s, ready), s))
        return best[2], best[0]

    def there(self, s: int, ready: float) -> float:
        """Since when it could be waited for: a loaded convoy is there, another is ready."""
        step = self.net.steps[s]
        if step.act in (DEPART, CROSS, ARRIVE):
            return max(
                self.opens(self.net.gates[g].count, self.net.gates[g].need)
                for g in self.net.gates_of[s]
                if self.net.gates[g].kind == "physical" and len(self.net.counts[self.net.gates[g].count]) == 1
            )
        return ready

    def ready(self, s: int) -> float:
        gates = (self.net.gates[g] for g in self.net.gates_of[s])
        return max((self.opens(gate.count, gate.need) for gate in gates), default=0.0)

    def opens(self, c: int, need: int) -> float:
        """When count *c* reaches *need*, as far as is known."""
        came = sorted(
            (self.times[w.step] + self.lags[w.lag] + self.attested(c, w.step), self.weigh(c, w.step, w.weight))
            for w in self.net.counts[c]
            if w.step in self.times
        )
        total = 0
        for at, weight in came:
            total += weight
            if total >= need:
                return at
        return 0.0 if need <= 0 else math.inf

    def weigh(self, c: int, step: int, weight: int) -> int:
        convoy = self.of[self.net.steps[step].convoy]
        for g in self.net.gates_on[c]:
            for clause in self.net.gates[g].clauses:
                if clause[0] == "exchanges" and self.agreement.exchanges[str(clause[1])].refusals is None:
                    weight -= weight * self.stayed[convoy.id] // convoy.size
                    break
            else:
                continue
            break
        for g in self.net.gates_on[c]:
            clause = self.net.gates[g].clause
            if clause[0] == "fleets" and len(clause) == 2:
                return max(0, weight - self.lost.get((convoy.id, str(clause[1])), 0))
        return weight

    def attested(self, c: int, step: int) -> float:
        convoy = self.net.steps[step].convoy
        for g in self.net.gates_on[c]:
            for clause in self.net.gates[g].clauses:
                if clause[0] == "exchanges" and self.agreement.exchanges[str(clause[1])].attested_by:
                    return self.late_by(convoy)
        return 0.0

    def late_by(self, convoy: str) -> float:
        found = 0.0
        for name, danger in self.dangers.dangers.items():
            p, m = danger.chance, danger.minutes
            if danger.strikes == "attestation" and p and m and self.draw(name, convoy) < float(p.likely.of_one):
                found += triangle(self.draw(name, convoy, k=1), m.low, m.likely, m.high)
        return found

    def possible(self, s: int, moment: float) -> float:
        """The earliest moment not before *moment* that suits clocks, what is shut, and whoever went before."""
        for turn, act, after, _ in self.turns.get(s, ()):
            moment = max(moment, self.free.get((turn, act), -math.inf) - after)
        while moment < math.inf:
            shut = (c for b, steps in self.shuts.items() if s in steps for c in self.shut.get(b, ()))
            later = max([moment, *(c.end for c in shut if c.start <= moment < c.end)])
            if later < math.inf and s in self.net.clocks:
                later = self.net.clocks[s](later)
            if later == moment:
                return moment
            moment = later
        return math.inf

    def happen(self, s: int, now: float) -> None:
        self.times[s] = now
        for turn, act, after, minutes in self.turns.get(s, ()):
            for waits in {turn, turn._replace(first=False)}:  # those who may not be made to wait hold up the others too
                self.free[waits, act] = max(self.free.get((waits, act), -math.inf), now + after + minutes)
        for _, _, lag in self.net.counted_in[s]:
            if lag not in self.lags:
                self.lags[lag] = self.lasts(lag, now)

    def lasts(self, lag: int, now: float) -> float:
        name, minutes = self.net.lag_names[lag], self.net.lags[lag]
        if name.what == "travel":
            leg = next(x for x in self.legs(name.convoy) if (x.start, x.end) == (name.start, name.end))
            own = ("drive", name.convoy, name.start, name.end)
            u = self.draw("leg", name.start, name.end) if self.draw(*own) < 0.5 else self.draw(*own, k=1)
            stop = self.agreement.places[leg.end].inspection_minutes
            road = triangle(u, leg.low, leg.likely, leg.high)
            self.drove[name.convoy] = self.drove.get(name.convoy, 0.0) + road
            minutes = road + (triangle(self.draw(*own, k=2), stop.low, stop.likely, stop.high) if stop else 0.0)
        elif name.what == "return":
            minutes *= self.drove[name.convoy] / sum(x.likely for x in self.legs(name.convoy))
        for danger, spec in self.dangers.dangers.items():
            minutes += self.delay(danger, spec, lag, now)
        return minutes

    def legs(self, convoy: str) -> Sequence[Leg]:
        movement = self.agreement.movements[self.of[convoy].movement]
        return route(self.agreement, movement, self.of[convoy].to) or ()

    def delay(self, danger: str, spec: Danger, lag: int, now: float) -> float:
        name = self.net.lag_names[lag]
        inspected = {p for p, place in self.agreement.places.items() if place.inspection_minutes}
        inspected |= {i.at for i in self.agreement.conditions.inspections}
        hit = {
            "loading": name.what == "loading",
            "driving": name.what == "travel",
            "inspection": name.what == "travel" and name.end in inspected,
        }
        if not hit.get(spec.strikes) or spec.chance is None or spec.minutes is None:
            return 0.0
        places = (name.start, name.end) if spec.strikes == "driving" else (name.end or name.start,)
        if spec.at and not set(spec.at) & set(places):
            return 0.0
        p = float(spec.chance.likely.of_one) * eased(self.agreement, spec, places)
        u = self.draw(danger, name.convoy, *places)
        if u >= p * self.often(spec, now, max((abs(x) for x in self.leads(now)), default=0.0)):
            return 0.0
        m = spec.minutes
        added = triangle(self.draw(danger, name.convoy, *places, k=1), m.low, m.likely, m.high)
        if spec.loses_vehicle and self.draw(danger, name.convoy, *places, k=2) < float(
            spec.loses_vehicle.likely.of_one
        ):
            self.lose(self.of[name.convoy], self.draw(danger, name.convoy, *places, k=3))
        return min(added, limit(self.agreement, spec, places))

    def lose(self, convoy: Convoy, u: float) -> None:
        numbered = [fleet for fleet in self.agreement.fleets for _ in range(convoy.vehicles.get(fleet, 0))]
        fleet = numbered[int(u * len(numbered))]
        if self.spare[fleet]:
            self.spare[fleet] -= 1
        else:
            self.lost[convoy.id, fleet] = self.lost.get((convoy.id, fleet), 0) + 1

    def often(self, spec: Danger, now: float, imbalance: float) -> float:
        hour = (now - midnight(self.agreement.window)) % 1440 / 60
        night = spec.at_night.likely / 100 if spec.at_night and not 6 <= hour < 18 else 1.0
        return night * (1 + (spec.rises_with_imbalance.likely if spec.rises_with_imbalance else 0) * imbalance)

    def leads(self, now: float) -> list[float]:
        """How far the first side of each balance is ahead, in people delivered."""
        found = []
        for balance in self.balances:
            lead = 0
            for i, (step, convoy) in enumerate(zip(balance.steps, balance.convoys, strict=True)):
                if self.times.get(self.net.index[step], math.inf) <= min(now, self.horizon):
                    came = max(0, convoy.counted - self.stayed[convoy.id])
                    lead += came * (balance.one.weight if i < len(balance.one.convoys) else -balance.other.weight)
            found.append(lead / max(balance.one.total(), balance.other.total()))
        return found

    def next(self, name: str, danger: Danger, target: Target, now: float, k: int) -> tuple[float, int]:
        """The next candidate and its number; what can never happen here is drawn and passed over."""
        rates = {t: 1 / times.likely for t in TIES if (times := danger.every(t))}
        most = self.bound(danger) * max(rates.values(), default=0.0)
        rate = rates.get(tie(self.agreement, target.actor), 0.0) * eased(self.agreement, danger, target.places)
        if not rate:
            return math.inf, k
        for i in count(k):
            now -= math.log(self.draw(name, target.where, k=4 * i)) / most
            if now >= self.horizon:
                return math.inf, i
            if self.draw(name, target.where, k=4 * i + 1) * most < rate * self.bound(danger):
                return now, i
        raise AssertionError

    def bound(self, danger: Danger) -> float:
        rises = danger.rises_with_imbalance.likely if danger.rises_with_imbalance else 0
        return (1 + rises) * max(1.0, danger.at_night.likely / 100 if danger.at_night else 1.0)

    def strike(self, name: str, danger: Danger, target: Target, now: float, k: int) -> None:
        rates = {t: 1 / times.likely for t in TIES if (times := danger.every(t))}
        rate = rates[tie(self.agreement, target.actor)] * eased(self.agreement, danger, target.places)
        imbalance = self.felt(danger, target, now)
        if danger.only_while and imbalance <= 0:
            return
        if target.waiting_at and not self.waiting(target.waiting_at, now):
            return
        u = self.draw(name, target.where, k=4 * k + 1) * self.bound(danger) * max(rates.values())
        if u >= rate * self.often(danger, now, imbalance):
            return
        longest, m = limit(self.agreement, danger, target.places), danger.minutes
        lasts = math.inf if m is None else triangle(self.draw(name, target.where, k=4 * k + 2), m.low, m.likely, m.high)
        lasts = min(lasts, longest)
        never = float(danger.never_ends.likely.of_one) if danger.never_ends else 0.0
        if math.isinf(longest) and self.draw(name, target.where, k=4 * k + 3) < never:
            lasts = math.inf
        made = Shut(now, now + lasts, (name, target.where))
        self.closures.append(made)
        for barrier in target.shuts:
            self.shut.setdefault(barrier, []).append(made)

    def felt(self, danger: Danger, target: Target, now: float) -> float:
        leads, own = self.leads(now), []
        for lead, balance in zip(leads, self.balances, strict=True):
            for sign, side in ((1, balance.one), (-1, balance.other)):
                asks = {self.agreement.people[self.agreement.movements[m].people].of for m in side.movements}
                if target.actor in asks - {None}:
                    own.append(lead * sign if danger.only_while == "ahead" else -lead * sign)
                    break
        if own:
            return max(0.0, *own)
        return 0.0 if danger.only_while else max((abs(lead) for lead in leads), default=0.0)

    def waiting(self, place: str, now: float) -> bool:
        """Whether a loaded convoy stands still there."""
        for s, step in enumerate(self.net.steps):
            here = step.place == place and step.act in (DEPART, CROSS, ARRIVE) and s not in self.times
            if here and self.there(s, 0.0) <= now and self.of[step.convoy].size > self.stayed[step.convoy]:
                return True
        return False
