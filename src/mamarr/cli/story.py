"""The shipped Aleppo agreement -> the whole story in the terminal, and a folder with what came of it.

Everything here goes through the same functions as the commands; nothing is prepared but the reports of one day, which
are made from the plan's times, with a late report, a repeated one, two counts that differ, and a suspension.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import click

from mamarr.cli.board import next_to_board
from mamarr.cli.options import progress, put, width
from mamarr.cli.rehearsals import share, shares
from mamarr.cli.tables import clock, critical_lines
from mamarr.flow import files, operating, planning, reading, rehearsing, reporting
from mamarr.flow.operating import Operation
from mamarr.flow.paths import shipped
from mamarr.lang import Words, words
from mamarr.machine import prepare
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Convoy, Plan
from mamarr.model.values import Language
from mamarr.terminal import wrap

PUBLISHED, REPAIRED = "aleppo-2016-12-18-locks", "aleppo-repaired"
RUNS, SEED = 200, 2016
DAY_MINUTES = 9 * 60
"""How long after the opening the recorded day is looked at."""
SUSPENDED_BEFORE = 40
"""Minutes before that at which boarding is suspended."""
MARK = ".mamarr-demo"
"""In the folder of a demo: the digest and the name of each file that it made, so that it replaces no other."""
SHOWN = ("O301", "B201", "N101", "A402", "R501", "P802", "L607")
"""Faults told in words; all others are counted."""


def tell(folder: Path, lang: Language) -> None:
    """The story, step by step."""
    started = time.monotonic()
    say = words(lang, "demo", "check", "plan", "rehearse", "operate", "terminal")
    folder.mkdir(parents=True, exist_ok=True)
    foreign = not_ours(folder)
    if foreign:
        raise click.UsageError(say("demo-not-ours", folder=str(folder), file=foreign))
    try:
        _tell(folder, say)
    finally:
        _mark(folder)
    click.echo()
    _say(say, "demo-folder", folder=str(folder), seconds=round(time.monotonic() - started))
    shown = sorted(p.name for p in folder.iterdir() if p.name != MARK)
    put(f"  {line}" for line in wrap("  ".join(shown), width() - 2))


def not_ours(folder: Path) -> str:
    """A file in *folder* that no demo made, or that was worked with since; empty where there is none."""
    try:
        made = dict(line.split(" ", 1)[::-1] for line in (folder / MARK).read_text("utf-8").splitlines())
    except (OSError, ValueError):
        made = {}
    there = (p for p in sorted(folder.iterdir()) if p.name != MARK or not made)
    return next((p.name for p in there if not p.is_file() or made.get(p.name) != _digest(p)), "")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _mark(folder: Path) -> None:
    """Notes what the demo made: all that is in the folder, where nothing else was."""
    made = (p for p in sorted(folder.iterdir()) if p.name != MARK)
    files.replace_file(folder / MARK, "".join(f"{_digest(p)} {p.name}\n" for p in made))


def _tell(folder: Path, say: Words) -> None:
    _check(say)
    path = folder / f"{REPAIRED}.yaml"
    files.replace_file(path, shipped(REPAIRED).read_bytes())
    plan_path = _plan(path, folder, say)
    _rehearse(path, plan_path, folder, say)
    work = operating.operation(path, plan_path)
    if isinstance(work, reading.Checked):
        raise click.ClickException(say("demo-broken"))
    _day(work, folder, say)


def _say(say: Words, key: str, **facts: str | int | float) -> None:
    put(wrap(say(key, facts), width()))


def _heading(say: Words, key: str) -> None:
    click.echo()
    click.echo(click.style(say(key), bold=True))


def _check(say: Words) -> None:
    """What was published, what breaks it, and what a machine can mend of it."""
    _heading(say, "demo-check")
    checked = reading.check_file(shipped(PUBLISHED))
    _say(say, "demo-published", errors=len(checked.errors), warnings=_warnings(checked.diagnostics))
    first = {d.code: d for d in reversed(checked.diagnostics)}
    for diagnostic in (first[code] for code in SHOWN if code in first):
        head, *rest = wrap(say(diagnostic.code, diagnostic.facts), width() - 9)
        click.echo(f"  {click.style(diagnostic.code, bold=True)}   {head}")
        put(f"         {line}" for line in rest)
    _heading(say, "demo-remedies")
    agreement, mended = checked.agreement, 0
    for code in reading.remedies() if agreement else ():
        agreement, count = reading.remedied(agreement, code) if agreement else (agreement, 0)
        mended += count
    left = reading.check_agreement(agreement) if agreement else ()
    errors = [d for d in left if d.severity == "error"]
    _say(say, "demo-mended", n=mended, errors=len(errors), warnings=_warnings(left))


def _warnings(diagnostics: tuple[Diagnostic, ...]) -> int:
    return sum(d.severity == "warning" for d in diagnostics)


def _plan(path: Path, folder: Path, say: Words) -> Path:
    """The repaired agreement, planned; its files and pictures in both languages."""
    from mamarr.flow.outputs import OUTPUTS, Timetable
    from mamarr.planning.files import to_json

    _heading(say, "demo-plan")
    made = planning.plan_file(path)
    agreement, plan = made.checked.agreement, made.plan
    if agreement is None or plan is None:
        raise click.ClickException(say("demo-broken"))
    people = sum(c.size for c in plan.convoys)
    errors = len(made.checked.errors)
    _say(say, "demo-repaired", errors=errors, warnings=_warnings(made.checked.diagnostics))
    moved = {"people": f"{people:,}", "finish": clock(plan, plan.finish)}
    hours = {"hours": round(plan.finish / 60), "bound": round(plan.bound / 60)}
    _say(say, "demo-planned", convoys=len(plan.convoys), **moved, **hours)
    _say(say, "demo-imbalance", share=share(plan.imbalance), when=clock(plan, plan.imbalance_at))
    put(critical_lines(plan, say, most=4))
    files.replace_file(folder / "plan.json", to_json(plan))
    files.replace_file(folder / "plan.csv", OUTPUTS["csv"](Timetable(agreement, plan, say.language)))
    with progress(say("demo-drawing"), 2) as told:
        for n, language in enumerate(LANGUAGES, 1):
            planning.draw_plan(agreement, plan, language, folder)
            told(n, 2)
    return folder / "plan.json"


LANGUAGES: tuple[Language, ...] = ("ar", "en")


def _rehearse(path: Path, plan_path: Path, folder: Path, say: Words) -> None:
    """The plan, many times over, with things going wrong."""
    _heading(say, "demo-rehearse")
    prepare("rehearsing")
    with progress(say("rehearsing"), RUNS) as told:
        done = rehearsing.rehearse_file(path, plan_path, RUNS, SEED, progress=told)
    if isinstance(done, reading.Checked):
        raise click.ClickException(say("demo-broken"))
    _say(say, "rehearsal-compares")
    put(wrap(say("rehearsal-in-window", shares(done.rehearsal.in_window)), width()))
    out = done.rehearsal.not_out
    _say(say, "demo-not-out", median=f"{out.median:,.0f}", high=f"{out.high:,.0f}")
    for language in LANGUAGES:
        rehearsing.draw_rehearsal(done, language, folder)


def _day(work: Operation, folder: Path, say: Words) -> None:
    """One day, reported by radio into a log; then the board and the report."""
    from mamarr.operating.keys import make_key

    _heading(say, "demo-day")
    if work.agreement.window is None:
        raise click.ClickException(say("demo-broken"))
    now = operating.parse_now(local_time(work.agreement.window, DAY_MINUTES), work.zone)
    for name in ("day.log", "day.log-wal", "day.log-shm", "head-of-operation.key"):
        (folder / name).unlink(missing_ok=True)
    key = make_key(folder / "head-of-operation.key")
    if isinstance(key, Diagnostic):
        raise click.ClickException(say(key.code, key.facts))
    with operating.opened(work, folder / "day.log", now, by="desk", key=key) as log:
        if isinstance(log, Diagnostic):
            raise click.ClickException(say(log.code, log.facts))
        lines = list(enumerate(reports(work), 1))
        done = list(operating.record(work, log, lines, now, by="desk", key=key))
        written = [d.written for d in done if d.written]
        repeated = sum(not w.new for w in written)
        _say(say, "demo-recorded", n=len(written), repeated=repeated, head=f"{log.head().size}:{log.head().root[:16]}")
        board = operating.status_of(work, log, now)
        arrived = sum(people.get("arrived", 0) for people in board.sides.values())
        waiting = sum(people.get("waiting", 0) for people in board.sides.values())
        facts = {"arrived": f"{arrived:,}", "waiting": f"{waiting:,}", "when": f"{_local(work, now):%m-%d %H:%M}"}
        _say(say, "demo-status", **facts, claims=len(board.state.claims), differ=len(board.state.contradictions))
        put(next_to_board(work, board, say, width()))
        record = reporting.situation(work, log, now, exercise=True)
        files.write_files(folder, reporting.report_files(record, LANGUAGES, ("cell", "public")))
    _say(say, "demo-reported")


def _local(work: Operation, moment: datetime) -> datetime:
    return moment.astimezone(work.zone)


def reports(work: Operation) -> Iterator[str]:
    """What was said over the radio on the first day, a line each: made from the plan's times, not all on time."""
    agreement, plan = work.agreement, work.plan
    monitor = next(iter(agreement.monitors))
    stop = DAY_MINUTES - SUSPENDED_BEFORE
    moving = [c for c in plan.convoys if _at(plan, c, BOARD) < stop]
    late: list[str] = []
    for i, convoy in enumerate(moving):
        said = list(_convoy(agreement, plan, convoy, monitor))
        late += said[3:4] if i == 2 else []
        yield from (line for line in said if line not in late)
    yield from late
    yield late[0] if late else f"{_time(plan, stop)} note by {monitor} : —"
    party, other = list(agreement.parties)[:2]
    counted = moving[1]
    arrives = _at(plan, counted, ARRIVE)
    yield f"{_time(plan, arrives)} arrived {counted.id} at {counted.to} {counted.size - 14} by {party} phone"
    yield f"{_time(plan, stop)} suspended by {next(iter(agreement.facilitators))} radio"
    yield f"{_time(plan, stop + 5)} claim by {party} phone : Shots were heard near the crossing"
    yield f"{_time(plan, stop + 9)} claim by {other} phone : أُوقفت حافلة عند حاجز لم يُعلن عنه"


