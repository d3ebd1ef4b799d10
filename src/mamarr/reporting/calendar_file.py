"""Plan -> an iCalendar file (RFC 5545): an event for each boarding, crossing and arrival of a convoy.

A calendar travels: phones copy it to servers far away. So every event is confidential and says which convoy does what
where and when, and no more: no numbers of people, no vehicles, no coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from mamarr.model.agreement import Agreement, Window
from mamarr.model.calendar import local_time, opening
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.law import Step
from mamarr.model.plan import Plan
from mamarr.model.position import chain
from mamarr.model.values import Language
from mamarr.reporting.rosters import Named, Speaker

NAMESPACE = UUID("9b5d0f6e-2f5c-4a3b-8a57-6d616d617272")
SHOWN = (BOARD, CROSS, ARRIVE)
LINE = 75
"""Bytes of a line; longer ones are folded."""
LOCAL = "%Y%m%dT%H%M%S"
QUARTER = timedelta(minutes=15)
"""Clocks are changed on the quarter hour."""


def ical(agreement: Agreement, plan: Plan, language: Language) -> str:
    """The calendar; the same step has the same UID in every plan, so that a new plan replaces it."""
    speaker = Speaker(agreement, plan, language)
    window = plan.window
    if window is None:
        raise ValueError("a plan without a window has no dates")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mamarr//Mamarr//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escaped(agreement.title.in_language(language))}",
        *_zone(window, max(plan.times.values(), default=0.0)),
    ]
    steps = (s for c in plan.convoys for s in chain(agreement, c) if s.act in SHOWN)
    for step in sorted(steps, key=lambda s: (plan.times[s], s)):
        lines += _event(plan, window, speaker, step)
    return "".join(f"{folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(plan: Plan, window: Window, speaker: Speaker, step: Step) -> Iterator[str]:
    """Boarding lasts until departure; crossing and arrival are moments."""
    here = f"TZID={window.zone}"
    note = f"{speaker.marking()} {speaker.say('roster-intended')}"
    summary = speaker.say(f"event-{step.act}", convoy=step.convoy)
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE, ' '.join((plan.agreement, *step)))}"
    # The hour at which the file was made would make other bytes each time; a plan made anew counts as later.
    yield f"DTSTAMP:{opening(window) + timedelta(minutes=plan.since):{LOCAL}}Z"
    yield f"SEQUENCE:{plan.since:.0f}"
    yield f"DTSTART;{here}:{local_time(window, plan.times[step]):{LOCAL}}"
    if step.act == BOARD:
        yield f"DTEND;{here}:{local_time(window, plan.times[step._replace(act=DEPART)]):{LOCAL}}"
    yield f"SUMMARY:{escaped(summary)}"
    yield f"LOCATION:{escaped(speaker.text(Named('places', step.place)))}"
    yield f"DESCRIPTION:{escaped(note)}"
    yield "CLASS:CONFIDENTIAL"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _zone(window: Window, last: float) -> Iterator[str]:
    """The zone from the opening of the window to the last step, with each change of the clocks between."""
    moment = opening(window).astimezone(ZoneInfo(window.zone))
    end = opening(window) + timedelta(minutes=last)
    yield "BEGIN:VTIMEZONE"
    yield f"TZID:{window.zone}"
    yield from _observance(moment, moment)
    while moment < end:
        after = (moment.astimezone(UTC) + QUARTER).astimezone(moment.tzinfo)
        if after.utcoffset() != moment.utcoffset():
            yield from _observance(moment, after)
        moment = after
    yield "END:VTIMEZONE"


def _observance(before: datetime, after: datetime) -> Iterator[str]:
    """The offset that holds from *after* on; its onset is told in the time that held before."""
    kind = "DAYLIGHT" if after.dst() else "STANDARD"
    onset = after.astimezone(UTC) + (before.utcoffset() or timedelta())
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset:{LOCAL}}"
    yield f"TZOFFSETFROM:{before:%z}"
    yield f"TZOFFSETTO:{after:%z}"
    yield f"TZNAME:{after:%Z}"
    yield f"END:{kind}"


def escaped(text: str) -> str:
    """*text* as a value: the characters that mean something are taken literally."""
    for character in ("\\", ";", ","):
        text = text.replace(character, f"\\{character}")
    return text.replace("\n", "\\n")


def folded(line: str) -> str:
    """*line* in pieces of at most 75 bytes, never within a letter; each but the first begins with a space."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
