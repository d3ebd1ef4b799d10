"""Dangers files as cases: a few lines -> what is wrong with them; and what the default file and its page must say."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.cells import cell_len

from mamarr.cli.assumptions import assumption_lines
from mamarr.flow.observing import defaults, fitted, observed
from mamarr.lang import words
from mamarr.model.danger import Danger
from mamarr.model.values import Language, Lasting
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers, strangers
from mamarr.rehearsing import default_dangers
from mamarr.rehearsing.doubt import DRAWS, figures, settled, swung
from mamarr.rehearsing.fitting import rate, refitted

TITLE = "title: {en: Test, ar: اختبار}\n"


def test_every_default_danger_says_where_it_comes_from_and_what_is_assumed() -> None:
    read = read_dangers(default_dangers())
    assert read.faults == ()
    assert read.dangers is not None
    for name, danger in read.dangers.dangers.items():
        assert danger.evidence or danger.assumption, name
        assert danger.name.en, name
        assert danger.name.ar, name
        assert not danger.assumption or (danger.assumption.en and danger.assumption.ar), name
    used = {source for danger in read.dangers.dangers.values() for source in danger.evidence}
    assert used == read.dangers.sources.keys()


GOOD = """\
  a:
    name: A
    strikes: crossing
    once in: {signed: 3 days}
    minutes: {low: 1, likely: 2, high: 3}
    assumption: All
