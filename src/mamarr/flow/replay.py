"""Agreement, plan, seed -> the log of an exercise: one rehearsed day, with the decisions of whoever trains with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.operating import Operation, operation
from mamarr.flow.reading import Checked
from mamarr.flow.rehearsing import dangers_in
from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Window
from mamarr.model.calendar import opening
from mamarr.model.danger import Dangers
from mamarr.model.diagnostic import Diagnostic, Mark
from mamarr.model.event import Event
from mamarr.model.outcome import Closure, Played
from mamarr.model.values import Text

if TYPE_CHECKING:
    from mamarr.rehearsing.exercise import Came, Choice, Way
    from mamarr.rehearsing.replay import Halt
    from mamarr.rehearsing.world import World

LOG = "exercise.log"


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided at a halt, and what the day would have come to after each way that was open, draws in common."""

    halt: Halt
    way: Way
    would: Mapping[Choice, Came]


@dataclass(frozen=True, slots=True)
class Replayed:
    """The log that was written, how many events it holds, what was decided, and what the day came to by it."""

    log: Path
    events: int
    work: Operation
    decided: tuple[Decided, ...]
    came: Came


Ask = Callable[[Operation, "Halt", "tuple[Way, ...]"], "Way"]
"""Puts one halt to the trainee, with what may be decided; one of these comes back that is not barred."""


def replay(
    path: Path, plan_path: Path, seed: int, folder: Path, ask: Ask, dangers_path: Path | None
) -> Replayed | Checked | Diagnostic:
    """Writes run 0 of *seed*, as it goes by the trainee's decisions, as the log of an exercise into *folder*."""
    from mamarr.rehearsing import faults

    work = operation(path, plan_path)
    if isinstance(work, Checked):
        return work
    dangers = dangers_in(dangers_path, work.agreement)
    if isinstance(dangers, Checked):
        return dangers
    wrong = list(faults(work.agreement, work.plan, 1, seed))
    if work.agreement.window is None:
        wrong.append(Diagnostic("R005", "no-day-to-replay", "error", (Mark(("window",)),)))
    if wrong:
        return Checked(work.source, tuple(wrong))
    return _played(_Day(work, dangers, seed), folder, ask)


@dataclass(frozen=True, slots=True)
class _Day:
    """One rehearsed day: the same draws whatever is decided."""

    work: Operation
    dangers: Dangers
    seed: int

    @property
    def window(self) -> Window:
        assert self.work.agreement.window is not None
        return self.work.agreement.window

    def given(self, rulings: Sequence[Closure]) -> World:
        from mamarr.rehearsing import answered

        return answered(self.work.agreement, self.work.plan, self.dangers, self.seed, rulings)

    def next_halt(self, rulings: Sequence[Closure], after: float) -> tuple[Played, Halt | None]:
        """How the day goes by *rulings*, and its first halt after a moment."""
        from mamarr.rehearsing import replayed
        from mamarr.rehearsing.replay import halts

        played = replayed(self.given(rulings), self.seed, 0)
        found = halts(self.work.plan, self.dangers, played, self.window)
        return played, next((h for h in found if h.closure.start > after), None)


def _played(day: _Day, folder: Path, ask: Ask) -> Replayed | Diagnostic:
    """The day goes on from halt to halt, each time as it was decided."""
    from mamarr.rehearsing.exercise import came, ways
    from mamarr.rehearsing.replay import told

    rulings: list[Closure] = []
    decided: list[Decided] = []
    played, halt = day.next_halt(rulings, -1.0)
    while halt:
        allowed = ways(day.work.agreement, halt)
        open_ = [way for way in allowed if not way.barred]
        would = {w.choice: came(day.given([*rulings, *([w.ruling] if w.ruling else [])]), day.seed) for w in open_}
        way = ask(day.work, halt, allowed)
        decided.append(Decided(halt, way, would))
        rulings += [way.ruling] if way.ruling else []
        played, halt = day.next_halt(rulings, halt.closure.start)
    events = (*told(day.work.agreement, day.work.plan, day.dangers, played, day.window), *_notes(decided))
    folder.mkdir(parents=True, exist_ok=True)
    written = _write(day.work, folder / LOG, day.seed, tuple(sorted(events, key=lambda e: (e.seen, e.kind, e.id))))
    if isinstance(written, Diagnostic):
        return written
    return Replayed(folder / LOG, written, day.work, tuple(decided), came(day.given(rulings), day.seed))


def _notes(decided: Sequence[Decided]) -> list[Event]:
    """What the trainee decided, beside what happened."""
    en, ar = (words(language, "rehearse") for language in LANGUAGES)
    return [
        Event(
            kind="note",
            seen=d.halt.since,
            seen_by="trainee",
            heard_by="file",
            entered_by="exercise",
            text=Text(**{say.language: say("replay-decision", choice=d.way.choice) for say in (en, ar)}),
        )
        for d in decided
    ]


def _write(work: Operation, path: Path, seed: int, events: tuple[Event, ...]) -> int | Diagnostic:
    """A new log that is bound as an exercise, so that nothing takes it for a day."""
    from mamarr.operating.log import open_log
    from mamarr.operating.opening import opening as first_entry

    window = work.agreement.window
    assert window is not None
    begins = opening(window)
    clock = [begins]
    names = {"agreement_digest": work.digests["agreement"], "plan_digest": work.digests["plan"]}
    first = first_entry(
        work.agreement, work.plan.convoys, **names, at=begins, by="exercise", exercise=f"rehearsal, seed {seed}"
    )
    log = open_log(path, create=first, binds=work.digests, clock=lambda: clock[0], exercise=True)
    if isinstance(log, Diagnostic):
        return log
    with log:
        for event in events:
            clock[0] = event.seen
            written = log.append(event)
            if isinstance(written, Diagnostic):
                return written
    return len(events)
