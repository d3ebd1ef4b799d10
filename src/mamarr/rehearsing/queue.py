"""What is tried, and when -> in the order of time: a heap in the memory of a worker, and lines where turns are taken.

Of those who wait for a turn only the first in line is tried when it comes; the others would find it taken.
"""

from __future__ import annotations

from mamarr.compiling import compiled
from mamarr.machine import heap
from mamarr.rehearsing.tables import SIZE, At, Floats, Longs


@compiled
def push(at: At, f: Floats, n: Longs, moment: float, order: float, what: int) -> None:
    """*what* is tried at *moment*; of those at one moment, the lowest *order* first, then the lowest number."""
    heap.push(f, at.heap, n[at.numbers + SIZE], moment, order, what)
    n[at.numbers + SIZE] += 1


@compiled
def pop(at: At, f: Floats, n: Longs) -> None:
    """Takes the first entry out; read it before, at the heap's beginning."""
    heap.pop(f, at.heap, n[at.numbers + SIZE])
    n[at.numbers + SIZE] -= 1


@compiled
def waits_in_turn(at: At, f: Floats, n: Longs, s: int, now: float) -> bool:
    """Whether step *s* still has to wait for a turn; if so it stands in line for the one that comes last."""
    latest, place, after = now, -1, 0.0
    for row in range(n[at.turns_at + s], n[at.turns_at + s + 1]):
        moment = f[at.free + n[at.turn + row]] - f[at.turn_after + row]
        if moment > latest:
            latest, place, after = moment, n[at.turn + row], f[at.turn_after + row]
    if place >= 0:
        f[at.ahead_by + s] = after
        lines_up(at, f, n, place, s)
        calls(at, f, n, place, now)
    return place >= 0


@compiled
def before(at: At, f: Floats, s: int, other: int) -> bool:
    """Whether *s* stands before *other* in the line of a turn: its turn comes sooner, or it was there first."""
    if f[at.ahead_by + s] != f[at.ahead_by + other]:
        return f[at.ahead_by + s] > f[at.ahead_by + other]
    if f[at.first_there + s] != f[at.first_there + other]:
        return f[at.first_there + s] < f[at.first_there + other]
    return s < other


@compiled
def lines_up(at: At, f: Floats, n: Longs, place: int, s: int) -> None:
    """Step *s* joins the line at *place*."""
    last, entry = -1, n[at.line + place]
    while entry >= 0 and before(at, f, entry, s):
        last, entry = entry, n[at.behind + entry]
    n[at.behind + s] = entry
    if last < 0:
        n[at.line + place] = s
    else:
        n[at.behind + last] = s


@compiled
def calls(at: At, f: Floats, n: Longs, place: int, now: float) -> None:
    """The first in line at *place* is tried when the turn comes, unless somebody is who stands before them."""
    first, tried = n[at.line + place], n[at.tried + place]
    if first >= 0 and (tried < 0 or before(at, f, first, tried)):
        n[at.line + place] = n[at.behind + first]
        n[at.tried + place], n[at.claims + first] = first, place
        push(at, f, n, max(now, f[at.free + place] - f[at.ahead_by + first]), f[at.first_there + first], first)


@compiled
def leaves(at: At, n: Longs, place: int, s: int) -> None:
    """Step *s* is tried now: it is not the one to be tried at *place* any more."""
    n[at.claims + s] = -1
    if n[at.tried + place] == s:
        n[at.tried + place] = -1
