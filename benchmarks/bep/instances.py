"""Set and seed -> the instance of the Bus Evacuation Problem that the published recipe makes of them.

The recipe (Loyola 2017, after Goerigk, Grün, Heßler 2013): as many pickups as shelters, k; k // 2 + 1 buses; distances
1-10 at random, symmetric but without triangle inequality; 1-5 loads a pickup; 1-10 places a shelter, drawn again until
there are more places than loads. The numbers come from the C library's rand(), which is rebuilt here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

SETS = range(2, 11)
SEEDS = range(1, 11)


@dataclass(frozen=True)
class Instance:
    """One depot; all numbers as in the published files."""

    name: str
    buses: int
    depot: tuple[int, ...]
    distance: tuple[tuple[int, ...], ...]
    loads: tuple[int, ...]
    room: tuple[int, ...]


def rand(seed: int) -> Iterator[int]:
    """glibc's rand() after srand(seed): the additive feedback generator TYPE_3, for a positive seed."""
    state = [seed]
    for _ in range(30):
        state.append(16807 * state[-1] % 2147483647)
    state += state[:3]
    for drawn in range(34, 2**62):
        state.append((state[-31] + state[-3]) % 2**32)
        if drawn >= 344:
            yield state[-1] >> 1
        del state[:-31]


def instance(k: int, seed: int) -> Instance:
    numbers = rand(seed)

    def draw(most: int) -> tuple[int, ...]:
        return tuple(1 + n % most for n in islice(numbers, k))

    depot = draw(10)
    next(numbers)
    distance = tuple(draw(10) for _ in range(k))
    loads, room = draw(5), draw(10)
    while sum(room) <= sum(loads):
        room = draw(10)
    return Instance(f"S{k}-i{seed}", k // 2 + 1, depot, distance, loads, room)
