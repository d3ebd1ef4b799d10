"""Dangers, one figure at a time at its low and its high -> what a result, and a ranking of changes, hang on."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Swing
from mamarr.rehearsing.doubt import End, Figure, figures, likely_only, swung

DECIDING: Final = 6
"""Figures under which the ranking of changes is looked at again."""
SHOWN: Final = 10
"""Figures that are rehearsed in all runs."""
FIRST_LOOK: Final = 128
"""Runs of every figure."""
ENDS: Final[tuple[End, End]] = ("low", "high")


@dataclass(frozen=True, slots=True)
class Case:
    """An agreement and its plan, to be rehearsed under other figures."""

    agreement: Agreement
    plan: Plan


Asked = tuple[Case, tuple[Dangers, ...]]
Left = NDArray[np.int32]
Look = Callable[[Sequence[Asked], int, int], Sequence[Sequence[Left]]]
"""People not out in each run from one number to another, of each case under each of its dangers, draws in common."""


def swings(asked: Case, changed: Sequence[Case], dangers: Dangers, runs: int, look: Look) -> tuple[Swing, ...]:
    """Each figure's swing of people not out, the greatest first; all others stay at their likely values.

    For the greatest few that are more than chance, also which of *changed* is worth most at either end, by its number
    (-1: that was not looked at).
    """
    found = [_swing(figure, *ends) for figure, ends in _halved(asked, dangers, runs, look).items()]
    ranked = sorted(found, key=lambda s: (not s.clear, -s.width, s.danger, s.field, s.key))
    deciding = [s for s in ranked if s.clear][: DECIDING if changed else 0]
    firsts = _firsts(changed, [Figure(s.danger, s.field, s.key) for s in deciding], dangers, runs, look)
    looked = [replace(s, first_low=low, first_high=high) for s, (low, high) in zip(deciding, firsts, strict=True)]
    return (*looked, *ranked[len(looked) :])


def _halved(asked: Case, dangers: Dangers, runs: int, look: Look) -> dict[Figure, tuple[Left, Left]]:
    """People not out with every figure at its low and at its high.

    All are looked at in a few runs, the half that swings most in as many again, and so on (successive halving: Karnin,
    Koren and Somekh 2013), so that most runs go to the figures that matter.
    """
    found: dict[Figure, tuple[Left, Left]] = {}
    kept, done, until = list(figures(dangers)), 0, min(FIRST_LOOK, runs)
    while kept:
        [behind] = look([(asked, _at_ends(dangers, kept))], done, until)
        for figure, low, high in zip(kept, behind[::2], behind[1::2], strict=True):
            before = found.get(figure, (low[:0], high[:0]))
            found[figure] = np.concatenate((before[0], low)), np.concatenate((before[1], high))
        if until == runs:
            break
        kept.sort(key=lambda f: -abs(float(found[f][1].mean() - found[f][0].mean())))
        kept = kept[: max(SHOWN, len(kept) // 2)]
        done, until = until, runs if len(kept) == SHOWN else min(runs, 2 * until)
    return found


def _at_ends(dangers: Dangers, among: Sequence[Figure]) -> tuple[Dangers, ...]:
    """Each figure at its low, then at its high."""
    return tuple(likely_only(swung(dangers, figure, end)) for figure in among for end in ENDS)


def _swing(figure: Figure, low: Left, high: Left) -> Swing:
    error = float((high.astype(float) - low).std()) / math.sqrt(len(low))
    return Swing(*figure, float(low.mean()), float(high.mean()), error, len(low))


def _firsts(
    changed: Sequence[Case], deciding: Sequence[Figure], dangers: Dangers, runs: int, look: Look
) -> list[tuple[int, int]]:
    """Which of *changed* leaves fewest people behind with each figure at its low, and at its high."""
    if not deciding:
        return []
    ends = _at_ends(dangers, deciding)
    behind = np.array([[left.mean() for left in lefts] for lefts in look([(case, ends) for case in changed], 0, runs)])
    best = behind.argmin(0).tolist()
    return list(zip(best[::2], best[1::2], strict=True))
