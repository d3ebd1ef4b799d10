"""Files that no cell would write on purpose, through the doors: a message at its place, an exit code, no traceback."""

import random
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mamarr.cli import main
from mamarr.flow import planning, reading
from mamarr.flow.reading import Checked
from mamarr.lang import LANGUAGES, words
from mamarr.terminal import diagnostic_lines

TOWNS = Path(__file__).parents[1] / "agreements" / "two-towns.yaml"
TEXT = TOWNS.read_text("utf-8")
HEAD = "agreement: x\ntitle: X\n"
ANNEX = "agreement: x\namends: two-towns\ntitle: X\n"
LONG = "a" * 300


def mamarr(*arguments: str | Path) -> tuple[int, str]:
    """Exit code and output of a command that must not crash."""
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="mamarr", env={"COLUMNS": "100"})
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result.exit_code, result.output


def written(folder: Path, data: str | bytes) -> Path:
    """*data* as a file beside the teaching case that it may amend."""
    (folder / "two-towns.yaml").write_text(TEXT, "utf-8")
    file = folder / "x.yaml"
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return file


def town(old: str, new: str) -> str:
    assert TEXT.count(old) >= 1, old
    return TEXT.replace(old, new, 1)


# what is wrong: the file, the code of its first error, the line that it stands at, the exit code
BAD: dict[str, tuple[str | bytes, str, int, int]] = {
    "empty": ("", "S005", 1, 2),
    "only spaces": ("\n   \n", "S005", 1, 2),
    "only a comment": ("# nothing\n", "S005", 1, 2),
    "binary": (bytes(range(256)) * 4, "S002", 2, 2),
    "zeros": (b"\0" * 1000, "S002", 1, 2),
    "another encoding": (f"{HEAD}basis: حلب\n".encode("cp1256"), "S002", 3, 2),
    "UTF-16": (TEXT.encode("utf-16"), "S002", 1, 2),
    "10 MB": ("agreement: x\n" + "# " + "x" * 10_000_000, "S001", 1, 2),
    "tabs": ("agreement: x\nparties:\n\ta: {signed: yes}\n", "S003", 3, 2),
    "a list": ("- agreement: x\n", "S009", 1, 2),
    "a word": ("agreement\n", "S009", 1, 2),
    "a key twice": (f"{HEAD}title: Y\n", "S007", 3, 1),
    "a name twice": (f"{HEAD}parties:\n  a: {{signed: yes}}\n  a: {{signed: no}}\n", "S007", 5, 1),
    "an alias bomb": (
        "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "S006",
        1,
        2,
    ),
    "deep nesting": (HEAD + "x: " + "[" * 5_000 + "]" * 5_000, "S003", 3, 2),
    "amends itself": ("agreement: x\namends: x\ntitle: X\n", "S016", 2, 2),
    "amends what is not there": ("agreement: x\namends: nowhere\ntitle: X\n", "S015", 2, 2),
    "amends a path": ("agreement: x\namends: ../../etc/passwd\ntitle: X\n", "S015", 2, 2),
    "negative people": (f"{ANNEX}people: {{north-people: {{number: -5}}}}\n", "S011", 4, 1),
    "half a person": (f"{ANNEX}people: {{north-people: {{number: 10.5}}}}\n", "S011", 4, 1),
    "too many people": (f"{ANNEX}people: {{north-people: {{number: {'9' * 40}}}}}\n", "S011", 4, 1),
    "closes before it opens": (town("closes: 2030-03-06 20:00", "closes: 2030-03-03 20:00"), "S021", 10, 1),
    "an unknown zone": (town("zone: Asia/Damascus", "zone: Asia/Atlantis"), "S020", 10, 1),
    "a digit too many": (town("low: 2300", "low: 23000"), "S022", 68, 1),
    "more people than there are": (town("likely: 2400, high: 2500", "likely: 2400, high: 7500000"), "S026", 68, 1),
    "a window of 8,000 years": (town("closes: 2030-03-06 20:00", "closes: 9999-12-31 20:00"), "S026", 10, 1),
    "a convoy of nobody": (town("convoy: {people: 200, vehicles: 10}", "convoy: {people: 0}"), "S027", 87, 1),
    "a convoy a person": (
        TEXT.replace("convoy: {people: 200", "convoy: {people: 1")
        .replace("number: {low: 2300, likely: 2400", "number: {low: 2300, likely: 20000")
        .replace("high: 2500", "high: 30000"),
        "S026",
        87,
        1,
    ),
    "a crossing for nobody": (town("vehicles per hour: 40", "vehicles per hour: 0"), "S027", 42, 1),
    "a day that does not exist": (town("opens: 2030-03-04", "opens: 2030-02-30"), "S011", 10, 1),
    "300 characters": (
        f"{HEAD}parties:\n  a: {{signed: yes}}\nmonitors: {{b: {{posted at: [{LONG}]}}}}\n",
        "S013",
        5,
        1,
    ),
    "a right-to-left override": ("agreement: x\ntitle: a\u202eb\n", "S004", 2, 1),
    "an invisible letter in a name": (f"{HEAD}parties:\n  a\u200bb: {{signed: yes}}\n", "S012", 4, 1),
    "the tag of a program": (f"{HEAD}basis: !!python/object/apply:os.system [ls]\n", "S009", 3, 1),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_told_at_its_line(what: str, tmp_path: Path) -> None:
    data, code, line, exit_code = BAD[what]
    file = written(tmp_path, data)
    got, told = mamarr("check", file)
    assert (got, f"error[{code}]" in told) == (exit_code, True), told[:2000]
    assert f"{file}:{line}:" in told
    for command in ("show", "plan", "format"):
        assert mamarr(command, file)[0] in (0, exit_code)
    assert mamarr("check", file, "--lang", "ar")[0] == exit_code


def test_amendments_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "y.yaml").write_text("agreement: y\namends: x\ntitle: Y\n", "utf-8")
    code, told = mamarr("check", written(tmp_path, "agreement: x\namends: y\ntitle: X\n"))
    assert code == 2
    assert "error[S016]" in told
    assert "x → y → x" in told


