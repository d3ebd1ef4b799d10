"""Streams of a run -> how long each of its legs takes, drawn before its first moment: how things stand changes none.

All at once, the processor draws several at a time; one by one, everything that follows would wait for each.
"""

from __future__ import annotations

from mamarr.machine.compiling import compiled, numbers, records
from mamarr.rehearsing.chance import draw, drawn, stream, triangular
from mamarr.rehearsing.tables import DRIVE, LAG, Hand

SHARED = 0.5
"""How often a convoy meets the conditions that the others met on that leg. An assumption: no source gives it."""
floats, names = numbers("f8"), numbers("u8")
drive, lag_of = records(DRIVE), records(LAG)


@compiled
def drives(w: Hand) -> None:
    """The minutes of every leg of every convoy, with its ordinary inspection, and of them those on the road."""
    met = floats(w.met)
    for i in range(w.many_legs):
        met[i] = drawn(w.run, names(w.legs)[i], 0)
    for i in range(w.many_drives):
        d = drive(w.drives, i)
        made = lag_of(w.lags, d.lag)
        own = stream(w.run, d.own)
        u, alone = met[d.leg], draw(own, 1)
        u = u if draw(own, 0) < SHARED else alone
        made.road = triangular(u, d.road[0], d.road[1], d.road[2])
        made.minutes = made.road
        if d.stop[2] > 0.0:
            made.minutes += triangular(draw(own, 2), d.stop[0], d.stop[1], d.stop[2])
