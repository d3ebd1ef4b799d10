"""A Markdown file -> its commands run, and what they printed compared with (or written into) the file.

    ```yaml file=agreement.yaml         writes the file into a fresh folder
    ```console                          `$ command`, the expected output, `[exit N]` where N is not 0

In expected output, `...` alone on a line stands for any number of lines. `mamarr`, `cat`, `ls` and `export`
are run; other commands are for the reader only. The shipped agreements are in the folder `agreements`.
"""

import os
import re
import shlex
import shutil
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from difflib import SequenceMatcher, unified_diff
from itertools import groupby
from pathlib import Path

import click
from click.testing import CliRunner

ROOT = Path(__file__).parents[1]
WHERE = ("README.md", "docs/tutorial.md", "tests/cases/*/*.md")

FENCE = re.compile(r"(?P<ticks>`{3,})(?P<info>[^`]*)")
EXIT = re.compile(r"\[exit (\d+)\]")
PLAIN = {"COLUMNS": "100", "LINES": "40", "TERM": "dumb", "NO_COLOR": "1"}
UNSET = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


@dataclass(frozen=True)
class Block:
    info: str
    start: int  # index of the first line inside
    end: int  # index of the closing fence


@dataclass(frozen=True)
class Exchange:
    """One command of a console block, and the lines that are expected of it."""

    command: str
    start: int  # index of the first expected line
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    lines: tuple[str, ...]
    code: int = 0
    crash: str = ""

    def shown(self) -> tuple[str, ...]:
        return (*self.lines, f"[exit {self.code}]") if self.code else self.lines

    def fits(self) -> bool:
        """Whether a console block can hold it without reading as something else."""
        return not any(line.startswith(("$ ", "```")) for line in self.lines)


@dataclass
class Shell:
    """A fresh folder, the variables set so far, and the few commands that cases may run."""

    folder: Path
    program: click.Command
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, command: str) -> Answer | None:
        """The answer to a command, or None for a command that is for the reader only."""
        program, *arguments = shlex.split(command, comments=True)
        doing: dict[str, Callable[[list[str]], Answer]] = {
            "mamarr": self.mamarr,
            "cat": self.cat,
            "ls": self.ls,
            "export": self.export,
        }
        return doing[program](arguments) if program in doing else None

    def mamarr(self, arguments: list[str]) -> Answer:
        inherited = [name for name in os.environ if name.startswith("MAMARR_")]
        variables = {**dict.fromkeys([*inherited, *UNSET]), **PLAIN, **self.variables}
        with chdir(self.folder):
            result = CliRunner().invoke(self.program, arguments, env=variables, prog_name="mamarr")
        crash = ""
        if result.exception and not isinstance(result.exception, SystemExit):
            crash = "".join(traceback.format_exception(result.exception))
        return Answer(tidy(result.output), result.exit_code, crash)

    def cat(self, arguments: list[str]) -> Answer:
        missing = [name for name in arguments if not (self.folder / name).is_file()]
        if missing:
            return Answer(tuple(f"cat: {name}: no such file" for name in missing), 1)
        return Answer(tidy("".join((self.folder / name).read_text(encoding="utf-8") for name in arguments)))

    def ls(self, arguments: list[str]) -> Answer:
        folder = self.folder.joinpath(*arguments)
        if not folder.is_dir():
            return Answer((f"ls: {' '.join(arguments)}: no such folder",), 1)
        return Answer(tuple(sorted(path.name for path in folder.iterdir())))

    def export(self, arguments: list[str]) -> Answer:
        self.variables |= dict(argument.split("=", 1) for argument in arguments)
        return Answer(())


def collect(root: Path = ROOT) -> list[Path]:
    return [path for pattern in WHERE for path in sorted(root.glob(pattern))]


def tidy(text: str) -> tuple[str, ...]:
    """Lines without the spaces at their ends and the empty lines at the end, which Markdown does not show."""
    return tuple(line.rstrip() for line in text.rstrip().splitlines())


def blocks(lines: list[str]) -> Iterator[Block]:
    opened: tuple[str, str, int] | None = None
    for index, line in enumerate(lines):
        match = FENCE.fullmatch(line.rstrip())
        if opened is None and match:
            opened = match["ticks"], match["info"].strip(), index + 1
        elif opened and match and not match["info"] and len(match["ticks"]) >= len(opened[0]):
            yield Block(opened[1], opened[2], index)
            opened = None
    assert opened is None, f"line {opened[2]}: this block is not closed"


