"""Outcomes to a Rehearsal: bands that hold chance and doubt, who was left where, and what kept them there."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.outcome import BINS, Outcomes, Sample
from mamarr.model.rehearsal import Band, Chance, Ending, Rehearsal

Z: Final = 1.959964
"""The normal quantile of a 95% interval."""
TENTHS: Final = (1, 5, 9)
FEW: Final = 8
"""Answers from which on their spread is told."""


def sum_up(agreement: Agreement, dangers: Dangers, done: Outcomes) -> Rehearsal:
    stopped = ~done.in_window
    sides = {g: agreement.people[g].of or g for g in done.groups}
    return Rehearsal(
        runs=done.runs,
        seed=done.seed,
        people=done.people,
        in_window=chance(done, done.in_window),
        at_all=chance(done, done.never_out == 0),
        finish=band(done.finish),
        not_out=band(done.not_out),
        stayed=band(done.stayed),
        struck=band(done.struck),
        not_out_of=_summed(done.groups, sides, done.not_out_of),
        not_out_groups=_bands(done.groups, done.not_out_of),
        not_out_at=_bands(done.places, done.not_out_at),
        waiting_at=_bands(done.places, done.waiting_at),
        imbalance=known_band(done.imbalance),
        imbalance_when_stopped=known_band(done.imbalance_at_end[stopped]),
        hours_on_board=band(done.hours_on_board),
        tenth_on_board=band(done.tenth_on_board),
        worst_on_board=band(done.worst_on_board),
        hours_waiting=band(done.hours_waiting),
        tenth_waiting=band(done.tenth_waiting),
        worst_waiting=band(done.worst_waiting),
        endings=endings(done),
        out_by_hour=tuple(counted_band(counts, done.people) for counts in done.out_by_hour),
        assumed=tuple(name for name, danger in dangers.dangers.items() if danger.assumption),
        outcomes=done,
    )


def chance(done: Outcomes | Sample, good: NDArray[np.bool_]) -> Chance:
    """The share of good runs: how exact for so many runs, and how far it hangs on what nobody knows for certain."""
    runs, of = int(good.sum()), done.runs
    low, high = wilson(runs, of)
    least, most = _under_answers([good[done.part(d)] for d in range(done.draws)], runs / of)
    return Chance(runs, of, low, high, min(low, least), max(high, most))


def wilson(runs: int, of: int) -> tuple[float, float]:
    """The Wilson score interval (Wilson 1927): sound for shares near 0 and 1 and for few runs."""
    share, z2 = runs / of, Z * Z
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return 0.0 if runs == 0 else centre - half, 1.0 if runs == of else centre + half


def _under_answers(parts: Sequence[NDArray[np.bool_]], share: float) -> tuple[float, float]:
    """The share under an answer at a tenth and at nine tenths of them.

    What few runs an answer add to the spread by chance alone is taken out: each answer's share is drawn towards the
    mean (James and Stein 1961).
    """
    asked = [p for p in parts if len(p)]
    if len(asked) < FEW:
        return share, share
    shares = np.array([p.mean() for p in asked])
    seen = float(shares.var())
    by_chance = float(np.mean([s * (1 - s) / max(1, len(p) - 1) for s, p in zip(shares, asked, strict=True)]))
    true = math.sqrt(max(0.0, 1 - by_chance / seen)) if seen else 0.0
    drawn = np.sort(share + (shares - share) * true)
    return float(max(0.0, drawn[len(drawn) // 10])), float(min(1.0, drawn[-1 - len(drawn) // 10]))


def band(values: NDArray[Any]) -> Band:
    """Values that occurred, never between two of them: *never* and a time have no middle."""
    ranks = [max(0, math.ceil(len(values) * tenths / 10) - 1) for tenths in TENTHS]
    ranked = np.partition(values, ranks)
    low, median, high = (float(ranked[rank]) for rank in ranks)
    return Band(low, median, high, float(values.mean()))


def known_band(values: NDArray[np.float64]) -> Band | None:
    """The band of the values that there are; None where there are none."""
    known = values[~np.isnan(values)]
    return band(known) if len(known) else None


def _bands(names: Sequence[str], values: NDArray[Any]) -> dict[str, Band]:
    return {name: band(values[:, i]) for i, name in enumerate(names)}


def _summed(groups: Sequence[str], sides: Mapping[str, str], values: NDArray[Any]) -> dict[str, Band]:
    """The bands of groups put together by the side that asks for them."""
    named = dict.fromkeys(sides.values())
    return {side: band(values[:, [sides[g] == side for g in groups]].sum(1)) for side in named}


def counted_band(counts: NDArray[np.int64], people: int) -> Band:
    """The band of people out at one hour, from how many runs had so many parts of them out."""
    up_to = counts.cumsum()
    parts = [int(np.searchsorted(up_to, math.ceil(int(up_to[-1]) * tenths / 10))) for tenths in TENTHS]
    mean = float((counts * np.arange(len(counts))).sum() / max(1, up_to[-1]))
    low, median, high = (part * people / BINS for part in parts)
    return Band(low, median, high, mean * people / BINS)


def endings(done: Outcomes) -> tuple[Ending, ...]:
    """What left people behind, the one that kept most people first."""
    runs, people = done.stop_runs.tolist(), done.stop_people.tolist()
    found = [Ending(s.cause, s.what, n, p / n) for s, n, p in zip(done.stops, runs, people, strict=True) if n]
    return tuple(sorted(found, key=lambda e: (-e.people * e.runs, e.cause, str(e.what))))


def sizes(runs: int, precision: float | None, most: int) -> Iterator[int]:
    """How many runs to try: *runs*, and with a *precision* four times as many again and again."""
    yield runs
    while precision is not None and runs < most:
        runs = min(most, runs * 4)
        yield runs


def narrow(done: Chance, precision: float | None) -> bool:
    """Whether the interval of the chance to finish is narrow enough."""
    return precision is None or done.high - done.low <= 2 * precision
