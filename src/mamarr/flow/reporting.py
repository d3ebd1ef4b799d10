"""Agreement, plan, log -> one record of where things stand, and its report in each language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from mamarr.flow.operating import Operation, status_of
from mamarr.flow.reading import check_agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.report import Audience, Situation
from mamarr.model.values import Language, Text

if TYPE_CHECKING:
    from mamarr.operating.kept import Kept


def situation(
    work: Operation,
    log: Kept | None,
    now: datetime,
    *,
    number: int = 1,
    period: timedelta = timedelta(days=1),
    exercise: bool = False,
) -> Situation:
    """The record of *now* and the *period* before it; without a log it says what was promised and planned."""
    status = status_of(work, log, now) if log else None
    names = [f.name or Text(en=key) for key, f in work.agreement.facilitators.items()]
    return Situation(
        number=number,
        as_of=now,
        issued_by=names[0] if names else Text(en="—", ar="—"),
        agreement=work.agreement,
        plan=work.plan,
        since=now - period,
        next_issue=now + period,
        diagnostics=(*(status.alarms if status else ()), *open_faults(work)),
        status=status,
        received=log.received() if log else {},
        head=str(log.head()) if log else "",
        digests={"agreement": work.digests["agreement"], "plan": work.digests["plan"]},
        exercise=exercise,
    )


def open_faults(work: Operation) -> tuple[Diagnostic, ...]:
    """What the check still finds in the agreement; notes are left to the cell's own check."""
    return tuple(d for d in check_agreement(work.agreement) if d.severity != "note")


def report_files(
    record: Situation, languages: Sequence[Language], audiences: Sequence[Audience]
) -> Mapping[str, bytes]:
    """``report.LANGUAGE.html`` for the cell, ``report.public.LANGUAGE.html`` for everybody."""
    from mamarr.reporting.situation import situation_report

    return {
        f"report{'.public' if audience == 'public' else ''}.{language}.html": situation_report(
            record, language, audience
        ).encode()
        for language in languages
        for audience in audiences
    }
