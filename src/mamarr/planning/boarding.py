"""A finished run of the law -> the same arrivals, and whoever would wait on board boards later.

The law lets everything happen as soon as it may. Where people wait at a place on their way, that fills vehicles early
to stand in the open; a plan knows when the way will be free, so it can load just in time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from mamarr.model.agreement import Agreement, Pairs
from mamarr.model.clauses import ARRIVE
from mamarr.model.law import Clock, Net, Run
from mamarr.model.plan import Convoy
from mamarr.model.position import chain

MOST = 64
"""Runs of the law at most: one suffices where nobody is held up by those who board later."""

Later = Mapping[int, float]
"""Boarding steps, and how many minutes later they may be."""


def just_in_time(
    agreement: Agreement, convoys: Sequence[Convoy], net: Net, outcome: Run, again: Callable[[Mapping[int, Clock]], Run]
) -> Run:
    """*outcome* with *convoys* boarding so late that they do not wait on board, as far as nobody arrives later.

    *again* runs the law with other clocks. Where all together hold somebody up, halves of them are tried.
    """
    arrivals = [i for i, step in enumerate(net.steps) if step.act == ARRIVE]
    late: dict[int, float] = {}
    best, runs = outcome, 0
    groups = [dict(_waits(agreement, convoys, net, outcome))]
    while groups and runs < MOST:
        group = groups.pop()
        if not group:
            continue
        tried = again(_clocks(net, outcome, {**late, **group}))
        runs += 1
        if all(tried.times[i] <= outcome.times[i] for i in arrivals):
            late, best = {**late, **group}, tried
        elif len(group) > 1:
            steps = sorted(group, key=lambda i: outcome.times[i])
            half = len(steps) // 2
            groups += [{i: group[i] for i in part} for part in (steps[:half], steps[half:])]
    return best


def _clocks(net: Net, outcome: Run, later: Later) -> Mapping[int, Clock]:
    """The clocks of *net*, and no boarding before it is so much later."""
    return net.held({i: outcome.times[i] + minutes for i, minutes in later.items()})


def _waits(agreement: Agreement, convoys: Sequence[Convoy], net: Net, outcome: Run) -> Iterator[tuple[int, float]]:
    """Boarding steps of those who wait on board, and for how long; pairs that board together are left alone."""
    for convoy in convoys:
        steps = [net.index[step] for step in chain(agreement, convoy)]
        way = outcome.times[steps[-1]] - outcome.times[steps[0]]
        waited = way - sum(_travel(net, step) for step in steps[1:])
        if 0 < waited < math.inf and not _paired(agreement, net, steps[0]):
            yield steps[0], waited


def _paired(agreement: Agreement, net: Net, step: int) -> bool:
    """Whether *step* happens together with that of another convoy."""
    clauses = (net.gates[g].clause for g in net.gates_of[step] if net.gates[g].kind == "clause")
    return any(isinstance(agreement.exchanges.get(str(c[1])), Pairs) for c in clauses if c[0] == "exchanges")


def _travel(net: Net, step: int) -> float:
    """Minutes from the step before on the way of the same convoy."""
    return max(
        (
            net.lags[wait.lag]
            for g in net.gates_of[step]
            if net.gates[g].kind == "physical"
            for wait in net.counts[net.gates[g].count]
        ),
        default=0.0,
    )
