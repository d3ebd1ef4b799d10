"""What is intended: convoys, their order and their times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, get_args

from mamarr.model.agreement import PROTECTED, Window
from mamarr.model.headroom import Headroom
from mamarr.model.law import Step
from mamarr.model.values import Level, Path


@dataclass(frozen=True, slots=True)
class Convoy:
    """People who leave together: so many of each category, in these vehicles, to this place.

    *households* tells how many of its civilians ride with their own (size: how many, from two on); others ride alone.
    *from_* is the base or reception from which its vehicles are sent; "" is wherever there are any. *of* is the convoy
    that its people first left with, where they turned back by themselves and a later plan sends them again.
    """

    id: str
    movement: str
    people: Mapping[str, int]
    to: str
    vehicles: Mapping[str, int] = field(default_factory=dict)
    households: Mapping[int, int] = field(default_factory=dict)
    from_: str = ""
    of: str = ""

    @property
    def size(self) -> int:
        return sum(self.people.values())

    @property
    def counted(self) -> int:
        """The people that count in an exchange: never the wounded, the sick or children."""
        return sum(n for category, n in self.people.items() if category not in PROTECTED)

    @property
    def unconditional(self) -> bool:
        """Whether nothing may make this convoy wait."""
        return self.counted == 0


def together(people: Mapping[str, int], others: Mapping[str, int]) -> dict[str, int]:
    """*people* and *others*, by category."""
    return {c: people.get(c, 0) + others.get(c, 0) for c in dict.fromkeys((*people, *others))}


def sent_again(convoys: Sequence[Convoy]) -> Mapping[str, Mapping[str, int]]:
    """Of each convoy, the people who left with it once, turned back by themselves, and are in other convoys since."""
    of = {c.id: c.of for c in convoys}
    found: dict[str, Mapping[str, int]] = {}
    for convoy in convoys:
        first, seen = convoy.of, {convoy.id}
        while first and first not in seen:
            found[first] = together(found.get(first, {}), convoy.people)
            seen.add(first)
            first = of.get(first, "")
    return found


Because = Literal[
    "condition",
    "fleet",
    "crossing",
    "road",
    "base",
    "start",
    "hours",
    "window",
    "daily",
    "curfew",
    "distance",
    "registration",
    "room",
    "crew",
]
OPENED: Mapping[str | int, Because] = {
    "exchanges": "condition",
    "fleets": "fleet",
    "places": "crossing",
    "movements": "road",
}
STRUCK: Mapping[str | int, Because] = {"fleets": "base", "movements": "start", "places": "hours", "roads": "curfew"}
BY_FIELD: Mapping[str | int, Because] = {
    "hours": "daily",
    "spacing": "distance",
    "people per hour": "registration",
    "capacity": "room",
    "crew hours": "crew",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the critical path: this step could not be earlier, because of that clause or resource."""

    step: Step
    at: float
    clause: Path
    kind: str

    @property
    def because(self) -> Because:
        """What it waited for last: a gate of the section where its clause stands, or a clock there."""
        first, last = (self.clause[0], self.clause[-1]) if self.clause else ("", "")
        return BY_FIELD.get(last) or (STRUCK if self.kind == "clock" else OPENED).get(first, "window")

    @property
    def named(self) -> str:
        """The entry that its clause names."""
        return str(self.clause[1]) if len(self.clause) > 1 else ""


@dataclass(frozen=True, slots=True)
class Override:
    """A diagnostic that was set aside, by whom it was asked and with which reason."""

    code: str
    reason: str


End = Literal["work", "time", "interrupt"]
ENDS: tuple[End, ...] = get_args(End)


Objective = Literal["safe", "finish", "imbalance", "aboard", "together", "told"]
OBJECTIVES: tuple[Objective, ...] = tuple(o for o in get_args(Objective) if o != "told")
"""What a plan is to make small, in order: people times minutes until they are safe, the last arrival, the greatest
imbalance, people times minutes on board, loaded convoys at one place. Before all of them come those who may not be made
to wait. During a day there is one more, *told*: people times minutes by which they board at another time than told."""


@dataclass(frozen=True, slots=True)
class Searched:
    """How a plan was improved: by trying so many, from this seed, towards this first of all, and what ended that.

    The same work, seed and objective give the same plan again; a limit in seconds alone does not.
    """

    work: int
    seed: int
    stopped: End
    objective: Objective = "safe"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan is worth: people times minutes until they are safe, those who may not be made to wait and all others;
    people times minutes on board, and the most minutes for anybody; the most loaded convoys at one place, where, when.
    """

    protected: float = 0.0
    others: float = 0.0
    on_board: float = 0.0
    longest: float = 0.0
    together: int = 0
    together_where: str = ""
    together_at: float = 0.0


@dataclass(frozen=True)
class Plan:
    """Convoys in rank order with the time of each of their steps, in minutes after the window opens.

    *bound* is proven: no plan for these people, roads, vehicles and clauses finishes earlier; *bound_by* says what
    binds (route, crossing, fleet, tolerance, phases) and *bound_at* where that stands in the agreement. *imbalance* is
    the greatest share by which the movements *imbalance_of* are ahead of the others in exchange *imbalance_in*.
    """

    agreement: str
    digest: str
    level: Level
    convoys: tuple[Convoy, ...]
    times: Mapping[Step, float]
    finish: float
    bound: float
    bound_by: str
    imbalance: float
    imbalance_at: float
    imbalance_of: str
    critical: tuple[Link, ...]
    overrides: tuple[Override, ...] = ()
    window: Window | None = None
    bound_at: Path = ()
    imbalance_in: str = ""
    search: Searched | None = None
    proof: End | None = None
    """What ended the linear programmes that proved the bound; only by work they prove the same again."""
    headroom: Headroom | None = None
    figures: Figures = Figures()
    gone: tuple[Convoy, ...] = ()
    """People of the plans before who no longer travel, by the convoy with which they count in the clauses."""
    follows: str = ""
    """The digest of the plan that this one takes the place of, during a day."""
    since: float = 0.0
    """From which minute on it plans; what lies before is what had been reported."""
    ranks: tuple[str, ...] = ()
    """All convoys in rank order, where some hold nobody any more and only count."""

    @cached_property
    def everybody(self) -> tuple[Convoy, ...]:
        """All convoys in rank order, as the clauses count them: with those who no longer travel."""
        found = {c.id: c for c in self.convoys}
        for c in self.gone:
            own = found.get(c.id, replace(c, people={}))
            found[c.id] = replace(own, people=together(own.people, c.people))
        place = {name: i for i, name in enumerate(self.ranks)}
        return tuple(sorted(found.values(), key=lambda c: place.get(c.id, len(place))))

    @property
    def gap(self) -> float:
        """How far the finish may be from the best possible, as a share of the bound."""
        return 0.0 if self.bound <= 0 else (self.finish - self.bound) / self.bound
