"""Law, chance, seed -> runs, in the order of time: what is tried, what holds it up, what follows from it.

The kernel interprets the net that it is given and holds no rule of an agreement. Order at one moment: what is counted,
what goes wrong, then steps, whoever was there first before the others.
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.compiling import compiled
from mamarr.machine.clocks import allowed
from mamarr.machine.rows import WHAT
from mamarr.rehearsing.chance import drawn, triangular
from mamarr.rehearsing.mishaps import attested_late, candidate, greatest, hit, strikes, who_stays
from mamarr.rehearsing.queue import calls, leaves, pop, push, waits_in_turn
from mamarr.rehearsing.tables import (
    ARRIVE,
    BOARD,
    CHANGED,
    COUNTED,
    GREATEST,
    LAST,
    LEFT,
    LOADING,
    RETURN,
    ROOM,
    SIZE,
    TRAVEL,
    At,
    Floats,
    Longs,
)

SHARED = 0.5
"""How often a convoy meets the conditions that the others met on that leg. An assumption: no source gives it."""


@compiled
def minutes_of(at: At, f: Floats, n: Longs, lag: int, now: float) -> float:
    """How long this takes, drawn when it begins."""
    known = f[at.lag_now + lag]
    if known >= 0.0:
        return known
    run, kind, row = n[at.run], n[at.lag_kind + lag], n[at.lag_row + lag]
    minutes = f[at.lag_minutes + lag]
    if kind == RETURN:
        if f[at.driven + row] > 0.0:
            minutes *= f[at.road + row] / f[at.driven + row]
    elif kind == TRAVEL:
        m, own, convoy = at.drive_minutes + 6 * row, n[at.drive_own + row], n[at.drive_convoy + row]
        shared = drawn(run, own, 0) < SHARED
        u = drawn(run, n[at.drive_leg + row], 0) if shared else drawn(run, own, 1)
        road = triangular(u, f[m], f[m + 1], f[m + 2])
        minutes = road + (triangular(drawn(run, own, 2), f[m + 3], f[m + 4], f[m + 5]) if f[m + 5] > 0.0 else 0.0)
        f[at.road + convoy] += road
        f[at.moving + convoy] += minutes
    elif kind == LOADING:
        f[at.moving + row] += minutes
    for h in range(n[at.hits_at + lag], n[at.hits_at + lag + 1]):
        minutes += hit(at, f, n, h, lag, now)
    f[at.lag_now + lag] = minutes
    return minutes


@compiled
def opens(at: At, f: Floats, n: Longs, row: int, moment: float, now: float, by: int) -> None:
    """Gate *row* opens at *moment*, known *now*."""
    s = n[at.held + row]
    n[at.closed + s] -= 1
    if moment >= f[at.ready + s]:
        f[at.ready + s] = moment
        n[at.by + s] = by
    if n[at.arrival + row]:
        f[at.there + s] = moment
        push(at, f, n, moment, moment, s)
    elif n[at.closed + s] == 0 and (not n[at.aboard + s] or f[at.there + s] <= now):
        when = max(f[at.ready + s], now)
        push(at, f, n, when, f[at.there + s] if n[at.aboard + s] else when, s)


@compiled
def counts(at: At, f: Floats, n: Longs, count: int, weight: int, now: float, by: int) -> None:
    """*count* grows by *weight*; gates open."""
    n[at.reached + count] += weight
    i, last = n[at.passed + count], n[at.gates_at + count + 1]
    while i < last and n[at.need + i] <= n[at.reached + count]:
        opens(at, f, n, i, now, now, by)
        i += 1
    n[at.passed + count] = i


@compiled
def weigh(at: At, n: Longs, row: int, convoy: int) -> int:
    """What a step adds to a count: less for those who stayed and for vehicles that are out."""
    weight, count = n[at.weight + row], n[at.count + row]
    if convoy >= 0:
        if n[at.shrinks + count] and n[at.stayed + convoy] > 0 and n[at.size + convoy] > 0:
            weight -= weight * n[at.stayed + convoy] // n[at.size + convoy]
        fleet = n[at.fleet + count]
        if fleet >= 0:
            weight = max(0, weight - n[at.lost + convoy * at.fleets + fleet])
    return weight


@compiled
def spread(at: At, f: Floats, n: Longs, s: int, now: float) -> None:
    """What has happened counts, now or a lag later."""
    convoy = n[at.convoy + s]
    late, what = -1.0, at.sources
    for row in range(n[at.counted_at + s], n[at.counted_at + s + 1]):
        c, lag = n[at.count + row], n[at.lag + row]
        weight = weigh(at, n, row, convoy)
        moment, longest, source = now, 0.0, at.sources
        if lag > 0:
            moment += minutes_of(at, f, n, lag, now)
            if f[at.added + lag] > 0.0:
                longest, source = f[at.added + lag], n[at.added_what + lag]
        if n[at.attested + c] and convoy >= 0 and at.lates > 0:
            if late < 0.0:
                late, what = attested_late(at, f, n, convoy)
            moment += late
            if late > longest:
                longest, source = late, what
        if n[at.single + c]:
            n[at.reached + c] += weight
            i, last = n[at.gates_at + c], n[at.gates_at + c + 1]
            while i < last and n[at.need + i] <= weight:
                held = n[at.held + i]
                if longest > f[at.post_long + held]:
                    f[at.post_long + held], n[at.post_what + held] = longest, source
                opens(at, f, n, i, moment, now, s)
                i += 1
        elif moment > now:
            n[at.later + row] = weight
            push(at, f, n, moment, COUNTED, -1 - row)
        else:
            counts(at, f, n, c, weight, now, s)


@compiled
def balance(at: At, f: Floats, n: Longs, s: int, now: float) -> None:
    """The balances move; the greatest imbalance is taken between moments, not within one."""
    for row in range(n[at.watched_at + s], n[at.watched_at + s + 1]):
        b = n[at.watched + row]
        if now > f[at.moments + CHANGED]:
            settle(at, f, n)
            f[at.moments + CHANGED] = now
        came = max(0, n[at.watched_people + row] - n[at.stayed + n[at.convoy + s]])
        n[at.lead + b] += n[at.watched_weight + row] * came


@compiled
def settle(at: At, f: Floats, n: Longs) -> None:
    f[at.moments + GREATEST] = max(f[at.moments + GREATEST], greatest(at, n))


@compiled
def happens(at: At, f: Floats, n: Longs, s: int, now: float) -> None:
    """Step *s* happens."""
    f[at.times + s] = now
    f[at.moments + LAST] = now
    convoy, by = n[at.convoy + s], n[at.by + s]
    long, what = f[at.post_long + s], n[at.post_what + s]
    if by >= 0 and f[at.held_long + by] > long:
        long, what = f[at.held_long + by], n[at.held_what + by]
    f[at.held_long + s], n[at.held_what + s] = long, what
    for row in range(n[at.turns_at + s], n[at.turns_at + s + 1]):
        turn = n[at.turn + row]
        free = now + f[at.turn_after + row] + f[at.turn_minutes + row]
        f[at.free + turn] = max(f[at.free + turn], free)
        for i in range(n[at.yields_at + turn], n[at.yields_at + turn + 1]):
            f[at.free + n[at.yields + i]] = max(f[at.free + n[at.yields + i]], free)
    if convoy >= 0:
        moves(at, f, n, s, convoy, now)
    if now <= at.end:
        balance(at, f, n, s, now)
    spread(at, f, n, s, now)


@compiled
def moves(at: At, f: Floats, n: Longs, s: int, convoy: int, now: float) -> None:
    """Where a convoy is now, and how long it stood still before."""
    people = n[at.size + convoy] - n[at.stayed + convoy]
    if n[at.place + s] >= 0 and (n[at.aboard + s] or n[at.act + s] == BOARD):
        n[at.last_place + convoy] = n[at.place + s]
    if f[at.standing + convoy] >= 0.0 and n[at.aboard + s]:
        stood = min(now, at.end) - min(f[at.standing + convoy], at.end)
        f[at.waited + n[at.stands + convoy]] += stood * people
        f[at.standing + convoy] = -1.0
    if n[at.act + s] == BOARD:
        f[at.boarded + convoy] = now
    elif n[at.act + s] == ARRIVE:
        f[at.arrived + convoy] = now
        n[at.numbers + LEFT] -= 1
        hour = min(at.hours, max(0, math.ceil(now / 60.0) - 1))
        n[at.by_hour + hour] += people


@compiled
def stands(at: At, f: Floats, n: Longs, s: int, now: float) -> None:
    """A loaded convoy that is there and may not go on stands still."""
    convoy = n[at.convoy + s]
    if n[at.aboard + s] and f[at.standing + convoy] < 0.0 and n[at.size + convoy] > n[at.stayed + convoy]:
        f[at.standing + convoy] = now
        n[at.stands + convoy] = n[at.place + s]


@compiled
def suits(at: At, f: Floats, n: Longs, s: int, moment: float) -> float:
    """The earliest moment that shut ways and clocks let step *s* happen, as things stand; inf: for good."""
    for b in range(n[at.barriers_at + s], n[at.barriers_at + s + 1]):
        barrier = n[at.barrier + b]
        if f[at.until + barrier] > moment:
            moment = f[at.until + barrier]
            long = moment - f[at.since + barrier]
            if long > f[at.post_long + s]:
                f[at.post_long + s], n[at.post_what + s] = long, n[at.shut_by + barrier]
    if moment < np.inf:
        moment = allowed(f, at.clocks, n[at.clock + s], moment)
        n[at.dead + s] = moment == np.inf
    return moment


@compiled
def tries(at: At, f: Floats, n: Longs, s: int, now: float) -> None:
    """Step *s* happens now, or is tried again when what holds it up is over."""
    if f[at.times + s] < np.inf:
        return
    if n[at.closed + s] == 0:
        moment = max(now, f[at.ready + s])
        if f[at.first_there + s] < 0.0:
            f[at.first_there + s] = f[at.there + s] if n[at.aboard + s] else moment
        moment = suits(at, f, n, s, moment)
        place = n[at.claims + s]
        if place >= 0:
            leaves(at, n, place, s)
        if moment <= now and not waits_in_turn(at, f, n, s, now):
            happens(at, f, n, s, now)
        elif now < moment < np.inf:
            push(at, f, n, moment, f[at.first_there + s], s)
        if place >= 0:
            calls(at, f, n, place, now)
    if f[at.times + s] == np.inf:
        stands(at, f, n, s, now)


@compiled
def goes(at: At, f: Floats, n: Longs) -> None:
    """One run, from the first moment until everybody is out or nothing more can happen."""
    who_stays(at, f, n)
    for j in range(at.targets):
        n[at.candidates + j] = 0
        candidate(at, f, n, j, 0.0)
    for s in range(at.steps):
        if n[at.holds + s] == 0:
            push(at, f, n, 0.0, 0.0, s)
    for c in range(at.counts):
        counts(at, f, n, c, 0, 0.0, -1)
    steps, whole = at.steps, n[at.written + ROOM] > 0
    while n[at.numbers + SIZE] > 0 and (n[at.numbers + LEFT] > 0 or whole):
        now, what = f[at.heap], np.int64(f[at.heap + WHAT])
        pop(at, f, n)
        if what < 0:
            counts(at, f, n, n[at.count + -1 - what], n[at.later + -1 - what], now, -1)
        elif what < steps:
            tries(at, f, n, what, now)
        else:
            strikes(at, f, n, what - steps, now)
