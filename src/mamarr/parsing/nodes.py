"""Bytes to a tree of nodes that know where they stand; nothing is typed here.

Only libyaml's event stream is used, never its resolver: YAML 1.1 reads ``18:00`` as 1080 and ``no`` as false,
while here every scalar stays text until the schema says what it is. Anchors and aliases are refused (a file
that people sign must say what it says in one place, and aliases can blow up to any size).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Literal

import yaml

from mamarr.model.diagnostic import Diagnostic, Fact, Mark, Span

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Bidirectional controls and zero-width characters: they can make a text read differently from what it says."""


@dataclass(frozen=True, slots=True)
class Node:
    """A scalar, a list or a mapping of the file, with its span."""

    kind: Literal["scalar", "list", "mapping"]
    span: Span
    text: str = ""
    quoted: bool = False
    items: tuple[Node, ...] = ()
    entries: tuple[tuple[Node, Node], ...] = ()

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)


class Refused(Exception):
    """The text cannot be read as a tree at all; carries the one diagnostic that says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


def fault(code: str, name: str, span: Span, /, **facts: Fact) -> Diagnostic:
    """A syntax error at *span*."""
    return Diagnostic(code, name, "error", (Mark(span),), facts)


def contents(path: FilePath) -> bytes:
    """The bytes of *path*, one more than it may have at most; Refused where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        where = Span(str(path), 1, 1, 1, 1)
        raise Refused(fault("S000", "no-file", where, problem=error.strerror or "")) from None


def decode(data: bytes, file: str) -> str:
    """UTF-8 text of *data*, or Refused with the line where it stops being that."""
    if len(data) > MAX_BYTES:
        raise Refused(fault("S001", "file-too-large", Span(file, 1, 1, 1, 1), most=MAX_BYTES))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise Refused(fault("S002", "not-utf-8", Span(file, line, column, line, column + 1))) from None
    for match in re.finditer(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", text):
        raise Refused(fault("S002", "not-utf-8", span_at(text, file, match.start())))
    return text


def span_at(text: str, file: str, index: int) -> Span:
    line, column = text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
    return Span(file, line, column, line, column + 1)


def parse(data: bytes, file: str) -> tuple[Node, list[Diagnostic]]:
    """The tree of *data*, and faults that do not hinder reading; Refused where there is no tree."""
    text = decode(data, file)
    faults = [
        fault("S004", "invisible-character", span_at(text, file, m.start()), character=f"U+{ord(m.group()):04X}")
        for m in INVISIBLE.finditer(text)
    ]
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    try:
        root = _document(events, file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Refused(
            fault("S003", "not-yaml", Span(file, line, column, line, column + 1), problem=error.problem or "")
        ) from None
    except yaml.reader.ReaderError as error:
        raise Refused(fault("S002", "not-utf-8", span_at(text, file, error.position))) from None
    return root, faults


def _document(events: Iterator[Any], file: str) -> Node:
    root: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root is not None:
                raise Refused(fault("S003", "not-yaml", _span(event, file), problem="second document"))
            root = _node(next(events), events, file, 0)
    if root is None or (root.kind == "scalar" and not root.text):
        raise Refused(fault("S005", "empty-file", Span(file, 1, 1, 1, 1)))
    return root


def _node(event: Any, events: Iterator[yaml.Event], file: str, depth: int) -> Node:
    span = _span(event, file)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise Refused(fault("S006", "anchor", span))
    if depth > MAX_DEPTH:
        raise Refused(fault("S003", "not-yaml", span, problem=f"more than {MAX_DEPTH} levels"))
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", span, event.value, quoted=event.style in ("'", '"'))
    items: list[Node] = []
    ends = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
    while not isinstance(inner := next(events), ends):
        items.append(_node(inner, events, file, depth + 1))
    whole = Span(file, span.line, span.column, _span(inner, file).end_line, _span(inner, file).end_column)
    if isinstance(event, yaml.SequenceStartEvent):
        return Node("list", whole, items=tuple(items))
    return Node("mapping", whole, entries=tuple(zip(items[::2], items[1::2], strict=True)))


def _span(event: Any, file: str) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
