"""Agreement to faults of its text: those that the reader reports as it reads, and slips that it lets pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TypeVar

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.model.values import Estimate, Path

T = TypeVar("T")


def by_the_reader(case: Case) -> Iterator[Finding]:  # noqa: ARG001  (every rule is asked the same way)
    """The reader reports it, at the place in the text; an agreement that could be read is free of it."""
    yield from ()


def estimate_out_of_order(case: Case) -> Iterator[Finding]:
    for path, estimate in parts(case.agreement, Estimate):
        if not estimate.low <= estimate.likely <= estimate.high:
            yield found(path, low=estimate.low, likely=estimate.likely, high=estimate.high)


def road_to_itself(case: Case) -> Iterator[Finding]:
    for i, road in enumerate(case.agreement.roads):
        if road.from_ == road.to:
            yield found(("roads", i, "to"), place=road.to)


def road_given_twice(case: Case) -> Iterator[Finding]:
    """Two roads for one stretch and direction: the one that takes longer would never be used."""
    seen: dict[tuple[str, str], int] = {}
    for i, road in enumerate(case.agreement.roads):
        ways = [(road.from_, road.to)] if road.one_way else [(road.from_, road.to), (road.to, road.from_)]
        before = next((seen[way] for way in ways if way in seen), None)
        if before is not None and road.from_ != road.to:
            other: Path = ("roads", before)
            yield found(("roads", i), mark(other, "label-syntax-same-stretch"), start=road.from_, end=road.to)
        for way in ways:
            seen.setdefault(way, i)


def parts(whole: object, kind: type[T], path: Path = ()) -> Iterator[tuple[Path, T]]:
    """Every value of one kind in an agreement, with its path."""
    if isinstance(whole, kind):
        yield path, whole
    elif is_dataclass(whole):
        for f in fields(whole):
            yield from parts(getattr(whole, f.name), kind, (*path, f.name.rstrip("_").replace("_", " ")))
    elif isinstance(whole, Mapping):
        for key, value in whole.items():
            yield from parts(value, kind, (*path, key))
    elif isinstance(whole, tuple):
        for i, value in enumerate(whole):
            yield from parts(value, kind, (*path, i))


def _read(code: str, name: str) -> Rule:
    return Rule(code, name, "error", by_the_reader, overridable=False)


RULES: tuple[Rule, ...] = (
    _read("S000", "no-file"),
    _read("S001", "file-too-large"),
    _read("S002", "not-utf-8"),
    _read("S003", "not-yaml"),
    _read("S004", "invisible-character"),
    _read("S005", "empty-file"),
    _read("S006", "anchor"),
    _read("S007", "duplicate-key"),
    _read("S008", "unknown-key"),
    _read("S009", "wrong-shape"),
    _read("S010", "missing-key"),
    _read("S011", "not-understood"),
    _read("S012", "bad-name"),
    _read("S013", "unknown-name"),
    _read("S014", "name-used-twice"),
    _read("S015", "amended-not-found"),
    _read("S016", "amendment-cycle"),
    _read("S020", "unknown-zone"),
    _read("S021", "window-ends-before-it-opens"),
    Rule("S022", "estimate-out-of-order", "error", estimate_out_of_order, overridable=False),
    Rule("S023", "road-to-itself", "error", road_to_itself, overridable=False),
    Rule("S024", "road-given-twice", "warning", road_given_twice),
    _read("S025", "passes-twice"),
)
