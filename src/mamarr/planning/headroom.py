"""Agreement and Plan -> up to which numbers the plan holds, what breaks first, and how many may choose to stay.

More people fill the seats of their convoys, then ride in further ones no larger than these, ranked behind the last of
their movement or last of all. Whether the clauses can be met is tried at every number of convoys (low and high may
both complete while a number between locks); whether everybody is there in time, by halving the numbers between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mamarr.model.agreement import PROTECTED, Agreement, Pairs
from mamarr.model.batches import STRETCHERS, choices, composition, convoy_size, numbers
from mamarr.model.clauses import ARRIVE, BOARD, compile_net
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.headroom import Headroom, Holds, Stays
from mamarr.model.law import Net, reach, run, why
from mamarr.model.plan import Convoy, Plan
from mamarr.model.resources import FREE
from mamarr.model.sharing import portions
from mamarr.model.values import Path
from mamarr.planning import late, long, stuck
from mamarr.planning.loading import Loader, along, places

TERMS = ("refusals", "shortfall")
"""The terms of a clause on those who do not come."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What a number of people breaks: the code of the fault, and where that stands."""

    code: str
    where: Path


Carried = tuple[Convoy, ...] | Limit


def headroom(agreement: Agreement, plan: Plan) -> Headroom:
    """What *plan* leaves room for; deterministic, and only where *plan* keeps the numbers of its level."""
    used = {fleet for convoy in plan.convoys for fleet in convoy.vehicles}
    spare = {name: spec.spare for name, spec in agreement.fleets.items() if name in used}
    return Headroom(tuple(Fuller(agreement, plan).holds()), tuple(_stays(agreement, plan.convoys)), spare)


