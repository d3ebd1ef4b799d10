"""What was promised, planned, seen, and claimed by whom?: report."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.operate import NOW, PLAN
from mamarr.cli.options import FILE, LANG, refuse, stop, writing

if TYPE_CHECKING:
    from mamarr.model.report import Audience
    from mamarr.model.values import Language


@click.command()
@click.argument("file", type=FILE)
@PLAN
@click.option(
    "--log", "log_file", type=FILE, help="The event log; without it the report says what was promised and planned."
)
@click.option("-o", "--output", type=FILE, default=Path("report"), show_default=True, help="Folder for the reports.")
@click.option("--audience", type=click.Choice(["cell", "public", "both"]), default="cell", show_default=True)
@click.option("--number", type=click.IntRange(1), default=1, show_default=True, help="Number of this report.")
@click.option("--hours", type=click.IntRange(1, 8784), default=24, show_default=True, help="Period that it covers.")
@click.option("--exercise", is_flag=True, help="Mark it as an exercise.")
@NOW
@LANG
def report(
    file: Path,
    plan_file: Path,
    log_file: Path | None,
    output: Path,
    audience: str,
    number: int,
    hours: int,
    exercise: bool,
    now: datetime | None,
    lang: Language,
) -> None:
    """A situation report in Arabic and in English, from one record.

    \b
    mamarr report agreement.yaml --plan plan.json --log day.log -o report --audience both
    """
    from mamarr.flow import files, operating, reading, reporting
    from mamarr.lang import words
    from mamarr.model.diagnostic import Diagnostic

    work = operating.operation(file, plan_file)
    if isinstance(work, reading.Checked):
        stop(work, lang)
    at = operating.parse_now(now, work.zone)
    period = timedelta(hours=hours)
    audiences: tuple[Audience, ...] = ("cell", "public") if audience == "both" else (audience,)  # type: ignore[assignment]
    if log_file is None:
        made = reporting.situation(work, None, at, number=number, period=period, exercise=exercise)
    else:
        log = operating.looked_at(work, log_file, exercise=True)
        if isinstance(log, Diagnostic):
            refuse((log,), lang)
        marked = exercise or log.exercise
        made = reporting.situation(work, log, at, number=number, period=period, exercise=marked)
    with writing(lang):
        written = files.write_files(output, reporting.report_files(made, ("ar", "en"), audiences))
    click.echo(words(lang, "terminal")("written", files=", ".join(map(str, written))))


COMMANDS = (report,)
