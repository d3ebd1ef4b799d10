"""Reading an agreement: check, explain, show, format, schema."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.options import FILE, LANG, put, stop, tell, width, writing

if TYPE_CHECKING:
    from mamarr.model.values import Language


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fix",
    "fixes",
    multiple=True,
    metavar="CODE",
    help="Write the mechanical remedy of CODE (or: all) into the file.",
)
@click.option(
    "--plan", "plan_file", type=FILE, help="Also check that this plan, perhaps edited by hand, keeps the agreement."
)
@LANG
def check(
    files: tuple[Path, ...], format_: str, fixes: tuple[str, ...], plan_file: Path | None, lang: Language
) -> None:
    """Where will this agreement break? Exit 0: no errors, 1: errors, 2: not readable.

    \b
    mamarr check agreement.yaml
    mamarr check agreement.yaml --fix F708
    mamarr check agreement.yaml --plan plan.json
    """
    from mamarr import terminal
    from mamarr.flow import planning, reading
    from mamarr.lang import words

    say = words(lang, "check", "plan", "show", "terminal")
    fixes = tuple(reading.remedies()) if "all" in fixes else fixes
    unknown = [code for code in fixes if code not in reading.remedies()]
    if unknown:
        raise click.UsageError(say("fix-unknown", codes=", ".join(unknown), known=", ".join(reading.remedies())))
    for file in files if fixes else ():
        with writing(lang):
            mended = reading.fix_file(file, fixes)
        put(f"{file}: {say('fixed', code=code, n=n)}" for code, n in mended.items())
    checked = [reading.check_file(file) for file in files]
    plans = []
    if plan_file:
        plans = [planning.verify_plan(Path(one.source.file), plan_file) for one in tuple(checked) if one.agreement]
    if format_ == "json":
        click.echo(terminal.as_json([*checked, *plans], say))
    else:
        for one in checked:
            tell(one, lang)
        for one in plans:
            tell(one, lang, str(plan_file))
    sys.exit(max(one.exit_code for one in (*checked, *plans)))


@click.command()
@click.argument("code")
@LANG
def explain(code: str, lang: Language) -> None:
    """What a fault means, why it matters, what to do, and an example of it.

    \b
    mamarr explain O301
    """
    from mamarr import terminal
    from mamarr.flow import reading
    from mamarr.lang import words

    found = reading.explain(code.upper(), lang)
    if found is None:
        say = words(lang, "terminal")
        raise click.UsageError(say("explain-unknown", code=code, known=", ".join(reading.codes())))
    put(terminal.page_lines(found, width()))


@click.command()
@click.argument("file", type=FILE)
@LANG
def show(file: Path, lang: Language) -> None:
    """Print the agreement as numbered articles, every blank marked.

    \b
    mamarr show agreement.yaml --lang ar
    """
    from mamarr import terminal
    from mamarr.flow import reading

    checked = reading.read_only(file)
    if checked.agreement is None:
        stop(checked, lang)
    put(terminal.sheet_lines(reading.show(checked.agreement, lang), width()))


@click.command(name="format")
@click.argument("file", type=FILE)
def format_file(file: Path) -> None:
    """Print the agreement in its one canonical text.

    \b
    mamarr format agreement.yaml > tidy.yaml
    """
    from mamarr.flow import reading
    from mamarr.parsing import write

    checked = reading.read_only(file)
    if checked.agreement is None:
        stop(checked, "en")
    click.echo(write(checked.agreement), nl=False)


@click.command()
def schema() -> None:
    """Print the JSON Schema of an agreement file, for editors that complete and underline.

    \b
    mamarr schema > agreement.schema.json
    """
    import json

    from mamarr.parsing import json_schema

    click.echo(json.dumps(json_schema(), indent=1, ensure_ascii=False))


COMMANDS = (check, explain, show, format_file, schema)