@dataclass(frozen=True)
class Fuller:
    """A plan with more people than it was made for."""

    agreement: Agreement
    plan: Plan

    def holds(self) -> Iterator[Holds]:
        """For each group that may be more than planned, and for all of them together, how far the plan holds."""
        now = numbers(self.agreement, self.plan.level)
        moving = {self.agreement.movements[c.movement].people for c in self.plan.convoys}
        more = {g: n for g, n in numbers(self.agreement, "high").items() if g in moving and n > now[g]}
        for group, high in more.items():
            yield self._group(group, now[group], high)
        if len(more) > 1:
            together = self.carried(more)
            limit = together if isinstance(together, Limit) else self.timed(together)
            planned, high = sum(now[g] for g in more), sum(more.values())
            most, code, where = (planned, limit.code, limit.where) if limit else (high, "", ())
            yield Holds("", planned, planned, most, high, code, where)

    def _group(self, group: str, planned: int, high: int) -> Holds:
        @cache
        def carried(n: int) -> Carried:
            return self.carried({group: n})

        @cache
        def breaks(n: int) -> Limit | None:
            found = carried(n)
            return found if isinstance(found, Limit) else self.timed(found)

        held, seats, broken = [planned], planned, 0
        for n in _steps(planned, high, lambda n: _number(carried(n))):
            convoys = carried(n)
            if isinstance(convoys, Limit) or not self.completes(convoys):
                broken = n
                break
            held.append(n)
            seats = n if len(convoys) == len(self.plan.convoys) else seats
        if not broken and not breaks(high):
            return Holds(group, planned, seats, high, high)
        first = bisect_left(held, True, lo=1, key=lambda n: breaks(n) is not None)
        broken = held[first] if first < len(held) else broken
        between = range(held[first - 1] + 1, broken)
        broken = [*between, broken][bisect_left(between, True, key=lambda n: breaks(n) is not None)]
        limit = breaks(broken) or Limit("", ())
        return Holds(group, planned, seats, broken - 1, high, limit.code, limit.where)

    def carried(self, more: Mapping[str, int]) -> Carried:
        """The convoys with so many people of these groups, or why they cannot all be seated or received."""
        now = composition(self.agreement, numbers(self.agreement, self.plan.level))
        then = composition(self.agreement, {**numbers(self.agreement, self.plan.level), **more})
        convoys: Carried = self.plan.convoys
        for name, people in then.items():
            for category, n in people.items():
                extra = n - now[name].get(category, 0)
                if extra > 0 and not isinstance(convoys, Limit):
                    convoys = self._with(convoys, name, category, extra)
        return convoys

    def _with(self, convoys: tuple[Convoy, ...], movement: str, category: str, number: int) -> Carried:
        """*convoys* with so many more people of one category, where they asked to go or where room is left."""
        spec, found = self.agreement.movements[movement], list(convoys)
        room = {to: self._room(convoys, to) for to in spec.to}
        asked = portions(number, choices(spec)) if spec.choices else _poured(number, room)
        for to, n in asked.items():
            if n > room[to]:
                return Limit("K910" if spec.choices else "K905", ("places", to, "capacity"))
            own = [c for c in found if c.movement == movement and c.to == to and _kind(c.people) == _kind([category])]
            free = {c.id: max(0, self._seats(c) - c.size) for c in own}
            given = portions(min(n, sum(free.values())), free)
            found = [self._joined(c, category, given.get(c.id, 0)) for c in found]
            if (rest := n - sum(given.values())) > 0:
                like = [
                    self._seats(c) for c in found if c.movement == movement and _kind(c.people) == _kind([category])
                ]
                most = max(like, default=convoy_size(self.agreement, spec))
                loader = Loader(self.agreement, trips=_trips(found))
                further = loader.convoys(Convoy("", movement, {category: rest}, to), most)
                if sum(c.size for c in further) < rest:
                    return Limit("K902", ("movements", movement))
                found += (replace(c, id=f"{movement}+{category}+{to}+{i}") for i, c in enumerate(further, 1))
        return tuple(found)

    def _joined(self, convoy: Convoy, category: str, number: int) -> Convoy:
        """*convoy* with so many more people, and with what goes along with them."""
        if not number:
            return convoy
        company = along(self.agreement, convoy, convoy.size + number)
        people = {**convoy.people, category: convoy.people.get(category, 0) + number}
        return replace(convoy, people=people, vehicles={**convoy.vehicles, **company})

    def _seats(self, convoy: Convoy) -> int:
        """How many people a convoy may have with the vehicles that it has."""
        movement = self.agreement.movements[convoy.movement]
        carrying = {f: n for f, n in convoy.vehicles.items() if f not in movement.along}
        seats = sum(n * places(self.agreement.fleets[f], convoy) for f, n in carrying.items())
        limit = movement.convoy.people
        return seats if limit is None else min(seats, limit)

    def _room(self, convoys: Sequence[Convoy], to: str) -> int:
        place = self.agreement.places[to]
        return 10**9 if place.capacity is None else place.capacity - sum(c.size for c in convoys if c.to == to)

    def orders(self, convoys: tuple[Convoy, ...]) -> Iterator[tuple[Convoy, ...]]:
        """Further convoys behind the last of their movement, then last of all."""
        planned = {c.id: i for i, c in enumerate(self.plan.convoys)}
        behind = {c.movement: i for c, i in zip(self.plan.convoys, planned.values(), strict=True)}
        yield tuple(sorted(convoys, key=lambda c: planned.get(c.id, behind[c.movement] + 0.5)))
        if len(convoys) > len(planned):
            yield convoys

    def completes(self, convoys: tuple[Convoy, ...]) -> bool:
        """Whether everybody can still arrive by the clauses, whenever that is."""
        nets = (compile_net(self.agreement, order) for order in self.orders(convoys))
        return any(len(reach(net)) == len(net.steps) for net in nets)

    def timed(self, convoys: tuple[Convoy, ...]) -> Limit | None:
        """What keeps these convoys from arriving in time in the order of the plan; None where they do."""
        found: Diagnostic | None = None
        for order in self.orders(convoys):
            faults = self._faults(order)
            if not faults:
                return None
            found = found or faults[0]
        where = found.marks[0].where if found else ()
        return Limit(found.code if found else "", where if isinstance(where, tuple) else ())

    def _faults(self, order: tuple[Convoy, ...]) -> tuple[Diagnostic, ...]:
        net = compile_net(self.agreement, order, resources=True)
        outcome = run(net)
        if any(net.steps[i].act != FREE for i in outcome.blocked()):
            return (stuck(self.agreement, order),)
        times = {s: t for s, t in zip(net.steps, outcome.times, strict=True) if s.act in (BOARD, ARRIVE)}
        return (*late(self.agreement, order, times), *long(self.agreement, order, times))


