"""Vehicles at a base, loads at pickups, room at receptions -> a task, and what a walk of one vehicle takes.

This is the Bus Evacuation Problem (Bish 2011; Goerigk, Grün, Heßler 2013): whole loads, one base, equal vehicles that
shuttle and need not return, the last arrival as early as possible. Times need not obey the triangle inequality.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.int64]
Trip = tuple[int, int]
"""A pickup and the reception to which one load goes from there."""
Walk = tuple[Trip, ...]
"""The trips of one vehicle, in their order."""


@dataclass(frozen=True)
class Task:
    """Loads to be carried; all times are whole and at least 1, loads count vehicles."""

    vehicles: int
    approach: tuple[int, ...]
    """Time from the base to each pickup."""
    carry: tuple[tuple[int, ...], ...]
    """Time from each pickup to each reception, with a load."""
    back: tuple[tuple[int, ...], ...]
    """Time from each reception to each pickup, empty."""
    loads: tuple[int, ...]
    room: tuple[int, ...]

    def __post_init__(self) -> None:
        if self.vehicles < 1 or sum(self.room) < sum(self.loads):
            raise ValueError("nobody to drive, or no room for all loads")

    @classmethod
    def symmetric(
        cls,
        vehicles: int,
        approach: Sequence[int],
        carry: Sequence[Sequence[int]],
        loads: Sequence[int],
        room: Sequence[int],
    ) -> Task:
        """A task where the way back takes as long as the way there, as in the Bus Evacuation Problem."""
        there = tuple(map(tuple, carry))
        return cls(vehicles, tuple(approach), there, tuple(zip(*there, strict=True)), tuple(loads), tuple(room))

    @cached_property
    def carries(self) -> Table:
        """Time with a load, [pickup, reception]."""
        return np.array(self.carry, dtype=np.int64)

    @cached_property
    def links(self) -> Table:
        """Time without a load, [reception, pickup]; the last row is the base, the last column the end of the walk."""
        table = np.zeros((len(self.room) + 1, len(self.loads) + 1), dtype=np.int64)
        table[:-1, :-1] = self.back
        table[-1, :-1] = self.approach
        return table

    def length(self, walk: Sequence[Trip]) -> int:
        """When a vehicle that does these trips without a pause has done the last."""
        time, at = 0, len(self.room)
        for pickup, reception in walk:
            time += int(self.links[at, pickup] + self.carries[pickup, reception])
            at = reception
        return time

    def makespan(self, walks: Sequence[Sequence[Trip]]) -> int:
        return max(map(self.length, walks), default=0)


def passing(task: Task) -> Task:
    """The same task for vehicles that may pass pickups and receptions empty, where that is quicker."""
    receptions, pickups = len(task.room), len(task.loads)
    far = int(task.links.max() + task.carries.max()) * (receptions + pickups + 1)
    ways = np.full((receptions + pickups + 1,) * 2, far)
    np.fill_diagonal(ways, 0)
    ways[:receptions, receptions:-1] = task.back
    ways[receptions:-1, :receptions] = task.carries
    ways[-1, receptions:-1] = task.approach
    for via in range(len(ways)):
        ways = np.minimum(ways, ways[:, via : via + 1] + ways[via])
    table = ways[:, receptions:-1].tolist()
    return replace(task, approach=tuple(table[-1]), back=tuple(map(tuple, table[:receptions])))
