"""Task -> walks and a proof: the last arrival as early as possible, and the earliest that could be.

First a plan by list scheduling and annealing; then the linear program (column generation) from the makespan downwards,
until it proves that a horizon is too short; then branch and price at the bound, in turns with annealing, until both
meet. Without a limit of time the answer is proven, and the same task and seed give the same walks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from time import monotonic

import numpy as np

from mamarr.planning.shuttles.greedy import greedy
from mamarr.planning.shuttles.improve import improve
from mamarr.planning.shuttles.master import Master
from mamarr.planning.shuttles.pricing import Stops
from mamarr.planning.shuttles.search import Search
from mamarr.planning.shuttles.task import Task, Trip, Walk, passing

__all__ = ["Answer", "Task", "Trip", "Walk", "first", "passing", "solve"]

MOVES = 300
"""How long the first annealing takes; the next ones twice as long each."""
NODES = 30
"""How long the first dive takes; the next ones twice as long each."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Walks, when the last of them ends, and a time before which no walks can end."""

    walks: tuple[Walk, ...]
    makespan: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.makespan == self.bound


def first(task: Task, seed: int = 1, moves: int = MOVES) -> tuple[Walk, ...]:
    """Good walks, soon."""
    return improve(task, greedy(task), 0, moves, np.random.default_rng(seed))


def solve(task: Task, seed: int = 1, seconds: float = math.inf) -> Answer:
    """The best walks and the proof that they are, or what is known of both after so many seconds."""
    return _Solver(task, seed, seconds).answer()


class _Solver:
    """What is known so far, from both sides."""

    def __init__(self, task: Task, seed: int, seconds: float) -> None:
        self.task, self.until, self.rng = task, monotonic() + seconds, np.random.default_rng(seed)
        self.walks = first(task, seed)
        self.bound = 0
        self.known: dict[Stops, None] = {}

    def answer(self) -> Answer:
        self._relax()
        turn = 0
        while self.bound < self.makespan and monotonic() < self.until:
            self._turn(turn)
            turn += 1
        return Answer(self.walks, self.makespan, self.bound)

    @property
    def makespan(self) -> int:
        return self.task.makespan(self.walks)

    def _relax(self) -> None:
        """The earliest end that vehicles could reach if they could be taken in parts."""
        self.bound = self.makespan
        while self.bound > 0:
            master = Master(self.task, self.bound - 1, self.known)
            possible = master.feasible()
            self.known.update(dict.fromkeys(master.walks))
            if not possible:
                return
            self.bound -= 1

    def _turn(self, turn: int) -> None:
        """One dive at the bound, which is met or moves up or stays; then annealing for as long again."""
        search = Search(self.task, self.bound, self.rng, self.known)
        found = search.dive(NODES << turn, 0.0 if not turn else 0.25, self.until)
        if found == ():
            self.bound += 1
        elif found is not None:
            self.walks = found
        elif self.bound < self.makespan:
            self.walks = improve(self.task, self.walks, self.bound, MOVES << turn, self.rng, self.until)
