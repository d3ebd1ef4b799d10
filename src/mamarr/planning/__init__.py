"""Agreement to Plan: everybody in convoys, in an order that can be carried out, with times, a bound and reasons."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances, widest
from mamarr.model.calendar import length, local_time
from mamarr.model.clauses import ARRIVE, BOARD, FREE, compile_net
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.law import Net, Run, Step, run, why
from mamarr.model.plan import Convoy, Override, Plan
from mamarr.model.values import Level
from mamarr.planning.bounds import bound
from mamarr.planning.critical import Chain
from mamarr.planning.faults import fault
from mamarr.planning.loading import load
from mamarr.planning.order import rank

SMALLER = (1, 2, 4, 8, 16)
"""By how much convoys are made smaller where the largest the agreement allows cannot move within its clauses."""
MANY = 200
"""Convoys from which on they are not made smaller: nobody runs more of them, and ranking them takes minutes."""


def plan(
    agreement: Agreement,
    *,
    level: Level = "likely",
    overrides: Sequence[Override] = (),
    digest: str = "",
) -> Plan | tuple[Diagnostic, ...]:
    """A plan for everybody at *level*, or why there is none."""
    faults = tuple(_unknown(agreement))
    for parts in SMALLER if not faults else ():
        convoys, hindered = load(agreement, level, parts)
        hindered = hindered or tuple(_closed(agreement, convoys))
        if hindered or not convoys:
            return hindered or (fault("K909", ("people",)),)
        if faults and len(convoys) > MANY:
            break
        order, complete = rank(agreement, convoys)
        if complete:
            return _timed(agreement, order, level, tuple(overrides), digest)
        faults = faults or (_stuck(agreement, order),)
    return faults


def _timed(
    agreement: Agreement, order: tuple[Convoy, ...], level: Level, overrides: tuple[Override, ...], digest: str
) -> Plan | tuple[Diagnostic, ...]:
    """The times of *order* by the law, and what is wrong with them, if anything is."""
    net = compile_net(agreement, order, resources=True)
    outcome = run(net)
    if any(net.steps[i].act != FREE for i in outcome.blocked()):
        return (_stuck(agreement, order),)
    times = {step: t for step, t in zip(net.steps, outcome.times, strict=True) if not math.isinf(t)}
    faults = (*_late(agreement, order, times), *_long(agreement, order, times))
    if faults:
        return faults
    last = _last(net, outcome)
    balance, most = widest(balances(agreement, order), times) or (None, None)
    least = bound(agreement, order)
    return Plan(
        agreement=agreement.agreement,
        digest=digest,
        level=level,
        convoys=order,
        times=times,
        finish=outcome.times[last],
        bound=least.minutes,
        bound_by=least.by,
        imbalance=abs(balance.ahead(most)) if balance and most else 0.0,
        imbalance_at=most.at if most else 0.0,
        imbalance_of=", ".join(balance.leader(most).movements) if balance and most else "",
        critical=Chain(agreement, {c.id: c for c in order}, net, outcome).links(last),
        overrides=overrides,
        window=agreement.window,
        bound_at=least.at,
        imbalance_in=balance.exchange if balance else "",
    )


def _last(net: Net, outcome: Run) -> int:
    """The arrival that ends the operation."""
    return max((i for i, s in enumerate(net.steps) if s.act == ARRIVE), key=lambda i: outcome.times[i])


def _unknown(agreement: Agreement) -> Iterator[Diagnostic]:
    """Groups that move and whose number nobody has agreed."""
    moving = {m.people for m in agreement.movements.values()}
    for name, group in agreement.people.items():
        if name in moving and group.number is None:
            yield fault("K903", ("people", name, "number"), group=name)


def _closed(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Diagnostic]:
    """Movements for which no hour of the day suits every crossing on their way."""
    net = compile_net(agreement, convoys, resources=True)
    seen = set()
    for convoy in convoys:
        movement = agreement.movements[convoy.movement]
        board = net.index[Step(convoy.id, BOARD, agreement.people[movement.people].at)]
        if convoy.movement not in seen and board in net.clocks and math.isinf(net.clocks[board](0.0)):
            seen.add(convoy.movement)
            hours = [("places", p, "open") for p in (*movement.via, convoy.to) if agreement.places[p].open]
            yield fault("K904", *hours, ("movements", convoy.movement), movement=convoy.movement)


def _late(agreement: Agreement, order: Sequence[Convoy], times: Mapping[Step, float]) -> Iterator[Diagnostic]:
    """People who would still be on their way, or waiting, when the window closes."""
    if agreement.window is None:
        return
    closes = length(agreement.window)
    late = [c for c in order if times[_arrival(c)] > closes]
    if late:
        finish = max(times[_arrival(c)] for c in late)
        yield fault(
            "K901",
            ("window", "closes"),
            *(("movements", m) for m in dict.fromkeys(c.movement for c in late)),
            people=sum(c.size for c in late),
            finish=f"{local_time(agreement.window, finish):%Y-%m-%d %H:%M}",
            hours=math.ceil((finish - closes) / 60),
        )


def _long(agreement: Agreement, order: Sequence[Convoy], times: Mapping[Step, float]) -> Iterator[Diagnostic]:
    """Movements whose people would be on board for longer than the agreement allows."""
    allowed = agreement.time_on_board_at_most
    longest: dict[str, float] = {}
    for convoy in order:
        board = Step(convoy.id, BOARD, agreement.people[agreement.movements[convoy.movement].people].at)
        on_board = times[_arrival(convoy)] - times[board]
        longest[convoy.movement] = max(on_board, longest.get(convoy.movement, 0.0))
    for movement, minutes in longest.items():
        if allowed is not None and minutes > allowed:
            where = ("time on board at most",), ("movements", movement)
            yield fault("K906", *where, movement=movement, minutes=math.ceil(minutes), allowed=allowed)


def _arrival(convoy: Convoy) -> Step:
    return Step(convoy.id, ARRIVE, convoy.to)


def _stuck(agreement: Agreement, order: Sequence[Convoy]) -> Diagnostic:
    """Why not everybody can move: clauses that wait for each other, too few promised, or vehicles tied up."""
    found = why(compile_net(agreement, order)) or why(compile_net(agreement, order, resources=True))
    if found is None or not found.clauses:
        movements = dict.fromkeys(c.movement for c in order)
        return fault("K907", *(("movements", m) for m in movements), kind="order", names=", ".join(movements))
    names = ", ".join(dict.fromkeys(str(clause[1]) for clause in found.clauses))
    return fault("K907", *found.clauses, kind=found.kind, names=names)
