"""Net of the law -> the arrays that the kernel interprets: gates, counts, clocks, barriers, turns. It adds no rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mamarr.machine.rows import clock_rows
from mamarr.model.agreement import Agreement, Exchange
from mamarr.model.builder import Passing
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.law import Gate, Net
from mamarr.model.slots import Queues
from mamarr.model.values import Path
from mamarr.rehearsing import tables
from mamarr.rehearsing.tables import CLAUSE, OTHER, PHYSICAL, PLAN

KINDS = {"physical": PHYSICAL, "clause": CLAUSE, "plan": PLAN}
ACTS = {BOARD: tables.BOARD, ARRIVE: tables.ARRIVE}
ABOARD = (DEPART, CROSS, ARRIVE)


class Takes(NamedTuple):
    """A step that takes its turn: where, how many minutes before it passes, and how long it passes."""

    step: int
    turn: int
    after: float
    minutes: float


def rows(lists: Iterable[Sequence[Any]]) -> tuple[NDArray[np.int64], list[Any]]:
    """Lists one after another, and where each begins."""
    found: list[Any] = []
    at = [0]
    for entries in lists:
        found += entries
        at.append(len(found))
    return np.array(at, np.int64), found


def law_of(
    agreement: Agreement,
    net: Net,
    convoys: Mapping[str, int],
    barriers: Sequence[frozenset[int]],
    turns: Sequence[Takes] = (),
    yields: Sequence[Sequence[int]] = (),
) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """The tables of *net*, and the clauses in the order in which they are numbered."""
    clauses = tuple(dict.fromkeys(g.clause for g in net.gates))
    places = {place: i for i, place in enumerate(agreement.places)}
    fleets: dict[Path, int] = {("fleets", fleet): i for i, fleet in enumerate(agreement.fleets)}
    gates_on = [[g for g in found if net.gates[g].need > 0] for found in net.gates_on]
    order = [g for found in gates_on for g in found]
    number = {g: i for i, g in enumerate(order)}
    gates = [net.gates[g] for g in order]
    steps = range(len(net.steps))
    made = [_exchange(agreement, net, found) for found in net.gates_on]
    counted_at, counted = rows(net.counted_in)
    gates_of = [[number[g] for g in found if g in number] for found in net.gates_of]
    gates_of_at, gate_rows = rows(gates_of)
    barriers_at, barrier = rows([b for b, waiting in enumerate(barriers) if s in waiting] for s in steps)
    turns_at, turn = rows([t for t in turns if t.step == s] for s in steps)
    yields_at, yielded = rows(yields)
    clock, clocks = clock_rows(net.clocks, len(net.steps))
    law = {
        "holds": np.array([len(found) for found in gates_of], np.int64),
        "convoy": np.array([convoys.get(s.convoy, -1) for s in net.steps], np.int64),
        "act": np.array([ACTS.get(s.act, OTHER) for s in net.steps], np.int64),
        "place": np.array([places.get(s.place, -1) for s in net.steps], np.int64),
        "aboard": np.array([s.act in ABOARD and _comes(net, i) for i, s in enumerate(net.steps)], np.int64),
        "counted_at": counted_at,
        "count": np.array([c for c, _, _ in counted], np.int64),
        "weight": np.array([w for _, w, _ in counted], np.int64),
        "lag": np.array([lag for _, _, lag in counted], np.int64),
        "single": np.array([_single(net, c) for c in range(len(net.counts))], np.int64),
        "shrinks": np.array([any(e.refusals is None for e in found) for found in made], np.int64),
        "attested": np.array([any(e.attested_by is not None for e in found) for found in made], np.int64),
        "fleet": np.array([_fleet(net, found, fleets) for found in net.gates_on], np.int64),
        "gates_at": rows(gates_on)[0],
        "need": np.array([g.need for g in gates], np.int64),
        "held": np.array([g.step for g in gates], np.int64),
        "kind": np.array([KINDS[g.kind] for g in gates], np.int64),
        "clause": np.array([clauses.index(g.clause) for g in gates], np.int64),
        "arrival": np.array([_arrival(net, g) for g in gates], np.int64),
        "of": np.array([g.count for g in gates], np.int64),
        "gates_of_at": gates_of_at,
        "gates_of": np.array(gate_rows, np.int64),
        "clock": clock,
        "clocks": clocks,
        "barriers_at": barriers_at,
        "barrier": np.array(barrier, np.int64),
        "turns_at": turns_at,
        "turn": np.array([t.turn for t in turn], np.int64),
        "turn_after": np.array([t.after for t in turn], np.float64),
        "turn_minutes": np.array([t.minutes for t in turn], np.float64),
        "yields_at": yields_at,
        "yields": np.array(yielded, np.int64),
    }
    return law, clauses


def _single(net: Net, count: int) -> bool:
    """Whether one step opens all gates of *count* at once."""
    waits, gates = net.counts[count], net.gates_on[count]
    return len(waits) == 1 and all(net.gates[g].need <= waits[0].weight for g in gates)


def _arrival(net: Net, gate: Gate) -> bool:
    """Whether *gate* opens when a loaded convoy gets to where its next step is."""
    step, waits = net.steps[gate.step], net.counts[gate.count]
    own = len(waits) == 1 and net.steps[waits[0].step].convoy == step.convoy
    return gate.kind == "physical" and step.act in ABOARD and own and _single(net, gate.count)


def _comes(net: Net, step: int) -> bool:
    return any(_arrival(net, net.gates[g]) for g in net.gates_of[step])


def _exchange(agreement: Agreement, net: Net, gates: Iterable[int]) -> list[Exchange]:
    """The exchanges whose gates look at a count."""
    names = {str(c[1]) for g in gates for c in net.gates[g].clauses if c[0] == "exchanges"}
    return [agreement.exchanges[name] for name in sorted(names)]


def _fleet(net: Net, gates: Iterable[int], fleets: Mapping[Path, int]) -> int:
    return next((fleets[c] for g in gates if (c := net.gates[g].clause) in fleets), -1)


def first_come(net: Net, queues: Queues, paired: frozenset[int]) -> tuple[Net, list[Takes], list[list[int]]]:
    """*net* without the plan's order in queues, and in its place turns for whoever is there first.

    In each queue boarding and passing are two turns: nobody boards sooner than the queue can take them. Those who
    may not be made to wait take turns among themselves, and the others wait for them too. Where a clause moves convoys
    in pairs, the plan's order stays.
    """
    free = {
        turn: queue for turn, queue in queues.items() if not {s for p in queue for s in (p.board, p.cross)} & paired
    }
    taken = {(turn.clause, s) for turn, queue in free.items() for p in queue for s in (p.board, p.cross)}
    kept = tuple(g for g in net.gates if g.kind != "plan" or (g.clause, g.step) not in taken)
    number = {turn: 2 * i for i, turn in enumerate(free)}
    takes = [both for turn, queue in free.items() for p in queue for both in _takes(p, number[turn])]
    yields: list[list[int]] = [[] for _ in range(2 * len(free))]
    for turn, n in number.items():
        if turn.first and (others := number.get(turn._replace(first=False))) is not None:
            yields[n], yields[n + 1] = [others], [others + 1]
    return Net(net.steps, net.counts, kept, net.lags, net.lag_names, net.clocks), takes, yields


def _takes(p: Passing, n: int) -> tuple[Takes, Takes]:
    return Takes(p.board, n, p.after, p.minutes), Takes(p.cross, n + 1, 0.0, p.minutes)
