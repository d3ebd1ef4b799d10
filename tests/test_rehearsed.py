"""Rehearsals as people get them: tables, data, what clauses are worth, what that hangs on, exercises, the back-test."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from mamarr.cli import main
from mamarr.cli.worths import beside_lines, hangs_lines, worth_json, worth_lines
from mamarr.flow import backtest as backtests
from mamarr.flow.observing import defaults, fitted, observed
from mamarr.flow.rehearsing import Ready
from mamarr.flow.spreading import here
from mamarr.flow.worth import Weighed, changes, hangs_on, side_by_side, weigh
from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.backtest import Backtest
from mamarr.model.danger import Dangers
from mamarr.model.outcome import Outcomes
from mamarr.model.plan import Plan
from mamarr.model.values import Language
from mamarr.parsing import read_file
from mamarr.parsing.dangers import read_dangers
from mamarr.planning import plan as make_plan
from mamarr.rehearsing import answered, faults, simulate
from mamarr.rehearsing.summary import band, chance, wilson
from mamarr.rehearsing.worth import gain, structural

AGREEMENTS = Path(__file__).parents[1] / "agreements"
TWO = str(AGREEMENTS / "two-towns.yaml")
RUNS = 128


def agreed(name: str = "two-towns") -> Agreement:
    found = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert found is not None
    return found


@cache
def planned(name: str = "two-towns") -> Plan:
    made = make_plan(agreed(name))
    assert isinstance(made, Plan)
    return made


@pytest.fixture(scope="module")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("plan") / "plan.json"
    assert CliRunner().invoke(main, ["plan", TWO, "-o", str(file)]).exit_code == 0
    return str(file)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rehearse", *arguments], env={"COLUMNS": "100", "NO_COLOR": "1"})


def few(text: str) -> Dangers:
    read = read_dangers(f"title: {{en: Test, ar: اختبار}}\ndangers:\n{text}")
    assert read.dangers is not None, read.faults
    return read.dangers


CUT = few("""\
  cut:
    name: {en: Cut, ar: قطع}
    strikes: crossing
    once in: {not bound: {low: 2 hours, likely: 1 day, high: 20 days}, signed: 300 days}
    minutes: {low: 600, likely: 1200, high: 2400}
    assumption: {en: All, ar: كله}
