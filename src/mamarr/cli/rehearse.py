"""What if a road is cut, a convoy is held up, a number falls short?: rehearse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, progress, put, stop, width, writing

if TYPE_CHECKING:
    from mamarr.model.values import Language


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--plan", "plan_file", type=FILE, help="The plan, as written by mamarr plan -o.")
@click.option("--runs", type=int, default=1000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same rehearsal.")
@click.option("--dangers", type=FILE, help="A dangers file of your own; else the one that comes with Mamarr.")
@click.option("--pictures", type=FILE, help="Write the picture of people out by the hour into this folder.")
@click.option("--assumptions", is_flag=True, help="Print every danger with its figures and sources; rehearse nothing.")
@LANG
def rehearse(
    file: Path | None,
    plan_file: Path | None,
    runs: int,
    seed: int,
    dangers: Path | None,
    pictures: Path | None,
    assumptions: bool,
    lang: Language,
) -> None:
    """What if a road is cut, a convoy is stopped, a number falls short? Compares; does not predict.

    \b
    mamarr rehearse agreement.yaml --plan plan.json --runs 1000 --seed 1
    mamarr rehearse --assumptions
    """
    from mamarr.cli.tables import rehearsal_lines
    from mamarr.flow import rehearsing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    if assumptions:
        tell_assumptions(dangers, lang)
        return
    if file is None or plan_file is None:
        raise click.UsageError(say("rehearse-needs-both"))
    with progress(say("rehearsing"), runs) as told:
        done = rehearsing.rehearse_file(file, plan_file, runs, seed, dangers, told)
    if isinstance(done, Checked):
        stop(done, lang)
    put(rehearsal_lines(done.agreement, done.plan, done.rehearsal, done.dangers, say, width()))
    if pictures:
        with writing(lang):
            written = rehearsing.draw_rehearsal(done, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))))


def tell_assumptions(dangers: Path | None, lang: Language) -> None:
    from mamarr.cli.assumptions import assumption_lines
    from mamarr.flow import rehearsing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words

    read = rehearsing.dangers_in(dangers)
    if isinstance(read, Checked):
        stop(read, lang)
    put(assumption_lines(read, words(lang, "rehearse"), width()))


COMMANDS = (rehearse,)
