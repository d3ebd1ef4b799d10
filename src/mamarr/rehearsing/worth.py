"""Agreement -> changes that negotiators could make, and what each is worth in the same runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mamarr.model.agreement import Agreement, AnyExchange, InStep, Pairs, movements_of
from mamarr.model.batches import convoy_size
from mamarr.model.outcome import Outcomes, Sample
from mamarr.model.rehearsal import Gain
from mamarr.model.values import Text

SUSPENSION: Final = 6 * 60
ON_BOARD: Final = 6 * 60
RESERVE: Final = 10
"""One vehicle in so many is kept in reserve."""
TENTH: Final = 1.2816
"""The normal quantile at nine tenths."""
SAID: Final = Text(en="settled", ar="متفق عليه")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an agreement. *code* is the rule whose remedy it is; *replans* where convoys or routes change."""

    kind: str
    agreement: Agreement
    facts: Mapping[str, str | int] = field(default_factory=dict)
    code: str = ""
    replans: bool = False


def structural(agreement: Agreement) -> Iterator[Change]:
    """Changes that no single fault asks for; none that would change nothing."""
    found = (
        *_binding(agreement),
        *_posting(agreement),
        *_repair(agreement),
        *_reserves(agreement),
        *_smaller(agreement),
        *_pairs(agreement),
        *_second_crossings(agreement),
    )
    return (change for change in found if change.agreement != agreement)


def _binding(agreement: Agreement) -> Iterator[Change]:
    """Whoever holds a place or a road and has not signed, signs."""
    holders = [p.held_by for p in agreement.places.values()] + [r.held_by for r in agreement.roads]
    for name in dict.fromkeys(h for h in holders if h in agreement.parties):
        if name and not agreement.bound(name):
            signed = replace(agreement.parties[name], signed="yes")
            changed = replace(agreement, parties={**agreement.parties, name: signed})
            yield Change("bind", changed, {"name": name})


def _posting(agreement: Agreement) -> Iterator[Change]:
    """The first monitor is posted at every place on the way where none stands."""
    used = {p for m in agreement.movements.values() for p in (agreement.people[m.people].at, *m.via, *m.to)}
    watched = {p for monitor in agreement.monitors.values() for p in monitor.posted_at}
    bare = tuple(p for p in agreement.places if p in used - watched)
    for name, monitor in list(agreement.monitors.items())[:1]:
        posted = replace(monitor, posted_at=(*monitor.posted_at, *bare))
        yield Change("monitor", replace(agreement, monitors={**agreement.monitors, name: posted}), {"n": len(bare)})


