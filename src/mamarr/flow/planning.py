"""Checked file -> plan, its pictures, its verification."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.files import write_files
from mamarr.flow.reading import Checked, check_file
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic, Mark, Span
from mamarr.model.plan import Override, Plan
from mamarr.model.values import Language, Level
from mamarr.parsing import Source, read_file, write

if TYPE_CHECKING:
    from mamarr.planning.search import Limits, Progress


def digest(agreement: Agreement) -> str:
    """SHA-256 of the canonical text: the same promises give the same digest, however the file is laid out."""
    return hashlib.sha256(write(agreement).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Planned:
    """A checked file and its plan; without a plan, *checked* says why, and *refused* names the errors not set aside."""

    checked: Checked
    plan: Plan | None = None
    refused: tuple[str, ...] = ()


def plan_file(
    path: Path,
    level: Level = "likely",
    overrides: Sequence[Override] = (),
    limits: Limits | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Planned:
    """Checks a file and plans it, unless an error stands that nobody set aside with a reason.

    Within *limits* a better plan than the first is searched for.
    """
    from mamarr.planning import plan

    checked = check_file(path)
    if checked.agreement is None:
        return Planned(checked)
    refused = standing(checked, overrides)
    if refused:
        return Planned(checked, None, refused)
    used = tuple(o for o in overrides if o.code in {d.code for d in checked.errors})
    made = plan(
        checked.agreement,
        level=level,
        overrides=used,
        digest=digest(checked.agreement),
        limits=limits,
        progress=progress,
    )
    if isinstance(made, Plan):
        return Planned(checked, made)
    return Planned(Checked(checked.source, made))


def with_headroom(made: Planned) -> Planned:
    """The same with what its plan leaves room for: worked out where somebody will read it."""
    from mamarr.planning.headroom import headroom

    agreement, plan = made.checked.agreement, made.plan
    if agreement is None or plan is None:
        return made
    return replace(made, plan=replace(plan, headroom=headroom(agreement, plan)))


def proven(agreement: Agreement, plan: Plan, told: Callable[[int, int], None], seconds: float | None = None) -> Plan:
    """The same plan with the best bound that a linear programme proves, in so many *seconds* or by so much work."""
    from mamarr.planning.proof import proven

    return proven(agreement, plan, told, math.inf if seconds is None else seconds)


def standing(checked: Checked, overrides: Sequence[Override]) -> tuple[str, ...]:
    """The codes of errors that no override sets aside, and of those that none may."""
    from mamarr.checking import BY_CODE

    given = {o.code for o in overrides if o.reason.strip()}
    errors = dict.fromkeys(d.code for d in checked.errors)
    return tuple(c for c in errors if c not in given or c not in BY_CODE or not BY_CODE[c].overridable)


def load_plan(path: Path) -> Plan | Checked:
    """The plan in a file, or what is wrong with the file."""
    from mamarr.planning.files import from_json

    mark = (Mark(Span(str(path), 1, 1, 1, 1)),)
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        fault = Diagnostic("S000", "no-file", "error", mark, {"problem": error.strerror or ""})
        return Checked(Source(str(path), None, unreadable=True), (fault,))
    except UnicodeDecodeError:
        fault = Diagnostic("K941", "not-a-plan", "error", mark, {"kind": "binary", "name": "", "value": "", "due": ""})
        return Checked(Source(str(path), None, unreadable=True), (fault,))
    made = from_json(text, str(path))
    if isinstance(made, Plan):
        return made
    return Checked(Source(str(path), None, texts={str(path): text}, unreadable=True), (made,))


def load_both(path: Path, plan_path: Path) -> tuple[Source, Agreement, Plan] | Checked:
    """An agreement and the plan that was made for this text of it, or what is wrong with them."""
    from mamarr.planning.faults import fault
    from mamarr.planning.verify.trips import trips

    source = read_file(path)
    if source.agreement is None:
        return Checked(source, source.faults)
    plan = load_plan(plan_path)
    if isinstance(plan, Checked):
        return plan
    _, faults = trips(source.agreement, plan)
    if not faults and plan.digest != digest(source.agreement):
        faults = (fault("K943", (), agreement=source.agreement.agreement),)
    return Checked(source, faults) if faults else (source, source.agreement, plan)


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
