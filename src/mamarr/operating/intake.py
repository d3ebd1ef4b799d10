"""One line of a radio, phone or paper report -> Event; what is not understood -> Diagnostics, with its place.

    [DATE] TIME KIND [CONVOY] [at PLACE] [NUMBER [CATEGORY], ...] by OBSERVER [via RELAY] [radio|phone|paper|file]
    [about REPORT] [until TIME] [scope everything] [confirmed HOLDER[/WHO] TIME CHANNEL] [entered DESK] [: words]

The words of a line may be in either language; they stand in the catalogues. Times are local, digits of any kind.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic, Fact, Mark, Severity, Span
from mamarr.model.event import (
    CHANNELS,
    COUNTABLE,
    KINDS,
    LEFT_KINDS,
    RECORDS,
    STOPS,
    UNSORTED,
    Channel,
    Confirmation,
    Event,
)
from mamarr.model.values import ACTOR_SECTIONS, Text
from mamarr.operating.fault import fault
from mamarr.operating.opening import LIMITS

FIELDS = {"at": "place", "by": "seen_by", "via": "passed_on_by", "entered": "entered_by"}
KEYWORDS = (*FIELDS, "about", "until", "scope", "confirmed", "everything")
ARABIC = re.compile("[\u0600-\u06ff]")
MARKS_OF_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
VOWEL_SIGNS = re.compile("[\u064b-\u0652]")
TOKEN = re.compile(r"\d{1,3}(?:[,٬]\d{3})+(?!\d)|[^\s,،;؛]+")
MOST = 1_000_000
"""More people than this in one report is a slip of the finger."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""So far may the clock of whoever reports be ahead of the desk's."""
LATELY = timedelta(hours=12)
"""A bare time that lies ahead is yesterday's where that is no longer ago: more often it is a slip of the hour."""
JUST_NOW = timedelta(hours=1)
"""The same for what stops: dated too far back it could be taken for resumed already, and not stop."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where reports are taken in: the agreement that names things, the local day, who types, what is known so far."""

    agreement: Agreement
    today: date
    entered_by: str
    heard_by: Channel = "radio"
    convoys: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    log: str = ""
    now: datetime | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.agreement.window.zone if self.agreement.window else "UTC")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one line gave: the event, unless an error hinders it, and what to tell whoever typed it."""

    event: Event | None
    faults: tuple[Diagnostic, ...] = ()


@cache
def vocabulary() -> dict[str, str]:
    """Every word that a line may hold, in each language, to the name of its meaning: ``kind-arrived``, ``word-at``."""
    names = [f"kind-{k}" for k in KINDS] + [f"word-{k}" for k in KEYWORDS] + [f"channel-{c}" for c in CHANNELS]
    names += ["category-" + c.replace(" ", "-") for c in COUNTABLE]
    return {
        form.strip(): name
        for language in LANGUAGES
        for name in names
        for form in words(language, "operate")(f"intake-{name}").split("|")
    }


def meaning_of(word: str) -> str:
    """The name of what *word* means, whatever its case and vowel signs; empty where it means nothing."""
    return vocabulary().get(VOWEL_SIGNS.sub("", word.lower()), "")


def clean(line: str) -> str:
    """*line* in NFC, with Western digits and without invisible marks of direction."""
    text = MARKS_OF_DIRECTION.sub("", unicodedata.normalize("NFC", line))
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def take(desk: Desk, line: str, file: str = "report", number: int = 1) -> Taken:
    """The event that *line* reports."""
    return _Line(desk, line, file, number).take()


def take_file(desk: Desk, data: bytes, file: str) -> tuple[Taken, ...]:
    """The events of a file: a report a line, or CSV under a heading of the same words (``time,kind,convoy,at,…``)."""
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return (Taken(None, (fault("E106", Span(file, line, 1, line, 1), file=file),)),)
    heading = lines[0].split(",") if lines else []
    if "kind" in heading and "time" in heading:
        rows = csv.DictReader(lines)
        return tuple(_placed(take(desk, _as_line(row), file, rows.line_num)) for row in rows)
    return tuple(
        take(desk, line, file, n) for n, line in enumerate(lines, 1) if line.strip() and line.strip()[0] != "#"
    )


def _as_line(row: dict[str, Any]) -> str:
    """A row of a table as the line that says the same."""
    cells = {str(k).strip(): v.strip() for k, v in row.items() if isinstance(v, str) and v.strip()}
    parts = [cells.pop(c) for c in ("date", "time", "kind", "convoy", "people", "channel") if c in cells]
    said = cells.pop("words", "")
    parts += [f"{column} {part}" for column, cell in cells.items() for part in cell.split(";")]
    return " ".join(parts) + (f" : {said}" if said else "")


def _placed(taken: Taken) -> Taken:
    """In a table a column of the made-up line means nothing: the whole row is marked."""
    marks = [d.marks[0].where for d in taken.faults]
    rows = [Span(m.file, m.line, 1, m.line, 1) for m in marks if isinstance(m, Span)]
    return Taken(taken.event, tuple(replace(d, marks=(Mark(r),)) for d, r in zip(taken.faults, rows, strict=True)))


class _Line:
    """One line on its way to an event, word by word."""

    def __init__(self, desk: Desk, line: str, file: str, number: int) -> None:
        self.desk, self.file, self.number = desk, file, number
        report, _, self.said = re.sub(r"\s:(?=\s)|:\s", "\n", clean(line), count=1).partition("\n")
        self.dated = False
        self.tokens = [(m[0], m.start() + 1) for m in TOKEN.finditer(report)]
        self.next = 0
        self.faults: list[Diagnostic] = []
        self.people: dict[str, int] = {}
        self.confirmations: list[Confirmation] = []
        self.parts: dict[str, Any] = {"entered_by": desk.entered_by, "heard_by": desk.heard_by}

    def add(self, code: str, at: int, severity: Severity = "error", /, **facts: Fact) -> None:
        """A fault at the word number *at*; behind the last word, at the end of the line."""
        end = self.tokens[-1][1] + len(self.tokens[-1][0]) if self.tokens else 1
        word, column = self.tokens[at] if at < len(self.tokens) else ("", end)
        span = Span(self.file, self.number, column, self.number, column + len(word))
        self.faults.append(fault(code, span, severity, **{"word": word, **facts}))

    def word(self) -> str:
        """The next word; empty at the end."""
        self.next += 1
        return self.tokens[self.next - 1][0] if self.next <= len(self.tokens) else ""

    def take(self) -> Taken:
        self.parts["seen"] = self.moment()
        kind = meaning_of(self.word())
        if not kind.startswith("kind-") or kind[5:] in RECORDS:
            self.add("E101", self.next - 1)
            return Taken(None, tuple(self.faults))
        self.parts["kind"] = kind[5:]
        self.early()
        while self.next < len(self.tokens):
            self.part()
        self.words()
        self.missing()
        self.names()
        if any(d.severity == "error" for d in self.faults):
            return Taken(None, tuple(self.faults))
        people = self.people or None
        return Taken(Event(**self.parts, people=people, confirmations=tuple(self.confirmations)), tuple(self.faults))

    def moment(self) -> datetime | None:
        """A local time, its date in front (*dated*) where it is not that of the report, or today's."""
        word, seen = self.word(), self.parts.get("seen")
        day = seen.astimezone(self.desk.zone).date() if seen else self.desk.today
        self.dated = bool(re.fullmatch(r"\d{4}-\d\d-\d\d", word))
        try:
            if self.dated:
                named, word = word, self.word()
                day = date.fromisoformat(named)
            if not re.fullmatch(r"\d?\d:\d\d", word):
                raise ValueError
            hours, minutes = map(int, word.split(":"))
            return self.exact(datetime(day.year, day.month, day.day, hours, minutes, tzinfo=self.desk.zone))
        except (ValueError, OverflowError):
            self.add("E102", min(self.next - 1, len(self.tokens)))
            return None

    def exact(self, local: datetime) -> datetime:
        """A local time in UTC; ValueError where the clocks skip it."""
        if local.astimezone(UTC).astimezone(self.desk.zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise ValueError
        return local.astimezone(UTC)

    def other_day(self, moment: datetime | None, days: int) -> datetime | None:
        """The same time on the local clock so many days later; None where there is none."""
        try:
            return self.exact(moment.astimezone(self.desk.zone) + timedelta(days=days)) if moment else None
        except (ValueError, OverflowError):
            return None

    def local(self, moment: datetime) -> str:
        return f"{moment.astimezone(self.desk.zone):%Y-%m-%d %H:%M}"

    def early(self) -> None:
        """What was seen cannot lie ahead. A stop is taken all the same; what opens is not, unless its date is given."""
        now, seen, kind = self.desk.now, self.parts["seen"], self.parts["kind"]
        if now is None or seen is None or seen <= now:
            return
        yesterday = None if self.dated else self.other_day(seen, -1)
        far, opens = seen - now > CLOCKS_DIFFER, kind in ("go", "resumed")
        lately = JUST_NOW if kind in STOPS else LATELY
        facts = {"kind": kind, "when": self.local(seen), "clock": self.local(now)}
        if far and not opens and yesterday and now - yesterday <= lately:
            self.parts["seen"] = yesterday
            self.add("E108", 0, "note", **{**facts, "when": self.local(yesterday)})
        elif kind in STOPS:
            self.add("E109", 0, "warning", **facts)
        elif not self.dated and (far or opens):
            self.add("E110", 0, **facts)
        else:
            self.add("E107", 0, "warning", **facts)

    def end(self) -> datetime | None:
        """When a GO ends; behind midnight where that gives no more hours than a GO may have."""
        at, end, seen = self.next, self.moment(), self.parts["seen"]
        if end and seen and end <= seen and not self.dated:
            later = self.other_day(end, 1)
            if later and later - seen <= timedelta(minutes=LIMITS["go"]):
                return later
            self.add("E111", at, seen=self.local(seen), end=self.local(end))
        return end

    def part(self) -> None:
        """One part of the line: a keyword with what follows, a number of people, a channel, or the convoy."""
        at, word = self.next, self.word()
        section, _, meaning = meaning_of(word).partition("-")
        if section == "word" and meaning in FIELDS:
            self.parts[FIELDS[meaning]] = self.word()
        elif section == "word" and meaning == "until":
            self.parts["until"] = self.end()
        elif section == "word" and meaning == "about":
            self.about()
        elif section == "word" and meaning == "confirmed":
            self.confirmation()
        elif section == "word" and meaning == "scope":
            self.parts["scope"] = "everything" if self.meaning() == "word-everything" else "boarding"
        elif section == "channel":
            self.parts["heard_by"] = meaning
        elif word[0].isdecimal():
            self.number_of_people(at, word)
        elif "convoy" not in self.parts:
            self.parts["convoy"] = word
        else:
            self.add("E101", at)

    def meaning(self) -> str:
        return meaning_of(self.word())

    def number_of_people(self, at: int, word: str) -> None:
        plain = re.sub("[,٬]", "", word)
        if not plain.isdecimal() or len(plain) > 9 or int(plain) > MOST:
            self.add("E103", at)
            return
        category = UNSORTED
        for length in (2, 1):
            name = meaning_of(" ".join(w for w, _ in self.tokens[self.next : self.next + length]))
            if name.startswith("category-"):
                category = name.removeprefix("category-").replace("-", " ")
                self.next += length
                break
        self.people[category] = self.people.get(category, 0) + int(plain)

    def about(self) -> None:
        """An earlier report, by the beginning of its id."""
        at, word = self.next, self.word().lower()
        found = [r for r in self.desk.reports if r.startswith(word)] if len(word) >= 6 else []
        if len(found) == 1:
            self.parts["about"] = found[0]
        elif re.fullmatch("[0-9a-f]{64}", word):
            self.parts["about"] = word
        else:
            self.add("E105", at, name=word)

    def confirmation(self) -> None:
        """``HOLDER[/WHO] TIME CHANNEL``"""
        holder, _, who = self.word().partition("/")
        moment, seen = self.moment(), self.parts["seen"]
        evening = None if self.dated else self.other_day(moment, -1)
        if (
            moment
            and seen
            and moment > seen
            and evening
            and seen - evening <= timedelta(minutes=LIMITS["confirmation"])
        ):
            moment = evening
        channel = self.meaning()
        if not channel.startswith("channel-"):
            self.add("E101", self.next - 1)
        elif moment is not None:
            given: Any = channel.removeprefix("channel-")
            self.confirmations.append(Confirmation(holder, who or holder, moment, given))

    def words(self) -> None:
        said = self.said.strip()
        if said:
            self.parts["text"] = Text(ar=said) if ARABIC.search(said) else Text(en=said)

    def missing(self) -> None:
        """What a report of this kind cannot do without."""
        kind = self.parts["kind"]
        needed = ["seen_by"]
        needed += ["text"] if kind in ("claim", "note") else []
        needed += ["about"] if kind in ("attested", "corrected") else []
        needed += ["until"] if kind == "go" else []
        free = ("claim", "note", "attested", "corrected", "suspended", "resumed", "go-withdrawn")
        needed += [] if kind in free else ["convoy"]
        for part in needed:
            if not self.parts.get(part):
                self.add("E104", len(self.tokens), part=part.replace("_", "-"))
        if kind in LEFT_KINDS and not self.people:
            self.add("E104", len(self.tokens), part="people")
        if kind in ("go", "go-withdrawn", "suspended", "resumed"):
            self.parts["log"] = self.desk.log

    def names(self) -> None:
        """Names that the agreement does not know are taken as they are, with a warning: a slip, or a surprise."""
        for what, name in self.unknown():
            at = next((i for i, (w, _) in enumerate(self.tokens) if w.partition("/")[0] == name), len(self.tokens))
            self.add("E105", at, "warning", name=name, what=what)

    def unknown(self) -> Iterator[tuple[str, str]]:
        actors = frozenset(name for section in ACTOR_SECTIONS for name in getattr(self.desk.agreement, section))
        places = frozenset(self.desk.agreement.places)
        named = [
            ("seen_by", str(self.parts.get("seen_by", "")), actors),
            ("place", str(self.parts.get("place", "")), places),
            ("convoy", str(self.parts.get("convoy", "")), self.desk.convoys),
            *(("confirmed", c.holder, actors) for c in self.confirmations),
        ]
        for what, name, known in named:
            if name and name not in known:
                yield what, name
