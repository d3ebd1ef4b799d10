"""Agreement, the old plan, its log, now -> the plan from now on, and what it changes for whom."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.operating import Operation, looked_at, operation, parse_now, state_of
from mamarr.flow.planning import Planned
from mamarr.flow.reading import Checked
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time, minutes_since_opening
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.state import State
from mamarr.planning.changes import Changes, changes

if TYPE_CHECKING:
    from mamarr.planning.search import Limits, Progress


@dataclass(frozen=True, slots=True)
class Redone:
    """A day planned anew: from which local time on, and whether a suspension is in force then."""

    work: Operation
    plan: Plan
    changes: Changes
    local: datetime
    searched: bool
    suspended: bool

    @property
    def agreement(self) -> Agreement:
        return self.work.agreement

    @property
    def planned(self) -> Planned:
        return Planned(Checked(self.work.source, ()), self.plan)


def replan_file(
    path: Path,
    old_path: Path,
    log_path: Path,
    local: datetime | None,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Redone | Checked | Diagnostic | None:
    """The plan from now on; or what is wrong with a file or the log; None where the agreement has no window."""
    work = operation(path, old_path)
    if isinstance(work, Checked):
        return work
    now = parse_now(local, work.zone)
    log = looked_at(work, log_path)
    return log if isinstance(log, Diagnostic) else redo(work, state_of(work, log, now), now, limits, progress)


def redo(
    work: Operation,
    state: State,
    now: datetime,
    limits: Limits | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Redone | Checked | None:
    """The plan from *now* on, by what is known of the day."""
    from mamarr.planning.replan import replan

    window = work.agreement.window
    if window is None:
        return None
    minute = float(math.ceil(minutes_since_opening(window, now)))
    past = {step: minutes_since_opening(window, done.at) for step, done in state.done.items()}
    found = replan(work.agreement, work.plan, state, past, minute, limits, progress)
    if isinstance(found, tuple):
        return Checked(work.source, found)
    made = replace(found.plan, follows=work.digests["plan"])
    suspended = any(s.since <= now and (s.ended is None or now < s.ended) for s in state.suspensions)
    told = changes(work.plan, made, found.boarded)
    return Redone(work, made, told, local_time(window, minute), found.searched, suspended)
