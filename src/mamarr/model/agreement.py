"""What was promised. Every noun of an agreement file; a field's key in the file is its name with spaces.

An annotation's string is the field's meaning: the reference page and the editors' schema are made from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, ClassVar, Final, Literal

from mamarr.model.refs import (
    ActorRef,
    FleetRef,
    GroupRef,
    MovementRef,
    PartyRef,
    PlaceRef,
    SourceRef,
)
from mamarr.model.safeguards import (
    Ceasefire,
    Conditions,
    Counting,
    Protection,
    SecurityGuarantee,
    Violations,
)
from mamarr.model.values import ACTOR_SECTIONS, Amount, Estimate, Hours, Minutes, Point, Ratio, Share, Text

Category = Literal[
    "stretcher cases", "wounded", "sick", "children", "civilians", "weapon bearers", "detainees", "captives"
]
PROTECTED: frozenset[str] = frozenset({"stretcher cases", "wounded", "sick", "children"})
"""People whose leaving may depend on nothing (GC I art. 12, GC IV art. 16-17, customary rules 109-111, 131, 135)."""

BOARDING: Final = "boarding"
ARRIVAL: Final = "arrival"
StepWord = Literal["boarding", "departure", "arrival"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure or a term is written."""

    title: Annotated[Text, "publisher and headline or document number"]
    kind: Annotated[Literal["neutral", "press", "party", "study"], "a party's own account stays a claim"] = "press"
    on: Annotated[date | None, "date of publication"] = None
    url: Annotated[str | None, "where it can be read"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """When the movements may take place."""

    opens: Annotated[datetime, "local time, e.g. 2016-12-18 08:00"]
    closes: Annotated[datetime, "local time"]
    zone: Annotated[str, "IANA name of the time zone, e.g. Asia/Damascus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side, or anybody else who holds ground that people must pass."""

    name: Text | None = None
    signed: Annotated[Literal["yes", "no", "verbally"], "did they put their name to this text"] = "no"
    mandate: Annotated[Text | None, "by whose authority the signatory speaks"] = None
    gains: Annotated[Text | None, "what it gets, where that is not people who leave"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facilitator:
    """A neutral body that carries the agreement out and vouches for nobody."""

    name: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantor:
    """A body that answers for a party's conduct."""

    name: Text | None = None
    vouches_for: Annotated[tuple[ActorRef, ...], "the parties it answers for"] = ()
    surety: Annotated[Text | None, "what it puts up: money, goods, reputation; never people"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """A body that watches, counts and attests."""

    name: Text | None = None
    posted_at: Annotated[tuple[PlaceRef, ...], "where it stands"] = ()
    since: Annotated[datetime | None, "in place from"] = None


Provision = Literal["water", "food", "heat", "toilets", "shelter", "cordon", "medical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point where people gather, wait, are inspected, cross or are received."""

    name: Text | None = None
    kind: Literal["assembly", "crossing", "holding", "reception", "hospital", "depot"]
    held_by: Annotated[ActorRef | None, "who controls it on the ground"] = None
    at: Annotated[Point | None, "[latitude, longitude]"] = None
    capacity: Annotated[int | None, "people it can hold at a time, or receive in all"] = None
    vehicles_per_hour: Annotated[int | None, "what a crossing lets through in one direction"] = None
    inspection_minutes: Annotated[Estimate | None, "time a convoy is stopped for inspection"] = None
    people_per_hour: Annotated[int | None, "people whom a reception can register and house in an hour"] = None
    open: Annotated[Hours | None, "opening hours, e.g. 06:00-18:00"] = None
    provisions: Annotated[tuple[Provision, ...], "what people find there while they wait"] = ()
    attacked: Annotated[date | None, "when it was attacked, if it was"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A stretch between two places, passable both ways unless said otherwise."""

    from_: PlaceRef
    to: PlaceRef
    minutes: Annotated[Estimate, "driving time of a loaded convoy"]
    held_by: Annotated[ActorRef | None, "who controls it on the ground"] = None
    airspace_held_by: Annotated[ActorRef | None, "who can strike it from the air"] = None
    mines: Annotated[Literal["cleared", "not confirmed"] | None, "explosives on the road"] = None
    mines_confirmed_by: Annotated[ActorRef | None, "who confirmed the clearance"] = None
    one_way: bool = False
    open: Annotated[Hours | None, "curfew: nobody is on it outside these hours"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People at one place. No names, only counts."""

    name: Text | None = None
    at: PlaceRef
    of: Annotated[PartyRef | None, "the side that asks for them to leave"] = None
    number: Annotated[Estimate | None, "a number, {low, likely, high, source}, or 'not agreed'"] = None
    of_whom: Annotated[
        Mapping[Category, int],
        "parts of the likely number; the wounded, the sick and children each with the relative who goes along",
    ] = field(default_factory=dict)
    households: Annotated[
        Mapping[int, int], "civilians who travel together, size: how many at the likely number; others travel alone"
    ] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Vehicles of one kind with one base."""

    vehicle: Literal["bus", "ambulance", "truck", "car", "escort"]
    seats: Annotated[int, "seated people in one vehicle"] = 0
    stretchers: Annotated[int, "stretcher places in one vehicle"] = 0
    count: Annotated[int, "vehicles in service"]
    spare: Annotated[int, "vehicles kept in reserve"] = 0
    based_at: PlaceRef
    returns: Annotated[bool, "no: each makes one trip and stays there, as cars that leave with their owners"] = True
    crew_hours: Annotated[
        Hours | None, "hours of each day in which its crews drive; a trip and its way back lie within them"
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Vehicles that go along with each convoy of a movement and carry none of its people: escorts, belongings."""

    per_convoy: Annotated[int, "so many with each convoy"] = 0
    one_for: Annotated[int | None, "and one more for every so many of its people, or fewer"] = None

    def needed(self, people: int) -> int:
        """Vehicles that go along with so many people."""
        return self.per_convoy + (-(-people // self.one_for) if self.one_for else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvoyLimit:
    """How large one convoy may be."""

    people: Annotated[int | None, "people at most"] = None
    vehicles: Annotated[int | None, "vehicles with people at most; those that go along are not counted"] = None
    spacing: Annotated[Minutes | None, "at least so long between the departures of two convoys"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """People of one group who go one way."""

    name: Text | None = None
    people: GroupRef
    who: Annotated[tuple[Category | Literal["all"], ...], "which of them"] = ("all",)
    via: Annotated[tuple[PlaceRef, ...], "crossings and holding sites, in order"] = ()
    to: Annotated[tuple[PlaceRef, ...], "reception places; without choices they are filled in this order"]
    choices: Annotated[Mapping[PlaceRef, Share], "place: the part of these people who asked for it, together 100%"] = (
        field(default_factory=dict)
    )
    fleets: Annotated[tuple[FleetRef, ...], "vehicles that serve it; all when left out"] = ()
    along: Annotated[Mapping[FleetRef, Along], "vehicles that go along without carrying its people"] = field(
        default_factory=dict
    )
    convoy: ConvoyLimit = ConvoyLimit()
    starts: Annotated[datetime | None, "not before this local time"] = None
    hours: Annotated[Hours | None, "hours of each day in which its convoys board, drive and arrive"] = None


Outstanding = Literal["accounted for", "substitute", "amend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What every reciprocal clause has in common."""

    rule: ClassVar[str]
    name: Text | None = None
    counted_at: Annotated[
        StepWord | PlaceRef, "where the other side's people begin to count: a step, or a crossing"
    ] = ARRIVAL
    attested_by: Annotated[ActorRef | None, "whose count opens the next step"] = None
    shortfall: Annotated[Outstanding | None, "what happens when fewer come than promised"] = None
    refusals: Annotated[Outstanding | None, "what happens when people choose to stay"] = None
    waits_at: Annotated[
        tuple[StepWord | PlaceRef, ...], "where people wait: a step, or each side's place on the way"
    ] = (BOARDING,)
    according_to: Annotated[tuple[SourceRef, ...], "who reports this clause; one side's account is a reading"] = ()
    reading: Annotated[Text | None, "how this file reads the clause where accounts differ"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InStep(Exchange):
    """Two sides leave in step: neither may be ahead by more than the tolerance."""

    rule: ClassVar[str] = "in step"
    between: Annotated[tuple[tuple[MovementRef, ...], ...], "two sides: a movement, or a list of movements, each"]
    tolerance: Annotated[Amount, "a share of each side's total, or people (then sides count one for one)"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach(Exchange):
    """``n for m``: for every n of the first side, m of the second."""

    rule: ClassVar[str] = "n for m"
    between: Annotated[tuple[tuple[MovementRef, ...], ...], "two sides"]
    ratio: Annotated[Ratio, "e.g. 1 for 3"]
    tolerance: Annotated[int, "people of the first side by which either side may be ahead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """People who leave before the next phase may begin."""

    name: Text | None = None
    moves: Annotated[Mapping[MovementRef, Amount], "movement: people, or a share of its total"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Phases(Exchange):
    """One phase begins when the one before is complete."""

    rule: ClassVar[str] = "phases"
    phases: tuple[Phase, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Exchange):
    """Convoy by convoy, one of each side, at the same moment."""

    rule: ClassVar[str] = "simultaneous pairs"
    between: Annotated[tuple[tuple[MovementRef, ...], ...], "two movements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepBack(Exchange):
    """The last people of one movement stay until all of another have come through."""

    rule: ClassVar[str] = "keep back"
    movement: MovementRef
    keeps: Annotated[Amount | Literal["last convoy"], "how many stay"]
    until: Annotated[MovementRef, "the movement that must be complete"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock(Exchange):
    """An absolute lock: a movement may not begin (or end) before another has begun (or is complete)."""

    rule: ClassVar[str] = "lock"
    movement: MovementRef
    from_: Annotated[Literal["first convoy", "last convoy"], "from which convoy on it is locked"] = "first convoy"
    waits_for: MovementRef
    until: Annotated[Amount | Literal["all", "first convoy"], "how many of the other must have come through"] = "all"


EXCHANGES: tuple[type[Exchange], ...] = (InStep, ForEach, Phases, Pairs, KeepBack, Lock)
AnyExchange = InStep | ForEach | Phases | Pairs | KeepBack | Lock


def movements_of(exchange: AnyExchange) -> tuple[str, ...]:
    """Every movement that an exchange names."""
    if isinstance(exchange, Phases):
        return tuple(dict.fromkeys(name for phase in exchange.phases for name in phase.moves))
    if isinstance(exchange, KeepBack):
        return exchange.movement, exchange.until
    if isinstance(exchange, Lock):
        return exchange.movement, exchange.waits_for
    return tuple(name for side in exchange.between for name in side)


Disclosed = Literal["agreement", "plan", "timings", "positions", "imbalance", "rehearsals", "counts", "claims"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One agreement, whole."""

    agreement: Annotated[str, "identifier: letters, digits and hyphens"]
    title: Text
    on: Annotated[date | None, "when it was made"] = None
    amends: Annotated[str | None, "identifier of the agreement that this one changes"] = None
    basis: Annotated[Text | None, "what this file rests on, and what is not known"] = None
    sources: Mapping[str, Source] = field(default_factory=dict)
    window: Window | None = None
    parties: Mapping[str, Party] = field(default_factory=dict)
    facilitators: Mapping[str, Facilitator] = field(default_factory=dict)
    guarantors: Mapping[str, Guarantor] = field(default_factory=dict)
    monitors: Mapping[str, Monitor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    roads: tuple[Road, ...] = ()
    people: Mapping[str, Group] = field(default_factory=dict)
    fleets: Mapping[str, Fleet] = field(default_factory=dict)
    movements: Mapping[str, Movement] = field(default_factory=dict)
    exchanges: Mapping[str, AnyExchange] = field(default_factory=dict)
    counting: tuple[Counting, ...] = ()
    conditions: Conditions = field(default_factory=Conditions)
    time_on_board_at_most: Minutes | None = None
    security_guarantees: Mapping[ActorRef, SecurityGuarantee] = field(default_factory=dict)
    ceasefire: Ceasefire = field(default_factory=Ceasefire)
    protection: Protection = field(default_factory=Protection)
    violations: Violations = field(default_factory=Violations)
    disclosure: Annotated[Mapping[str, tuple[Disclosed, ...]], "role: what it may see; the same for every side"] = (
        field(default_factory=dict)
    )

    def bound(self, actor: str) -> bool:
        """Whether *actor* signed, is vouched for, or is one of the neutral bodies."""
        party = self.parties.get(actor)
        return party is None or party.signed == "yes" or bool(self.vouchers(actor))

    def named(self, section: str, key: str) -> Text | None:
        """The name of an entry of *section*, where it has one."""
        return getattr(getattr(self, section).get(key), "name", None)

    def acts_in(self, actor: str) -> str | None:
        """The section in which *actor* stands: the first of several, None for a stranger."""
        return next((section for section in ACTOR_SECTIONS if actor in getattr(self, section)), None)

    def vouchers(self, actor: str) -> tuple[str, ...]:
        """The guarantors that answer for *actor*; nobody answers for itself."""
        return tuple(name for name, g in self.guarantors.items() if actor in g.vouches_for and actor != name)
