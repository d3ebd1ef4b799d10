"""Agreement and the trips of a Plan -> every breach of a reciprocal clause, by walking through the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mamarr.model.agreement import Agreement, ForEach, InStep, KeepBack, Lock, Pairs, Phases
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.values import Share, people
from mamarr.planning.faults import fault
from mamarr.planning.verify.trips import Trip

Trips = Sequence[Trip]
Breaches = Iterator[Diagnostic]


LONG_AGO = -1e9
"""When those count whose whole convoy no longer travels: before anybody else."""


def clauses(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """Every reciprocal clause, each by its own reading; protected people stand in none.

    Who no longer travels counts with their convoy as come through and takes nothing; nobody is judged who is not there.
    """
    named = {t.convoy.id for t in found}
    away = [Trip(c, "", LONG_AGO, LONG_AGO, ((c.to, LONG_AGO),), c.size - c.counted) for c in plan.gone]
    everybody = (*found, *(t for t in away if t.convoy.id not in named))
    for breach in _clauses(agreement, everybody):
        if breach.facts.get("convoy", "") in {"", *named}:
            yield breach


def _clauses(agreement: Agreement, found: Trips) -> Breaches:
    moving = sorted((t for t in found if t.weight), key=lambda t: (t.boards, t.convoy.id))
    for name, exchange in agreement.exchanges.items():
        if isinstance(exchange, InStep | ForEach):
            yield from _in_step(name, exchange, moving)
        elif isinstance(exchange, Phases):
            yield from _phases(name, exchange, moving)
        elif isinstance(exchange, Pairs):
            yield from _pairs(name, exchange, moving)
        else:
            yield from _after(name, exchange, moving)


def _in_step(name: str, exchange: InStep | ForEach, moving: Trips) -> Breaches:
    """At each moment that somebody sets out, their side may be ahead by the tolerance, no more."""
    sides = [[t for t in moving if t.convoy.movement in names] for names in exchange.between]
    if len(sides) != 2 or not all(sides):
        return
    one, other = (sum(t.weight for t in side) for side in sides)
    if isinstance(exchange, ForEach):
        weights, slack = (
            (exchange.ratio.second, exchange.ratio.first),
            float(exchange.tolerance * exchange.ratio.second),
        )
    elif isinstance(exchange.tolerance, Share):
        weights, slack = (other, one), float(exchange.tolerance.of_one * one * other)
    else:
        weights, slack = (1, 1), float(exchange.tolerance)
    for i, trip in ((side, trip) for side in (0, 1) for trip in sides[side]):
        now = trip.waits(exchange.waits_at)
        gone = weights[i] * sum(t.counted for t in sides[i] if LONG_AGO < t.waits(exchange.waits_at) <= now)
        come = weights[1 - i] * sum(t.weight for t in sides[1 - i] if t.at(exchange.counted_at) <= now)
        if gone - come > slack:
            yield fault("K932", ("exchanges", name, "tolerance"), exchange=name, convoy=trip.convoy.id)


def _phases(name: str, exchange: Phases, moving: Trips) -> Breaches:
    """Nobody of a phase sets out before all of the phases before have come through."""
    phase_of: list[tuple[int, Trip]] = []
    for movement in sorted({m for phase in exchange.phases for m in phase.moves}):
        own = [t for t in moving if t.convoy.movement == movement]
        if any(t.boards == LONG_AGO for t in own):
            own.sort(key=lambda t: t.convoy.id)
        total, gone = sum(t.weight for t in own), 0
        for trip in own:
            gone += trip.weight
            ends, phase = 0, len(exchange.phases) - 1
            for i, spec in enumerate(exchange.phases):
                ends += people(spec.moves[movement], total) if movement in spec.moves else 0
                if gone <= ends:
                    phase = i
                    break
            phase_of.append((phase, trip))
    for phase, trip in phase_of:
        now = trip.waits(exchange.waits_at)
        if any(p < phase and t.at(exchange.counted_at) > now for p, t in phase_of):
            yield fault("K933", ("exchanges", name, "phases", phase), exchange=name, convoy=trip.convoy.id)


def _pairs(name: str, exchange: Pairs, moving: Trips) -> Breaches:
    """Convoy by convoy, both set out at one moment; whose pair no longer travels may go alone."""
    sides = [
        sorted(t.waits(exchange.waits_at) for t in moving if t.convoy.movement in names) for names in exchange.between
    ]
    alone = any(at == LONG_AGO for side in sides for at in side)
    if len(sides) == 2 and all(sides) and not alone and any(a != b for a, b in zip_longest(*sides)):
        yield fault("K935", ("exchanges", name), exchange=name)


def _after(name: str, exchange: KeepBack | Lock, moving: Trips) -> Breaches:
    """Those who are kept back, or locked, set out only when so many of the other movement have come through."""
    own = [t for t in moving if t.convoy.movement == exchange.movement]
    total = sum(t.weight for t in own)
    until = exchange.until if isinstance(exchange, KeepBack) else exchange.waits_for
    others = [t for t in moving if t.convoy.movement == until]
    need = all_of = sum(t.weight for t in others)
    free = 0
    last_one = exchange.keeps if isinstance(exchange, KeepBack) else exchange.from_
    if last_one == "last convoy" and own and own[0].boards == LONG_AGO:
        return
    if isinstance(exchange, KeepBack):
        last = own[-1].weight if own else 0
        free = total - (last if isinstance(exchange.keeps, str) else people(exchange.keeps, total))
    else:
        free = total - own[-1].weight if own and exchange.from_ == "last convoy" else 0
        if exchange.until == "first convoy":
            need = min((t.weight for t in others[:1]), default=0)
        elif not isinstance(exchange.until, str):
            need = people(exchange.until, all_of)
    gone = 0
    for trip in own:
        gone += trip.counted if trip.boards > LONG_AGO else 0
        come = sum(t.weight for t in others if t.at(exchange.counted_at) <= trip.waits(exchange.waits_at))
        if gone > free and come < need:
            yield fault("K934", ("exchanges", name), exchange=name, convoy=trip.convoy.id)
