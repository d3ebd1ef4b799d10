"""The plan in force, a plan made from it, the log of a day -> the log goes by the new plan; each step has its judge."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.operating import Operation, opened, state_of
from mamarr.flow.planning import load_plan
from mamarr.flow.reading import Checked
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.status import Status, Term

if TYPE_CHECKING:
    from mamarr.model.accounts import Breach
    from mamarr.operating.kept import Kept
    from mamarr.operating.keys import Key
    from mamarr.operating.log import Log, Written


@dataclass(frozen=True, slots=True)
class Switched:
    """The entry that put the new plan in force, and the convoys whose GO ended with it."""

    written: Written
    ended: tuple[str, ...]


def switch(
    old: Operation, new: Operation, log_path: Path, key: Key | None, now: datetime, by: str
) -> Switched | Checked | tuple[Diagnostic, ...]:
    """Puts the plan of *new* in force from *now* on in a log that goes by that of *old*, or says why it cannot."""
    from mamarr.operating.opening import replanning
    from mamarr.operating.switching import contradictions

    with opened(old, log_path, now) as log:
        if isinstance(log, Diagnostic):
            return (log,)
        state = state_of(old, log, now)
        wrong = _follows(old, new, log) or contradictions(old.agreement, old.plan, new.plan, state)
        if wrong:
            return wrong
        broken = _broken(new, frozenset(step.convoy for step in state.done))
        if broken:
            return Checked(new.source, broken)
        event = replanning(
            new.agreement,
            new.plan.everybody,
            binds={**new.digests, "follows": old.digests["plan"]},
            at=now,
            by=by,
            log=log.opening.id if log.opening else "",
        )
        written = log.append(event, key)
        if isinstance(written, Diagnostic):
            return (written,)
        before = {g.convoy for g in state.gos if g.in_force(now)}
        after = {g.convoy for g in state_of(new, log, now).gos if g.in_force(now)}
        return Switched(written, tuple(c.id for c in new.plan.everybody if c.id in before - after))


def _follows(old: Operation, new: Operation, log: Log) -> tuple[Diagnostic, ...]:
    """That the new plan was made from another than the one in force."""
    from mamarr.operating.fault import fault

    if new.plan.follows == old.digests["plan"]:
        return ()
    facts = {"plan": old.digests["plan"][:8], "since": f"{log.plans[-1].seen:%Y-%m-%d %H:%M} UTC"}
    return (fault("E225", ("logs", str(log.path)), follows=new.plan.follows[:8], **facts),)


def _broken(new: Operation, under_way: frozenset[str]) -> tuple[Diagnostic, ...]:
    """What the plan would break from now on: the past is as it was reported, also against the agreement."""
    from mamarr.planning.verify import verify

    found = verify(new.agreement, new.plan)
    return tuple(d for d in found if "convoy" not in d.facts or d.facts["convoy"] not in under_way)


def judged(work: Operation, log: Kept, found: Status) -> Status:
    """The same with every step that happened judged by the plan of its time, as far as that is at hand, and alarms."""
    from mamarr.operating.status import breaches
    from mamarr.operating.switching import other_holders

    plans = {**_beside(work, {e.binds["plan"] for e in log.plans[:-1]}), work.digests["plan"]: work.plan}
    terms = tuple(Term(e.seen, e.binds["plan"]) for e in log.plans)
    ends = [*(term.since for term in terms[1:]), datetime.max.replace(tzinfo=UTC)]
    made: list[Breach] = []
    for term, end in zip(terms, ends, strict=True):
        if term.plan in plans:
            then = replace(work, plan=plans[term.plan])
            told = breaches(work.agreement, then.plan, state_of(then, log, found.now))
            made += [b for b in told if (term is terms[0] or term.since <= b.at) and b.at < end]
    alarms = (*_unjudged(work, terms, ends, plans), *other_holders(work.agreement, work.plan, log))
    return replace(found, breaches=tuple(made), plans=terms, alarms=alarms)


def _unjudged(
    work: Operation, terms: Sequence[Term], ends: Sequence[datetime], plans: Mapping[str, Plan]
) -> Iterator[Diagnostic]:
    """Earlier plans that are not at hand, and people who got lost from one plan to the next."""
    from mamarr.operating.fault import fault
    from mamarr.operating.switching import lost

    for term, end in zip(terms, ends, strict=True):
        if term.plan not in plans:
            until = f"{end.astimezone(work.zone):%Y-%m-%d %H:%M}"
            yield fault("E229", ("plans", term.plan), "warning", plan=term.plan[:8], until=until)
    for one, other in pairwise(plans[t.plan] for t in terms if t.plan in plans):
        yield from lost(one, other)


def _beside(work: Operation, wanted: set[str]) -> Mapping[str, Plan]:
    """The plans with these digests in the folder where the plan in force lies."""
    found: dict[str, Plan] = {}
    for file in sorted(work.folder.iterdir()) if wanted and work.folder else ():
        if file.suffix == ".json" and file.is_file():
            made = hashlib.sha256(file.read_bytes()).hexdigest()
            plan = load_plan(file) if made in wanted else None
            if isinstance(plan, Plan):
                found[made] = plan
    return found
