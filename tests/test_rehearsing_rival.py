"""Our rehearsals beside those of SimPy on the same model: the same days, for a small part of the processor's time."""

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mamarr.rehearsing import answers, simulate, world
from mamarr.rehearsing.world import World

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.rehearsing.instance import instance
from benchmarks.rehearsing.rival import Case, case, days
from benchmarks.rehearsing.run import kolmogorov_smirnov, processor

DAYS, RUNS = 10, 200


@pytest.fixture(scope="module")
def both() -> tuple[World, Case]:
    made = instance(100)
    ours = world(made.agreement, made.plan, answers(made.dangers, 1))
    simulate(ours, 1, 1)  # compiles
    return ours, case(made)


def test_both_tell_of_the_same_days(both: tuple[World, Case]) -> None:
    ours, theirs = simulate(both[0], 2000, 1), days(both[1], range(60))
    for name in ("finish", "not_out", "imbalance"):
        found = np.array([getattr(day, name) for day in theirs], float)
        assert kolmogorov_smirnov(getattr(ours, name), found)[1] > 0.01, name


def test_a_run_costs_less_than_a_fortieth_of_a_day_of_the_rival(both: tuple[World, Case]) -> None:
    """Measured: less than a hundredth. Only what slows all five of ours, and none of theirs, could fail it."""
    ours, theirs = [], []
    for k in range(5):
        theirs.append(processor(partial(days, both[1], range(DAYS * k, DAYS * (k + 1)))) / DAYS)
        ours.append(processor(partial(simulate, both[0], RUNS, 1, first=RUNS * k, workers=1)) / RUNS)
    assert min(theirs) > 40 * min(ours)
