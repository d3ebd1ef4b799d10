"""Agreement, plan, seed -> the log of an exercise: one rehearsed day, with the decisions of whoever trains with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.operating import Operation, operation
from mamarr.flow.reading import Checked
from mamarr.flow.rehearsing import dangers_in
from mamarr.model.calendar import opening
from mamarr.model.diagnostic import Diagnostic, Mark
from mamarr.model.event import Event
from mamarr.model.values import Text

if TYPE_CHECKING:
    from mamarr.rehearsing.replay import Halt

LOG = "exercise.log"


@dataclass(frozen=True, slots=True)
class Replayed:
    """The log that was written, how many events it holds, and when the exercise begins and ends (local time)."""

    log: Path
    events: int
    work: Operation
    halts: tuple[Halt, ...]
    answers: tuple[str, ...]


Asked = Callable[[Operation, "Halt"], str]
"""Puts one halt to the trainee; the answer, or nothing where nobody is asked."""


def replay(
    path: Path, plan_path: Path, seed: int, folder: Path, ask: Asked, dangers_path: Path | None
) -> Replayed | Checked | Diagnostic:
    """Writes run 0 of *seed* as the log of an exercise into *folder*, or says what hinders it."""
    from mamarr.rehearsing import answered, faults, replayed
    from mamarr.rehearsing.replay import halts, told

    work = operation(path, plan_path)
    if isinstance(work, Checked):
        return work
    agreement, plan, window = work.agreement, work.plan, work.agreement.window
    dangers = dangers_in(dangers_path, agreement)
    if isinstance(dangers, Checked):
        return dangers
    wrong = list(faults(agreement, plan, 1, seed))
    if window is None:
        wrong.append(Diagnostic("R005", "no-day-to-replay", "error", (Mark(("window",)),)))
    if wrong or window is None:
        return Checked(work.source, tuple(wrong))
    played = replayed(answered(agreement, plan, dangers, seed), seed, 0)
    stops = halts(plan, dangers, played, window)
    answers = tuple(ask(work, halt) for halt in stops)
    events = (*told(agreement, plan, dangers, played, window), *_decisions(stops, answers))
    folder.mkdir(parents=True, exist_ok=True)
    written = _write(work, folder / LOG, seed, tuple(sorted(events, key=lambda e: (e.seen, e.kind, e.id))))
    if isinstance(written, Diagnostic):
        return written
    return Replayed(folder / LOG, written, work, stops, answers)


def _decisions(stops: tuple[Halt, ...], answers: tuple[str, ...]) -> list[Event]:
    """What the trainee answered, as notes beside what happened."""
    return [
        Event(
            kind="note",
            seen=halt.since,
            seen_by="trainee",
            heard_by="file",
            entered_by="exercise",
            text=Text(en=f"Decision: {answer}", ar=f"القرار: {answer}"),
        )
        for halt, answer in zip(stops, answers, strict=True)
        if answer
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
