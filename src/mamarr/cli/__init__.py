"""The command line: one command a step. Each loads what it needs, so that help is quick."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from mamarr import __version__
from mamarr.cli import agreement, demo, operate, outputs, plan, price, rehearse, report
from mamarr.cli.usage import Told, language
from mamarr.machine import TOLD

STEPS = (demo, agreement, plan, outputs, price, rehearse, operate, report)


class Steps(click.Group):
    """Commands in the order of the work, not of the alphabet."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(self.commands)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.obj = language(args)
        with in_words(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        TOLD.set(lambda: preparing(ctx))
        with in_words(ctx):
            return super().invoke(ctx)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Runs a command; where its output cannot be written (a full disk), that is told and nothing crashes."""
        try:
            try:
                return super().main(*args, **extra)
            finally:
                sys.stdout.flush()
        except OSError as error:
            if error.filename is not None or isinstance(error, BrokenPipeError):
                raise
            lost(error)


@contextmanager
def in_words(ctx: click.Context) -> Iterator[None]:
    """Usage errors in the language of the command line."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            raise
        from mamarr.lang import words

        raise Told(error, words(ctx.obj, "terminal")) from error


def preparing(ctx: click.Context) -> None:
    """Says that something must be compiled first."""
    from mamarr.lang import words

    click.echo(words(ctx.obj, "terminal")("preparing"), err=True)


def lost(error: OSError) -> NoReturn:
    """The output went nowhere: says so in both languages, because the reader of the output is not known here."""
    from mamarr.lang import LANGUAGES, words

    for spoken in LANGUAGES:
        click.echo(words(spoken, "terminal")("output-lost", problem=str(error.strerror)), err=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to be flushed at the end
    sys.exit(2)


@click.group(cls=Steps, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mamarr")
def main() -> None:
    """Negotiated, reciprocal evacuations: check, plan, rehearse, operate and report one written agreement.

    \b
    New here?   mamarr demo
    A file:     mamarr show FILE        read it as numbered articles
                mamarr check FILE       where will it break?
                mamarr explain CODE     what a fault means and what to do
                mamarr plan FILE        who leaves when, so that nobody is ever far ahead?
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")


for step in STEPS:
    for command in step.COMMANDS:
        main.add_command(command)
