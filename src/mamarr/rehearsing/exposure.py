"""Agreement and danger to what it can strike: where, which steps wait, how the holder is bound, what eases it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.danger import Danger, Remedy, Strikes, Tie
from mamarr.model.law import Net
from mamarr.model.plan import Convoy
from mamarr.model.routes import route

Places = tuple[str, ...]


Barrier = tuple[str, str]
"""What can be shut: ``boarding``, ``weather``, or an act at a place or on a road."""


class Target(NamedTuple):
    """One thing that can be struck: its name, its places, who can do it, and the barriers that then shut."""

    where: str
    places: Places
    actor: str | None
    shuts: tuple[Barrier, ...]
    waiting_at: str = ""


def tie(agreement: Agreement, actor: str | None) -> Tie:
    """How *actor* is bound; ground that nobody is named for is held by somebody who is not."""
    party = agreement.parties.get(actor or "")
    if party is None:
        return "signed" if actor else "not bound"
    return "signed" if party.signed == "yes" else "vouched for" if agreement.bound(actor or "") else "not bound"


def barriers(agreement: Agreement, net: Net, convoys: Sequence[Convoy]) -> Mapping[Barrier, frozenset[int]]:
    """Everything that can be shut, as far as these convoys use it, with the steps that then wait.

    Whoever would come to a shut place does not board either; where boarding is not what a violation suspends, crossings
    wait with it.
    """
    boards = {step.convoy: i for step, i in net.index.items() if step.act == BOARD}
    ends = {(step.convoy, step.place): i for step, i in net.index.items() if step.act in (DEPART, CROSS, ARRIVE)}
    found: dict[Barrier, set[int]] = {("boarding", ""): set(boards.values()), ("weather", ""): set()}
    for step, i in net.index.items():
        if step.act in (CROSS, ARRIVE):
            found.setdefault((step.act, step.place), set()).update((i, boards[step.convoy]))
        if step.act == CROSS and agreement.violations.suspends is None:
            found["boarding", ""].add(i)
    for convoy in convoys:
        for leg in route(agreement, agreement.movements[convoy.movement], convoy.to) or ():
            steps = {ends[convoy.id, leg.start], ends[convoy.id, leg.end], boards[convoy.id]}
            for road in leg.roads:
                found.setdefault(("road", str(road)), set()).update(steps)
                found["weather", ""] |= steps
    return {barrier: frozenset(steps) for barrier, steps in found.items()}


def targets(agreement: Agreement, found: Iterable[Barrier], origins: Places, danger: Danger) -> Iterator[Target]:
    """Everything that *danger* can strike among the barriers *found*."""
    for target in _targets(agreement, tuple(found), origins, danger.strikes):
        if not danger.at or set(danger.at) & {*target.places, target.actor if danger.strikes == "boarding" else None}:
            yield target


def _targets(agreement: Agreement, found: Sequence[Barrier], origins: Places, strikes: Strikes) -> Iterator[Target]:
    places, roads = agreement.places, agreement.roads
    at = tuple(dict.fromkeys(place for what, place in found if what in (CROSS, ARRIVE)))
    if strikes == "boarding":
        for party in agreement.parties:
            yield Target(party, origins, party, (("boarding", ""),))
    elif strikes == "weather":
        yield Target("", (), None, (("weather", ""),))
    elif strikes == "road":
        for barrier in found:
            if barrier[0] == "road":
                road = roads[int(barrier[1])]
                yield Target(f"{road.from_} – {road.to}", (road.from_, road.to), road.held_by, (barrier,))
    elif strikes == "waiting":
        for place in dict.fromkeys((*origins, *at)):
            shut = tuple(b for b in found if b[0] in (CROSS, ARRIVE) and b[1] == place)
            yield Target(place, (place,), places[place].held_by, (*shut, ("boarding", "")), place)
    else:
        act = CROSS if strikes == "crossing" else ARRIVE
        for barrier in found:
            if barrier[0] == act:
                yield Target(barrier[1], barrier[1:], places[barrier[1]].held_by, (barrier,))


def _posted(agreement: Agreement, places: Places) -> bool:
    return any(p in monitor.posted_at for monitor in agreement.monitors.values() for p in places)


def _observed(agreement: Agreement, places: Places) -> bool:
    return any(i.at in places and i.observed_by for i in agreement.conditions.inspections)


def _limited(agreement: Agreement, _: Places) -> bool:
    return agreement.violations.suspension_at_most is not None and bool(agreement.violations.resumed_by)


def _decided(agreement: Agreement, _: Places) -> bool:
    return agreement.violations.disputes_decided_by is not None


def _settled(agreement: Agreement, _: Places) -> bool:
    return all(e.shortfall and e.refusals for e in agreement.exchanges.values())


def _frozen(agreement: Agreement, _: Places) -> bool:
    return agreement.conditions.lists is not None and agreement.conditions.lists.frozen is not None


def _waiting(agreement: Agreement, _: Places) -> bool:
    return agreement.time_on_board_at_most is not None


def _cordon(agreement: Agreement, places: Places) -> bool:
    return any("cordon" in agreement.places[p].provisions for p in places)


def _conduct(agreement: Agreement, _: Places) -> bool:
    return agreement.conditions.media is not None


def _spare(agreement: Agreement, _: Places) -> bool:
    return all(fleet.spare for fleet in agreement.fleets.values())


REMEDIES: Final[Mapping[Remedy, Callable[[Agreement, Places], bool]]] = {
    "monitor posted": _posted,
    "inspection observed": _observed,
    "suspension limited": _limited,
    "disputes decided": _decided,
    "numbers settled": _settled,
    "lists frozen": _frozen,
    "spare vehicles": _spare,
    "waiting limited": _waiting,
    "cordon posted": _cordon,
    "conduct settled": _conduct,
}


def eased(agreement: Agreement, danger: Danger, places: Places) -> float:
    """The share of *danger* that still happens with what the agreement has against it."""
    return math.prod(float(s.likely.of_one) for word, s in danger.eased_by.items() if REMEDIES[word](agreement, places))


def limit(agreement: Agreement, danger: Danger, places: Places) -> float:
    """The minutes after which a clause ends *danger*; inf where none does."""
    if not danger.ended_by_procedure:
        return math.inf
    if danger.strikes == "inspection":
        at = [i.minutes_at_most for i in agreement.conditions.inspections if i.at in places and i.minutes_at_most]
        return float(min(at)) if at else math.inf
    most = agreement.violations.suspension_at_most
    return float(most) if most is not None and _limited(agreement, places) else math.inf
