"""What was seen to stop operations of this kind: the observations from which default dangers are fitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from mamarr.model.agreement import Source
from mamarr.model.danger import Tie
from mamarr.model.refs import SourceRef
from mamarr.model.values import Lasting, Minutes, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """One thing that went wrong, as reported."""

    danger: Annotated[str, "which danger of the dangers file it is an instance of"]
    on: date
    tie: Annotated[Tie | None, "how those who are said to have done it were bound"] = None
    lasted: Annotated[Lasting | None, "low, likely and high of the accounts"] = None
    what: Text
    ended_by: Text | None = None
    evidence: Annotated[tuple[SourceRef, ...], "who reports it"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposed:
    """How many there were of what can be struck, by how their holders were bound."""

    parties: Mapping[Tie, int] = field(default_factory=dict)
    roads: Mapping[Tie, int] = field(default_factory=dict)
    crossings: Mapping[Tie, int] = field(default_factory=dict)
    receptions: Mapping[Tie, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One operation: how long it could have been struck, and what struck it."""

    days: Annotated[int, "days on which people moved or should have moved"]
    exposed: Exposed
    convoys: Annotated[int, "convoys that were inspected, as far as known"] = 0
    waiting: Annotated[Minutes, "how long loaded convoys stood somewhere, all places together"] = 0
    halts: tuple[Halt, ...] = ()
    evidence: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One file of observations, whole."""

    title: Text
    sources: Mapping[str, Source] = field(default_factory=dict)
    cases: Mapping[str, Course] = field(default_factory=dict)

    def without(self, case: str) -> Observed:
        """All other cases."""
        left = {name: course for name, course in self.cases.items() if name != case}
        return Observed(title=self.title, sources=self.sources, cases=left)
