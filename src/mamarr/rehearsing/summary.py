"""Outcomes to a Rehearsal: chances with their intervals, bands, and what ended the bad runs."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mamarr.model.danger import Dangers
from mamarr.model.outcome import BINS, Band, Chance, Ending, Outcomes, Rehearsal
from mamarr.rehearsing.world import World

Z: Final = 1.959964
"""The normal quantile of a 95% interval."""


def sum_up(given: World, dangers: Dangers, done: Outcomes) -> Rehearsal:
    stopped = ~done.in_window
    sides = [given.agreement.people[g].of or g for g in done.groups]
    own = {given.agreement.movements[c.movement].people for c in given.convoys}
    shown = sorted({side for side, g in zip(sides, done.groups, strict=True) if g in own})
    return Rehearsal(
        runs=done.runs,
        seed=done.seed,
        people=done.people,
        in_window=chance(int(done.in_window.sum()), done.runs),
        finish=band(done.finish),
        not_out=band(done.not_out),
        not_out_of={s: band(done.not_out_of[:, [x == s for x in sides]].sum(1)) for s in shown},
        stayed=band(done.stayed),
        imbalance=known_band(done.imbalance),
        imbalance_when_stopped=known_band(done.imbalance_at_end[stopped]),
        hours_on_board=band(done.hours_on_board),
        worst_on_board=band(done.worst_on_board),
        hours_waiting=band(done.hours_waiting),
        worst_waiting=band(done.worst_waiting),
        endings=endings(done),
        out_by_hour=tuple(counted_band(counts, done.people) for counts in done.out_by_hour),
        assumed=tuple(name for name, danger in dangers.dangers.items() if danger.assumption),
        outcomes=done,
    )


def chance(runs: int, of: int) -> Chance:
    """The Wilson score interval (Wilson 1927): sound for shares near 0 and 1 and for few runs."""
    share, z2 = runs / of, Z * Z
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Chance(runs, of, 0.0 if runs == 0 else centre - half, 1.0 if runs == of else centre + half)


TENTHS: Final = (1, 5, 9)


def band(values: NDArray[Any]) -> Band:
    """Values that occurred, never between two of them: *never* and a time have no middle."""
    ranks = [max(0, math.ceil(len(values) * tenths / 10) - 1) for tenths in TENTHS]
    ranked = np.partition(values, ranks)
    return Band(*(float(ranked[rank]) for rank in ranks))


def known_band(values: NDArray[np.float64]) -> Band | None:
    """The band of the values that there are; None where there are none."""
    known = values[~np.isnan(values)]
    return band(known) if len(known) else None


def counted_band(counts: NDArray[np.int64], people: int) -> Band:
    """The band of people out at one hour, from how many runs had so many parts of them out."""
    up_to = counts.cumsum()
    parts = (int(np.searchsorted(up_to, math.ceil(int(up_to[-1]) * tenths / 10))) for tenths in TENTHS)
    return Band(*(part * people / BINS for part in parts))


def endings(done: Outcomes) -> tuple[Ending, ...]:
    """What left people behind, the one that kept most people first."""
    runs, people = done.stop_runs.tolist(), done.stop_people.tolist()
    found = [Ending(s.cause, s.what, n, p / n) for s, n, p in zip(done.stops, runs, people, strict=True) if n]
    return tuple(sorted(found, key=lambda e: (-e.people * e.runs, e.cause, str(e.what))))
