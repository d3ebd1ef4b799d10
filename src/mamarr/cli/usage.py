"""Usage errors of the command line -> the same in the words of the catalogues.

click makes its messages itself, in English; what it knows (which option, which value) is put into our words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mamarr.lang import Words
    from mamarr.model.values import Language

MADE: Mapping[str, str] = {
    "not-one-of": r"'(?P<value>.*)' is not one of (?P<choices>.+)\.",
    "not-a-number": r"'(?P<value>.*)' is not a valid (integer|float|number)( range)?\.",
    "not-in-range": r"(?P<value>\S+) is not in the range (?P<range>.+)\.",
    "not-a-time": r"'(?P<value>.*)' (does not match the formats?|is not a time of our days).*",
    "no-file": r"'(?P<value>.*)': No such file or directory",
    "not-opened": r"'(?P<value>.*)': (?P<problem>.+)",
    "takes-a-value": r"Option '(?P<value>.+)' requires an argument\.",
    "takes-no-value": r"Option '(?P<value>.+)' does not take a value\.",
    "too-many": r"Got unexpected extra arguments? \((?P<value>.*)\)",
    "command": r"Missing command\.",
}
"""Messages that click and its types make, by the name of our own words for them."""


class Told(click.UsageError):
    """A usage error in the words of a catalogue."""

    def __init__(self, error: click.UsageError, say: Words) -> None:
        super().__init__(worded(error, say), error.ctx)
        self.say = say

    def show(self, file: IO[Any] | None = None) -> None:
        say, lines = self.say, []
        if self.ctx is not None:
            usage = self.ctx.get_usage().removeprefix("Usage: ")
            lines = [say("usage-line", usage=usage), say("usage-help", command=f"{self.ctx.command_path} --help"), ""]
        for line in (*lines, say("usage-error", message=self.message)):
            click.echo(line, file=file, err=file is None)


def language(arguments: Sequence[str]) -> Language:
    """The language asked for on a command line that may not be understood otherwise."""
    given = " ".join(arguments)
    return "ar" if re.search(r"(^| )--lang[ =]ar( |$)", given) else "en"


def worded(error: click.UsageError, say: Words) -> str:
    """What is wrong, in the words of *say*; what our own commands refuse is in them already."""
    if isinstance(error, click.MissingParameter) and error.param is not None:
        kind = "argument" if isinstance(error.param, click.Argument) else "option"
        return say(f"usage-missing-{kind}", name=_named(error.param, error.ctx))
    if isinstance(error, click.NoSuchOption):
        return _unknown("option", error.option_name, error.possibilities or (), say)
    if isinstance(error, click.exceptions.NoSuchCommand):
        return _unknown("command", error.command_name, error.possibilities or (), say)
    message = _made(error.message, say)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return say("usage-invalid", name=_named(error.param, error.ctx), message=message)
    return message


def _unknown(what: str, name: str, near: Sequence[str], say: Words) -> str:
    told = say(f"usage-no-{what}", name=name)
    return f"{told} {say('usage-near', names=say('list-comma').join(near))}" if near else told


def _made(message: str, say: Words) -> str:
    for name, pattern in MADE.items():
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return say(f"usage-{name}", found.groupdict())
    return message


def _named(parameter: click.Parameter, ctx: click.Context | None) -> str:
    return parameter.get_error_hint(ctx).replace("'", "")
