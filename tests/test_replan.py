"""A day half carried out -> the plan from now on: the past stays, nobody is lost, little changes."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mamarr.cli import main
from mamarr.lang import LANGUAGES, words
from mamarr.model.clauses import ARRIVE, BOARD
from mamarr.model.event import Event
from mamarr.model.law import Step
from mamarr.model.plan import Plan
from mamarr.model.resources import FREE
from mamarr.model.state import fold
from mamarr.model.values import Language
from mamarr.planning import plan
from mamarr.planning.changes import changes, lines
from mamarr.planning.files import from_json, to_json
from mamarr.planning.replan import Replanned, replan
from mamarr.planning.verify import verify
from morning import OPENS, TOWNS, happened, said, towns


def again(events: Iterable[Event], now: float) -> Replanned:
    agreement, old = towns()
    state = fold(agreement, old.convoys, events)
    past = {step: (done.at - OPENS).total_seconds() / 60 for step, done in state.done.items()}
    made = replan(agreement, old, state, past, now)
    assert isinstance(made, Replanned), made
    assert not moved_before(made.plan, past, now)
    return made


def moved_before(made: Plan, past: dict[Step, float], now: float) -> list[Step]:
    """Steps that have another time than reported, or that nobody reported and that lie before now."""
    reported = {s.convoy for s in past if s.act == ARRIVE}
    return [
        s
        for s, t in made.times.items()
        if (past[s] != t if s in past else t < now and not (s.act == FREE and s.convoy in reported))
    ]


def people(made: Plan) -> int:
    return sum(c.size for c in made.convoys)


def boards(made: Plan) -> dict[str, float]:
    return {s.convoy: t for s, t in made.times.items() if s.act == BOARD}


def breaches(made: Replanned) -> list[str]:
    """What the verifier finds in what those who wait are to do."""
    agreement, _ = towns()
    waiting = {c.id for c in made.plan.convoys} - made.boarded
    return [d.code for d in verify(agreement, made.plan) if d.facts.get("convoy") in waiting]


@pytest.mark.parametrize("hour", [0, 1, 2.5, 4, 7, 11])
def test_a_day_as_planned_changes_nothing(hour: float) -> None:
    _, old = towns()
    made = again(happened(60 * hour), 60 * hour)
    found = changes(old, made.plan, made.boarded)
    assert found.changed == ()
    assert found.unchanged + found.boarded == len(old.convoys)
    assert made.plan.times == old.times
    assert not breaches(made)


def test_after_two_hours_of_suspension_the_rest_is_later() -> None:
    """Nobody boards from 08:30 to 10:30 local time; whoever was on the road arrives."""
    _, old = towns()
    events = [e for e in happened(270) if e.convoy in {n for n, t in boards(old).items() if t <= 150}]
    stop = [said("suspended", 150, "", scope="boarding"), said("resumed", 270, "")]
    made = again([*events, *stop], 270)
    waiting = {n for n, t in boards(old).items() if t > 150}
    assert waiting == {c.id for c in made.plan.convoys} - made.boarded
    assert all(boards(made.plan)[n] >= max(270, boards(old)[n]) for n in waiting)
    assert people(made.plan) == people(old)
    assert not made.searched
    assert not breaches(made)


def test_a_convoy_that_turned_back_waits_again() -> None:
    _, old = towns()
    gone = "south-out-01"
    events = [e for e in happened(90) if e.convoy != gone or e.kind == "boarded"]
    made = again([*events, said("turned-back", 85, gone)], 90)
    assert gone not in made.boarded
    assert boards(made.plan)[gone] >= 90
    assert people(made.plan) == people(old)
    assert [c.convoy for c in changes(old, made.plan, made.boarded).changed].count(gone) == 1


def test_people_who_turned_back_by_themselves_get_a_convoy_of_their_own() -> None:
    _, old = towns()
    made = again([*happened(120), said("turned-back", 100, "south-out-01", 40)], 120)
    assert people(made.plan) == people(old)
    new = next(c for c in changes(old, made.plan, made.boarded).changed if c.before is None)
    assert new.after
    assert (new.convoy, new.after.people, new.after.vehicles) == ("south-out-17", {"civilians": 40}, {"buses": 1})
    assert boards(made.plan)["south-out-17"] >= 120
    assert not breaches(made)


def test_people_accounted_for_are_taken_off_and_an_empty_convoy_is_dropped() -> None:
    _, old = towns()
    events = [said("declined", 10, "south-out-12", 20), said("absent", 10, "north-out-05", 73)]
    made = again(events, 20)
    sizes = {c.id: c.size for c in made.plan.convoys}
    assert sizes["south-out-12"] == 125
    assert "north-out-05" not in sizes
    assert people(made.plan) == people(old) - 93
    first, *_ = changes(old, made.plan, made.boarded).changed
    assert (first.convoy, first.after) == ("north-out-05", None)
    assert {c.id: c.size for c in made.plan.gone} == {"south-out-12": 20, "north-out-05": 73}
    assert verify(towns()[0], made.plan) == ()
    assert from_json(to_json(made.plan)) == made.plan
    assert "K923" in {d.code for d in verify(towns()[0], replace(made.plan, gone=made.plan.gone[:1]))}


def test_when_all_have_left_there_is_nothing_to_change() -> None:
    _, old = towns()
    made = again(happened(10_000), 10_000)
    assert made.boarded == {c.id for c in old.convoys}
    assert made.plan.times == old.times


def test_who_cannot_arrive_in_the_window_is_told() -> None:
    agreement, old = towns()
    assert agreement.window
    closes = (agreement.window.closes - agreement.window.opens).total_seconds() / 60
    found = replan(agreement, old, fold(agreement, old.convoys, ()), {}, closes - 30)
    assert isinstance(found, tuple)
    assert [d.code for d in found] == ["K901"]


def test_a_plan_says_what_it_follows() -> None:
    _, old = towns()
    assert "follows" not in json.loads(to_json(old))
    made = again((), 60).plan
    named = replace(made, follows="ab")
    assert from_json(to_json(named)) == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_convoy_that_changes_has_a_short_line_of_its_own(language: Language) -> None:
    """In the order of time under each day, with the new time and the old one, and what else is different below."""
    _, old = towns()
    made = again([said("absent", 10, "north-out-05", 73), said("declined", 10, "south-out-12", 20)], 120)
    found = changes(old, made.plan, made.boarded)
    say = words(language, "replan")
    told = list(lines(found, made.plan, say))
    numbered = [line for line in told[:-2] if line.replace("\u2068", "")[0].isdigit()]
    assert len(numbered) == len(found.changed)
    assert all(change.convoy in line for change, line in zip(found.changed, numbered, strict=True))
    assert all(len(line) < 110 for line in told)
    boarding = [c.boards for c in found.changed if c.after]
    assert boarding == sorted(boarding)
    days = [line for line in told if line.startswith("--")]
    assert days == [f"-- {say(f'weekday-{n}')} 2030-03-0{day} --" for n, day in ((1, 4), (2, 5))][: len(days)]
    fewer = told[next(i for i, line in enumerate(told) if "south-out-12" in line) + 1]
    assert fewer.startswith("· ")
    assert "125" in fewer
    assert "145" in fewer


def test_a_new_convoy_is_told_whole_and_another_destination_beside_the_old_one() -> None:
    _, old = towns()
    made = again([*happened(120), said("turned-back", 100, "south-out-01", 40)], 120)
    say = words("en", "replan")
    told = list(lines(changes(old, made.plan, made.boarded), made.plan, say))
    at = next(i for i, line in enumerate(told) if "NEW" in line)
    assert told[at + 1 : at + 5] == ["· at south-square", "· 40 people", "· vehicles: 1 × buses", "· to north-camp"]
    first = next(c for c in made.plan.convoys if c.id == "north-out-09")
    other = replace(first, to="hospital", from_="depot", vehicles={"buses": 3})
    moved = replace(made.plan, convoys=tuple(other if c is first else c for c in made.plan.convoys))
    told = list(lines(changes(made.plan, moved, made.boarded), moved, say))
    assert told[1].endswith("as before")
    assert told[2:5] == [
        "· vehicles: 3 × buses, not 2 × buses",
        "· vehicles from depot, not from wherever they are",
        f"· to hospital, not to {first.to}",
    ]
    no_window = replace(moved, window=None)
    assert next(lines(changes(made.plan, no_window, made.boarded), no_window, say)) == "-- Hours after the opening --"


late = st.dictionaries(
    st.sampled_from([f"{side}-out-{n:02}" for side in ("north", "south") for n in range(1, 7)]), st.integers(1, 90)
)


@settings(max_examples=20, deadline=None)
@given(now=st.integers(0, 500), late=late, declined=st.integers(0, 50))
def test_whatever_the_day_the_past_stays_and_nobody_is_lost(now: int, late: dict[str, float], declined: int) -> None:
    _, old = towns()
    events = happened(now, late)
    last = "south-out-16"
    if declined:
        events.append(said("declined", 0, last, declined))
    made = again(events, now)
    assert people(made.plan) == people(old) - declined
    vehicles = {c.id: c.vehicles for c in old.convoys}
    assert all(c.vehicles == vehicles[c.id] for c in made.plan.convoys)
    assert not breaches(made)
    assert "K923" not in {d.code for d in verify(towns()[0], made.plan)}


def test_an_option_alone_or_a_number_of_its_own_is_refused(tmp_path: Path) -> None:
    path, log = tmp_path / "plan.json", tmp_path / "day.log"
    both = ["--old", str(path), "--from", str(log)]

    def mamarr(*given_: str, code: int = 2) -> str:
        result = CliRunner().invoke(main, [given_[0], str(TOWNS), *given_[1:]], env={"COLUMNS": "200"})
        assert result.exit_code == code, result.output
        return result.output

    mamarr("plan", "-o", str(path), code=0)
    assert "go together" in mamarr("plan", "--old", str(path))
    assert "go together" in mamarr("plan", "--changes")
    assert "E201" in mamarr("plan", *both)
    mamarr(
        "record", "--plan", str(path), "--log", str(log), "--by", "desk", "--new", "--now", "2030-03-04 05:30", code=0
    )
    now = ["--now", "2030-03-04 05:30"]
    assert "old plan" in mamarr("plan", *both, *now, "--level", "high")
    assert "day.log" in mamarr("plan", *both, *now, "-o", str(log))
    assert "Last arrival" in mamarr("plan", *both, *now, code=0)


def test_households_of_a_convoy_that_lost_people_are_no_longer_told() -> None:
    """Nobody reported whose household stayed; convoys that are whole keep theirs."""
    agreement, _ = towns()
    group = replace(agreement.people["south-people"], households={4: 200, 7: 40})
    agreement = replace(agreement, people={**agreement.people, "south-people": group})
    old = plan(agreement)
    assert isinstance(old, Plan)
    state = fold(agreement, old.convoys, [said("declined", 10, "south-out-12", 20)])
    made = replan(agreement, old, state, {}, 20)
    assert isinstance(made, Replanned)
    told = {c.id: c.households for c in made.plan.convoys}
    assert told.pop("south-out-12") == {}
    assert told == {c.id: c.households for c in old.convoys if c.id != "south-out-12"}
    assert told["south-out-01"]
