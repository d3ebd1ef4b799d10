"""Dangers, one figure at a time at its low and its high -> what a result, and a ranking of changes, hang on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Swing
from mamarr.rehearsing.doubt import End, Figure, figures, likely_only, swung
from mamarr.rehearsing.engine import simulate
from mamarr.rehearsing.world import world

DECIDING: Final = 6
"""Figures under which the ranking of changes is looked at again."""
ENDS: Final[tuple[End, End]] = ("low", "high")
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Case:
    """An agreement and its plan, to be rehearsed under other figures."""

    agreement: Agreement
    plan: Plan


def swings(
    asked: Case, changed: Sequence[Case], dangers: Dangers, runs: int, seed: int, told: Told
) -> tuple[Swing, ...]:
    """Each figure's swing of people not out, the greatest first; all others stay at their likely values.

    For the greatest few, also which of *changed* is worth most at either end, by its number (-1: there is none).
    """
    among = list(figures(dangers))
    steps = 2 * len(among) + 2 * min(DECIDING, len(among)) * len(changed)
    found, done = [], 0

    def left(who: Case, figure: Figure, end: End) -> float:
        nonlocal done
        done += 1
        told(done, steps)
        settled = likely_only(swung(dangers, figure, end))
        return float(simulate(world(who.agreement, who.plan, (settled,)), runs, seed).not_out.mean())

    for figure in among:
        low, high = (left(asked, figure, end) for end in ENDS)
        found.append(Swing(figure.danger, figure.field, figure.key, low, high, -1, -1))
    ranked = sorted(found, key=lambda s: (-abs(s.high - s.low), s.danger, s.field, s.key))
    first = [
        Swing(s.danger, s.field, s.key, s.low, s.high, *(_best(changed, s, e, left) for e in ENDS))
        for s in ranked[:DECIDING]
    ]
    return (*first, *ranked[DECIDING:])


def _best(changed: Sequence[Case], swing: Swing, end: End, left: Callable[[Case, Figure, End], float]) -> int:
    """The change that leaves fewest people behind with this figure at this end."""
    figure = Figure(swing.danger, swing.field, swing.key)
    behind = [left(c, figure, end) for c in changed]
    return behind.index(min(behind)) if behind else -1
