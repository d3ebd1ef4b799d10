"""What comes next: entries (moment, order, what) in an array of floats, the smallest first, two below each.

Of those at one moment the lowest *order* comes first, then the lowest *what*, so that no history of the heap shows.
"""

from __future__ import annotations

from mamarr.compiling import compiled
from mamarr.machine.rows import ENTRY, MOMENT, ORDER, WHAT, Real


@compiled
def sooner(f: Real, one: int, moment: float, order: float, what: float) -> bool:
    """Whether the entry at *one* comes before these."""
    if f[one + MOMENT] != moment:
        return bool(f[one + MOMENT] < moment)
    return bool(f[one + ORDER] < order or (f[one + ORDER] == order and f[one + WHAT] < what))


@compiled
def rises(f: Real, heap: int, i: int, moment: float, order: float, what: float) -> None:
    """Puts an entry into place *i*, or into the first place above it where it may not come sooner."""
    here = heap + i * ENTRY
    while i > 0:
        i = (i - 1) >> 1
        up = heap + i * ENTRY
        if sooner(f, up, moment, order, what):
            break
        f[here], f[here + ORDER], f[here + WHAT] = f[up], f[up + ORDER], f[up + WHAT]
        here = up
    f[here], f[here + ORDER], f[here + WHAT] = moment, order, what


@compiled
def push(f: Real, heap: int, size: int, moment: float, order: float, what: float) -> None:
    """Puts an entry to the *size* entries that begin at *heap*; whole numbers keep their value up to 2 ** 53."""
    rises(f, heap, size, moment, order, what)


@compiled
def pop(f: Real, heap: int, size: int) -> None:
    """Takes the first of *size* entries out; read it before, at *heap*.

    The gap goes down to the end before the last entry fills it: which of two is smaller is then the only question on
    the way, and one that the processor need not guess.
    """
    last, i, here = size - 1, 0, heap
    end = heap + last * ENTRY
    while 2 * i + 1 < last:
        i = 2 * i + 1
        below = heap + i * ENTRY
        other = below + ENTRY
        if f[below] == f[other]:
            right = int(sooner(f, other, f[below], f[below + ORDER], f[below + WHAT]))
        else:
            right = int(f[other] < f[below])
        i += right
        below += right * ENTRY
        f[here], f[here + ORDER], f[here + WHAT] = f[below], f[below + ORDER], f[below + WHAT]
        here = below
    rises(f, heap, i, f[end], f[end + ORDER], f[end + WHAT])
