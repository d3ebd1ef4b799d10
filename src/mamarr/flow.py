"""Composes the steps; the command line (and every other door) goes through here."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.diagnostic import Diagnostic, Mark, Span
from mamarr.model.outcome import Rehearsal
from mamarr.model.plan import Override, Plan
from mamarr.model.values import Language, Level
from mamarr.parsing import Source, read_file, rewrite, write

MOST_REMEDIES = 200
"""A remedy that fires more often than this does not help."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with everything that is wrong in it, gravest first, then in the order of its lines."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]

    @property
    def agreement(self) -> Agreement | None:
        return self.source.agreement

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def exit_code(self) -> int:
        """0: no errors, 1: errors, 2: not readable as an agreement."""
        return 2 if self.source.unreadable else 1 if self.errors else 0


def check_file(path: Path) -> Checked:
    """Reads and checks one agreement file."""
    from mamarr.checking import check

    source = read_file(path)
    faults: Iterable[Diagnostic] = source.faults
    if source.agreement is not None:
        faults = (*source.faults, *check(source.agreement))
    grave = ("error", "warning", "note")
    ranked = sorted(faults, key=lambda d: (grave.index(d.severity), source.locate(d.marks[0].where), d.code))
    return Checked(source, tuple(ranked))


def read_only(path: Path) -> Checked:
    """Reads a file without applying the rules."""
    source = read_file(path)
    return Checked(source, source.faults)


def codes() -> list[str]:
    from mamarr.checking import RULES

    return [rule.code for rule in RULES]


def remedies() -> list[str]:
    """The codes of the rules that carry a mechanical remedy."""
    from mamarr.checking import RULES

    return [rule.code for rule in RULES if rule.remedy]


def explain(code: str, language: Language) -> str | None:
    """The page of a rule in one language with its example, or None where there is no such rule."""
    from mamarr.checking import BY_CODE, page

    if code not in BY_CODE:
        return None
    title, rest = page(code).split("\n## en\n", 1)
    english, rest = rest.split("\n## ar\n", 1)
    arabic, example = rest.split("\n## example\n", 1)
    rule = BY_CODE[code]
    say = words(language, "check", "terminal")
    standard = f"\n{say('standard', standard=rule.standard)}\n" if rule.standard else ""
    words_ = arabic if language == "ar" else english
    return f"{title}\n{words_}{standard}\n### {say('example')}\n{example}"


def remedied(agreement: Agreement, code: str) -> tuple[Agreement, int]:
    """*agreement* with the remedy of *code* applied wherever it fires, and how often that was."""
    from mamarr.checking import BY_CODE, check_rule

    remedy = BY_CODE[code].remedy
    for count in range(MOST_REMEDIES):
        findings = list(check_rule(agreement, code))
        if not findings or remedy is None:
            return agreement, count
        where = findings[0].marks[0].where
        after = remedy(agreement, where) if isinstance(where, tuple) else agreement
        if after == agreement:
            return agreement, count
        agreement = after
    return agreement, MOST_REMEDIES


def fix_file(path: Path, fixes: Iterable[str]) -> dict[str, int]:
    """Writes the remedies of these codes into the file, comments kept; how many places each mended."""
    source = read_file(path)
    if source.agreement is None:
        return {}
    agreement, mended = source.agreement, {}
    for code in fixes:
        agreement, mended[code] = remedied(agreement, code)
    if agreement != source.agreement:
        replace_file(path, rewrite(source.texts[source.file], source.agreement, agreement))
    return mended


