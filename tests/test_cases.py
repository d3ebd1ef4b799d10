"""The readable cases, README and tutorial -> run as tests; and the runner itself."""

from pathlib import Path

import click
import pytest

import cases


def title(path: Path) -> str:
    return path.relative_to(cases.ROOT).with_suffix("").as_posix().removeprefix("tests/cases/")


@pytest.mark.parametrize("path", cases.collect(), ids=title)
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    faults = cases.run_case(path, tmp_path, update=request.config.getoption("--update-cases"))
    if faults:
        pytest.fail("\n\n".join(faults), pytrace=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--now", envvar="MAMARR_NOW", default="never")
@click.pass_context
def toy(context: click.Context, file: Path, now: str) -> None:
    text = file.read_text(encoding="utf-8").strip()
    click.echo(f"now: {now}   \nfile: {text}\nend")
    click.echo("to the error stream", err=True)
    context.exit(3 if text == "bad" else 0)


GOOD = """\
Prose, with `$ mamarr x` in it.

```yaml file=deep/a.yaml
ممر
```

```console
$ mamarr deep/a.yaml
now: never
file: ممر
end
to the error stream
$ make something
this is for the reader
$ export MAMARR_NOW="2016-12-16 09:00"
```

More prose.

```text file=b.txt
bad
```

```console
$ mamarr b.txt   # a remark
now: 2016-12-16 09:00
...
[exit 3]
$ cat b.txt deep/a.yaml
bad
ممر
$ ls deep
a.yaml
$ ls nowhere
ls: nowhere: no such folder
[exit 1]
```
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.md"
    path.write_text(GOOD, encoding="utf-8")
    return path


def run(case: Path, *, update: bool = False) -> list[str]:
    folder = case.parent / f"work{len(list(case.parent.iterdir()))}"
    folder.mkdir()
    return cases.run_case(case, folder, update=update, program=toy)


def test_a_right_case_has_no_faults_and_update_leaves_it(case: Path) -> None:
    assert run(case) == []
    assert run(case, update=True) == []
    assert case.read_text(encoding="utf-8") == GOOD


@pytest.mark.parametrize(
    ("right", "wrong", "shown"),
    [
        ("file: ممر", "file: other", "-file: other\n+file: ممر"),
        ("end\nto the error stream\n", "end\n", "+to the error stream"),
        ("...\n[exit 3]", "...", "+[exit 3]"),
        ("[exit 3]", "[exit 2]", "-[exit 2]"),
        ("...\n[exit 3]", "...\nnot printed\n[exit 3]", "-not printed"),
    ],
    ids=["other line", "line missing", "exit missing", "other exit", "line after dots"],
)
def test_a_wrong_case_fails_and_update_repairs_it(case: Path, right: str, wrong: str, shown: str) -> None:
    case.write_text(GOOD.replace(right, wrong, 1), encoding="utf-8")
    [fault] = run(case)
    assert fault.startswith(f"{case}:")
    assert shown in fault
    assert run(case, update=True) == []
    assert run(case) == []
    repaired = case.read_text(encoding="utf-8")
    assert "this is for the reader" in repaired
    assert repaired.startswith(GOOD[: GOOD.index("```console")])


def test_a_crash_shows_its_traceback_even_when_updating(case: Path) -> None:
    case.write_text("```console\n$ mamarr missing.yaml\n...\n[exit 1]\n```\n", encoding="utf-8")
    for update in (False, True):
        [fault] = run(case, update=update)
        assert "Traceback" in fault
        assert "FileNotFoundError" in fault


@pytest.mark.parametrize("text", ["only prose\n", "```console\n$ make test\n```\n"])
def test_a_case_that_runs_nothing_fails(case: Path, text: str) -> None:
    case.write_text(text, encoding="utf-8")
    assert run(case) == [f"{case}: runs no command"]


def test_output_that_a_block_cannot_hold_is_not_written(case: Path) -> None:
    text = "```text file=a\n$ x\n```\n```console\n$ cat a\n```\n"
    case.write_text(text, encoding="utf-8")
    [fault] = run(case, update=True)
    assert "cannot hold" in fault
    assert case.read_text(encoding="utf-8") == text


def test_a_block_that_is_not_closed_is_a_fault(case: Path) -> None:
    case.write_text("```console\n$ ls\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="line 1: this block is not closed"):
        run(case)


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("...", "", True),
        ("...", "a b", True),
        ("a ... c", "a c", True),
        ("a ... b c", "a b x b c", True),
        ("a ... c", "a b", False),
        ("a ...", "b a", False),
        ("", "a", False),
        ("a a", "a", False),
    ],
)
def test_dots_match_any_number_of_lines(expected: str, printed: str, same: bool) -> None:
    assert cases.like(tuple(expected.split()), tuple(printed.split())) is same


def test_update_leaves_out_what_was_left_out() -> None:
    printed = cases.Answer(("a title", "new 1", "convoy 7 leaves", "new 2", "the end"), 1)
    old = ("a title", "...", "convoy 6 leaves", "...", "[exit 1]")
    assert cases.redone(old, printed) == ("a title", "...", "convoy 7 leaves", "...", "[exit 1]")
    assert cases.redone(("...", "[exit 2]"), printed) == ("...", "[exit 1]")
    assert cases.redone(("another", "end"), printed) == printed.shown()
