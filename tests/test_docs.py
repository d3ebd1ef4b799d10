"""The docs hold what the code holds: made pages and links."""

import re
from pathlib import Path

import pytest

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
