"""Agreement, plan, several dangers -> what the same runs came to under each of them, to be compared run by run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.outcome import Outcomes, Sample
from mamarr.model.plan import Plan
from mamarr.rehearsing.doubt import answers
from mamarr.rehearsing.engine import simulate
from mamarr.rehearsing.world import world

AT_ONCE: Final = 131_072
"""Runs of which everything is kept until what is compared is taken out of it."""


def samples(
    agreement: Agreement, plan: Plan, among: Sequence[Dangers], runs: int, seed: int, first: int = 0
) -> tuple[Sample, ...]:
    """Runs *first* and following, so many *runs* under each of *among*, which name the same dangers.

    Run *r* has the same draws in all of them, and comes out as if it had been rehearsed alone; together the net is
    compiled once.
    """
    answered = [answers(dangers, seed) for dangers in among]
    draws, sets = max(map(len, answered)), len(among)
    worlds = [answered[k][d % len(answered[k])] for d in range(draws) for k in range(sets)]
    given = world(agreement, plan, worlds, shares=sets)
    step = max(draws, AT_ONCE // sets)
    parts = [
        simulate(given, min(step, first + runs - start) * sets, seed, first=start * sets)
        for start in range(first, first + runs, step)
    ]
    return tuple(_sample(parts, k, sets, len(answered[k]), first) for k in range(sets))


def _sample(parts: Sequence[Outcomes], k: int, sets: int, draws: int, first: int) -> Sample:
    """Every run of number *k* among so many *sets*."""
    taken = [(p.in_window[k::sets], p.not_out[k::sets], p.hours_on_board[k::sets]) for p in parts]
    return Sample(draws, first, *(np.concatenate(column) for column in zip(*taken, strict=True)))
