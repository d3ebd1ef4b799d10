"""The files that a plan is written into, the timetable by place or vehicle in the terminal, and import."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mamarr.cli.options import FILE, LANG, apart, stop, tell, width, writing

if TYPE_CHECKING:
    from mamarr.flow.outputs import Timetable
    from mamarr.model.values import Language

Command = TypeVar("Command", bound=Callable[..., Any])
HELP: Mapping[str, str] = {
    "csv": "Write the timetable as CSV, as --by says.",
    "xlsx": "Write a spreadsheet: by convoy, place and vehicle, and the figures.",
    "ical": "Write a calendar of boardings, crossings and arrivals (iCalendar).",
    "print": "Write a page to print, A4: a sheet for each place, a block for each crew (HTML).",
    "geojson": "Write places, roads and movements as a map (GeoJSON).",
}
BY = click.option(
    "--by",
    type=click.Choice(["convoy", "place", "vehicle"]),
    default="convoy",
    show_default=True,
    help="Show the timetable by convoy, by place or by vehicle.",
)
SHOWN = 40
"""Rows that the terminal shows of a long listing."""
ELSEWHERE = ("signs", "crosses")
"""Columns for which a terminal has no room; they stand in every file."""


def written(command: Command) -> Command:
    """*command* with an option for each output; it is given their paths by name."""
    for name in reversed(tuple(HELP)):
        command = click.option(f"--{name}", f"{name}_file", type=FILE, help=HELP[name])(command)
    return command


def asked(files: Mapping[str, Path | None]) -> dict[str, Path]:
    """The outputs that were asked for, by their names."""
    return {name: path for name in HELP if (path := files[f"{name}_file"])}


def outputs(table: Timetable, files: Mapping[str, Path]) -> dict[Path, str | bytes]:
    """What goes into each file."""
    from mamarr.flow.outputs import OUTPUTS
    from mamarr.lang import words

    if "ical" in files and table.plan.window is None:
        raise click.UsageError(words(table.language, "rosters")("ical-needs-window"))
    return {path: OUTPUTS[name](table) for name, path in files.items()}


def listing_lines(table: Timetable, *, everything: bool) -> Iterator[str]:
    """The timetable by place or by vehicle."""
    from mamarr.reporting.rosters import Speaker
    from mamarr.terminal import table as columns
    from mamarr.terminal import wrap

    speaker = Speaker(table.agreement, table.plan, table.language, "%m-%d %H:%M")
    yield table.agreement.title.in_language(table.language)
    yield from wrap(speaker.intro(), width())
    yield from wrap(speaker.marking(), width())
    yield ""
    made = table.listing
    shown = made.rows if everything else made.rows[:SHOWN]
    kept = [i for i, column in enumerate(made.columns) if i and column not in ELSEWHERE]
    right = [n for n, i in enumerate(kept) if made.columns[i] == "people"]
    for first, rows in groupby(shown, key=lambda row: row[0]):
        yield click.style(speaker.text(first), bold=True)
        lines = [speaker.head(made), *([speaker.text(cell) for cell in row] for row in rows)]
        yield from columns([[line[i] for i in kept] for line in lines], right, width())
        yield ""
    if len(shown) < len(made.rows):
        yield speaker.say("roster-cut", n=len(made.rows) - len(shown))


@click.command(name="import")
@click.argument("file", type=FILE)
@click.option("-o", "--output", type=FILE, required=True, help="The agreement file to begin with.")
@LANG
def import_map(file: Path, output: Path, lang: Language) -> None:
    """Begin an agreement with a map: points become places, lines become roads.

    A point has the properties name, name_ar, kind and held by; a line from, to (or ends that touch two points),
    minutes and held by.

    \b
    mamarr import map.geojson -o sketch.yaml
    """
    from mamarr.flow import files
    from mamarr.flow.outputs import read_map
    from mamarr.flow.reading import Checked
    from mamarr.lang import words
    from mamarr.parsing import write

    source = read_map(file)
    checked = Checked(source, source.faults)
    if source.agreement is None:
        stop(checked, lang)
    apart(lang, (output,), (file,))
    if source.faults:
        tell(checked, lang)
    with writing(lang):
        files.replace_file(output, write(source.agreement))
    places, roads = len(source.agreement.places), len(source.agreement.roads)
    click.echo(words(lang, "terminal")("imported", file=str(output), places=places, roads=roads))


COMMANDS = (import_map,)
