"""One finished run -> its row in what is kept: who got out, who did not and why, how long people sat on board."""

from __future__ import annotations

import numpy as np

from mamarr.compiling import compiled, unowned
from mamarr.model.outcome import BINS
from mamarr.rehearsing.chance import of_run
from mamarr.rehearsing.kernel import goes, settle, weigh
from mamarr.rehearsing.mishaps import greatest
from mamarr.rehearsing.tables import ARRIVE, CLAUSE, GREATEST, LAST, PLAN, At, Floats, Kept, Longs


@compiled
def copied(memory: Floats | Longs, to: int, start: int, length: int) -> None:
    """So many entries of *memory*, one by one: a slice takes seconds more to compile."""
    for i in range(length):
        memory[to + i] = memory[start + i]


@compiled
def simulated(at: At, floats: Floats, longs: Longs, kept: Kept, seed: int, first: int) -> None:
    """Runs *first* and following, as many as *kept* has rows; the memory is of this worker alone."""
    f, n = unowned(floats), unowned(longs)
    for r in range(len(kept.finish)):
        copied(f, at.live_floats, at.first_floats, at.fresh_floats)
        copied(n, at.live_longs, at.first_longs, at.fresh_longs)
        n[at.run] = of_run(seed, first + r)
        n[at.world] = (first + r) % at.worlds
        goes(at, f, n)
        taken(at, f, n, kept, r)


@compiled
def taken(at: At, f: Floats, n: Longs, kept: Kept, r: int) -> None:
    """Everybody counted once: out in time, chose to stay, or not out."""
    end = at.end if at.end < np.inf else max(at.watch, f[at.moments + LAST])
    people = people_out(at, f, n, kept, r, end)
    balances(at, f, n, kept, r)
    boarding(at, f, n, kept, r, end)
    by_hour(at, n, kept, people)
    kept.ended_by[r] = -1
    if kept.not_out[r] > 0:
        stops(at, f, n, kept, r, end)


@compiled
def people_out(at: At, f: Floats, n: Longs, kept: Kept, r: int, end: float) -> int:
    finish, people = 0.0, 0
    for c in range(at.convoys):
        leaving, arrived = n[at.size + c] - n[at.stayed + c], f[at.arrived + c]
        people += n[at.size + c]
        kept.stayed[r] += n[at.stayed + c]
        finish = max(finish, arrived)
        if arrived <= end:
            kept.delivered[r] += leaving
        else:
            kept.not_out[r] += leaving
            kept.not_out_of[r, n[at.group + c]] += leaving
            kept.not_out_at[r, n[at.last_place + c]] += leaving
            if arrived == np.inf:
                kept.never_out[r] += leaving
        if n[at.attacked + c]:
            kept.struck[r] += leaving
    kept.finish[r] = finish
    return people


@compiled
def balances(at: At, f: Floats, n: Longs, kept: Kept, r: int) -> None:
    """The greatest share by which one side was ahead in people delivered, and the share when it ended."""
    if at.balances == 0:
        kept.imbalance[r] = kept.imbalance_at_end[r] = np.nan
        return
    settle(at, f, n)
    kept.imbalance[r], kept.imbalance_at_end[r] = f[at.moments + GREATEST], greatest(at, n)


@compiled
def boarding(at: At, f: Floats, n: Longs, kept: Kept, r: int, end: float) -> None:
    """Hours on board, and of them hours standing still or held up; convoys still standing at the end included."""
    for c in range(at.convoys):
        f[at.riders + c] = f[at.minutes + c] = 0.0
        if f[at.boarded + c] < end and n[at.size + c] > n[at.stayed + c]:
            f[at.riders + c] = n[at.size + c] - n[at.stayed + c]
            f[at.minutes + c] = min(f[at.arrived + c], end) - f[at.boarded + c]
            if 0.0 <= f[at.standing + c] < end:
                f[at.waited + n[at.stands + c]] += (end - f[at.standing + c]) * f[at.riders + c]
    hours(at, f, kept, r, 0)
    for c in range(at.convoys):
        f[at.minutes + c] = max(0.0, f[at.minutes + c] - f[at.moving + c])
    hours(at, f, kept, r, 3)
    for p in range(at.places):
        kept.waiting_at[r, p] = f[at.waited + p] / 60.0


@compiled
def hours(at: At, f: Floats, kept: Kept, r: int, column: int) -> None:
    """A person's mean, the mean of the worst tenth of people, and the worst convoy; in hours."""
    total, whole, worst = 0.0, 0.0, 0.0
    for c in range(at.convoys):
        total += f[at.riders + c]
        whole += f[at.riders + c] * f[at.minutes + c]
        worst = max(worst, f[at.minutes + c])
    if total > 0.0:
        kept.hours[r, column], kept.hours[r, column + 2] = whole / total / 60.0, worst / 60.0
        kept.hours[r, column + 1] = worst_tenth(at, f, total / 10.0) / 60.0