""")


def unbound() -> Agreement:
    """Two towns whose bridge is held by somebody who is not bound."""
    given = agreed()
    holder = replace(given.parties["south-side"], signed="no")
    return replace(
        given,
        parties={**given.parties, "bridge-holder": holder},
        places={**given.places, "bridge": replace(given.places["bridge"], held_by="bridge-holder")},
    )


def outcomes(agreement: Agreement, dangers: Dangers, runs: int = 512) -> Outcomes:
    return simulate(answered(agreement, planned(), dangers, 1), runs, 1)


# -- what a rehearsal tells ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_output_says_first_that_it_compares_and_does_not_predict(plan_file: str, language: Language) -> None:
    say = words(language, "rehearse")
    flat = " ".join(say("rehearsal-compares").split())
    for more in ([], ["--json"], ["--worth"], [TWO, "--plan", plan_file]):
        done = run(TWO, "--plan", plan_file, "--runs", "16", "--lang", language, *more)
        assert done.exit_code == 0, done.output
        assert flat[:40] in " ".join(done.output.split())[:400], more


def test_data_holds_what_the_tables_hold_and_adds_up(plan_file: str) -> None:
    told = json.loads(run(TWO, "--plan", plan_file, "--runs", str(RUNS), "--json").stdout)
    assert told["runs"] == RUNS
    assert told["in_window"]["low"] <= told["in_window"]["share"] <= told["in_window"]["high"]
    assert told["in_window"]["least"] <= told["in_window"]["low"]
    assert told["at_all"]["share"] >= told["in_window"]["share"]
    sides = sum(band["mean"] for band in told["not_out_of"].values())
    places = sum(band["mean"] for band in told["not_out_at"].values())
    groups = sum(band["mean"] for band in told["not_out_groups"].values())
    assert sides == pytest.approx(told["not_out"]["mean"])
    assert places == pytest.approx(told["not_out"]["mean"])
    assert groups == pytest.approx(told["not_out"]["mean"])
    assert told["hours_on_board"]["mean"] <= told["tenth_on_board"]["mean"] <= told["worst_on_board"]["mean"]
    outs = [band["median"] for band in told["out_by_hour"]]
    assert outs == sorted(outs)


def test_the_same_seed_gives_the_same_bytes(plan_file: str) -> None:
    once, again = (run(TWO, "--plan", plan_file, "--runs", "64", "--seed", "5", "--json").output for _ in range(2))
    assert once == again


def test_precision_runs_until_the_interval_is_narrow_enough(plan_file: str) -> None:
    told = json.loads(run(TWO, "--plan", plan_file, "--runs", "64", "--precision", "4", "--json").stdout)
    assert told["runs"] in (64 * 4**n for n in range(8))
    assert told["in_window"]["high"] - told["in_window"]["low"] <= 0.08


def test_the_bands_hold_the_doubt_about_the_dangers_and_not_chance_alone() -> None:
    doubtful = outcomes(unbound(), CUT, 4096)
    settled = few(
        "  cut:\n    name: {en: Cut, ar: قطع}\n    strikes: crossing\n"
        "    once in: {not bound: 1 day, signed: 300 days}\n"
        "    minutes: {low: 600, likely: 1200, high: 2400}\n    assumption: {en: All, ar: كله}\n"
    )
    certain = outcomes(unbound(), settled, 4096)
    late = [chance(done, done.finish < 30 * 60) for done in (doubtful, certain)]
    wide, narrow = (c.most - c.least for c in late)
    assert wide > 2 * narrow


def test_the_interval_covers_the_true_share_about_as_often_as_it_says() -> None:
    drawn = np.random.default_rng(3).binomial(200, 0.07, 2000)
    covered = sum(low <= 0.07 <= high for low, high in (wilson(int(n), 200) for n in drawn)) / len(drawn)
    assert 0.92 <= covered <= 0.98


def test_no_board_and_no_report_ever_shows_a_rehearsal() -> None:
    """A board or a situation report that could show a chance would import where chances come from."""
    source = Path(__file__).parents[1] / "src" / "mamarr"
    readers = [source / "cli" / "board.py", *(source / "operating").glob("*.py"), source / "cli" / "report.py"]
    readers += [source / "reporting" / name for name in ("situation.py", "reported.py", "intended.py", "blocks.py")]
    readers += [source / "flow" / "operating.py", source / "flow" / "reporting.py", source / "model" / "status.py"]
    readers += [source / "model" / "report.py"]
    for file in readers:
        text = file.read_text("utf-8")
        for word in ("rehearsing", "model.rehearsal", "model.outcome", '"rehearse"', "rehearsal-"):
            assert word not in text, (file, word)
    for language in ("en", "ar"):
        for name in ("operate", "report"):
            catalogue = (source / "lang" / language / f"{name}.ftl").read_text("utf-8")
            assert "rehearsal-" not in catalogue.replace("chart-rehearsal", "")


# -- what clauses are worth ------------------------------------------------------------------------------------------


def nobody(_: int, __: int) -> None:
    """Whoever is told how far it is."""


def weighed(agreement: Agreement, dangers: Dangers, runs: int = RUNS) -> Weighed:
    return weigh([Ready(agreement, planned(), dangers)], runs, 1, here, nobody)[0]


def test_binding_whoever_holds_the_crossing_is_worth_most_where_only_they_can_shut_it() -> None:
    done = weighed(unbound(), CUT, 512)
    by = {w.kind: w for w in done.worths}
    assert by["bind"].facts == {"name": "bridge-holder"}
    assert by["bind"].hours.mean > 0
    assert by["bind"].hours.mean >= max(w.hours.mean for w in done.worths if not w.planned)
    assert by["bind"].people.mean >= 0


def test_what_changes_nothing_that_can_go_wrong_is_worth_nothing_at_all() -> None:
    """Common draws: not nearly nothing, but nothing."""
    given = agreed()
    before = outcomes(given, CUT)
    media = replace(given, conditions=replace(given.conditions, media=None))
    assert gain(before, (before.not_out - outcomes(media, CUT).not_out).astype(float)).mean == 0


def test_every_fixable_diagnostic_and_every_structural_change_is_weighed_once() -> None:
    given = unbound()
    asked = changes(given)
    assert len({id(c.agreement) for c in asked}) == len(asked)
    assert all(c.agreement != given for c in asked)
    kinds = {c.kind for c in structural(given)}
    assert {"bind", "smaller", "pairs", "second-crossing"} <= kinds
    bare = replace(given, monitors={k: replace(m, posted_at=()) for k, m in given.monitors.items()})
    assert {"monitor"} <= {c.kind for c in structural(bare)}
    assert {c.code for c in changes(bare)} >= {"A401", "A402", "A403"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_ranking_is_told_with_its_ranges_and_what_it_hangs_on(language: Language) -> None:
    say = words(language, "rehearse")
    done = weighed(unbound(), CUT)
    swings = hangs_on(done, here, nobody)
    lines = "\n".join(worth_lines([done], [swings], say, 100))
    assert done.agreement.title.in_language(language) in lines
    assert {s.danger for s in swings} == {"cut"}
    assert swings[0].field == "once_in"
    told = "\n".join(hangs_lines(done, swings, say, 100))
    assert CUT.dangers["cut"].name.in_language(language) in told
    [data] = json.loads(worth_json([done], [swings], say))["agreements"]
    assert data["swings"][0]["danger"] == "cut"
    people = [w["people"]["mean"] for w in data["worths"]]
    assert people == sorted(people, reverse=True)


def test_two_agreements_stand_side_by_side_under_the_same_draws() -> None:
    one, other = Ready(unbound(), planned(), CUT), Ready(agreed(), planned(), CUT)
    done = side_by_side([one, other], 256, 1, nobody)
    assert done[0].hours_on_board.mean > done[1].hours_on_board.mean
    text = "\n".join(beside_lines((one.agreement, other.agreement), done, words("en", "rehearse"), 100))
    assert "Everybody out in the window" in text
    same = side_by_side([one, one], 64, 1, nobody)
    assert same[0].not_out == same[1].not_out


# -- exercises -------------------------------------------------------------------------------------------------------

HALT = """\
title: {en: Test, ar: اختبار}
dangers:
  halt:
    name: {en: A halt, ar: توقف}
    strikes: boarding
    once in: {anybody: 8 hours}
    minutes: {low: 60, likely: 90, high: 120}
    assumption: {en: All, ar: كله}
