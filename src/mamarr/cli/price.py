"""What caution costs: price, frontier, undertaking."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, progress, put, stop, width, writing
from mamarr.cli.plan import DESPITE, LEVEL, overrides

if TYPE_CHECKING:
    from mamarr.flow.pricing import Open
    from mamarr.model.values import Language, Level

STAGE = re.compile(r"(?P<name>[^=]*\S[^=]*)=(?P<costs>[\d٠-٩]+(?:[.٫]\d+)?):(?P<gains>[\d٠-٩]+(?:[.٫]\d+)?)")


def opened(file: Path, despite: tuple[str, ...], lang: Language) -> Open:
    """The file, ready to be planned; ends with what is wrong where it is not."""
    from mamarr.flow import pricing
    from mamarr.lang import words

    work = pricing.open_file(file, overrides(despite, lang))
    if not isinstance(work, pricing.Open):
        checked, refused = work
        stop(checked, lang, words(lang, "terminal")("plan-refused", codes=", ".join(refused)) if refused else "")
    return work


@click.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print data instead of a table.")
@LEVEL
@DESPITE
@LANG
def price(file: Path, as_json: bool, level: Level, despite: tuple[str, ...], lang: Language) -> None:
    """What does each clause cost in hours, and what would one vehicle or one hour more be worth?

    Plans the agreement once more for every clause struck out or loosened by one step, and for one more of everything
    that is scarce. The price of caution, never of people: protection, consent and the leaving of the wounded have none.

    \b
    mamarr price agreement.yaml
    mamarr price agreement.yaml --json
    """
    from mamarr.cli.prices import price_json, price_lines
    from mamarr.flow import pricing
    from mamarr.lang import words

    say = words(lang, "plan", "terminal")
    work = opened(file, despite, lang)
    with progress(say("pricing"), 1) as told:
        found = pricing.price(work, level, told)
    if as_json:
        click.echo(price_json(found, say))
        return
    put(price_lines(work.agreement, found, say, width()))
    if found.plan is None:
        with progress(say("conflict-searching"), 1) as told:
            checked = pricing.conflicting(pricing.unplanned(work, level), work.agreement, level, told)
        stop(checked, lang)


@click.command()
@click.argument("file", type=FILE)
@click.option("--exchange", multiple=True, metavar="NAME", help="Only these exchanges; all with a tolerance otherwise.")
@click.option("--pictures", type=FILE, help="Write the curve into this folder.")
@LEVEL
@DESPITE
@LANG
def frontier(
    file: Path, exchange: tuple[str, ...], pictures: Path | None, level: Level, despite: tuple[str, ...], lang: Language
) -> None:
    """The price of distrust: how much later does it end, the less one side may be ahead?

    Plans the agreement under narrower and wider tolerances, all scaled alike, with what no plan can beat beside each.
    From the knee on, caution costs next to nothing.

    \b
    mamarr frontier agreement.yaml --pictures curve
    """
    from mamarr.cli.prices import frontier_lines
    from mamarr.flow import pricing
    from mamarr.flow.reading import Checked
    from mamarr.lang import words
    from mamarr.planning.frontier import scalable

    say = words(lang, "plan", "terminal")
    work = opened(file, despite, lang)
    known = scalable(work.agreement)
    for name in exchange:
        if name not in known:
            raise click.UsageError(say("frontier-unknown", name=name, known=", ".join(known) or "–"))
    if not known:
        click.echo(say("frontier-none"))
        return
    with progress(say("frontier-planning"), 1) as told:
        found = pricing.frontier(work, tuple(dict.fromkeys(exchange)) or known, level, told)
    if isinstance(found, Checked):
        stop(found, lang)
    put(frontier_lines(work.agreement, found, say, width()))
    if pictures:
        with writing(lang):
            written = pricing.draw_frontier(work, found, lang, pictures)
        click.echo(say("written", files=", ".join(map(str, written))))


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--stage",
    "stages",
    multiple=True,
    metavar="NAME=COST:GAIN",
    help="Something one side does (money, goods, works, ground): its cost, the other's gain. Never people.",
)
@click.option("--unit", default="", metavar="WORD", help="The unit in which the parties declare costs and gains.")
@DESPITE
@LANG
def undertaking(file: Path, stages: tuple[str, ...], unit: str, despite: tuple[str, ...], lang: Language) -> None:
    """In which order is breaking off never tempting, and how much would have to be at stake?

    \b
    mamarr undertaking agreement.yaml
    mamarr undertaking agreement.yaml --stage "fuel=2:5" --stage "the road is opened=4:6"
    """
    from mamarr.cli.prices import undertaking_lines
    from mamarr.flow import pricing
    from mamarr.lang import words

    say = words(lang, "plan", "terminal")
    given = []
    for text in stages:
        read = STAGE.fullmatch(text)
        if not read:
            raise click.UsageError(say("stage-form", given=text))
        given.append((read["name"].strip(), read["costs"], read["gains"]))
    work = opened(file, despite, lang)
    orders, asked = pricing.undertake(work, given)
    if isinstance(asked, str):
        raise click.UsageError(say("stage-people", name=asked))
    put(undertaking_lines(work.agreement, orders, asked, unit, say, width()))


COMMANDS = (price, frontier, undertaking)
