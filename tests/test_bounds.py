"""Bounds -> no plan that the law allows finishes earlier, and a bound with a planted bug is caught lying."""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import mamarr.planning
from mamarr.lang import words
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.planning import plan
from mamarr.planning.bounds import Bound, bound
from mamarr.planning.files import from_json, to_json
from mamarr.planning.proof import prove, proven
from worlds import Tried, known, pool

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.reciprocal.generator import KINDS, instance

Bounding = Callable[..., Bound]


def lies(case: Tried, cheap: Bounding | None = bound, strong: Bounding | None = prove) -> list[str]:
    """The bounds that are later than what was done; what is proved is sought a little beyond that."""
    found = {}
    if cheap:
        found["cheap"] = cheap(case.agreement, case.convoys)
    if strong:
        found["strong"] = strong(case.agreement, case.convoys, case.finish + 60, steps=(60.0, 15.0))
    return [name for name, b in found.items() if b.minutes > case.finish]


def test_no_plan_that_the_law_allows_beats_a_bound() -> None:
    assert len(pool()) > 50
    assert {seed: found for seed, case in pool().items() if (found := lies(case))} == {}


def test_what_is_proved_is_never_less_than_what_is_known_at_once() -> None:
    for case in list(pool().values())[:40]:
        assert prove(case.agreement, case.convoys, case.finish, steps=(45.0,)).minutes >= min(
            case.finish, bound(case.agreement, case.convoys).minutes
        )


@pytest.mark.parametrize("kind", KINDS)
def test_instances_of_every_kind_are_proved_nearer_to_their_plan(kind: str) -> None:
    made = instance(kind, 20, 1).agreement
    found = plan(made)
    assert isinstance(found, Plan)
    better = prove(made, found.convoys, found.finish, steps=(30.0, 15.0))
    assert found.bound <= better.minutes <= found.finish
    assert kind not in ("ratio", "crossing", "hours") or better.minutes > found.bound
    for language in ("en", "ar"):
        assert words(language, "plan")(f"bound-{better.by}", name=str(better.at[1]))


def test_what_is_known_at_once_is_the_finish_where_one_thing_alone_decides() -> None:
    short = {name for name, c in known().items() if bound(c.agreement, c.convoys).minutes < c.finish}
    assert short == {"short and long ways"}


def test_a_proof_says_what_ended_it_and_holds_whatever_did(monkeypatch: pytest.MonkeyPatch) -> None:
    made = instance("hours", 20, 1).agreement
    found = plan(made)
    assert isinstance(found, Plan)
    monkeypatch.setattr("mamarr.planning.proof.WORK", 30_000)
    by_work = [proven(made, found) for _ in range(2)]
    at_once = proven(made, found, seconds=0.0)
    assert [p.proof for p in (found, *by_work, at_once)] == [None, "work", "work", "time"]
    assert found.bound == at_once.bound < by_work[0].bound == by_work[1].bound <= found.finish
    assert from_json(to_json(at_once)) == at_once
    spoilt = from_json(to_json(at_once).replace('"proof": "time"', '"proof": "luck"'))
    assert isinstance(spoilt, Diagnostic)
    assert spoilt.facts["value"] == "luck"


def test_a_bound_that_is_known_to_be_better_stays() -> None:
    made = instance("ratio", 20, 1).agreement
    found = plan(made)
    assert isinstance(found, Plan)
    better = replace(found, bound=found.finish - 1, bound_by="crossing")
    assert proven(made, better, seconds=0.0) == replace(better, proof="time")


MODULES = (
    *(f"bounds.{name}" for name in ("sequences", "curves", "ways", "limits", "paces")),
    *("bounds", "proof.rides", "proof.program", "proof.steps", "proof"),
)
FOLDER = Path(mamarr.planning.__file__).parent