def exchanges(lines: list[str], block: Block) -> Iterator[Exchange]:
    starts = [i for i in range(block.start, block.end) if lines[i].startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        yield Exchange(lines[start][2:], start + 1, end, tidy("\n".join(lines[start + 1 : end])))


def agrees(expected: tuple[str, ...], answer: Answer) -> bool:
    code = 0
    if expected and (match := EXIT.fullmatch(expected[-1])):
        code, expected = int(match[1]), expected[:-1]
    return code == answer.code and like(expected, answer.lines)


def like(expected: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    """Whether the lines are as expected, where `...` stands for any number of lines."""
    if not expected:
        return not lines
    if expected[0] == "...":
        return any(like(expected[1:], lines[skipped:]) for skipped in range(len(lines) + 1))
    return bool(lines) and lines[0] == expected[0] and like(expected[1:], lines[1:])


def run_case(path: Path, folder: Path, *, update: bool = False, program: click.Command | None = None) -> list[str]:
    """The faults of one file, each with its line; with `update`, the file is rewritten to have none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    shell = Shell(folder, program or shipped())
    if (ROOT / "agreements").is_dir():
        shutil.copytree(ROOT / "agreements", folder / "agreements")
    faults: list[str] = []
    answers: list[tuple[Exchange, Answer]] = []
    for block in blocks(lines):
        language, *options = shlex.split(block.info) or [""]
        for option in options:
            if option.startswith("file="):
                save(folder / option.removeprefix("file="), lines[block.start : block.end])
        for exchange in exchanges(lines, block) if language == "console" else ():
            answer = shell.run(exchange.command)
            if answer is None:
                continue
            answers.append((exchange, answer))
            faults += fault(path, exchange, answer, update)
    if not answers:
        faults.append(f"{path}: runs no command")
    if update and not faults:
        rewrite(path, lines, answers)
    return faults


def shipped() -> click.Command:
    from mamarr.cli import main  # late: the runner's own tests do without it

    return main


def save(file: Path, lines: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def fault(path: Path, exchange: Exchange, answer: Answer, update: bool) -> Iterator[str]:
    place = f"{path}:{exchange.start}: $ {exchange.command}"
    if answer.crash:
        yield f"{place}\n{answer.crash}"
    elif not update and not agrees(exchange.lines, answer):
        difference = unified_diff(exchange.lines, answer.shown(), "expected", "printed", n=3, lineterm="")
        yield "\n".join([place, *difference])
    elif update and not agrees(exchange.lines, answer) and not answer.fits():
        yield f"{place}\nprints a line that a console block cannot hold: use `...` in its place"


def rewrite(path: Path, lines: list[str], answers: list[tuple[Exchange, Answer]]) -> None:
    """From the end, so that the places of what stands before remain right."""
    for exchange, answer in reversed(answers):
        if not agrees(exchange.lines, answer):
            lines[exchange.start : exchange.end] = redone(exchange.lines, answer)
    text = "".join(f"{line}\n" for line in lines)
    if text != path.read_text(encoding="utf-8"):
        path.write_text(text, encoding="utf-8")


def alike(lines: Sequence[str], others: Sequence[str]) -> float:
    return SequenceMatcher(None, "\n".join(lines), "\n".join(others)).ratio()


def redone(expected: tuple[str, ...], answer: Answer) -> tuple[str, ...]:
    """What was printed; where the old text left lines out, so does this, showing the lines most like the old."""
    old = expected[:-1] if expected and EXIT.fullmatch(expected[-1]) else expected
    if "..." not in old:
        return answer.shown()
    made: list[str] = []
    past = 0
    for left_out, part in ((gap, list(own)) for gap, own in groupby(old, lambda line: line == "...")):
        if left_out:
            made.append("...")
            continue
        starts = range(past, max(past, len(answer.lines) - len(part)) + 1) if made else range(1)
        start = max(starts, key=lambda s: alike(answer.lines[s : s + len(part)], part))
        past = start + len(part)
        made += answer.lines[start:past]
    if like(tuple(made), answer.lines):
        return (*made, *answer.shown()[len(answer.lines) :])
    return answer.shown()
