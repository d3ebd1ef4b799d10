"""Task -> walks and a proof: the last arrival as early as possible, and the earliest that could be.

First a plan by list scheduling and annealing; then the linear program (column generation) from the makespan downwards,
until it proves that a horizon is too short; then, until both meet, short searches by branch and price in turns with
annealing, and if they all fail the integer program. Without a limit of time the answer is proven, and the same task
and seed give the same walks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice, takewhile
from time import monotonic

import numpy as np

from mamarr.planning.shuttles.greedy import greedy
from mamarr.planning.shuttles.improve import improve
from mamarr.planning.shuttles.pricing import Stops
from mamarr.planning.shuttles.task import Task, Trip, Walk, passing

__all__ = ["Answer", "Task", "Trip", "Walk", "first", "least", "passing", "solve"]

MOVES = 300
"""How many moves the first plan takes at most, and annealing later on at least."""
FIRST, LATER = 12, 20
"""How many moves for each load the first plan and later annealing take."""
NODES = 30
"""How many nodes a short search takes."""
NOISE = 0.25
"""How much the later searches differ."""
TURNS = 6
"""How many turns there are before the integer program."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Walks, when the last of them ends, and a time before which no walks can end."""

    walks: tuple[Walk, ...]
    makespan: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.makespan == self.bound


def first(task: Task, seed: int = 1, most: int = MOVES) -> tuple[Walk, ...]:
    """Good walks, soon, by *most* moves at most."""
    moves = min(most, FIRST * sum(task.loads))
    return improve(task, greedy(task), 0, moves, np.random.default_rng(seed))


def solve(task: Task, seed: int = 1, seconds: float = math.inf) -> Answer:
    """The best walks and the proof that they are, or what is known of both after so many seconds."""
    return _Solver(task, seed, seconds).answer()


def least(task: Task, low: int, high: int) -> int:
    """From *low* to *high*, the earliest end that vehicles could reach if they could be taken in parts."""
    from mamarr.planning.shuttles.master import Master

    known: dict[Stops, None] = {}
    while low < high:
        middle = (low + high) // 2
        master = Master(task, middle, known)
        low, high = (low, middle) if master.feasible() else (middle + 1, high)
        known.update(dict.fromkeys(master.walks))
    return low


class _Solver:
    """What is known so far, from both sides."""

    def __init__(self, task: Task, seed: int, seconds: float) -> None:
        self.task, self.until, self.rng = task, monotonic() + seconds, np.random.default_rng(seed)
        self.walks = first(task, seed)
        self.bound = 0
        self.known: dict[Stops, None] = {}

    def answer(self) -> Answer:
        self._relax()
        while self.bound < self.makespan and monotonic() < self.until:
            self._reach(self.bound)
        return Answer(self.walks, self.makespan, self.bound)

    @property
    def makespan(self) -> int:
        return self.task.makespan(self.walks)

    def _relax(self) -> None:
        """The earliest end that vehicles could reach if they could be taken in parts."""
        from mamarr.planning.shuttles.master import Master

        self.bound = self.makespan
        while self.bound > 0:
            master = Master(self.task, self.bound - 1, self.known)
            possible = master.feasible()
            self.known.update(dict.fromkeys(master.walks))
            if not possible:
                return
            self.bound -= 1

    def _reach(self, horizon: int) -> None:
        """Walks that end by *horizon*, or a greater bound, or the end of time."""
        from mamarr.planning.shuttles.flow import Flow
        from mamarr.planning.shuttles.search import Search

        for turn in range(TURNS):
            search = Search(self.task, horizon, self.rng, NOISE if turn else 0.0, self.known)
            dive = takewhile(lambda _: monotonic() < self.until, search.dive())
            if self._learn(next((found for found in islice(dive, NODES) if found is not None), None)):
                return
            moves = max(MOVES, LATER * sum(self.task.loads))
            self.walks = improve(self.task, self.walks, horizon, moves, self.rng, self.until)
            if self.makespan == horizon or monotonic() > self.until:
                return
        self._learn(Flow(self.task, horizon).walks(self.until))

    def _learn(self, found: tuple[Walk, ...] | None) -> bool:
        """Whether a search at the bound has decided anything."""
        if found == ():
            self.bound += 1
        elif found:
            self.walks = found
        return found is not None
