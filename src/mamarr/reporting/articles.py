"""Agreement -> numbered articles that a delegation could read and sign, with every blank shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mamarr.lang import Words, words
from mamarr.model.agreement import Agreement
from mamarr.model.articles import Article, articles
from mamarr.model.diagnostic import Fact
from mamarr.model.sharing import people_in
from mamarr.model.values import Estimate, Hours, Language, Share, Text

BLANK = "[__________]"
"""What stands where nothing is agreed."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One article as printed: its number, its heading and its numbered paragraphs."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]


def printed(agreement: Agreement, language: Language) -> tuple[Printed, ...]:
    """The articles of *agreement* in *language*."""
    scribe = _Scribe(agreement, words(language, "show"))
    return tuple(Printed(a.number, scribe.heading(a), tuple(scribe.paragraphs(a))) for a in articles(agreement))


def sheet(agreement: Agreement, language: Language) -> Iterator[tuple[str, str]]:
    """The whole print, as (style, paragraph): ``title``, ``heading``, ``text`` and ``line``."""
    say = words(language, "show")
    yield "title", agreement.title.in_language(language)
    if agreement.amends:
        yield "text", say("agreement-amends", name=agreement.amends)
    if agreement.basis:
        yield "text", agreement.basis.in_language(language)
    blanks = 0
    for article in printed(agreement, language):
        yield "heading", say("article", number=article.number, heading=article.heading)
        for i, paragraph in enumerate(article.paragraphs, 1):
            blanks += paragraph.count(BLANK)
            yield "text", f"{article.number}.{i}  {paragraph}"
    yield "heading", say("signatures")
    scribe = _Scribe(agreement, say)
    for party in agreement.parties:
        yield "line", say("signature-line", name=scribe.name("parties", party))
    yield "text", say("blanks", n=blanks, mark=BLANK)


