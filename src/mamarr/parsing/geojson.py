"""GeoJSON text -> a sketch of an agreement: its places and roads, read by the reader of agreements.

JSON is YAML, so the same tree of nodes knows where each part stands; features are laid out as the sections of an
agreement, and whatever does not fit is told at its line, in the words of the reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic, Mark, Span
from mamarr.parsing.nodes import Node, Refused, contents, decode, fault, parse
from mamarr.parsing.reader import NOTHING, Reader, Source

PLACE = ("kind", "held by", "capacity")
ROAD = ("from", "to", "minutes", "held by", "one way")
NAMES = (("en", ("name", "name_en", "name:en")), ("ar", ("name_ar", "name:ar")))
"""Properties that bear a name in each language; those with a colon are OpenStreetMap's."""
NEAR = 0.0005
"""Degrees, some 50 metres: the end of a road as near as this to a place is that place."""


def read_geojson_file(path: FilePath) -> Source:
    """The sketch in *path*."""
    try:
        return read_geojson(contents(path), str(path))
    except Refused as refusal:
        return Source(str(path), None, (refusal.diagnostic,), unreadable=True)


def read_geojson(data: bytes, file: str = "map.geojson") -> Source:
    """The sketch in *data*, named after the agreement that it was made from, or after the file."""
    texts = {file: data.decode("utf-8", "replace")}
    try:
        root = _collection(data, file)
    except Refused as refusal:
        return Source(file, None, (refusal.diagnostic,), texts, unreadable=True)
    sketch = _Sketch(root)
    laid_out = sketch.laid_out()
    reader = Reader(laid_out, sketch.faults)
    agreement = reader.noun(Agreement, laid_out, ())
    reader.check_names()
    hindered = any(f.severity == "error" for f in reader.faults)
    return Source(file, None if hindered else agreement, tuple(reader.faults), texts, reader.spans)


def _collection(data: bytes, file: str) -> Node:
    """The tree of a feature collection; Refused where the text is none."""
    text = decode(data, file)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        span = Span(file, error.lineno, error.colno, error.lineno, error.colno + 1)
        raise Refused(fault("J001", "not-geojson", span)) from None
    except RecursionError:
        raise Refused(fault("J001", "not-geojson", Span(file, 1, 1, 1, 2))) from None
    root, faults = parse(data, file)
    features = root.get("features")
    if faults:
        raise Refused(faults[0])
    if _text(root, "type") != "FeatureCollection" or features is None or features.kind != "list":
        raise Refused(fault("J001", "not-geojson", Span(file, 1, 1, 1, 2)))
    return root


def _text(node: Node | None, *keys: str) -> str:
    """The text of the first of *keys* that has one."""
    found = (node.get(key) for key in keys) if node else ()
    return next((n.text for n in found if n and n.kind == "scalar" and (n.quoted or n.text != "null")), "")


def slug(text: str) -> str:
    """*text* as a name that an agreement can use: ``North Town square`` becomes ``north-town-square``."""
    latin = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return latin or "-".join(re.findall(r"[\u0621-\u064a\u0660-\u0669]+", text))