def _convoy(agreement: Agreement, plan: Plan, convoy: Convoy, monitor: str) -> Iterator[str]:
    """GO with every holder's word, then each step of the convoy that has happened by now."""
    from mamarr.operating.opening import holders

    board = _at(plan, convoy, BOARD)
    words_ = " ".join(f"confirmed {h} {_time(plan, board - 20)} radio" for h in holders(agreement, convoy))
    facilitator = next(iter(agreement.facilitators))
    yield f"{_time(plan, board - 10)} go {convoy.id} until {_time(plan, board + 120)} by {facilitator} {words_}"
    people = " ".join(f"{n} {category}" for category, n in convoy.people.items())
    told: dict[str, Callable[[str], str]] = {
        BOARD: lambda _: f"boarded {convoy.id} {people}",
        DEPART: lambda _: f"departed {convoy.id}",
        CROSS: lambda place: f"crossed {convoy.id} at {place}",
        ARRIVE: lambda place: f"arrived {convoy.id} at {place} {people}",
    }
    for step, at in plan.times.items():
        if step.convoy == convoy.id and step.act in told and at <= DAY_MINUTES:
            yield f"{_time(plan, at)} {told[step.act](step.place)} by {monitor} radio"


def _at(plan: Plan, convoy: Convoy, act: str) -> float:
    return min((t for s, t in plan.times.items() if s.convoy == convoy.id and s.act == act), default=math.inf)


def _time(plan: Plan, minutes: float) -> str:
    if plan.window is None or math.isinf(minutes):
        return "00:00"
    local = local_time(plan.window, 0) + timedelta(minutes=round(minutes))
    return f"{local:%Y-%m-%d %H:%M}"
