"""Random numbers for searches in machine code: xorshift64* (Vigna 2016)."""

from __future__ import annotations

import numpy as np

from mamarr.machine.compiling import compiled

Chance = np.ndarray[tuple[int], np.dtype[np.uint64]]
"""One number, never 0: where the row of random numbers has come to."""


@compiled
def draw(chance: Chance, below: int) -> int:
    """A random whole number from 0, smaller than *below*."""
    x = chance[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    chance[0] = x
    return int(float((x * np.uint64(0x2545F4914F6CDD1D)) >> np.uint64(11)) / 9007199254740992.0 * below)
