"""Who leaves when: plan."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.operate import NOW
from mamarr.cli.options import FILE, LANG, apart, progress, put, refuse, stop, width, writing
from mamarr.cli.outputs import BY, asked, listing_lines, outputs, written

if TYPE_CHECKING:
    from mamarr.flow.reading import Checked
    from mamarr.flow.replanning import Redone
    from mamarr.lang import Words
    from mamarr.model.agreement import Agreement
    from mamarr.model.plan import Objective, Override, Plan
    from mamarr.model.values import Language, Level
    from mamarr.planning.search import Limits, Progress
    from mamarr.reporting.rosters import By

LEVEL = click.option(
    "--level",
    type=click.Choice(["low", "likely", "high"]),
    default="likely",
    show_default=True,
    help="Which of the estimated numbers to plan for.",
)
DESPITE = click.option(
    "--despite",
    multiple=True,
    metavar="CODE:REASON",
    help="Plan although the check finds this error. The reason is printed in the plan and in every report.",
)


def overrides(given: tuple[str, ...], lang: Language) -> tuple[Override, ...]:
    """``CODE:REASON`` as given on the command line; a usage error without a reason or for a code that is none."""
    from mamarr.flow.reading import codes
    from mamarr.lang import words
    from mamarr.model.plan import Override

    made = []
    for text in given:
        code, _, reason = text.partition(":")
        code = code.strip().upper()
        if not reason.strip():
            raise click.UsageError(words(lang, "terminal")("despite-reason", given=text))
        if code not in codes():
            raise click.UsageError(words(lang, "terminal")("despite-unknown", code=code))
        made.append(Override(code, reason.strip()))
    return tuple(made)


def conflicting(checked: Checked, level: Level, say: Words) -> Checked:
    """A file without a plan, with what cannot hold together in it where that is found soon."""
    from mamarr.flow import pricing

    if checked.agreement is None or not pricing.soon(checked.agreement, level):
        return checked
    with progress(say("conflict-searching"), 1) as told:
        return pricing.conflicting(checked, checked.agreement, level, told)


PROVE = click.option(
    "--prove",
    is_flag=True,
    help="Prove how early any plan could finish, by linear programmes. It takes seconds to minutes and ends after "
    "so much work; with --time-limit, search and proof take half of the seconds each. Ctrl-C takes the best so far.",
)


def proven(agreement: Agreement, found: Plan, say: Words, seconds: float | None) -> Plan:
    """The plan with a stronger bound, if one can be proved in so many *seconds*, or by so much work."""
    from mamarr.flow import planning

    with progress(say("plan-proving"), 1) as told:
        return planning.proven(agreement, found, told, seconds)


WORK = click.option(
    "--work",
    type=click.IntRange(min=1),
    metavar="N",
    help="Search for a better plan: try so many. The same work and seed give the same plan.",
)
TIME_LIMIT = click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Search for a better plan for so long; not reproducible, but the plan says how much work was done.",
)
SEED = click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of the search.")
OBJECTIVE = click.option(
    "--objective",
    type=click.Choice(["safe", "finish", "imbalance", "aboard", "together", "told"]),
    help="What the search makes small before all else: people times hours until they are safe (the default), the last "
    "arrival, the greatest imbalance, time on board, loaded convoys at one place; the others follow in this order. "
    "With --old: first of all the least change to what people were told. "
    "Those who may not be made to wait come before all of them, always.",
)
PLENTY = 10_000
"""Plans tried where an objective is given and no limit."""


def limited(
    work: int | None, seconds: float | None, seed: int, objective: Objective | None, lang: Language, usual: Objective
) -> Limits | None:
    """How far to search, once the computer is ready for it; None where nobody asked for it."""
    from mamarr.lang import words
    from mamarr.planning.search import Limits

    if work is None and seconds is None and objective is None:
        return None
    if objective == "told" != usual:
        raise click.UsageError(words(lang, "replan")("replan-told"))
    most = work or (PLENTY if seconds is None else 10**12)
    return Limits(most, seconds, seed, objective or usual)


@contextmanager
def searching(say: Words) -> Iterator[Callable[[Progress], None]]:
    """A line on the error stream that tells how the search goes; shown only in a terminal."""
    shown = 0

    def told(progress: Progress) -> None:
        nonlocal shown
        best, bound, gap = f"{progress.best:g}", f"{progress.bound:g}", round(progress.gap * 100, 1)
        line = say("plan-search-progress", work=progress.work, best=best, bound=bound, gap=gap)
        click.echo(f"\r{line:<{shown}}", err=True, nl=False)
        shown = len(line)

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    yield told
    if shown:
        click.echo("\r" + " " * shown + "\r", err=True, nl=False)


def spare(output: Path | None, made: Plan, say: Words) -> None:
    """A usage error where another plan would take the place of the one that a log beside it belongs to."""
    from mamarr.planning.files import to_json

    if output is None or not output.is_file() or output.read_bytes() == to_json(made).encode():
        return
    from mamarr.flow.operating import bound_by

    log = bound_by(output)
    if log:
        raise click.UsageError(say("plan-of-log", file=str(output), log=str(log)))


TERMINAL = Path("-")
OLD = click.option("--old", type=FILE, help="Re-plan the day of this plan: what has happened stays as it was reported.")
LOG = click.option("--from", "log_file", type=FILE, metavar="LOG", help="The event log of the plan --old.")
CHANGES = click.option(
    "--changes",
    type=FILE,
    is_flag=False,
    flag_value=str(TERMINAL),
    metavar="[FILE]",
    help="Show what changes for whom instead of the timetable, and write it into FILE; stands last without one.",
)


def redone(
    file: Path,
    old: Path | None,
    log_file: Path | None,
    now: datetime | None,
    changed: bool,
    say: Words,
    limits: Limits | None,
    progress: Callable[[Progress], None],
) -> Redone | None:
    """The day planned anew, None where nobody asked for that; ends where it cannot be."""
    from mamarr.flow.reading import Checked
    from mamarr.flow.replanning import replan_file
    from mamarr.model.diagnostic import Diagnostic

    if old is None and log_file is None and not changed:
        return None
    if old is None or log_file is None:
        raise click.UsageError(say("replan-both"))
    found = replan_file(file, old, log_file, now, limits, progress)
    if found is None:
        raise click.UsageError(say("replan-window"))
    if isinstance(found, Diagnostic):
        refuse((found,), say.language)
    if isinstance(found, Checked):
        stop(found, say.language)
    return found


def change_lines(day: Redone, say: Words) -> Iterator[str]:
    """What changes for whom; for the cell, to be read over the radio."""
    from mamarr.lang import words
    from mamarr.planning.changes import lines

    title = day.agreement.title.in_language(say.language)
    yield say("replan-title", name=title, when=f"{day.local:%Y-%m-%d %H:%M}")
    yield words(say.language, "report")("marking-cell")
    if day.suspended:
        yield say("replan-suspended")
    if day.searched:
        yield say("replan-searched")
    if day.plan.search:
        yield say("replan-tried", n=day.plan.search.work, seed=day.plan.search.seed)
    yield ""
    yield from lines(day.changes, day.plan, say)


@click.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, help="Write the plan as JSON, for rehearse, record, status and report.")
@written
@click.option("--pictures", type=FILE, help="Write the balance chart and the timetable into this folder.")
@click.option("--all", "everything", is_flag=True, help="Show every row in the terminal.")
@BY
@LEVEL
@DESPITE
@PROVE
@WORK
@TIME_LIMIT
@SEED
@OBJECTIVE
@OLD
@LOG
@CHANGES
@NOW
@LANG
def plan(
    file: Path,
    output: Path | None,
    pictures: Path | None,
    everything: bool,
    by: By,
    level: Level,
    despite: tuple[str, ...],
    prove: bool,
    work: int | None,
    time_limit: float | None,
    seed: int,
    objective: Objective | None,
    old: Path | None,
    log_file: Path | None,
    changes: Path | None,
    now: datetime | None,
    lang: Language,
    **files: Path | None,
) -> None:
    """Who leaves when, in which vehicles, in what order, so that nobody is ever far ahead?

    \b
    mamarr plan agreement.yaml -o plan.json --by vehicle --csv vehicles.csv
    mamarr plan agreement.yaml --xlsx plan.xlsx --print wall.html --lang ar
    mamarr plan agreement.yaml --work 100000 --objective finish
    mamarr plan agreement.yaml --despite B201:"the holder gave its word to the cell"
    mamarr plan agreement.yaml --old plan.json --from day.log -o new.json --changes
    """
    from mamarr.cli.tables import plan_lines
    from mamarr.flow import planning
    from mamarr.flow.files import replace_file
    from mamarr.flow.outputs import Timetable
    from mamarr.lang import words
    from mamarr.planning.files import to_json
    from mamarr.terminal import wrap

    say = words(lang, "plan", "plan-search", "replan", "terminal")
    if old and log_file and (despite or prove or level != "likely"):
        raise click.UsageError(say("replan-kept"))
    limits = limited(
        work, time_limit / 2 if time_limit and prove else time_limit, seed, objective, lang, "told" if old else "safe"
    )
    until = time.monotonic() + time_limit if time_limit else None
    with searching(say) as on_the_way:
        day = redone(file, old, log_file, now, changes is not None, say, limits, on_the_way)
        made = day.planned if day else planning.plan_file(file, level, overrides(despite, lang), limits, on_the_way)
    if not day and (output or by == "convoy"):
        made = planning.with_headroom(made)
    agreement = made.checked.agreement
    if made.refused:
        stop(made.checked, lang, say("plan-refused", codes=", ".join(made.refused)))
    if made.plan is None or agreement is None:
        stop(conflicting(made.checked, level, say), lang)
    found = proven(agreement, made.plan, say, until and until - time.monotonic()) if prove else made.plan
    told = None if changes == TERMINAL else changes
    read = (*map(Path, made.checked.source.texts), *(path for path in (old, log_file) if path))
    apart(lang, (output, told, *files.values()), read)
    spare(output, found, say)
    table = Timetable(agreement, found, lang, by)
    contents = outputs(table, asked(files))
    listed = list(change_lines(day, say)) if day and changes else []
    if told:
        contents[told] = "\n".join((*listed, ""))
    done = []
    with writing(lang):
        if output:
            replace_file(output, to_json(found))
            done.append(output)
        for path, data in contents.items():
            replace_file(path, data)
            done.append(path)
        if pictures:
            done += planning.draw_plan(agreement, found, lang, pictures)
    if listed:
        put(line for text in listed for line in wrap(text, width()) or [""])
    elif by == "convoy":
        put(plan_lines(agreement, found, say, width(), everything=everything))
    else:
        put(listing_lines(table, everything=everything))
    if done:
        click.echo(say("written", files=", ".join(map(str, done))))


COMMANDS = (plan,)
