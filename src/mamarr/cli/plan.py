"""Who leaves when: plan."""

from __future__ import annotations

from pathlib import Path

import click

from mamarr.cli.options import FILE, LANG, apart, progress, put, stop, width, writing
from mamarr.flow import Checked
from mamarr.lang import Words
from mamarr.model.plan import Override
from mamarr.model.values import Language, Level

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
@click.option("--csv", "csv_file", type=FILE, help="Write the timetable as CSV.")
@click.option("--pictures", type=FILE, help="Write the balance chart and the timetable into this folder.")
@click.option("--all", "everything", is_flag=True, help="Show every convoy in the terminal.")
@LEVEL
@DESPITE
@LANG
def plan(
    file: Path,
    output: Path | None,
    csv_file: Path | None,
    pictures: Path | None,
    everything: bool,
    level: Level,
    despite: tuple[str, ...],
    lang: Language,
) -> None:
    """Who leaves when, in which vehicles, in what order, so that nobody is ever far ahead?

    \b
    mamarr plan agreement.yaml -o plan.json --csv timetable.csv
    mamarr plan agreement.yaml --despite B201:"the holder gave its word to the cell"
    """
    from mamarr import flow
    from mamarr.cli.tables import plan_lines
    from mamarr.lang import words
    from mamarr.planning.files import to_csv, to_json

    say = words(lang, "plan", "terminal")
    made = flow.plan_file(file, level, overrides(despite, lang))
    agreement = made.checked.agreement
    if made.refused:
        stop(made.checked, lang, say("plan-refused", codes=", ".join(made.refused)))
    if made.plan is None or agreement is None:
        stop(conflicting(made.checked, level, say), lang)
    apart(lang, (output, csv_file), map(Path, made.checked.source.texts))
    put(plan_lines(agreement, made.plan, say, width(), everything=everything))
    written = []
    with writing(lang):
        if output:
            flow.replace_file(output, to_json(made.plan))
            written.append(output)
        if csv_file:
            flow.replace_file(csv_file, to_csv(made.plan, agreement))
            written.append(csv_file)
        if pictures:
            written += flow.draw_plan(agreement, made.plan, lang, pictures)
    if written:
        click.echo(say("written", files=", ".join(map(str, written))))


COMMANDS = (plan,)
