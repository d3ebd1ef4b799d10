"""An exercise: a halt, a decision, the same day with the same draws goes on by it -> what each decision came to."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mamarr.cli import main
from mamarr.model.agreement import Agreement
from mamarr.model.outcome import Closure, Played
from mamarr.model.plan import Plan
from mamarr.model.values import Text
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.planning import plan as make_plan
from mamarr.rehearsing import answered, replayed
from mamarr.rehearsing.exercise import TALKS, ways
from mamarr.rehearsing.replay import Halt, halts

TWO = Path(__file__).parents[1] / "agreements" / "two-towns.yaml"
HALT = """\
title: {en: Test, ar: اختبار}
dangers:
  halt:
    name: {en: A halt, ar: توقف}
    strikes: boarding
    once in: {anybody: 20 hours}
    minutes: {low: 400, likely: 900, high: 1200}
    assumption: {en: All, ar: كله}
"""
SEED = 4


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("exercise")
    assert CliRunner().invoke(main, ["plan", str(TWO), "-o", str(made / "plan.json")]).exit_code == 0
    (made / "halt.yaml").write_text(HALT, "utf-8")
    return made


@pytest.fixture
def exercise(folder: Path, tmp_path: Path) -> Callable[..., Result]:
    def play(answers: str = "", *more: str) -> Result:
        file = tmp_path / "answers"
        file.write_text(answers, "utf-8")
        asked = [str(TWO), "--plan", str(folder / "plan.json"), "--dangers", str(folder / "halt.yaml")]
        asked += ["--replay", str(SEED), "-o", str(tmp_path / "out"), *(["--decisions", str(file)] if answers else [])]
        return CliRunner().invoke(main, ["rehearse", *asked, *more], env={"COLUMNS": "120", "NO_COLOR": "1"})

    return play


def flat(result: Result) -> str:
    return " ".join(result.output.split())


def test_each_decision_makes_another_day_and_all_are_compared(exercise: Callable[..., Result]) -> None:
    done = exercise("resume\n")
    assert done.exit_code == 0, done.output
    assert done.output.count("EXERCISE. Nothing shown here has happened.") == 2
    assert "→ resume under a guarantee" in done.output
    table = [re.split(r"\s{2,}", line) for line in done.output.split("Decision ")[1].splitlines()[2:6]]
    told = {name.partition(": ")[2] or name: row for name, *row in table}
    asked, waited = told["as decided"], told["wait"]
    assert asked == told["resume under a guarantee"]
    assert asked[:2] == waited[:2] == ["3,600", "0"]
    assert (asked[2][:5], waited[2][:5]) == ("03-05", "03-06"), "a guarantee saves a day"
    assert told["break off"][0] == "3,384"
    assert told["break off"][2] == "never"


def test_a_decision_is_in_the_log_and_boarding_goes_on_by_it(exercise: Callable[..., Result], tmp_path: Path) -> None:
    assert exercise("break off\n").exit_code == 0
    text = (tmp_path / "out" / "exercise.log").read_bytes()
    assert b"break off" in text
    assert "الإنهاء".encode() in text
    assert b'"kind":"resumed"' not in text


@pytest.mark.parametrize("answer", ["2", "٢", "resume", "Resume", "استئناف"])
def test_a_decision_is_read_in_both_languages_and_digits(exercise: Callable[..., Result], answer: str) -> None:
    assert "→ resume under a guarantee" in exercise(f"{answer}\n").output


def test_where_nobody_answers_it_is_waited(exercise: Callable[..., Result]) -> None:
    assert "→ wait" in exercise().output


@pytest.mark.parametrize(("language", "said"), [("en", "answers:1: “perhaps” is no decision."), ("ar", "ليس قراراً")])
def test_an_answer_that_is_none_is_told_at_its_line(exercise: Callable[..., Result], language: str, said: str) -> None:
    refused = exercise("perhaps\n", "--lang", language)
    assert refused.exit_code == 2
    assert said in flat(refused)


# -- what the agreement allows ---------------------------------------------------------------------------------------


def agreed() -> tuple[Agreement, Plan]:
    found = read_file(TWO).agreement
    assert found is not None
    made = make_plan(found)
    assert isinstance(made, Plan)
    return found, made


def halt(minutes: float) -> Halt:
    since = agreed()[0].window
    assert since is not None
    closure = Closure("halt", "south-side", 600.0, 600.0 + minutes)
    return Halt(closure, Text(en="A halt"), since.opens, None, 0, 0)


@pytest.mark.parametrize(
    ("lifts", "guaranteed", "limit", "lasts", "barred", "ends"),
    [
        (True, True, 360, 900, None, 960.0),
        (True, True, None, 900, None, 600.0 + TALKS),
        (True, True, 360, 200, "ends-sooner", None),
        (False, True, 360, 900, "nobody-lifts", None),
        (True, False, 360, 900, "nobody-guarantees", None),
        (True, True, 360, float("inf"), None, 960.0),
    ],
)
def test_a_suspension_is_lifted_only_by_whom_the_agreement_names(
    lifts: bool, guaranteed: bool, limit: int | None, lasts: float, barred: str | None, ends: float | None
) -> None:
    given, _ = agreed()
    said = replace(given.violations, suspension_at_most=limit, resumed_by=("cell",) if lifts else ())
    given = replace(given, violations=said, guarantors=given.guarantors if guaranteed else {})
    wait, resume, break_off = ways(given, halt(lasts))
    assert wait.ruling is None
    assert wait.barred is None
    assert break_off.ruling is not None
    assert break_off.ruling.end == float("inf")
    assert resume.barred == barred
    assert (resume.ruling.end if resume.ruling else None) == ends
    assert resume.assumed == (limit is None)


# -- the same draws --------------------------------------------------------------------------------------------------


def test_until_it_was_decided_the_day_is_the_same() -> None:
    given, plan = agreed()
    read = read_dangers(HALT)
    assert read.dangers is not None
    dangers, window = read.dangers, given.window
    assert window is not None

    def day(*rulings: Closure) -> Played:
        return replayed(answered(given, plan, dangers, SEED, rulings), SEED, 0)

    before = day()
    [first, *_] = halts(plan, dangers, before, window)
    for end in (first.closure.start + 60.0, float("inf")):
        after = day(replace(first.closure, end=end))
        assert [c.end for c in after.closures if c.start == first.closure.start] == [end]
        pairs = list(zip(before.times, after.times, strict=True))
        assert all(a == b for a, b in pairs if min(a, b) < first.closure.start)
        assert any(a != b for a, b in pairs)
        assert before.stayed == after.stayed
