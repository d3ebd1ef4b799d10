"""Convoys and their times -> what the plan is worth, by each thing that it is to make small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances, widest
from mamarr.model.calendar import length
from mamarr.model.clauses import ARRIVE, BOARD
from mamarr.model.halts import gathered, halts
from mamarr.model.law import Step
from mamarr.model.plan import Convoy, Figures, Objective
from mamarr.planning.order import Ranking

Value = tuple[float, ...]


def figures(agreement: Agreement, convoys: Sequence[Convoy], times: Mapping[Step, float]) -> Figures:
    """What these *times* are worth; see Figures."""
    protected, others, on_board, longest = 0.0, 0.0, 0.0, 0.0
    for convoy in convoys:
        boards = times[Step(convoy.id, BOARD, agreement.people[agreement.movements[convoy.movement].people].at)]
        arrives = times[Step(convoy.id, ARRIVE, convoy.to)]
        protected += convoy.size * arrives if convoy.unconditional else 0.0
        others += 0.0 if convoy.unconditional else convoy.size * arrives
        on_board += convoy.size * (arrives - boards)
        longest = max(longest, arrives - boards)
    most = gathered(halts(agreement, convoys), times)
    return Figures(protected, others, on_board, longest, most.number, most.place, most.at)


def worth(agreement: Agreement, order: Sequence[Convoy], first: Objective) -> Value | None:
    """How good this order is by the law; None where not everybody can move."""
    ranking = Ranking(agreement, order)
    return valued(agreement, ranking, first) if all(ranking.append(c.id) for c in order) else None


def valued(agreement: Agreement, ranking: Ranking, first: Objective) -> Value:
    """How good a grown plan is: the less, the better.

    Being in time and protected people come before *first*, and after it the other objectives in their order.
    """
    times = ranking.times()
    closes = length(agreement.window) if agreement.window else float("inf")
    allowed = agreement.time_on_board_at_most or float("inf")
    found = [(c, times[board], times[arrive]) for c, board, arrive in ranking.rides()]
    balance, most = widest(balances(agreement, ranking.order()), times) or (None, None)
    worth: dict[Objective, float] = {
        "safe": sum(c.size * arrives for c, _, arrives in found if not c.unconditional),
        "finish": max(arrives for _, _, arrives in found),
        "imbalance": abs(balance.ahead(most)) if balance and most else 0.0,
        "aboard": sum(c.size * (arrives - boards) for c, boards, arrives in found),
        "together": gathered(halts(agreement, ranking.order()), times).number,
    }
    return (
        sum(c.size for c, boards, arrives in found if arrives > closes or arrives - boards > allowed),
        sum(c.size * arrives for c, _, arrives in found if c.unconditional),
        worth[first],
        *worth.values(),
    )
