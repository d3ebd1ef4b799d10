"""People, over several convoys or places -> parts: in proportion, of whole people, and no household apart."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, TypeVar

from mamarr.model.plan import Convoy

Key = TypeVar("Key")
HOUSEHOLDS_OF: Final = "civilians"
"""Whose households are told: those named by another category leave in convoys of their own kind, one by one."""


def portions(number: int, weights: Mapping[Key, int | Fraction]) -> dict[Key, int]:
    """*number* people as the weights are, in whole people: the largest remainders are rounded up, the first of equals.

    Where nothing weighs anything, everybody goes to the first.
    """
    total = sum(weights.values())
    if not total:
        return {key: 0 if i else number for i, key in enumerate(weights)}
    found = {key: int(number * weight // total) for key, weight in weights.items()}
    rest = sorted(weights, key=lambda key: -(number * weights[key] % total))
    for key in rest[: number - sum(found.values())]:
        found[key] += 1
    return found


def scaled(households: Mapping[int, int], told_of: int, people: int) -> dict[int, int]:
    """The households (size: how many) of so many *people*, as they were told of so many: in proportion, none in parts.

    What is no whole household is rounded up as long as there are people; whoever is left over rides alone. Only sizes
    from two on are households.
    """
    told = {size: n for size, n in sorted(households.items(), reverse=True) if size > 1 and n}
    base = max(told_of, sum(size * n for size, n in told.items()))
    found = {size: n * people // base for size, n in told.items()}
    left = people - sum(size * n for size, n in found.items())
    for size in sorted(told, key=lambda size: -(told[size] * people % base)):
        if told[size] * people % base and size <= left:
            found[size] += 1
            left -= size
    return {size: n for size, n in found.items() if n}


def dealt(households: Mapping[int, int], rooms: Sequence[int], spill: int | None = None) -> list[dict[int, int]]:
    """Each household, the largest first, whole to where the greatest part of the room is left (the first of equals).

    Where it fits nowhere it goes to *spill*, or else to where most room is left, and makes that part larger.
    """
    found: list[dict[int, int]] = [{} for _ in rooms]
    left = list(rooms)
    open_ = [(-1.0, i) for i, room in enumerate(rooms) if room]
    for size in sorted(households, reverse=True):
        full: list[tuple[float, int]] = []
        for _ in range(households[size]):
            while open_ and left[open_[0][1]] < size:
                full.append(heapq.heappop(open_))
            i = open_[0][1] if open_ else max(range(len(left)), key=left.__getitem__) if spill is None else spill
            found[i][size] = found[i].get(size, 0) + 1
            left[i] -= size
            if open_:
                heapq.heapreplace(open_, (-left[i] / rooms[i], i))
        for entry in full:
            heapq.heappush(open_, entry)
    return found


def split(batch: Convoy, numbers: Sequence[int], spill: int | None = None) -> list[Convoy]:
    """*batch* in parts of so many people, category by category in its order.

    A household stays whole, so parts with households are of about these sizes: exact as far as people who ride alone
    allow it. *spill* takes the households for which no other part has room.
    """
    left = dict(batch.people)
    parts = [_take(left, number) for number in numbers]
    riding = _riding(batch, [people.get(HOUSEHOLDS_OF, 0) for people in parts], spill)
    return [_with(batch, people, *found) for people, found in zip(parts, riding, strict=True)]


def by_choice(batch: Convoy, asked: dict[str, int]) -> list[Convoy]:
    """*batch* by destination, as people asked; *asked* (place: people) is lowered by those who have theirs."""
    parts: list[dict[str, int]] = [{} for _ in asked]
    riding: list[tuple[int, dict[int, int]]] = [(0, {}) for _ in asked]
    for category, number in batch.people.items():
        rooms = list(portions(number, asked).values())
        if category == HOUSEHOLDS_OF:
            riding = _riding(batch, rooms)
            rooms = [n for n, _ in riding]
        for to, n, people in zip(asked, rooms, parts, strict=True):
            asked[to] = max(0, asked[to] - n)
            if n:
                people[category] = n
    made = zip(asked, parts, riding, strict=True)
    return [replace(_with(batch, people, *found), to=to) for to, people, found in made if people]


def _riding(batch: Convoy, rooms: Sequence[int], spill: int | None = None) -> list[tuple[int, dict[int, int]]]:
    """How many of the civilians of *batch* ride in each of these rooms, and which households they are."""
    alone = batch.people.get(HOUSEHOLDS_OF, 0) - people_in(batch.households)
    found = []
    for room, together in zip(rooms, dealt(batch.households, rooms, spill), strict=True):
        single = min(alone, max(0, room - people_in(together)))
        alone -= single
        found.append((people_in(together) + single, together))
    return found


def _with(batch: Convoy, people: Mapping[str, int], civilians: int, households: Mapping[int, int]) -> Convoy:
    """*batch* with these people, of whom so many are civilians, in these households."""
    changed = {**people, HOUSEHOLDS_OF: civilians}
    return replace(batch, people={c: n for c, n in changed.items() if n}, households=households)


def people_in(households: Mapping[int, int]) -> int:
    """How many people these households (size: how many) are."""
    return sum(size * n for size, n in households.items())


def even(batch: Convoy, most: int, fits: Callable[[Convoy], bool] = lambda _: True, vehicle: int = 1) -> list[Convoy]:
    """*batch* in the fewest parts of at most *most* people that fit, as even as can be, no household in two of them.

    Parts are full vehicles of so many seats each, where one may hold that many. A household larger than *most* is a
    part of its own, which is too large.
    """
    most = max(most, *batch.households, 1)
    seats = vehicle if vehicle <= most else 1
    count = -(-batch.size // (most - most % seats))
    while True:
        parts = [p for p in split(batch, even_parts(batch.size, count, seats)) if p.size]
        if count >= batch.size or all(p.size <= most and fits(p) for p in parts):
            return parts
        count += 1


def even_parts(total: int, count: int, vehicle: int = 1) -> list[int]:
    """*total* in so many whole numbers: the fewest vehicles of so many seats, as evenly as they can be shared out."""
    vehicles = -(-total // vehicle)
    return list(portions(total, {i: vehicles // count + (i < vehicles % count) for i in range(count)}).values())


def _take(left: dict[str, int], number: int) -> dict[str, int]:
    """*number* people out of *left*, category by category in its order."""
    taken: dict[str, int] = {}
    for category in list(left):
        part = min(left[category], number - sum(taken.values()))
        if part:
            taken[category] = part
            left[category] -= part
    return taken
