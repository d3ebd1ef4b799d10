"""Text to Dangers, read by the same reader as agreements, and with every fault at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from mamarr.model.agreement import Agreement
from mamarr.model.danger import CLOSES, Danger, Dangers
from mamarr.model.diagnostic import Diagnostic, Span
from mamarr.model.values import SPREADS, Path, Share
from mamarr.parsing.nodes import Refused, contents, fault, parse
from mamarr.parsing.reader import Reader
from mamarr.parsing.shapes import noun_fields


@dataclass(frozen=True, slots=True)
class DangersFile:
    """A dangers file as read: the noun (None where a fault hinders it), the faults, and where each part stands."""

    file: str
    dangers: Dangers | None
    faults: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[Path, tuple[Span, Span]] = field(default_factory=dict)


def read_dangers_file(path: FilePath) -> DangersFile:
    """The dangers in *path*."""
    try:
        return read_dangers(contents(path), str(path))
    except Refused as refusal:
        return DangersFile(str(path), None, (refusal.diagnostic,))


def read_dangers(data: bytes | str, file: str = "dangers.yaml") -> DangersFile:
    """The dangers in *data*."""
    raw = data.encode() if isinstance(data, str) else data
    texts = {file: raw.decode("utf-8", "replace").removeprefix("\ufeff")}
    try:
        root, faults = parse(raw, file)
    except Refused as refusal:
        return DangersFile(file, None, (refusal.diagnostic,), texts)
    reader = Reader(root, faults)
    dangers: Dangers | None = reader.noun(Dangers, root, ())
    reader.check_names()
    if dangers is not None:
        reader.faults += _faults(dangers, reader.spans)
    hindered = any(f.severity == "error" for f in reader.faults)
    return DangersFile(file, None if hindered else dangers, tuple(reader.faults), texts, reader.spans)


def strangers(read: DangersFile, agreement: Agreement) -> Iterator[Diagnostic]:
    """Places and parties that the dangers in *read* name and that *agreement* does not know."""
    for name, danger in (read.dangers.dangers if read.dangers else {}).items():
        known, kind = (agreement.parties, "party") if danger.strikes == "boarding" else (agreement.places, "place")
        for i, place in enumerate(danger.at):
            if place not in known:
                span = read.spans["dangers", name, "at", i][1]
                facts = {"place": place, "kind": kind, "agreement": agreement.agreement, "known": ", ".join(known)}
                yield fault("R016", "danger-at-unknown-place", span, danger=name, **facts)


def _faults(dangers: Dangers, spans: Mapping[Path, tuple[Span, Span]]) -> Iterator[Diagnostic]:
    for name, danger in dangers.dangers.items():
        here: Path = ("dangers", name)
        for code, fault_name, key in (*_wrong(danger), *_disordered(danger)):
            place = spans.get((*here, *key), spans[here])
            yield fault(code, fault_name, place[0], danger=name)
        for source in danger.evidence:
            if source in dangers.sources and dangers.sources[source].on is None:
                yield fault("R014", "source-without-date", spans["sources", source][0], source=source)


def _wrong(danger: Danger) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Code, name and key of each fault within one danger."""
    if not danger.evidence and danger.assumption is None:
        yield "R010", "danger-without-source", ()
    if not _frequent(danger):
        yield "R011", "danger-without-frequency", ()
    for whose, times in danger.once_in.items():
        if times.low == 0:
            yield "R012", "impossible-frequency", ("once in", whose)
    never = danger.never_ends is not None and danger.never_ends.low.of_one == 1
    if danger.strikes != "people" and danger.minutes is None and not never:
        yield "R015", "danger-without-duration", ()
    if danger.off_by_percent and danger.off_by_percent.low == 0:
        yield "R012", "impossible-frequency", ("off by percent",)
    for key in _out_of_place(danger):
        yield "R017", "key-out-of-place", (key,)


def _out_of_place(danger: Danger) -> Iterator[str]:
    """Keys that say nothing about what the danger strikes."""
    of_whom = () if danger.strikes in CLOSES else ("only while",)
    of_time = ("rises with imbalance", "at night") if danger.strikes == "people" else ()
    of_vehicles = () if danger.strikes == "driving" else ("loses vehicle",)
    for key in (*of_whom, *of_time, *of_vehicles):
        if getattr(danger, key.replace(" ", "_")) is not None:
            yield key


def _disordered(danger: Danger) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every figure whose low, likely and high are not in order."""
    for f in noun_fields(Danger):
        value = getattr(danger, f.attribute)
        several = value.items() if isinstance(value, Mapping) else [("", value)]
        for key, spread in several:
            if isinstance(spread, SPREADS) and not _size(spread.low) <= _size(spread.likely) <= _size(spread.high):
                yield "R013", "disordered-estimate", (f.key, key) if key else (f.key,)


def _size(value: Any) -> Any:
    return value.of_one if isinstance(value, Share) else value


def _frequent(danger: Danger) -> bool:
    """Whether the danger says how often it happens in the way that fits what it strikes."""
    if danger.strikes in CLOSES:
        return bool(danger.once_in) and danger.chance is None
    if danger.strikes == "people":
        return danger.part is not None
    return danger.chance is not None and not danger.once_in
