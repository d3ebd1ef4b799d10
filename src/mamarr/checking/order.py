"""Rules on order: promises that wait for each other, for more than was promised, or for people who may not be bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from mamarr.checking.numbers import off_the_way, short_by_numbers, wrong_number_of_sides
from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.checking.spread import cut_at
from mamarr.checking.tolerance import TOLERANCE_RULES, locked_by_tolerance
from mamarr.model.agreement import (
    BOARDING,
    PROTECTED,
    Agreement,
    AnyExchange,
    KeepBack,
    Lock,
    Pairs,
    Phases,
    movements_of,
)
from mamarr.model.batches import of_movement
from mamarr.model.clauses import compile_net, sides
from mamarr.model.diagnostic import Fact, Mark
from mamarr.model.explore import MOST_STATES, alternate, completes, contested
from mamarr.model.law import Blocked, Why, ancestors, why
from mamarr.model.plan import Convoy
from mamarr.model.values import Path


@dataclass(frozen=True, slots=True)
class Link:
    """One promise of an explanation: which convoy waits, for whom, and for how many of them."""

    clause: Path
    facts: Mapping[str, Fact]


def link(agreement: Agreement, convoys: Iterable[Convoy], blocked: Blocked) -> Link:
    """A link of the law in the words of the agreement: movements, and people instead of weights."""
    own = {c.id: c for c in convoys}
    movement = own[blocked.step.convoy].movement
    mine = [c.id for c in of_movement(tuple(own.values()), movement)]
    position = mine.index(blocked.step.convoy) + 1
    which = "last" if position == len(mine) else "first" if position == 1 else "middle"
    exchange = agreement.exchanges[str(blocked.clause[1])]
    awaited = own[blocked.waits_for.convoy].movement if blocked.waits_for else ""
    need, promised = in_people(exchange, tuple(own.values()), movement, blocked)
    return Link(
        blocked.clause,
        {
            "clause": str(blocked.clause[1]),
            "waiting": movement,
            "which": "only" if len(mine) == 1 else which,
            "convoy": position,
            "awaited": " + ".join(others(exchange, movement) or [awaited]),
            "amount": "phase" if isinstance(exchange, Phases) else "all" if need == promised else "some",
            "needed": need,
            "promised": promised,
        },
    )


def others(exchange: AnyExchange, movement: str) -> list[str]:
    """The movements for which *movement* waits by this exchange; of phases it is not said here."""
    if isinstance(exchange, Lock | KeepBack):
        return [exchange.waits_for if isinstance(exchange, Lock) else exchange.until]
    if isinstance(exchange, Phases):
        return []
    return [name for side in exchange.between if movement not in side for name in side]


def in_people(exchange: AnyExchange, convoys: tuple[Convoy, ...], movement: str, blocked: Blocked) -> tuple[int, int]:
    """Needed and promised as people of the side that is waited for."""
    both = sides(exchange, convoys)
    if both is None:
        return blocked.need, blocked.promised
    giver = next(s for s in both[:2] if all(c.movement != movement for c in s.convoys))
    return -(-blocked.need // giver.weight), blocked.promised // giver.weight


def loop(agreement: Agreement, convoys: Iterable[Convoy], reason: Why) -> list[Link]:
    """The promises of a loop in its order, without the driving between them; a promise is told once."""
    told = [link(agreement, convoys, b) for b in reason.links if b.clause in reason.clauses]
    return list({(t.clause, t.facts["waiting"], t.facts["awaited"]): t for t in reversed(told)}.values())[::-1]


def completes_in_no_order(case: Case) -> Iterator[Finding]:
    for reason in case.reasons:
        if reason.kind == "loop" and locked_by_tolerance(case.agreement, reason) is None:
            links = loop(case.agreement, case.convoys, reason)
            first, second = links[0].facts, links[1 % len(links)].facts
            marks = [Mark(part.clause, "label-order-waits", part.facts) for part in links]
            shown = {part.clause for part in links}
            marks += [mark(clause, "label-order-blocks-too") for clause in reason.clauses if clause not in shown]
            yield Finding(tuple(marks), {"links": len(links), **first, **{f"{k}-next": v for k, v in second.items()}})


def needs_more_than_promised(case: Case) -> Iterator[Finding]:
    told = short_by_numbers(case)
    for reason in case.reasons:
        if reason.kind == "shortage" and reason.links[0].clause[:2] not in told:
            short = link(case.agreement, case.convoys, reason.links[0])
            also = [mark(clause, "label-order-blocks-too") for clause in reason.clauses if clause != short.clause]
            yield found(short.clause, *also, **short.facts)


def depends_on_the_order(case: Case) -> Iterator[Finding]:
    if case.orders.outcome in ("depends", "undecided"):
        clauses: list[Path] = [("exchanges", name, "between") for name in contested(case.agreement, case.convoys)]
        yield found(
            *clauses,
            outcome=case.orders.outcome,
            clause=str(clauses[0][1]),
            stuck=spoken(case.orders.stuck),
            order=spoken(case.orders.order),
            states=MOST_STATES,
        )


def spoken(order: Iterable[Convoy]) -> str:
    """An order of convoys in short: ``north-01…03 → south-01``; those whom nothing makes wait are left out."""
    runs = []
    for _, run in groupby((c for c in order if not c.unconditional), key=lambda c: c.movement):
        first, *rest = [c.id for c in run]
        runs.append(f"{first}…{rest[-1].rpartition('-')[2]}" if rest else first)
    return " → ".join(runs)


def bound_by(exchange: AnyExchange) -> tuple[tuple[str, Path], ...]:
    """The movements that an exchange can make wait, each with where it says so."""
    if isinstance(exchange, Lock | KeepBack):
        return ((exchange.movement, ("movement",)),)
    if isinstance(exchange, Phases):
        later = enumerate(exchange.phases[1:], 1)
        return tuple((name, ("phases", i, "moves", name)) for i, phase in later for name in phase.moves)
    return tuple((name, ("between", i)) for i, side in enumerate(exchange.between) for name in side)


def only_protected(case: Case, movement: str) -> bool:
    """Whether nobody travels in *movement* but people whose leaving may depend on nothing."""
    people = set(case.parts[movement])
    who = set(case.agreement.movements[movement].who)
    return who <= PROTECTED or (bool(people) and people <= PROTECTED)


def conditions_on_protected_people(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        for movement, where in bound_by(exchange):
            if only_protected(case, movement):
                who = mark(("movements", movement, "who"), "label-order-protected", movement=movement)
                yield found(("exchanges", name, *where), who, clause=name, movement=movement, through="words")
    yield from _through_the_law(case)


def _through_the_law(case: Case) -> Iterator[Finding]:
    """No clause may stand behind a step of a convoy of protected people, not even through a shared crossing."""
    net = compile_net(case.agreement, alternate(case.convoys), resources=True)
    free = {c.id: c.movement for c in case.convoys if c.unconditional}
    behind = {
        (clause, free[step.convoy])
        for i, step in enumerate(net.steps)
        if step.convoy in free
        for clause in (net.gates[g].clause for g in ancestors(net, i) if net.gates[g].kind == "clause")
    }
    for clause, movement in sorted(behind, key=str):
        yield found(clause, clause=str(clause[1]), movement=movement, through="law")


def waits_in_the_open(case: Case) -> Iterator[Finding]:
    origins = {group.at for group in case.agreement.people.values()}
    for name, exchange in case.agreement.exchanges.items():
        nowhere = {place for _, place in off_the_way(case.agreement, exchange)}
        loaded = [where for where in exchange.waits_at if where not in (BOARDING, *origins, *nowhere)]
        if loaded:
            yield found(("exchanges", name, "waits at"), clause=name, where=" + ".join(loaded))


def wait_at_boarding(agreement: Agreement, path: Path) -> Agreement:
    name = str(path[1])
    waiting = replace(agreement.exchanges[name], waits_at=(BOARDING,))
    return replace(agreement, exchanges={**agreement.exchanges, name: waiting})


def completes_only_at_some_numbers(case: Case) -> Iterator[Finding]:
    if case.orders.outcome == "none":
        return
    for group, spread in case.spreads.items():
        for number in spread.tried:
            convoys = cut_at(case.agreement, group, number)
            if not completes(case.agreement, convoys):
                reason = why(compile_net(case.agreement, alternate(convoys)))
                clauses = reason.clauses if reason else ()
                marks = [mark(clause, "label-order-locks-at", number=number) for clause in clauses]
                yield found(("people", group, "number"), *marks, group=group, number=number, tried=len(spread.tried))
                break


def not_every_number_tried(case: Case) -> Iterator[Finding]:
    for group, spread in case.spreads.items():
        if len(spread.tried) < spread.every:
            yield found(("people", group, "number"), group=group, tried=len(spread.tried), every=spread.every)


def clauses_without_effect(case: Case) -> Iterator[Finding]:
    """A pair binds by moving as one and needs no gate.

    Other rules speak where people are bound who may not be, and where there are not two sides.
    """
    odd = {f.facts["clause"] for f in wrong_number_of_sides(case)}
    binding = {clause[1] for clause in case.net.clauses}
    for name, exchange in case.agreement.exchanges.items():
        movements = movements_of(exchange)
        silent = isinstance(exchange, Pairs) or any(
            only_protected(case, movement) for movement, _ in bound_by(exchange)
        )
        if name in binding | odd or silent or not all(case.parts[movement] for movement in movements):
            continue
        protected = [movement for movement in movements if only_protected(case, movement)]
        because = "protected" if protected else "figures"
        yield found(("exchanges", name), clause=name, because=because, movement=" + ".join(protected))


GC = "GC I art. 12; GC IV art. 16-17; customary IHL rules 109-111, 131"
RULES: tuple[Rule, ...] = (
    Rule("O301", "loop", "error", completes_in_no_order),
    Rule("O302", "shortage", "error", needs_more_than_promised),
    Rule("O303", "depends-on-order", "warning", depends_on_the_order),
    Rule("O304", "condition-on-protected-people", "error", conditions_on_protected_people, None, GC, overridable=False),
    *TOLERANCE_RULES,
    Rule("O307", "waits-in-the-open", "error", waits_in_the_open, wait_at_boarding),
    Rule("O309", "completes-only-at-some-numbers", "error", completes_only_at_some_numbers),
    Rule("O311", "not-every-number-tried", "note", not_every_number_tried),
    Rule("O310", "clause-without-effect", "warning", clauses_without_effect),
)
