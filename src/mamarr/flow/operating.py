"""Agreement, plan, log -> reports recorded, status, audit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from mamarr.flow.planning import digest, load_both
from mamarr.flow.reading import Checked
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic, Span
from mamarr.model.event import DECISIONS, RECORDS, STOPS, Channel, Event
from mamarr.model.plan import Plan
from mamarr.model.status import ConvoyStatus, Status
from mamarr.parsing import Source

if TYPE_CHECKING:
    from mamarr.model.state import State
    from mamarr.operating.kept import Kept
    from mamarr.operating.keys import Key
    from mamarr.operating.log import Log, Written


@dataclass(frozen=True, slots=True)
class Operation:
    """What a day is worked with: the agreement as read, the plan, and the digests that bind a log to both."""

    source: Source
    agreement: Agreement
    plan: Plan
    digests: dict[str, str]
    folder: Path | None = None
    """Where the plan lies; those that it follows are looked for there."""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agreement.window.zone if self.agreement.window else "UTC")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one line: written as which entry, or why not; warnings stand with both.

    *effects* tell of a decision that was written why nothing follows from it.
    """

    line: str
    event: Event | None
    written: Written | None
    faults: tuple[Diagnostic, ...]
    effects: tuple[Diagnostic, ...] = ()


def operation(path: Path, plan_path: Path, *, new: bool = False) -> Operation | Checked:
    """The agreement and the plan of a day, or what is wrong with them.

    Where a *new* log is to be opened the plan must keep the agreement; later it is bound by its digest. What follows
    another plan during a day holds what has happened, also against the agreement.
    """
    both = load_both(path, plan_path)
    if isinstance(both, Checked):
        return both
    source, agreement, plan = both
    if new and not plan.follows:
        from mamarr.planning.verify import verify

        broken = verify(agreement, plan)
        if broken:
            return Checked(source, broken)
    plan_digest = hashlib.sha256(plan_path.read_bytes()).hexdigest()
    digests = {"agreement": digest(agreement), "plan": plan_digest}
    return Operation(source, agreement, plan, digests, plan_path.resolve().parent)


@contextmanager
def opened(
    work: Operation, log_path: Path, now: datetime, *, by: str = "", key: Key | None = None
) -> Iterator[Log | Diagnostic]:
    """The log of a day, or why it cannot be had. With *by* a new one is opened; *key* then becomes that of its head."""
    from mamarr.operating.log import open_log
    from mamarr.operating.opening import opening

    first = None
    if by:
        names = {"agreement_digest": work.digests["agreement"], "plan_digest": work.digests["plan"]}
        first = opening(work.agreement, work.plan.everybody, **names, at=now, by=by)
    log = open_log(log_path, create=first, binds=work.digests, clock=lambda: now)
    if isinstance(log, Diagnostic):
        yield log
        return
    with log:
        refused = enrol(log, key, by, now) if by and key else None
        yield refused or log


def looked_at(work: Operation, log_path: Path, *, exercise: bool = False) -> Kept | Diagnostic:
    """What the log of a day holds, without writing or keeping anybody from it; or why it cannot be had.

    The log of an exercise only where *exercise* promises to tell so.
    """
    from mamarr.operating.kept import read_log

    return read_log(log_path, binds=work.digests, exercise=exercise)


def bound_by(plan_path: Path) -> Path | None:
    """A log beside the file *plan_path* that goes or went by the plan in it, and cannot be judged without it."""
    from mamarr.operating.kept import is_log, read_log

    if not plan_path.is_file():
        return None
    made = hashlib.sha256(plan_path.read_bytes()).hexdigest()
    for file in sorted(plan_path.resolve().parent.iterdir()):
        log = read_log(file) if is_log(file) else None
        if log and not isinstance(log, Diagnostic) and made in {e.binds.get("plan") for e in log.plans}:
            return file
    return None


def enrol(log: Log, key: Key, by: str, now: datetime) -> Diagnostic | None:
    """Makes *key* that of the head of operation; the first in a log enrols itself."""
    event = Event(
        kind="enrolled",
        seen=now,
        seen_by=by,
        entered_by=by,
        heard_by="file",
        key=key.public,
        role="head-of-operation",
        log=log.opening.id if log.opening else "",
    )
    written = log.append(event, key)
    return written if isinstance(written, Diagnostic) else None


