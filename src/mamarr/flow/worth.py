"""Agreements, plans, dangers -> what each change of each agreement is worth; several agreements side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.files import write_files
from mamarr.flow.reading import check_agreement, remedied
from mamarr.flow.rehearsing import Ready
from mamarr.flow.spreading import Spread, Told
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.outcome import Sample
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Chance, Rehearsal, Swing, Worth
from mamarr.model.values import Language

if TYPE_CHECKING:
    from mamarr.rehearsing.sensitivity import Asked, Left
    from mamarr.rehearsing.worth import Change

FIRST = 4
"""Changes of which the ranking is looked at again under other figures."""
TOGETHER = 16
"""Dangers that one job looks at, where there are many: the net is compiled once for them."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An agreement with what every change of it is worth, best first, and those that leave no plan.

    *in_window* and *not_out* are of the agreement as it is; *tried* are the changed agreements with their plans, in the
    order of *worths*. *left_out* names the cases without which the dangers were fitted, as ``Worth.apart`` has them.
    """

    given: Ready
    runs: int
    seed: int
    in_window: Chance
    not_out: float
    worths: tuple[Worth, ...]
    unplanned: tuple[Worth, ...]
    tried: tuple[tuple[Agreement, Plan], ...]
    left_out: tuple[str, ...] = ()

    @property
    def agreement(self) -> Agreement:
        return self.given.agreement


@dataclass(frozen=True, slots=True)
class Job:
    """A change of an agreement, or none, to be planned and rehearsed under each of *among*: all that this needs."""

    agreement: Agreement
    plan: Plan
    change: Change | None
    among: tuple[Dangers, ...]
    runs: int
    seed: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The plan of a job and what its runs came to, under each of the dangers in turn."""

    plan: Plan
    samples: tuple[Sample, ...]


def left_out() -> tuple[str, ...]:
    """The cases that the default dangers are fitted to, each of which can be left out."""
    from mamarr.flow.observing import observed

    return tuple(observed().cases)


def weigh(
    given: Sequence[Ready], runs: int, seed: int, spread: Spread, told: Told, left_out: Sequence[str] = ()
) -> list[Weighed]:
    """Rehearses each plan, and again with each change of its agreement, all under the same draws.

    With *left_out*, also under dangers fitted to all cases but each of these.
    """
    jobs = [_jobs(one, runs, seed, left_out) for one in given]
    done = iter(spread(measured, list(chain.from_iterable(jobs)), told))
    pairs = zip(given, jobs, strict=True)
    return [_weighed(one, its, [next(done) for _ in its], tuple(left_out)) for one, its in pairs]


def _jobs(given: Ready, runs: int, seed: int, left_out: Sequence[str]) -> list[Job]:
    """The agreement as it is, then with each change."""
    from mamarr.flow.observing import fitted

    among = (given.dangers, *(fitted(case) for case in left_out))
    asked = (None, *changes(given.agreement))
    return [Job(given.agreement, given.plan, change, among, runs, seed) for change in asked]


def measured(job: Job) -> Measured | None:
    """What a job asks for; None where its change leaves no plan."""
    from mamarr.rehearsing.crossed import samples

    agreement = job.change.agreement if job.change else job.agreement
    plan = planned(job.change, job.plan) if job.change else job.plan
    return Measured(plan, samples(agreement, plan, job.among, job.runs, job.seed, job.first)) if plan else None


def _weighed(given: Ready, jobs: Sequence[Job], done: Sequence[Measured | None], left_out: tuple[str, ...]) -> Weighed:
    from mamarr.rehearsing.summary import chance

    before = done[0].samples if done[0] else ()
    found, without = [], []
    for job, after in zip(jobs[1:], done[1:], strict=True):
        if job.change and after:
            worth = _worth(job.change, before, after.samples)
            found.append((worth, (job.change.agreement, after.plan)))
        elif job.change:
            without.append(_worth(job.change, before, before))
    found.sort(key=lambda f: rank(f[0]))
    return Weighed(
        given,
        jobs[0].runs,
        jobs[0].seed,
        chance(before[0], before[0].in_window),
        float(before[0].not_out.mean()),
        tuple(worth for worth, _ in found),
        tuple(without),
        tuple(tried for _, tried in found),
        left_out,
    )


def _worth(change: Change, before: Sequence[Sample], after: Sequence[Sample]) -> Worth:
    from mamarr.rehearsing.worth import gains

    chance, people, hours = gains(before[0], after[0])
    apart = tuple(gains(b, a)[1].mean for b, a in zip(before[1:], after[1:], strict=True))
    return Worth(change.kind, change.facts, change.code, change.replans, chance, people, hours, apart)


def rank(worth: Worth) -> tuple[float, float, float, str, str]:
    """What gets most people out comes first."""
    return (-worth.people.mean, -worth.chance.mean, -worth.hours.mean, worth.kind, str(worth.facts))


def hangs_on(done: Weighed, spread: Spread, told: Told) -> tuple[Swing, ...]:
    """Which figures of the dangers decide the result and the ranking."""
    from mamarr.rehearsing.sensitivity import Case, swings

    best = [Case(*tried) for tried, w in zip(done.tried, done.worths, strict=True) if w.people.mean > 0][:FIRST]
    asked = Case(done.agreement, done.given.plan)
    return swings(asked, best, done.given.dangers, done.runs, partial(_looked, done.seed, spread, told))


def _looked(seed: int, spread: Spread, told: Told, asked: Sequence[Asked], first: int, until: int) -> list[list[Left]]:
    """People not out in each run from *first* to *until*, of each case under each of its dangers."""
    jobs = [
        Job(case.agreement, case.plan, None, among[i : i + TOGETHER], until - first, seed, first)
        for case, among in asked
        for i in range(0, len(among), TOGETHER)
    ]
    done = iter(spread(measured, jobs, told))
    found = []
    for _, among in asked:
        parts = [next(done) for _ in range(0, len(among), TOGETHER)]
        found.append([sample.not_out for part in parts if part for sample in part.samples])
    return found


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


def draw_worth(done: Sequence[Weighed], language: Language, folder: Path) -> list[Path]:
    """Writes the tornado."""
    from mamarr.reporting.pictures import worth_pictures

    return write_files(folder, worth_pictures([(d.agreement, d.worths) for d in done], done[0].runs, language))


def side_by_side(given: Sequence[Ready], runs: int, seed: int, told: Told) -> list[Rehearsal]:
    """Several agreements, each with its own plan, under the same answers and draws."""
    from mamarr.rehearsing import rehearse

    found = []
    for one in given:
        found.append(rehearse(one.agreement, one.plan, one.dangers, runs, seed))
        told(len(found), len(given))
    return found
