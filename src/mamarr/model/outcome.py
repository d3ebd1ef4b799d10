"""How rehearsed days ended: the Outcomes of many runs, and one of them Played again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from mamarr.model.law import Step
from mamarr.model.values import Path

Floats = NDArray[np.float64]
Hours = NDArray[np.float32]
Ints = NDArray[np.int32]

Cause = Literal["danger", "clause", "plan order", "late"]
"""Never out, because the way is shut for good; because a clause stays closed; only for want of turn or vehicle; or out,
but after the window has closed."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What can keep people from getting out; *what* names a danger and where, or the clause or resource.

    ``slow`` is no single event: driving, inspections and small delays took too long together.
    """

    cause: Cause
    what: Path


BINS: Final = 500
"""People out by the hour are counted to so many parts of all."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """How runs ended: an entry a run, the first of them run number *first* of those that *seed* stands for.

    Times are minutes after the window opens; *finish* is inf where somebody never gets out. Everybody is in exactly one
    of *delivered* (out when the window closes), *not_out* and *stayed* (chose to stay); *never_out* are those of
    *not_out* who do not get out later either, *struck* sat in a convoy that was attacked while it waited. *not_out_of*
    and *not_out_at* tell groups and the last place reached. *imbalance* is the greatest share by which one of two sides
    was ahead of the other, people delivered; *imbalance_at_end* what is left of it when the window closes; nan where no
    two sides watch each other. Hours on board run from boarding to arrival, or to the close of the window; waiting is
    the part of them beyond loading, driving and ordinary inspection: a person's mean, the mean of the worst tenth of
    people, and the worst convoy. *waiting_at* are person-hours loaded and standing still at each place. *ended_by* is
    the number in *stops* of what kept most people from getting out, -1 where nobody was kept.

    Over all runs: in how many each of *stops* kept people, and how many; and *out_by_hour*, after each full hour how
    many runs had so many parts in ``BINS`` of the people out.
    """

    seed: int
    first: int
    draws: int
    people: int
    groups: tuple[str, ...]
    places: tuple[str, ...]
    stops: tuple[Stopped, ...]
    finish: Floats
    in_window: NDArray[np.bool_]
    delivered: Ints
    not_out: Ints
    never_out: Ints
    stayed: Ints
    struck: Ints
    not_out_of: Ints
    not_out_at: Ints
    imbalance: Floats
    imbalance_at_end: Floats
    hours_on_board: Hours
    tenth_on_board: Hours
    worst_on_board: Hours
    hours_waiting: Hours
    tenth_waiting: Hours
    worst_waiting: Hours
    waiting_at: Hours
    ended_by: NDArray[np.int16]
    stop_runs: NDArray[np.int64]
    stop_people: NDArray[np.int64]
    out_by_hour: NDArray[np.int64]

    @property
    def runs(self) -> int:
        return len(self.finish)

    def part(self, draw: int) -> NDArray[np.bool_]:
        """The runs that were made under answer *draw* to what nobody knows for certain."""
        mask: NDArray[np.bool_] = (np.arange(self.runs) + self.first) % self.draws == draw
        return mask


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """What is compared of many runs: an entry a run, from run number *first* on, as in ``Outcomes``."""

    draws: int
    first: int
    in_window: NDArray[np.bool_]
    not_out: Ints
    hours_on_board: Hours

    @property
    def runs(self) -> int:
        return len(self.not_out)

    def part(self, draw: int) -> NDArray[np.bool_]:
        """The runs that were made under answer *draw* to what nobody knows for certain."""
        mask: NDArray[np.bool_] = (np.arange(self.runs) + self.first) % self.draws == draw
        return mask


@dataclass(frozen=True, slots=True)
class Closure:
    """A danger that shut something at *where*, from *start* until *end* (inf: for good)."""

    danger: str
    where: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Delay:
    """A danger that took *minutes* from a convoy on its way to *where* (or loading there), which began *at*."""

    danger: str
    convoy: str
    where: str
    at: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Played:
    """One run: when each step happened (inf: never), what went wrong, and how many of each convoy stayed."""

    number: int
    steps: tuple[Step, ...]
    times: tuple[float, ...]
    closures: tuple[Closure, ...]
    delays: tuple[Delay, ...]
    stayed: tuple[int, ...]
