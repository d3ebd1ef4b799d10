"""Agreement and danger to what it can strike: where, which steps wait, how the holder is bound, what eases it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.danger import Danger, Remedy, Strikes, Tie
from mamarr.model.law import Net
from mamarr.model.plan import Convoy
from mamarr.model.routes import route

Places = tuple[str, ...]


class Target(NamedTuple):
    """One thing that can be shut: its name, the places that it concerns, who holds it, and the steps that then wait."""

    where: str
    places: Places
    tie: Tie
    steps: tuple[int, ...]


def tie(agreement: Agreement, actor: str | None) -> Tie:
    """How *actor* is bound; ground that nobody is named for is held by somebody who is not."""
    party = agreement.parties.get(actor or "")
    if party is None:
        return "signed" if actor else "not bound"
    return "signed" if party.signed == "yes" else "vouched for" if agreement.bound(actor or "") else "not bound"


def targets(agreement: Agreement, net: Net, convoys: Sequence[Convoy], strikes: Strikes) -> Iterator[Target]:
    """Everything that a danger of this kind can shut, as far as these convoys use it."""
    boards = {step.convoy: i for step, i in net.index.items() if step.act == BOARD}
    if strikes == "boarding":
        steps = set(boards.values())
        if agreement.violations.suspends is None:
            steps |= {i for step, i in net.index.items() if step.act == CROSS}
        places = tuple(dict.fromkeys(step.place for step in net.steps if step.act == BOARD))
        for party in agreement.parties:
            yield Target(party, places, tie(agreement, party), tuple(sorted(steps)))
    elif strikes == "road":
        for road, found in _roads(agreement, net, convoys).items():
            r = agreement.roads[road]
            ahead = tuple(sorted({*found, *(boards[net.steps[i].convoy] for i in found)}))
            yield Target(f"{r.from_} – {r.to}", (r.from_, r.to), tie(agreement, r.held_by), ahead)
    elif strikes in ("crossing", "reception"):
        act = CROSS if strikes == "crossing" else ARRIVE
        for place in dict.fromkeys(step.place for step in net.steps if step.act == act):
            there = [i for step, i in net.index.items() if step.act == act and step.place == place]
            ahead = tuple(sorted({*there, *(boards[net.steps[i].convoy] for i in there)}))
            yield Target(place, (place,), tie(agreement, agreement.places[place].held_by), ahead)


def _roads(agreement: Agreement, net: Net, convoys: Sequence[Convoy]) -> dict[int, set[int]]:
    """Each road used, with the steps at either end of the legs over it: nobody sets out on it or gets off it."""
    found: dict[int, set[int]] = {}
    at = {(step.convoy, step.place): i for step, i in net.index.items() if step.act in (DEPART, CROSS, ARRIVE)}
    for convoy in convoys:
        for leg in route(agreement, agreement.movements[convoy.movement], convoy.to) or ():
            for road in leg.roads:
                found.setdefault(road, set()).update((at[convoy.id, leg.start], at[convoy.id, leg.end]))
    return found


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