def _number(found: Carried) -> int:
    """How many convoys there are; -1 where there is a limit."""
    return -1 if isinstance(found, Limit) else len(found)


def _steps(planned: int, high: int, count: Callable[[int], int]) -> Iterator[int]:
    """The largest number of people, above *planned*, at each number of convoys."""
    n = planned
    while n < high:
        here = count(n + 1)
        n += bisect_left(range(n + 1, high + 1), True, key=lambda m: count(m) != here)
        yield n


def _kind(people: Sequence[str] | Mapping[str, int]) -> tuple[bool, bool]:
    """Who rides with whom: stretcher cases, others who may not be made to wait, everybody else."""
    return STRETCHERS in people, all(category in PROTECTED for category in people)


def _trips(convoys: Sequence[Convoy]) -> dict[str, int]:
    """How many vehicles of each fleet have gone."""
    found: dict[str, int] = {}
    for convoy in convoys:
        for fleet, n in convoy.vehicles.items():
            found[fleet] = found.get(fleet, 0) + n
    return found


def _poured(number: int, rooms: Mapping[str, int]) -> dict[str, int]:
    """*number* poured into *rooms* one after the other; the last takes what is left, also beyond its room."""
    poured: dict[str, int] = {}
    for i, (to, room) in enumerate(rooms.items(), 1):
        poured[to] = number if i == len(rooms) else min(number, max(0, room))
        number -= poured[to]
    return {to: n for to, n in poured.items() if n}


def _stays(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Stays]:
    """Movements of which only so many may be missing, because some clause does not count them as accounted for."""
    for term in TERMS:
        hard = {name for name, e in agreement.exchanges.items() if getattr(e, term) not in (None, "accounted for")}
        if not hard:
            continue
        net = compile_net(agreement, convoys)
        for movement in agreement.movements:
            own = [c for c in convoys if c.movement == movement and not c.unconditional]
            total = sum(c.counted for c in own)
            for most, limit in sorted(_missed(agreement, net, convoys, order, hard) for order in (own, own[::-1]))[:1]:
                if most < total:
                    yield Stays(movement, total, most, term, limit)


def _missed(
    agreement: Agreement, net: Net, convoys: Sequence[Convoy], own: Sequence[Convoy], hard: set[str]
) -> tuple[int, Path]:
    """How many people of *own*, the first convoys first, may be missing before something locks, and by which clause."""
    counted = {c.id: c.counted for c in convoys}

    def without(missing: int) -> Net:
        left = dict(counted)
        for convoy in own:
            left[convoy.id] = convoy.counted - min(missing, convoy.counted)
            missing -= convoy.counted - left[convoy.id]
        return _short(agreement, net, counted, left, hard)

    def locks(missing: int) -> bool:
        short = without(missing)
        return len(reach(short)) < len(short.steps)

    total = sum(c.counted for c in own)
    first = bisect_left(range(1, total + 1), True, key=locks)
    reason = why(without(first + 1)) if first < total else None
    return first, reason.clauses[0] if reason and reason.clauses else ()


def _short(agreement: Agreement, net: Net, counted: Mapping[str, int], left: Mapping[str, int], hard: set[str]) -> Net:
    """*net* with the counts of the *hard* exchanges short of those who do not come; what they need stays as agreed."""
    counts, gates, made = list(net.counts), [], dict[int, int]()
    for gate in net.gates:
        name = str(gate.clause[1]) if gate.kind == "clause" and gate.clause[0] == "exchanges" else ""
        if name in hard and not isinstance(agreement.exchanges[name], Pairs):
            if gate.count not in made:
                waits = net.counts[gate.count]
                ids = (net.steps[w.step].convoy for w in waits)
                weights = (w.weight // counted[i] * left[i] for w, i in zip(waits, ids, strict=True))
                counts.append(tuple(w._replace(weight=n) for w, n in zip(waits, weights, strict=True)))
                made[gate.count] = len(counts) - 1
            gates.append(replace(gate, count=made[gate.count]))
        else:
            gates.append(gate)
    return replace(net, counts=tuple(counts), gates=tuple(gates))
