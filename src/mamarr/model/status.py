"""Where things stand at one moment: where everyone is, what blocks whom, who has given more, what is to be expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mamarr.model.accounts import Breach
from mamarr.model.balance import Balance, Point
from mamarr.model.clauses import DEPART
from mamarr.model.decided import Go, Suspension
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event
from mamarr.model.law import Kind
from mamarr.model.plan import Convoy
from mamarr.model.position import Position, Where
from mamarr.model.state import State
from mamarr.model.values import Path


@dataclass(frozen=True, slots=True)
class Blocker:
    """What stands against a convoy: a clause, the plan, or a suspension (by its event).

    *missing* is in people, 0 where nobody is counted.
    """

    kind: Kind | Literal["suspension"]
    clause: Path
    missing: int = 0
    event: str = ""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """The next point of a convoy under way: when it should be there, and after when it is overdue."""

    place: str
    expected: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class ConvoyStatus:
    """One convoy now. *boards* and *arrives* are the earliest that the law allows, once nothing is suspended."""

    convoy: Convoy
    position: Position
    blockers: tuple[Blocker, ...]
    go: Go | None
    on_the_way: OnTheWay | None
    overdue: bool
    boards: datetime | None
    arrives: datetime | None

    @property
    def departed(self) -> bool:
        return any(d.step.act == DEPART for d in self.position.done)

    @property
    def unblocked(self) -> bool:
        """No clause and no suspension stands against it, whatever its turn in the plan. That is not GO."""
        return not self.departed and not self.position.empty and all(b.kind == "plan" for b in self.blockers)


@dataclass(frozen=True, slots=True)
class Standing:
    """A balance as it stands: the people of each side whose delivery is attested."""

    balance: Balance
    now: Point

    @property
    def movements(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.balance.one.movements, self.balance.other.movements

    @property
    def delivered(self) -> tuple[int, int]:
        return self.now.one, self.now.other

    @property
    def totals(self) -> tuple[int, int]:
        return self.balance.one.people, self.balance.other.people

    @property
    def ahead(self) -> Literal[0, 1] | None:
        """The side that has given more, if one has."""
        lead = self.balance.lead(self.now)
        return None if lead == 0 else 0 if lead > 0 else 1

    @property
    def people(self) -> int:
        """By how many of its people that side is ahead."""
        return self.balance.people_ahead(self.now)

    @property
    def of_tolerance(self) -> float | None:
        """Which part of the agreed tolerance that is; None where there is none."""
        slack = self.balance.slack
        return abs(self.balance.lead(self.now)) / slack if slack else None


@dataclass(frozen=True, slots=True)
class Term:
    """A plan by its digest, and since when the log went by it."""

    since: datetime
    plan: str


@dataclass(frozen=True, slots=True)
class Status:
    """The board at one moment. *finish* is a forecast, and for the cell only.

    *plans* are those that the log went by, in their order: each step that happened is judged by the plan of its time.
    *alarms* are what keeps the record from being trusted as it stands.
    *ahead* are reports whose time has not come yet by this clock; *last_entry* is when the log last took something in,
    where that is later than now: then the clock was set back.
    """

    now: datetime
    sides: Mapping[str, Mapping[Where, int]]
    convoys: tuple[ConvoyStatus, ...]
    balances: tuple[Standing, ...]
    finish: datetime | None
    breaches: tuple[Breach, ...]
    suspensions: tuple[Suspension, ...]
    state: State
    ahead: tuple[Event, ...] = ()
    last_entry: datetime | None = None
    plans: tuple[Term, ...] = ()
    alarms: tuple[Diagnostic, ...] = ()

    @property
    def overdue(self) -> tuple[ConvoyStatus, ...]:
        """Who should be there and is not."""
        return tuple(c for c in self.convoys if c.overdue)

    @property
    def waiting(self) -> tuple[ConvoyStatus, ...]:
        """Who has not departed, in the order of the plan."""
        return tuple(c for c in self.convoys if not c.departed and not c.position.empty)
