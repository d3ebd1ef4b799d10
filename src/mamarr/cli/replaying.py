"""A rehearsed day as an exercise: it halts where somebody must decide, and asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.board import exercise_banner
from mamarr.cli.options import put, refuse, stop, width, writing
from mamarr.terminal import wrap

if TYPE_CHECKING:
    from mamarr.flow.operating import Operation
    from mamarr.lang import Words
    from mamarr.model.values import Language
    from mamarr.rehearsing.replay import Halt

CHOICES = ("stop", "go-on", "decide")


def tell_replay(
    file: Path, plan_file: Path, seed: int, folder: Path, decisions: Path | None, dangers: Path | None, lang: Language
) -> None:
    """Writes the log of the exercise; asks for a decision at each halt and tells what the agreement says of it."""
    from mamarr.flow.reading import Checked
    from mamarr.flow.replay import Replayed, replay
    from mamarr.lang import words

    say = words(lang, "rehearse", "operate", "terminal")
    put(exercise_banner(say, width()))
    given = _answers(decisions, lang) if decisions else None

    def ask(work: Operation, halt: Halt) -> str:
        put(_halted(work, halt, say))
        if given is None and not sys.stdin.isatty():
            return ""
        answer = next(given, "") if given is not None else click.prompt(say("replay-choose"), default="1")
        chosen = CHOICES[int(answer) - 1] if answer.strip() in ("1", "2", "3") else ""
        put(_afterwards(work, halt, chosen, say))
        return say(f"replay-{chosen}") if chosen else answer.strip()

    with writing(lang):
        done = replay(file, plan_file, seed, folder, ask, dangers)
    if isinstance(done, Checked):
        stop(done, lang)
    if not isinstance(done, Replayed):
        refuse((done,), lang)
    facts: dict[str, str | int] = {"file": str(done.log), "n": done.events, "halts": len(done.halts)}
    put(wrap(say("replay-written", facts), width()))
    put(wrap(say("replay-watch", agreement=str(file), plan=str(plan_file), log=str(done.log)), width()))
    put(exercise_banner(say, width()))


def _answers(file: Path, lang: Language) -> Iterator[str]:
    from mamarr.lang import words

    try:
        return iter(file.read_text("utf-8").splitlines())
    except (OSError, UnicodeDecodeError) as error:
        problem = str(getattr(error, "strerror", None) or "UTF-8 ?")
        raise click.UsageError(words(lang, "rehearse")("replay-unread", file=str(file), problem=problem)) from error


def _halted(work: Operation, halt: Halt, say: Words) -> Iterator[str]:
    when = f"{halt.since.astimezone(work.zone):%m-%d %H:%M}"
    name, by = halt.name.in_language(say.language), halt.closure.where
    yield ""
    yield from wrap(say("replay-halt", when=when, name=name, by=by), width())
    yield from wrap(say("replay-where", out=halt.out, loaded=halt.loaded), width())
    for number, choice in enumerate(CHOICES, 1):
        yield f"  {number}  {say(f'replay-{choice}')}"


def _afterwards(work: Operation, halt: Halt, chosen: str, say: Words) -> Iterator[str]:
    """What the agreement says of this decision, and how long the halt lasted in this run, whatever was decided."""
    said = work.agreement.violations
    named = {
        "stop": say("list-comma").join(said.suspended_by) or "–",
        "go-on": say("list-comma").join(said.resumed_by) or "–",
        "decide": said.disputes_decided_by or "–",
    }
    if chosen:
        yield from wrap(say(f"replay-said-{chosen}", names=named[chosen]), width())
    until = f"{halt.until.astimezone(work.zone):%m-%d %H:%M}" if halt.until else say("rehearsal-never")
    yield from wrap(say("replay-until", until=until), width())
