"""What several commands share: options, the width of the terminal, how a refusal is told."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from mamarr.flow.reading import Checked
    from mamarr.model.diagnostic import Diagnostic
    from mamarr.model.values import Language

LANG = click.option(
    "--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Language of the output."
)
FILE = click.Path(path_type=Path)


def width() -> int:
    """Columns of the terminal, between 60 and 120."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def put(lines: Iterable[str], *, err: bool = False) -> None:
    for line in lines:
        click.echo(line, err=err)


@contextmanager
def progress(label: str, total: int) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream, so that what is printed stays clean; shown only in a terminal."""
    with click.progressbar(length=max(1, total), label=label, show_pos=True, file=sys.stderr) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        yield told


def tell(checked: Checked, lang: Language, name: str = "") -> None:
    """Every diagnostic of a file, and how many there are; of another file than the agreement under its *name*."""
    from mamarr import terminal
    from mamarr.lang import words

    say = words(lang, "check", "show", "plan", "rehearse", "operate", "terminal")
    for diagnostic in checked.diagnostics:
        put(terminal.diagnostic_lines(checked, diagnostic, say, width()))
        click.echo()
    click.echo(f"{name or checked.source.file}: {terminal.summary(checked, say)}")


def stop(checked: Checked, lang: Language, why: str = "") -> NoReturn:
    """Tells what is wrong with a file and ends with its exit code."""
    tell(checked, lang)
    if why:
        click.echo(why)
    sys.exit(checked.exit_code or 1)


@contextmanager
def writing(lang: Language) -> Iterator[None]:
    """Tells that a file cannot be written, and ends; what was there before is still there."""
    from mamarr.lang import words

    try:
        yield
    except OSError as error:
        say = words(lang, "terminal")
        click.echo(say("not-written", file=str(error.filename or "–"), problem=str(error.strerror)), err=True)
        sys.exit(2)


def apart(lang: Language, written: Iterable[Path | None], read: Iterable[Path]) -> None:
    """A usage error where a file would be written over one that was read, or written twice."""
    from mamarr.lang import words

    taken = {path.resolve() for path in read}
    for path in written:
        if path and path.resolve() in taken:
            raise click.UsageError(words(lang, "terminal")("same-file", file=str(path)))
        taken |= {path.resolve()} if path else set()


class Moment(click.DateTime):
    """A local time near enough that a zone and a period can be applied to it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        moment: datetime = super().convert(value, param, ctx)
        if not 1970 <= moment.year < 3000:
            self.fail(f"{value!r} is not a time of our days.", param, ctx)
        return moment


def refuse(faults: Iterable[Diagnostic], lang: Language, code: int = 2) -> NoReturn:
    """Tells faults that have no place in an agreement, and ends."""
    from mamarr.lang import words
    from mamarr.terminal import wrap

    say = words(lang, "operate", "rehearse", "terminal")
    for fault in faults:
        head = f"{say('severity-' + fault.severity)}[{fault.code}] {fault.name}"
        click.echo(head, err=True)
        for text in (say(fault.code, fault.facts), f"{say('help')}: {say(f'{fault.code}.do', fault.facts)}"):
            put((f"  {line}" for line in wrap(text, width() - 2)), err=True)
    sys.exit(code)
