"""What may go wrong on the way: every noun of a dangers file, each number with its source or named as assumed.

Low, likely and high are of two kinds. ``minutes`` are chance: they differ from one time to the next. All others are
doubt: there is one true value, and nobody knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from mamarr.model.agreement import Source
from mamarr.model.refs import SourceRef
from mamarr.model.values import Estimate, Lasting, Portion, Text

Tie = Literal["signed", "vouched for", "not bound"]
"""How the one who can do it is bound: by its own signature, by a guarantor's word, or not at all."""
TIES: Final[tuple[Tie, ...]] = ("signed", "vouched for", "not bound")
Whose = Literal["signed", "vouched for", "not bound", "anybody"]

Remedy = Literal[
    "monitor posted",
    "inspection observed",
    "suspension limited",
    "disputes decided",
    "numbers settled",
    "lists frozen",
    "spare vehicles",
    "waiting limited",
    "cordon posted",
    "conduct settled",
]
Strikes = Literal[
    "boarding",
    "road",
    "crossing",
    "reception",
    "waiting",
    "weather",
    "loading",
    "driving",
    "inspection",
    "attestation",
    "people",
]
CLOSES: Final[tuple[Strikes, ...]] = ("boarding", "road", "crossing", "reception", "waiting", "weather")
"""These shut something for a while; their frequency is given by ``once in``."""
DELAYS: Final[tuple[Strikes, ...]] = ("loading", "driving", "inspection", "attestation")
"""These add minutes to one convoy; their frequency is given by ``chance``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """One thing that may go wrong: what it strikes, how often, how long, and how that is known."""

    name: Text
    strikes: Annotated[Strikes, "what it shuts or slows"]
    at: Annotated[tuple[str, ...], "only these places, or for boarding these parties; all where left out"] = ()
    once_in: Annotated[
        Mapping[Whose, Lasting], "mean time between two, for each road, crossing, reception place or party, by its tie"
    ] = field(default_factory=dict)
    only_while: Annotated[
        Literal["ahead", "behind"] | None,
        "only while the side of whoever does it has received more, or less, than the other",
    ] = None
    rises_with_imbalance: Annotated[
        Estimate | None, "more often by so many per cent for each per cent of imbalance"
    ] = None
    at_night: Annotated[Estimate | None, "per cent of the frequency by day, from 18:00 to 06:00"] = None
    chance: Annotated[Portion | None, "for each convoy that boards, drives a leg, is inspected or attested"] = None
    minutes: Annotated[Estimate | None, "how long one lasts"] = None
    off_by_percent: Annotated[Estimate | None, "all of them may last so many per cent of these minutes"] = None
    part: Annotated[Portion | None, "of the people of each convoy"] = None
    loses_vehicle: Annotated[Portion | None, "for driving: of the times, a vehicle is out for good"] = None
    never_ends: Annotated[Portion | None, "of the times that it happens"] = None
    ended_by_procedure: Annotated[bool, "whether a time limit in the agreement ends it"] = False
    eased_by: Annotated[Mapping[Remedy, Portion], "what prevents it: the share that still happens"] = field(
        default_factory=dict
    )
    evidence: Annotated[tuple[SourceRef, ...], "where it was observed"] = ()
    observed: Annotated[Text | None, "what was seen, and who says so"] = None
    assumption: Annotated[Text | None, "which of its numbers nobody observed"] = None

    def every(self, tie: Tie) -> Lasting | None:
        """The mean time between two for whoever is bound by *tie*; None where they never do it."""
        return self.once_in.get(tie, self.once_in.get("anybody"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dangers:
    """One dangers file, whole."""

    title: Text
    sources: Mapping[str, Source] = field(default_factory=dict)
    dangers: Mapping[str, Danger] = field(default_factory=dict)
