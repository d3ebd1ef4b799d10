"""Task and walks -> better walks: annealing that looks at all moves of a kind at once.

Of all moves of a random kind the best one is done after noise has been added to their costs, so that worse ones are
done as often as annealing would. The target is always one time unit better than the best known, so that the latest
walks get shorter; it stops where a proof says that nothing is better.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from time import monotonic

import numpy as np

from mamarr.planning.shuttles.moves import KINDS, NO, Layout, chains
from mamarr.planning.shuttles.task import Task, Trip, Walk

WARMTH = 1.0


def improve(
    task: Task,
    walks: Sequence[Sequence[Trip]],
    floor: int,
    moves: int,
    rng: np.random.Generator,
    until: float = math.inf,
) -> tuple[Walk, ...]:
    """The best walks met within so many moves."""
    rows, room = chains(walks), list(task.room)
    for chain in rows[1]:
        for reception in chain:
            room[reception] -= 1
    best, target = tuple(map(tuple, walks)), task.makespan(walks)
    size = (sum(task.loads) + task.vehicles) ** 2 + sum(task.loads) * len(room)
    noise = WARMTH * np.log(rng.standard_exponential(4 * size))
    kinds = rng.choice(len(KINDS), size=moves + 1, p=[share for share, _, _ in KINDS])
    for kind, skip in zip(kinds.tolist(), rng.integers(0, 3 * size, size=moves + 1).tolist(), strict=True):
        layout = Layout(task, rows, target)
        if (makespan := int(layout.length.max())) <= target:
            best = tuple(tuple(zip(*row, strict=True)) for row in zip(*rows, strict=True))
            layout.target = target = max(makespan - 1, floor)
        if makespan <= floor or monotonic() > until:
            break
        _, evaluate, do = KINDS[kind]
        costs = evaluate(layout, np.flatnonzero(room))
        noisy = costs.ravel() + noise[skip : skip + costs.size]
        move = int(noisy.argmin())
        if noisy[move] < NO / 2:
            do(layout, divmod(move, costs.shape[1]), rows, room)
    return best
