"""What may move now, who says so, what do we know?: key, record, status, audit."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from mamarr.cli.options import FILE, LANG, Moment, put, refuse, stop, width

if TYPE_CHECKING:
    from mamarr.flow.operating import Operation
    from mamarr.model.event import Channel
    from mamarr.model.values import Language
    from mamarr.operating.keys import Key

PLAN = click.option("--plan", "plan_file", type=FILE, required=True, help="The plan, as written by mamarr plan -o.")
LOG = click.option("--log", "log_file", type=FILE, required=True, help="The event log of this plan.")
NOW = click.option(
    "--now",
    envvar="MAMARR_NOW",
    type=Moment(["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"]),
    help="Local time to take as now, for training and rehearsed days; else the clock's.",
)


@click.command()
@click.argument("file", type=FILE)
@LANG
def key(file: Path, lang: Language) -> None:
    """Make a signing key in a new file that only you can read. GO is signed with it.

    \b
    mamarr key head.key
    """
    from mamarr.lang import words
    from mamarr.model.diagnostic import Diagnostic
    from mamarr.operating.keys import make_key

    made = make_key(file)
    if isinstance(made, Diagnostic):
        refuse((made,), lang)
    click.echo(words(lang, "terminal")("key-made", file=str(file), public=made.public))


def put_in_force(
    file: Path,
    old_file: Path,
    work: Operation,
    log_file: Path,
    signing: Key | None,
    at: datetime,
    by: str,
    not_recorded: list[str],
    lang: Language,
) -> None:
    """Lets the log go by the plan of *work* from now on, and tells so; ends where that may not be."""
    from mamarr.cli.board import switched_lines
    from mamarr.flow import operating, reading
    from mamarr.flow.switching import Switched, switch
    from mamarr.lang import words

    before = operating.operation(file, old_file)
    done = before if isinstance(before, reading.Checked) else switch(before, work, log_file, signing, at, by)
    if isinstance(done, Switched):
        put(switched_lines(work, done, words(lang, "operate"), width()))
        return
    put(not_recorded, err=True)
    if isinstance(done, reading.Checked):
        stop(done, lang)
    refuse(done, lang, 1)


@click.command()
@click.argument("file", type=FILE)
@click.argument("reports", nargs=-1, metavar="[REPORT]...")
@PLAN
@LOG
@click.option("--by", required=True, help="Who enters this: a desk, never a person's name.")
@click.option("--channel", type=click.Choice(["radio", "phone", "paper", "file"]), default="radio", show_default=True)
@click.option("--from", "source", type=click.File("rb"), help="Take reports from a file; - for input.")
@click.option("--new", is_flag=True, help="Open a new log for this agreement and plan.")
@click.option(
    "--replaces",
    "old_file",
    type=FILE,
    metavar="OLD",
    help="From now on the log goes by --plan, made by mamarr plan --old OLD; signed by the head of operation.",
)
@click.option("--key", "key_file", type=FILE, help="Sign decisions with this key; with --new it becomes the head's.")
@NOW
@LANG
def record(
    file: Path,
    reports: tuple[str, ...],
    plan_file: Path,
    log_file: Path,
    by: str,
    channel: Channel,
    source: BinaryIO | None,
    new: bool,
    old_file: Path | None,
    key_file: Path | None,
    now: datetime | None,
    lang: Language,
) -> None:
    """Record what was reported, by radio, phone or paper; a line each.

    \b
    mamarr record agreement.yaml --plan plan.json --log day.log --by desk --new --key head.key
    mamarr record agreement.yaml --plan plan.json --log day.log --by desk \\
        "06:40 arrived south-out-01 193 civilians by observers"
    mamarr record agreement.yaml --plan new.json --replaces plan.json --log day.log \\
        --by cell --key head.key
    """
    from mamarr.cli.board import lost, loud, recorded_lines
    from mamarr.flow import operating, reading
    from mamarr.lang import words
    from mamarr.model.diagnostic import Diagnostic
    from mamarr.operating.keys import load_key

    say = words(lang, "operate", "terminal")
    if not by.strip():
        raise click.UsageError(say("by-missing"))
    if new and old_file:
        raise click.UsageError(say("new-replaces"))
    name = getattr(source, "name", "") or "report"
    given = operating.report_lines(source.read(), name) if source else ()
    if isinstance(given, Diagnostic):
        put(lost((*reports, name), say), err=True)
        refuse((given,), lang)
    lines = [(n, line) for n, line in enumerate([*reports, *given], 1) if line.strip()]
    not_recorded = list(lost((line for _, line in lines), say))
    work = operating.operation(file, plan_file, new=new)
    if isinstance(work, reading.Checked):
        put(not_recorded, err=True)
        stop(work, lang)
    signing = load_key(key_file) if key_file else None
    if isinstance(signing, Diagnostic):
        put(not_recorded, err=True)
        refuse((signing,), lang)
    at = operating.parse_now(now, work.zone)
    failed = False
    if old_file:
        put_in_force(file, old_file, work, log_file, signing, at, by, not_recorded, lang)
    with operating.opened(work, log_file, at, by=by if new else "", key=signing) as log:
        if isinstance(log, Diagnostic):
            put(not_recorded, err=True)
            refuse((log,), lang)
        if new:
            click.echo(say("log-opened", file=str(log_file), head=str(log.head())))
        last = operating.set_back(log, at)
        if last:
            put(loud(operating.clock_fault(work, last, at), say, width()))
        for done in operating.record(work, log, lines, at, by=by, channel=channel, key=signing, file=name):
            failed |= done.written is None
            put(recorded_lines(done, say, width(), work.zone))
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("file", type=FILE)
@PLAN
@LOG
@NOW
@click.option("--all", "everything", is_flag=True, help="Show every convoy.")
@LANG
def status(file: Path, plan_file: Path, log_file: Path, now: datetime | None, everything: bool, lang: Language) -> None:
    """Where is everyone, what blocks whom and by which clause, who is ahead, what is to be expected?

    \b
    mamarr status agreement.yaml --plan plan.json --log day.log
    """
    from mamarr.cli.board import board_lines, exercise_banner
    from mamarr.flow import operating, reading
    from mamarr.lang import words
    from mamarr.model.diagnostic import Diagnostic

    say = words(lang, "operate", "plan", "show", "terminal")
    work = operating.operation(file, plan_file)
    if isinstance(work, reading.Checked):
        stop(work, lang)
    at = operating.parse_now(now, work.zone)
    log = operating.looked_at(work, log_file, exercise=True)
    if isinstance(log, Diagnostic):
        refuse((log,), lang)
    banner = exercise_banner(say, width()) if log.exercise else ()
    put(banner)
    put(board_lines(work, operating.status_of(work, log, at), str(log.head()), say, width(), everything=everything))
    put(banner)


@click.command()
@click.argument("log_file", type=FILE, metavar="LOG")
@click.option(
    "--head", "heads", multiple=True, metavar="'SIZE ROOT'", help="A head noted earlier; checked against this log."
)
@LANG
def audit(log_file: Path, heads: tuple[str, ...], lang: Language) -> None:
    """Re-derive everything in a log from its bytes, with none of the log's own code. Exit 0: whole.

    \b
    mamarr audit day.log
    mamarr audit day.log --head 'SIZE ROOT', as status prints it
    """
    from mamarr.cli.board import exercise_banner
    from mamarr.lang import words
    from mamarr.operating.audit import audit as examine
    from mamarr.operating.audit import of_exercise, plans

    say = words(lang, "terminal")
    noted = []
    for head in heads:
        size, _, root = head.replace(":", " ").partition(" ")
        if not size.isdecimal() or len(root) != 64:
            raise click.UsageError(say("head-form", given=head))
        noted.append((int(size), root))
    found = examine(log_file, heads=noted)
    if found:
        refuse(found, lang, 1)
    click.echo(say("log-whole", file=str(log_file)))
    went_by = plans(log_file)
    for since, plan in went_by if len(went_by) > 1 else ():
        click.echo(say("log-plan", since=f"{since:%Y-%m-%d %H:%M:%S}", plan=plan))
    if of_exercise(log_file):
        put(exercise_banner(words(lang, "operate"), width()))


COMMANDS = (key, record, status, audit)
