"""What a plan leaves room for: more people than planned, people who choose to stay, vehicles that fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mamarr.model.values import Path


@dataclass(frozen=True, slots=True)
class Holds:
    """Up to *most* people of a group (of all groups together: "") a plan for *planned* of them holds; *high* may come.

    *seats* of them find a place in the convoys as planned. Where *most* is less than *high*, *code* names the fault of
    the first number that breaks it, and *limit* where that stands in the agreement.
    """

    group: str
    planned: int
    seats: int
    most: int
    high: int
    code: str = ""
    limit: Path = ()


@dataclass(frozen=True, slots=True)
class Stays:
    """So many (*most*) of the people of a movement who count may be missing before a clause can no longer be met.

    *because* is the term of the clause by which they do not count as accounted for: refusals or shortfall.
    """

    movement: str
    of: int
    most: int
    because: str
    limit: Path


@dataclass(frozen=True, slots=True)
class Headroom:
    """All of that; movements that may miss any number are not named, *spare* are the reserve vehicles of each fleet."""

    holds: tuple[Holds, ...]
    stays: tuple[Stays, ...]
    spare: Mapping[str, int] = field(default_factory=dict)
