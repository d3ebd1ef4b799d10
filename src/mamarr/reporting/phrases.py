"""An agreement and a language -> phrases: words of the catalogue, with every user's text and every time kept apart.

A page isolates each part, so that an Arabic name in an English sentence, or a time in an Arabic one, stays in place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from mamarr.lang import Words, words
from mamarr.model.agreement import Agreement
from mamarr.model.articles import article_of
from mamarr.model.calendar import local_time
from mamarr.model.danger import Dangers
from mamarr.model.rehearsal import Ending, Worth
from mamarr.model.report import Audience
from mamarr.model.values import Estimate, Language, Path, Text

SMALL = 10
"""In public no cell tells of fewer people than this."""
MARK = 0xE000
_MARKED = re.compile("\u2068?([\ue000-\uf8ff])\u2069?")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: words of the catalogue, a user's text in a language, or a number or time."""

    text: str
    kind: Literal["words", "user", "figure"] = "words"
    language: str = ""


Phrase = tuple[Part, ...]


def user(text: str, language: str = "") -> Phrase:
    """Somebody's own text, as written."""
    return (Part(text, "user", language),)


def figure(text: str) -> Phrase:
    """A number, time, code or hash: read from the left in every language."""
    return (Part(text, "figure"),)


class Speech:
    """What can be said of one agreement in one language to one audience."""

    def __init__(self, agreement: Agreement, language: Language, audience: Audience) -> None:
        self.agreement = agreement
        self.language = language
        self.audience = audience
        self.catalogue = words(language, "report", "show", "check", "operate")

    def say(self, key: str, /, **facts: Phrase | str | int) -> Phrase:
        """The text of *key*; phrases among its facts keep their parts, plain strings only choose between variants."""
        phrases = [f for f in facts.values() if isinstance(f, tuple)]
        marked = {k: chr(MARK + phrases.index(f)) if isinstance(f, tuple) else f for k, f in facts.items()}
        pieces = _MARKED.split(self.catalogue(key, marked))
        found: list[Part] = []
        for i, piece in enumerate(pieces):
            found += phrases[ord(piece) - MARK] if i % 2 else [Part(piece)] if piece else []
        return tuple(found)

    def text(self, text: Text) -> Phrase:
        """A user's text in this language, or in the other where it was not given, marked as such."""
        own = text.ar if self.language == "ar" else text.en
        other = "en" if self.language == "ar" else "ar"
        return user(own) if own else user(text.in_language(self.language), other)

    def name(self, section: str, key: str) -> Phrase:
        """The name of an entry, or its identifier."""
        given = self.agreement.named(section, key)
        return self.text(given) if given else user(key)

    def actor(self, key: str) -> Phrase:
        section = self.agreement.acts_in(key)
        return self.name(section, key) if section else user(key)

    def place(self, key: str) -> Phrase:
        return self.name("places", key) if key else self.none()

    def movement(self, key: str) -> Phrase:
        return self.name("movements", key)

    def together(self, phrases: Sequence[Phrase]) -> Phrase:
        """Several phrases, separated as the language does."""
        comma = Part(self.catalogue("list-comma"))
        joined: list[Part] = []
        for phrase in phrases:
            joined += [comma, *phrase] if joined else phrase
        return tuple(joined) or self.none()

    def none(self) -> Phrase:
        return (Part("–"),)

    def count(self, people: int) -> Phrase:
        """A number of people; in public, small ones are hidden."""
        if self.audience == "public" and 0 < people < SMALL:
            return self.say("fewer-than", n=SMALL)
        return figure(f"{people:,}")

    def estimate(self, number: Estimate | None) -> Phrase:
        """Low, likely, high as written, or that none is agreed."""
        if number is None:
            return self.say("not-agreed")
        if number.is_exact:
            return self.count(number.likely)
        low, likely, high = (self.count(n) for n in (number.low, number.likely, number.high))
        return self.say("low-likely-high", low=low, likely=likely, high=high)

    def moment(self, moment: datetime | None) -> Phrase:
        """A moment in the agreement's local time; in public, its day only."""
        if moment is None:
            return self.none()
        zone = self.agreement.window.zone if self.agreement.window else None
        local = moment.astimezone(ZoneInfo(zone)) if zone and moment.tzinfo else moment
        return self.day(local) if self.audience == "public" else figure(f"{local:%Y-%m-%d %H:%M}")

    def day(self, day: date | None) -> Phrase:
        return figure(f"{day:%Y-%m-%d}") if day else self.none()

    def minute(self, minutes: float) -> Phrase:
        """A moment of the plan, in local time, or in hours after the opening where no window is agreed."""
        window = self.agreement.window
        return figure(f"{local_time(window, minutes):%Y-%m-%d %H:%M}" if window else f"+{minutes / 60:.1f} h")

    def duration(self, minutes: float) -> Phrase:
        hours, rest = divmod(round(minutes), 60)
        parts = [self.say("hours", n=hours)] if hours else []
        return self.together([*parts, self.say("minutes", n=rest)] if rest or not parts else parts)

    def clause(self, path: Path) -> Phrase:
        """The article in which a clause stands, and the entry that it names."""
        article = article_of(self.agreement, path)
        if article is None:
            return user(" ".join(str(p) for p in path)) if path else self.none()
        if article.exchange:
            return self.say("in-article", number=article.number, heading=self.name("exchanges", article.exchange))
        found = self.say("in-article", number=article.number, heading=self.say(f"article-{article.heading}"))
        entries = getattr(self.agreement, str(path[0]), None)
        if len(path) > 1 and isinstance(entries, Mapping) and path[1] in entries:
            return self.say("entry-in-article", entry=self.name(str(path[0]), str(path[1])), article=found)
        return found


