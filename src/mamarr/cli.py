"""The command line: one command a step. Each loads what it needs, so that help is quick."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from mamarr import __version__
from mamarr.model.values import Language

LANG = click.option(
    "--lang", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Language of the output."
)
FILE = click.Path(path_type=Path)


def width() -> int:
    """Columns of the terminal, between 60 and 120."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def put(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mamarr")
def main() -> None:
    """Negotiated, reciprocal evacuations: check, plan, rehearse, operate and report one written agreement.

    \b
    New here?   mamarr demo
    A file:     mamarr show FILE        read it as numbered articles
                mamarr check FILE       where will it break?
                mamarr explain CODE     what a fault means and what to do
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() != "utf-8":
            stream.reconfigure(encoding="utf-8", errors="replace")


@main.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fix", "fixes", multiple=True, metavar="CODE", help="Write the mechanical remedy of CODE into the file."
)
@LANG
def check(files: tuple[Path, ...], format_: str, fixes: tuple[str, ...], lang: Language) -> None:
    """Where will this agreement break? Exit 0: no errors, 1: errors, 2: not readable."""
    from mamarr import flow, terminal
    from mamarr.lang import words

    say = words(lang, "check", "show", "terminal")
    unknown = [c for c in fixes if c not in flow.remedies()]
    if unknown:
        raise click.UsageError(say("fix-unknown", codes=", ".join(unknown), known=", ".join(flow.remedies())))
    if fixes:
        for file in files:
            put(f"{file}: {say('fixed', code=code, n=n)}" for code, n in flow.fix_file(file, fixes).items())
    checked = [flow.check_file(file) for file in files]
    if format_ == "json":
        click.echo(terminal.as_json(checked, say))
    else:
        for one in checked:
            for diagnostic in one.diagnostics:
                heading = terminal.heading_of(one, diagnostic, say)
                put(terminal.diagnostic_lines(one, diagnostic, say, heading, width()))
                click.echo()
            click.echo(f"{one.source.file}: {terminal.summary(one, say)}")
    sys.exit(max(one.exit_code for one in checked))


@main.command()
@click.argument("code")
@LANG
def explain(code: str, lang: Language) -> None:
    """What a fault means, why it matters, what to do, and an example of it."""
    from mamarr import flow, terminal
    from mamarr.lang import words

    found = flow.explain(code.upper(), lang)
    if found is None:
        say = words(lang, "terminal")
        raise click.UsageError(say("explain-unknown", code=code, known=", ".join(flow.codes())))
    put(terminal.page_lines(found, width()))


@main.command()
@click.argument("file", type=FILE)
@LANG
def show(file: Path, lang: Language) -> None:
    """Print the agreement as numbered articles, every blank marked."""
    from mamarr import flow, terminal
    from mamarr.lang import words

    say = words(lang, "check", "show", "terminal")
    checked = flow.read_only(file)
    if checked.agreement is None:
        for diagnostic in checked.diagnostics:
            put(terminal.diagnostic_lines(checked, diagnostic, say, "", width()))
        sys.exit(checked.exit_code)
    put(terminal.sheet_lines(flow.show(checked.agreement, lang), width()))


@main.command()
def schema() -> None:
    """Print the JSON Schema of an agreement file, for editors that complete and underline."""
    import json

    from mamarr.parsing import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


@main.command(name="format")
@click.argument("file", type=FILE)
def format_file(file: Path) -> None:
    """Print the agreement in its one canonical text."""
    from mamarr import flow, terminal
    from mamarr.lang import words
    from mamarr.parsing import write

    checked = flow.read_only(file)
    if checked.agreement is None:
        for diagnostic in checked.diagnostics:
            put(terminal.diagnostic_lines(checked, diagnostic, words("en", "check", "terminal"), "", width()))
        sys.exit(checked.exit_code)
    click.echo(write(checked.agreement), nl=False)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
