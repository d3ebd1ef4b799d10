"""What keeps a plan from being made, or is wrong in one -> Diagnostics. The words are in lang/*/plan.ftl."""

from __future__ import annotations

from typing import Final

from mamarr.model.diagnostic import Diagnostic, Fact, Mark
from mamarr.model.values import Path

NAMES: Final = {
    "K901": "does-not-finish-in-the-window",
    "K902": "no-vehicles-fit",
    "K903": "number-not-agreed",
    "K904": "crossing-never-open",
    "K905": "reception-full",
    "K906": "longer-on-board-than-allowed",
    "K907": "convoys-cannot-move",
    "K908": "roads-do-not-connect",
    "K909": "nobody-to-plan-for",
    "K910": "choice-without-room",
    "K911": "household-larger-than-a-convoy",
    "K912": "vehicles-of-one-trip-used-up",
    "K913": "too-few-to-go-along",
    "K921": "step-without-a-time",
    "K922": "faster-than-the-road",
    "K923": "people-not-conserved",
    "K924": "more-people-than-places-in-vehicles",
    "K925": "more-vehicles-than-the-fleet-has",
    "K926": "crossing-over-its-rate",
    "K927": "crossing-closed",
    "K928": "outside-the-window",
    "K929": "reception-over-its-capacity",
    "K930": "too-long-on-board",
    "K931": "protected-people-made-to-wait",
    "K932": "ahead-by-more-than-the-tolerance",
    "K933": "phase-begun-too-early",
    "K934": "left-before-the-other-side-came-through",
    "K935": "pair-not-at-one-moment",
    "K936": "convoy-over-its-limit",
    "K937": "name-not-in-the-agreement",
    "K938": "not-the-destination-asked-for",
    "K939": "household-taken-apart",
    "K941": "not-a-plan",
    "K942": "plan-of-another-agreement",
    "K943": "plan-of-another-text",
    "K950": "conflicting-terms",
    "K961": "on-a-road-outside-its-hours",
    "K962": "outside-the-hours-of-its-movement",
    "K963": "convoys-too-close",
    "K964": "arrived-before-the-others-were-registered",
    "K965": "holding-site-over-its-capacity",
    "K966": "without-the-vehicles-that-go-along",
    "K967": "crew-outside-its-hours",
}
"""K90: no plan can be made; K92-K93 and K96: breaches of a plan, found by the verifier; K94: a file that is no plan of
this; K95: what together keeps a plan from being made."""


def fault(code: str, *where: Path | Mark, **facts: Fact) -> Diagnostic:
    """A planning fault at these places, the main one first."""
    marks = tuple(w if isinstance(w, Mark) else Mark(w) for w in where)
    return Diagnostic(code, NAMES[code], "error", marks, facts)
