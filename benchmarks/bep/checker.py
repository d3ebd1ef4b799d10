"""Instance and walks -> the makespan, or what is wrong with them; it shares no code with any solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.bep.instances import Instance


def makespan(instance: Instance, walks: Sequence[Sequence[tuple[int, int]]]) -> int:
    """The time at which the last bus has brought its last load; ValueError if the walks break a rule."""
    picked = Counter(pickup for walk in walks for pickup, _ in walk)
    dropped = Counter(shelter for walk in walks for _, shelter in walk)
    if len(walks) > instance.buses:
        raise ValueError(f"{instance.name}: more walks than buses")
    if any(picked[p] != n for p, n in enumerate(instance.loads)):
        raise ValueError(f"{instance.name}: a pickup is not emptied, or visited in vain")
    if any(dropped[s] > n for s, n in enumerate(instance.room)):
        raise ValueError(f"{instance.name}: a shelter is over-full")
    ends = [0]
    for walk in walks:
        time, shelter = 0, None
        for pickup, to in walk:
            time += instance.depot[pickup] if shelter is None else instance.distance[pickup][shelter]
            time += instance.distance[pickup][to]
            shelter = to
        ends.append(time)
    return max(ends)
