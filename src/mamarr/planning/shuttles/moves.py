"""Walks laid out in rows -> for each move of a kind, what it would cost, all at once; and the walks after it.

Every walk is a chain base, pickup, reception, pickup, reception, ... and is cut before each pickup and at its end. The
moves exchange tails of two walks (2-opt*, Potvin and Rousseau 1995), swap nodes, and move a trip or a return elsewhere
(or-opt). Costs are exact: nodes of one sort are never neighbours, so changes of two nodes add up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from mamarr.planning.shuttles.task import Table, Task, Trip

Costs = NDArray[np.float64]
Chains = list[list[int]]
NO = 1e6
"""The cost of what is no move."""
LATE = 2
"""Minutes of driving that are as bad as a minute after the target."""


class Layout:
    """All walks as rows of numbers: one for each trip, one for each cut."""

    def __init__(self, task: Task, rows: tuple[Chains, Chains], target: int) -> None:
        self.task, self.target = task, target
        self.pickup, self.reception = (np.array([n for row in sort for n in row], np.int64) for sort in rows)
        trips = np.array([len(row) for row in rows[0]])
        vehicles = np.arange(len(trips))
        self.walk, self.cut_walk = vehicles.repeat(trips), vehicles.repeat(trips + 1)
        last = (trips + 1).cumsum() - 1
        self.first = last - trips
        """The first cut of each walk."""
        self.before = np.arange(len(self.walk)) + self.walk
        """The cut before each trip; the next one comes after it."""
        self.left = np.full(len(self.cut_walk), len(task.room))
        self.right = np.full(len(self.cut_walk), len(task.loads))
        self.left[self.before + 1], self.right[self.before] = self.reception, self.pickup
        self.left[self.first] = len(task.room)
        self.link, self.carry = task.links[self.left, self.right], task.carries[self.pickup, self.reception]
        spent = self.link.copy()
        spent[self.before] += self.carry
        total = spent.cumsum()
        base = total[self.first] - spent[self.first]
        self.length = total[last] - base
        self.reached = total - spent - base[self.cut_walk]
        """When the left of each cut is reached."""

    def cost(self, length: Table) -> Table:
        late: Table = np.maximum(length - self.target, 0)
        return length + LATE * late

    def change(self, own: Table, by: Table) -> Costs:
        """What it costs if the walks *own* get longer by so much, each row its own walk."""
        length = self.length[own]
        return (self.cost(length[:, None] + by) - self.cost(length)[:, None]).astype(np.float64)

    def place(self, trip: int) -> tuple[int, int]:
        """The walk of a trip and its number there."""
        walk = int(self.walk[trip])
        return walk, int(self.before[trip] - self.first[walk])


Move = tuple[int, int]


def pair(layout: Layout, own: Table, lengths: Table) -> Costs:
    """Costs of two walks that get the lengths [one, other] and [other, one]; none within one walk."""
    cost, now = layout.cost(lengths), layout.cost(layout.length)[own]
    costs = (cost + cost.T - now[:, None] - now).astype(np.float64)
    costs[own[:, None] == own] = NO
    return costs


def swap(layout: Layout, by: Table, node: Table) -> Costs:
    """Costs of swapping nodes, if the walk of the one gets longer by [one, other], that of the other by the mirror."""
    change = layout.change(layout.walk, by)
    same = layout.walk[:, None] == layout.walk
    costs = np.where(same, layout.change(layout.walk, by + by.T), change + change.T)
    costs[node[:, None] == node] = NO
    return costs


def insert(layout: Layout, removed: Table, inserted: Table, where: Table) -> Costs:
    """Costs of taking something out of the walks of the trips and putting it into the walks *where*."""
    out = layout.change(layout.walk, -removed[:, None])
    into = layout.change(where, inserted.T).T
    within = layout.change(layout.walk, inserted - removed[:, None])
    return np.where(layout.walk[:, None] == where, within, out + into)


def tails_at_receptions(layout: Layout, _: Table) -> Costs:
    after = layout.length[layout.cut_walk] - layout.reached - layout.link
    joined = layout.task.links[layout.left[:, None], layout.right]
    return pair(layout, layout.cut_walk, layout.reached[:, None] + joined + after)


def tails_at_pickups(layout: Layout, _: Table) -> Costs:
    loading = layout.reached[layout.before] + layout.link[layout.before]
    after = layout.length[layout.walk] - loading - layout.carry
    joined = layout.task.carries[layout.pickup[:, None], layout.reception]
    return pair(layout, layout.walk, loading[:, None] + joined + after)


def pickups(layout: Layout, _: Table) -> Costs:
    links, carries = layout.task.links, layout.task.carries
    new = links[layout.left[layout.before][:, None], layout.pickup] + carries[:, layout.reception][layout.pickup].T
    return swap(layout, new - (layout.link[layout.before] + layout.carry)[:, None], layout.pickup)


def receptions(layout: Layout, spare: Table) -> Costs:
    """Swaps of two trips' receptions, and then changes to receptions with room to spare."""
    other, after = np.concatenate((layout.reception, spare)), layout.before + 1
    new = layout.task.carries[layout.pickup[:, None], other] + layout.task.links[other, layout.right[after][:, None]]
    by = new - (layout.carry + layout.link[after])[:, None]
    trips = len(layout.reception)
    swaps, changes = swap(layout, by[:, :trips], layout.reception), layout.change(layout.walk, by[:, trips:])
    changes[layout.reception[:, None] == spare] = NO
    return np.concatenate((swaps, changes), axis=1)


