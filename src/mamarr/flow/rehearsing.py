"""Agreement, plan, dangers -> rehearsal and its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mamarr.flow.files import write_files
from mamarr.flow.planning import load_both
from mamarr.flow.reading import Checked
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Rehearsal
from mamarr.model.values import Language
from mamarr.parsing import Source


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal with what it was made from."""

    agreement: Agreement
    plan: Plan
    dangers: Dangers
    rehearsal: Rehearsal


def rehearse_file(
    path: Path,
    plan_path: Path,
    runs: int,
    seed: int,
    dangers_path: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    precision: float | None = None,
) -> Rehearsed | Checked:
    """Rehearses a plan of an agreement, or says what hinders it."""
    from mamarr.rehearsing import faults, rehearse

    both = load_both(path, plan_path)
    if isinstance(both, Checked):
        return both
    source, _, plan = both
    if source.agreement is None:
        return Checked(source, source.faults)
    dangers = dangers_in(dangers_path, source.agreement)
    if isinstance(dangers, Checked):
        return dangers
    if wrong := tuple(faults(source.agreement, plan, runs, seed)):
        return Checked(source, wrong)
    done = rehearse(source.agreement, plan, dangers, runs, seed, progress, precision)
    return Rehearsed(source.agreement, plan, dangers, done)


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
