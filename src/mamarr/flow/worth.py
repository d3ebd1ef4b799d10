"""Agreement, plan, dangers -> what each change of the agreement is worth; two agreements side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.files import write_files
from mamarr.flow.planning import load_both
from mamarr.flow.reading import Checked, check_agreement, remedied
from mamarr.flow.rehearsing import dangers_in
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Rehearsal, Swing, Worth
from mamarr.model.values import Language

if TYPE_CHECKING:
    from mamarr.rehearsing.worth import Change

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An agreement with what every change of it is worth, best first, and those that leave no plan.

    *tried* are the changed agreements with their plans, in the order of *worths*.
    """

    agreement: Agreement
    plan: Plan
    dangers: Dangers
    rehearsal: Rehearsal
    worths: tuple[Worth, ...]
    unplanned: tuple[Worth, ...]
    tried: tuple[tuple[Agreement, Plan], ...]


Ready = tuple[Agreement, Plan, Dangers]


def ready(path: Path, plan_path: Path, runs: int, seed: int, dangers_path: Path | None) -> Ready | Checked:
    """An agreement and its plan that can be rehearsed, with the dangers; or what hinders it."""
    from mamarr.rehearsing import faults

    both = load_both(path, plan_path)
    if isinstance(both, Checked):
        return both
    source, agreement, plan = both
    dangers = dangers_in(dangers_path, agreement)
    if isinstance(dangers, Checked):
        return dangers
    if wrong := tuple(faults(agreement, plan, runs, seed)):
        return Checked(source, wrong)
    return agreement, plan, dangers


def weigh(agreement: Agreement, plan: Plan, dangers: Dangers, runs: int, seed: int, told: Told) -> Weighed:
    """Rehearses *plan*, and again with each change under the same draws."""
    from mamarr.rehearsing import answered, simulate
    from mamarr.rehearsing.summary import sum_up
    from mamarr.rehearsing.worth import gains

    asked = changes(agreement)
    before = simulate(answered(agreement, plan, dangers, seed), runs, seed)
    told(1, len(asked) + 1)
    found, without = [], []
    for i, change in enumerate(asked, 2):
        changed = planned(change, plan)
        if changed is None:
            without.append(_worth(change, gains(before, before)))
        else:
            after = simulate(answered(change.agreement, changed, dangers, seed), runs, seed)
            found.append((_worth(change, gains(before, after)), (change.agreement, changed)))
        told(i, len(asked) + 1)
    ranked = sorted(found, key=lambda f: _rank(f[0]))
    worths, tried = tuple(w for w, _ in ranked), tuple(t for _, t in ranked)
    return Weighed(agreement, plan, dangers, sum_up(agreement, dangers, before), worths, tuple(without), tried)


def _rank(worth: Worth) -> tuple[float, float, float, str, str]:
    return (-worth.people.mean, -worth.chance.mean, -worth.hours.mean, worth.kind, str(worth.facts))


FIRST = 4
"""Changes of which the ranking is looked at again under other figures."""


def hangs_on(done: Weighed, told: Told) -> tuple[Swing, ...]:
    """Which figures of the dangers decide the result and the ranking."""
    from mamarr.rehearsing.sensitivity import Case, swings

    best = [Case(a, p) for (a, p), w in zip(done.tried, done.worths, strict=True) if w.people.mean > 0][:FIRST]
    asked = Case(done.agreement, done.plan)
    return swings(asked, best, done.dangers, done.rehearsal.runs, done.rehearsal.seed, told)


def changes(agreement: Agreement) -> list[Change]:
    """Structural changes, and the remedy of every diagnostic whose rule carries one; each result once."""
    from mamarr.rehearsing.worth import structural

    found: list[Change] = []
    for change in (*_remedies(agreement), *structural(agreement)):
        if change.agreement not in [c.agreement for c in found]:
            found.append(change)
    return found


def _remedies(agreement: Agreement) -> Iterator[Change]:
    from mamarr.rehearsing.worth import Change

    codes = dict.fromkeys(d.code for d in check_agreement(agreement) if d.fixable)
    for code in codes:
        changed, times = remedied(agreement, code)
        if times:
            replans = changed.movements != agreement.movements or _rules(changed) != _rules(agreement)
            yield Change("remedy", changed, {"code": code, "n": times}, code, replans)


def _rules(agreement: Agreement) -> list[tuple[str, str]]:
    """Which exchanges there are, and of which kind: another kind cuts convoys elsewhere."""
    return [(name, e.rule) for name, e in agreement.exchanges.items()]


def planned(change: Change, plan: Plan) -> Plan | None:
    """The plan as it was where convoys stay the same, a new one where they do not; None where there is none."""
    from mamarr.planning import plan as make

    if not change.replans:
        return plan
    made = make(change.agreement, level=plan.level)
    return made if isinstance(made, Plan) else None


def _worth(change: Change, measured: tuple[object, object, object]) -> Worth:
    chance, people, hours = measured
    return Worth(change.kind, change.facts, change.code, change.replans, chance, people, hours)  # type: ignore[arg-type]


def draw_worth(done: Weighed, language: Language, folder: Path) -> list[Path]:
    """Writes the tornado."""
    from mamarr.reporting.pictures import worth_pictures

    return write_files(folder, worth_pictures(done.agreement, done.worths, done.rehearsal.runs, language))


def side_by_side(
    one: tuple[Agreement, Plan, Dangers], other: tuple[Agreement, Plan], runs: int, seed: int
) -> Sequence[Rehearsal]:
    """Two agreements, each with its own plan, under the same answers and draws."""
    from mamarr.rehearsing import rehearse

    agreement, plan, dangers = one
    return [rehearse(a, p, dangers, runs, seed) for a, p in ((agreement, plan), other)]