def _repair(agreement: Agreement) -> Iterator[Change]:
    """A deadline for suspensions, somebody who decides, a rule for shortfalls, a cap on time on board, conduct."""
    said, neutral = agreement.violations, (*agreement.facilitators, *agreement.monitors)
    if said.suspension_at_most is None or said.suspension_at_most > SUSPENSION or not said.resumed_by:
        limited = replace(said, suspension_at_most=SUSPENSION, resumed_by=said.resumed_by or neutral[:1])
        yield Change("deadline", replace(agreement, violations=limited), {"hours": SUSPENSION // 60})
    decider = next(iter((*agreement.guarantors, *neutral)), None)
    if said.disputes_decided_by is None and decider:
        decided = replace(said, disputes_decided_by=decider)
        yield Change("decider", replace(agreement, violations=decided), {"name": decider})
    rules = {"shortfall": "accounted for", "refusals": "accounted for"}
    if any(e.shortfall is None or e.refusals is None for e in agreement.exchanges.values()):
        settled = {n: _settled(e, rules) for n, e in agreement.exchanges.items()}
        yield Change("shortfall", replace(agreement, exchanges=settled))
    if agreement.time_on_board_at_most is None:
        yield Change("on-board", replace(agreement, time_on_board_at_most=ON_BOARD), {"hours": ON_BOARD // 60})
    if agreement.conditions.media is None:
        yield Change("conduct", replace(agreement, conditions=replace(agreement.conditions, media=SAID)))
    waiting = {n: replace(e, waits_at=("boarding",)) for n, e in agreement.exchanges.items()}
    yield Change("wait-at-boarding", replace(agreement, exchanges=waiting))
    cordoned = {n: replace(p, provisions=(*p.provisions, "cordon")) for n, p in _stands(agreement)}
    yield Change("cordon", replace(agreement, places={**agreement.places, **cordoned}), {"n": len(cordoned)})


def _settled(exchange: Any, rules: Mapping[str, str]) -> Any:
    return replace(exchange, **{k: v for k, v in rules.items() if getattr(exchange, k) is None})


def _stands(agreement: Agreement) -> list[tuple[str, Any]]:
    """Places where vehicles may stand that have no cordon."""
    used = {p for m in agreement.movements.values() for p in m.via}
    return [(n, p) for n, p in agreement.places.items() if n in used and "cordon" not in p.provisions]


def _reserves(agreement: Agreement) -> Iterator[Change]:
    """Every fleet without a reserve gets one."""
    bare = {n: f for n, f in agreement.fleets.items() if not f.spare}
    spared = {n: replace(f, spare=max(1, f.count // RESERVE)) for n, f in bare.items()}
    extra = sum(f.spare for f in spared.values())
    yield Change("reserve", replace(agreement, fleets={**agreement.fleets, **spared}), {"n": extra})


def _smaller(agreement: Agreement) -> Iterator[Change]:
    """Convoys half as large."""
    halved = {
        n: replace(m, convoy=replace(m.convoy, people=max(1, convoy_size(agreement, m) // 2)))
        for n, m in agreement.movements.items()
    }
    yield Change("smaller", replace(agreement, movements=halved), replans=True)


def _pairs(agreement: Agreement) -> Iterator[Change]:
    """What is in step goes in simultaneous pairs."""
    for name, e in agreement.exchanges.items():
        if isinstance(e, InStep) and len(e.between) == 2:
            kept = {
                f: getattr(e, f) for f in ("name", "counted_at", "attested_by", "shortfall", "refusals", "waits_at")
            }
            paired = Pairs(between=e.between, **kept)
            changed = replace(agreement, exchanges={**agreement.exchanges, name: paired})
            yield Change("pairs", changed, {"name": name}, replans=True)


def _second_crossings(agreement: Agreement) -> Iterator[Change]:
    """A crossing that several movements share gets a second one beside it, with the same roads, holder and rules.

    Movements are shared out so that nearly as many people go over each. Nobody changes over when one is shut: who goes
    where is agreed beforehand.
    """
    for name, place in agreement.places.items():
        users = [n for n, m in agreement.movements.items() if name in m.via]
        if place.kind == "crossing" and len(users) > 1:
            moved = _lighter_half(agreement, users)
            changed = _beside(agreement, name, f"{name}-second", moved)
            facts: dict[str, str | int] = {
                "name": name,
                "movements": ", ".join(moved),
                "n": len(moved),
                "of": len(users),
            }
            yield Change("second-crossing", changed, facts, replans=True)


def _lighter_half(agreement: Agreement, users: Sequence[str]) -> list[str]:
    """Those of *users* who go over the second crossing: the greatest first, each to where fewer people go so far."""
    people = {n: _people(agreement, n) for n in users}
    over: tuple[list[str], list[str]] = ([], [])
    for name in sorted(users, key=lambda n: (-people[n], n)):
        min(over, key=lambda side: sum(people[n] for n in side)).append(name)
    return sorted(min(over, key=lambda side: sum(people[n] for n in side)), key=users.index)


def _people(agreement: Agreement, movement: str) -> int:
    number = agreement.people[agreement.movements[movement].people].number
    return number.likely if number else 0


def _beside(agreement: Agreement, name: str, twin: str, moved: Sequence[str]) -> Agreement:
    """*agreement* with *twin* beside the crossing *name*, for the movements *moved*."""
    roads = [
        replace(r, from_=twin if r.from_ == name else r.from_, to=twin if r.to == name else r.to)
        for r in agreement.roads
        if name in (r.from_, r.to)
    ]
    monitors = {
        n: replace(m, posted_at=(*m.posted_at, twin)) if name in m.posted_at else m
        for n, m in agreement.monitors.items()
    }
    inspections = tuple(replace(i, at=twin) for i in agreement.conditions.inspections if i.at == name)
    conditions = replace(agreement.conditions, inspections=(*agreement.conditions.inspections, *inspections))
    over = {
        n: replace(agreement.movements[n], via=tuple(twin if p == name else p for p in agreement.movements[n].via))
        for n in moved
    }
    return replace(
        agreement,
        places={**agreement.places, twin: agreement.places[name]},
        roads=(*agreement.roads, *roads),
        monitors=monitors,
        conditions=conditions,
        movements={**agreement.movements, **over},
        exchanges={n: _counted_beyond(e, name, moved) for n, e in agreement.exchanges.items()},
    )


def _counted_beyond(exchange: AnyExchange, name: str, moved: Sequence[str]) -> AnyExchange:
    """Where it is counted at a crossing that some of its people do not pass any more: when they arrive."""
    elsewhere = exchange.counted_at == name and set(moved) & set(movements_of(exchange))
    return replace(exchange, counted_at="arrival") if elsewhere else exchange


def gains(before: Sample, after: Sample) -> tuple[Gain, Gain, Gain]:
    """What *after* has more of: runs with everybody out, people out; and the hours on board that it saves a person."""
    return (
        gain(before, after.in_window.astype(float) - before.in_window),
        gain(before, before.not_out.astype(float) - after.not_out),
        gain(before, (before.hours_on_board - after.hours_on_board).astype(float)),
    )


def gain(runs: Outcomes | Sample, more: NDArray[np.float64]) -> Gain:
    """The mean of *more* over runs, and over the runs under an answer at a tenth and at nine tenths of them.

    What so few runs an answer add to the spread by chance alone is taken out, as for chances; but the range is never
    narrower than what so many runs can tell.
    """
    parts = [more[runs.part(d)] for d in range(runs.draws)]
    means = np.array([p.mean() for p in parts if len(p)])
    noise = float(np.mean([p.var() / max(1, len(p) - 1) for p in parts if len(p)]))
    seen, mean = float(means.var()), float(more.mean())
    true = float(np.sqrt(max(0.0, 1 - noise / seen))) if seen else 0.0
    drawn = np.sort(mean + (means - mean) * true)
    exact = TENTH * float(more.std()) / math.sqrt(len(more))
    least, most = float(drawn[len(drawn) // 10]), float(drawn[-1 - len(drawn) // 10])
    return Gain(mean, min(least, mean - exact), max(most, mean + exact))
