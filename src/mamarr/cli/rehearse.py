"""What if a road is cut, a convoy is held up, a number falls short?: rehearse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, prepare, progress, put, stop, width, writing

if TYPE_CHECKING:
    from mamarr.flow.worth import Ready
    from mamarr.model.values import Language


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--plan", "plan_file", type=FILE, help="The plan, as written by mamarr plan -o.")
@click.option("--runs", type=int, default=1000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same rehearsal.")
@click.option("--dangers", type=FILE, help="A dangers file of your own; else the one that comes with Mamarr.")
@click.option("--pictures", type=FILE, help="Write the pictures into this folder, as SVG and PNG.")
@click.option(
    "--precision",
    type=click.FloatRange(0.1, 50),
    help="Run until the chance to finish is known to so many per cent either way.",
)
@click.option("--json", "as_json", is_flag=True, help="Print data instead of tables.")
@click.option("--assumptions", is_flag=True, help="Print every danger with its figures and sources; rehearse nothing.")
@click.option("--worth", is_flag=True, help="What each change of the agreement is worth, and what that hangs on.")
@click.option("--against", type=FILE, help="Rehearse this agreement beside it, under the same draws.")
@click.option("--against-plan", type=FILE, help="The plan of the agreement after --against.")
@click.option("--replay", type=int, metavar="SEED", help="Write one rehearsed day as the log of an exercise.")
@click.option("--output", "-o", type=FILE, help="The folder for the exercise.")
@click.option("--decisions", type=FILE, help="Answers to the exercise, a line each; else asked in the terminal.")
@LANG
def rehearse(
    file: Path | None,
    plan_file: Path | None,
    runs: int,
    seed: int,
    dangers: Path | None,
    pictures: Path | None,
    precision: float | None,
    as_json: bool,
    assumptions: bool,
    worth: bool,
    against: Path | None,
    against_plan: Path | None,
    replay: int | None,
    output: Path | None,
    decisions: Path | None,
    lang: Language,
) -> None:
    """What if a road is cut, a convoy is stopped, a number falls short? Compares; does not predict.

    \b
    mamarr rehearse agreement.yaml --plan plan.json --runs 1000 --seed 1
    mamarr rehearse agreement.yaml --plan plan.json --worth
    mamarr rehearse --assumptions
    """
    from mamarr.cli.rehearsals import rehearsal_json, rehearsal_lines
    from mamarr.flow import rehearsing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    if assumptions:
        return tell_assumptions(dangers, lang)
    if file is None or plan_file is None:
        raise click.UsageError(say("rehearse-needs-both"))
    if bool(against) != bool(against_plan):
        raise click.UsageError(say("beside-both"))
    prepare("rehearsing", lang)
    if replay is not None:
        from mamarr.cli.replaying import tell_replay

        return tell_replay(file, plan_file, replay, output or Path("exercise"), decisions, dangers, lang)
    if worth:
        return tell_worth(both(file, plan_file, runs, seed, dangers, lang), runs, seed, pictures, as_json, lang)
    if against and against_plan:
        pair = [both(f, p, runs, seed, dangers, lang) for f, p in ((file, plan_file), (against, against_plan))]
        return tell_beside(pair, runs, seed, lang)
    with progress(say("rehearsing"), runs) as told:
        wanted = precision / 100 if precision else None
        done = rehearsing.rehearse_file(file, plan_file, runs, seed, dangers, told, wanted)
    if isinstance(done, Checked):
        stop(done, lang)
    if as_json:
        click.echo(rehearsal_json(done.agreement, done.rehearsal, done.dangers, say))
    else:
        put(rehearsal_lines(done.agreement, done.plan, done.rehearsal, done.dangers, say, width()))
    if pictures:
        with writing(lang):
            written = rehearsing.draw_rehearsal(done, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))), err=as_json)
    return None


def both(file: Path, plan_file: Path, runs: int, seed: int, dangers: Path | None, lang: Language) -> Ready:
    """An agreement, its plan and the dangers; ends with what is wrong with them."""
    from mamarr.flow.reading import Checked
    from mamarr.flow.worth import ready

    found = ready(file, plan_file, runs, seed, dangers)
    if isinstance(found, Checked):
        stop(found, lang)
    return found


def tell_assumptions(dangers: Path | None, lang: Language) -> None:
    from mamarr.cli.assumptions import assumption_lines
    from mamarr.flow import rehearsing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words

    read = rehearsing.dangers_in(dangers)
    if isinstance(read, Checked):
        stop(read, lang)
    put(assumption_lines(read, words(lang, "rehearse"), width()))


def tell_worth(given: Ready, runs: int, seed: int, pictures: Path | None, as_json: bool, lang: Language) -> None:
    from mamarr.cli.worths import hangs_lines, worth_json, worth_lines
    from mamarr.flow.worth import draw_worth, hangs_on, weigh
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    with progress(say("worthing"), 1) as told:
        done = weigh(*given, runs, seed, told)
    with progress(say("hanging"), 1) as told:
        swings = hangs_on(done, told)
    if as_json:
        click.echo(worth_json(done, swings, say))
    else:
        put(worth_lines(done, say, width()))
        click.echo()
        put(hangs_lines(done, swings, say, width()))
    if pictures:
        with writing(lang):
            written = draw_worth(done, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))), err=as_json)


def tell_beside(pair: list[Ready], runs: int, seed: int, lang: Language) -> None:
    from mamarr.cli.worths import beside_lines
    from mamarr.flow.worth import side_by_side
    from mamarr.lang import words

    one, other = pair
    done = side_by_side(one, other[:2], runs, seed)
    put(beside_lines((one[0], other[0]), done, words(lang, "rehearse", "terminal"), width()))


COMMANDS = (rehearse,)
