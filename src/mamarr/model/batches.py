"""People to convoys: numbers fixed at one level, cut where a clause counts, no larger than a convoy may be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from mamarr.model.agreement import PROTECTED, Agreement, KeepBack, Lock, Movement, Phases, Place
from mamarr.model.plan import Convoy
from mamarr.model.sharing import HOUSEHOLDS_OF, by_choice, even, portions, scaled, split
from mamarr.model.values import Level, people

STRETCHERS: Final = "stretcher cases"
STAND_IN = 1000
DEFAULT_CONVOY = 500
"""People in a convoy where the agreement sets no limit: ten buses of fifty."""


def numbers(agreement: Agreement, level: Level = "likely") -> dict[str, int]:
    """People of each group at *level*; a group whose number is not agreed counts as nobody."""
    return {name: g.number.at(level) if g.number else 0 for name, g in agreement.people.items()}


def stand_ins(agreement: Agreement) -> dict[str, int]:
    """So many people for each group whose number is not agreed: enough to judge an order, never to plan with."""
    return {
        name: sum(group.of_whom.values()) + STAND_IN * len(others(agreement, name))
        for name, group in agreement.people.items()
        if group.number is None
    }


def others(agreement: Agreement, group: str) -> tuple[str, ...]:
    """The categories of the people whom *group* does not number: civilians.

    Where even its total is not agreed, also those who have a movement of their own: it must not seem empty.
    """
    if agreement.people[group].number is not None:
        return ("civilians",)
    moving = [m for m in agreement.movements.values() if m.people == group]
    named = ["civilians" if c == "all" else c for m in moving for c in m.who]
    known = PROTECTED | set(agreement.people[group].of_whom)
    return tuple(dict.fromkeys(c for c in named if c not in known)) or ("civilians",)


def composition(agreement: Agreement, totals: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """People of each movement by category. Who is named by category leaves with the first movement that names them."""
    found: dict[str, dict[str, int]] = {name: {} for name in agreement.movements}
    for group_name, group in agreement.people.items():
        left = totals[group_name]
        parts: dict[str, int] = {}
        for category, number in group.of_whom.items():
            parts[category] = min(number, left)
            left -= parts[category]
        rest = others(agreement, group_name)
        for i, part in enumerate(rest):
            parts[part] = parts.get(part, 0) + left // len(rest) + (i < left % len(rest))
        moving = [(n, m) for n, m in agreement.movements.items() if m.people == group_name]
        for part, number in parts.items():
            takers = [n for n, m in moving if part in m.who] or [n for n, m in moving if "all" in m.who]
            if takers and number:
                found[takers[0]][part] = number
    return found


def totals(agreement: Agreement, parts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """People of each movement that count in an exchange."""
    return {
        name: sum(n for category, n in parts[name].items() if category not in PROTECTED) for name in agreement.movements
    }


def convoy_size(agreement: Agreement, movement: Movement) -> int:
    """People in the largest convoy that *movement* may send."""
    serving = movement.fleets or tuple(agreement.fleets)
    seats = [agreement.fleets[f].seats for f in serving if agreement.fleets[f].seats]
    limits = [movement.convoy.people] if movement.convoy.people else []
    limits += [room for site in movement.via if (room := held_at_once(agreement.places[site])) is not None]
    if movement.convoy.vehicles and seats:
        limits.append(movement.convoy.vehicles * max(seats))
    return max(1, min(limits, default=DEFAULT_CONVOY))


def held_at_once(place: Place) -> int | None:
    """How many people at most may be at a holding site, or on board towards it."""
    return place.capacity if place.kind == "holding" else None


def thresholds(agreement: Agreement, movement: str, total: int) -> tuple[int, ...]:
    """How many people of *movement* have left at each point where some clause counts, in order."""
    points: set[int] = set()
    for exchange in agreement.exchanges.values():
        if isinstance(exchange, Phases):
            left = 0
            for phase in exchange.phases:
                if movement in phase.moves:
                    left += people(phase.moves[movement], total)
                    points.add(left)
        elif isinstance(exchange, KeepBack) and exchange.movement == movement and exchange.keeps != "last convoy":
            points.add(total - people(exchange.keeps, total))
        elif isinstance(exchange, Lock) and exchange.waits_for == movement and not isinstance(exchange.until, str):
            points.add(people(exchange.until, total))
    return tuple(sorted(p for p in points if 0 < p < total))


def households(agreement: Agreement, parts: Mapping[str, Mapping[str, int]]) -> dict[str, dict[int, int]]:
    """The households of each movement whose people by category are these: told at the likely number, else scaled."""
    found: dict[str, dict[int, int]] = {name: {} for name in agreement.movements}
    if not any(group.households for group in agreement.people.values()):
        return found
    likely = composition(agreement, numbers(agreement))
    for name, movement in agreement.movements.items():
        told, now = agreement.people[movement.people].households, parts[name].get(HOUSEHOLDS_OF, 0)
        if told and now:
            found[name] = scaled(told, likely[name].get(HOUSEHOLDS_OF, 0), now)
    return found


def choices(movement: Movement) -> dict[str, Fraction]:
    """Which part of the people of *movement* asked for each of its destinations; nothing where nobody was asked."""
    return {to: share.of_one for to, share in movement.choices.items() if to in movement.to}


def cut(
    agreement: Agreement, level: Level = "likely", given: Mapping[str, int] | None = None, *, full: bool = False
) -> tuple[Convoy, ...]:
    """The convoys of every movement: first those who may not be made to wait, then the others in even parts.

    *given* sets the numbers of groups; *level* those of all others. With *full*, the others fill as few of the largest
    vehicles as can be, and parts are less even. Convoys are numbered by movement, so that they can be named over the
    radio: ``quarter-out-03``, and ``quarter-out-m1`` for the wounded and sick.
    """
    counts = {**numbers(agreement, level), **(given or {})}
    parts = composition(agreement, counts)
    together = households(agreement, parts)
    convoys: list[Convoy] = []
    for name, movement in agreement.movements.items():
        asked = portions(sum(parts[name].values()), choices(movement) or {movement.to[0]: Fraction(1)})
        first = list(_unconditional(agreement, name, parts[name], asked))
        left = {c: n for c, n in parts[name].items() if c not in PROTECTED}
        batch = Convoy("", name, left, movement.to[0], {}, together[name])
        others = list(_in_turn(agreement, batch, asked, _seats(agreement, movement) if full else 1))
        convoys += [replace(c, id=f"{name}-m{i}") for i, c in enumerate(first, 1)]
        convoys += [replace(c, id=f"{name}-{i:02}") for i, c in enumerate(others, 1)]
    return tuple(convoys)


def _seats(agreement: Agreement, movement: Movement) -> int:
    """Seats of the largest vehicle that serves *movement*; one where there is none."""
    return max((agreement.fleets[f].seats for f in movement.fleets or agreement.fleets), default=1) or 1


def _in_turn(agreement: Agreement, batch: Convoy, asked: dict[str, int], vehicle: int) -> Iterator[Convoy]:
    """Those who may wait: cut where a clause counts, then by destination; destinations take turns."""
    size = convoy_size(agreement, agreement.movements[batch.movement])
    points = (0, *thresholds(agreement, batch.movement, batch.size), batch.size)
    segments = split(batch, [after - before for before, after in pairwise(points)], spill=len(points) - 2)
    for segment in segments:
        made = [even(part, size, vehicle=vehicle) for part in by_choice(segment, asked)]
        turns = [((2 * k + 1) / len(parts), i, part) for i, parts in enumerate(made) for k, part in enumerate(parts)]
        yield from (part for _, _, part in sorted(turns, key=lambda turn: turn[:2]))


def _unconditional(
    agreement: Agreement, name: str, parts: Mapping[str, int], asked: dict[str, int]
) -> Iterator[Convoy]:
    """Stretcher cases go by the stretchers that there are, other wounded, sick and children with the seats."""
    movement = agreement.movements[name]
    size = convoy_size(agreement, movement)
    serving = [agreement.fleets[f] for f in movement.fleets or tuple(agreement.fleets)]
    stretchers = sum(f.stretchers * f.count for f in serving)
    lying = {c: n for c, n in parts.items() if c == STRETCHERS}
    seated = {c: n for c, n in parts.items() if c in PROTECTED and c != STRETCHERS}
    for batch, most in ((lying, min(size, stretchers) if stretchers else size), (seated, size)):
        for part in by_choice(Convoy("", name, batch, movement.to[0]), asked):
            yield from even(part, most)


def of_movement(convoys: Sequence[Convoy], movement: str) -> list[Convoy]:
    """The convoys of *movement* that count in an exchange, in their order."""
    return [c for c in convoys if c.movement == movement and not c.unconditional]
