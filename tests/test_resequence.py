"""A day planned anew with a search: the past stays, nobody waits in vain, people are told as little new as possible."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from door import mamarr, refused
from mamarr.model.plan import OBJECTIVES, Objective, Plan
from mamarr.model.state import fold
from mamarr.planning.files import from_json, to_json
from mamarr.planning.replan import Replanned, replan
from mamarr.planning.search import Limits, Progress
from mamarr.planning.verify import verify
from morning import OPENS, TOWNS, happened, said, towns

NOW = 270.0
EVENTS = [
    *(e for e in happened(100) if e.convoy != "north-out-01"),
    said("turned-back", 95, "south-out-01", 40),
    said("absent", 10, "north-out-05", 97),
]
"""A slow morning: nothing moved from 07:40 to 10:30, and one convoy of the north never came."""


def made(limits: Limits | None, told: list[Progress] | None = None) -> Replanned:
    agreement, old = towns()
    state = fold(agreement, old.everybody, EVENTS)
    past = {step: (done.at - OPENS).total_seconds() / 60 for step, done in state.done.items()}
    seen = told if told is not None else []
    found = replan(agreement, old, state, past, NOW, limits, seen.append)
    assert isinstance(found, Replanned), found
    return found


def change(plan: Plan) -> float:
    """People times minutes by which those who wait board at another time than they were told."""
    _, old = towns()
    told = {s.convoy: t for s, t in old.times.items() if s.act == "board"}
    size = {c.id: c.size for c in plan.convoys}
    late = [e.convoy for e in EVENTS]
    return sum(
        size[s.convoy] * abs(t - told[s.convoy])
        for s, t in plan.times.items()
        if s.act == "board" and s.convoy in told and s.convoy not in late
    )


def test_least_change_comes_first_and_the_same_work_gives_the_same_plan() -> None:
    plain = made(None).plan
    progress: list[Progress] = []
    found = made(Limits(150, seed=3, objective="told"), progress)
    assert change(found.plan) <= change(plain)
    assert found.plan.search
    assert (found.plan.search.work, found.plan.search.objective) == (150, "told")
    assert [p.work for p in progress] == [100]
    assert to_json(found.plan) == to_json(made(Limits(150, seed=3, objective="told")).plan)
    assert from_json(to_json(found.plan)) == found.plan
    waiting = {c.id for c in found.plan.convoys} - found.boarded
    assert not [d.code for d in verify(towns()[0], found.plan) if d.facts.get("convoy") in waiting]
    assert {s: t for s, t in found.plan.times.items() if s.convoy in found.boarded} == {
        s: t for s, t in plain.times.items() if s.convoy in found.boarded
    }
    assert sum(c.size for c in found.plan.convoys) == sum(c.size for c in plain.convoys)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_is_asked_for_is_never_worse_than_without_a_search(objective: Objective) -> None:
    plain, found = made(None).plan, made(Limits(25, objective=objective)).plan
    worth: dict[str, Callable[[Plan], float]] = {
        "safe": lambda p: p.figures.others,
        "finish": lambda p: p.finish,
        "imbalance": lambda p: round(p.imbalance, 6),
        "aboard": lambda p: p.figures.on_board,
        "together": lambda p: p.figures.together,
    }
    assert worth[objective](found) <= worth[objective](plain)
    assert found.figures.protected <= plain.figures.protected


def test_a_search_ends_in_time_or_when_interrupted() -> None:
    found = made(Limits(10**9, seconds=0.01, objective="told")).plan
    assert found.search
    assert found.search.stopped == "time"

    class Stopped(list[Progress]):
        def append(self, _: Progress) -> None:
            raise KeyboardInterrupt

    found = made(Limits(10**9, objective="told"), Stopped()).plan
    assert found.search
    assert (found.search.stopped, found.search.work) == ("interrupt", 100)
    assert replace(found, search=None).finish <= made(None).plan.finish + 600


def test_least_change_is_asked_of_a_day_only() -> None:
    refused(mamarr("plan", TOWNS, "--objective", "told"), "needs --old and --from")
