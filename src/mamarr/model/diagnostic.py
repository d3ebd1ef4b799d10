"""The one kind of fault that is shown to users; its words live in the language catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mamarr.model.values import Path

Severity = Literal["error", "warning", "note"]
Fact = str | int
"""A value shown in a message; a name of an agreement's entry is shown as written there."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text file: lines and columns count from 1, the end is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that a diagnostic points at: a path in the agreement or a span in the text, and a word on why.

    *label* is a key of the catalogue (``label-holds``); the first mark of a diagnostic is the main one.
    """

    where: Path | Span
    label: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: which rule, how grave, where, and the facts its message is made of."""

    code: str
    name: str
    severity: Severity
    marks: tuple[Mark, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)
    fixable: bool = False
