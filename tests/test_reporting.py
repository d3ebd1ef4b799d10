"""Two towns, planned and half carried out -> pictures and reports that say what the numbers say, and no more."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

import pytest

from mamarr.lang import LANGUAGES
from mamarr.model.agreement import Agreement, Disclosed, Group, Movement, Pairs
from mamarr.model.batches import cut
from mamarr.model.diagnostic import Diagnostic, Mark
from mamarr.model.event import Event
from mamarr.model.plan import Override, Plan
from mamarr.model.report import Audience, Situation
from mamarr.model.state import chain, fold
from mamarr.model.values import Estimate, Language, Text
from mamarr.operating.status import status
from mamarr.parsing import read_file
from mamarr.planning import plan as make_plan
from mamarr.reporting.balance import View, real, view, views
from mamarr.reporting.blocks import Figures, Line, Section, Table
from mamarr.reporting.charts import balance_chart, rehearsal_chart
from mamarr.reporting.drawing import png, svg
from mamarr.reporting.phrases import Speech, figure
from mamarr.reporting.situation import SECTIONS, report, situation_report
from mamarr.reporting.timetable import MOST_ROWS, closures, rows, timetable_chart

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


def test_the_balance_of_a_plan_is_its_numbers() -> None:
    agreement, plan = two_towns()
    (seen,) = views(agreement, plan.convoys)
    balance = seen.balance
    steps = balance.planned(plan.times)
    assert (balance.one.people, balance.other.people) == (2316, 1158)
    assert (steps[0].one, steps[0].other) == (0, 0)
    assert (steps[-1].one, steps[-1].other) == (2316, 1158)
    assert seen.corner(steps[-1]) == (1.0, 1.0)
    assert {p.at for p in steps} == {plan.times[s] for s in balance.steps}
    assert steps[-1].at == plan.finish
    assert all(abs(balance.ahead(p)) <= 0.2 for p in steps), "the plan stays in the band"
    greatest = balance.greatest(steps)
    assert (abs(balance.ahead(greatest)), greatest.at) == (plan.imbalance, plan.imbalance_at), "one figure"
    assert plan.imbalance_of == ", ".join(balance.leader(greatest).movements)


def test_the_real_day_counts_what_is_attested() -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    assert agreement.window is not None
    seen = [e for e in events(400) if e.seen_by == "observers"]
    told = [replace(e, seen_by="north-side") for e in seen]
    attested, only_said = (
        real(shown.balance, agreement, plan.convoys, fold(agreement, plan.convoys, found), agreement.window)
        for found in (seen, told)
    )
    planned = shown.balance.planned({s: t for s, t in plan.times.items() if t < 400})
    assert attested == planned
    assert {(p.one, p.other) for p in only_said} == {(0, 0)}


@pytest.mark.parametrize(
    ("file", "exchange", "areas", "line"),
    [
        ("two-towns", "in-step", ((0.0, 0.0), (0.2, 0.0), (1.0, 0.8), (1.0, 1.0), (0.8, 1.0), (0.0, 0.2)), (1.0, 1.0)),
        ("three-villages", "halves", ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)), (1.0, 1.0)),
        ("three-villages", "last-of-hill", ((0.0, 0.0), (0.876, 0.0), (0.876, 1.0), (0.0, 1.0)), (1.0, 1.0)),
        ("israel-hamas-2023-11", "one-for-three", None, (31 / 60, 1.0)),
    ],
)
def test_what_a_clause_allows(
    file: str, exchange: str, areas: tuple[tuple[float, float], ...] | None, line: tuple[float, float]
) -> None:
    agreement = read_file(AGREEMENTS / f"{file}.yaml").agreement
    assert agreement is not None
    found = view(agreement, cut(agreement), exchange)
    assert found is not None
    assert found.line[-1] == pytest.approx(line)
    if areas:
        corners = {(round(x, 3), round(y, 3)) for x, y in found.allowed[0]}
        assert corners == set(areas)


def paired() -> tuple[Agreement, View]:
    """Two towns, convoy by convoy, with nobody's number in shares."""
    agreement, _ = two_towns()
    exchange = Pairs(between=(("south-out",), ("north-out",)))
    changed = replace(agreement, exchanges={"pairs": exchange})
    found = view(changed, cut(changed), "pairs")
    assert found is not None
    return changed, found


