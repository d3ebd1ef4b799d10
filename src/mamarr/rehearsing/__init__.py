"""Agreement, Plan and Dangers to a Rehearsal: the same gates, thousands of times, with other times drawn.

Only lags and clocks change from run to run; the law is the one that check and plan use. Each run has random streams of
its own, one for travel and one a danger, so that a run's draws depend neither on other runs nor on other dangers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Final

from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.diagnostic import Diagnostic, Fact, Mark
from mamarr.model.law import run
from mamarr.model.outcome import Outcome, Rehearsal
from mamarr.model.plan import Plan
from mamarr.rehearsing.draw import draw
from mamarr.rehearsing.measure import outcome
from mamarr.rehearsing.summary import sum_up
from mamarr.rehearsing.world import World, world

MOST_RUNS: Final = 1_000_000

__all__ = ["default_dangers", "faults", "observations", "one_run", "rehearse"]


def default_dangers() -> str:
    """The text of the dangers file that is used where none is given."""
    return files("mamarr.rehearsing").joinpath("dangers.yaml").read_text("utf-8")


def observations() -> str:
    """The text of the observations that the default dangers are fitted to."""
    return files("mamarr.rehearsing").joinpath("halts.yaml").read_text("utf-8")


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
    progress: Callable[[int, int], None] | None = None,
) -> Rehearsal:
    """*runs* runs of *plan*; call it only where ``faults`` finds none. *progress* is told (done, total)."""
    given = world(agreement, plan, dangers)
    outcomes: list[Outcome] = []
    for number in range(runs):
        outcomes.append(one_run(given, seed, number))
        if progress:
            progress(number + 1, runs)
    return sum_up(given, outcomes, seed)


def one_run(given: World, seed: int, number: int) -> Outcome:
    """Run *number* of those that *seed* stands for."""
    drawn = draw(given, seed, number)
    return outcome(given, drawn, run(given.net, lags=drawn.lags, clocks=drawn.clocks))
