"""Two towns, planned and half carried out -> reports that say what the numbers say, and no more."""

import re
from dataclasses import replace

import pytest

from mamarr.lang import LANGUAGES
from mamarr.model.agreement import Group, Movement
from mamarr.model.plan import Plan
from mamarr.model.report import Situation
from mamarr.model.state import fold
from mamarr.model.values import Language, Text
from mamarr.operating.status import status
from mamarr.planning import plan as make_plan
from mamarr.reporting.blocks import Figures, Line, Table
from mamarr.reporting.phrases import Speech, figure
from mamarr.reporting.situation import SECTIONS, report, situation_report
from record import (
    AUDIENCES,
    DENIED,
    FEW,
    OPENS,
    SHOTS,
    Page,
    disclosing,
    event,
    only,
    pages,
    sections,
    situation,
    two_towns,
)


def test_reports_have_the_same_bytes_every_time() -> None:
    assert situation_report(situation(), "ar") == situation_report(situation(), "ar")


def test_both_languages_have_the_same_sections() -> None:
    for audience in AUDIENCES:
        shapes = [
            [(key, [type(b) for b in s.blocks]) for key, s in sections(lang, audience).items()] for lang in LANGUAGES
        ]
        assert shapes[0] == shapes[1]
        keys = [key for key, _ in shapes[0]]
        every = [key for key, _, _ in SECTIONS]
        assert keys == (every if audience == "cell" else ["promised", "verify", "left-out"])
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
    ahead = [c for c in status.waiting if not c.position.done]
    assert len(status.waiting) > len(ahead), "some are boarding"
    missing = [b.missing for c in ahead[:6] for b in c.blockers if b.clause == ("exchanges", "in-step")]
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


def test_households_are_in_no_public_report() -> None:
    given = disclosing("agreement", "plan", "counts")
    people = {n: replace(g, households={7: 91, 11: 13}) for n, g in given.agreement.people.items()}
    known = replace(given.agreement, people=people)
    made = make_plan(known)
    assert isinstance(made, Plan)
    assert any(c.households for c in made.convoys)
    for language in LANGUAGES:
        with_sizes = situation_report(replace(given, agreement=known, plan=made), language, "public")
        without = situation_report(replace(given, plan=made), language, "public")
        assert with_sizes == without


def test_the_public_sees_what_the_agreement_says() -> None:
    silent = replace(situation(), agreement=replace(situation().agreement, disclosure={}))
    for given in (silent, situation()):
        found = report(given, "en", "public").sections
        assert [s.key for s in found] == ["promised", "verify", "left-out"]


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


def test_a_source_may_have_its_title_in_both_languages() -> None:
    given = situation()
    sources = {n: replace(s, title=Text("A count", "تعداد")) for n, s in given.agreement.sources.items()}
    known = replace(given, agreement=replace(given.agreement, sources=sources))
    assert "A count" in situation_report(known, "en")
    assert "تعداد" in situation_report(known, "ar")
    assert "A count" not in situation_report(known, "ar")
