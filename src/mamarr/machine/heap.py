"""What comes next: entries (moment, order, what) in an array of floats, the smallest first, four below each.

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
def push(f: Real, heap: int, size: int, moment: float, order: float, what: float) -> None:
    """Puts an entry to the *size* entries that begin at *heap*; whole numbers keep their value up to 2 ** 53."""
    here = heap + size * ENTRY
    while here > heap:
        up = heap + ((here - heap) // ENTRY - 1) // 4 * ENTRY
        if sooner(f, up, moment, order, what):
            break
        f[here], f[here + ORDER], f[here + WHAT] = f[up], f[up + ORDER], f[up + WHAT]
        here = up
    f[here], f[here + ORDER], f[here + WHAT] = moment, order, what


@compiled
def pop(f: Real, heap: int, size: int) -> None:
    """Takes the first of *size* entries out; read it before, at *heap*."""
    end = heap + (size - 1) * ENTRY
    moment, order, what = f[end], f[end + ORDER], f[end + WHAT]
    i, here = 0, heap
    while 4 * i + 1 < size - 1:
        below = best = 4 * i + 1
        least = heap + best * ENTRY
        for k in range(below + 1, min(below + 4, size - 1)):
            at = heap + k * ENTRY
            if sooner(f, at, f[least], f[least + ORDER], f[least + WHAT]):
                best, least = k, at
        if not sooner(f, least, moment, order, what):
            break
        f[here], f[here + ORDER], f[here + WHAT] = f[least], f[least + ORDER], f[least + WHAT]
        i, here = best, least
    f[here], f[here + ORDER], f[here + WHAT] = moment, order, what
