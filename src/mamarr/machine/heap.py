"""What comes next: entries (moment, order, what) from an address on, the smallest first, two below each.

Of those at one moment the lowest *order* comes first, then the lowest *what*, so that no history of the heap shows.
"""

from __future__ import annotations

from typing import Any

from mamarr.machine.compiling import inlined, records
from mamarr.machine.rows import ENTRY

entry = records(ENTRY)


@inlined
def sooner(one: Any, moment: float, order: float, what: int) -> bool:
    """Whether entry *one* comes before these."""
    if one.moment != moment:
        return bool(one.moment < moment)
    return bool(one.order < order or (one.order == order and one.what < what))


@inlined
def rises(heap: int, i: int, moment: float, order: float, what: int) -> None:
    """Puts an entry into place *i*, or into the first place above it where it may not come sooner."""
    here = entry(heap, i)
    while i > 0:
        i = (i - 1) >> 1
        up = entry(heap, i)
        if sooner(up, moment, order, what):
            break
        here.moment, here.order, here.what = up.moment, up.order, up.what
        here = up
    here.moment, here.order, here.what = moment, order, what


@inlined
def push(heap: int, size: int, moment: float, order: float, what: int) -> None:
    """Puts an entry to the *size* entries from the address *heap* on, after which there is room for it."""
    rises(heap, size, moment, order, what)


@inlined
def first(heap: int) -> tuple[float, float, int]:
    """The first entry, where there is one."""
    one = entry(heap, 0)
    return one.moment, one.order, one.what


@inlined
def pop(heap: int, size: int) -> None:
    """Takes the first of *size* entries out.

    The gap goes down to the end before the last entry fills it: which of two is smaller is then the only question on
    the way, and one that the processor need not guess.
    """
    last, i = size - 1, 0
    here, end = entry(heap, 0), entry(heap, last)
    while 2 * i + 1 < last:
        i = 2 * i + 1
        one, other = entry(heap, i), entry(heap, i + 1)
        if one.moment == other.moment:
            i += sooner(other, one.moment, one.order, one.what)
        else:
            i += other.moment < one.moment
        least = entry(heap, i)
        here.moment, here.order, here.what = least.moment, least.order, least.what
        here = least
    rises(heap, i, end.moment, end.order, end.what)