def report_lines(data: bytes, file: str) -> tuple[str, ...] | Diagnostic:
    """The lines of a file of reports, or that it is no text."""
    from mamarr.operating.fault import fault

    try:
        return tuple(data.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return fault("E106", Span(file, line, 1, line, 1), file=file)


def record(
    work: Operation,
    log: Log,
    lines: Iterable[tuple[int, str]],
    now: datetime,
    *,
    by: str,
    channel: Channel = "radio",
    key: Key | None = None,
    file: str = "report",
) -> Iterator[Recorded]:
    """Takes in reports, a line each; what is not understood is told and not written.

    What decisions bring about is looked up once all lines are written: with the lines after them.
    """
    from mamarr.operating.intake import Desk, take

    desk = Desk(
        work.agreement,
        now.astimezone(work.zone).date(),
        by,
        channel,
        frozenset(c.id for c in work.plan.everybody),
        frozenset(e.id for e in log.events()),
        log.opening.id if log.opening else "",
        now,
    )
    found = []
    for number, line in lines:
        taken = take(desk, line, file, number)
        written = log.append(taken.event, key if taken.event.kind in SIGNED else None) if taken.event else None
        if isinstance(written, Diagnostic):
            found.append(Recorded(line, taken.event, None, (*taken.faults, written)))
            continue
        found.append(Recorded(line, taken.event, written, taken.faults))
        if taken.event:
            desk = replace(desk, reports=desk.reports | {taken.event.id})
    yield from _with_effects(work, log, found, now)


def _with_effects(work: Operation, log: Log, found: Sequence[Recorded], now: datetime) -> Iterator[Recorded]:
    """The same with what hinders each decision from taking effect, and counts beyond the people of a convoy."""
    from mamarr.operating.effect import closed, too_many, without_effect

    told = any(d.written and d.event and (d.event.kind in DECISIONS or d.event.people) for d in found)
    state = state_of(work, log, now) if told else None
    board: dict[str, ConvoyStatus] = {}
    for done in found:
        if state is None or done.event is None or done.written is None:
            yield done
            continue
        hindered = without_effect(state, done.event, now, work.zone)
        go = state.go(done.event.convoy, now) if done.event.kind == "go" else None
        if go and go.event == done.event.id and hindered is None:
            board = board or {c.convoy.id: c for c in status_of(work, log, now).convoys}
            hindered = closed(work.agreement, board[done.event.convoy], done.event)
        yield replace(done, effects=(hindered,) if hindered else too_many(state, done.event))


SIGNED = ("go", "go-withdrawn", "suspended", "resumed")
"""Decisions: signed when whoever enters them has a key."""


def status_of(work: Operation, log: Kept, now: datetime) -> Status:
    """Where everyone is, what blocks whom, who is ahead, what is to be expected."""
    from mamarr.operating.status import status

    state = state_of(work, log, now)
    ahead = tuple(e for e in log.events() if not _known(e, now))
    found = replace(status(work.agreement, work.plan, state, now), ahead=ahead, last_entry=set_back(log, now))
    if len(log.plans) < 2:
        return found
    from mamarr.flow.switching import judged

    return judged(work, log, found)


def state_of(work: Operation, log: Kept, now: datetime) -> State:
    """What the reports say whose time has come, and whatever stops."""
    from mamarr.model.state import fold

    received = {event: min(at, now) for event, at in log.received().items()}
    return fold(work.agreement, work.plan.everybody, (e for e in log.events() if _known(e, now)), received)


def _known(event: Event, now: datetime) -> bool:
    """Whether *event* counts yet: what stops does from when it came in, and so do the log's own entries."""
    return event.seen <= now or event.kind in STOPS or event.kind in RECORDS


def set_back(log: Kept, now: datetime) -> datetime | None:
    """When the log last took something in, where *now* lies before that."""
    last = max(log.received().values(), default=now)
    return last if last > now else None


def clock_fault(work: Operation, last: datetime, now: datetime) -> Diagnostic:
    """That the clock stands before the log's last entry."""
    from mamarr.operating.fault import fault

    clock, entry = (f"{at.astimezone(work.zone):%Y-%m-%d %H:%M:%S}" for at in (now, last))
    return fault("E112", ("clock",), "warning", clock=clock, last=entry)


def parse_now(local: datetime | None, zone: ZoneInfo) -> datetime:
    """A local time as given, or the clock's."""
    if local is None:
        return datetime.now(UTC).replace(microsecond=0)
    return local.replace(tzinfo=zone).astimezone(UTC)