"""


@pytest.fixture
def exercise(tmp_path: Path, plan_file: str) -> Callable[..., Result]:
    (tmp_path / "halt.yaml").write_text(HALT, "utf-8")
    (tmp_path / "answers").write_text("wait\n١\nانتظار\n", "utf-8")

    def ask(*more: str) -> Result:
        given = ["--dangers", str(tmp_path / "halt.yaml"), "-o", str(tmp_path / "exercise"), *more]
        return run(TWO, "--plan", plan_file, "--replay", "4", *given)

    return ask


def test_an_exercise_asks_at_halts_and_keeps_the_answers(exercise: Callable[..., Result], tmp_path: Path) -> None:
    done = exercise("--decisions", str(tmp_path / "answers"))
    assert done.exit_code == 0, done.output
    assert done.output.count("EXERCISE. Nothing shown here has happened.") == 2
    assert "Nobody boards." in done.output
    assert "not needed. The halt ends before a guarantee could lift it." in " ".join(done.output.split())
    assert (tmp_path / "exercise" / "exercise.log").is_file()


def test_an_exercise_can_be_watched_but_never_be_taken_for_a_day(
    exercise: Callable[..., Result], tmp_path: Path, plan_file: str
) -> None:
    assert exercise().exit_code == 0
    log = str(tmp_path / "exercise" / "exercise.log")
    given = [TWO, "--plan", plan_file, "--log", log, "--now", "2030-03-04 12:00"]
    runner = CliRunner(env={"COLUMNS": "100"})
    board = runner.invoke(main, ["status", *given])
    assert board.exit_code == 0, board.output
    assert board.output.count("EXERCISE") == 2
    assert "arrived" in board.output
    refused = runner.invoke(main, ["record", *given, "--by", "desk", "12:00 note all quiet"])
    assert refused.exit_code != 0
    assert "E209" in refused.output
    replanned = runner.invoke(main, ["plan", TWO, "--old", plan_file, "--from", log, "--now", "2030-03-04 12:00"])
    assert replanned.exit_code != 0
    assert "E209" in replanned.output
    reported = runner.invoke(main, ["report", *given, "-o", str(tmp_path / "report")])
    assert reported.exit_code == 0, reported.output
    for language, banner in (("en", "EXERCISE"), ("ar", "تمرين")):
        assert banner in (tmp_path / "report" / f"report.{language}.html").read_text("utf-8")
    audited = runner.invoke(main, ["audit", log])
    assert audited.exit_code == 0
    assert "EXERCISE" in audited.output


def test_an_exercise_is_not_written_over_a_log(exercise: Callable[..., Result]) -> None:
    assert exercise().exit_code == 0
    again = exercise()
    assert again.exit_code != 0
    assert "E204" in again.output


def test_answers_that_cannot_be_read_are_told(exercise: Callable[..., Result], tmp_path: Path) -> None:
    assert "cannot be read" in exercise("--decisions", str(tmp_path / "nowhere")).output


# -- the back-test ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tests() -> tuple[Backtest, ...]:
    return backtests.backtest(64)


def test_every_known_course_is_rehearsed_with_its_own_case_left_out(tests: tuple[Backtest, ...]) -> None:
    known = backtests.courses().cases
    assert [t.agreement for t in tests] == list(known)
    for test in tests:
        left_out = known[test.agreement].left_out
        assert left_out in observed().cases
        for fall in test.falls:
            assert 0 <= fall.below <= 1
            assert fall.low <= fall.median <= fall.high
            assert fall.real_low <= fall.real <= fall.real_high
    assert defaults() == fitted(), "nothing is left out of the default"


def test_the_page_is_the_one_that_the_back_test_makes(tests: tuple[Backtest, ...]) -> None:
    """Its words and rows exactly; its figures in direction, because few runs are made here and many there."""
    page = (Path(__file__).parents[1] / "docs" / "backtest.md").read_text("utf-8").splitlines()
    made = backtests.page(tests).splitlines()
    assert [line for line in page if not line.startswith("|")][3:] == [x for x in made if not x.startswith("|")][3:]
    rows, mine = ([line.split("|")[1:-1] for line in text if line.startswith("| ")][1:] for text in (page, made))
    assert [row[:3] for row in rows] == [row[:3] for row in mine]
    for row, own in zip(rows, mine, strict=True):
        theirs, ours = (float(r[-1].split("%")[0]) for r in (row, own))
        assert math.isclose(theirs, ours, abs_tol=25), row


# -- sums -------------------------------------------------------------------------------------------------------------


def test_the_wilson_interval_of_nothing_in_ten_and_of_half() -> None:
    assert [round(end, 3) for end in wilson(0, 10)] == [0.0, 0.278]
    assert [round(end, 3) for end in wilson(5, 10)] == [0.237, 0.763]


def test_a_band_names_values_that_occurred() -> None:
    found = band(np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, math.inf]))
    assert (found.low, found.median, found.high, found.mean) == (1, 5, 9, math.inf)
    assert band(np.array([3, math.inf])).median == 3
    assert band(np.array([7])).low == band(np.array([7])).high == 7


# -- what is asked, and what is written -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("runs", "seed", "other", "codes"),
    [(10, 0, "", []), (0, 1, "", ["R001"]), (-5, -1, "", ["R001", "R002"]), (10, 1, "elsewhere", ["R003"])],
)
def test_what_cannot_be_rehearsed_is_said(runs: int, seed: int, other: str, codes: list[str]) -> None:
    given, plan = agreed(), planned()
    found = list(faults(given, replace(plan, agreement=other or plan.agreement), runs, seed))
    assert [f.code for f in found] == codes
    for fault in found:
        for say in (words("en", "rehearse"), words("ar", "rehearse")):
            assert say(fault.code, fault.facts)
            assert say(f"{fault.code}.do", fault.facts)


def test_both_languages_have_the_same_words_and_the_comparison_is_said() -> None:
    folder = Path(__file__).parents[1] / "src" / "mamarr" / "lang"
    keys = [
        re.findall(r"^([A-Za-z][\w-]*) =", (folder / lang / "rehearse.ftl").read_text("utf-8"), re.MULTILINE)
        for lang in ("en", "ar")
    ]
    assert keys[0] == keys[1]
    assert "does not predict" in words("en", "rehearse")("rehearsal-compares")
    assert "لا تتنبأ" in words("ar", "rehearse")("rehearsal-compares")
