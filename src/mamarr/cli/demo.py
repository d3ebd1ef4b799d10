"""The whole story once: demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, writing

if TYPE_CHECKING:
    from mamarr.model.values import Language


@click.command()
@click.option("--into", type=FILE, default=Path("mamarr-demo"), show_default=True, help="Folder for what is made.")
@LANG
def demo(into: Path, lang: Language) -> None:
    """Eastern Aleppo, December 2016: checked, mended, planned, rehearsed, operated, reported.

    \b
    mamarr demo --into demo-out
    """
    from mamarr.cli.story import tell

    with writing(lang):
        tell(into, lang)


COMMANDS = (demo,)
