"""Agreement, plan, dangers -> rehearsal and its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mamarr.flow.files import write_files
from mamarr.flow.planning import load_both, plan_file
from mamarr.flow.reading import Checked
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Rehearsal
from mamarr.model.values import Language
from mamarr.parsing import Source

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Ready:
    """An agreement and a plan of it that can be rehearsed, with the dangers."""

    agreement: Agreement
    plan: Plan
    dangers: Dangers


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal with what it was made from."""

    agreement: Agreement
    plan: Plan
    dangers: Dangers
    rehearsal: Rehearsal


def ready(
    path: Path, plan_path: Path | None, runs: int, seed: int, dangers_path: Path | None = None
) -> Ready | Checked:
    """An agreement and its plan that can be rehearsed, with the dangers; or what hinders it.

    Without a *plan_path* it is planned as ``mamarr plan`` does.
    """
    from mamarr.rehearsing import faults

    both = load_both(path, plan_path) if plan_path else _planned(path)
    if isinstance(both, Checked):
        return both
    source, agreement, plan = both
    dangers = dangers_in(dangers_path, agreement)
    if isinstance(dangers, Checked):
        return dangers
    if wrong := tuple(faults(agreement, plan, runs, seed)):
        return Checked(source, wrong)
    return Ready(agreement, plan, dangers)


def _planned(path: Path) -> tuple[Source, Agreement, Plan] | Checked:
    made = plan_file(path)
    if made.plan is None or made.checked.agreement is None:
        return made.checked
    return made.checked.source, made.checked.agreement, made.plan


def rehearse_file(
    path: Path, plan_path: Path | None, runs: int, seed: int, progress: Progress | None = None
) -> Rehearsed | Checked:
    """Rehearses a plan of an agreement under the default dangers, or says what hinders it."""
    given = ready(path, plan_path, runs, seed)
    return given if isinstance(given, Checked) else rehearsed(given, runs, seed, progress)


def rehearsed(
    given: Ready, runs: int, seed: int, progress: Progress | None = None, precision: float | None = None
) -> Rehearsed:
    """*runs* rehearsals, or as many as the *precision* asks for; *progress* is told (done, total)."""
    from mamarr.rehearsing import rehearse

    done = rehearse(given.agreement, given.plan, given.dangers, runs, seed, progress, precision)
    return Rehearsed(given.agreement, given.plan, given.dangers, done)


def dangers_in(path: Path | None, agreement: Agreement | None = None) -> Dangers | Checked:
    """The dangers in a file, or the default ones; or what is wrong with the file, also beside *agreement*."""
    from mamarr.parsing.dangers import read_dangers, read_dangers_file, strangers
    from mamarr.rehearsing import default_dangers

    read = read_dangers_file(path) if path else read_dangers(default_dangers())
    strange = tuple(strangers(read, agreement)) if agreement else ()
    if read.dangers is None or strange:
        return Checked(Source(read.file, None, texts=read.texts, unreadable=not read.texts), strange or read.faults)
    return read.dangers


CLOUD = 200
"""Runs that the balance chart shows."""


def draw_rehearsal(done: Rehearsed, language: Language, folder: Path) -> list[Path]:
    """Writes people out by the hour, where and why it stops, and the cloud of runs about the balance."""
    from mamarr.rehearsing import answered, replayed
    from mamarr.reporting.pictures import rehearsal_pictures

    seed, runs = done.rehearsal.seed, min(CLOUD, done.rehearsal.runs)
    given = answered(done.agreement, done.plan, done.dangers, seed)
    played = [replayed(given, seed, number) for number in range(runs)]
    made = rehearsal_pictures(done.agreement, done.plan, done.dangers, done.rehearsal, played, language)
    return write_files(folder, made)
