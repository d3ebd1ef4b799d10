"""What many rehearsed days have in common: chances, bands and what kept people; what a clause changes in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mamarr.model.outcome import Cause, Outcomes
from mamarr.model.values import Path


@dataclass(frozen=True, slots=True)
class Chance:
    """So many of so many runs, with the Wilson interval of 95% for the share.

    *least* and *most* are the shares under the answers at a tenth and at nine tenths to what nobody knows for certain.
    """

    runs: int
    of: int
    low: float
    high: float
    least: float
    most: float

    @property
    def share(self) -> float:
        return self.runs / self.of


@dataclass(frozen=True, slots=True)
class Band:
    """The value that a tenth of the runs stays below, half of them, nine tenths of them, and the mean (inf: never)."""

    low: float
    median: float
    high: float
    mean: float


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

    *people* are all whom the plan moves. Bands hold chance and doubt alike. *not_out_of* is by the side that asks for
    them, *not_out_groups* by group, *not_out_at* by the last place reached; *waiting_at* are person-hours of standing
    still in loaded vehicles. *struck* sat in vehicles that were attacked where they waited. Bands of
    *imbalance_when_stopped* are over the runs that left somebody behind (None: there was none, or no two sides watch
    each other). Hours are a person's mean, the mean of the worst tenth of people, the worst convoy. *out_by_hour* holds
    a band for each full hour after the window opens; *assumed* names the dangers of which some number is an assumption.
    """

    runs: int
    seed: int
    people: int
    in_window: Chance
    at_all: Chance
    finish: Band
    not_out: Band
    stayed: Band
    struck: Band
    not_out_of: Mapping[str, Band]
    not_out_groups: Mapping[str, Band]
    not_out_at: Mapping[str, Band]
    waiting_at: Mapping[str, Band]
    imbalance: Band | None
    imbalance_when_stopped: Band | None
    hours_on_board: Band
    tenth_on_board: Band
    worst_on_board: Band
    hours_waiting: Band
    tenth_waiting: Band
    worst_waiting: Band
    endings: tuple[Ending, ...]
    out_by_hour: tuple[Band, ...]
    assumed: tuple[str, ...]
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Gain:
    """By how much something is more: the mean over the same runs, and under the answers at a tenth and nine tenths."""

    mean: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Worth:
    """What a change of the agreement is worth: the share of runs in which everybody is out, people out, hours saved.

    *code* is the rule whose remedy it is, or empty; *planned* whether it needed a plan of its own; *apart* the people
    more who are out under dangers that know all cases but one, for each case that was left out.
    """

    kind: str
    facts: Mapping[str, str | int]
    code: str
    planned: bool
    chance: Gain
    people: Gain
    hours: Gain
    apart: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Swing:
    """People not out, on average, with one figure of one danger at its low and at its high, all others at likely.

    *error* is the standard error of the difference, over so many *runs*. *first_low* and *first_high* number the change
    that is worth most there; -1 where that was not looked at.
    """

    danger: str
    field: str
    key: str
    low: float
    high: float
    error: float
    runs: int
    first_low: int = -1
    first_high: int = -1

    @property
    def width(self) -> float:
        return abs(self.high - self.low)

    @property
    def clear(self) -> bool:
        """Whether the swing is more than chance: twice its standard error."""
        return self.width > 2 * self.error
