"""How things stand -> what goes wrong: closures by thinning, delays, late attestations, people who stay.

Closures are candidates of a Poisson process at the greatest rate that any state of things could give, of which each is
kept with the share that the state at its moment gives (Lewis and Shedler 1979).
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.machine.compiling import compiled, numbers, records
from mamarr.rehearsing.chance import draw, drawn, stream, triangular
from mamarr.rehearsing.queue import push
from mamarr.rehearsing.tables import (
    AHEAD,
    ALWAYS,
    BALANCE,
    BARRIER,
    CONVOY,
    HARM,
    HIT,
    LAG,
    LATE,
    PLACE,
    STRIKES,
    TARGET,
    THREAT,
    Hand,
)

DAY = 1440.0
DAWN, DUSK = 6.0, 18.0
floats, longs = numbers("f8"), numbers("i8")
balance, barrier, convoy_of = records(BALANCE), records(BARRIER), records(CONVOY)
harm, hit_of, lag_of, late_of = records(HARM), records(HIT), records(LAG), records(LATE)
place_of, target, threat = records(PLACE), records(TARGET), records(THREAT)


@compiled
def ahead(w: Hand, j: int, mode: int) -> float:
    """The imbalance that matters to whoever strikes target *j*: for or against them, or whichever is greatest."""
    found, own = 0.0, False
    for b in range(w.many_balances):
        side = longs(w.sides)[j * w.many_balances + b]
        if side != 0:
            lead = balance(w.balances, b).lead / balance(w.balances, b).total * side
            found, own = max(found, lead if mode == AHEAD else -lead), True
    return found if own or mode != ALWAYS else float(greatest(w))


@compiled
def greatest(w: Hand) -> float:
    """The greatest imbalance of all balances now, whoever is ahead."""
    found = 0.0
    for b in range(w.many_balances):
        found = max(found, abs(balance(w.balances, b).lead) / balance(w.balances, b).total)
    return found


@compiled
def often(w: Hand, now: float, imbalance: float, rises: float, night: float) -> float:
    """By how much more often, at this imbalance and this time of day."""
    hour = (now - w.midnight) % DAY / 60.0
    return (1.0 + rises * imbalance) * (night if hour < DAWN or hour >= DUSK else 1.0)


@compiled
def hit(w: Hand, i: int, lag: int, now: float) -> float:
    """Minutes that hit *i* adds to its lag: mostly none."""
    h = hit_of(w.hits, i)
    d = harm(w.harms, w.world * w.many_harms + h.harm)
    start = stream(w.run, h.name)
    u = draw(start, 0)
    if u >= d.bound or u >= d.chance * often(w, now, greatest(w), d.rises, d.night):
        return 0.0
    added = min(triangular(draw(start, 1), d.lasting[0], d.lasting[1], d.lasting[2]), h.most)
    slowed = lag_of(w.lags, lag)
    if draw(start, 2) < d.loses:
        lose_vehicle(w, slowed.convoy, draw(start, 3))
    if added > slowed.added:
        slowed.added, slowed.added_what = added, h.source
    if w.delays_written < w.lines:
        write(w.delays, w.delays_written, i, now, added)
        w.delays_written += 1
    return added


@compiled
def write(log: int, row: int, what: int, one: float, other: float) -> None:
    """Line *row* of a log."""
    lines = floats(log)
    lines[3 * row], lines[3 * row + 1], lines[3 * row + 2] = what, one, other


@compiled
def lose_vehicle(w: Hand, convoy: int, u: float) -> None:
    """One vehicle of *convoy* is out for good, unless its fleet has one to spare."""
    vehicles, spare, lost = longs(w.vehicles), longs(w.spare), longs(w.lost)
    left = 0.0
    for fleet in range(w.many_fleets):
        left += u * vehicles[convoy * w.many_fleets + fleet]
    for fleet in range(w.many_fleets):
        left -= vehicles[convoy * w.many_fleets + fleet]
        if left < 0.0:
            if spare[fleet] > 0:
                spare[fleet] -= 1
            else:
                lost[convoy * w.many_fleets + fleet] += 1
            return


@compiled
def attested_late(w: Hand, convoy: int) -> tuple[float, int]:
    """By how much later a convoy's count is attested, and the source of the longest delay."""
    found, longest, what = 0.0, 0.0, w.sources
    for i in range(w.many_lates):
        start = stream(w.run, longs(w.late_names)[i * w.many_convoys + convoy])
        late = late_of(w.lates, w.world * w.many_lates + i)
        if draw(start, 0) < late.chance:
            added = triangular(draw(start, 1), late.lasting[0], late.lasting[1], late.lasting[2])
            found += added
            if added > longest:
                longest, what = added, longs(w.late_sources)[i]
    return found, what


