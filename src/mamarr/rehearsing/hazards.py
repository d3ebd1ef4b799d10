"""Dangers -> the arrays by which the kernel draws them: what each can strike, how often, for how long."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from mamarr.model.agreement import Agreement
from mamarr.model.balance import Balance
from mamarr.model.danger import TIES, Danger, Dangers
from mamarr.model.law import Net
from mamarr.model.plan import Convoy
from mamarr.model.values import Portion
from mamarr.rehearsing.exposure import Barrier, Target, eased, limit, tie
from mamarr.rehearsing.nets import rows
from mamarr.rehearsing.streams import named
from mamarr.rehearsing.tables import AHEAD, ALWAYS, BEHIND, Floats

MODES = {None: ALWAYS, "ahead": AHEAD, "behind": BEHIND}
Struck = Sequence[tuple[str, Target]]


class Hit(NamedTuple):
    """A delay that a danger can bring: to which lag of which convoy, at which place, on the way between which."""

    danger: str
    lag: int
    convoy: int
    place: str
    places: tuple[str, ...]


def closures(
    agreement: Agreement, worlds: Sequence[Dangers], struck: Struck, shut: Sequence[Barrier], watched: Sequence[Balance]
) -> dict[str, Any]:
    """What shuts something.

    Drawn as often as the worst tie, the greatest imbalance and the night would have it, and then thinned: a better
    clause only takes away.
    """

    def most(danger: Danger, _: Target) -> float:
        rates = (1 / times.likely for t in TIES if (times := danger.every(t)))
        return max(rates, default=0.0) * (1 + _rises(danger)) * max(1.0, _night(danger))

    def rate(danger: Danger, target: Target) -> float:
        times = danger.every(tie(agreement, target.actor))
        return eased(agreement, danger, target.places) / times.likely if times else 0.0

    def each(number: Callable[[Danger, Target], Any]) -> Floats:
        return _table(worlds, [(name, target) for name, target in struck], number)

    shuts_at, shuts = rows([shut.index(b) for b in target.shuts] for _, target in struck)
    places, dangers = list(agreement.places), worlds[0].dangers
    sides = [[_side(agreement, b, target.actor) for b in watched] for _, target in struck]
    return {
        "target_name": np.array([named(name, t.where) for name, t in struck], np.uint64),
        "target_mode": np.array([MODES[dangers[n].only_while] for n, _ in struck], np.int64),
        "target_side": np.array(sides, np.int64).reshape(len(struck), len(watched)),
        "target_waiting": np.array([places.index(t.waiting_at) if t.waiting_at else -1 for _, t in struck], np.int64),
        "target_most": np.array([limit(agreement, dangers[n], t.places) for n, t in struck], np.float64),
        "shuts_at": shuts_at,
        "shuts": np.array(shuts, np.int64),
        "most_rate": each(most),
        "rate": each(rate),
        "rises": each(lambda d, _: _rises(d)),
        "night": each(lambda d, _: _night(d)),
        "lasting": each(lambda d, _: _lasting(d)).reshape(len(worlds), len(struck), 3),
        "never": each(lambda d, _: _part(d.never_ends)),
    }


def _table(
    worlds: Sequence[Dangers], named_: Sequence[tuple[str, Any]], number: Callable[[Danger, Any], Any]
) -> Floats:
    """*number* of each danger and what it strikes, in each world."""
    found = np.array([[number(w.dangers[name], what) for name, what in named_] for w in worlds], np.float64)
    return found if named_ else np.zeros((len(worlds), 0))


def _rises(danger: Danger) -> float:
    """By how much more often at the greatest imbalance that there can be, as a share."""
    return float(danger.rises_with_imbalance.likely) if danger.rises_with_imbalance else 0.0


def _night(danger: Danger) -> float:
    return danger.at_night.likely / 100 if danger.at_night else 1.0


def _part(portion: Portion | None) -> float:
    return float(portion.likely.of_one) if portion else 0.0


def _lasting(danger: Danger) -> tuple[float, float, float]:
    m = danger.minutes
    return (float(m.low), float(m.likely), float(m.high)) if m else (math.inf, math.inf, math.inf)


def _side(agreement: Agreement, balance: Balance, actor: str | None) -> int:
    """1 where *actor* asks for the people of the first side and so receives what it is ahead, -1 for the second."""
    for sign, side in ((1, balance.one), (-1, balance.other)):
        if actor and actor in {agreement.people[agreement.movements[m].people].of for m in side.movements}:
            return sign
    return 0


def hits_of(agreement: Agreement, net: Net, convoys: Sequence[Convoy], name: str, danger: Danger) -> Iterator[Hit]:
    """The loadings, legs or inspections that *danger* can slow."""
    number = {c.id: i for i, c in enumerate(convoys)}
    inspected = {p for p, place in agreement.places.items() if place.inspection_minutes}
    inspected |= {inspection.at for inspection in agreement.conditions.inspections}
    for i, lag in enumerate(net.lag_names):
        both = (lag.start, lag.end) if lag.what == "travel" else (lag.start,)
        strikes = (
            (danger.strikes == "loading" and lag.what == "loading")
            or (danger.strikes == "driving" and lag.what == "travel")
            or (danger.strikes == "inspection" and lag.what == "travel" and lag.end in inspected)
        )
        places = both[-1:] if danger.strikes == "inspection" else both
        if strikes and (not danger.at or set(danger.at) & set(places)):
            yield Hit(name, i, number[lag.convoy], both[-1], places)


def delays(
    agreement: Agreement, net: Net, worlds: Sequence[Dangers], hits: Sequence[Hit], sources: Sequence[int]
) -> dict[str, Any]:
    """What slows one convoy; *sources* number what can hold somebody up."""
    kinds = list(dict.fromkeys((hit.danger, hit.places) for hit in hits))
    order = sorted(range(len(hits)), key=lambda h: hits[h].lag)
    ranked = [(hits[h].danger, hits[h]) for h in order]
    lags = [hit.lag for _, hit in ranked]
    convoys = {i: lag.convoy for i, lag in enumerate(net.lag_names)}
    return {
        "hits_at": np.searchsorted(lags, np.arange(len(net.lags) + 1)).astype(np.int64),
        "hit_name": np.array([named(n, convoys[h.lag], *h.places) for n, h in ranked], np.uint64),
        "hit_source": np.array([sources[h] for h in order], np.int64),
        "hit_most": np.array([limit(agreement, worlds[0].dangers[n], h.places) for n, h in ranked], np.float64),
        "hit_harm": np.array([kinds.index((n, h.places)) for n, h in ranked], np.int64),
        "hit_chance": _table(worlds, kinds, lambda d, places: _part(d.chance) * eased(agreement, d, places)),
        "hit_rises": _table(worlds, kinds, lambda d, _: _rises(d)),
        "hit_night": _table(worlds, kinds, lambda d, _: _night(d)),
        "hit_lasting": _table(worlds, kinds, lambda d, _: _lasting(d)).reshape(len(worlds), len(kinds), 3),
        "hit_loses": _table(worlds, kinds, lambda d, _: _part(d.loses_vehicle)),
    }


def late(
    worlds: Sequence[Dangers], names: Sequence[str], convoys: Sequence[Convoy], sources: Sequence[int]
) -> dict[str, Any]:
    """Attestations that come late, one draw a convoy."""
    rows_ = [(name, None) for name in names]
    streams = [[named(name, c.id) for c in convoys] for name in names]
    return {
        "late_name": np.array(streams, np.uint64).reshape(len(names), len(convoys)),
        "late_source": np.array(sources, np.int64),
        "late_chance": _table(worlds, rows_, lambda d, _: _part(d.chance)),
        "late_lasting": _table(worlds, rows_, lambda d, _: _lasting(d)).reshape(len(worlds), len(names), 3),
    }


def staying(worlds: Sequence[Dangers], convoys: Sequence[Convoy]) -> dict[str, Any]:
    """People who choose to stay, one draw a convoy."""
    names = [name for name, d in worlds[0].dangers.items() if d.strikes == "people" and d.part]
    streams = [[named(name, c.id) for c in convoys] for name in names]

    def part(danger: Danger, _: object) -> tuple[float, ...]:
        p = danger.part
        return (float(p.low.of_one), float(p.likely.of_one), float(p.high.of_one)) if p else (0.0, 0.0, 0.0)

    return {
        "part_name": np.array(streams, np.uint64).reshape(len(names), len(convoys)),
        "part": _table(worlds, [(n, None) for n in names], part).reshape(len(worlds), len(names), 3),
    }
