"""Text to Observed and Courses, read by the same reader as agreements."""

from __future__ import annotations

from typing import Any

from mamarr.model.backtest import Courses
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.observed import Observed
from mamarr.parsing.nodes import Refused, parse
from mamarr.parsing.reader import Reader


def read_observed(data: str, file: str = "halts.yaml") -> Observed | tuple[Diagnostic, ...]:
    """The observations in *data*, or what is wrong with them."""
    found: Observed | tuple[Diagnostic, ...] = _read(Observed, data, file)
    return found


def read_courses(data: str, file: str = "backtests.yaml") -> Courses | tuple[Diagnostic, ...]:
    """The operations with a known course in *data*, or what is wrong with them."""
    found: Courses | tuple[Diagnostic, ...] = _read(Courses, data, file)
    return found


def _read(noun: Any, data: str, file: str) -> Any:
    try:
        root, faults = parse(data.encode(), file)
    except Refused as refusal:
        return (refusal.diagnostic,)
    reader = Reader(root, faults)
    made = reader.noun(noun, root, ())
    reader.check_names()
    return tuple(reader.faults) if made is None or reader.faults else made