@compiled
def candidate(w: Hand, j: int, now: float) -> None:
    """The next moment after *now* at which target *j* may be struck, past what no state of things would let happen."""
    t, danger = target(w.targets, j), threat(w.threats, w.world * w.many_targets + j)
    if danger.bound <= 0.0:
        return
    start, k = stream(w.run, t.name), t.candidates
    while True:
        now -= math.log(draw(start, 4 * k)) / danger.most
        if now >= w.watch:
            return
        u = draw(start, 4 * k + 1) * danger.most
        k += 1
        if u < danger.bound:
            break
    t.candidates, t.accepted = k, u
    push(w, now, STRIKES, w.many_steps + j)


@compiled
def strikes(w: Hand, j: int, now: float) -> None:
    """Target *j* is struck if the state of things lets it; then its next candidate is drawn."""
    t, danger = target(w.targets, j), threat(w.threats, w.world * w.many_targets + j)
    imbalance = ahead(w, j, t.mode)
    happen = t.mode == ALWAYS or imbalance > 0.0
    if happen and t.waiting >= 0:
        happen = place_of(w.at_places, t.waiting).standing > 0
    if happen and t.accepted < danger.rate * often(w, now, imbalance, danger.rises, danger.night):
        shuts(w, j, now)
    candidate(w, j, now)


@compiled
def shuts(w: Hand, j: int, now: float) -> None:
    """What *j* shuts is shut; whoever stands loaded where a waiting convoy is attacked was struck."""
    t, danger = target(w.targets, j), threat(w.threats, w.world * w.many_targets + j)
    start, k, length = stream(w.run, t.name), t.candidates - 1, danger.lasting
    lasts = min(triangular(draw(start, 4 * k + 2), length[0], length[1], length[2]), t.most)
    if t.most == np.inf and draw(start, 4 * k + 3) < danger.never:
        lasts = np.inf
    for i in range(w.many_rulings):
        if floats(w.rulings)[3 * i] == j and floats(w.rulings)[3 * i + 1] == now:
            lasts = floats(w.rulings)[3 * i + 2] - now
    for i in range(t.shuts, t.shuts_end):
        b = barrier(w.barriers, longs(w.shuts)[i])
        if now + lasts > b.until:
            b.until, b.since, b.by = now + lasts, now, j
            w.shut_until = max(w.shut_until, b.until)
    if t.waiting >= 0:
        for c in range(w.many_convoys):
            convoy = convoy_of(w.convoys, c)
            if convoy.standing >= 0.0 and convoy.stands == t.waiting:
                convoy.attacked = 1
    if w.closures_written < w.lines:
        write(w.closures, w.closures_written, j, now, now + lasts)
        w.closures_written += 1


@compiled
def who_stays(w: Hand) -> None:
    """How many of each convoy choose to stay."""
    for i in range(w.many_parts):
        m = 3 * (w.world * w.many_parts + i)
        low, likely, high = floats(w.parts)[m], floats(w.parts)[m + 1], floats(w.parts)[m + 2]
        for c in range(w.many_convoys):
            convoy = convoy_of(w.convoys, c)
            part = triangular(drawn(w.run, longs(w.part_names)[i * w.many_convoys + c], 0), low, likely, high)
            convoy.stayed = min(convoy.size, convoy.stayed + np.int64(np.rint(part * convoy.size)))
