"""Situation -> the situation report, for one audience in one language: promised, planned, seen and claimed, kept apart.

For the cell it holds everything; in public only what the agreement lets the public see, and never times before the
fact, positions, imbalance or small numbers. What was left out is listed at the end. No rehearsal stands in it:
rehearsals compare, they do not predict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from mamarr.model.report import Audience, Situation
from mamarr.model.values import Language
from mamarr.reporting.blocks import Block, Line, Points, Report, Section, Table, html
from mamarr.reporting.intended import planned, promised
from mamarr.reporting.phrases import SMALL, Phrase, Speech, figure, user
from mamarr.reporting.reported import blocked, claimed, everyone, faults, seen, standing, suspended

Writer = Callable[[Speech, Situation], Iterator[Block]]


def verify(speech: Speech, situation: Situation) -> Iterator[Block]:
    """The head of the log and the digests: who holds the same ones holds the same record."""
    rows = [(speech.say("log-head"), figure(situation.head))] if situation.head else []
    rows += [(speech.say(f"digest-{name}"), figure(digest)) for name, digest in situation.digests.items()]
    for term, after in pairwise(situation.status.plans if situation.status else ()):
        rows.append((speech.say("digest-plan-until", until=speech.moment(after.since)), figure(term.plan)))
    yield Line(speech.say("verify-intro"))
    if rows:
        yield Table((speech.say("column-what"), speech.say("column-digest")), tuple(rows))


SECTIONS: tuple[tuple[str, str, Writer], ...] = (
    ("suspended", "counts", suspended),
    ("everyone", "positions", everyone),
    ("standing", "imbalance", standing),
    ("blocked", "timings", blocked),
    ("claimed", "claims", claimed),
    ("promised", "agreement", promised),
    ("planned", "plan", planned),
    ("seen", "counts", seen),
    ("faults", "imbalance", faults),
    ("verify", "agreement", verify),
)
"""Each section: its name, what one must be allowed to see for it, and who writes it.

What decides the next hour is first; the long list of all that was seen comes late.
"""

NEVER_PUBLIC = frozenset({"timings", "positions", "imbalance", "rehearsals"})


def situation_report(situation: Situation, language: Language, audience: Audience = "cell") -> str:
    """The report as one HTML file."""
    return html(report(situation, language, audience))


def report(situation: Situation, language: Language, audience: Audience = "cell") -> Report:
    """The report as its parts."""
    speech = Speech(situation.agreement, language, audience)
    return Report(
        language=language,
        audience=audience,
        title=speech.say("report-title", number=situation.number),
        subject=speech.text(situation.agreement.title),
        marking=speech.say("marking-cell" if audience == "cell" else "marking-public"),
        facts=_facts(speech, situation),
        banners=tuple(_banners(speech, situation)),
        sections=tuple(
            Section(key, speech.say(f"section-{key}"), tuple(write(speech, situation)))
            for key, thing, write in (*SECTIONS, *_left_out(audience))
            if not thing or may_see(situation, audience, thing)
        ),
        footer=(speech.say("comparison-rule"), speech.say("sources-rule")),
    )


def may_see(situation: Situation, audience: Audience, thing: str) -> bool:
    """Whether the audience may see *thing*: the cell everything, the public what the agreement says, at most."""
    allowed = situation.agreement.disclosure.get("public", ("agreement",))
    return audience == "cell" or (thing in allowed and thing not in NEVER_PUBLIC)


def _facts(speech: Speech, situation: Situation) -> tuple[tuple[Phrase, Phrase], ...]:
    """As of, period, next issue, issued by: a reader must know at once how old this is. Its own times are no secret."""
    plain = Speech(situation.agreement, speech.language, "cell")
    period = speech.say("period", since=plain.moment(situation.since), until=plain.moment(situation.as_of))
    zone = situation.agreement.window.zone if situation.agreement.window else "UTC"
    return (
        (speech.say("fact-as-of"), (*plain.moment(situation.as_of), *speech.say("in-zone", zone=user(zone)))),
        (speech.say("fact-period"), period if situation.since else speech.say("period-all")),
        (speech.say("fact-next"), plain.moment(situation.next_issue)),
        (speech.say("fact-issued-by"), speech.text(situation.issued_by)),
        (speech.say("fact-agreement"), user(situation.agreement.agreement)),
    )


def _banners(speech: Speech, situation: Situation) -> Iterator[Phrase]:
    if situation.exercise:
        yield speech.say("banner-exercise")
    last = situation.status.last_entry if situation.status else None
    if last and speech.audience == "cell":
        yield speech.say("banner-clock", clock=speech.moment(situation.as_of), last=speech.moment(last))
    for override in situation.plan.overrides if situation.plan else ():
        yield speech.say("banner-despite", code=figure(override.code), reason=user(override.reason))


def _left_out(audience: Audience) -> tuple[tuple[str, str, Writer], ...]:
    return (("left-out", "", left_out),) if audience == "public" else ()


def left_out(speech: Speech, situation: Situation) -> Iterator[Block]:
    """What a public reader does not see, said openly."""
    hidden = [speech.say(f"section-{key}") for key, thing, _ in SECTIONS if not may_see(situation, "public", thing)]
    rules = [speech.say(f"left-out-{rule}") for rule in ("times", "positions", "imbalance")]
    yield Points((*(speech.say("left-out-section", heading=h) for h in hidden), *rules,
                  speech.say("left-out-small", n=SMALL)))  # fmt: skip
    yield Line(speech.say("left-out-by", clause=speech.clause(("disclosure",))))
