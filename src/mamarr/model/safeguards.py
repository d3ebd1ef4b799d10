"""What was promised beside who leaves when: counting, conditions, guarantees, protection, what follows a violation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from mamarr.model.refs import ActorRef, PlaceRef
from mamarr.model.values import Minutes, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """Who counts where, and who signs the tally sheet with them."""

    at: PlaceRef
    counted_by: ActorRef
    countersigned_by: tuple[ActorRef, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """A search of people or vehicles on the way."""

    at: PlaceRef
    by: ActorRef
    purpose: Text | None = None
    minutes_at_most: Minutes | None = None
    observed_by: ActorRef | None = None
    detention: Annotated[Literal["none", "by procedure", "allowed"] | None, "may anybody be taken off"] = None
    procedure: Annotated[Text | None, "where detention is 'by procedure': which, and who is told"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """How the lists of those who leave are settled. The lists themselves never enter this file."""

    frozen: Annotated[datetime | None, "after this nobody is added or struck off"] = None
    order: Annotated[Text | None, "who leaves first"] = None
    dead_or_missing: Annotated[Text | None, "what if a listed person is dead or missing"] = None
    kept_by: ActorRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What may be carried, who may look, who may watch."""

    arms: Text | None = None
    belongings: Text | None = None
    inspections: tuple[Inspection, ...] = ()
    lists: Lists | None = None
    captives: Annotated[Text | None, "captives and remains: a track of their own"] = None
    media: Annotated[Text | None, "crowds, cameras, ceremonies"] = None
    permits: Annotated[Text | None, "drivers, vehicles and plates, and who let them pass"] = None
    supplies_on_board: Annotated[Text | None, "water, heat, getting off"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityGuarantee:
    """A holder's word, given to the facilitators, that the passage is safe."""

    covers: Annotated[tuple[PlaceRef, ...], "places, with the roads between them"] = ()
    given_to: ActorRef | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceasefire:
    """What falls silent, and where."""

    roads: Annotated[Text | None, "which roads, and how far to either side"] = None
    range: Annotated[Text | None, "which weapons, at which distance"] = None
    airspace: Annotated[Text | None, "who does not fly, where and when"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What is owed to everybody who leaves, and to everybody who stays."""

    consent: Annotated[Text | None, "how each adult is asked, in private"] = None
    consent_asked_by: ActorRef | None = None
    option_to_stay: Annotated[Text | None, "how one can stay, and on what footing"] = None
    choice_of_destination: Annotated[Text | None, "which destinations are open to choice"] = None
    those_who_stay: Annotated[Text | None, "aid and protection for them"] = None
    family_unity: Annotated[Text | None, "how households stay together"] = None
    special_care: Annotated[Text | None, "wounded, sick, old, disabled, pregnant, children alone"] = None
    papers: Annotated[Text | None, "identity papers, deeds and belongings are kept"] = None
    return_: Annotated[Text | None, "the right to come back, and to house and land"] = None
    data: Annotated[Text | None, "who sees lists, for what, and when they are destroyed"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Violations:
    """What counts as a breach and what follows from it."""

    definition: Text | None = None
    reported_to: ActorRef | None = None
    suspends: Annotated[Literal["boarding", "everything"] | None, "what stops; a leg under way is finished"] = None
    suspended_by: tuple[ActorRef, ...] = ()
    resumed_by: tuple[ActorRef, ...] = ()
    suspension_at_most: Minutes | None = None
    disputes_decided_by: ActorRef | None = None
    disputes_decided_within: Minutes | None = None
    fallback: Annotated[Text | None, "where people go when the way ahead is shut"] = None
    return_route: Annotated[Text | None, "how a convoy comes back, and on whose word"] = None
    stop_conditions: Annotated[Text | None, "when the facilitators withdraw"] = None
    communications_lost: Annotated[Text | None, "what a convoy does without contact"] = None
