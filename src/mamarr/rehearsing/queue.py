"""What is tried, and when -> in the order of time, in the memory of a worker; and lines where turns are taken.

Of those who wait for a turn only the first in line is tried when it comes; the others would find it taken.
"""

from __future__ import annotations

from mamarr.machine.compiling import inlined, records
from mamarr.machine.ordered import put
from mamarr.rehearsing.tables import STEP, TAKE, TURN, Hand

step, take, turn = records(STEP), records(TAKE), records(TURN)


@inlined
def push(w: Hand, moment: float, order: float, what: int) -> None:
    """*what* is tried at *moment*; of those at one moment, the lowest *order* first, then the lowest number."""
    put(w.queue, w.size, moment, order, what)
    w.size += 1


@inlined
def waits_in_turn(w: Hand, i: int, now: float) -> bool:
    """Whether step *i* still has to wait for a turn; if so it stands in line for the one that comes last."""
    s = step(w.steps, i)
    latest, place, after = now, -1, 0.0
    for row in range(s.takes, s.takes_end):
        t = take(w.takes, row)
        moment = turn(w.turns, t.turn).free - t.after
        if moment > latest:
            latest, place, after = moment, t.turn, t.after
    if place >= 0:
        s.ahead_by = after
        lines_up(w, place, i)
        calls(w, place, now)
    return place >= 0


@inlined
def before(w: Hand, i: int, j: int) -> bool:
    """Whether step *i* stands before step *j* in the line of a turn: its turn comes sooner, or it was there first."""
    one, other = step(w.steps, i), step(w.steps, j)
    if one.ahead_by != other.ahead_by:
        return one.ahead_by > other.ahead_by
    if one.first_there != other.first_there:
        return one.first_there < other.first_there
    return i < j


@inlined
def lines_up(w: Hand, place: int, i: int) -> None:
    """Step *i* joins the line at *place*."""
    t = turn(w.turns, place)
    last, entry = -1, t.line
    while entry >= 0 and before(w, entry, i):
        last, entry = entry, step(w.steps, entry).behind
    step(w.steps, i).behind = entry
    if last < 0:
        t.line = i
    else:
        step(w.steps, last).behind = i


@inlined
def calls(w: Hand, place: int, now: float) -> None:
    """The first in line at *place* is tried when the turn comes, unless somebody is who stands before them."""
    t = turn(w.turns, place)
    first = t.line
    if first >= 0 and (t.tried < 0 or before(w, first, t.tried)):
        s = step(w.steps, first)
        t.line, t.tried, s.claims = s.behind, first, place
        push(w, max(now, t.free - s.ahead_by), s.first_there, first)


@inlined
def leaves(w: Hand, place: int, i: int) -> None:
    """Step *i* is tried now: it is not the one to be tried at *place* any more."""
    step(w.steps, i).claims = -1
    t = turn(w.turns, place)
    if t.tried == i:
        t.tried = -1
