"""Who leaves when: plan."""

from __future__ import annotations

from pathlib import Path

import click

from mamarr.cli.options import FILE, LANG, apart, progress, put, stop, width, writing
from mamarr.cli.outputs import BY, asked, listing_lines, outputs, written
from mamarr.flow import Checked
from mamarr.flow.outputs import Timetable
from mamarr.lang import Words
from mamarr.model.plan import Override
from mamarr.model.values import Language, Level
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
    """``CODE:REASON`` as given on the command line; a usage error where there is no reason."""
    from mamarr.lang import words

    made = []
    for text in given:
        code, _, reason = text.partition(":")
        if not reason.strip():
            raise click.UsageError(words(lang, "terminal")("despite-reason", given=text))
        made.append(Override(code.strip().upper(), reason.strip()))
    return tuple(made)


def conflicting(checked: Checked, level: Level, say: Words) -> Checked:
    """A file without a plan, with what cannot hold together in it where that is found soon."""
    from mamarr.flow import pricing

    if checked.agreement is None or not pricing.soon(checked.agreement, level):
        return checked
    with progress(say("conflict-searching"), 1) as told:
        return pricing.conflicting(checked, checked.agreement, level, told)


@click.command()
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, help="Write the plan as JSON, for rehearse, record, status and report.")
@written
@click.option("--pictures", type=FILE, help="Write the balance chart and the timetable into this folder.")
@click.option("--all", "everything", is_flag=True, help="Show every row in the terminal.")
@BY
@LEVEL
@DESPITE
@LANG
def plan(
    file: Path,
    output: Path | None,
    pictures: Path | None,
    everything: bool,
    by: By,
    level: Level,
    despite: tuple[str, ...],
    lang: Language,
    **files: Path | None,
) -> None:
    """Who leaves when, in which vehicles, in what order, so that nobody is ever far ahead?

    \b
    mamarr plan agreement.yaml -o plan.json --by vehicle --csv vehicles.csv
    mamarr plan agreement.yaml --xlsx plan.xlsx --print wall.html --lang ar
    mamarr plan agreement.yaml --despite B201:"the holder gave its word to the cell"
    """
    from mamarr import flow
    from mamarr.cli.tables import plan_lines
    from mamarr.lang import words
    from mamarr.planning.files import to_json

    say = words(lang, "plan", "terminal")
    made = flow.plan_file(file, level, overrides(despite, lang))
    agreement = made.checked.agreement
    if made.refused:
        stop(made.checked, lang, say("plan-refused", codes=", ".join(made.refused)))
    if made.plan is None or agreement is None:
        stop(conflicting(made.checked, level, say), lang)
    apart(lang, (output, *files.values()), map(Path, made.checked.source.texts))
    table = Timetable(agreement, made.plan, lang, by)
    contents = outputs(table, asked(files))
    if by == "convoy":
        put(plan_lines(agreement, made.plan, say, width(), everything=everything))
    else:
        put(listing_lines(table, everything=everything))
    done = []
    with writing(lang):
        if output:
            flow.replace_file(output, to_json(made.plan))
            done.append(output)
        for path, data in contents.items():
            flow.replace_file(path, data)
            done.append(path)
        if pictures:
            done += flow.draw_plan(agreement, made.plan, lang, pictures)
    if done:
        click.echo(say("written", files=", ".join(map(str, done))))


COMMANDS = (plan,)
