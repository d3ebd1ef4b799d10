"""What was decided by those whom the agreement names: a suspension, a GO."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mamarr.model.event import Confirmation, Scope


@dataclass(frozen=True, slots=True)
class Suspension:
    """Nobody boards from *since* until it is resumed; of one convoy, or of all."""

    event: str
    by: str
    since: datetime
    ended: datetime | None
    scope: Scope
    convoy: str
    awaits: tuple[str, ...] = ()
    """Who has yet to say that it is resumed, where the agreement names them."""

    def covers(self, convoy: str, at: datetime) -> bool:
        return self.convoy in ("", convoy) and self.since <= at and (self.ended is None or at < self.ended)


@dataclass(frozen=True, slots=True)
class Go:
    """The head of operation's word for one convoy; in force from *since*, and before *until*."""

    event: str
    convoy: str
    since: datetime
    until: datetime
    confirmations: tuple[Confirmation, ...]

    def in_force(self, at: datetime) -> bool:
        return self.since <= at < self.until
