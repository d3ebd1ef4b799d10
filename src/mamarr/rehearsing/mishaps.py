"""How things stand -> what goes wrong: closures by thinning, delays, late attestations, people who stay.

Closures are candidates of a Poisson process at the greatest rate that any state of things could give, of which each is
kept with the share that the state at its moment gives (Lewis and Shedler 1979).
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.compiling import compiled
from mamarr.rehearsing.chance import drawn, triangular
from mamarr.rehearsing.queue import push
from mamarr.rehearsing.tables import (
    AHEAD,
    ALWAYS,
    CLOSURES,
    DELAYS,
    ROOM,
    STRIKES,
    TRAVEL,
    At,
    Floats,
    Longs,
)

DAY = 1440.0
DAWN, DUSK = 6.0, 18.0


@compiled
def ahead(at: At, n: Longs, j: int, mode: int) -> float:
    """The imbalance that matters to whoever strikes target *j*: for or against them, or whichever is greatest."""
    found, own = 0.0, False
    for b in range(at.balances):
        side = n[at.target_side + j * at.balances + b]
        if side != 0:
            lead = n[at.lead + b] / n[at.total + b] * side
            found, own = max(found, lead if mode == AHEAD else -lead), True
    return found if own or mode != ALWAYS else greatest(at, n)


@compiled
def greatest(at: At, n: Longs) -> float:
    """The greatest imbalance of all balances now, whoever is ahead."""
    found = 0.0
    for b in range(at.balances):
        found = max(found, abs(n[at.lead + b]) / n[at.total + b])
    return found


@compiled
def often(at: At, now: float, imbalance: float, rises: float, night: float) -> float:
    """By how much more often, at this imbalance and this time of day."""
    hour = (now - at.midnight) % DAY / 60.0
    return (1.0 + rises * imbalance) * (night if hour < DAWN or hour >= DUSK else 1.0)


@compiled
def hit(at: At, f: Floats, n: Longs, h: int, lag: int, now: float) -> float:
    """Minutes that one danger adds to one lag: mostly none."""
    run, world, name = n[at.run], n[at.world], n[at.hit_name + h]
    harm = n[at.hit_harm + h]
    u, p = drawn(run, name, 0), f[at.hit_chance + world * at.harms + harm]
    if p <= 0.0 or u >= p * (1.0 + f[at.hit_rises + world * at.harms + harm]) * max(
        1.0, f[at.hit_night + world * at.harms + harm]
    ):
        return 0.0
    if u >= p * often(
        at, now, greatest(at, n), f[at.hit_rises + world * at.harms + harm], f[at.hit_night + world * at.harms + harm]
    ):
        return 0.0
    m = at.hit_lasting + 3 * (world * at.harms + harm)
    added = min(triangular(drawn(run, name, 1), f[m], f[m + 1], f[m + 2]), f[at.hit_most + h])
    row = n[at.lag_row + lag]
    convoy = n[at.drive_convoy + row] if n[at.lag_kind + lag] == TRAVEL else row
    if drawn(run, name, 2) < f[at.hit_loses + world * at.harms + harm]:
        lose_vehicle(at, n, convoy, drawn(run, name, 3))
    if added > f[at.added + lag]:
        f[at.added + lag] = added
        n[at.added_what + lag] = n[at.hit_source + h]
    write(at, f, n, at.delays, DELAYS, h, now, added)
    return added


@compiled
def write(at: At, f: Floats, n: Longs, log: int, which: int, what: int, one: float, other: float) -> None:
    """The next line of a log, where somebody asked for it and there is room."""
    row = n[at.written + which]
    if row < n[at.written + ROOM]:
        f[log + 3 * row], f[log + 3 * row + 1], f[log + 3 * row + 2] = what, one, other
        n[at.written + which] = row + 1


@compiled
def lose_vehicle(at: At, n: Longs, convoy: int, u: float) -> None:
    """One vehicle of *convoy* is out for good, unless its fleet has one to spare."""
    left = 0.0
    for fleet in range(at.fleets):
        left += u * n[at.vehicles + convoy * at.fleets + fleet]
    for fleet in range(at.fleets):
        left -= n[at.vehicles + convoy * at.fleets + fleet]
        if left < 0.0:
            if n[at.spare_left + fleet] > 0:
                n[at.spare_left + fleet] -= 1
            else:
                n[at.lost + convoy * at.fleets + fleet] += 1
            return


@compiled
def attested_late(at: At, f: Floats, n: Longs, s_convoy: int) -> tuple[float, int]:
    """By how much later a convoy's count is attested, and the source of the longest delay."""
    run, world = n[at.run], n[at.world]
    found, longest, what = 0.0, 0.0, at.sources
    for i in range(at.lates):
        name = n[at.late_name + i * at.convoys + s_convoy]
        if drawn(run, name, 0) < f[at.late_chance + world * at.lates + i]:
            m = at.late_lasting + 3 * (world * at.lates + i)
            added = triangular(drawn(run, name, 1), f[m], f[m + 1], f[m + 2])
            found += added
            if added > longest:
                longest, what = added, n[at.late_source + i]
    return found, what


