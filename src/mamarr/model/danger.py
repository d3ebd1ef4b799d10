"""What may go wrong on the way: every noun of a dangers file, each number with its source or named as assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from mamarr.model.agreement import Source
from mamarr.model.refs import SourceRef
from mamarr.model.values import Estimate, Minutes, Share, Text

Tie = Literal["signed", "vouched for", "not bound"]
"""How the one who can do it is bound: by its own signature, by a guarantor's word, or not at all."""

Remedy = Literal[
    "monitor posted",
    "inspection observed",
    "suspension limited",
    "disputes decided",
    "numbers settled",
    "lists frozen",
    "spare vehicles",
]
Strikes = Literal["boarding", "road", "crossing", "reception", "loading", "driving", "inspection", "people"]
CLOSES: tuple[Strikes, ...] = ("boarding", "road", "crossing", "reception")
"""These shut something for a while; their frequency is given by ``once in``."""
DELAYS: tuple[Strikes, ...] = ("loading", "driving", "inspection")
"""These add minutes to one convoy; their frequency is given by ``chance``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A part of the people as low / likely / high."""

    low: Share
    likely: Share
    high: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """One thing that may go wrong: what it strikes, how often, how long, and how that is known."""

    name: Text
    strikes: Annotated[Strikes, "what it shuts or slows"]
    once_in: Annotated[
        Mapping[Tie, Minutes], "mean time between two, for each road, crossing, reception place or party, by its tie"
    ] = field(default_factory=dict)
    chance: Annotated[Share | None, "for each convoy that boards, drives a leg or is inspected"] = None
    minutes: Annotated[Estimate | None, "how long it lasts"] = None
    part: Annotated[Portion | None, "of the people of each convoy"] = None
    never_ends: Annotated[Share | None, "of the times that it happens"] = None
    ended_by_procedure: Annotated[bool, "whether a time limit in the agreement ends it"] = False
    eased_by: Annotated[Mapping[Remedy, Share], "what prevents it: the share that still happens"] = field(
        default_factory=dict
    )
    evidence: Annotated[tuple[SourceRef, ...], "where it was observed"] = ()
    assumption: Annotated[Text | None, "which of its numbers nobody observed"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangers:
    """One dangers file, whole."""

    title: Text
    sources: Mapping[str, Source] = field(default_factory=dict)
    dangers: Mapping[str, Danger] = field(default_factory=dict)
