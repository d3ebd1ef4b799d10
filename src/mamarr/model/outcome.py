"""How rehearsed days ended: one Outcome a run, and the Rehearsal that sums them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mamarr.model.values import Path

Cause = Literal["danger", "clause", "plan order", "late"]
"""Never out, because the way is shut for good; because a clause stays closed; only for want of turn or vehicle; or out,
but after the window has closed."""


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """So many people were not out because of this; *what* names a danger and where, or the clause or resource.

    ``slow`` is no single event: driving, inspections and small delays took too long together.
    """

    cause: Cause
    what: Path
    people: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run. Times are minutes after the window opens; *finish* is inf where somebody never gets out.

    Everybody is in exactly one of *delivered* (out when the window closes), *not_out* and *stayed* (chose to stay).
    *imbalance* is the greatest share by which one of two sides was ahead of the other, people delivered;
    *imbalance_at_end* what is left of it when the window closes; None where no two sides watch each other. Hours on
    board run from boarding to arrival, or to the close of the window; *waiting* is the part of them beyond loading,
    driving and inspection.
    """

    finish: float
    in_window: bool
    delivered: int
    not_out: int
    never_out: int
    stayed: int
    not_out_of: Mapping[str, int]
    imbalance: float | None
    imbalance_at_end: float | None
    hours_on_board: float
    worst_on_board: float
    hours_waiting: float
    worst_waiting: float
    stops: tuple[Stop, ...]
    out_by_hour: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chance:
    """So many of so many runs, with the Wilson interval of 95% for the share."""

    runs: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.runs / self.of


@dataclass(frozen=True, slots=True)
class Band:
    """The value that a tenth of the runs stays below, half of them, nine tenths of them (inf: never)."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Ending:
    """What kept people from getting out: in how many runs, and how many people on average in those."""

    cause: Cause
    what: Path
    runs: int
    people: float


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Many runs of one plan, for comparing plans and clauses. It predicts no day: every door says so with it.

    *people* are all whom the plan moves. Bands of *imbalance_when_stopped* are over the runs that left somebody
    behind (None: there was none, or no two sides watch each other). *out_by_hour* holds a band for each full hour
    after the window opens; *assumed* names the dangers of which some number is an assumption.
    """

    runs: int
    seed: int
    people: int
    in_window: Chance
    finish: Band
    not_out: Band
    not_out_of: Mapping[str, Band]
    stayed: Band
    imbalance: Band | None
    imbalance_when_stopped: Band | None
    hours_on_board: Band
    worst_on_board: Band
    hours_waiting: Band
    worst_waiting: Band
    endings: tuple[Ending, ...]
    out_by_hour: tuple[Band, ...]
    assumed: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
