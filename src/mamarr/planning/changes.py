"""Two plans -> what has changed for those who still wait, a line a convoy, to be read over the radio."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from mamarr.lang import Words
from mamarr.model.calendar import local_time
from mamarr.model.clauses import BOARD
from mamarr.model.plan import Convoy, Plan


@dataclass(frozen=True, slots=True)
class Change:
    """One convoy before (none: it is new) and after (none: it is dropped), and by how many minutes it boards later."""

    before: Convoy | None
    after: Convoy | None
    boards: float = 0.0
    later: int = 0

    @property
    def convoy(self) -> str:
        return self.after.id if self.after else self.before.id if self.before else ""

    @property
    def vehicles(self) -> bool:
        return bool(self.before and self.after and dict(self.before.vehicles) != dict(self.after.vehicles))

    @property
    def people(self) -> bool:
        return bool(self.before and self.after and dict(self.before.people) != dict(self.after.people))

    @property
    def to(self) -> bool:
        return bool(self.before and self.after and self.before.to != self.after.to)

    @property
    def real(self) -> bool:
        """Whether anything is different."""
        return not (self.before and self.after) or bool(self.later) or self.vehicles or self.people or self.to


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different for those who wait, next to board first; how many are as they were; how many have boarded."""

    changed: tuple[Change, ...]
    unchanged: int
    boarded: int


def changes(old: Plan, new: Plan, boarded: Collection[str] = ()) -> Changes:
    """The difference of two plans for all who have not *boarded*."""
    were, are = ({c.id: c for c in p.convoys if c.id not in boarded} for p in (old, new))
    planned, boards = _boards(old), _boards(new)
    made = [
        Change(were.get(name), convoy, boards[name], round(boards[name] - planned.get(name, boards[name])))
        for name, convoy in are.items()
    ]
    made.sort(key=lambda c: (c.boards, c.convoy))
    dropped = [Change(convoy, None) for name, convoy in were.items() if name not in are]
    return Changes(
        (*dropped, *(c for c in made if c.real)),
        sum(not c.real for c in made),
        sum(c.id in boarded for c in new.convoys),
    )


def _boards(plan: Plan) -> dict[str, float]:
    return {step.convoy: t for step, t in plan.times.items() if step.act == BOARD}


def lines(found: Changes, plan: Plan, say: Words) -> Iterator[str]:
    """*found* in words: each convoy that changes, then how many do not."""
    for change in found.changed:
        yield f"{say('replan-line', convoy=change.convoy, what=say('list-comma').join(_told(change, plan, say)))}"
    if not found.changed:
        yield say("replan-none")
    yield say("replan-unchanged", n=found.unchanged)
    yield say("replan-boarded", n=found.boarded)


def _told(change: Change, plan: Plan, say: Words) -> Sequence[str]:
    """What is different for one convoy, its time first."""
    if change.after is None:
        return [say("replan-dropped")]
    at = f"{local_time(plan.window, change.boards):%m-%d %H:%M}" if plan.window else f"{change.boards:g}"
    people = say("replan-people", n=change.after.size)
    vehicles = say("replan-vehicles", vehicles=" + ".join(f"{n} {f}" for f, n in change.after.vehicles.items()))
    to = say("replan-to", to=change.after.to)
    if change.before is None:
        return [say("replan-new", when=at), people, vehicles, to]
    moved = "later" if change.later > 0 else "earlier" if change.later < 0 else "as-before"
    told = [say(f"replan-{moved}", when=at, n=abs(change.later))]
    told += [people] if change.people else []
    told += [vehicles] if change.vehicles else []
    return [*told, to] if change.to else told