class _Scribe:
    """One agreement on its way to words."""

    def __init__(self, agreement: Agreement, say: Words) -> None:
        self.agreement = agreement
        self.say = say

    def heading(self, article: Article) -> str:
        if article.exchange:
            return self.say("article-exchange", name=self.name("exchanges", article.exchange))
        return self.say(f"article-{article.heading}")

    def paragraphs(self, article: Article) -> Iterator[str]:
        yield from getattr(self, f"_{article.heading}")(article)

    def name(self, section: str, key: str | None) -> str:
        """The name of an entry in the language of the print, or its identifier; a blank for nothing."""
        if not key:
            return BLANK
        given = self.agreement.named(section, key)
        return given.in_language(self.say.language) if given else key

    def actor(self, key: str | None) -> str:
        section = self.agreement.acts_in(key) if key else None
        return self.name(section, key) if section else key or BLANK

    def actors(self, keys: tuple[str, ...]) -> str:
        return self.together([self.actor(k) for k in keys]) if keys else BLANK

    def places(self, keys: tuple[str, ...]) -> str:
        return self.together([self.name("places", k) for k in keys]) if keys else BLANK

    def movements(self, keys: tuple[str, ...]) -> str:
        return self.together([self.name("movements", k) for k in keys])

    def together(self, parts: list[str]) -> str:
        return self.say("list-comma").join(parts)

    def text(self, text: Text | None) -> str:
        return text.in_language(self.say.language) if text else BLANK

    def minutes(self, minutes: int | None) -> str:
        if minutes is None:
            return BLANK
        hours, rest = divmod(minutes, 60)
        parts = [self.say("hours", n=hours)] if hours else []
        return self.together([*parts, self.say("minutes", n=rest)] if rest or not parts else parts)

    def number(self, number: Estimate | None) -> str:
        if number is None:
            return BLANK
        if number.is_exact:
            return f"{number.likely:,}"
        return self.say("low-likely-high", low=f"{number.low:,}", likely=f"{number.likely:,}", high=f"{number.high:,}")

    def amount(self, amount: Any) -> str:
        if isinstance(amount, Share):
            return str(amount)
        if isinstance(amount, int):
            return self.say("people-count", n=amount)
        return self.say(f"word-{amount}".replace(" ", "-"))

    def word(self, word: object) -> str:
        return self.say(f"word-{word}".replace(" ", "-"))

    def sentence(self, key: str, /, **facts: Fact) -> str:
        return self.say(key, facts)

    def moment(self, moment: date | datetime | None) -> str:
        if moment is None:
            return BLANK
        return f"{moment:%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment:%Y-%m-%d}"

    def _parties(self, _: Article) -> Iterator[str]:
        for key, party in self.agreement.parties.items():
            signed = self.say("party-signed", signed=party.signed, mandate=self.text(party.mandate))
            yield self.sentence("party", name=self.name("parties", key), signed=signed)
            if party.gains:
                yield self.sentence("party-gains", name=self.name("parties", key), gains=self.text(party.gains))

    def _neutral(self, _: Article) -> Iterator[str]:
        a = self.agreement
        yield self.sentence("facilitators", names=self.actors(tuple(a.facilitators)))
        for key, g in a.guarantors.items():
            facts = {"vouched": self.actors(g.vouches_for), "surety": self.text(g.surety)}
            yield self.sentence("guarantor", name=self.name("guarantors", key), **facts)
        if not a.guarantors:
            yield self.sentence("guarantor", name=BLANK, vouched=BLANK, surety=BLANK)
        for key, m in a.monitors.items():
            facts = {"places": self.places(m.posted_at), "since": self.moment(m.since)}
            yield self.sentence("monitor", name=self.name("monitors", key), **facts)
        if not a.monitors:
            yield self.sentence("monitor", name=BLANK, places=BLANK, since=BLANK)

    def _window(self, _: Article) -> Iterator[str]:
        w = self.agreement.window
        times = (self.moment(w.opens), self.moment(w.closes), w.zone) if w else (BLANK, BLANK, BLANK)
        yield self.sentence("window", opens=times[0], closes=times[1], zone=times[2])
        yield self.sentence("on-board", limit=self.minutes(self.agreement.time_on_board_at_most))

    def _places(self, _: Article) -> Iterator[str]:
        for key, place in self.agreement.places.items():
            facts: dict[str, Fact] = {
                "name": self.name("places", key),
                "kind": self.word(place.kind),
                "holder": self.actor(place.held_by),
            }
            yield " ".join([self.sentence("place", **facts), *self._place_details(place)])

    def _place_details(self, place: Any) -> Iterator[str]:
        if place.capacity:
            yield self.sentence("place-capacity", n=place.capacity)
        if place.vehicles_per_hour:
            yield self.sentence("place-throughput", n=place.vehicles_per_hour)
        if place.inspection_minutes:
            yield self.sentence("place-inspection", minutes=self.number(place.inspection_minutes))
        if place.people_per_hour:
            yield self.sentence("place-registers", n=place.people_per_hour)
        if place.open:
            yield self.sentence("place-open", hours=self.hours(place.open))
        if place.provisions:
            yield self.sentence("place-provisions", things=self.together([self.word(p) for p in place.provisions]))
        if place.attacked:
            yield self.sentence("place-attacked", on=self.moment(place.attacked))

    def hours(self, hours: Hours) -> str:
        return f"{hours.opens // 60:02}:{hours.opens % 60:02}–{hours.closes // 60 % 24:02}:{hours.closes % 60:02}"

    def _roads(self, _: Article) -> Iterator[str]:
        for road in self.agreement.roads:
            facts: dict[str, Fact] = {
                "start": self.name("places", road.from_),
                "end": self.name("places", road.to),
                "holder": self.actor(road.held_by),
                "minutes": self.number(road.minutes),
                "mines": self.say("mines", state=road.mines or "blank", by=self.actor(road.mines_confirmed_by)),
            }
            yield self.sentence("road", **facts)
            if road.open:
                ends = {"start": facts["start"], "end": facts["end"]}
                yield self.sentence("road-open", hours=self.hours(road.open), **ends)

    def _people(self, _: Article) -> Iterator[str]:
        for key, group in self.agreement.people.items():
            source = group.number.source if group.number else None
            facts: dict[str, Fact] = {
                "name": self.name("people", key),
                "at": self.name("places", group.at),
                "number": self.number(group.number),
                "side": self.actor(group.of),
                "source": self.text(self.agreement.sources[source].title if source else None),
            }
            yield self.sentence("group", **facts)
            if group.of_whom:
                parts = [self.say("part", what=self.word(c), n=n) for c, n in group.of_whom.items()]
                yield self.sentence("group-parts", name=self.name("people", key), parts=self.together(parts))
            if group.households:
                n, people = sum(group.households.values()), people_in(group.households)
                yield self.sentence("group-households", name=self.name("people", key), n=n, people=people)

    def _fleets(self, _: Article) -> Iterator[str]:
        for key, fleet in self.agreement.fleets.items():
            facts: dict[str, Fact] = {
                "vehicle": self.word(fleet.vehicle),
                "count": fleet.count,
                "seats": fleet.seats,
                "stretchers": fleet.stretchers,
                "spare": fleet.spare,
                "base": self.name("places", fleet.based_at),
            }
            yield self.sentence("fleet", **facts)
            if not fleet.returns:
                yield self.sentence("fleet-one-trip", name=key)
            if fleet.crew_hours:
                yield self.sentence("fleet-crew-hours", name=key, hours=self.hours(fleet.crew_hours))
        if not self.agreement.fleets:
            yield BLANK

    def _movements(self, _: Article) -> Iterator[str]:
        for key, movement in self.agreement.movements.items():
            facts: dict[str, Fact] = {
                "name": self.name("movements", key),
                "who": self.together([self.word(w) for w in movement.who]),
                "people": self.name("people", movement.people),
                "via": self.places(movement.via) if movement.via else "none",
                "to": self.places(movement.to),
                "size": self.amount(movement.convoy.people) if movement.convoy.people else BLANK,
            }
            yield self.sentence("movement", **facts)
            if movement.choices:
                asked = [
                    self.say("choice", share=str(share), to=self.name("places", to))
                    for to, share in movement.choices.items()
                ]
                yield self.sentence("movement-choices", name=facts["name"], choices=self.together(asked))
            if movement.starts:
                yield self.sentence("movement-starts", name=facts["name"], moment=self.moment(movement.starts))
            for fleet, terms in movement.along.items():
                for kind, n in (("convoy", terms.per_convoy), ("people", terms.one_for)):
                    if n:
                        yield self.sentence(f"movement-along-{kind}", name=facts["name"], fleet=fleet, n=n)
            if movement.hours:
                yield self.sentence("movement-hours", name=facts["name"], hours=self.hours(movement.hours))
            if movement.convoy.spacing:
                spacing = self.minutes(movement.convoy.spacing)
                yield self.sentence("movement-spacing", name=facts["name"], minutes=spacing)

    def _exchanges(self, article: Article) -> Iterator[str]:
        if not article.exchange:
            yield BLANK
            return
        exchange = self.agreement.exchanges[article.exchange]
        rule = exchange.rule.replace(" ", "_")
        yield from getattr(self, f"_rule_{rule}")(exchange)
        counted = exchange.counted_at
        where = self.name("places", counted) if counted in self.agreement.places else self.word(counted)
        yield self.sentence("exchange-counted", where=where, by=self.actor(exchange.attested_by))
        for key in ("shortfall", "refusals"):
            chosen = getattr(exchange, key)
            yield self.sentence(f"exchange-{key}", what=self.say(f"outstanding-{chosen or 'open'}".replace(" ", "-")))
        if exchange.reading:
            yield self.sentence("exchange-reading", reading=self.text(exchange.reading))

    def _rule_in_step(self, exchange: Any) -> Iterator[str]:
        one, other = (self.movements(side) for side in exchange.between)
        yield self.sentence("rule-in-step", one=one, other=other, tolerance=self.amount(exchange.tolerance))

    def _rule_n_for_m(self, exchange: Any) -> Iterator[str]:
        one, other = (self.movements(side) for side in exchange.between)
        facts: Mapping[str, Fact] = {"n": exchange.ratio.first, "m": exchange.ratio.second}
        yield self.sentence("rule-n-for-m", one=one, other=other, tolerance=self.amount(exchange.tolerance), **facts)

    def _rule_phases(self, exchange: Any) -> Iterator[str]:
        for i, phase in enumerate(exchange.phases, 1):
            moves = [
                self.say("phase-move", name=self.name("movements", m), amount=self.amount(a))
                for m, a in phase.moves.items()
            ]
            yield self.sentence("rule-phase", i=i, moves=self.together(moves))

    def _rule_simultaneous_pairs(self, exchange: Any) -> Iterator[str]:
        one, other = (self.movements(side) for side in exchange.between)
        yield self.sentence("rule-pairs", one=one, other=other)

    def _rule_keep_back(self, exchange: Any) -> Iterator[str]:
        facts = {"name": self.name("movements", exchange.movement), "until": self.name("movements", exchange.until)}
        yield self.sentence("rule-keep-back", keeps=self.amount(exchange.keeps), **facts)

    def _rule_lock(self, exchange: Any) -> Iterator[str]:
        facts = {"name": self.name("movements", exchange.movement), "other": self.name("movements", exchange.waits_for)}
        start = self.word(exchange.from_)
        yield self.sentence("rule-lock", start=start, until=self.amount(exchange.until), **facts)

    def _counting(self, _: Article) -> Iterator[str]:
        for c in self.agreement.counting:
            facts = {"at": self.name("places", c.at), "by": self.actor(c.counted_by)}
            yield self.sentence("counting", signed=self.actors(c.countersigned_by), **facts)
        if not self.agreement.counting:
            yield self.sentence("counting", at=BLANK, by=BLANK, signed=BLANK)

    def _conditions(self, _: Article) -> Iterator[str]:
        c = self.agreement.conditions
        yield from self._texts(c, "arms", "belongings", "captives", "media", "permits", "supplies on board")
        for i in c.inspections:
            facts: dict[str, Fact] = {
                "at": self.name("places", i.at),
                "by": self.actor(i.by),
                "purpose": self.text(i.purpose),
                "limit": self.minutes(i.minutes_at_most),
                "observer": self.actor(i.observed_by),
                "detention": self.say("detention", state=i.detention or "blank", procedure=self.text(i.procedure)),
            }
            yield self.sentence("inspection", **facts)
        lists = c.lists
        facts = {
            "frozen": self.moment(lists.frozen if lists else None),
            "order": self.text(lists.order if lists else None),
            "missing": self.text(lists.dead_or_missing if lists else None),
            "keeper": self.actor(lists.kept_by if lists else None),
        }
        yield self.sentence("lists", **facts)

    def _safety(self, _: Article) -> Iterator[str]:
        for key, g in self.agreement.security_guarantees.items():
            facts = {"places": self.places(g.covers), "to": self.actor(g.given_to), "on": self.moment(g.on)}
            yield self.sentence("guarantee", name=self.actor(key), **facts)
        if not self.agreement.security_guarantees:
            yield self.sentence("guarantee", name=BLANK, places=BLANK, to=BLANK, on=BLANK)
        yield from self._texts(self.agreement.ceasefire, "roads", "range", "airspace", prefix="ceasefire-")

    def _protection(self, _: Article) -> Iterator[str]:
        p = self.agreement.protection
        yield from self._texts(p, "consent")
        yield self.sentence("consent-asked-by", by=self.actor(p.consent_asked_by))
        fields = ("option to stay", "choice of destination", "those who stay", "family unity", "special care")
        yield from self._texts(p, *fields, "papers", "return", "data")

    def _violations(self, _: Article) -> Iterator[str]:
        v = self.agreement.violations
        yield from self._texts(v, "definition")
        yield self.sentence("violation-reported", to=self.actor(v.reported_to))
        facts: dict[str, Fact] = {
            "what": self.say(f"suspends-{v.suspends or 'open'}"),
            "by": self.actors(v.suspended_by),
            "resumed": self.actors(v.resumed_by),
            "limit": self.minutes(v.suspension_at_most),
        }
        yield self.sentence("suspension", **facts)
        within = self.minutes(v.disputes_decided_within)
        yield self.sentence("disputes", by=self.actor(v.disputes_decided_by), within=within)
        yield from self._texts(v, "fallback", "return route", "stop conditions", "communications lost")

    def _disclosure(self, _: Article) -> Iterator[str]:
        for role, things in self.agreement.disclosure.items():
            yield self.sentence("discloses", role=role, things=self.together([self.word(t) for t in things]))
        if not self.agreement.disclosure:
            yield BLANK

    def _texts(self, noun: object, *keys: str, prefix: str = "") -> Iterator[str]:
        """A paragraph for each field that is free text."""
        for key in keys:
            attribute = key.replace(" ", "_")
            value = getattr(noun, attribute if hasattr(noun, attribute) else f"{attribute}_")
            heading = self.say(f"field-{prefix}{key}".replace(" ", "-"))
            yield self.sentence("field", heading=heading, text=self.text(value))
