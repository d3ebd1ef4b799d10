"""What if a road is cut, a convoy is held up, a number falls short?: rehearse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, progress, put, refuse, stop, width, writing
from mamarr.machine import prepare

if TYPE_CHECKING:
    from mamarr.flow.rehearsing import Ready
    from mamarr.lang import Words
    from mamarr.model.values import Language


@click.command()
@click.argument("files", type=FILE, nargs=-1, metavar="[FILE]...")
@click.option("--plan", "plans", type=FILE, multiple=True, help="A plan for each agreement, in their order; else made.")
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
@click.option("--worth", is_flag=True, help="What each change of each agreement is worth, and what that hangs on.")
@click.option("--leave-one-out", is_flag=True, help="With --worth: also under dangers that know all cases but one.")
@click.option(
    "--dask",
    is_flag=False,
    flag_value="here",
    metavar="[ADDRESS]",
    help="With --worth: on a Dask cluster (tcp://host:8786), or without an address on one of this machine.",
)
@click.option("--replay", type=int, metavar="SEED", help="Write one rehearsed day as the log of an exercise.")
@click.option("--output", "-o", type=FILE, help="The folder for the exercise.")
@click.option("--decisions", type=FILE, help="Answers to the exercise, a line each; else asked in the terminal.")
@LANG
def rehearse(
    files: tuple[Path, ...],
    plans: tuple[Path, ...],
    runs: int,
    seed: int,
    dangers: Path | None,
    pictures: Path | None,
    precision: float | None,
    as_json: bool,
    assumptions: bool,
    worth: bool,
    leave_one_out: bool,
    dask: str | None,
    replay: int | None,
    output: Path | None,
    decisions: Path | None,
    lang: Language,
) -> None:
    """What if a road is cut, a convoy is stopped, a number falls short? Compares; does not predict.

    Several agreements are rehearsed side by side, under the same draws.

    \b
    mamarr rehearse agreement.yaml --plan plan.json --runs 1000 --seed 1
    mamarr rehearse agreement.yaml --worth
    mamarr rehearse one.yaml other.yaml --worth --leave-one-out --dask
    mamarr rehearse --assumptions
    """
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    if assumptions:
        return tell_assumptions(dangers, lang)
    fits(files, plans, exercise=replay is not None, of_worth=bool(leave_one_out or dask) and not worth, say=say)
    if leave_one_out and dangers:
        raise click.UsageError(say("fitted-dangers-only"))
    prepare("rehearsing")
    if replay is not None:
        from mamarr.cli.replaying import tell_replay

        return tell_replay(files[0], plans[0], replay, output or Path("exercise"), decisions, dangers, lang)
    if len(files) == 1 and not worth:
        plan = plans[0] if plans else None
        return tell_one(files[0], plan, runs, seed, dangers, precision, pictures, as_json, lang)
    pairs = zip(files, plans or [None] * len(files), strict=True)
    given = [both(f, p, runs, seed, dangers, lang) for f, p in pairs]
    if worth:
        return tell_worth(given, runs, seed, leave_one_out, dask, pictures, as_json, lang)
    return tell_beside(given, runs, seed, as_json, lang)


def fits(files: Sequence[Path], plans: Sequence[Path], *, exercise: bool, of_worth: bool, say: Words) -> None:
    """A usage error where these cannot be asked for together."""
    if not files:
        raise click.UsageError(say("rehearse-needs-file"))
    if exercise and (len(files) > 1 or not plans):
        raise click.UsageError(say("exercise-needs-one"))
    if plans and len(plans) != len(files):
        raise click.UsageError(say("plan-for-each", files=len(files), plans=len(plans)))
    if of_worth:
        raise click.UsageError(say("of-worth-only"))


def both(file: Path, plan: Path | None, runs: int, seed: int, dangers: Path | None, lang: Language) -> Ready:
    """An agreement, its plan and the dangers; ends with what is wrong with them."""
    from mamarr.flow.reading import Checked
    from mamarr.flow.rehearsing import ready
    from mamarr.lang import words

    found = ready(file, plan, runs, seed, dangers)
    if isinstance(found, Checked):
        planless = plan is None and found.errors and found.source.agreement is not None
        stop(found, lang, words(lang, "rehearse")("rehearse-unplanned") if planless else "")
    return found


def tell_one(
    file: Path,
    plan: Path | None,
    runs: int,
    seed: int,
    dangers: Path | None,
    precision: float | None,
    pictures: Path | None,
    as_json: bool,
    lang: Language,
) -> None:
    from mamarr.cli.rehearsals import rehearsal_json, rehearsal_lines
    from mamarr.flow.rehearsing import draw_rehearsal, rehearsed
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    given = both(file, plan, runs, seed, dangers, lang)
    with progress(say("rehearsing"), runs) as told:
        done = rehearsed(given, runs, seed, told, precision / 100 if precision else None)
    if as_json:
        click.echo(rehearsal_json(done.agreement, done.rehearsal, done.dangers, say))
    else:
        put(rehearsal_lines(done.agreement, done.plan, done.rehearsal, done.dangers, say, width()))
    if pictures:
        with writing(lang):
            written = draw_rehearsal(done, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))), err=as_json)


def tell_assumptions(dangers: Path | None, lang: Language) -> None:
    from mamarr.cli.assumptions import assumption_lines
    from mamarr.flow import rehearsing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words

    read = rehearsing.dangers_in(dangers)
    if isinstance(read, Checked):
        stop(read, lang)
    put(assumption_lines(read, words(lang, "rehearse"), width()))


def tell_worth(
    given: list[Ready],
    runs: int,
    seed: int,
    leave_one_out: bool,
    dask: str | None,
    pictures: Path | None,
    as_json: bool,
    lang: Language,
) -> None:
    from mamarr.cli.worths import worth_json, worth_lines
    from mamarr.flow.spreading import Unreachable, spreading
    from mamarr.flow.worth import draw_worth, hangs_on, left_out, weigh
    from mamarr.lang import words

    say = words(lang, "rehearse", "plan", "terminal")
    try:
        with spreading(dask) as spread:
            with progress(say("worthing"), 1) as told:
                done = weigh(given, runs, seed, spread, told, left_out() if leave_one_out else ())
            with progress(say("hanging"), 1) as told:
                swings = [hangs_on(one, spread, told) for one in done]
    except Unreachable as reason:
        refuse((reason.fault,), lang)
    if as_json:
        click.echo(worth_json(done, swings, say))
    else:
        put(worth_lines(done, swings, say, width()))
    if pictures:
        with writing(lang):
            written = draw_worth(done, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))), err=as_json)


def tell_beside(given: list[Ready], runs: int, seed: int, as_json: bool, lang: Language) -> None:
    from mamarr.cli.rehearsals import beside_json
    from mamarr.cli.worths import beside_lines
    from mamarr.flow.worth import side_by_side
    from mamarr.lang import words

    say = words(lang, "rehearse", "terminal")
    with progress(say("rehearsing"), len(given)) as told:
        done = side_by_side(given, runs, seed, told)
    agreements = [one.agreement for one in given]
    if as_json:
        click.echo(beside_json(given, done, say))
    else:
        put(beside_lines(agreements, done, say, width()))


COMMANDS = (rehearse,)
