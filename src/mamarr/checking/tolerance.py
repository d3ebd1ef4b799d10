"""Rules on tolerance: convoys that do not fit into it, the smallest one that works, and the greatest imbalance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.model.agreement import Agreement, ConvoyLimit, ForEach, InStep
from mamarr.model.balance import balances
from mamarr.model.batches import convoy_size
from mamarr.model.clauses import sides
from mamarr.model.explore import completes
from mamarr.model.law import Why, run
from mamarr.model.plan import Convoy
from mamarr.model.tolerance import LEVELS, cut_at, enough_at_all_numbers, with_tolerance
from mamarr.model.values import Path


def locked_by_tolerance(agreement: Agreement, reason: Why) -> str | None:
    """The exchange whose tolerance alone explains why nothing moves, if one does."""
    names = {str(clause[1]) for clause in reason.clauses}
    name = min(names)
    alone = len(names) == 1 and isinstance(agreement.exchanges[name], InStep | ForEach)
    return name if alone and reason.kind == "loop" else None


def tolerance_locks(case: Case) -> Iterator[tuple[str, InStep | ForEach]]:
    for reason in case.reasons:
        name = locked_by_tolerance(case.agreement, reason)
        exchange = case.agreement.exchanges[name] if name else None
        if name and isinstance(exchange, InStep | ForEach):
            yield name, exchange


def fitting(agreement: Agreement, name: str) -> dict[str, int]:
    """Movements of an exchange with convoys larger than its tolerance: the largest convoy that fits at all numbers."""
    fits: dict[str, int] = {}
    for level in LEVELS:
        both = sides(agreement.exchanges[name], cut_at(agreement, level))
        for side in both[:2] if both else ():
            for convoy in side.convoys:
                if both and convoy.counted * side.weight > both[2]:
                    fits[convoy.movement] = min(fits.get(convoy.movement, convoy.counted), both[2] // side.weight)
    return fits


def with_convoys(agreement: Agreement, sizes: dict[str, int]) -> Agreement:
    """*agreement* with convoys of at most these sizes."""
    limited = {
        name: replace(m, convoy=replace(m.convoy, people=sizes[name])) if name in sizes else m
        for name, m in agreement.movements.items()
    }
    return replace(agreement, movements=limited)


def smaller_convoys(agreement: Agreement, name: str) -> dict[str, int]:
    """Convoy sizes under which the exchange completes; empty where that takes convoys smaller than one vehicle."""
    fits = fitting(agreement, name)
    for movement, size in fits.items():
        one = ConvoyLimit(people=convoy_size(agreement, agreement.movements[movement]), vehicles=1)
        if size < convoy_size(agreement, replace(agreement.movements[movement], convoy=one)):
            return {}
    alone = replace(with_convoys(agreement, fits), exchanges={name: agreement.exchanges[name]})
    return fits if all(completes(alone, cut_at(alone, level)) for level in LEVELS) else {}


def batches_larger_than_tolerance(case: Case) -> Iterator[Finding]:
    for name, exchange in tolerance_locks(case):
        sizes = smaller_convoys(case.agreement, name)
        if sizes:
            largest = {
                c.movement: max(o.counted for o in case.convoys if o.movement == c.movement) for c in case.convoys
            }
            yield found(
                ("exchanges", name, "tolerance"),
                *(
                    mark(("movements", m, "convoy"), "label-order-convoy", movement=m, size=largest[m], fits=fits)
                    for m, fits in sizes.items()
                ),
                clause=name,
                tolerance=str(exchange.tolerance),
                smallest=str(enough_at_all_numbers(case.agreement, name)),
            )


def shrink_convoys(agreement: Agreement, path: Path) -> Agreement:
    return with_convoys(agreement, smaller_convoys(agreement, str(path[1])))


def tolerance_too_small(case: Case) -> Iterator[Finding]:
    for name, exchange in tolerance_locks(case):
        if not smaller_convoys(case.agreement, name):
            smallest = enough_at_all_numbers(case.agreement, name)
            path = ("exchanges", name, "tolerance")
            yield found(path, clause=name, tolerance=str(exchange.tolerance), smallest=str(smallest))


def widen_tolerance(agreement: Agreement, path: Path) -> Agreement:
    name = str(path[1])
    return with_tolerance(agreement, name, enough_at_all_numbers(agreement, name))


def greatest_imbalance(case: Case) -> Iterator[Finding]:
    """Not where a number is not agreed, where nothing moves, or where nobody is ever ahead."""
    if case.orders.outcome == "none":
        return
    times = dict(zip(case.net.steps, run(case.net).times, strict=True))
    for balance in balances(case.agreement, case.orders.order):
        if balance.exchange and all(_numbered(case.agreement, c) for c in balance.convoys):
            most = balance.greatest(balance.planned(times))
            if not balance.people_ahead(most):
                continue
            yield found(
                ("exchanges", balance.exchange),
                clause=balance.exchange,
                ahead=" + ".join(balance.leader(most).movements),
                share=f"{abs(balance.ahead(most)) * 100:.1f}%",
                people=balance.people_ahead(most),
                after=f"{int(most.at // 60)}:{int(most.at % 60):02}",
            )


def _numbered(agreement: Agreement, convoy: Convoy) -> bool:
    return agreement.people[agreement.movements[convoy.movement].people].number is not None


TOLERANCE_RULES: tuple[Rule, ...] = (
    Rule("O305", "batch-larger-than-tolerance", "error", batches_larger_than_tolerance, shrink_convoys),
    Rule("O306", "tolerance-too-small", "error", tolerance_too_small, widen_tolerance),
    Rule("O308", "greatest-imbalance", "note", greatest_imbalance),
)