@compiled
def candidate(at: At, f: Floats, n: Longs, j: int, now: float) -> None:
    """The next moment after *now* at which target *j* may be struck, past what no state of things would let happen."""
    run, world, name = n[at.run], n[at.world], n[at.target_name + j]
    most = f[at.most_rate + world * at.targets + j]
    bound = (
        f[at.rate + world * at.targets + j]
        * (1.0 + f[at.rises + world * at.targets + j])
        * max(1.0, f[at.night + world * at.targets + j])
    )
    if bound <= 0.0:
        return
    k = n[at.candidates + j]
    while True:
        now -= math.log(drawn(run, name, 4 * k)) / most
        if now >= at.watch:
            return
        u = drawn(run, name, 4 * k + 1) * most
        k += 1
        if u < bound:
            break
    n[at.candidates + j], f[at.accepted + j] = k, u
    push(at, f, n, now, STRIKES, at.steps + j)


@compiled
def strikes(at: At, f: Floats, n: Longs, j: int, now: float) -> None:
    """Target *j* is struck if the state of things lets it; then its next candidate is drawn."""
    world, mode, place = n[at.world], n[at.target_mode + j], n[at.target_waiting + j]
    u, rate = f[at.accepted + j], f[at.rate + world * at.targets + j]
    imbalance = ahead(at, n, j, mode)
    happen = mode == ALWAYS or imbalance > 0.0
    if happen and place >= 0:
        happen = somebody_stands(at, f, n, place)
    if happen and u < rate * often(
        at, now, imbalance, f[at.rises + world * at.targets + j], f[at.night + world * at.targets + j]
    ):
        shuts(at, f, n, j, now)
    candidate(at, f, n, j, now)


@compiled
def somebody_stands(at: At, f: Floats, n: Longs, place: int) -> bool:
    for c in range(at.convoys):
        if f[at.standing + c] >= 0.0 and n[at.stands + c] == place:
            return True
    return False


@compiled
def shuts(at: At, f: Floats, n: Longs, j: int, now: float) -> None:
    """What *j* shuts is shut; whoever stands loaded where a waiting convoy is attacked was struck."""
    run, world, name = n[at.run], n[at.world], n[at.target_name + j]
    k, m, most = n[at.candidates + j] - 1, at.lasting + 3 * (world * at.targets + j), f[at.target_most + j]
    lasts = min(triangular(drawn(run, name, 4 * k + 2), f[m], f[m + 1], f[m + 2]), most)
    if most == np.inf and drawn(run, name, 4 * k + 3) < f[at.never + world * at.targets + j]:
        lasts = np.inf
    for i in range(n[at.shuts_at + j], n[at.shuts_at + j + 1]):
        b = n[at.shuts + i]
        if now + lasts > f[at.until + b]:
            f[at.until + b], f[at.since + b], n[at.shut_by + b] = now + lasts, now, j
    place = n[at.target_waiting + j]
    if place >= 0:
        for c in range(at.convoys):
            if f[at.standing + c] >= 0.0 and n[at.stands + c] == place:
                n[at.attacked + c] = True
    write(at, f, n, at.closures, CLOSURES, j, now, now + lasts)


@compiled
def who_stays(at: At, f: Floats, n: Longs) -> None:
    """How many of each convoy choose to stay."""
    run, world = n[at.run], n[at.world]
    for i in range(at.parts):
        m = at.part + 3 * (world * at.parts + i)
        for c in range(at.convoys):
            part = triangular(drawn(run, n[at.part_name + i * at.convoys + c], 0), f[m], f[m + 1], f[m + 2])
            n[at.stayed + c] = min(n[at.size + c], n[at.stayed + c] + np.int64(np.rint(part * n[at.size + c])))
