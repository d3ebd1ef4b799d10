"""A law with a planted bug -> the judge finds it, on agreements that chance made before it knew of any bug."""

import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings

import mamarr.model
from judge import breaches
from mamarr.model.agreement import Pairs
from mamarr.model.batches import cut
from small import KINDS, Small, agreement, limiteds, smalls
from trial import THE_LAW, Law, disagreement, disagreement_on_limits, timeline

FOLDER = Path(mamarr.model.__file__).parent
MODULES = ("clocks", "law", "routes", "calendar", "builder", "turns", "slots", "resources", "clauses")
EACH = 60

Edit = tuple[str, str]

LOOSER: dict[str, tuple[Edit, ...]] = {
    "one more than the tolerance": (("takers, slack, clause)", "takers, slack + 1, clause)"),),
    "a tolerance as a share is rounded up": (("int(slack)", "int(slack) + 1"),),
    "only the first side is held": (("self._keep_up(exchange, other, one, slack, clause)", "pass"),),
    "each convoy counts for itself": (("taken += weight", "taken = weight"),),
    "counted at departure whatever was agreed": (
        ("self._at(convoy, exchange.counted_at)", 'self._at(convoy, "departure")'),
    ),
    "counted a lag too early": (("moment + lags[lag]", "moment"),),
    "loading takes no time": (("LOADING_MINUTES = 30", "LOADING_MINUTES = 0"),),
    "inspections take no time": (("+ (stop.at(level) if stop else 0)", ""),),
    "locked until one person fewer": (("count, need, clause)", "count, need - 1, clause)"),),
    "locked until the first instead of all": (("need = total", "need = others[0].counted if others else 0"),),
    "kept back by one person too few": (("if gone > free and", "if gone > free + 1 and"),),
    "a phase begins one person early": (
        ("need = sum(c.counted for c in before)", "need = sum(c.counted for c in before) - 1"),
    ),
    "a phase takes a convoy of the next": (("next((i for i, end", "next((max(i - 1, 0) for i, end"),),
    "pairs leave one by one": (("self.net.pair(*steps, clause)", "pass"),),
    "pairs know only their own partner": (("for held in found:", "for held in [gate]:"),),
    "whoever has no partner goes alone": (("long[len(short) :] if short else ()", "()"),),
    "n for m turned round": (("Side(one, exchange.ratio.second)", "Side(one, exchange.ratio.first)"),),
    "in n for m, the tolerance in people of the other side": (
        ("exchange.tolerance * exchange.ratio.second", "exchange.tolerance * exchange.ratio.first"),
    ),
}

STRICTER: dict[str, tuple[Edit, ...]] = {
    "stopped one person short of the tolerance": (("takers, slack, clause)", "takers, slack - 1, clause)"),),
    "a share counted in people": (("(*in_shares(one, other), int(slack))", "Side(one, 1), Side(other, 1), 1"),),
    "more than what is needed": (("].need <= reached", "].need < reached"),),
    "the last convoy locked from the first on": (("own[:-1]", "own[:0]"),),
    "a convoy belongs to the phase after its own": (("if gone <= end)", "if gone < end)"),),
    "wounded people held": (("c.movement in names and not c.unconditional", "c.movement in names"),),
    "wounded people counted": (
        ("c.movement in names and not c.unconditional", "c.movement in names"),
        ("c.counted", "c.size"),
    ),
    "held before boarding whatever was agreed": (
        ("return self._at(convoy, BOARDING if where == stops[0] else where)", "return self._at(convoy, BOARDING)"),
    ),
    "waiting at the place of assembly taken for arriving": (
        ("BOARDING if where == stops[0] else where", "ARRIVAL if where == stops[0] else where"),
    ),
}
BUGS = LOOSER | STRICTER

