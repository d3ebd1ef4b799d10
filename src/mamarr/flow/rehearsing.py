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
from mamarr.model.outcome import Rehearsal
from mamarr.model.plan import Plan
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
) -> Rehearsed | Checked:
    """Rehearses a plan of an agreement, or says what hinders it."""
    both = load_both(path, plan_path)
    if isinstance(both, Checked):
        return both
    source, _, plan = both
    return rehearse_plan(source, plan, runs, seed, dangers_path, progress)


def rehearse_plan(
    source: Source,
    plan: Plan,
    runs: int,
    seed: int,
    dangers_path: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Rehearsed | Checked:
    """Rehearses *plan*, or says what hinders it."""
    from mamarr.parsing.dangers import read_dangers, read_dangers_file, strangers
    from mamarr.rehearsing import default_dangers, faults, rehearse

    if source.agreement is None:
        return Checked(source, source.faults)
    read = read_dangers_file(dangers_path) if dangers_path else read_dangers(default_dangers())
    if read.dangers is None:
        return Checked(Source(read.file, None, texts=read.texts, unreadable=not read.texts), read.faults)
    if strange := tuple(strangers(read, source.agreement)):
        return Checked(Source(read.file, None, texts=read.texts), strange)
    if wrong := tuple(faults(source.agreement, plan, runs, seed)):
        return Checked(source, wrong)
    done = rehearse(source.agreement, plan, read.dangers, runs, seed, progress)
    return Rehearsed(source.agreement, plan, read.dangers, done)


def dangers_in(path: Path | None) -> Dangers | Checked:
    """The dangers in a file, or the default ones; or what is wrong with the file."""
    from mamarr.parsing.dangers import read_dangers, read_dangers_file
    from mamarr.rehearsing import default_dangers

    read = read_dangers_file(path) if path else read_dangers(default_dangers())
    if read.dangers is None:
        return Checked(Source(read.file, None, texts=read.texts, unreadable=not read.texts), read.faults)
    return read.dangers


def draw_rehearsal(done: Rehearsed, language: Language, folder: Path) -> list[Path]:
    """Writes the picture of people out by the hour."""
    from mamarr.reporting.pictures import rehearsal_pictures

    return write_files(folder, rehearsal_pictures(done.plan, done.rehearsal, language))
