"""Agreement, Plan and Dangers to a Rehearsal: the same gates, thousands of times, while things go wrong.

Each run is played in the order of time, so that what goes wrong may depend on how things stand; the law is the one that
check and plan use. Every draw has a name (run, danger, what it strikes), so that it depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Final

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.diagnostic import Diagnostic, Fact, Mark
from mamarr.model.outcome import Closure
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Rehearsal
from mamarr.rehearsing.doubt import answers
from mamarr.rehearsing.engine import Progress, replayed, simulate
from mamarr.rehearsing.summary import narrow, sizes, sum_up
from mamarr.rehearsing.world import World, world

MOST_RUNS: Final = 1_000_000

__all__ = [
    "answered",
    "answers",
    "default_dangers",
    "faults",
    "known_courses",
    "observations",
    "rehearse",
    "replayed",
    "simulate",
    "world",
]


def default_dangers() -> str:
    """The text of the dangers file that is used where none is given."""
    return files("mamarr.rehearsing").joinpath("dangers.yaml").read_text("utf-8")


def observations() -> str:
    """The text of the observations that the default dangers are fitted to."""
    return files("mamarr.rehearsing").joinpath("halts.yaml").read_text("utf-8")


def known_courses() -> str:
    """The text of the operations whose course is known."""
    return files("mamarr.rehearsing").joinpath("backtests.yaml").read_text("utf-8")


def faults(agreement: Agreement, plan: Plan, runs: int, seed: int) -> Iterator[Diagnostic]:
    """Why these cannot be rehearsed together; none if they can."""
    if not 1 <= runs <= MOST_RUNS:
        yield _fault("R001", "no-runs", runs=runs, most=MOST_RUNS)
    if seed < 0:
        yield _fault("R002", "negative-seed", seed=seed)
    unknown = sorted({c.movement for c in plan.convoys} - agreement.movements.keys())
    if plan.agreement != agreement.agreement or unknown:
        yield _fault("R003", "plan-of-another-agreement", plan=plan.agreement, agreement=agreement.agreement)
    elif not plan.convoys:
        yield _fault("R004", "nobody-to-move", plan=plan.agreement)


def _fault(code: str, name: str, **facts: Fact) -> Diagnostic:
    return Diagnostic(code, name, "error", (Mark(()),), facts)


def rehearse(
    agreement: Agreement,
    plan: Plan,
    dangers: Dangers,
    runs: int,
    seed: int,
    progress: Progress | None = None,
    precision: float | None = None,
) -> Rehearsal:
    """*runs* runs of *plan*, or more until the chance to finish is known to *precision* either way.

    Call it only where ``faults`` finds none. *progress* is told (done, total).
    """
    given = answered(agreement, plan, dangers, seed)
    for asked in sizes(runs, precision, MOST_RUNS):
        done = sum_up(agreement, dangers, simulate(given, asked, seed, progress=progress))
        if narrow(done.in_window, precision):
            break
    return done


def answered(agreement: Agreement, plan: Plan, dangers: Dangers, seed: int, rulings: Sequence[Closure] = ()) -> World:
    """The world of *plan* under every answer to what nobody knows for certain."""
    return world(agreement, plan, answers(dangers, seed), rulings=rulings)
