"""Text to Dangers, read by the same reader as agreements, and with every fault at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from mamarr.model.danger import CLOSES, Danger, Dangers
from mamarr.model.diagnostic import Diagnostic, Span
from mamarr.model.values import Path
from mamarr.parsing.nodes import Refused, fault, parse
from mamarr.parsing.reader import Reader


@dataclass(frozen=True, slots=True)
class DangersFile:
    """A dangers file as read: the noun (None where a fault hinders it) and the faults."""

    file: str
    dangers: Dangers | None
    faults: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def read_dangers_file(path: FilePath) -> DangersFile:
    """The dangers in *path*."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problem = error.strerror or ""
        return DangersFile(str(path), None, (fault("S000", "no-file", Span(str(path), 1, 1, 1, 1), problem=problem),))
    return read_dangers(data, str(path))


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
    return DangersFile(file, None if hindered else dangers, tuple(reader.faults), texts)


def _faults(dangers: Dangers, spans: Mapping[Path, tuple[Span, Span]]) -> Iterator[Diagnostic]:
    for name, danger in dangers.dangers.items():
        here: Path = ("dangers", name)
        for code, fault_name, key in _wrong(danger):
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
    for tie, minutes in danger.once_in.items():
        if minutes == 0:
            yield "R012", "impossible-frequency", ("once in", tie)
    if danger.strikes == "people":
        if danger.part and not danger.part.low.of_one <= danger.part.likely.of_one <= danger.part.high.of_one:
            yield "R013", "disordered-estimate", ("part",)
    elif danger.minutes is None and (danger.never_ends is None or danger.never_ends.of_one < 1):
        yield "R015", "danger-without-duration", ()
    elif danger.minutes and not danger.minutes.low <= danger.minutes.likely <= danger.minutes.high:
        yield "R013", "disordered-estimate", ("minutes",)


def _frequent(danger: Danger) -> bool:
    """Whether the danger says how often it happens in the way that fits what it strikes."""
    if danger.strikes in CLOSES:
        return bool(danger.once_in) and danger.chance is None
    if danger.strikes == "people":
        return danger.part is not None
    return danger.chance is not None and not danger.once_in