"""


@pytest.mark.parametrize(
    ("change", "to", "code", "line"),
    [
        ("    assumption: All\n", "", "R010", 3),
        ("    once in: {signed: 3 days}\n", "", "R011", 3),
        ("once in: {signed: 3 days}", "chance: 3%", "R011", 3),
        ("3 days", "0 days", "R012", 6),
        ("3 days", "-3 days", "S011", 6),
        ("signed", "sworn", "S011", 6),
        ("low: 1", "low: 9", "R013", 7),
        ("signed: 3 days", "anybody: {low: 4 days, likely: 3 days, high: 9 days}", "R013", 6),
        ("signed: 3 days", "signed: {low: 0 days, likely: 3 days, high: 9 days}", "R012", 6),
        ("assumption: All", "never ends: {low: 9%, likely: 2%, high: 3%}", "R010", 3),
        ("assumption: All", "assumption: All\n    off by percent: 0", "R012", 9),
        ("strikes: crossing", "strikes: driving\n    only while: behind", "R011", 3),
        ("    minutes: {low: 1, likely: 2, high: 3}\n", "", "R015", 3),
        ("crossing", "bridge", "S011", 5),
        ("assumption: All", "evidence: [nowhere]", "S013", 8),
        ("assumption: All", "never ends: 120%", "S011", 8),
        ("assumption: All", "assumption: All\n    colour: red", "S008", 9),
    ],
)
def test_a_fault_in_a_dangers_file_is_shown_at_its_line(change: str, to: str, code: str, line: int) -> None:
    read = read_dangers(f"{TITLE}dangers:\n{GOOD.replace(change, to)}")
    assert read.dangers is None
    assert [(f.code, read_line(f.marks[0].where)) for f in read.faults][:1] == [(code, line)]
    for say in (words("en", "check", "rehearse"), words("ar", "check", "rehearse")):
        assert say(read.faults[0].code, read.faults[0].facts)


def read_line(where: object) -> int:
    return int(getattr(where, "line", 0))


def test_what_strikes_single_convoys_does_not_ask_who_is_ahead() -> None:
    text = GOOD.replace("strikes: crossing", "strikes: driving\n    only while: behind").replace(
        "once in: {signed: 3 days}", "chance: 2%"
    )
    read = read_dangers(f"{TITLE}dangers:\n{text}")
    assert [(f.code, read_line(f.marks[0].where)) for f in read.faults] == [("R017", 6)]


def test_one_value_stands_for_low_likely_and_high() -> None:
    read = read_dangers(f"{TITLE}dangers:\n{GOOD}").dangers
    assert read is not None
    danger = read.dangers["a"]
    assert danger.every("signed") == Lasting(4320, 4320, 4320)
    assert danger.every("not bound") is None
    anybody = replace(danger, once_in={"anybody": Lasting(1, 2, 3)})
    assert anybody.every("not bound") == Lasting(1, 2, 3)


@pytest.mark.parametrize(
    ("strikes", "at", "known"), [("crossing", "brdge", "bridge"), ("boarding", "bridge", "north-side")]
)
def test_a_danger_at_a_place_that_the_agreement_does_not_know(strikes: str, at: str, known: str) -> None:
    text = GOOD.replace("strikes: crossing", f"strikes: {strikes}\n    at: [{known}, {at}]")
    read = read_dangers(f"{TITLE}dangers:\n{text}")
    agreement = read_file(Path(__file__).parents[1] / "agreements" / "two-towns.yaml").agreement
    assert agreement is not None
    found = list(strangers(read, agreement))
    assert [(f.code, read_line(f.marks[0].where), f.facts["place"]) for f in found] == [("R016", 6, at)]


def test_evidence_has_a_date() -> None:
    source = "sources:\n  x: {title: X}\n"
    read = read_dangers(TITLE + source + "dangers:\n" + GOOD.replace("assumption: All", "evidence: [x]"))
    assert [(f.code, read_line(f.marks[0].where)) for f in read.faults] == [("R014", 3)]


def test_the_page_on_dangers_tells_every_default_and_every_key() -> None:
    page = (Path(__file__).parents[1] / "docs" / "dangers.md").read_text(encoding="utf-8")
    defaults = read_dangers(default_dangers()).dangers
    assert defaults is not None
    for name in defaults.dangers:
        assert f"`{name}`" in page
    for key in Danger.__dataclass_fields__:
        assert re.search(rf"`{key.replace('_', ' ')}`", page), key


def test_the_default_dangers_are_those_fitted_to_the_observations() -> None:
    assert refitted(default_dangers(), fitted()) == default_dangers(), "make dangers"


@pytest.mark.parametrize("halts", [0, 1, 3])
@pytest.mark.parametrize("u", [0.05, 0.5, 0.95])
def test_the_rate_is_the_quantile_of_a_gamma_with_jeffreys_prior(halts: int, u: float) -> None:
    drawn = np.random.default_rng(1).gamma(halts + 0.5, size=200_000)
    assert (drawn < rate(halts, u)).mean() == pytest.approx(u, abs=0.005)


def test_a_case_left_out_is_not_in_the_fit() -> None:
    everywhere, without = fitted().dangers["crossing-shut"], fitted("aleppo-2016").dangers["crossing-shut"]
    for all_cases, others in ((everywhere, without),):
        often, seldom = all_cases.every("not bound"), others.every("not bound")
        assert often
        assert seldom
        assert often.likely < seldom.likely
        assert often.low < seldom.low
    assert without.minutes == everywhere.minutes, "nobody else saw it: the duration stays the assumption of the file"


def test_every_halt_is_a_danger_of_the_file_and_names_who_reports_it() -> None:
    seen = observed()
    known = fitted().dangers
    for case, course in seen.cases.items():
        assert course.evidence, case
        for halt in course.halts:
            assert halt.danger in known, halt.danger
            assert halt.evidence
            assert halt.lasted or known[halt.danger].minutes is None or halt.danger == "road-cut"
    dated = [s.on for s in seen.sources.values()]
    assert None not in dated


def test_a_draw_settles_every_figure_within_its_range_and_the_same_for_the_same_seed() -> None:
    given = defaults()
    one = settled(given, 1, 5)
    assert one == settled(given, 1, 5)
    assert one != settled(given, 1, 6)
    assert not list(figures(one))
    values = []
    for draw in range(DRAWS):
        times = settled(given, 1, draw).dangers["crossing-shut"].every("not bound")
        assert times
        values.append(times.likely)
    whole = given.dangers["crossing-shut"].every("not bound")
    assert whole
    assert whole.low <= min(values) < max(values) <= whole.high
    assert sorted(values)[DRAWS // 2] == pytest.approx(whole.likely, rel=0.5)


def test_a_swing_sets_one_figure_and_leaves_the_others_in_doubt() -> None:
    given = defaults()
    figure = next(f for f in figures(given) if f.field == "never_ends")
    high = swung(given, figure, "high")
    danger = high.dangers[figure.danger]
    assert danger.never_ends
    assert danger.never_ends.low == danger.never_ends.high == given.dangers[figure.danger].never_ends.high  # type: ignore[union-attr]
    assert len(list(figures(high))) == len(list(figures(given))) - 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_assumptions_name_every_source_and_fit_a_terminal(language: Language) -> None:
    given = defaults()
    lines = list(assumption_lines(given, words(language, "rehearse"), 80))
    text = "\n".join(lines)
    for source in given.sources.values():
        assert str(source.url) in text
    assert all(cell_len(line) <= 80 for line in lines if "://" not in line)
    assert text.count(words(language, "rehearse")("assumptions-assumed", text="x").split("x")[0].strip()[:8]) >= 10
