"""A first order -> that of other convoys of the same people, where the law says that it is better.

How people are put into convoys decides much before anybody is ranked: whether some convoys together fill a tolerance,
whether the last bus of each is full, and whether minibuses and cars drive too while buses are away.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mamarr.model.agreement import BOARDING, Agreement, ForEach, InStep, movements_of
from mamarr.model.batches import convoy_size
from mamarr.model.clauses import Side, sides
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy, Objective
from mamarr.model.values import Level
from mamarr.planning.figures import valued
from mamarr.planning.loading import load
from mamarr.planning.order import Ranking, ranked

Order = tuple[Convoy, ...]
SMALLER = (2, 4, 8, 16)
"""By how much convoys are made smaller where larger ones cannot move within the clauses."""
FEW = 75
"""Convoys from which on no other sizes are tried: that would take longer than planning them."""

FITTING = 1.5
"""How many times as many convoys may be sent so that as many leave on both sides."""


def loads(agreement: Agreement, level: Level) -> Iterator[tuple[Order, tuple[Diagnostic, ...]]]:
    """Convoys as large as agreed, as large as tolerances allow, smaller and smaller; each with what hinders them.

    Where seats do not suffice for even convoys, they may for full ones.
    """
    convoys, hindered = load(agreement, level)
    if hindered:
        spread = load(agreement, level, spread=True)
        convoys, hindered = min((convoys, hindered), spread, key=lambda found: _left(found[1]))
    yield convoys, hindered
    if (narrow := snug(agreement, convoys)) is not agreement:
        yield load(narrow, level)
    for parts in SMALLER:
        yield load(agreement, level, parts)


def _left(faults: Sequence[Diagnostic]) -> int:
    """People for whom there is no vehicle or no room."""
    return sum(int(fault.facts.get("people", 0)) for fault in faults)


def snug(agreement: Agreement, convoys: Sequence[Convoy]) -> Agreement:
    """*agreement* with convoys of which some fill each tolerance, no larger than agreed; itself where they do already.

    A tolerance of 150 people and convoys of 100: one may leave, and the second must wait; of 75, two may leave.
    """
    sizes: dict[str, int] = {}
    for exchange in agreement.exchanges.values():
        both = sides(exchange, convoys)
        if both is None or not isinstance(exchange, InStep | ForEach) or exchange.waits_at != (BOARDING,):
            continue
        for side in both[:2]:
            room = both[2] // side.weight
            for name in side.movements if 0 < room < side.people else ():
                most = convoy_size(agreement, agreement.movements[name])
                sizes[name] = min(sizes.get(name, most), room // -(-room // most))
    largest = {name: max(c.counted for c in convoys if c.movement == name) for name in sizes}
    narrow = {
        name: replace(m, convoy=replace(m.convoy, people=sizes[name]))
        for name, m in agreement.movements.items()
        if name in sizes and sizes[name] < largest[name]
    }
    return replace(agreement, movements={**agreement.movements, **narrow}) if narrow else agreement


def matched(agreement: Agreement, convoys: Sequence[Convoy]) -> Agreement:
    """*agreement* with as many convoys on both sides of each exchange, of which some fill its tolerance.

    Each that comes through then lets one leave. Where it lets two, the second queues behind the first at a crossing,
    and so in every wave.
    """
    sizes: dict[str, int] = {}
    for exchange in agreement.exchanges.values():
        both = sides(exchange, convoys)
        if both is None or exchange.waits_at != (BOARDING,):
            continue
        most = {m: convoy_size(agreement, agreement.movements[m]) for side in both[:2] for m in side.movements}
        count = _count(both, [min(most[m] for m in side.movements) for side in both[:2]])
        for side in both[:2] if count else ():
            sizes |= {m: min(sizes.get(m, most[m]), -(-side.people // count)) for m in side.movements}
    narrow = {
        name: replace(agreement.movements[name], convoy=replace(agreement.movements[name].convoy, people=n))
        for name, n in sizes.items()
    }
    return replace(agreement, movements={**agreement.movements, **narrow}) if narrow else agreement


def _count(both: tuple[Side, Side, int], most: Sequence[int]) -> int:
    """How many convoys of both sides alike take the fewest waves, the last of few; 0 where none fill a tolerance."""
    rooms = [(side.people, both[2] // side.weight) for side in both[:2]]
    fewest = max(-(-people // n) for (people, _), n in zip(rooms, most, strict=True))
    found = []
    for wave in range(1, min(room for _, room in rooms) + 1):
        count = max(fewest, *(-(-people // (room // wave)) for people, room in rooms))
        if count > FITTING * fewest:
            break
        found.append((-(-count // wave), (count - 1) % wave, count))
    return min(found, default=(0, 0, 0))[2]


def fitted(agreement: Agreement, level: Level, ranking: Ranking, first: Objective = "safe") -> Order:
    """The order of *ranking*, or one that is better by *first*, of convoys that fit tolerances or vehicles better."""
    order = ranking.order()
    if len(order) > FEW:
        return order
    best, value, sized = order, None, agreement
    for spread in (False, True):
        terms = sized if spread else snug(agreement, order)
        if terms is agreement and not spread:
            continue
        found, hindered = load(terms, level, spread=spread)
        if hindered or len(found) > FEW or rides(found) in (rides(order), rides(best)):
            continue
        value = value or valued(agreement, ranking, first)
        other = ranked(agreement, found)
        if other.complete and (new := valued(agreement, other, first)) < value:
            best, value, sized = other.order(), new, terms
    return best


def rides(convoys: Order) -> Counter[tuple[str, str, int, tuple[tuple[str, int], ...]]]:
    """What convoys there are, in whatever order."""
    return Counter((c.movement, c.to, c.size, tuple(sorted(c.vehicles.items()))) for c in convoys)


def in_turn_as(order: Order, convoys: Order) -> Order:
    """*convoys* in the turns that the same people have in *order*: each when the last of it left there."""
    ends: dict[str, list[tuple[int, int]]] = {}
    for turn, convoy in enumerate(order):
        own = ends.setdefault(convoy.movement, [(0, -1)])
        own.append((own[-1][0] + (0 if convoy.unconditional else convoy.size), turn))
    gone, turns = Counter[str](), {}
    for convoy in convoys:
        if not convoy.unconditional:
            gone[convoy.movement] += convoy.size
            own = ends[convoy.movement]
            turns[convoy.id] = own[bisect_left(own, (gone[convoy.movement], -1))][1]
    return tuple(sorted(convoys, key=lambda c: turns.get(c.id, -1)))


def ordered(agreement: Agreement) -> frozenset[str]:
    """Movements of which some clause knows the order: who is last, who leaves in which phase."""
    exchanges = (e for e in agreement.exchanges.values() if not isinstance(e, InStep | ForEach))
    return frozenset(name for exchange in exchanges for name in movements_of(exchange))


def alternating(agreement: Agreement, convoys: Order) -> Order:
    """*convoys*, larger and smaller ones of a movement in turn; those of which a clause knows the order stay.

    One person more in each of many convoys, one after the other, and sizes that fit a tolerance no longer do.
    """
    kinds = Counter((c.movement, c.unconditional, c.size) for c in convoys)
    met, keys, known = Counter[tuple[str, bool, int]](), {}, ordered(agreement)
    for convoy in convoys:
        kind = convoy.movement, convoy.unconditional, convoy.size
        met[kind] += 1
        stays = convoy.unconditional or convoy.movement in known
        keys[convoy.id] = (0.0, 0) if stays else ((2 * met[kind] - 1) / (2 * kinds[kind]), -convoy.size)
    return tuple(sorted(convoys, key=lambda c: keys[c.id]))


def protected_as(order: Order, convoys: Order) -> Order:
    """*convoys*, with those who may not be made to wait as they are in *order*."""
    return (*(c for c in order if c.unconditional), *(c for c in convoys if not c.unconditional))


def received(agreement: Agreement, convoys: Order) -> bool:
    """Whether no reception takes in more than it has room for."""
    people = Counter[str]()
    for convoy in convoys:
        people[convoy.to] += convoy.size
    rooms = {to: agreement.places[to].capacity for to in people}
    return all(room is None or people[to] <= room for to, room in rooms.items())