def trip_elsewhere(layout: Layout, _: Table) -> Costs:
    links, after, trips = layout.task.links, layout.before + 1, np.arange(len(layout.walk))
    bridged = links[layout.left[layout.before], layout.right[after]]
    removed = layout.link[layout.before] + layout.carry + layout.link[after] - bridged
    to, on = links[layout.left, layout.pickup[:, None]], links[layout.reception[:, None], layout.right]
    costs = insert(layout, removed, to + layout.carry[:, None] + on - layout.link, layout.cut_walk)
    costs[trips, layout.before] = costs[trips, after] = NO
    return costs


def return_elsewhere(layout: Layout, _: Table) -> Costs:
    carries, trips = layout.task.carries, np.arange(len(layout.walk))
    after = np.minimum(trips + 1, len(trips) - 1)
    back = layout.link[layout.before + 1]
    bridged = carries[layout.pickup, layout.reception[after]]
    removed = layout.carry + back + layout.carry[after] - bridged
    to, on = carries[layout.pickup, layout.reception[:, None]], carries[layout.pickup[after][:, None], layout.reception]
    costs = insert(layout, removed, to + back[:, None] + on - layout.carry, layout.walk)
    costs[layout.right[layout.before + 1] == len(layout.task.loads)] = NO
    costs[trips, trips] = costs[trips, after] = NO
    return costs


def do_tails_at_receptions(layout: Layout, move: Move, chains: tuple[Chains, Chains], _: list[int]) -> None:
    (one, i), (other, j) = ((int(w), int(c - layout.first[w])) for c in move for w in (layout.cut_walk[c],))
    for chain in chains:
        chain[one], chain[other] = chain[one][:i] + chain[other][j:], chain[other][:j] + chain[one][i:]


def do_tails_at_pickups(layout: Layout, move: Move, chains: tuple[Chains, Chains], _: list[int]) -> None:
    (one, i), (other, j) = map(layout.place, move)
    for chain, own in zip(chains, (1, 0), strict=True):
        a, b = chain[one], chain[other]
        chain[one], chain[other] = a[: i + own] + b[j + own :], b[: j + own] + a[i + own :]


def do_pickups(layout: Layout, move: Move, chains: tuple[Chains, Chains], _: list[int]) -> None:
    (one, i), (other, j) = map(layout.place, move)
    chain = chains[0]
    chain[one][i], chain[other][j] = chain[other][j], chain[one][i]


def do_receptions(layout: Layout, move: Move, chains: tuple[Chains, Chains], room: list[int]) -> None:
    chain, (one, i) = chains[1], layout.place(move[0])
    spare = move[1] - len(layout.walk)
    if spare < 0:
        other, j = layout.place(move[1])
        chain[one][i], chain[other][j] = chain[other][j], chain[one][i]
        return
    reception = [r for r, n in enumerate(room) if n][spare]
    room[chain[one][i]] += 1
    room[reception] -= 1
    chain[one][i] = reception


def do_trip_elsewhere(layout: Layout, move: Move, chains: tuple[Chains, Chains], _: list[int]) -> None:
    one, i = layout.place(move[0])
    other = int(layout.cut_walk[move[1]])
    j = int(move[1] - layout.first[other])
    for chain in chains:
        chain[other].insert(j - (one == other and j > i), chain[one].pop(i))


def do_return_elsewhere(layout: Layout, move: Move, chains: tuple[Chains, Chains], _: list[int]) -> None:
    (one, i), (other, j) = map(layout.place, move)
    j -= one == other and j > i
    pickup, reception = chains[0][one].pop(i + 1), chains[1][one].pop(i)
    chains[1][other].insert(j, reception)
    chains[0][other].insert(j + 1, pickup)


Evaluate = Callable[[Layout, Table], Costs]
Do = Callable[[Layout, Move, tuple[Chains, Chains], list[int]], None]
KINDS: tuple[tuple[float, Evaluate, Do], ...] = (
    (0.20, tails_at_receptions, do_tails_at_receptions),
    (0.20, tails_at_pickups, do_tails_at_pickups),
    (0.15, pickups, do_pickups),
    (0.20, receptions, do_receptions),
    (0.15, trip_elsewhere, do_trip_elsewhere),
    (0.10, return_elsewhere, do_return_elsewhere),
)
"""How often each kind of move is tried, how it is evaluated and how it is done."""


def chains(walks: Sequence[Sequence[Trip]]) -> tuple[Chains, Chains]:
    """The pickups and the receptions of walks, apart."""
    return [[p for p, _ in walk] for walk in walks], [[r for _, r in walk] for walk in walks]
