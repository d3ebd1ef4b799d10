"""The nouns -> the reference page of the language, so that page and reader cannot part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING
from datetime import date, datetime
from typing import Any, get_args

from mamarr.model.agreement import EXCHANGES, Agreement
from mamarr.model.values import Estimate, Hours, Point, Ratio, Share, Text
from mamarr.parsing.shapes import Field, Shape, is_list, is_mapping, is_noun, noun_fields, options, shape, words

SIMPLE: dict[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "`yes` or `no`",
    Share: "share, e.g. `10%`",
    Hours: "hours, e.g. `06:00-18:00`",
    Ratio: "ratio, e.g. `1 for 3`",
    datetime: "local time, e.g. `2016-12-18 08:00`",
    date: "date, e.g. `2016-12-18`",
    Point: "`[latitude, longitude]`",
    Text: "words: plain, or `{en: …, ar: …}`",
    Estimate: "number, or `{low, likely, high, source, counted by, on}`",
}
INTRODUCTION = """\
# The agreement language

This page is made from the nouns in `src/mamarr/model/agreement.py` (`make reference`); a test keeps it so.

An agreement is one YAML 1.2 file in UTF-8. Nothing is guessed from its look: each field says what it holds.
Whole numbers may be written in Western (0–9) or Arabic-Indic (٠–٩, ۰–۹) digits, thousands may be set apart by a comma.
Durations carry their unit (`6 hours`, `90 minutes`). `none` or `not agreed` stands for what is open, and the printed
agreement shows a blank there. Names of entries are lower-case Latin or Arabic letters, digits and hyphens;
letters that could be mistaken for one another, invisible characters, anchors and aliases are refused. A single value
stands for a list of one.

`amends: ID` lays a file over `ID.yaml` beside it: mappings are merged, everything else is replaced, and `entry: none`
strikes an entry out. Fields in **bold** must be given.
"""


def reference() -> str:
    """The page, as Markdown."""
    seen: list[Any] = []
    sections = list(_section("The whole file", Agreement, seen))
    while pending := [n for n in seen if not isinstance(n, str)]:
        noun = pending[0]
        seen[seen.index(noun)] = noun.__name__
        sections += _section(getattr(noun, "rule", noun.__name__), noun, seen)
    return "\n".join([INTRODUCTION, *sections])


def _section(title: str, noun: Any, seen: list[Any]) -> Iterator[str]:
    heading = f"`rule: {title}`" if noun in EXCHANGES else title
    yield f"## {heading}\n"
    yield f"{(noun.__doc__ or '').strip()}\n"
    yield "| key | holds | meaning |"
    yield "|---|---|---|"
    yield from (_row(f, seen) for f in noun_fields(noun))
    yield ""


def _row(f: Field, seen: list[Any]) -> str:
    this = shape(f.annotation)
    key = f"**{f.key}**" if f.default is MISSING else f.key
    return f"| {key} | {_holds(this, seen)} | {this.about} |"


def _holds(this: Shape, seen: list[Any]) -> str:
    if this.ref:
        return "name in " + " / ".join(f"`{section}`" for section in this.ref.sections)
    if this.unit:
        return "duration, e.g. `6 hours`"
    members = options(this.type)
    if len(members) > 1:
        return " or ".join(dict.fromkeys(_holds(shape(member), seen) for member in members))
    if allowed := words(this.type):
        return ", ".join(f"`{word}`" for word in allowed)
    if is_list(this.type):
        return "list of " + _holds(shape(get_args(this.type)[0]), seen)
    if is_mapping(this.type):
        key, value = get_args(this.type)
        named = shape(key).ref or words(shape(key).type) or key is int
        return f"{_holds(shape(key), seen) if named else 'name'}: {_holds(shape(value), seen)}"
    if this.type in SIMPLE:
        return SIMPLE[this.type]
    if is_noun(this.type):
        if this.type not in seen and this.type.__name__ not in seen:
            seen.append(this.type)
        title = getattr(this.type, "rule", this.type.__name__)
        return f"[{title}](#{'rule-' if this.type in EXCHANGES else ''}{title.lower().replace(' ', '-')})"
    return str(this.type)