def test_roads_in_a_circle_and_to_themselves(tmp_path: Path) -> None:
    roads = [f"{{from: {a}, to: {b}, minutes: 5}}" for a, b in ("ab", "bc", "ca", "aa")]
    places = "".join(f"  {p}: {{kind: assembly}}\n" for p in "abc")
    people = "people: {g: {at: a, number: 10}}\nmovements: {m: {people: g, via: [b, c], to: [c]}}\n"
    file = written(tmp_path, f"{HEAD}places:\n{places}roads: [{', '.join(roads)}]\n{people}")
    assert mamarr("check", file)[0] == 1
    assert mamarr("plan", file)[0] == 1


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        TEXT.replace("count: 40", "count: ٤٠"),
        TEXT.replace("2400", "٢٬٤٠٠"),
    ],
    ids=["CRLF", "BOM", "Arabic digits", "Arabic thousands"],
)
def test_other_habits_of_writing_are_read_alike(text: str, tmp_path: Path) -> None:
    assert mamarr("format", written(tmp_path, text))[1] == mamarr("format", TOWNS)[1]
    assert mamarr("check", tmp_path / "x.yaml")[0] == 0


def test_a_fault_stands_at_its_line_behind_windows_line_ends(tmp_path: Path) -> None:
    text = town("kind: assembly", "kind: assemblage").replace("\n", "\r\n")
    line = next(n for n, one in enumerate(text.split("\n"), 1) if "assemblage" in one)
    assert f"x.yaml:{line}:" in mamarr("check", written(tmp_path, text))[1]


@pytest.mark.parametrize("name", [LONG, "ممر-" * 80 + "ا", "7"])
def test_long_and_odd_identifiers_go_through_every_step(name: str, tmp_path: Path) -> None:
    text = TEXT.replace("agreement: two-towns", f'agreement: "{name}"').replace("south-out", name)
    file, plan = written(tmp_path, text), tmp_path / "p.json"
    assert mamarr("check", file)[0] in (0, 1)
    if mamarr("plan", file, "-o", plan)[0] == 0:
        assert mamarr("rehearse", file, "--plan", plan, "--runs", "2")[0] == 0
        assert mamarr("report", file, "--plan", plan, "-o", tmp_path / "report", "--now", "2030-03-04 06:00")[0] == 0


# Fuzz: the teaching case with its lines and values deleted, doubled, swapped, replaced

LINES = TEXT.split("\n")
SCALAR = re.compile(r"(?<=[:,\[] )[^\s{}\[\],:][^{}\[\],:\n]*|\d+")
ODD = (
    "0",
    "-1",
    "1.5",
    "none",
    "not agreed",
    "yes",
    "٧",
    "x",
    "[]",
    "{}",
    "100%",
    "0%",
    "2030-03-04 06:00",
    "999999999",
)


def mutated(seed: int) -> str:
    """The teaching case after a few slips."""
    chance = random.Random(seed)
    lines = list(LINES)
    for _ in range(chance.randint(1, 4)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        kind = chance.randrange(6)
        if kind == 0:
            del lines[at]
        elif kind == 1:
            lines.insert(at, lines[at])
        elif kind == 2:
            lines[at], lines[other] = lines[other], lines[at]
        else:
            values = [m[0] for line in lines for m in SCALAR.finditer(line)] if kind == 3 else ODD
            places = list(SCALAR.finditer(lines[at]))
            if places:
                place = chance.choice(places)
                lines[at] = lines[at][: place.start()] + chance.choice(values) + lines[at][place.end() :]
    return "\n".join(lines)


def told(checked: Checked) -> None:
    """Every diagnostic has words in both languages, and fits the terminal."""
    for language in LANGUAGES:
        say = words(language, "check", "show", "plan", "terminal")
        for diagnostic in checked.diagnostics:
            assert list(diagnostic_lines(checked, diagnostic, say, 100))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.integers(0, 1_000_000))
def test_slips_never_crash_the_check_or_the_plan(tmp_path: Path, seed: int) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(mutated(seed), "utf-8")
    made = planning.plan_file(file)
    told(made.checked)
    if made.checked.agreement is not None:
        for language in LANGUAGES:
            assert list(reading.show(made.checked.agreement, language))
