"""What all kernels share, against the plain thing: what comes next against sorting, rows of clocks against clocks."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mamarr.machine.rows import ENTRY, clock_rows
from mamarr.model.clocks import Closed, Timing, all_of

ENTRIES = st.tuples(st.sampled_from([0.0, 1.0, 2.5, math.inf]), st.integers(-2, 3), st.integers(-5, 5))


@given(st.lists(st.one_of(ENTRIES, st.none()), max_size=60))
def test_a_heap_gives_what_is_smallest_whatever_was_put_and_taken_before(
    asked: list[tuple[float, int, int] | None],
) -> None:
    from mamarr.machine.heap import first, pop, push

    begin = 2
    memory = np.zeros(begin + len(asked), ENTRY)
    heap = memory[begin:].ctypes.data
    held: list[tuple[float, int, int]] = []
    for entry in asked:
        if entry:
            push(heap, len(held), *entry)
            held.append(entry)
        elif held:
            assert first(heap) == min(held)
            pop(heap, len(held))
            held.remove(min(held))


@given(st.lists(st.one_of(ENTRIES, st.none()), max_size=60))
def test_what_is_kept_in_order_ends_with_what_is_smallest(asked: list[tuple[float, int, int] | None]) -> None:
    from mamarr.machine.ordered import put

    begin = 2
    memory = np.zeros(begin + len(asked), ENTRY)
    held: list[tuple[float, int, int]] = []
    for entry in asked:
        if entry:
            put(memory[begin:].ctypes.data, len(held), *entry)
            held = sorted([*held, entry], reverse=True)
        else:
            held = held[:-1]
        assert memory[begin : begin + len(held)].tolist() == held


@st.composite
def closed(draw: st.DrawFn) -> Closed:
    edges = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=8)))
    begins, ends = edges[:-1:2], edges[1::2]
    if not draw(st.booleans()):
        return Closed(tuple(map(float, begins)), (*map(float, ends[:-1]), math.inf), draw(st.integers(0, 90)))
    return Closed(
        tuple(map(float, begins)), tuple(map(float, ends)), draw(st.integers(0, 90)), draw(st.sampled_from([0, 1440]))
    )


@given(st.lists(st.lists(closed(), max_size=3), min_size=1, max_size=4), st.floats(-100, 5000))
def test_clocks_in_numbers_say_what_the_clocks_say(made: list[list[Closed]], moment: float) -> None:
    from mamarr.machine.clocks import allowed

    clocks: dict[int, Timing] = {i: all_of(parts) for i, parts in enumerate(made)}
    where, numbers = clock_rows(clocks, len(made) + 1)
    memory = np.concatenate([[math.nan] * 3, numbers])
    assert allowed(memory, 3, where[-1], moment) == moment, "who has none may always"
    for i, clock in clocks.items():
        assert allowed(memory, 3, where[i], moment) == clock(moment)
