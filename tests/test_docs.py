"""The docs hold what the code holds: made pages, links, words in both languages."""

import re
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from mamarr.lang import catalogue_names
from mamarr.parsing.reference import reference

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def test_the_reference_page_is_made_from_the_nouns() -> None:
    assert (ROOT / "docs" / "language.md").read_text("utf-8") == reference(), "run: make reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def catalogue(language: str, name: str) -> dict[str, set[str]]:
    """message or message.attribute: the facts that it shows."""
    text = files("mamarr.lang").joinpath(language, f"{name}.ftl").read_text("utf-8")
    found: dict[str, set[str]] = {}
    for entry in FluentParser().parse(text).body:
        assert not isinstance(entry, ast.Junk), f"{language}/{name}: {str(entry.content)[:80]}"
        if isinstance(entry, ast.Message):
            assert entry.id.name not in found, f"{language}/{name}: {entry.id.name} twice"
            found[entry.id.name] = facts(entry.value)
            found |= {f"{entry.id.name}.{a.id.name}": facts(a.value) for a in entry.attributes}
    return found


def facts(pattern: object) -> set[str]:
    return set(re.findall(r"'name': '(\w+)'", str(pattern.to_json()))) if isinstance(pattern, ast.Pattern) else set()


def shown(names: set[str]) -> set[str]:
    """Facts, not the names of variants: a language may tell more or fewer plural forms apart."""
    return names - {"zero", "one", "two", "few", "many", "other"}


@pytest.mark.parametrize("name", catalogue_names("en"))
def test_both_languages_have_the_same_words(name: str) -> None:
    english, arabic = catalogue("en", name), catalogue("ar", name)
    assert set(english) == set(arabic)
    assert not {k for k in english if shown(english[k]) != shown(arabic[k])}


def test_both_languages_have_the_same_catalogues() -> None:
    assert set(catalogue_names("en")) == set(catalogue_names("ar"))
