"""Listings -> a page to print (A4, black on white, large type): a sheet for each place, a block for each crew.

Vehicles that do the same at the same minutes share a block, and as many blocks as fit stand on a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Plan
from mamarr.model.values import Language
from mamarr.reporting.rosters import Cell, Listing, Several, Speaker, Word, in_a_row
from mamarr.reporting.templates import style, template

SHORT = "%m\N{NON-BREAKING HYPHEN}%d\N{NO-BREAK SPACE}%H:%M"
"""A moment that no line breaks apart."""
LONG = 18
"""Characters from which on a cell may be broken into lines."""
PRINTED = ("place", "vehicle")


def page(agreement: Agreement, plan: Plan, listings: Sequence[Listing], language: Language) -> str:
    """The whole HTML file; it names nothing outside itself."""
    speaker = Speaker(agreement, plan, language, SHORT)
    return (
        template("print.html.j2").render(
            language=language,
            title=agreement.title.in_language(language),
            marking=speaker.marking(),
            intro=speaker.intro(),
            intended=speaker.say("roster-intended"),
            overrides=[(speaker.say("figure-despite", code=o.code), o.reason) for o in plan.overrides],
            parts=[_part(speaker, made) for made in listings if made.by in PRINTED],
            short=LONG,
            css=style("print.css"),
        )
        + "\n"
    )


def _part(speaker: Speaker, made: Listing) -> Mapping[str, object]:
    """One listing: its heading, its columns but the first, and the groups that the first column makes."""
    return {
        "by": made.by,
        "heading": speaker.say(f"roster-by-{made.by}"),
        "head": speaker.head(made)[1:],
        "groups": tuple(_groups(speaker, made)),
    }


def _groups(speaker: Speaker, made: Listing) -> Iterator[Mapping[str, object]]:
    """Who is not needed has no block; what the heading says is not said again; who does the same is named together."""
    needed = (row for row in made.rows if row[1] != Word("not needed"))
    alike: dict[tuple[tuple[str, ...], ...], list[Cell]] = {}
    for first, rows in groupby(needed, key=lambda row: row[0]):
        own = (tuple("" if cell == first else speaker.text(cell) for cell in row[1:]) for row in rows)
        alike.setdefault(tuple(own), []).append(first)
    for same, named in alike.items():
        signs = tuple(in_a_row(map(str, named))) if made.by == "vehicle" else tuple(named)
        yield {
            "name": speaker.text(Several(signs)),
            "copies": speaker.say("roster-copies", n=len(named)) if len(named) > 1 else "",
            "rows": same,
        }