LIMITS: dict[str, tuple[Edit, ...]] = {
    "a curfew is over when the road begins": ((".for_stay(road.minutes.likely)", ".for_stay(0)"),),
    "a curfew is looked at only before the road": (
        ("found[0] += [kept._replace(after=kept.after + steps[i]) for kept in roads]", "pass"),
    ),
    "opening hours are looked at only before the place": (
        ("found[0].append(here._replace(after=steps[i + 1]))", "pass"),
    ),
    "whoever boards before dusk may arrive after it": ((".for_stay(int(steps[-1] - since))", ".for_stay(0)"),),
    "the hours of a movement begin with its departure": (
        ("zip(steps[:-1], found, strict=False)", "zip(steps[1:-1], found[1:], strict=False)"),
    ),
    "convoys keep half their distance": (("depart, spacing)", "depart, spacing // 2)"),),
    "each convoy is registered as one person": (("-(-60 * convoy.size // people)", "-(-60 // people)"),),
    "registering takes a minute more": (("-(-60 * convoy.size // people)", "-(-60 * convoy.size // people) + 1"),),
    "people wait on board for their turn": (
        ("lead = max(0.0, ahead.minutes + ahead.after - self.after)", "lead = 0.0"),
    ),
    "no turn is kept for those who may not wait": (("for long in {p.minutes for p in others}:", "for long in ():"),),
    "those who may not wait rank as all others do": (
        ("sorted(self.convoys, key=lambda c: not c.unconditional)", "self.convoys"),
    ),
    "a site has room for one more": (("capacity - kept)", "capacity - kept + 1)"),),
    "a site has room for one less": (("capacity - kept)", "capacity - kept - 1)"),),
    "no room is kept for those who may not wait": (("capacity - kept)", "capacity)"),),
    "a site is empty when its people board": (("Wait(leaves, c.size)", "Wait(self._board(c), c.size)"),),
    "a site is full until its people arrive": (("Wait(leaves, c.size)", "Wait(self.points[c.id][-1].step, c.size)"),),
}


@cache
def pool() -> tuple[Small, ...]:
    """Agreements by chance, the same every time: some of each kind of exchange, alone and with pairs."""
    made: list[Small] = []
    for kinds in [(kind, *more) for kind in KINDS for more in ((), (Pairs,)) if kind not in more]:

        @settings(max_examples=EACH, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
        @given(smalls(4, kinds))
        def collect(small: Small) -> None:
            made.append(small)

        collect()
    return tuple(made)


def planted(edits: tuple[Edit, ...], monkeypatch: pytest.MonkeyPatch) -> Law:
    """The law with its source changed."""
    made: dict[str, ModuleType] = {}
    left = set(edits)
    for name in MODULES:
        source = (FOLDER / f"{name}.py").read_text("utf-8")
        for old, new in edits:
            left -= {(old, new)} if old in source else set()
            source = source.replace(old, new)
        made[name] = ModuleType(f"mamarr.model.{name}")
        monkeypatch.setitem(sys.modules, f"mamarr.model.{name}", made[name])
        exec(compile(source, f"<{name}>", "exec"), made[name].__dict__)
    assert not left, "the planted bug must be in the source"
    return Law(made["clauses"].compile_net, made["law"].run, made["law"].reach)


@cache
def limited_pool() -> tuple[Small, ...]:
    """Agreements by chance with hours, distances and rooms, the same every time."""
    made: list[Small] = []

    @settings(max_examples=6 * EACH, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(limiteds())
    def collect(small: Small) -> None:
        made.append(small)

    collect()
    return tuple(made)


@pytest.mark.parametrize("bug", BUGS)
def test_the_judge_catches(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    law = planted(BUGS[bug], monkeypatch)
    assert any(disagreement(small, law) for small in pool())


@pytest.mark.parametrize("bug", LIMITS)
def test_the_judge_of_limits_catches(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    law = planted(LIMITS[bug], monkeypatch)
    assert any(disagreement_on_limits(small, law) for small in limited_pool())


def test_the_same_trials_find_nothing_against_the_law() -> None:
    assert [d for small in pool() if (d := disagreement(small, THE_LAW))] == []
    assert [d for small in limited_pool() if (d := disagreement_on_limits(small, THE_LAW))] == []


def test_the_judge_counts_people_and_minutes() -> None:
    made = agreement()
    convoys = cut(made)
    net = THE_LAW.compile_net(made, convoys)
    times = timeline(net, THE_LAW.run(net))
    twice = (*convoys, replace(convoys[0], id="red-out-99"))
    early = {**times, ("red-out-01", "board", "red"): -1.0}
    assert breaches(made, convoys, times) == []
    assert {b.promise for b in breaches(made, convoys[:-1], times)} == {"people"}
    assert {b.promise for b in breaches(made, twice, times)} == {"people"}
    assert {b.promise for b in breaches(made, convoys, early)} == {"opening"}
