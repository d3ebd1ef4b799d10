"""The command line as people meet it: help for every command, and a clear word where a path or an option is wrong."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from door import mamarr, refused
from mamarr.cli import main
from mamarr.cli.reference import commands
from mamarr.flow import reading

ROOT = Path(__file__).parents[1]
TOWNS = ROOT / "agreements" / "two-towns.yaml"
VILLAGES = ROOT / "agreements" / "three-villages.yaml"
NOW = "2030-03-04 05:30"


@pytest.fixture(scope="module")
def plan_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    assert mamarr("plan", TOWNS, "-o", path).exit_code == 0
    return path.read_text("utf-8")


@pytest.fixture
def plan(tmp_path: Path, plan_text: str) -> Path:
    path = tmp_path / "plan.json"
    path.write_text(plan_text, "utf-8")
    return path


@pytest.fixture
def log(tmp_path: Path, plan: Path) -> Path:
    path = tmp_path / "day.log"
    assert mamarr(*record(plan, path), "--new").exit_code == 0
    return path


def record(plan: Path, log: Path) -> tuple[str | Path, ...]:
    return ("record", TOWNS, "--plan", plan, "--log", log, "--by", "desk", "--now", NOW)


def status(plan: Path, log: Path) -> tuple[str | Path, ...]:
    return ("status", TOWNS, "--plan", plan, "--log", log, "--now", NOW)


# Help


def test_the_page_of_commands_is_made_from_the_help_texts() -> None:
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == commands(), "run: make reference"


@pytest.mark.parametrize("name", main.commands)
def test_every_command_says_what_it_does_and_shows_an_example(name: str) -> None:
    page = commands().split(f"## {name}\n")[1].split("\n## ")[0]
    help_ = main.commands[name].help or ""
    assert help_.split("\n")[0].endswith((".", "?"))
    assert any(line.strip().startswith(f"mamarr {name}") for line in page.splitlines())


@pytest.mark.parametrize("name", ["", *main.commands])
def test_help_fits_the_terminal(name: str) -> None:
    result = mamarr(*([name] if name else []), "--help")
    assert result.exit_code == 0
    assert max(map(len, result.output.splitlines())) <= 100


@pytest.mark.parametrize("name", main.commands)
def test_every_option_is_explained_or_explains_itself(name: str) -> None:
    bare = [p.name for p in main.commands[name].params if isinstance(p, click.Option) and not p.help]
    assert set(bare) <= {"format_", "runs", "channel", "audience"}


def test_help_is_quick_because_no_step_is_loaded() -> None:
    slow = "('mamarr.flow', 'mamarr.model', 'mamarr.checking', 'mamarr.parsing', 'fluent', 'numba', 'numpy')"
    script = f"import sys, mamarr.cli; print([m for m in sys.modules if m.startswith({slow})])"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("command", ["--help", "explain B201", f"check {TOWNS}"])
def test_output_that_cannot_be_written_is_told(command: str) -> None:
    with Path("/dev/full").open("w") as full:
        line = [sys.executable, "-m", "mamarr", *command.split()]
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("The output could not be written: No space left on device\n")
    assert "Traceback" not in done.stderr


# Files that are read


@pytest.mark.parametrize("command", ["check", "show", "format", "plan"])
def test_a_file_that_is_not_there_or_is_a_folder(command: str, tmp_path: Path) -> None:
    refused(mamarr(command, tmp_path / "missing.yaml"), "error[S000]", "missing.yaml:1:1", "help:")
    refused(mamarr(command, tmp_path), "error[S000]")


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "null", "{}", '{"format": "mamarr plan 99"}', "[" * 100_000])
def test_a_plan_file_that_is_no_plan(text: str, tmp_path: Path, log: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(text, "utf-8")
    for command in (
        ("check", TOWNS, "--plan", wrong),
        ("rehearse", TOWNS, "--plan", wrong),
        record(wrong, log),
        status(wrong, log),
        ("report", TOWNS, "--plan", wrong, "-o", tmp_path / "report"),
    ):
        refused(mamarr(*command), "error[K941]", "wrong.json:1:1")


def test_a_plan_file_that_is_missing_or_binary(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(bytes(range(256)))
    for wrong in (tmp_path / "missing.json", tmp_path):
        refused(mamarr("rehearse", TOWNS, "--plan", wrong), "error[S000]")
    refused(mamarr("rehearse", TOWNS, "--plan", tmp_path / "binary"), "error[K941]", "not a plan: it is not text")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_plan_of_another_agreement(language: str, plan: Path, tmp_path: Path) -> None:
    for command in (
        ("check", VILLAGES, "--plan", plan),
        ("rehearse", VILLAGES, "--plan", plan),
        ("record", VILLAGES, "--plan", plan, "--log", tmp_path / "l", "--by", "desk", "--new"),
        ("status", VILLAGES, "--plan", plan, "--log", tmp_path / "l"),
        ("report", VILLAGES, "--plan", plan, "-o", tmp_path / "report"),
    ):
        refused(mamarr(*command, "--lang", language), "[K942]", "two-towns", "three-villages", code=1)
    assert {p.name for p in tmp_path.iterdir()} == {"plan.json"}


def first(change: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    return lambda plan: plan["convoys"][0].update(change)


@pytest.mark.parametrize(
    ("edit", "code", "usable"),
    [
        (first({"people": {"civilians": 999}}), "K923", True),
        (first({"vehicles": {"ambulances": 40}}), "K925", True),
        (first({"steps": []}), "K921", False),
        (first({"movement": "nowhere-out"}), "K937", False),
        (first({"to": "bridge"}), "K937", False),
        (first({"to": ["north-camp"]}), "K937", False),
        (first({"vehicles": {"camels": 4}}), "K937", False),
        (lambda plan: plan.update(convoys=[]), "K923", True),
        (lambda plan: plan["convoys"].append(plan["convoys"][0]), "K923", True),
    ],
)
def test_an_edited_plan_is_caught(
    edit: Callable[[dict[str, Any]], None], code: str, usable: bool, plan: Path, tmp_path: Path
) -> None:
    """What breaks a promise is told by ``check --plan`` and opens no log; what cannot be followed goes nowhere."""
    document = json.loads(plan.read_text("utf-8"))
    edit(document)
    plan.write_text(json.dumps(document), "utf-8")
    refused(mamarr("check", TOWNS, "--plan", plan), f"error[{code}]", code=1)
    refused(mamarr(*record(plan, tmp_path / "day.log"), "--new", "05:00 note by cell : x"),
            f"[{code}]", "NOT RECORDED: 05:00 note by cell : x", code=1)  # fmt: skip
    assert not (tmp_path / "day.log").exists()
    report = mamarr("report", TOWNS, "--plan", plan, "-o", tmp_path / "report", "--now", NOW)
    if usable:
        assert report.exit_code == 0
    else:
        refused(report, f"[{code}]", code=1)


def test_a_plan_of_another_text_of_the_agreement(plan: Path, log: Path, tmp_path: Path) -> None:
    """One word was changed after the plan was made: everything that relies on the plan refuses it."""
    changed = tmp_path / "two-towns.yaml"
    text = TOWNS.read_text("utf-8")
    assert text.count("suspended by: [cell]") == 1
    changed.write_text(text.replace("suspended by: [cell]", "suspended by: [cell, observers]"), "utf-8")
    use = ("--plan", plan)
    for command in (
        ("rehearse", changed, *use, "--runs", "2"),
        ("record", changed, *use, "--log", log, "--by", "desk"),
        ("record", changed, *use, "--log", tmp_path / "l", "--by", "desk", "--new"),
        ("status", changed, *use, "--log", log),
        ("report", changed, *use, "-o", tmp_path / "report"),
    ):
        refused(mamarr(*command), "error[K943] plan-of-another-text", "help:", code=1)
    assert mamarr("check", changed, *use).exit_code == 0


# Files that are written


def test_who_reads_only_the_first_line_still_gets_the_file(tmp_path: Path) -> None:
    output = tmp_path / "p.json"
    with subprocess.Popen(
        [sys.executable, "-m", "mamarr", "plan", TOWNS, "-o", output], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
    assert output.stat().st_size > 0


def test_an_output_that_cannot_be_written_is_told_and_nothing_is_lost(plan: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for option, output in (
        ("-o", kept),
        ("-o", plan / "p"),
        ("--csv", kept / "no" / "p"),
        ("--csv", Path("/dev/full")),
    ):
        refused(mamarr("plan", TOWNS, option, output), f"{output} could not be written: ")
    before = {p.name for p in tmp_path.iterdir()}
    for folder, command in (
        (plan, ("plan", TOWNS, "--pictures")),
        (plan / "below", ("rehearse", TOWNS, "--plan", plan, "--runs", "2", "--pictures")),
        (plan, ("report", TOWNS, "--plan", plan, "--now", NOW, "-o")),
        (plan, ("demo", "--into")),
    ):
        refused(mamarr(*command, folder), f"{folder} could not be written: ")
    assert {p.name for p in tmp_path.iterdir()} == before == {"kept", "plan.json"}
    assert json.loads(plan.read_text("utf-8"))["agreement"] == "two-towns"


def test_a_plan_is_replaced_whole_through_links_and_keeps_its_rights(plan: Path, tmp_path: Path) -> None:
    plan.write_text("old", "utf-8")
    plan.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(plan)
    assert mamarr("plan", TOWNS, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert stat.S_IMODE(plan.stat().st_mode) == 0o640
    assert json.loads(plan.read_text("utf-8"))["agreement"] == "two-towns"
    assert {p.name for p in tmp_path.iterdir()} == {"plan.json", "link.json"}


# Keys and logs


def test_a_key_is_for_its_owner_and_never_overwritten(tmp_path: Path, plan: Path, log: Path) -> None:
    made = tmp_path / "head.key"
    assert mamarr("key", made).exit_code == 0
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    before = made.read_bytes()
    refused(mamarr("key", made), "error[E223]")
    refused(mamarr("key", tmp_path), "error[E223]")
    refused(mamarr("key", tmp_path / "missing" / "k"), "error[E221]")
    assert made.read_bytes() == before
    refused(mamarr(*record(plan, log), "--key", tmp_path / "missing"), "error[E221]")
    made.chmod(0o644)
    refused(mamarr(*record(plan, log), "--key", made), "error[E222]")
    made.chmod(0o600)
    made.write_text("mamarr-key-1 00", "utf-8")
    refused(mamarr(*record(plan, log), "--key", made), "error[E221]")


def test_a_log_that_is_none_is_left_as_it_is(plan: Path, log: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("06:40 arrived south-out-01", "utf-8")
    empty = tmp_path / "empty"
    empty.touch()
    for wrong, code in ((text, "E202"), (empty, "E202"), (tmp_path, "E201"), (tmp_path / "missing", "E201")):
        refused(mamarr(*record(plan, wrong), "06:40 note by cell : late"), f"error[{code}]")
        refused(mamarr(*status(plan, wrong)), f"error[{code}]")
        refused(mamarr("report", TOWNS, "--plan", plan, "--log", wrong, "-o", tmp_path / "r"), f"error[{code}]")
        refused(mamarr("audit", wrong), "error[", code=1)
    assert text.read_text("utf-8") == "06:40 arrived south-out-01"
    assert not empty.stat().st_size
    assert not (tmp_path / "missing").exists()
    for taken in (log, text, tmp_path):
        refused(mamarr(*record(plan, taken), "--new"), "error[E204]")
    refused(mamarr(*record(plan, tmp_path / "missing" / "l"), "--new"), "error[E206]")


def test_a_log_of_another_plan(plan: Path, log: Path, tmp_path: Path) -> None:
    document = json.loads(plan.read_text("utf-8"))
    document["overrides"] = [{"code": "X", "reason": "edited"}]
    other = tmp_path / "other.json"
    other.write_text(json.dumps(document), "utf-8")
    refused(
        mamarr(*record(other, log), "05:00 note by cell : x"), "error[E205]", "NOT RECORDED: 05:00 note by cell : x"
    )
    refused(mamarr(*status(other, log)), "error[E205]")
    assert mamarr(*status(plan, log)).exit_code == 0


def test_the_plan_of_a_log_is_not_replaced_beside_it(plan: Path, log: Path) -> None:
    before = plan.read_bytes()
    assert mamarr("plan", TOWNS, "-o", plan).exit_code == 0, "the same plan again"
    refused(mamarr("plan", TOWNS, "--level", "low", "-o", plan), "day.log", "Nothing was written")
    assert plan.read_bytes() == before
    log.unlink()
    assert mamarr("plan", TOWNS, "--level", "low", "-o", plan).exit_code == 0
    assert plan.read_bytes() != before


def test_a_log_that_another_process_writes(plan: Path, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys; from pathlib import Path; from mamarr.operating.log import open_log\n"
        "log = open_log(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(log)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        monkeypatch.setattr("mamarr.operating.log.PATIENCE", 0)
        lines = ("05:00 note by cell : x", "05:01 note by cell : y")
        refused(mamarr(*record(plan, log), *lines), "error[E203]", *(f"NOT RECORDED: {line}" for line in lines))
        assert mamarr(*status(plan, log)).exit_code == 0
        assert mamarr("audit", log).exit_code == 0
        monkeypatch.undo()
        assert other.stdin is not None
        other.stdin.close()  # it ends while the next one waits
        assert mamarr(*record(plan, log), "05:02 note by cell : z").exit_code == 0
    assert mamarr(*record(plan, log), "05:00 note by cell : x").exit_code == 0
    assert mamarr("audit", log).exit_code == 0


def test_a_repeat_keeps_its_number(plan: Path, log: Path) -> None:
    line = "05:00 note by cell : water is there"
    assert mamarr(*record(plan, log), line).output.startswith("1 · ")
    again = mamarr(*record(plan, log), line, "٠٥:٠٠ note by cell : water is there")
    assert again.exit_code == 0
    assert [one.split(" ")[0] for one in again.output.splitlines()] == ["1", "1"]
    assert again.output.count("was recorded before") == 2


def test_reports_from_a_file(plan: Path, log: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports.txt"
    reports.write_bytes(
        "\ufeff05:00 note by cell : water is there\r\n\r\n٠٥:٠١ ملاحظة بواسطة cell : وصل الماء\r\n".encode()
    )
    result = mamarr(*record(plan, log), "--from", reports)
    assert result.exit_code == 0, result.output
    assert result.output.count("head") == 2
    reports.write_bytes("06:40 note by cell : وصل".encode("utf-16"))
    refused(mamarr(*record(plan, log), "--from", reports), "error[E106]")
    refused(mamarr(*record(plan, log), "--from", tmp_path), "Is a directory")


@pytest.mark.parametrize(
    "line", ["", "06:40", "25:00 arrived x by y", "arrived", "\x00", "05:00 note by cell : " + "x" * 100_000, "٠٥:٠٠"]
)
def test_a_line_of_anything_is_recorded_or_refused_in_words(line: str, plan: Path, log: Path) -> None:
    result = mamarr(*record(plan, log), line)
    assert result.exit_code in (0, 1)
    assert bool(result.exit_code) is ("NOT RECORDED" in result.output)
    assert mamarr("audit", log).exit_code == 0


def test_every_code_is_explained_in_both_languages() -> None:
    known = reading.codes()
    assert {"K905", "E311", "R001", "J004", "B201"} <= set(known)
    for code in known:
        english, arabic = reading.explain(code, "en"), reading.explain(code, "ar")
        assert english
        assert arabic
        assert english != arabic
        assert "What to do" in english
        assert "ما العمل" in arabic
    told = mamarr("explain", "k907").output
    assert "wait for each other: ‹names›" in told, "a loop and a shortage are told apart"
    assert "more than was promised" in told


# Options


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("check",), "Missing argument"),
        (("check", TOWNS, "--fix", "X1"), "No mechanical remedy for X1"),
        (("explain", "X1"), "There is no rule X1"),
        (("plan", TOWNS, "--despite", "B201"), "needs a code and a reason"),
        (("plan", TOWNS, "--despite", "B201: "), "needs a code and a reason"),
        (("plan", TOWNS, "--despite", "X999:a word was given"), "There is no rule X999"),
        (("plan", TOWNS, "--level", "highest"), "Invalid value"),
        (("audit", TOWNS, "--head", "12"), "A head is a number and all 64 characters"),
        (("nothing",), "No such command"),
    ],
)
def test_slips_in_options(arguments: tuple[str, ...], shown: str) -> None:
    refused(mamarr(*arguments), shown)


def test_slips_in_options_of_a_day(plan: Path, log: Path) -> None:
    refused(mamarr(*record(plan, log)[:-4], "--by", " ", "--new"), "--by needs a word")
    refused(mamarr(*status(plan, log)[:-1], "tomorrow"), "Invalid value for '--now'")
    refused(mamarr(*status(plan, log)[:-1], "0001-01-01 00:00"), "Invalid value for '--now'")
    refused(mamarr("report", TOWNS, "--plan", plan, "--hours", "99999999999"), "Invalid value for '--hours'")
    refused(mamarr("rehearse", TOWNS, "--plan", plan, "--runs", "0"), "error[R001]", code=1)
    refused(mamarr("rehearse", TOWNS, "--plan", plan, "--seed", "-1"), "error[R002]", code=1)
