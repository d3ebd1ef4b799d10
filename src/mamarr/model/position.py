"""What was reported of one convoy -> where its people are: each of them once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.law import Step
from mamarr.model.plan import Convoy
from mamarr.model.routes import waypoints
from mamarr.model.tally import Report, Tally

Where = Literal[
    "waiting", "aboard", "on the road", "crossed", "arrived",
    "turned back", "declined", "in hospital", "dead", "absent", "unaccounted", "more than planned",
]  # fmt: skip
ACTS: Mapping[str, str] = {"boarded": BOARD, "departed": DEPART, "crossed": CROSS, "arrived": ARRIVE}
AT: Mapping[str, Where] = {BOARD: "aboard", DEPART: "on the road", CROSS: "crossed", ARRIVE: "arrived"}
GONE: frozenset[Where] = frozenset({"declined", "absent", "dead", "in hospital"})
"""Who no longer travels, and is accounted for."""
LEFT: Mapping[str, Where] = {
    "declined": "declined", "died": "dead", "absent": "absent", "hospital": "in hospital", "turned-back": "turned back",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """A step that happened: when, and its reports (none: it follows from a later step)."""

    step: Step
    at: datetime
    reports: Tally | None


@dataclass(frozen=True, slots=True)
class Position:
    """Where the people of one convoy are. The numbers add up to all of them, and those counted beyond them."""

    convoy: Convoy
    people: Mapping[Where, int]
    done: tuple[Done, ...]
    left: tuple[Tally, ...]
    turned_back: datetime | None = None

    @property
    def last(self) -> Done | None:
        return self.done[-1] if self.done else None

    def boarded(self, at: datetime) -> bool:
        """Whether people had boarded by *at*."""
        return bool(self.done) and self.done[0].at <= at

    @property
    def empty(self) -> bool:
        """Whether it never left and nobody is in it who still could."""
        return not self.done and bool(self.people) and GONE.issuperset(self.people)


def whereabouts(
    convoy: Convoy,
    done: Sequence[Done],
    left: Sequence[Tally],
    back: datetime | None,
    bodies: frozenset[str],
) -> Mapping[Where, int]:
    """Everyone once: with the convoy as last counted, gone from it as reported, and the rest unaccounted for.

    Who was counted beyond the people of the convoy stands apart: a slip, or people of another convoy.
    """
    gone: dict[Where, int] = {}
    standing = [(t, t.standing(bodies)) for t in left]
    for made, report in standing:
        where = LEFT[made.kind]
        gone[where] = gone.get(where, 0) + (report.total or 0)
    last = last_count(done, bodies)
    count, since = (convoy.size, None) if last is None else (last.total or 0, last.seen)
    present = max(0, count - sum(r.total or 0 for _, r in standing if since is None or r.seen > since))
    here: Where = AT[done[-1].step.act] if done else "waiting" if back is None else "turned back"
    more = min(present, max(0, present + sum(gone.values()) - convoy.size))
    gone[here] = gone.get(here, 0) + present - more
    for where in tuple(gone)[::-1]:
        beyond = min(gone[where], max(0, sum(gone.values()) - convoy.size)) if where != here else 0
        gone[where] -= beyond
        more += beyond
    gone["more than planned"] = more
    if convoy.size > sum(gone.values()):
        gone["unaccounted"] = convoy.size - sum(gone.values())
    return {where: n for where, n in gone.items() if n}


def without(people: Mapping[Where, int], number: int) -> Mapping[Where, int]:
    """*people* without so many who are in another convoy since: those who turned back, else those nobody knows of.

    Whoever is counted all the same is counted beyond the plan.
    """
    left = dict(people)
    for where in ("turned back", "unaccounted", *people):
        taken = min(number, left.get(where, 0)) if where != "more than planned" else 0
        number -= taken
        left[where] = left.get(where, 0) - taken
        if where not in ("turned back", "unaccounted"):
            left["more than planned"] = left.get("more than planned", 0) + taken
    return {where: n for where, n in left.items() if n}


def last_count(done: Sequence[Done], bodies: frozenset[str]) -> Report | None:
    """The count at the furthest step at which somebody counted."""
    counts = [d.reports.standing(bodies) for d in done if d.reports]
    return next((r for r in reversed(counts) if r.total is not None), None)


def chain(agreement: Agreement, convoy: Convoy) -> tuple[Step, ...]:
    """The steps that are reported of *convoy*, in their order."""
    start, *via, end = waypoints(agreement, agreement.movements[convoy.movement], convoy.to)
    return (
        Step(convoy.id, BOARD, start),
        Step(convoy.id, DEPART, start),
        *(Step(convoy.id, CROSS, place) for place in via),
        Step(convoy.id, ARRIVE, end),
    )
