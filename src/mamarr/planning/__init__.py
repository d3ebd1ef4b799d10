"""Agreement to Plan: everybody in convoys, in an order that can be carried out, with times, a bound and reasons."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances, widest
from mamarr.model.calendar import length, local_time
from mamarr.model.clauses import ARRIVE, BOARD, compile_net
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.law import Net, Run, Step, reach, run, why
from mamarr.model.plan import Convoy, Override, Plan, Searched
from mamarr.model.resources import FREE
from mamarr.model.values import Level
from mamarr.planning.boarding import just_in_time
from mamarr.planning.bounds import bound
from mamarr.planning.critical import Chain, hours_of
from mamarr.planning.faults import fault
from mamarr.planning.figures import figures
from mamarr.planning.fitting import fitted, loads
from mamarr.planning.order import ranked
from mamarr.planning.search import MANY, Limits, Progress, improve
from mamarr.planning.shuttling import better, proven

RESCUE = Limits(work=2000)
"""How long another order is looked for where the first is late and no bound says that every one is."""


def plan(
    agreement: Agreement,
    *,
    level: Level = "likely",
    overrides: Sequence[Override] = (),
    digest: str = "",
    limits: Limits | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Plan | tuple[Diagnostic, ...]:
    """A plan for everybody at *level*, or why there is none; a better one is searched for within *limits*."""
    faults = tuple(_unknown(agreement))
    for convoys, unloaded in loads(agreement, level) if not faults else ():
        hindered = unloaded or tuple(_closed(agreement, convoys))
        if hindered or not convoys:
            return hindered or (fault("K909", ("people",)),)
        if faults and len(convoys) > MANY:
            break
        ranking = ranked(agreement, convoys)
        if ranking.complete:
            fitting = fitted(agreement, level, ranking, limits.objective if limits else "safe")
            made = _best(agreement, better(agreement, fitting, limits), level, limits, progress)
            if isinstance(made, Plan):
                return replace(made, level=level, overrides=tuple(overrides), digest=digest)
            return made
        faults = faults or (stuck(agreement, ranking.order()),)
    return faults


def _best(
    agreement: Agreement,
    order: tuple[Convoy, ...],
    level: Level,
    limits: Limits | None,
    progress: Callable[[Progress], None],
) -> Plan | tuple[Diagnostic, ...]:
    """The plan of *order*, or of a better one where that was asked for or somebody is late."""
    made = _timed(agreement, order)
    if not isinstance(made, Plan) and agreement.window and bound(agreement, order).minutes <= length(agreement.window):
        limits = limits or RESCUE
    if limits is None:
        return made
    least = bound(agreement, order)
    if isinstance(made, Plan):
        least = proven(agreement, order, least, made.finish)
    found = improve(agreement, order, level, limits, lambda p: progress(replace(p, bound=least.minutes)))
    made = _timed(agreement, found.order)
    if not isinstance(made, Plan):
        return made
    searched = Searched(found.work, limits.seed, found.stopped, limits.objective)
    return replace(made, search=searched, bound=least.minutes, bound_by=least.by, bound_at=least.at)


def _timed(agreement: Agreement, order: tuple[Convoy, ...]) -> Plan | tuple[Diagnostic, ...]:
    """The times of *order* by the law, and what is wrong with them, if anything is."""
    net = compile_net(agreement, order, resources=True)
    outcome = run(net)
    if any(net.steps[i].act != FREE for i in outcome.blocked()):
        return (stuck(agreement, order),)
    later = just_in_time(agreement, order, net, outcome, lambda clocks: run(net, clocks=clocks))
    made = of_run(agreement, order, net, outcome, later)
    faults = (*late(agreement, order, made.times), *long(agreement, order, made.times))
    return faults or made


def of_run(agreement: Agreement, order: tuple[Convoy, ...], net: Net, outcome: Run, later: Run | None = None) -> Plan:
    """The plan of these convoys by a run of the law in which all of them arrive.

    Its times are those of *later*, where they board just in time; *outcome* tells what holds the finish back.
    """
    names = {c.id for c in order}
    times = {
        s: t
        for s, t in zip(net.steps, (later or outcome).times, strict=True)
        if s.convoy in names and not math.isinf(t)
    }
    last = max((net.index[_arrival(c)] for c in order), key=lambda i: outcome.times[i])
    balance, most = widest(balances(agreement, order), times) or (None, None)
    least = bound(agreement, order)
    return Plan(
        agreement=agreement.agreement,
        digest="",
        level="likely",
        convoys=order,
        times=times,
        finish=outcome.times[last],
        bound=least.minutes,
        bound_by=least.by,
        imbalance=abs(balance.ahead(most)) if balance and most else 0.0,
        imbalance_at=most.at if most else 0.0,
        imbalance_of=", ".join(balance.leader(most).movements) if balance and most else "",
        critical=Chain(agreement, {c.id: c for c in order}, net, outcome).links(last),
        window=agreement.window,
        bound_at=least.at,
        imbalance_in=balance.exchange if balance else "",
        figures=figures(agreement, order, times),
    )


def _unknown(agreement: Agreement) -> Iterator[Diagnostic]:
    """Groups that move and whose number nobody has agreed."""
    moving = {m.people for m in agreement.movements.values()}
    for name, group in agreement.people.items():
        if name in moving and group.number is None:
            yield fault("K903", ("people", name, "number"), group=name)


def _closed(agreement: Agreement, convoys: Sequence[Convoy]) -> Iterator[Diagnostic]:
    """Movements for which no hour of the day suits every crossing on their way, and every crew."""
    kinds = tuple({(c.movement, c.to, tuple(c.vehicles)): c for c in convoys}.values())
    net = compile_net(agreement, kinds, resources=True)
    seen = set()
    for convoy in kinds:
        step = Step(convoy.id, BOARD, agreement.people[agreement.movements[convoy.movement].people].at)
        board = net.index[step]
        if convoy.movement not in seen and board in net.clocks and math.isinf(net.clocks[board](0.0)):
            seen.add(convoy.movement)
            kept = dict.fromkeys(at for at, _, _ in hours_of(agreement, convoy)[BOARD, step.place])
            hours = [*kept, ("movements", convoy.movement)]
            yield fault("K904", *hours, movement=convoy.movement)


def late(agreement: Agreement, order: Sequence[Convoy], times: Mapping[Step, float]) -> Iterator[Diagnostic]:
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


def long(agreement: Agreement, order: Sequence[Convoy], times: Mapping[Step, float]) -> Iterator[Diagnostic]:
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


def stuck(agreement: Agreement, order: Sequence[Convoy]) -> Diagnostic:
    """Why not everybody can move: clauses that wait for each other, too few promised, or vehicles tied up."""
    found = why(compile_net(agreement, order)) or why(compile_net(agreement, order, resources=True))
    if found is None or not found.clauses:
        movements = dict.fromkeys(c.movement for c in order)
        fleets = dict.fromkeys(_lacking(agreement, order))
        where = [*(("fleets", f, "count") for f in fleets), *(("movements", m) for m in movements)]
        return fault("K907", *where, kind="vehicles" if fleets else "order", names=", ".join(fleets or movements))
    names = ", ".join(dict.fromkeys(str(clause[1]) for clause in found.clauses))
    return fault("K907", *found.clauses, kind=found.kind, names=names)


def _lacking(agreement: Agreement, order: Sequence[Convoy]) -> Iterator[str]:
    """Fleets whose vehicles do not come back as often as this order needs them, where nothing else holds it back."""
    net = compile_net(agreement, order, resources=True)
    vehicles = [gate for gate in net.gates if gate.clause[0] == "fleets"]
    if len(reach(replace(net, gates=tuple(g for g in net.gates if g.clause[0] != "fleets")))) < len(net.steps):
        return
    reached = reach(net)
    for gate in vehicles:
        if sum(wait.weight for wait in net.counts[gate.count] if wait.step in reached) < gate.need:
            yield str(gate.clause[1])
