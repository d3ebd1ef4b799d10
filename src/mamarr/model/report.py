"""What a situation report is made from: one record, rendered for each audience and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.model.state import State
from mamarr.model.status import Status
from mamarr.model.values import Text

Audience = Literal["cell", "public"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where things stand at one moment, and by which record.

    *received* tells for each event (by its id) when it came in. *head* is the log's ``size:hash``; *digests* are those
    of the agreement and the plan as they were read.
    """

    number: int
    as_of: datetime
    issued_by: Text
    agreement: Agreement
    plan: Plan | None = None
    since: datetime | None = None
    next_issue: datetime | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status | None = None
    received: Mapping[str, datetime] = field(default_factory=dict)
    head: str = ""
    digests: Mapping[Literal["agreement", "plan"], str] = field(default_factory=dict)
    exercise: bool = False

    @property
    def state(self) -> State | None:
        return self.status.state if self.status else None
