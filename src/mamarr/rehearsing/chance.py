"""Seed, run, name and number -> a draw between 0 and 1, the same whatever else is drawn and whoever draws it.

A stream is a sequence of SplitMix64 (Steele, Lea and Flood 2014) that starts where a hash of seed, run and name puts
it. Draw number k of a stream needs none of the others, so no order of events, no other danger and no number of workers
can change it.
"""

from __future__ import annotations

import math

import numpy as np

from mamarr.machine.compiling import compiled

GAMMA = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
R30, R27, R31, R11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
ONE = np.uint64(1)
UNIT = 2.0**-53


@compiled
def mixed(z: np.uint64) -> np.uint64:
    """The output function of SplitMix64."""
    z = (z ^ (z >> R30)) * FIRST
    z = (z ^ (z >> R27)) * SECOND
    return z ^ (z >> R31)


@compiled
def of_run(seed: int, run: int) -> np.int64:
    """Where all streams of a run start from."""
    return np.int64(mixed(mixed(np.uint64(seed) + GAMMA) ^ (np.uint64(run) * GAMMA)))


@compiled
def stream(run: int, name: int) -> np.uint64:
    """Where stream *name* of a run begins."""
    return np.uint64(mixed(np.uint64(run) ^ np.uint64(name)))


@compiled
def draw(start: np.uint64, k: int) -> float:
    """Draw *k* (from 0) of the stream that begins at *start*; strictly between 0 and 1."""
    return (float(mixed(start + (np.uint64(k) + ONE) * GAMMA) >> R11) + 0.5) * UNIT


@compiled
def drawn(run: int, name: int, k: int) -> float:
    """Draw *k* (from 0) of stream *name*; strictly between 0 and 1."""
    return float(draw(stream(run, name), k))


@compiled
def triangular(u: float, low: float, likely: float, high: float) -> float:
    """The value at quantile *u* of the triangle over low, likely, high; exact where they are equal."""
    width = high - low
    if not width > 0.0:  # also where it lasts for good
        return low
    near = min(low + math.sqrt(u * width * (likely - low)), likely)
    far = max(high - math.sqrt((1.0 - u) * width * (high - likely)), likely)
    return near if u * width < likely - low else far  # both are reckoned: which it is cannot be guessed
