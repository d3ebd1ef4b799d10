"""Dangers files as cases: a few lines -> what is wrong with them; and what the default file and its page must say."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from mamarr.lang import words
from mamarr.model.danger import Danger
from mamarr.model.values import Lasting
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers, strangers
from mamarr.rehearsing import default_dangers

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
