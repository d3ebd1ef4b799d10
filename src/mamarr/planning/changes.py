"""Two plans -> what has changed for those who still wait, a line a convoy, to be read over the radio."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from mamarr.lang import Words
from mamarr.model.calendar import local_time
from mamarr.model.clauses import BOARD
from mamarr.model.plan import Convoy, Plan


@dataclass(frozen=True, slots=True)
class Change:
    """One convoy before (none: it is new) and after (none: it is dropped), and when it boards and was to board."""

    before: Convoy | None
    after: Convoy | None
    boards: float = 0.0
    was: float = 0.0

    @property
    def convoy(self) -> str:
        return self.after.id if self.after else self.before.id if self.before else ""

    @property
    def moved(self) -> bool:
        return round(self.boards) != round(self.was)

    def differs(self, what: Callable[[Convoy], object]) -> bool:
        """Whether it was there before and is still, and has another *what*."""
        return bool(self.before and self.after and what(self.before) != what(self.after))

    @property
    def real(self) -> bool:
        """Whether anything is different."""
        return not (self.before and self.after) or self.moved or any(self.differs(what) for what in TOLD.values())


TOLD: Mapping[str, Callable[[Convoy], object]] = {
    "people": lambda c: dict(c.people),
    "vehicles": lambda c: dict(c.vehicles),
    "from": lambda c: c.from_,
    "to": lambda c: c.to,
}
"""What is told of a convoy beside its time, where it is different."""


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
    made = [Change(were.get(n), c, boards[n], planned.get(n, boards[n])) for n, c in are.items()]
    made.sort(key=lambda c: (c.boards, c.convoy))
    dropped = [Change(c, None, was=planned.get(n, 0.0)) for n, c in were.items() if n not in are]
    dropped.sort(key=lambda c: (c.was, c.convoy))
    return Changes(
        (*dropped, *(c for c in made if c.real)),
        sum(not c.real for c in made),
        sum(c.id in boarded for c in new.convoys),
    )


def _boards(plan: Plan) -> dict[str, float]:
    return {step.convoy: t for step, t in plan.times.items() if step.act == BOARD}


def lines(found: Changes, plan: Plan, say: Words) -> Iterator[str]:
    """*found* in words, to be read aloud and back: numbered, under each day; then how many convoys do not change."""
    told = _Told(plan, say)
    day = None
    for number, change in enumerate(found.changed, 1):
        if change.after and (today := told.day(change.boards)) != day:
            day = today
            yield f"-- {day} --"
        yield say("replan-line", number=number, convoy=change.convoy, what=told.first(change))
        yield from (f"· {line}" for line in told.rest(change))
    if not found.changed:
        yield say("replan-none")
    yield say("replan-unchanged", n=found.unchanged)
    yield say("replan-boarded", n=found.boarded)


@dataclass(frozen=True, slots=True)
class _Told:
    """Changes to *plan* on their way to words."""

    plan: Plan
    say: Words

    def day(self, minutes: float) -> str:
        if not self.plan.window:
            return self.say("replan-hours")
        local = local_time(self.plan.window, minutes)
        return f"{self.say(f'weekday-{local.isoweekday()}')} {local:%Y-%m-%d}"

    def time(self, minutes: float, beside: float | None = None) -> str:
        """The local time, with its day where that is not the day of *beside*."""
        if not self.plan.window:
            return f"+{minutes / 60:.1f}"
        told = f"{local_time(self.plan.window, minutes):%H:%M}"
        same = beside is None or self.day(minutes) == self.day(beside)
        return told if same else self.say("replan-on", time=told, day=self.day(minutes))

    def first(self, change: Change) -> str:
        """When it boards, and when it was to."""
        when = self.time(change.boards)
        if change.after is None:
            return self.say(
                "replan-dropped", was=self.say("replan-on", time=self.time(change.was), day=self.day(change.was))
            )
        if change.before is None:
            return self.say("replan-new", when=when)
        return (
            self.say("replan-moved", when=when, was=self.time(change.was, change.boards))
            if change.moved
            else self.say("replan-as-before", when=when)
        )

    def rest(self, change: Change) -> Iterator[str]:
        """What else is different, each with what it was; all of it where the convoy is new."""
        after, before = change.after, change.before
        if after is None:
            return
        if before is None:
            yield self.say("replan-at", place=next(s.place for s in self.plan.times if s[:2] == (after.id, BOARD)))
        for what, of in TOLD.items():
            if change.differs(of) or (before is None and of(after)):
                yield self.say(f"replan-{what}", now=self.named(what, after), was=self.named(what, before))

    def named(self, what: str, convoy: Convoy | None) -> str:
        """One thing of a convoy in words."""
        if convoy is None:
            return "none"
        if what == "people":
            return self.say("replan-number", n=convoy.size)
        if what == "vehicles":
            return " + ".join(f"{n} × {fleet}" for fleet, n in convoy.vehicles.items())
        return (convoy.from_ if what == "from" else convoy.to) or self.say("replan-anywhere")
