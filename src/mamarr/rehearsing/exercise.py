"""A halt of boarding -> what may be decided then by the agreement, and what the same day comes to after it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

from mamarr.model.agreement import Agreement
from mamarr.model.outcome import Closure
from mamarr.rehearsing.engine import simulate
from mamarr.rehearsing.replay import Halt
from mamarr.rehearsing.world import World

Choice = Literal["wait", "resume", "break-off"]
CHOICES: Final[tuple[Choice, ...]] = get_args(Choice)
Barred = Literal["nobody-lifts", "nobody-guarantees", "ends-sooner"]
TALKS: Final = 6 * 60.0
"""Minutes until a guarantor's word lifts a suspension to which the agreement sets no limit: an assumption."""


@dataclass(frozen=True, slots=True)
class Way:
    """One decision: what it rules about the closure (None: nothing changes), or why the agreement does not allow it.

    *by* are those whom the agreement names for it; *assumed* whether the hour at which it ends is ours.
    """

    choice: Choice
    ruling: Closure | None = None
    by: tuple[str, ...] = ()
    assumed: bool = False
    barred: Barred | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """What a day came to: people, minutes after the window opens, hours of the worst tenth of people."""

    out: int
    not_out: int
    finish: float
    tenth_on_board: float
    tenth_waiting: float


def ways(agreement: Agreement, halt: Halt) -> tuple[Way, ...]:
    """What may be decided at *halt*, in the order of ``CHOICES``.

    Waiting is always allowed, and nobody can be made to go on. A suspension is lifted before its time only by those
    whom the agreement names, on the word of a guarantor.
    """
    return Way("wait"), _resumed(agreement, halt), Way("break-off", replace(halt.closure, end=float("inf")))


def _resumed(agreement: Agreement, halt: Halt) -> Way:
    said = agreement.violations
    limit = said.suspension_at_most
    end = halt.closure.start + (TALKS if limit is None else limit)
    barred: Barred | None = None
    if not said.resumed_by:
        barred = "nobody-lifts"
    elif not agreement.guarantors:
        barred = "nobody-guarantees"
    elif end >= halt.closure.end:
        barred = "ends-sooner"
    ruling = None if barred else replace(halt.closure, end=end)
    return Way("resume", ruling, (*said.resumed_by, *agreement.guarantors), limit is None, barred)


def came(given: World, seed: int) -> Came:
    """What run 0 of *seed* comes to."""
    done = simulate(given, 1, seed, workers=1)
    return Came(
        int(done.delivered[0]),
        int(done.not_out[0]),
        float(done.finish[0]),
        float(done.tenth_on_board[0]),
        float(done.tenth_waiting[0]),
    )
