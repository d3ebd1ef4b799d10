"""A rehearsed day as an exercise: at each halt the trainee decides, the day goes on by it, and all is compared."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mamarr.cli.board import exercise_banner
from mamarr.cli.options import put, refuse, stop, width, writing
from mamarr.cli.tables import clock
from mamarr.terminal import table, wrap

if TYPE_CHECKING:
    from mamarr.flow.operating import Operation
    from mamarr.flow.replay import Replayed
    from mamarr.lang import Words
    from mamarr.model.values import Language
    from mamarr.rehearsing.exercise import Came, Way
    from mamarr.rehearsing.replay import Halt

ANSWERS = {
    "wait": ("1", "wait", "انتظار"),
    "resume": ("2", "resume", "استئناف"),
    "break-off": ("3", "break off", "إنهاء"),
}


def tell_replay(
    file: Path, plan_file: Path, seed: int, folder: Path, decisions: Path | None, dangers: Path | None, lang: Language
) -> None:
    """Writes the log of the exercise; asks for a decision at each halt, and tells what each would have come to."""
    from mamarr.flow.reading import Checked
    from mamarr.flow.replay import Replayed, replay
    from mamarr.lang import words

    say = words(lang, "rehearse", "operate", "terminal")
    put(exercise_banner(say, width()))
    answer = _written(decisions, say) if decisions else _asked(say)

    def ask(work: Operation, halt: Halt, ways: tuple[Way, ...]) -> Way:
        put(_halted(work, halt, ways, say))
        chosen = answer(ways)
        click.echo(f"→ {say('replay-decision', choice=chosen.choice)}")
        return chosen

    with writing(lang):
        done = replay(file, plan_file, seed, folder, ask, dangers)
    if isinstance(done, Checked):
        stop(done, lang)
    if not isinstance(done, Replayed):
        refuse((done,), lang)
    put(_compared(done, say))
    facts: dict[str, str | int] = {"file": str(done.log), "n": done.events, "halts": len(done.decided)}
    put(wrap(say("replay-written", facts), width()))
    put(wrap(say("replay-watch", agreement=str(file), plan=str(plan_file), log=str(done.log)), width()))
    put(exercise_banner(say, width()))


def _asked(say: Words) -> Callable[[tuple[Way, ...]], Way]:
    """Asks in the terminal until one is named that is allowed; where nobody sits there, it is waited."""

    def answer(ways: tuple[Way, ...]) -> Way:
        while sys.stdin.isatty():
            way = _meant(click.prompt(say("replay-choose"), default="1"), ways)
            if way and not way.barred:
                return way
        return ways[0]

    return answer


def _written(file: Path, say: Words) -> Callable[[tuple[Way, ...]], Way]:
    """Takes the answers from a file, a line each; where it ends, it is waited."""
    try:
        lines = enumerate(file.read_text("utf-8").splitlines(), 1)
    except (OSError, UnicodeDecodeError) as error:
        problem = str(getattr(error, "strerror", None) or "UTF-8 ?")
        raise click.UsageError(say("replay-unread", file=str(file), problem=problem)) from error

    def answer(ways: tuple[Way, ...]) -> Way:
        number, line = next(lines, (0, "1"))
        way = _meant(line, ways)
        if way is None or way.barred:
            key = "replay-not-allowed" if way else "replay-no-decision"
            raise click.UsageError(say(key, file=str(file), line=number, answer=line.strip()))
        return way

    return answer


def _meant(answer: str, ways: tuple[Way, ...]) -> Way | None:
    """The way that is named by its number, in either kind of digits, or by its word in either language."""
    text = answer.strip().lower()
    plain = str(int(text)) if text.isdecimal() else text
    return next((way for way in ways if plain in ANSWERS[way.choice]), None)


def _halted(work: Operation, halt: Halt, ways: tuple[Way, ...], say: Words) -> Iterator[str]:
    from mamarr.reporting.phrases import actor_named

    when = f"{halt.since.astimezone(work.zone):%m-%d %H:%M}"
    name, by = halt.name.in_language(say.language), actor_named(work.agreement, halt.closure.where, say)
    yield ""
    yield from wrap(say("replay-halt", when=when, name=name, by=by), width())
    yield from wrap(say("replay-where", out=halt.out, loaded=halt.loaded), width())
    for number, way in enumerate(ways, 1):
        lines = wrap(_told(work, way, say, halt), width() - 5)
        yield f"  {'–' if way.barred else number}  {lines[0]}"
        yield from (f"     {line}" for line in lines[1:])


def _told(work: Operation, way: Way, say: Words, halt: Halt) -> str:
    """A way in words: who may go it, when the halt ends then; or why the agreement bars it."""
    from mamarr.reporting.phrases import actor_named

    if way.choice != "resume":
        return say(f"replay-{way.choice}")
    if way.barred:
        return say(f"replay-{way.barred}")
    names = say("list-comma").join(actor_named(work.agreement, name, say) for name in way.by)
    hours = round((way.ruling.end - halt.closure.start) / 60, 1) if way.ruling else 0
    return say("replay-resume", names=names, hours=f"{hours:g}", kind="assumed" if way.assumed else "agreed")


def _compared(done: Replayed, say: Words) -> Iterator[str]:
    """What the day came to, and what it would have come to with another decision; later halts are waited out then."""
    yield ""
    if not done.decided:
        yield from wrap(say("replay-no-halt"), width())
    yield from wrap(say("replay-what-if"), width())
    yield from wrap(say("rehearsal-compares"), width())
    keys = ("had-head", "out", "left", "finish", "tenth-on-board", "tenth-waiting")
    rows = [[say(f"replay-{key}") for key in keys], [say("replay-as-decided"), *_row(done, done.came, say)]]
    for decided in done.decided:
        when = f"{decided.halt.since.astimezone(done.work.zone):%m-%d %H:%M}"
        for choice, came in decided.would.items():
            label = say("replay-had", when=when, decision=say("replay-decision", choice=choice))
            rows.append([label, *_row(done, came, say)])
    yield from table(rows, tuple(range(1, len(keys))), width())
    yield ""


def _row(done: Replayed, came: Came, say: Words) -> list[str]:
    finish = clock(done.work.plan, came.finish) if came.finish < float("inf") else say("rehearsal-never")
    return [f"{came.out:,}", f"{came.not_out:,}", finish, f"{came.tenth_on_board:.1f}", f"{came.tenth_waiting:.1f}"]