@dataclass
class _Sketch:
    """Features on their way to the sections of an agreement."""

    source: Node
    faults: list[Diagnostic] = field(default_factory=list)
    at: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Where each place is: longitude and latitude."""
    seen: dict[str, int] = field(default_factory=dict)
    holders: dict[str, Node] = field(default_factory=dict)

    def laid_out(self) -> Node:
        """The tree of an agreement: a point is a place, a line a road, a holder a party that has not signed."""
        features = self.source.get("features")
        shapes = [(_text(f.get("geometry"), "type"), f) for f in (features.items if features else ())]
        places = [entry for kind, f in shapes if kind == "Point" for entry in self._place(f)]
        roads = [road for kind, f in shapes if kind == "LineString" for road in self._road(f)]
        for kind, feature in shapes:
            if kind not in ("Point", "LineString"):
                problem = Diagnostic("J002", "feature-not-used", "note", (Mark(feature.span),), {"kind": kind or "–"})
                self.faults.append(problem)
        stem = FilePath(self.source.span.file).stem
        parties = tuple((holder, self._mapping(holder)) for holder in self.holders.values())
        return self._mapping(
            self.source,
            ("agreement", self._word(_text(self.source, "agreement") or slug(stem) or "sketch")),
            ("title", self._word(_text(self.source, "title", "name") or stem)),
            ("parties", replace(self._mapping(self.source), entries=parties)),
            ("places", replace(self._mapping(self.source), entries=tuple(places))),
            ("roads", replace(self.source, kind="list", items=tuple(roads), entries=())),
        )

    def _place(self, feature: Node) -> Iterator[tuple[Node, Node]]:
        about, geometry = feature.get("properties"), feature.get("geometry")
        identifier = _text(about, "id") or slug(_text(about, *NAMES[0][1], *NAMES[1][1]))
        point = geometry.get("coordinates") if geometry else None
        if not identifier or about is None or point is None:
            self.faults.append(fault("J003", "place-without-a-name", feature.span))
            return
        if identifier in self.seen:
            first = self.seen[identifier]
            self.faults.append(fault("S007", "duplicate-key", feature.span, key=identifier, line=first))
            return
        self.seen[identifier] = feature.span.line
        if found := _degrees(point):
            self.at[identifier] = found
        given = ((language, keys, _text(about, *keys)) for language, keys in NAMES)
        names = [(language, self._word(name)) for language, _, name in given if name]
        at = replace(point, items=point.items[1::-1])
        yield (
            Node("scalar", feature.span, identifier),
            self._mapping(feature, ("name", self._mapping(about, *names)), *self._told(about, PLACE), ("at", at)),
        )

    def _road(self, feature: Node) -> Iterator[Node]:
        """A line between two places: those that it names, or those at its ends. Lines of movements are left out."""
        about, geometry = feature.get("properties"), feature.get("geometry")
        about = about if about and about.kind == "mapping" else self._mapping(feature)
        line = geometry.get("coordinates") if geometry else None
        if _text(about, "feature") == "movement":
            return
        ends = (line.items[0], line.items[-1]) if line and line.items else (None, None)
        names = [_text(about, key) or self._nearest(end) for key, end in zip(("from", "to"), ends, strict=True)]
        if not all(names):
            self.faults.append(fault("J004", "road-without-places", feature.span))
            return
        told = [(key, node) for key, node in self._told(about, ROAD) if key not in ("from", "to")]
        stops = [(key, replace(self._word(name), span=feature.span)) for key, name in zip(ROAD, names, strict=False)]
        yield self._mapping(feature, *stops, *told)

    def _nearest(self, end: Node | None) -> str:
        """The place at *end* of a line, if there is one."""
        found = _degrees(end) if end else None
        if found is None:
            return ""
        apart = {place: max(abs(found[0] - at[0]), abs(found[1] - at[1])) for place, at in self.at.items()}
        near = min(apart, key=lambda place: apart[place], default="")
        return near if near and apart[near] <= NEAR else ""

    def _told(self, about: Node, known: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
        """The properties that an agreement knows; a geographer's own are nobody's fault."""
        for key, value in about.entries:
            name = key.text.replace("_", " ")
            if name in known and not (value.kind == "scalar" and value.text in NOTHING):
                if name == "held by":
                    self.holders.setdefault(value.text, value)
                yield name, value

    def _word(self, text: str) -> Node:
        return Node("scalar", self.source.span, text, quoted=True)

    def _mapping(self, place: Node, *entries: tuple[str, Node]) -> Node:
        made = tuple((Node("scalar", value.span, key), value) for key, value in entries)
        return Node("mapping", place.span, entries=made)


def _degrees(point: Node) -> tuple[float, float] | None:
    """Longitude and latitude, where *point* has them; the reader tells where it has not."""
    try:
        return float(point.items[0].text), float(point.items[1].text)
    except (ValueError, IndexError):
        return None
