"""A rival's boarding times -> whether they can be driven as claimed, and what the law makes of their order.

The claim is judged by the verifier, which shares only the nouns with any planner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART, compile_net
from mamarr.model.law import Step, run
from mamarr.model.plan import Convoy, Plan
from mamarr.model.routes import LOADING_MINUTES, route, stages
from mamarr.planning import of_run
from mamarr.planning.verify import verify


@dataclass(frozen=True, slots=True)
class Driven:
    """The claimed finish, how many breaches the verifier finds in it, and the finish of the same order by the law."""

    claim: float
    breaches: int
    law: float

    @property
    def drivable(self) -> float:
        """The earliest finish of this rival that can be driven."""
        return self.law if self.breaches else min(self.claim, self.law)


def judged(agreement: Agreement, plan: Plan, boards: Sequence[float]) -> Driven:
    """What the boarding times of the convoys of *plan* are worth, in its order."""
    claim = claimed(agreement, plan, boards)
    order = [plan.convoys[i] for i in sorted(range(len(boards)), key=lambda i: boards[i])]
    return Driven(claim.finish, len(verify(agreement, claim)), by_law(agreement, order))


def by_law(agreement: Agreement, order: Sequence[Convoy]) -> float:
    """The finish of this order by the law, if the verifier accepts it; never, where it cannot be carried out."""
    net = compile_net(agreement, order, resources=True)
    outcome = run(net)
    if any(outcome.times[i] == inf for i, s in enumerate(net.steps) if s.act == ARRIVE):
        return inf
    made = of_run(agreement, tuple(order), net, outcome)
    return inf if verify(agreement, made) else made.finish


def claimed(agreement: Agreement, plan: Plan, boards: Sequence[float]) -> Plan:
    """*plan* with other boarding times, everybody driving on without waiting."""
    times: dict[Step, float] = {}
    for convoy, board in zip(plan.convoys, boards, strict=True):
        movement = agreement.movements[convoy.movement]
        legs = route(agreement, movement, convoy.to) or ()
        origin = agreement.people[movement.people].at
        times[Step(convoy.id, BOARD, origin)] = board
        times[Step(convoy.id, DEPART, origin)] = board + LOADING_MINUTES
        for leg, after in zip(legs, stages(agreement, legs), strict=True):
            times[Step(convoy.id, ARRIVE if leg is legs[-1] else CROSS, leg.end)] = board + after
    return replace(plan, times=times, finish=max(t for s, t in times.items() if s.act == ARRIVE))
