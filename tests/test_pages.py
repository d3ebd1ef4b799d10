"""A rule's page -> its test: what the page plants is found, said in both languages, and removed by the remedy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from mamarr.checking import BY_CODE, RULES, check, page
from mamarr.flow.reading import Checked, check_file
from mamarr.lang import LANGUAGES, catalogue_names, words
from mamarr.model.diagnostic import Diagnostic
from mamarr.parsing import read, write

ROOT = Path(__file__).parents[1]
AGREEMENTS = ROOT / "agreements"
PAGES = sorted((ROOT / "src/mamarr/checking/pages").glob("*.md"))
CODES = [rule.code for rule in RULES]
CLEAN = ("two-towns", "aleppo-repaired", "three-villages")
HEADINGS = [
    "## en",
    "### What it means",
    "### Why it matters",
    "### What to do",
    "## ar",
    "### ما معناه",
    "### لماذا يهم",
    "### ما العمل",
    "## example",
]
ARABIC = re.compile("[\u0621-\u064a]")
EXAMPLE = re.compile(r"^```(?:yaml|text)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
GENERATED: dict[str, bytes | None] = {
    "S000": None,  # no file at all
    "S001": b"# " + b"x" * 1_000_001,  # a page of a million characters helps nobody
    "S002": "agreement: ممر\n".encode("cp1256"),  # the page itself is UTF-8
    "S004": "agreement: example\namends: two-towns\ntitle: Two\u202e towns\n".encode(),  # unseen on a page
}


@dataclass(frozen=True)
class Page:
    """A page taken apart: its title, its sections by heading, in order."""

    title: str
    sections: dict[str, str]

    @classmethod
    def of(cls, code: str) -> Page:
        text = page(code)
        starts = [m.start() for m in re.finditer(r"^#{1,3} ", text, re.MULTILINE)]
        title, *parts = (text[a:b] for a, b in pairwise([*starts, len(text)]))
        return cls(title.strip(), {p.partition("\n")[0].strip(): p.partition("\n")[2].strip() for p in parts})

    @property
    def example(self) -> str:
        (text,) = EXAMPLE.findall(self.sections["## example"])
        return str(text)


def checked(code: str, folder: Path) -> Checked:
    """What the checker says of a page's example, which amends the clean agreement beside it."""
    for path in AGREEMENTS.glob("*.yaml"):
        shutil.copy(path, folder)
    planted = GENERATED[code] if code in GENERATED else Page.of(code).example.encode()
    file = folder / "example.yaml"
    if planted is not None:
        file.write_bytes(planted)
    return check_file(file)


def shown(found: tuple[Diagnostic, ...]) -> str:
    return "\n".join(f"{d.severity} {d.code} {d.name} {d.marks[0].where} {dict(d.facts)}" for d in found)


def test_registry() -> None:
    assert len(RULES) >= 40
    assert len(set(CODES)) == len(CODES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert [p.stem for p in PAGES] == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_structure(code: str) -> None:
    read_page = Page.of(code)
    assert read_page.title == f"# {code} {BY_CODE[code].name}"
    assert list(read_page.sections) == HEADINGS
    for heading, text in read_page.sections.items():
        if heading.startswith("###"):
            assert text, heading
            assert bool(ARABIC.search(text)) == bool(ARABIC.search(heading)), heading
    if code not in GENERATED:
        assert read_page.example


@pytest.mark.parametrize("code", CODES)
def test_example(code: str, tmp_path: Path) -> None:
    """The errors and warnings are exactly this code; a note is among the notes, with no error or warning."""
    found = checked(code, tmp_path).diagnostics
    grave = {d.code for d in found if d.severity != "note"}
    expected = set() if BY_CODE[code].severity == "note" else {code}
    assert grave == expected, shown(found)
    assert code in {d.code for d in found}, shown(found)
    assert all(d.name == BY_CODE[d.code].name and d.severity == BY_CODE[d.code].severity for d in found)


@pytest.mark.parametrize("code", CODES)
def test_words(code: str, tmp_path: Path) -> None:
    """Headline, advice and labels can be said of the example in both languages."""
    for language in LANGUAGES:
        say = words(language, "check")
        for found in (d for d in checked(code, tmp_path).diagnostics if d.code == code):
            texts = [say(found.code, found.facts), say(f"{found.code}.do", found.facts)]
            texts += [say(mark.label, {**found.facts, **mark.facts}) for mark in found.marks if mark.label]
            assert all(text.strip() for text in texts)
            assert language == "en" or all(ARABIC.search(text) for text in texts)


@pytest.mark.parametrize("code", [rule.code for rule in RULES if rule.remedy])
def test_remedy(code: str, tmp_path: Path) -> None:
    """Each remedy removes its finding, and what it writes can be read again."""
    result = checked(code, tmp_path)
    remedy, agreement = BY_CODE[code].remedy, result.agreement
    assert remedy
    assert agreement
    places = [d.marks[0].where for d in result.diagnostics if d.code == code]
    assert places
    for place in places:
        assert isinstance(place, tuple)
        after = remedy(agreement, place)
        assert after != agreement
        assert (code, place) not in {(d.code, d.marks[0].where) for d in check(after)}
        alone = replace(after, amends=None)
        assert read(write(alone)).agreement == alone


@pytest.mark.parametrize("name", [name for name in CLEAN if (AGREEMENTS / f"{name}.yaml").exists()])
def test_clean(name: str) -> None:
    """On an agreement with nothing missing the rules are silent, but for notes."""
    found = check_file(AGREEMENTS / f"{name}.yaml").diagnostics
    assert not [d for d in found if d.severity != "note"], shown(found)


class Variables(visitor.Visitor):
    """Collects the variables of a pattern."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  (the parser's own name)
        self.found.add(node.id.name)


def messages(language: str, catalogue: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Every message and attribute of a catalogue, with its variables."""
    text = (ROOT / "src/mamarr/lang" / language / f"{catalogue}.ftl").read_text("utf-8")
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{language}/{catalogue}: {entry.content}"
        if isinstance(entry, ast.Message):
            patterns = [("", entry.value), *((f".{a.id.name}", a.value) for a in entry.attributes)]
            for attribute, pattern in patterns:
                variables = Variables()
                if pattern:
                    variables.visit(pattern)
                yield entry.id.name + attribute, frozenset(variables.found)


@pytest.mark.parametrize("catalogue", sorted({n for language in LANGUAGES for n in catalogue_names(language)}))
def test_catalogues(catalogue: str) -> None:
    """Both languages have the same messages, each once, with the same variables."""
    english, arabic = (list(messages(language, catalogue)) for language in ("en", "ar"))
    assert dict(english) == dict(arabic)
    assert len(dict(english)) == len(english)
    assert len(dict(arabic)) == len(arabic)


@pytest.mark.parametrize("code", CODES)
def test_message(code: str) -> None:
    """Every rule has a headline and an advice, whether or not its example shows it."""
    for language in LANGUAGES:
        say = words(language, "check")
        assert say.has(code)
        assert say.has(f"{code}.do")
