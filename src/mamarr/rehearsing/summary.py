"""Outcomes to a Rehearsal: chances with their intervals, bands, and what ended the bad runs."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from mamarr.model.outcome import Band, Cause, Chance, Ending, Outcome, Rehearsal
from mamarr.model.values import Path
from mamarr.rehearsing.world import World

Z: Final = 1.959964
"""The normal quantile of a 95% interval."""


def sum_up(given: World, outcomes: Sequence[Outcome], seed: int) -> Rehearsal:
    stopped = [o for o in outcomes if not o.in_window]
    hours = max(len(o.out_by_hour) for o in outcomes)
    dangers = given.dangers.dangers
    return Rehearsal(
        runs=len(outcomes),
        seed=seed,
        people=int(given.size.sum()),
        in_window=chance(len(outcomes) - len(stopped), len(outcomes)),
        finish=band(o.finish for o in outcomes),
        not_out=band(o.not_out for o in outcomes),
        not_out_of={side: band(o.not_out_of[side] for o in outcomes) for side in outcomes[0].not_out_of},
        stayed=band(o.stayed for o in outcomes),
        imbalance=known_band(o.imbalance for o in outcomes),
        imbalance_when_stopped=known_band(o.imbalance_at_end for o in stopped),
        hours_on_board=band(o.hours_on_board for o in outcomes),
        worst_on_board=band(o.worst_on_board for o in outcomes),
        hours_waiting=band(o.hours_waiting for o in outcomes),
        worst_waiting=band(o.worst_waiting for o in outcomes),
        endings=endings(stopped),
        out_by_hour=tuple(band(_at(o.out_by_hour, h) for o in outcomes) for h in range(hours)),
        assumed=tuple(name for name, danger in dangers.items() if danger.assumption),
        outcomes=tuple(outcomes),
    )


def _at(out_by_hour: Sequence[int], hour: int) -> int:
    """People out after so many hours; nobody comes back."""
    return out_by_hour[min(hour, len(out_by_hour) - 1)] if out_by_hour else 0


def chance(runs: int, of: int) -> Chance:
    """The Wilson score interval (Wilson 1927): sound for shares near 0 and 1 and for few runs."""
    share, z2 = runs / of, Z * Z
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z / (1 + z2 / of) * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of))
    return Chance(runs, of, 0.0 if runs == 0 else centre - half, 1.0 if runs == of else centre + half)


def band(values: Iterable[float]) -> Band:
    """Values that occurred, never between two of them: *never* and a time have no middle."""
    ranked = sorted(values)
    low, median, high = (ranked[max(0, math.ceil(len(ranked) * tenths / 10) - 1)] for tenths in (1, 5, 9))
    return Band(low, median, high)


def known_band(values: Iterable[float | None]) -> Band | None:
    """The band of the values that there are; None where there are none."""
    known = [v for v in values if v is not None]
    return band(known) if known else None


def endings(stopped: Iterable[Outcome]) -> tuple[Ending, ...]:
    """What left people behind, the one that kept most people first."""
    people: defaultdict[tuple[Cause, Path], list[int]] = defaultdict(list)
    for outcome in stopped:
        for stop in outcome.stops:
            people[stop.cause, stop.what].append(stop.people)
    found = [Ending(*key, len(n), sum(n) / len(n)) for key, n in people.items()]
    return tuple(sorted(found, key=lambda e: (-e.people * e.runs, e.cause, str(e.what))))
