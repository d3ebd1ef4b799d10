"""Task -> walks, soon: again and again the load that can arrive first."""

from __future__ import annotations

import numpy as np

from mamarr.planning.shuttles.task import Task, Trip, Walk


def greedy(task: Task) -> tuple[Walk, ...]:
    """List scheduling: each time, of all vehicles, pickups and receptions, what arrives earliest."""
    loads, room = np.array(task.loads), np.array(task.room)
    free = np.zeros(task.vehicles, dtype=np.int64)
    at = np.full(task.vehicles, len(room))
    walks: list[list[Trip]] = [[] for _ in range(task.vehicles)]
    far = np.iinfo(np.int64).max // 4
    for _ in range(int(loads.sum())):
        carries = np.where((loads > 0)[:, None] & (room > 0), task.carries, far)
        arrivals = free[:, None] + task.links[at, :-1] + carries.min(axis=1)
        vehicle, pickup = (int(i) for i in np.unravel_index(arrivals.argmin(), arrivals.shape))
        reception = int(carries[pickup].argmin())
        walks[vehicle].append((pickup, reception))
        free[vehicle], at[vehicle] = arrivals[vehicle, pickup], reception
        loads[pickup] -= 1
        room[reception] -= 1
    return tuple(map(tuple, walks))