def changed(agreement: Agreement, worth: Worth, say: Words) -> str:
    """A change of the agreement in words; what is a rule's remedy, with its rule."""
    if not worth.code:
        return say(f"worth-{worth.kind}", {k: _entry(agreement, v, say) for k, v in worth.facts.items()})
    key = f"worth-of-{worth.code}"
    return f"{say(key)} [{worth.code}]" if say.has(key) else worth.code


def actor_named(agreement: Agreement, name: str, say: Words) -> str:
    """The name of whoever acts under this key in the agreement."""
    return str(_entry(agreement, name, say))


def named(section: Mapping[str, Any], name: str, say: Words) -> str:
    """The name of an entry in the language of *say*, or its key."""
    text = getattr(section.get(name), "name", None)
    return text.in_language(say.language) if text else name


def ended_by(agreement: Agreement, dangers: Dangers, ending: Ending, say: Words) -> str:
    """A danger and where it struck, a clause of the agreement, or nothing in particular."""
    what = [str(part) for part in ending.what]
    if what == ["slow"]:
        return say("rehearsal-slow")
    if what[0] in dangers.dangers:
        where = (_where(agreement, part, say) for part in what[1:])
        return say("list-comma").join([dangers.dangers[what[0]].name.in_language(say.language), *where])
    entry = getattr(agreement, what[0].replace(" ", "_"), {})
    name = getattr(entry.get(what[1]), "name", None) if len(what) > 1 and isinstance(entry, dict) else None
    return name.in_language(say.language) if name else " · ".join(what)


def _where(agreement: Agreement, where: str, say: Words) -> str:
    """A party, a place, or both ends of a road."""
    if where in agreement.parties:
        return named(agreement.parties, where, say)
    return " – ".join(named(agreement.places, end, say) for end in where.split(" – "))


def _entry(agreement: Agreement, fact: str | int, say: Words) -> str | int:
    """The name of whatever entry of the agreement a fact is the key of, or the names of several."""
    if isinstance(fact, str) and ", " in fact:
        return say("list-comma").join(str(_entry(agreement, one, say)) for one in fact.split(", "))
    for section in ("parties", "places", "exchanges", "movements", "guarantors", "facilitators", "monitors"):
        if fact in getattr(agreement, section):
            return named(getattr(agreement, section), str(fact), say)
    return fact
