"""What comes next: entries (moment, order, what) from an address on, kept in order, the first to come as the last.

Of those at one moment the lowest *order* comes first, then the lowest *what*. The first is taken out by forgetting it.
What is put in moves all that come sooner: where some tens wait, that costs less than the way down a heap; where
hundreds do, as much.
"""

from __future__ import annotations

from mamarr.machine.compiling import inlined, records
from mamarr.machine.heap import sooner
from mamarr.machine.rows import ENTRY

entry = records(ENTRY)


@inlined
def put(entries: int, size: int, moment: float, order: float, what: int) -> None:
    """Puts an entry among the *size* entries from the address *entries* on, after which there is room for it."""
    i = size
    while i > 0 and sooner(entry(entries, i - 1), moment, order, what):
        here, one = entry(entries, i), entry(entries, i - 1)
        here.moment, here.order, here.what = one.moment, one.order, one.what
        i -= 1
    here = entry(entries, i)
    here.moment, here.order, here.what = moment, order, what
