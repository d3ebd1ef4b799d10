"""Task and walks -> better walks: annealing that looks at all moves of a kind at once.

Of all moves of a random kind the best one is done after noise has been added to their costs, so that worse ones are
done as often as annealing would. The target is always one time unit better than the best known, so that the latest
walks get shorter.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mamarr.planning.shuttles.moves import KINDS, NO, Layout, chains
from mamarr.planning.shuttles.task import Task, Walk

WARM, COLD = 0.2, 0.1
"""How much noise there is as the moves begin and end: parts of a usual way."""


def improve(task: Task, walks: Sequence[Walk], moves: int, rng: np.random.Generator) -> tuple[Walk, ...]:
    """The best walks met within so many moves."""
    rows, room = chains(walks), list(task.room)
    for chain in rows[1]:
        for reception in chain:
            room[reception] -= 1
    best, target = tuple(walks), task.makespan(walks)
    size = (sum(task.loads) + task.vehicles) ** 2 + sum(task.loads) * len(room)
    noise = float(np.median(task.carries)) * np.log(rng.standard_exponential(4 * size))
    warmth = np.linspace(WARM, COLD, moves + 1).tolist()
    kinds = rng.choice(len(KINDS), size=moves + 1, p=[share for share, _, _ in KINDS])
    skips = rng.integers(0, 3 * size, size=moves + 1)
    for warm, kind, skip in zip(warmth, kinds.tolist(), skips.tolist(), strict=True):
        layout = Layout(task, rows, target)
        if (makespan := int(layout.length.max())) <= target:
            best = tuple(tuple(zip(*row, strict=True)) for row in zip(*rows, strict=True))
            layout.target = target = makespan - 1
        _, evaluate, do = KINDS[kind]
        costs = evaluate(layout, np.flatnonzero(room))
        noisy = costs.ravel() + warm * noise[skip : skip + costs.size]
        move = int(noisy.argmin())
        if noisy[move] < NO / 2:
            do(layout, divmod(move, costs.shape[1]), rows, room)
    return best
