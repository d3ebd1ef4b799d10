"""Dangers files as cases: a few lines -> what is wrong with them; and what the default file and its page must say."""

import re
from pathlib import Path

import pytest

from mamarr.lang import words
from mamarr.model.danger import Danger
from mamarr.parsing.dangers import read_dangers
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
