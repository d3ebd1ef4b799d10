"""Diagnostics, articles and tables -> lines that fit a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import click
from rich.cells import cell_len, chop_cells

from mamarr.flow.reading import Checked
from mamarr.lang import Words
from mamarr.model.articles import article_of
from mamarr.model.diagnostic import Diagnostic, Mark, Severity, Span

MOST_LINES = 5
"""Lines of the file that one diagnostic quotes; the rest are counted."""
PIECE = re.compile(r"[^\s-]+-?|-")
"""What a cell of a table is not broken within: a word, or a part of it with its hyphen."""
COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "note": "cyan"}


def diagnostic_lines(checked: Checked, diagnostic: Diagnostic, say: Words, width: int) -> Iterator[str]:
    """One diagnostic: code, name, headline, every line involved with carets, its article, what to do."""
    source = checked.source
    colour = COLOURS[diagnostic.severity]
    label = click.style(f"{say('severity-' + diagnostic.severity)}[{diagnostic.code}]", fg=colour, bold=True)
    yield f"{label} {diagnostic.name}"
    yield from (f"  {line}" for line in wrap(say(diagnostic.code, diagnostic.facts), width - 2))
    spans = [(source.locate(m.where), m) for m in diagnostic.marks]
    spans = [(span, m) for span, m in spans if not source.whole(m.where)] or spans[:1]
    more = len(spans) - MOST_LINES
    spans = spans[:MOST_LINES]
    gutter = len(str(max(span.line for span, _ in spans)))
    file = None
    for span, mark in spans:
        if span.file != file:
            yield f"{' ' * gutter}{click.style('-->', fg='blue')} {span.file}:{span.line}:{span.column}"
            file = span.file
        yield from _quoted(source.texts.get(span.file, ""), span, mark, say, gutter, colour, width)
    if more > 0:
        yield f"{' ' * gutter} {click.style('|', fg='blue')} {say('more-places', n=more)}"
    if heading := heading_of(checked, diagnostic, say):
        yield f"{' ' * gutter} = {heading}"
    first, *rest = wrap(say(f"{diagnostic.code}.do", diagnostic.facts), width - gutter - 5)
    yield f"{' ' * gutter} = {click.style(say('help'), bold=True)}: {first}"
    yield from (f"{' ' * gutter}   {line}" for line in rest)


def _quoted(text: str, span: Span, mark: Mark, say: Words, gutter: int, colour: str, width: int) -> Iterator[str]:
    """The line of *span*, cut to the terminal, with carets under it."""
    lines = text.split("\n")
    if span.line > len(lines) or not text:
        return
    line = visible(lines[span.line - 1].rstrip("\r"))
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    end = max(end, start + 1)
    room = width - gutter - 4
    shift = 0
    if len(line) > room:
        shift = max(0, min(start - 10, len(line) - room))
    shown = line[shift : shift + room]
    before = cell_len(line[shift:start])
    carets = "^" * max(1, min(cell_len(line[start:end]), room - before))
    bar = click.style("|", fg="blue")
    yield f"{click.style(f'{span.line:>{gutter}}', fg='blue')} {bar} {shown}"
    label = say(mark.label, mark.facts) if mark.label else ""
    under = f"{' ' * gutter} {bar} {' ' * before}{click.style(carets, fg=colour)}"
    if not label or before + len(carets) + 1 + cell_len(label) <= room:
        yield f"{under} {label}".rstrip()
        return
    yield under
    indent = min(before, room // 2)
    yield from (f"{' ' * gutter} {bar} {' ' * indent}{line}" for line in wrap(label, room - indent))


def visible(text: str) -> str:
    """*text* with characters that could steer a terminal made visible."""
    text = text.replace("\t", " ")
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "\N{REPLACEMENT CHARACTER}", text
    )


def heading_of(checked: Checked, diagnostic: Diagnostic, say: Words) -> str:
    """The article under which the main line of a diagnostic stands."""
    where = diagnostic.marks[0].where
    if checked.agreement is None or isinstance(where, Span):
        return ""
    article = article_of(checked.agreement, where)
    if article is None:
        return ""
    heading = article.exchange or say(f"article-{article.heading}")
    return say("article", number=article.number, heading=heading)


def summary(checked: Checked, say: Words) -> str:
    counts = {s: sum(d.severity == s for d in checked.diagnostics) for s in COLOURS}
    return say("check-summary", errors=counts["error"], warnings=counts["warning"], notes=counts["note"])


def as_json(checked: Sequence[Checked], say: Words) -> str:
    """Every diagnostic as data, with its words in one language."""
    return json.dumps([_json(c, d, say) for c in checked for d in c.diagnostics], ensure_ascii=False, indent=1)


def _json(checked: Checked, d: Diagnostic, say: Words) -> dict[str, Any]:
    marks = []
    for m in d.marks:
        span = checked.source.locate(m.where)
        path = [] if isinstance(m.where, Span) else list(m.where)
        place = {"file": span.file, "line": span.line, "column": span.column, "end_line": span.end_line}
        label = say(m.label, m.facts) if m.label else ""
        marks.append({**place, "end_column": span.end_column, "path": path, "label": label})
    return {
        "code": d.code,
        "name": d.name,
        "severity": d.severity,
        "message": say(d.code, d.facts),
        "help": say(f"{d.code}.do", d.facts),
        "fixable": d.fixable,
        "facts": dict(d.facts),
        "marks": marks,
    }


def wrap(text: str, width: int) -> list[str]:
    """*text* in lines of at most *width* cells, broken at spaces."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and cell_len(line) + 1 + cell_len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = (), width: int = 100) -> Iterator[str]:
    """*rows* as aligned columns, the first row as heading; columns in *right* are set flush right.

    Where a table is too wide for the terminal, its widest columns are set in several lines, broken between words; where
    that is not enough, each row becomes a few lines of its own. Nothing is cut off.
    """
    if not rows:
        return
    columns = range(len(rows[0]))
    widths = [max(cell_len(row[i]) for row in rows) for i in columns]
    least = [max(cell_len(piece) for row in rows for piece in PIECE.findall(row[i]) or ("",)) for i in columns]
    room = width - 2 * (len(widths) - 1)
    if widths[0] + sum(least[1:]) <= room:
        least[0] = widths[0]  # what a row is called by is broken last
    if sum(least) > room:
        yield from records(rows, width)
        return
    while sum(widths) > room:
        widest = max((i for i in columns if widths[i] > least[i]), key=lambda i: widths[i])
        widths[widest] -= 1
    for n, row in enumerate(rows):
        for parts in zip_longest(*(folded(cell, widths[i]) for i, cell in enumerate(row)), fillvalue=""):
            cells = []
            for i, cell in enumerate(parts):
                pad = " " * (widths[i] - cell_len(cell))
                cells.append(pad + cell if i in right else cell + pad)
            line = "  ".join(cells).rstrip()
            yield click.style(line, bold=True) if n == 0 else line


