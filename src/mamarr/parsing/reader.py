"""Text to Agreement: the tree of nodes, typed by the annotations of the nouns, with every fault collected."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from pathlib import Path as FilePath
from typing import Any, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from mamarr.model.agreement import EXCHANGES, Agreement, Window
from mamarr.model.diagnostic import Diagnostic, Fact, Mark, Severity, Span
from mamarr.model.values import ACTOR_SECTIONS, SPREADS, Path, Point, Ref, Text
from mamarr.parsing.nodes import Node, Refused, contents, fault, parse
from mamarr.parsing.scalars import MINUTES, SCALARS, western
from mamarr.parsing.shapes import Shape, is_list, is_mapping, is_noun, noun_fields, options, shape, words

NOTHING = ("none", "not agreed", "not known", "~", "null", "")
"""What stands for an open value: ``none`` in most places, ``not agreed`` for a number."""
EXCHANGE_RULES = {noun.rule: noun for noun in EXCHANGES}
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[\u0621-\u064a\u0660-\u0669]+(?:-[\u0621-\u064a\u0660-\u0669]+)*")
LOOKALIKES = str.maketrans("0l1أإآىةکیٱ", "oiiاااايهكيا"[:2] + "i" + "ااايهكيا")
ARABIC = re.compile("[\u0600-\u06ff]")
JUDGED = ("parties", "facilitators")
"""A guarantor may bear the name of one of these: the checker says why it should not be one (B207, B212)."""


@dataclass(frozen=True, slots=True)
class Source:
    """An agreement as read: the noun (None where a fault hinders it), the faults, and where each part stands."""

    file: str
    agreement: Agreement | None
    faults: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[Path, tuple[Span, Span]] = field(default_factory=dict)
    unreadable: bool = False

    def whole(self, where: Path | Span) -> bool:
        """Whether only the whole file can be pointed at, because nothing is written on *where*."""
        return not isinstance(where, Span) and all(where[:n] not in self.spans for n in range(1, len(where) + 1))

    def locate(self, where: Path | Span) -> Span:
        """The span of a path: its value, or the key of the nearest part above that stands in the file."""
        if isinstance(where, Span):
            return where
        if where in self.spans:
            return self.spans[where][1]
        while where:
            where = where[:-1]
            if where in self.spans:
                return self.spans[where][0]
        return Span(self.file, 1, 1, 1, 1)


def read_file(path: FilePath) -> Source:
    """The agreement in *path*, over the one that it amends (``<identifier>.yaml`` beside it)."""
    try:
        return read(contents(path), str(path), folder=path.parent)
    except Refused as refusal:
        return Source(str(path), None, (refusal.diagnostic,), unreadable=True)


def read(data: bytes | str, file: str = "agreement.yaml", folder: FilePath | None = None) -> Source:
    """The agreement in *data*; *folder* is where an agreement that it amends is looked for."""
    raw = data.encode() if isinstance(data, str) else data
    texts = {file: raw.decode("utf-8", "replace").removeprefix("\ufeff")}
    try:
        root, faults = parse(raw, file)
        faults.extend(_duplicates(root))
        root = _amended(root, folder, texts, (), faults)
    except Refused as refusal:
        return Source(file, None, (refusal.diagnostic,), texts, unreadable=True)
    reader = Reader(root, faults)
    agreement = reader.noun(Agreement, root, ())
    reader.check_names()
    reader.check_window(agreement and agreement.window)
    reader.check_ways(agreement)
    hindered = reader.hindered or agreement is None or any(f.code == "S007" for f in faults)
    found = None if hindered else agreement
    return Source(file, found, tuple(reader.faults), texts, reader.spans, unreadable=root.kind != "mapping")


def _amended(
    root: Node,
    folder: FilePath | None,
    texts: dict[str, str],
    seen: tuple[str, ...],
    faults: list[Diagnostic],
) -> Node:
    """*root* laid over the agreement that it amends, and that over the one before."""
    base = root.get("amends")
    identifier = root.get("agreement")
    seen = (*seen, identifier.text if identifier else "")
    if base is None or base.kind != "scalar" or base.text in NOTHING:
        return root
    if base.text in seen:
        raise Refused(fault("S016", "amendment-cycle", base.span, cycle=" → ".join((*seen, base.text))))
    path = (folder / f"{base.text}.yaml") if folder and NAME.fullmatch(base.text) else None
    if path is None or not path.is_file():
        raise Refused(fault("S015", "amended-not-found", base.span, name=base.text))
    data = contents(path)
    texts[str(path)] = data.decode("utf-8", "replace").removeprefix("\ufeff")
    below, more = parse(data, str(path))
    faults.extend((*more, *_duplicates(below)))
    return _overlay(_amended(below, folder, texts, seen, faults), root)


def _duplicates(node: Node) -> Iterator[Diagnostic]:
    """Keys that stand twice in one mapping: found here, before an amendment is laid over what it amends."""
    first: dict[str, Span] = {}
    for key, value in node.entries:
        if key.kind == "scalar" and first.setdefault(key.text, key.span) != key.span:
            yield fault("S007", "duplicate-key", key.span, key=key.text, line=first[key.text].line)
        yield from _duplicates(value)
    for item in node.items:
        yield from _duplicates(item)


def _overlay(below: Node, above: Node) -> Node:
    """Mappings are merged key by key, ``none`` strikes an entry out, everything else is replaced."""
    if below.kind != "mapping" or above.kind != "mapping":
        return above
    over = {key.text: (key, value) for key, value in above.entries}
    merged = []
    for key, value in below.entries:
        if key.text not in over:
            merged.append((key, value))
            continue
        new_key, new = over.pop(key.text)
        if not (new.kind == "scalar" and new.text == "none" and value.kind != "scalar"):
            merged.append((new_key, _overlay(value, new)))
    rest = [pair for pair in above.entries if pair[0].text in over]
    return Node("mapping", above.span, entries=(*merged, *rest))


def _pointed(key: Node, value: Node) -> Span:
    """What to point at for an entry: its value, or its key where the value is a whole mapping or spans lines."""
    whole = value.kind == "mapping" or value.span.line != value.span.end_line
    return key.span if whole else value.span


class _Bad(Exception):
    """A value that could not be read; its fault is collected already."""


class Reader:
    """One reading: collects faults, the span of every path, and the names that are referred to."""

    def __init__(self, root: Node, faults: list[Diagnostic]) -> None:
        self.faults = faults
        self.spans: dict[Path, tuple[Span, Span]] = {(): (root.span, root.span)}
        self.hindered = False
        self._references: list[tuple[Path, str, Ref, Span]] = []
        self._names: dict[str, list[tuple[str, Span]]] = {}
        if root.kind == "mapping":
            for key, value in root.entries:
                if value.kind == "mapping" and key.text not in ("title", "basis"):
                    self._names[key.text] = [(name.text, name.span) for name, _ in value.entries]

    def add(self, code: str, name: str, span: Span, hinders: bool = True, /, **facts: Fact) -> None:
        severity: Severity = "error"
        self.hindered |= hinders
        self.faults.append(Diagnostic(code, name, severity, (Mark(span),), facts))

    def noun(self, noun: Any, node: Node, path: Path) -> Any:
        """The noun in *node*, or None where something in it could not be read."""
        if node.kind != "mapping":
            self.add("S009", "wrong-shape", node.span, expected="mapping")
            return None
        known = {f.key: f for f in noun_fields(noun)}
        values: dict[str, Any] = {}
        bad = False
        seen: set[str] = set()
        for key, value in node.entries:
            if key.kind != "scalar":
                self.add("S009", "wrong-shape", key.span, expected="key")
                continue
            if key.text in seen:
                continue
            seen.add(key.text)
            here = (*path, key.text)
            self.spans[here] = (key.span, _pointed(key, value))
            if key.text not in known:
                if not (key.text == "rule" and noun in EXCHANGES):
                    self._unknown_key(key, tuple(known))
                continue
            field_ = known[key.text]
            try:
                values[field_.attribute] = self.value(field_.annotation, value, here)
            except _Bad:
                bad = True
        for f in known.values():
            if f.default is MISSING and f.key not in seen:
                self.add("S010", "missing-key", node.span if not path else self.spans[path][0], key=f.key)
                bad = True
        return None if bad else noun(**values)

    def _unknown_key(self, key: Node, known: tuple[str, ...]) -> None:
        self.add("S008", "unknown-key", key.span, False, key=key.text, **_near(key.text.replace("_", " "), known))

    def value(self, annotation: Any, node: Node, path: Path) -> Any:
        """The value in *node*, typed by *annotation*; _Bad where it does not fit."""
        this = shape(annotation)
        open_word = node.kind == "scalar" and not node.quoted and node.text in NOTHING
        if this.optional and open_word and node.text not in words(this.type):
            return None
        if len(options(this.type)) > 1:
            return self._union(this, node, path)
        if is_list(this.type):
            return self._list(this, node, path)
        if is_mapping(this.type):
            return self._mapping(this, node, path)
        if this.type is Point:
            return Point(*self._items((float, float), node, path))
        if this.type is Text and node.kind == "scalar":
            return Text(ar=node.text) if ARABIC.search(node.text) else Text(en=node.text)
        if this.type in SPREADS and node.kind == "scalar":
            one = self._scalar(shape(noun_fields(this.type)[0].annotation), node, path)
            return this.type(one, one, one)
        if is_noun(this.type) and this.type not in SCALARS:
            made = self.noun(this.type, node, path)
            if made is None:
                raise _Bad
            return made
        return self._scalar(this, node, path)

    def _union(self, this: Shape, node: Node, path: Path) -> Any:
        members = options(this.type)
        if EXCHANGES[0] in members:
            return self._exchange(node, path)
        if node.kind != "scalar":
            self._mismatch(node, "word")
        for member in members:
            if node.text in words(member):
                return node.text
        for member in members:
            inner = shape(member)
            if inner.ref:
                return self._scalar(inner, node, path)
            if inner.type in SCALARS:
                try:
                    return SCALARS[inner.type].read(node.text)
                except ValueError:
                    continue
        return self._mismatch(node, "amount", [w for m in members for w in words(m)])

    def _exchange(self, node: Node, path: Path) -> Any:
        rule = node.get("rule") if node.kind == "mapping" else None
        if rule is None:
            self.add("S010", "missing-key", self.spans[path][0], key="rule")
            raise _Bad
        if rule.text not in EXCHANGE_RULES:
            self._mismatch(rule, "word", list(EXCHANGE_RULES))
        made = self.noun(EXCHANGE_RULES[rule.text], node, path)
        if made is None:
            raise _Bad
        return made

    def _items(self, annotations: tuple[Any, ...], node: Node, path: Path) -> list[Any]:
        if node.kind != "list" or len(node.items) != len(annotations):
            self._mismatch(node, "point")
        return [
            self.value(a, item, (*path, i)) for i, (a, item) in enumerate(zip(annotations, node.items, strict=True))
        ]

    def _list(self, this: Shape, node: Node, path: Path) -> tuple[Any, ...]:
        """A list; a single value stands for a list of one."""
        inner = get_args(this.type)[0]
        nodes = node.items if node.kind == "list" else (node,)
        made, bad = [], False
        for i, item in enumerate(nodes):
            here = (*path, i)
            self.spans[here] = (item.span, item.span)
            try:
                made.append(self.value(inner, item, here))
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        return tuple(made)

    def _mapping(self, this: Shape, node: Node, path: Path) -> dict[Any, Any]:
        if node.kind != "mapping":
            self._mismatch(node, "mapping")
        key_shape, inner = shape(get_args(this.type)[0]), get_args(this.type)[1]
        made: dict[Any, Any] = {}
        bad = False
        for key, value in node.entries:
            here = (*path, western(key.text).strip() if key_shape.type is int else key.text)
            if here in self.spans:
                self._written_again(key, here)
                continue
            self.spans[here] = (key.span, _pointed(key, value))
            try:
                made[self._key(key_shape, key, here)] = self.value(inner, value, here)
            except _Bad:
                bad = True
        if bad:
            raise _Bad
        return made

    def _written_again(self, key: Node, path: Path) -> None:
        """A number that stands there already in other digits; equal keys were found before."""
        first = self.spans[path][0]
        if not any(f.code == "S007" and f.marks[0].where == key.span for f in self.faults):
            self.add("S007", "duplicate-key", key.span, key=key.text, line=first.line)

    def _key(self, this: Shape, node: Node, path: Path) -> Any:
        if words(this.type) or this.ref or this.type is int:
            return self._scalar(this, node, path)
        if not NAME.fullmatch(node.text):
            self.add("S012", "bad-name", node.span, name=node.text)
        return node.text

    def _scalar(self, this: Shape, node: Node, path: Path) -> Any:
        if node.kind != "scalar":
            self._mismatch(node, "word")
        if allowed := words(this.type):
            if node.text not in allowed:
                self._mismatch(node, "word", list(allowed))
            return node.text
        if this.ref:
            self._references.append((path, node.text, this.ref, node.span))
            return node.text
        if path == ("agreement",) and not NAME.fullmatch(node.text):
            self.add("S012", "bad-name", node.span, name=node.text)
        scalar = MINUTES if this.unit else SCALARS[this.type]
        try:
            return scalar.read(node.text)
        except ValueError:
            return self._mismatch(node, "minutes" if this.unit else this.type.__name__.lower())

    def _mismatch(self, node: Node, expected: str, allowed: list[str] | None = None) -> Any:
        self.add(
            "S009" if node.kind != "scalar" else "S011",
            "wrong-shape" if node.kind != "scalar" else "not-understood",
            node.span,
            expected=expected,
            value=node.text[:60],
            allowed=", ".join(allowed or ()),
            choices=len(allowed or ()),
            **_near(node.text, allowed or ()),
        )
        raise _Bad

    def check_names(self) -> None:
        """Every name referred to exists; no name is used for two actors or looks like another."""
        for _, name, ref, span in self._references:
            known = [n for section in ref.sections for n, _ in self._names.get(section, ())]
            if name not in known:
                sections = ", ".join(ref.sections)
                self.add("S013", "unknown-name", span, name=name, section=sections, **_near(name, known))
        seen: dict[str, str] = {}
        for section in ACTOR_SECTIONS:
            for name, span in self._names.get(section, ()):
                before = seen.setdefault(name, section)
                if before != section and not (section == "guarantors" and before in JUDGED):
                    self.add("S014", "name-used-twice", span, kind="twice", name=name, other=before)
        for names in self._names.values():
            looks: dict[str, str] = {}
            for name, span in names:
                other = looks.setdefault(name.translate(LOOKALIKES), name)
                if other != name:
                    self.add("S014", "name-used-twice", span, kind="alike", name=name, other=other)

    def check_ways(self, agreement: Agreement | None) -> None:
        """A movement passes each place once: a step is known by its convoy and its place."""
        for name, movement in (agreement.movements if agreement else {}).items():
            for i, place in enumerate(movement.via):
                if place in movement.via[:i]:
                    span = self.spans["movements", name, "via", i][1]
                    self.add("S025", "passes-twice", span, movement=name, place=place)

    def check_window(self, window: Window | None) -> None:
        """Local times mean something: everything that reckons with the window may rely on it."""
        if window is None:
            return
        try:
            ZoneInfo(window.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = _near(window.zone, sorted(available_timezones()))
            self.add("S020", "unknown-zone", self.spans["window", "zone"][1], zone=window.zone, **near)
        if window.closes <= window.opens:
            opens, closes = f"{window.opens:%Y-%m-%d %H:%M}", f"{window.closes:%Y-%m-%d %H:%M}"
            span = self.spans["window", "closes"][1]
            self.add("S021", "window-ends-before-it-opens", span, opens=opens, closes=closes)


def _near(text: str, known: Sequence[str]) -> dict[str, Fact]:
    """The known word that *text* is most like, if any is."""
    near = difflib.get_close_matches(text, known, 1, 0.6)
    return {"near": near[0] if near else "", "similar": len(near)}
