"""Task -> walks and a proof: the last arrival as early as possible, and the earliest that could be.

First a plan by list scheduling and annealing, in machine code; then the linear program (column generation) from the
makespan downwards, until it proves that a horizon is too short; then, until both meet, annealing and branch and price
in turns, each turn longer than the one before. Without a limit of time the answer is proven, and the same task and seed
give the same walks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import count, islice, takewhile
from time import monotonic
from typing import TYPE_CHECKING

from mamarr.machine import prepare
from mamarr.planning.shuttles.greedy import greedy
from mamarr.planning.shuttles.pricing import Stops
from mamarr.planning.shuttles.task import Task, Trip, Walk, passing

if TYPE_CHECKING:
    from mamarr.planning.shuttles.search import Search

__all__ = ["Answer", "Task", "Trip", "Walk", "first", "least", "passing", "solve"]

FIRST = 4000
"""How many moves for each load the first plan takes."""
PAIRS, NODES = 40, 4
"""How many moves for each pair of loads, and how many nodes of branch and price, are doubled for each turn."""
SEEDS = 64
"""Turns of one seed at most, so that no two seeds share their random numbers."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Walks, when the last of them ends, and a time before which no walks can end."""

    walks: tuple[Walk, ...]
    makespan: int
    bound: int

    @property
    def proven(self) -> bool:
        return self.makespan == self.bound


def first(task: Task, seed: int = 1, until: float = math.inf) -> tuple[Walk, ...]:
    """Good walks, soon."""
    prepare("shuttles")
    from mamarr.planning.shuttles.annealing import annealed

    return annealed(task, greedy(task), 0, FIRST * sum(task.loads), seed * SEEDS, until)


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
        self.task, self.seed, self.until = task, seed, monotonic() + seconds
        self.walks = first(task, seed, self.until)
        self.bound = 0
        self.known: dict[Stops, None] = {}
        self.search: Search | None = None

    def answer(self) -> Answer:
        self._relax()
        for turn in takewhile(lambda _: self._open, count(1)):
            self._anneal(turn)
            self._ask(NODES << turn)
        return Answer(self.walks, self.makespan, self.bound)

    @property
    def _open(self) -> bool:
        return self.bound < self.makespan and monotonic() < self.until

    @property
    def makespan(self) -> int:
        return self.task.makespan(self.walks)

    def _anneal(self, turn: int) -> None:
        from mamarr.planning.shuttles.annealing import annealed

        moves, seed = PAIRS * sum(self.task.loads) ** 2 << turn, self.seed * SEEDS + turn
        self.walks = annealed(self.task, self.walks, self.bound, moves, seed, self.until)

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

    def _ask(self, nodes: int) -> None:
        """Whether walks can end at the bound: so many questions, which may leave it open."""
        from mamarr.planning.shuttles.search import Search

        if self.search is None or self.search.horizon < self.bound:
            self.search = Search(self.task, self.bound, self.known)
        for found in takewhile(lambda _: self._open, islice(self.search.left, nodes)):
            if found is not None:
                self.walks = found or self.walks
                self.bound += not found