def records(rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Each row by itself: its first cell, then the others after their headings, as many on a line as fit."""
    head, *others = rows
    for first, *cells in others:
        yield click.style(first, bold=True)
        named = [f"{name}: {cell}" for name, cell in zip(head[1:], cells, strict=True) if cell and first != "…"]
        line = ""
        for part in named:
            if line and cell_len(line) + 3 + cell_len(part) > width - 2:
                yield from (f"  {text}" for text in folded(line, width - 2))
                line = part
            else:
                line = f"{line} · {part}" if line else part
        yield from (f"  {text}" for text in folded(line, width - 2))


def folded(text: str, width: int) -> Iterator[str]:
    """*text* in lines of at most *width* cells, broken at spaces, else after hyphens, else anywhere."""
    for line in wrap(text, width):
        left = line
        while cell_len(left) > width:
            fits = chop_cells(left, width)[0]
            end = fits.rfind("-") + 1 or len(fits)
            yield left[:end]
            left = left[end:]
        yield left


def page_lines(markdown: str, width: int) -> Iterator[str]:
    """A rule's page for the terminal: headings bold, paragraphs wrapped, examples as they are."""
    quoted = False
    for line in markdown.strip().split("\n"):
        if line.startswith("```"):
            quoted = not quoted
            continue
        if quoted:
            yield f"    {line}"
        elif line.startswith("#"):
            yield click.style(line.lstrip("# "), bold=True)
        else:
            yield from wrap(line, width)


def sheet_lines(paragraphs: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """The articles of an agreement, wrapped; blanks stand out."""
    for style, text in paragraphs:
        if style in ("title", "heading"):
            yield ""
        for line in wrap(text, width):
            blanks = re.sub(r"\[_+\]", lambda m: click.style(m.group(), reverse=True), line)
            yield click.style(line, bold=True) if style in ("title", "heading") else blanks
