"""Law, chance, seed -> runs, in the order of time: what is tried, what holds it up, what follows from it.

The kernel interprets the net that it is given and holds no rule of an agreement. Order at one moment: what is counted,
what goes wrong, then steps, whoever was there first before the others.
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.machine.clocks import allowed
from mamarr.machine.compiling import compiled, inlined, numbers, records
from mamarr.machine.rows import ENTRY
from mamarr.rehearsing.driving import drives
from mamarr.rehearsing.mishaps import attested_late, candidate, greatest, hit, strikes, who_stays
from mamarr.rehearsing.queue import calls, leaves, push, waits_in_turn
from mamarr.rehearsing.tables import (
    ARRIVE,
    BALANCE,
    BARRIER,
    BOARD,
    CONVOY,
    COUNT,
    COUNTED,
    GATE,
    LAG,
    LOADING,
    PLACE,
    RETURN,
    ROW,
    STEP,
    TAKE,
    TRAVEL,
    TURN,
    WATCH,
    Hand,
)

floats, longs = numbers("f8"), numbers("i8")
entry = records(ENTRY)
step, row_of, gate, count, lag_of = records(STEP), records(ROW), records(GATE), records(COUNT), records(LAG)
convoy_of, place_of, barrier = records(CONVOY), records(PLACE), records(BARRIER)
take, turn, watch, balance = records(TAKE), records(TURN), records(WATCH), records(BALANCE)


@inlined
def minutes_of(w: Hand, i: int, now: float) -> float:
    """How long lag *i* takes, told when it begins."""
    lag = lag_of(w.lags, i)
    if not lag.begun:
        convoy = convoy_of(w.convoys, lag.convoy)
        if lag.kind == TRAVEL:
            convoy.road += lag.road
            convoy.moving += lag.minutes
        elif lag.kind == LOADING:
            convoy.moving += lag.minutes
        elif lag.kind == RETURN and convoy.driven > 0.0:
            lag.minutes *= convoy.road / convoy.driven
        for h in range(lag.hits, lag.hits_end):
            lag.minutes += hit(w, h, i, now)
        lag.begun = 1
    return float(lag.minutes)


@inlined
def opens(w: Hand, i: int, moment: float, now: float, by: int) -> None:
    """Gate *i* opens at *moment*, known *now*."""
    g = gate(w.gates, i)
    s = step(w.steps, g.held)
    s.closed -= 1
    if moment >= s.ready:
        s.ready = moment
        s.by = by
    if s.sure:
        if s.closed == 0:
            longs(w.sure)[w.ahead] = g.held
            w.ahead += 1
    elif g.arrival:
        s.there = moment
        push(w, moment, moment, g.held)
    elif s.closed == 0 and (not s.aboard or s.there <= now):
        when = max(s.ready, now)
        push(w, when, s.there if s.aboard else when, g.held)


@inlined
def counts(w: Hand, i: int, weight: int, now: float, by: int) -> None:
    """Count *i* grows by *weight*; gates open."""
    c = count(w.counts, i)
    c.reached += weight
    while c.passed < c.gates_end and gate(w.gates, c.passed).need <= c.reached:
        opens(w, c.passed, now, now, by)
        c.passed += 1


@inlined
def weigh(w: Hand, i: int, convoy: int) -> int:
    """What the step of *convoy* adds by row *i*: less for those who stayed and for vehicles that are out."""
    row = row_of(w.rows, i)
    c, weight = count(w.counts, row.count), row.weight
    if convoy >= 0:
        if c.shrinks:
            who = convoy_of(w.convoys, convoy)
            if who.stayed > 0 and who.size > 0:
                weight -= weight * who.stayed // who.size
        if c.fleet >= 0:
            weight = max(0, weight - longs(w.lost)[convoy * w.many_fleets + c.fleet])
    return int(weight)


@inlined
def spread(w: Hand, i: int, now: float) -> None:
    """What has happened counts, now or a lag later."""
    s = step(w.steps, i)
    late, what = -1.0, w.sources
    for r in range(s.rows, s.rows_end):
        row = row_of(w.rows, r)
        c = count(w.counts, row.count)
        weight = weigh(w, r, s.convoy)
        moment, longest, source = now, 0.0, w.sources
        if row.lag > 0:
            moment += minutes_of(w, row.lag, now)
            lag = lag_of(w.lags, row.lag)
            if lag.added > 0.0:
                longest, source = lag.added, lag.added_what
        if c.attested and s.convoy >= 0 and w.many_lates > 0:
            if late < 0.0:
                late, what = attested_late(w, s.convoy)
            moment += late
            if late > longest:
                longest, source = late, what
        if c.single:
            c.reached += weight
            opens_all(w, row.count, weight, moment, now, i, longest, source)
        elif moment > now:
            longs(w.later)[r] = weight
            push(w, moment, COUNTED, -1 - r)
        else:
            counts(w, row.count, weight, now, i)


@inlined
def opens_all(w: Hand, i: int, weight: int, moment: float, now: float, by: int, longest: float, source: int) -> None:
    """One step opens all gates of count *i* for which it weighs enough; *longest* held it up, because of *source*."""
    c = count(w.counts, i)
    for g in range(c.gates, c.gates_end):
        if gate(w.gates, g).need > weight:
            break
        held = step(w.steps, gate(w.gates, g).held)
        if longest > held.post_long:
            held.post_long, held.post_what = longest, source
        opens(w, g, moment, now, by)


@inlined
def balances(w: Hand, i: int, now: float) -> None:
    """The balances move; the greatest imbalance is taken between moments, not within one."""
    s = step(w.steps, i)
    for r in range(s.watched, s.watched_end):
        row = watch(w.watched, r)
        if now > w.changed:
            settle(w)
            w.changed = now
        came = max(0, row.people - convoy_of(w.convoys, s.convoy).stayed)
        balance(w.balances, row.balance).lead += row.weight * came


@inlined
def settle(w: Hand) -> None:
    w.greatest = max(w.greatest, greatest(w))


@inlined
def happens(w: Hand, i: int, now: float) -> None:
    """Step *i* happens."""
    s = step(w.steps, i)
    s.time, w.last = now, max(w.last, now)
    s.held_long, s.held_what = s.post_long, s.post_what
    if s.by >= 0:
        before = step(w.steps, s.by)
        if before.held_long > s.held_long:
            s.held_long, s.held_what = before.held_long, before.held_what
    for r in range(s.takes, s.takes_end):
        row = take(w.takes, r)
        t, free = turn(w.turns, row.turn), now + row.after + row.minutes
        t.free = max(t.free, free)
        for k in range(t.yields, t.yields_end):
            other = turn(w.turns, longs(w.yields)[k])
            other.free = max(other.free, free)
    if s.convoy >= 0:
        moves(w, i, now)
    if now <= w.end:
        balances(w, i, now)
    spread(w, i, now)


@inlined
def moves(w: Hand, i: int, now: float) -> None:
    """Where a convoy is now, and how long it stood still before."""
    s = step(w.steps, i)
    convoy = convoy_of(w.convoys, s.convoy)
    people = convoy.size - convoy.stayed
    if s.place >= 0 and (s.aboard or s.act == BOARD):
        convoy.last_place = s.place
    if convoy.standing >= 0.0 and s.aboard:
        place = place_of(w.at_places, convoy.stands)
        place.waited += (min(now, w.end) - min(convoy.standing, w.end)) * people
        place.standing -= 1
        convoy.standing = -1.0
    if s.act == BOARD:
        convoy.boarded = now
    elif s.act == ARRIVE:
        convoy.arrived = now
        w.left -= 1
        hour = min(w.hours, max(0, math.ceil(now / 60.0) - 1))
        longs(w.by_hour)[hour] += people


@inlined
def stands(w: Hand, i: int, now: float) -> None:
    """A loaded convoy that is there and may not go on stands still."""
    s = step(w.steps, i)
    if s.aboard:
        convoy = convoy_of(w.convoys, s.convoy)
        if convoy.standing < 0.0 and convoy.size > convoy.stayed:
            convoy.standing, convoy.stands = now, s.place
            place_of(w.at_places, s.place).standing += 1


@inlined
def suits(w: Hand, i: int, moment: float) -> float:
    """The earliest moment that shut ways and clocks let step *i* happen, as things stand; inf: for good."""
    s = step(w.steps, i)
    if w.shut_until > moment:
        for k in range(s.barriers, s.barriers_end):
            b = barrier(w.barriers, longs(w.barrier)[k])
            if b.until > moment:
                moment = b.until
                if moment - b.since > s.post_long:
                    s.post_long, s.post_what = moment - b.since, b.by
    if s.clock >= 0 and moment < np.inf:
        moment = allowed(floats(w.clocks), 0, s.clock, moment)
        s.dead = moment == np.inf
    return moment


@inlined
def tries(w: Hand, i: int, now: float) -> None:
    """Step *i* happens now, or is tried again when what holds it up is over."""
    s = step(w.steps, i)
    if s.time < np.inf:
        return
    if s.closed == 0:
        moment = max(now, s.ready)
        if s.first_there < 0.0:
            s.first_there = s.there if s.aboard else moment
        moment = suits(w, i, moment)
        place = s.claims
        if place >= 0:
            leaves(w, place, i)
        if moment <= now and not (s.takes < s.takes_end and waits_in_turn(w, i, now)):
            happens(w, i, now)
        elif now < moment < np.inf:
            push(w, moment, s.first_there, i)
        if place >= 0:
            calls(w, place, now)
    if s.time == np.inf:
        stands(w, i, now)


@compiled
def goes(w: Hand) -> None:
    """One run, from the first moment until everybody is out or nothing more can happen."""
    who_stays(w)
    drives(w)
    for j in range(w.many_targets):
        candidate(w, j, 0.0)
    for i in range(w.many_steps - 1, -1, -1):  # whoever comes first is put in last, before all others
        if step(w.steps, i).closed == 0:
            push(w, 0.0, 0.0, i)
    while w.size > 0 and (w.left > 0 or w.lines > 0):
        w.size -= 1
        now, what = entry(w.queue, w.size).moment, entry(w.queue, w.size).what
        if what >= w.many_steps:
            strikes(w, what - w.many_steps, now)
        elif what >= 0:
            tries(w, what, now)
        else:
            r = -1 - what
            counts(w, row_of(w.rows, r).count, longs(w.later)[r], now, -1)
        while w.ahead > 0:
            w.ahead -= 1
            i = longs(w.sure)[w.ahead]
            happens(w, i, step(w.steps, i).ready)