CHEAP = {
    "a minute more than the road": ("way.start + way.ends", "way.start + way.ends + 1"),
    "the last convoy waits for itself": (
        "max(0, vehicles - max(most_vehicles(agreement, way) for way in those))",
        "vehicles",
    ),
    "the last trip comes back too": ("start + work / pool.places - after", "start + work / pool.places"),
    "vehicles come back the longest way": ("way.arrival + min(minutes_of(d)", "way.arrival + max(minutes_of(d)"),
    "half of the tolerance": ("work / (2 * slack)", "work / slack"),
    "half of what a limit leaves": ("limit.slack + _least(", "limit.slack / 2 + _least("),
    "all come back with the slowest": ("min(delay(at) for delay in delays)", "max(delay(at) for delay in delays)"),
    "nobody leaves before all of the others": ("flow.people - hold.kept", "0"),
    "nobody is ever still passing": ("minutes * convoy + self.grain - late", "self.grain / 4 - late"),
    "half of the room in vehicles": ("float(pool.places)", "pool.places / 2"),
    "the last who come back are taken for all": (
        "return min(found, alone)",
        "return min(found, alone, *(r.by(at) for r in rest[-1:]))",
    ),
    "minutes for each person": ("/ min(v * most, largest) for v in vehicles", "for v in vehicles"),
    "those who may not wait are locked": (
        "begin.locked.get(name, 0.0) if counts else 0.0",
        "begin.locked.get(name, 0.0)",
    ),
    "counted on arrival instead of where they leave": ("{origin: float(LOADING_MINUTES)}", "{}"),
    "an ambulance carries the lying or the seated": ("max(trips) if any", "sum(trips) if any"),
    "all of a movement are its last convoy": ("return min(1, total)", "return total"),
    "a lock waits for all": ("return need if 0 < need <= total else 0", "return total if 0 < need <= total else 0"),
    "a phase ends on arrival": ("[exchange.counted_at] * (len(parts) - 1)", "[ARRIVAL] * (len(parts) - 1)"),
}
STRONG = {
    "minutes are rounded up": ("return int(minutes // self.step)", "return -int(-minutes // self.step)"),
    "a vehicle once a step": ("1 + int(step // LOADING_MINUTES)", "1"),
    "nobody is ever still passing": ("max(convoys.values()) + self.step", "self.step / 4"),
    "half of a slack": ("np.full(self.count, slack + 1e-12 * abs(least))", "np.full(self.count, slack / 2)"),
    "vehicles come back a step late": ("there = np.floor(", "there = 1 + np.floor("),
    "open at the beginning of a step or not at all": ("opens < begins + self.step", "opens <= begins"),
    "each column at its worse bound": ("columns = np.maximum(", "columns = np.minimum("),
    "nobody need be left behind": ("proved.most < people - SHORT", "proved.most < people + 0.5"),
    "parts must end too early": ("finish - (ends[-1] - end)", "finish - (ends[-1] - end) - 20 * (end < ends[-1])"),
    "parts begin too late": ("earliest=[0.0, *ends[:-1]]", "earliest=[0.0, *ends[1:]]"),
    "half of the room of a reception": ("self.program.row(1, spec.capacity)", "self.program.row(1, spec.capacity / 2)"),
    "minutes for each person": ("/ min(v * most, largest) for v in vehicles", "for v in vehicles"),
    "half of the room in a convoy": ("return 60 / per_hour / most, float(largest)", "return 60 / per_hour / most, 0.0"),
    "those who may not wait are locked": (
        "self.stage.begin.locked.get(unit.movement, 0.0) if unit.counted else 0.0",
        "self.stage.begin.locked.get(unit.movement, 0.0)",
    ),
    "those who lie take turns with those who sit": ("if lying and sharing and any(", "if False and any("),
    "a lock waits for all": ("need = people(exchange.until, all_of)", "pass"),
    "curves a step too late": ("curve.before(end) for end in ends", "curve.before(end - self.step) for end in ends"),
    "a seat for two": ("spec.stretchers if lying else spec.seats", "spec.stretchers if lying else spec.seats / 2"),
}


def planted(old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Bounding, Bounding]:
    """The bounds with their source changed."""
    made: dict[str, ModuleType] = {}
    found = False
    for name in MODULES:
        path = FOLDER / f"{name.replace('.', '/')}.py" if "." in name else FOLDER / name / "__init__.py"
        source = path.read_text("utf-8")
        found = found or old in source
        made[name] = ModuleType(f"mamarr.planning.{name}")
        monkeypatch.setitem(sys.modules, f"mamarr.planning.{name}", made[name])
        exec(compile(source.replace(old, new), str(path), "exec"), made[name].__dict__)
    assert found, "the planted bug must be in the source"
    return made["bounds"].bound, made["proof"].prove


@pytest.mark.parametrize("bug", CHEAP)
def test_a_bug_in_a_bound_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cheap, _ = planted(*CHEAP[bug], monkeypatch)
    assert any(lies(case, cheap, None) for case in pool().values())


@pytest.mark.parametrize("bug", STRONG)
def test_a_bug_in_the_linear_programme_is_caught(bug: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _, strong = planted(*STRONG[bug], monkeypatch)
    assert any(lies(case, None, strong) for case in pool().values())
