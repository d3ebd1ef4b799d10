"""Two towns, planned and half carried out, with the reports made of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

from mamarr.lang import LANGUAGES
from mamarr.model.agreement import Agreement, Disclosed
from mamarr.model.diagnostic import Diagnostic, Mark
from mamarr.model.event import Event
from mamarr.model.plan import Override, Plan
from mamarr.model.position import chain
from mamarr.model.report import Audience, Situation
from mamarr.model.state import fold
from mamarr.model.values import Language, Text
from mamarr.operating.status import status
from mamarr.parsing import read_file
from mamarr.planning import plan as make_plan
from mamarr.reporting.blocks import Section
from mamarr.reporting.situation import report, situation_report

AGREEMENTS = Path(__file__).parents[1] / "agreements"
OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)  # 06:00 in Damascus
KINDS = {"board": "boarded", "depart": "departed", "cross": "crossed", "arrive": "arrived"}
SHOTS = Text("Shots came from the north <script>", "أُطلقت النار من الشمال")
FEW: dict[Language, str] = {"en": "fewer than 10", "ar": "أقل من \u206810\u2069"}
DENIED = Text("", "لم نُطلق النار")


@cache
def two_towns() -> tuple[Agreement, Plan]:
    agreement = read_file(AGREEMENTS / "two-towns.yaml").agreement
    assert agreement is not None
    made = make_plan(
        agreement, overrides=(Override("C101", "الأعداد معروفة للجانبين"), Override("P101", "<b>asked</b>"))
    )
    assert isinstance(made, Plan)
    return agreement, made


def event(kind: str, minutes: float, by: str = "observers", **more: object) -> Event:
    given = {"seen": OPENS + timedelta(minutes=minutes), "seen_by": by, "heard_by": "radio", "entered_by": "desk"}
    return Event(kind=kind, **given, **more)  # type: ignore[arg-type]


def events(until: float) -> list[Event]:
    """What the observers saw of the plan, two accounts of one incident, a second count, and a suspension."""
    agreement, plan = two_towns()
    steps = [(c, s) for c in plan.convoys for s in chain(agreement, c) if plan.times[s] < until]
    found = [event(KINDS[s.act], plan.times[s], convoy=c.id, place=s.place, people=c.people) for c, s in steps]
    late, last = max(((c, s) for c, s in steps if s.act == "arrive"), key=lambda pair: plan.times[pair[1]])
    return [
        *found,
        event("arrived", until - 1, "south-side", convoy=late.id, place=last.place, people={"people": late.size - 4}),
        event("claim", until - 9, "south-side", place="bridge", text=SHOTS, people={"people": 3}),
        event("claim", until - 8, "north-side", place="bridge", text=DENIED),
        event("suspended", until - 5, "cell"),
    ]


@cache
def situation() -> Situation:
    agreement, plan = two_towns()
    seen = events(400)
    fault = Diagnostic("E301", "unknown-convoy", "warning", (Mark(("events", "x")),),
                       {"event": "x", "kind": "boarded", "convoy": "y"})  # fmt: skip
    return Situation(
        number=3,
        as_of=OPENS + timedelta(minutes=401),
        since=OPENS,
        next_issue=OPENS + timedelta(hours=12),
        issued_by=Text("Relief cell", "خلية الإغاثة"),
        agreement=agreement,
        plan=plan,
        status=status(agreement, plan, fold(agreement, plan.convoys, seen), OPENS + timedelta(minutes=401)),
        received={e.id: e.seen + timedelta(minutes=7) for e in seen},
        diagnostics=(fault,),
        head="212:9f86d081884c7d65",
        digests={"agreement": "cd34cd34", "plan": "ab12ab12"},
    )


def disclosing(*things: Disclosed) -> Situation:
    given = situation()
    return replace(given, agreement=replace(given.agreement, disclosure={"public": things}))


class Page(HTMLParser):
    """An HTML file, read: its tags, whether each is closed where it should be, and the text in isolation."""

    VOID = frozenset({"meta", "img", "link"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.isolated: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open or "title" in self.open:
            return
        (self.isolated if "bdi" in self.open else self.text).append(data)


AUDIENCES: tuple[Audience, ...] = ("cell", "public")
T = TypeVar("T")


@cache
def pages() -> dict[tuple[Language, Audience], str]:
    """Every rendering of one record that lets the public see what it ever may."""
    given = disclosing("agreement", "plan", "counts", "claims")
    return {(lang, audience): situation_report(given, lang, audience) for lang in LANGUAGES for audience in AUDIENCES}


@cache
def sections(language: Language, audience: Audience = "cell") -> dict[str, Section]:
    return {s.key: s for s in report(situation(), language, audience).sections}


def only(section: Section, kind: type[T]) -> T:
    """The one block of this kind."""
    (found,) = (b for b in section.blocks if isinstance(b, kind))
    return found
