"""Agreement, plan, log -> reports recorded, status, audit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
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
from mamarr.model.event import Channel, Event
from mamarr.model.plan import Plan
from mamarr.model.status import Status
from mamarr.parsing import Source

if TYPE_CHECKING:
    from mamarr.operating.keys import Key
    from mamarr.operating.log import Log, Written


@dataclass(frozen=True, slots=True)
class Operation:
    """What a day is worked with: the agreement as read, the plan, and the digests that bind a log to both."""

    source: Source
    agreement: Agreement
    plan: Plan
    digests: dict[str, str]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agreement.window.zone if self.agreement.window else "UTC")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of one line: written as which entry, or why not; warnings stand with both."""

    line: str
    event: Event | None
    written: Written | None
    faults: tuple[Diagnostic, ...]


def operation(path: Path, plan_path: Path) -> Operation | Checked:
    """The agreement and the plan of a day, or what is wrong with them."""
    both = load_both(path, plan_path)
    if isinstance(both, Checked):
        return both
    source, agreement, plan = both
    plan_digest = hashlib.sha256(plan_path.read_bytes()).hexdigest()
    return Operation(source, agreement, plan, {"agreement": digest(agreement), "plan": plan_digest})


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
        first = opening(work.agreement, work.plan.convoys, **names, at=now, by=by)
    log = open_log(log_path, create=first, binds=work.digests, clock=lambda: now)
    if isinstance(log, Diagnostic):
        yield log
        return
    with log:
        refused = enrol(log, key, by, now) if by and key else None
        yield refused or log


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
    """Takes in reports, a line each; what is not understood is told and not written."""
    from mamarr.operating.intake import Desk, take

    desk = Desk(
        work.agreement,
        now.astimezone(work.zone).date(),
        by,
        channel,
        frozenset(c.id for c in work.plan.convoys),
        frozenset(e.id for e in log.events()),
        log.opening.id if log.opening else "",
        now,
    )
    for number, line in lines:
        taken = take(desk, line, file, number)
        written = log.append(taken.event, key if taken.event.kind in SIGNED else None) if taken.event else None
        if isinstance(written, Diagnostic):
            yield Recorded(line, taken.event, None, (*taken.faults, written))
            continue
        yield Recorded(line, taken.event, written, taken.faults)
        if taken.event:
            desk = replace(desk, reports=desk.reports | {taken.event.id})


SIGNED = ("go", "go-withdrawn", "suspended", "resumed")
"""Decisions: signed when whoever enters them has a key."""


def status_of(work: Operation, log: Log, now: datetime) -> Status:
    """Where everyone is, what blocks whom, who is ahead, what is to be expected."""
    from mamarr.model.state import fold
    from mamarr.operating.status import status

    state = fold(work.agreement, work.plan.convoys, (e for e in log.events() if e.seen <= now))
    return status(work.agreement, work.plan, state, now)


def parse_now(local: datetime | None, zone: ZoneInfo) -> datetime:
    """A local time as given, or the clock's."""
    if local is None:
        return datetime.now(UTC).replace(microsecond=0)
    return local.replace(tzinfo=zone).astimezone(UTC)
