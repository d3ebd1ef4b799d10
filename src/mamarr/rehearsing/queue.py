"""What is tried, and when -> in the order of time: a heap in the memory of a worker."""

from __future__ import annotations

from mamarr.compiling import compiled
from mamarr.rehearsing.tables import SIZE, At, Floats, Longs


@compiled
def push(at: At, f: Floats, n: Longs, moment: float, order: float, what: int) -> None:
    """*what* is tried at *moment*; of those at one moment, the lowest *order* first, then the lowest number."""
    i = n[at.numbers + SIZE]
    n[at.numbers + SIZE] = i + 1
    while i > 0:
        up = (i - 1) >> 1
        if not sooner(at, f, n, moment, order, what, up):
            break
        put(at, f, n, i, f[at.when + up], f[at.order + up], n[at.what + up])
        i = up
    put(at, f, n, i, moment, order, what)


@compiled
def pop(at: At, f: Floats, n: Longs) -> None:
    """Takes the first entry out; read it before, at 0."""
    last = n[at.numbers + SIZE] - 1
    n[at.numbers + SIZE] = last
    moment, order, what = f[at.when + last], f[at.order + last], n[at.what + last]
    i = 0
    while True:
        child = 2 * i + 1
        if child >= last:
            break
        other = child + 1
        if other < last and sooner(at, f, n, f[at.when + other], f[at.order + other], n[at.what + other], child):
            child = other
        if sooner(at, f, n, moment, order, what, child):
            break
        put(at, f, n, i, f[at.when + child], f[at.order + child], n[at.what + child])
        i = child
    put(at, f, n, i, moment, order, what)


@compiled
def sooner(at: At, f: Floats, n: Longs, moment: float, order: float, what: int, entry: int) -> bool:
    """Whether this comes before *entry*."""
    if moment != f[at.when + entry]:
        return moment < f[at.when + entry]
    if order != f[at.order + entry]:
        return order < f[at.order + entry]
    return what < n[at.what + entry]


@compiled
def put(at: At, f: Floats, n: Longs, i: int, moment: float, order: float, what: int) -> None:
    f[at.when + i], f[at.order + i], n[at.what + i] = moment, order, what