def test_pairs_are_a_stair_of_boxes() -> None:
    _, stair = paired()
    assert len(stair.allowed) == 12
    assert stair.line[0] == (0.0, 0.0)
    assert stair.line[-1] == pytest.approx((1.0, 1.0))


def test_no_balance_without_people_on_both_sides() -> None:
    agreement, _ = two_towns()
    nobody = replace(agreement.people["north-people"], number=Estimate(0, 0, 0), of_whom={})
    empty = replace(agreement, people={**agreement.people, "north-people": nobody})
    assert views(empty, cut(empty)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_have_the_same_bytes_every_time(language: Language) -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    steps = shown.balance.planned(plan.times)

    def drawn() -> list[bytes]:
        chart = balance_chart(agreement, shown, steps, language, runs=[steps, steps[:3]], real=steps[:5])
        hours = [0, 1, 2]
        outs = rehearsal_chart(hours, [0, 1, 2], [0, 2, 3], [1, 3, 3], language, plan=(hours, [0, 3, 3]), runs=9)
        return [svg(chart), png(chart), svg(timetable_chart(agreement, plan, language)), svg(outs)]

    first = drawn()
    assert first == drawn()
    for picture in (p for p in first if p.startswith(b"<?xml")):
        assert b"<text" not in picture, "letters are paths"
        assert b"dc:date" not in picture


def test_a_picture_is_read_from_the_side_where_its_language_begins() -> None:
    agreement, plan = two_towns()
    (shown,) = views(agreement, plan.convoys)
    for language in LANGUAGES:
        for chart in (
            timetable_chart(agreement, plan, language),
            balance_chart(agreement, shown, shown.balance.planned(plan.times), language),
        ):
            begin, end = chart.axes[0].get_xlim()
            assert bool(begin > end) is (language == "ar")


def test_the_timetable_has_a_row_a_convoy_and_few_rows_for_many() -> None:
    _, plan = two_towns()
    found = rows(plan.convoys)
    assert sum(len(own) for own in found.values()) == len(plan.convoys)
    many = [replace(c, id=f"{c.movement}-{i}") for i, c in enumerate(plan.convoys * 9)]
    grouped = rows(many)
    assert sum(len(own) for own in grouped.values()) <= MOST_ROWS + 2 * len(grouped)
    assert sum(len(row.convoys) for own in grouped.values() for row in own) == len(many)


def test_the_timetable_shades_when_a_place_on_the_way_is_closed() -> None:
    agreement, plan = two_towns()
    assert plan.window is not None
    assert (720.0, 1440.0) in list(closures(agreement, plan, plan.window)), "the bridge, 18:00 to 06:00"


def test_a_plan_without_a_window_is_drawn_in_hours() -> None:
    agreement, plan = two_towns()
    bare, without = replace(agreement, window=None), replace(plan, window=None)
    labels = [t.get_text() for t in timetable_chart(bare, without, "en").axes[0].get_xticklabels()]
    assert labels[:2] == ["+0", "+2"]
    (shown,) = views(bare, plan.convoys)
    texts = [t.get_text() for t in balance_chart(bare, shown, shown.balance.planned(plan.times), "en").axes[0].texts]
    assert any("hours after the opening" in t for t in texts)


def test_reports_have_the_same_bytes_every_time() -> None:
    assert situation_report(situation(), "ar") == situation_report(situation(), "ar")


def test_both_languages_have_the_same_sections() -> None:
    for audience in AUDIENCES:
        shapes = [
            [(key, [type(b) for b in s.blocks]) for key, s in sections(lang, audience).items()] for lang in LANGUAGES
        ]
        assert shapes[0] == shapes[1]
        keys = [key for key, _ in shapes[0]]
        assert keys[: len(SECTIONS)] == [key for key, _, _ in SECTIONS]
        assert (keys[-1] == "left-out") is (audience == "public")


def test_a_report_is_one_well_formed_file_that_loads_nothing() -> None:
    for (language, _), text in pages().items():
        page = Page(text)
        assert page.tags[0] == ("html", {"lang": language, "dir": "rtl" if language == "ar" else "ltr"})
        assert not {"script", "link", "iframe", "object"} & {tag for tag, _ in page.tags}
        assert all((given.get("src") or "data:").startswith("data:") for _, given in page.tags)
        assert "http:" not in text
        assert "https:" not in text
        assert "url(" not in text
        assert len(text.encode()) < 500_000


def test_users_texts_are_isolated_and_as_written() -> None:
    names = {"cell": ("South Town square", "Joint census"), "public": ("Joint census",)}
    for (language, audience), text in pages().items():
        page = Page(text)
        apart, words = "\n".join(page.isolated), "\n".join(page.text)
        shots = SHOTS.in_language(language)
        expected = [shots, DENIED.ar, "الأعداد معروفة للجانبين", "<b>asked</b>", "C101"]
        expected += names[audience] if language == "en" else ("Joint census",)
        for given in expected:
            assert given in apart
            assert given not in words
        if language == "ar":
            assert re.search(r"[A-Za-z]{2}", words) is None, "no Latin letters outside an isolate"
        assert re.search(r"\d\d:\d\d", words) is None, "no time outside an isolate"


def test_every_override_shows_a_banner_to_everybody() -> None:
    for text in pages().values():
        assert text.count('class="banner"') == 2
        for code in ("C101", "P101"):
            assert re.search(rf'class="banner"[^\n]*{code}', text)


def test_an_exercise_says_so_first() -> None:
    text = situation_report(replace(situation(), exercise=True), "en", "public")
    assert text.index("EXERCISE") < text.index("Planned despite")


def test_accounts_stand_side_by_side_with_their_sources() -> None:
    text = pages()["ar", "cell"]
    assert text.count("<article>") == 2
    assert text.count("رواية منسوبة إلى") == 2
    assert "رواية منسوبة إلى <bdi" in text


def test_different_counts_are_both_kept() -> None:
    table = only(sections("en")["seen"], Table)
    assert len(table.marked) == 2
    first, second = ({p.text for cell in table.rows[i] for p in cell} for i in sorted(table.marked))
    assert "Observer team" in first
    assert "Southern side" in second


def test_where_everyone_is_adds_up() -> None:
    table = only(sections("en")["everyone"], Table)
    for row in table.rows:
        *parts, whole = (int(cell[0].text.replace(",", "")) for cell in row[1:])
        assert sum(parts) == whole
    assert {row[-1] for row in table.rows} == {figure("2,400"), figure("1,200")}


def test_what_blocks_is_told_in_people() -> None:
    table = only(sections("en")["blocked"], Table)
    status = situation().status
    assert status is not None
    missing = [b.missing for c in status.waiting[:6] for b in c.blockers if b.clause == ("exchanges", "in-step")]
    told = [row[2] for row in table.rows if "".join(p.text for p in row[1]) == "Article 9 (Both towns in step)"]
    assert missing
    assert told == [figure(str(n)) for n in missing]
    assert all(row[2][0].text == "–" for row in table.rows if "Article 9" not in row[1][0].text)


def test_how_things_stand_is_the_status() -> None:
    status = situation().status
    assert status is not None
    (balance,) = status.balances
    first, *_ = sections("en")["standing"].blocks
    assert isinstance(first, Line)
    text = "".join(p.text for p in first.phrase)
    assert text.startswith("Imbalance in Both towns in step")
    assert f"ahead by {balance.people} people delivered" in text


def test_the_plan_is_told_with_its_numbers() -> None:
    _, plan = two_towns()
    told = [value[0].text for _, value in only(sections("en")["planned"], Figures).figures]
    assert told[:2] == [str(len(plan.convoys)), "3,600"]


def test_the_public_sees_no_time_no_position_no_imbalance_and_no_few() -> None:
    _, plan = two_towns()
    given = disclosing("agreement", "plan", "counts", "claims", "timings", "positions", "imbalance", "rehearsals")
    assert given.state is not None
    for language in LANGUAGES:
        text = situation_report(given, language, "public")
        page = Page(text)
        body = text[text.index("<main>") :]
        assert re.search(r"\d\d:\d\d", body) is None
        assert not any(c.id in body for c in plan.convoys)
        assert "<img" not in text
        assert f"{plan.imbalance:.1%}" not in body
        numbers = [int(t.replace(",", "")) for t in page.isolated if re.fullmatch(r"[\d,]+", t)]
        assert all(n == 0 or n >= 10 for n in numbers)
        assert FEW[language] in body


def test_the_public_sees_what_the_agreement_says() -> None:
    silent = replace(situation(), agreement=replace(situation().agreement, disclosure={}))
    for given in (silent, situation()):
        found = report(given, "en", "public").sections
        shut = [s.key for s in found if "Not part" in str(s.blocks[0])]
        assert shut == ["planned", "seen", "everyone", "claimed", "suspended", "blocked", "standing", "faults"]


def test_a_few_who_have_not_arrived_are_not_told_by_subtraction() -> None:
    given = disclosing("agreement", "counts")
    agreement, plan = given.agreement, two_towns()[1]
    arrived = [event("arrived", plan.finish, convoy=c.id, people={"people": c.size}) for c in plan.convoys]
    missing = replace(arrived[0], people={"people": (arrived[0].total or 0) - 3})
    state = fold(agreement, plan.convoys, [missing, *arrived[1:]])
    text = situation_report(replace(given, status=status(agreement, plan, state, given.as_of)), "en", "public")
    assert f"all but {FEW['en']}" in text
    assert "2,397" not in text
    assert "1,197" not in text


def test_the_mark_says_whom_a_report_is_for() -> None:
    marks = {key: re.findall(r'class="marking">(.*?)</p>', text) for key, text in pages().items()}
    assert set(marks["en", "cell"]) == {"Restricted: for the cell only. Not to be passed on."}
    assert set(marks["ar", "public"]) == {"للعموم"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_anything_happens_a_report_says_so(language: Language) -> None:
    agreement, _ = two_towns()
    open_ = replace(agreement.people["north-people"], number=None)
    bare = replace(agreement, window=None, people={**agreement.people, "north-people": open_})
    first = Situation(number=1, as_of=OPENS, issued_by=Text("Cell"), agreement=bare)
    text = situation_report(first, language)
    Page(text)
    expected = {"en": ("There is no plan yet", "not agreed"), "ar": ("لا توجد خطة بعد", "غير متفق عليه")}
    assert all(words in text for words in expected[language])


def test_a_text_in_the_other_language_says_which_it_is() -> None:
    agreement, _ = two_towns()
    speech = Speech(agreement, "en", "cell")
    assert [(p.text, p.language) for p in speech.text(DENIED)] == [(DENIED.ar, "ar")]
    assert [(p.text, p.language) for p in speech.text(SHOTS)] == [(SHOTS.en, "")]


def test_every_kind_of_movement_without_a_name_is_shown_by_its_identifier() -> None:
    agreement, _ = two_towns()
    bare: dict[str, Movement] = {k: replace(m, name=None) for k, m in agreement.movements.items()}
    groups: dict[str, Group] = {k: replace(g, name=None) for k, g in agreement.people.items()}
    speech = Speech(replace(agreement, movements=bare, people=groups), "ar", "cell")
    assert [p.text for p in speech.movement("south-out")] == ["south-out"]
