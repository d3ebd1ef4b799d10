"""One finished run -> its row in what is kept: who got out, who did not and why, how long people sat on board."""

from __future__ import annotations

import numpy as np

from mamarr.machine import heap
from mamarr.machine.compiling import compiled, numbers, records
from mamarr.model.outcome import BINS
from mamarr.rehearsing.chance import of_run
from mamarr.rehearsing.kernel import goes, settle
from mamarr.rehearsing.mishaps import greatest
from mamarr.rehearsing.stranding import stops
from mamarr.rehearsing.tables import CONVOY, PLACE, RESULT, Hand

floats, longs, ints, singles = numbers("f8"), numbers("i8"), numbers("i4"), numbers("f4")
convoy_of, place_of, result = records(CONVOY), records(PLACE), records(RESULT)


@compiled
def simulated(w: Hand, seed: int, first: int, runs: int) -> None:
    """Runs *first* and following, as many as there is room for in what is kept."""
    for r in range(runs):
        begins(w, seed, first + r)
        goes(w)
        taken(w, r)


@compiled
def begins(w: Hand, seed: int, number: int) -> None:
    """Nothing has happened yet in run *number*."""
    live, fresh = longs(w.live), longs(w.fresh)
    for i in range(w.fresh_words):
        live[i] = fresh[i]
    w.run, w.world = of_run(seed, number // w.shares), number % w.worlds
    w.size, w.ahead, w.left = 0, 0, w.many_convoys
    w.changed = w.greatest = w.last = 0.0
    w.shut_until = -np.inf
    w.closures_written = w.delays_written = 0


@compiled
def taken(w: Hand, r: int) -> None:
    """Everybody counted once: out in time, chose to stay, or not out."""
    end = w.end if w.end < np.inf else max(w.watch, w.last)
    kept = result(w.results, r)
    people = people_out(w, r, end)
    if w.many_balances > 0:
        settle(w)
        kept.imbalance, kept.imbalance_at_end = w.greatest, greatest(w)
    else:
        kept.imbalance = kept.imbalance_at_end = np.nan
    boarding(w, r, end)
    by_hour(w, people)
    kept.ended_by = stops(w, end) if kept.not_out > 0 else -1


@compiled
def people_out(w: Hand, r: int, end: float) -> int:
    """Who is out, who stayed and who is not out, in row *r*; gives all people."""
    kept = result(w.results, r)
    finish, people, delivered, stayed, not_out, never_out, struck = 0.0, 0, 0, 0, 0, 0, 0
    for c in range(w.many_convoys):
        convoy = convoy_of(w.convoys, c)
        leaving = convoy.size - convoy.stayed
        people += convoy.size
        stayed += convoy.stayed
        finish = max(finish, convoy.arrived)
        if convoy.arrived <= end:
            delivered += leaving
        else:
            not_out += leaving
            ints(w.not_out_of)[r * w.groups + convoy.group] += leaving
            ints(w.not_out_at)[r * w.places + convoy.last_place] += leaving
            if convoy.arrived == np.inf:
                never_out += leaving
        if convoy.attacked:
            struck += leaving
    kept.finish, kept.delivered, kept.stayed, kept.struck = finish, delivered, stayed, struck
    kept.not_out, kept.never_out = not_out, never_out
    return people


@compiled
def boarding(w: Hand, r: int, end: float) -> None:
    """Hours on board, and of them hours standing still or held up; convoys still standing at the end included."""
    riders, minutes = floats(w.riders), floats(w.minutes)
    for c in range(w.many_convoys):
        convoy = convoy_of(w.convoys, c)
        riders[c] = minutes[c] = 0.0
        if convoy.boarded < end and convoy.size > convoy.stayed:
            riders[c] = convoy.size - convoy.stayed
            minutes[c] = min(convoy.arrived, end) - convoy.boarded
            if 0.0 <= convoy.standing < end:
                place_of(w.at_places, convoy.stands).waited += (end - convoy.standing) * riders[c]
    hours(w, r, 0)
    for c in range(w.many_convoys):
        minutes[c] = max(0.0, minutes[c] - convoy_of(w.convoys, c).moving)
    hours(w, r, 3)
    for p in range(w.places):
        singles(w.waiting_at)[r * w.places + p] = place_of(w.at_places, p).waited / 60.0


@compiled
def hours(w: Hand, r: int, column: int) -> None:
    """A person's mean, the mean of the worst tenth of people, and the worst convoy; in hours."""
    total, whole, worst = 0.0, 0.0, 0.0
    riders, minutes = floats(w.riders), floats(w.minutes)
    for c in range(w.many_convoys):
        total += riders[c]
        whole += riders[c] * minutes[c]
        worst = max(worst, minutes[c])
    if total > 0.0:
        kept = result(w.results, r)
        kept.hours[column], kept.hours[column + 2] = whole / total / 60.0, worst / 60.0
        kept.hours[column + 1] = worst_tenth(w, total / 10.0) / 60.0


@compiled
def worst_tenth(w: Hand, people: float) -> float:
    """The mean minutes of so many *people* who fared worst."""
    riders, minutes = floats(w.riders), floats(w.minutes)
    size = 0
    for c in range(w.many_convoys):
        if riders[c] > 0.0 and minutes[c] > 0.0:
            heap.push(w.queue, size, -minutes[c], 0.0, c)
            size += 1
    left, summed = people, 0.0
    while left > 0.0 and size > 0:
        minus, _, c = heap.first(w.queue)
        took = min(left, riders[c])
        summed, left = summed - took * minus, left - took
        heap.pop(w.queue, size)
        size -= 1
    return summed / people


@compiled
def by_hour(w: Hand, people: int) -> None:
    """People out after each hour; nobody comes back."""
    out, part = 0, 0
    came, found = longs(w.by_hour), longs(w.out_by_hour)
    for h in range(w.hours):
        if came[h] > 0:
            out += came[h]
            part = out * BINS // people
        found[h * (BINS + 1) + part] += 1