@compiled
def worst_tenth(at: At, f: Floats, people: float) -> float:
    """The mean minutes of so many *people* who fared worst."""
    left, summed, below = people, 0.0, np.inf
    while left > 0.0:
        top, there = -1.0, 0.0
        for c in range(at.convoys):
            minutes = f[at.minutes + c]
            if f[at.riders + c] > 0.0 and top <= minutes < below:
                there = f[at.riders + c] + (there if minutes == top else 0.0)
                top = minutes
        if there == 0.0:
            break
        took = min(left, there)
        summed, left, below = summed + took * top, left - took, top
    return summed / people


@compiled
def by_hour(at: At, n: Longs, kept: Kept, people: int) -> None:
    """People out after each hour; nobody comes back."""
    out = 0
    for h in range(at.hours):
        out += n[at.by_hour + h]
        kept.out_by_hour[h, out * BINS // people] += 1


@compiled
def stops(at: At, f: Floats, n: Longs, kept: Kept, r: int, end: float) -> None:
    """What kept each convoy that is not out.

    From where the run stands still it is taken up again without the plan's order, then without clauses too: who gets
    out then was stranded by what was left out. Whoever got out in this run, but late, was held up by a danger.
    """
    if kept.never_out[r] > 0:
        onwards(at, f, n, at.reach_clauses, at.sum_clauses, PLAN)
        onwards(at, f, n, at.reach, at.sum, CLAUSE)
    k, clauses = at.sources + 1, at.clauses
    for c in range(at.convoys):
        leaving = n[at.size + c] - n[at.stayed + c]
        if f[at.arrived + c] <= end or leaving == 0:
            continue
        arrive = arrival_of(at, n, c)
        if f[at.arrived + c] < np.inf:
            stop = n[at.held_what + arrive]
        elif not n[at.reach + arrive]:
            stop = k + closed_to(at, f, n, c)
        elif not n[at.reach_clauses + arrive]:
            stop = 2 * k + shut_gate(at, n, at.sum_clauses, c, CLAUSE)
        else:
            stop = 2 * k + clauses + 1 + shut_gate(at, n, at.reached, c, PLAN)
        n[at.kept_back + stop] += leaving
    most = -1
    for i in range(at.stops):
        if n[at.kept_back + i] > 0:
            kept.stop_runs[i] += 1
            kept.stop_people[i] += n[at.kept_back + i]
            if most < 0 or n[at.kept_back + i] > n[at.kept_back + most]:
                most = i
    for i in range(at.stops):
        n[at.kept_back + i] = 0
    kept.ended_by[r] = most


@compiled
def arrival_of(at: At, n: Longs, convoy: int) -> int:
    for s in range(at.steps):
        if n[at.convoy + s] == convoy and n[at.act + s] == ARRIVE:
            return s
    return -1


@compiled
def onwards(at: At, f: Floats, n: Longs, reach: int, total: int, without: int) -> None:
    """What would still happen, sooner or later, if gates of kind *without* and above did not count."""
    for s in range(at.steps):
        n[reach + s] = f[at.times + s] < np.inf
    copied(n, total, at.reached, at.counts)
    moved = True
    while moved:
        moved = False
        for s in range(at.steps):
            if not n[reach + s] and not shut(at, f, n, s) and not held(at, n, s, total, without):
                n[reach + s] = moved = True
                for row in range(n[at.counted_at + s], n[at.counted_at + s + 1]):
                    n[total + n[at.count + row]] += weigh(at, n, row, n[at.convoy + s])


@compiled
def shut(at: At, f: Floats, n: Longs, s: int) -> bool:
    """Whether no hour lets step *s* happen any more, or its way is shut for good."""
    for i in range(n[at.barriers_at + s], n[at.barriers_at + s + 1]):
        if f[at.until + n[at.barrier + i]] == np.inf:
            return True
    return n[at.dead + s] != 0


@compiled
def held(at: At, n: Longs, s: int, total: int, without: int) -> bool:
    for i in range(n[at.gates_of_at + s], n[at.gates_of_at + s + 1]):
        row = n[at.gates_of + i]
        if n[at.kind + row] < without and n[at.need + row] > n[total + n[at.of + row]]:
            return True
    return False


@compiled
def closed_to(at: At, f: Floats, n: Longs, convoy: int) -> int:
    """The first thing that shut the way of *convoy* for good; its sources' end where it waits behind others."""
    found, since = at.sources, np.inf
    for s in range(at.steps):
        if n[at.convoy + s] == convoy:
            for i in range(n[at.barriers_at + s], n[at.barriers_at + s + 1]):
                b = n[at.barrier + i]
                if f[at.until + b] == np.inf and f[at.since + b] < since:
                    found, since = n[at.shut_by + b], f[at.since + b]
    return found


@compiled
def shut_gate(at: At, n: Longs, total: int, convoy: int, kind: int) -> int:
    """The clause of the first gate of *kind* on *convoy* that stays closed."""
    for s in range(at.steps):
        if n[at.convoy + s] == convoy:
            for i in range(n[at.gates_of_at + s], n[at.gates_of_at + s + 1]):
                row = n[at.gates_of + i]
                if n[at.kind + row] == kind and n[at.need + row] > n[total + n[at.of + row]]:
                    return n[at.clause + row]
    return at.clauses
