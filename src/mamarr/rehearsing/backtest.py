"""Outcomes, a known course -> where reality falls among the runs. It judges the model; it tunes nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mamarr.model.backtest import Backtest, Fall, Known
from mamarr.model.outcome import BINS, Outcomes
from mamarr.rehearsing.summary import band


def fallen(name: str, known: Known, done: Outcomes) -> Backtest:
    """Where what happened falls among the runs of *done*."""
    return Backtest(name, done.runs, done.people, float(done.in_window.mean()), tuple(_falls(known, done)))


def _falls(known: Known, done: Outcomes) -> Iterator[Fall]:
    for out in known.out:
        runs = out_after(done, out.hour)
        real = out.people
        yield _fall("out", out.hour, (real.likely, real.low, real.high), runs)
    end = math.inf if isinstance(known.finished, str) else float(known.finished)
    yield _fall("finish", 0, (end, end, end), done.finish / 60)


def _fall(
    measure: Literal["out", "finish"], hour: int, real: tuple[float, float, float], runs: NDArray[np.float64]
) -> Fall:
    spread = band(runs)
    below, at = float((runs < real[0]).mean()), float((runs == real[0]).mean())
    return Fall(measure, hour, *real, spread.low, spread.median, spread.high, below, at)


def out_after(done: Outcomes, hour: int) -> NDArray[np.float64]:
    """People out after so many full hours, one entry a run in no order, exact to a part in ``BINS`` of the people."""
    counts = done.out_by_hour[min(max(hour, 1), len(done.out_by_hour)) - 1]
    return np.repeat(np.arange(len(counts)) * done.people / BINS, counts)