def replace_file(path: Path, text: str) -> None:
    """Writes *text* to *path* so that an interruption leaves either the old file or the new one."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def show(agreement: Agreement, language: Language) -> Iterator[tuple[str, str]]:
    """The agreement as numbered articles: (style, paragraph)."""
    from mamarr.reporting.articles import sheet

    return sheet(agreement, language)


def digest(agreement: Agreement) -> str:
    """SHA-256 of the canonical text: the same promises give the same digest, however the file is laid out."""
    return hashlib.sha256(write(agreement).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Planned:
    """A checked file and its plan; without a plan, *checked* says why, and *refused* names the errors not set aside."""

    checked: Checked
    plan: Plan | None = None
    refused: tuple[str, ...] = ()


def plan_file(path: Path, level: Level = "likely", overrides: Sequence[Override] = ()) -> Planned:
    """Checks a file and plans it, unless an error stands that nobody set aside with a reason."""
    from mamarr.planning import plan

    checked = check_file(path)
    if checked.agreement is None:
        return Planned(checked)
    refused = standing(checked, overrides)
    if refused:
        return Planned(checked, None, refused)
    used = tuple(o for o in overrides if o.code in {d.code for d in checked.errors})
    made = plan(checked.agreement, level=level, overrides=used, digest=digest(checked.agreement))
    if isinstance(made, Plan):
        return Planned(checked, made)
    return Planned(Checked(checked.source, made))


def standing(checked: Checked, overrides: Sequence[Override]) -> tuple[str, ...]:
    """The codes of errors that no override sets aside, and of those that none may."""
    from mamarr.checking import BY_CODE

    given = {o.code for o in overrides if o.reason.strip()}
    errors = dict.fromkeys(d.code for d in checked.errors)
    return tuple(c for c in errors if c not in given or c not in BY_CODE or not BY_CODE[c].overridable)


def load_plan(path: Path) -> Plan | Checked:
    """The plan in a file, or what is wrong with the file."""
    from mamarr.planning.files import from_json

    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = getattr(error, "strerror", None) or "UTF-8 ?"
        fault = Diagnostic("S000", "no-file", "error", (Mark(Span(str(path), 1, 1, 1, 1)),), {"problem": problem})
        return Checked(Source(str(path), None, unreadable=True), (fault,))
    made = from_json(text, str(path))
    if isinstance(made, Plan):
        return made
    return Checked(Source(str(path), None, texts={str(path): text}, unreadable=True), (made,))


def verify_plan(path: Path, plan_path: Path) -> Checked:
    """What in a plan breaks the agreement, told at the clause that it breaks."""
    from mamarr.planning.verify import verify

    source = read_file(path)
    plan = load_plan(plan_path)
    if isinstance(plan, Checked) or source.agreement is None:
        return plan if isinstance(plan, Checked) else Checked(source, source.faults)
    return Checked(source, tuple(verify(source.agreement, plan)))


def draw_plan(agreement: Agreement, plan: Plan, language: Language, folder: Path) -> list[Path]:
    """Writes the balance chart and the timetable as SVG and PNG."""
    from mamarr.reporting.pictures import plan_pictures

    return write_files(folder, plan_pictures(agreement, plan, language))


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes *files* into *folder*, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


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
    source = read_file(path)
    if source.agreement is None:
        return Checked(source, source.faults)
    plan = load_plan(plan_path)
    return plan if isinstance(plan, Checked) else rehearse_plan(source, plan, runs, seed, dangers_path, progress)


def rehearse_plan(
    source: Source,
    plan: Plan,
    runs: int,
    seed: int,
    dangers_path: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Rehearsed | Checked:
    """Rehearses *plan*, or says what hinders it."""
    from mamarr.parsing.dangers import read_dangers, read_dangers_file
    from mamarr.rehearsing import default_dangers, faults, rehearse

    if source.agreement is None:
        return Checked(source, source.faults)
    read = read_dangers_file(dangers_path) if dangers_path else read_dangers(default_dangers())
    if read.dangers is None:
        return Checked(Source(read.file, None, texts=read.texts), read.faults)
    if wrong := tuple(faults(source.agreement, plan, runs, seed)):
        return Checked(source, wrong)
    done = rehearse(source.agreement, plan, read.dangers, runs, seed, progress)
    return Rehearsed(source.agreement, plan, read.dangers, done)


def draw_rehearsal(done: Rehearsed, language: Language, folder: Path) -> list[Path]:
    """Writes the picture of people out by the hour."""
    from mamarr.reporting.pictures import rehearsal_pictures

    return write_files(folder, rehearsal_pictures(done.plan, done.rehearsal, language))
