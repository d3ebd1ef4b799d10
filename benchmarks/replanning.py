"""A day half carried out -> seconds to fold its reports and to plan it anew, in the order told and in one grown anew.

``python -m benchmarks.replanning [--convoys 200] [--kinds tight,fleet,crossing,hours]``. The law alone, without reading
files or starting the program. *Anew* ranks again everybody who has not boarded, which happens where the order told
leaves somebody stuck or late.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from benchmarks.reciprocal.generator import instance
from mamarr.model.agreement import Agreement, Window
from mamarr.model.event import Event
from mamarr.model.law import Step
from mamarr.model.plan import Plan
from mamarr.model.position import ACTS
from mamarr.model.state import fold
from mamarr.planning import plan
from mamarr.planning.replan import Day

OPENS = datetime(2030, 3, 4, 6, 0, tzinfo=UTC)
LATE = 120.0
KINDS = {act: kind for kind, act in ACTS.items()}
PARTS = (0.0, 0.5, 0.9)
"""After which part of the time that the plan takes, boarding was suspended for two hours."""


def reported(made: Plan, until: float) -> list[Event]:
    """Every step up to a moment, as planned."""
    return [
        Event(
            kind=KINDS[step.act],
            seen=OPENS + timedelta(minutes=at),
            seen_by="observers",
            heard_by="radio",
            entered_by="desk",
            convoy=step.convoy,
            place=step.place,
        )
        for step, at in made.times.items()
        if step.act in KINDS and at <= until
    ]


def day(agreement: Agreement, made: Plan, part: float) -> tuple[Day, float]:
    """The day after so much of it, and the seconds that folding its reports took."""
    until = part * made.finish
    start = time.perf_counter()
    state = fold(agreement, made.convoys, reported(made, until) if part else [])
    past: dict[Step, float] = {step: (done.at - OPENS).total_seconds() / 60 for step, done in state.done.items()}
    return Day(agreement, made, state, past, until + LATE), time.perf_counter() - start


def row(agreement: Agreement, made: Plan, part: float) -> str:
    now, folding = day(agreement, made, part)
    told = time.perf_counter()
    kept = now.planned(now.kept())
    anew = time.perf_counter()
    searched = now.planned(now.searched())
    end = time.perf_counter()
    finishes = (f"{found.finish:.0f}" if isinstance(found, Plan) else "–" for found in (kept, searched))
    waiting = len(made.convoys) - len(now.boarded)
    figures = f"{waiting} | {folding:.2f} | {anew - told:.2f} | {end - anew:.2f}"
    return f"{part:.0%} | {figures} | {' / '.join(finishes)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--convoys", type=int, default=200)
    parser.add_argument("--kinds", default="tight,fleet,crossing,hours")
    given = parser.parse_args()
    print(
        "| instance | of the day | still to board | folding s | as told s | anew s | last arrival min, as told / anew |"
    )
    print("|---|---|---|---|---|---|---|")
    for kind in given.kinds.split(","):
        made = instance(kind, given.convoys, 1)
        window = Window(opens=OPENS.replace(tzinfo=None), closes=datetime.fromisoformat("2031-03-04 06:00"), zone="UTC")
        agreement = replace(made.agreement, window=window)
        found = plan(agreement)
        assert isinstance(found, Plan), found
        for part in PARTS:
            print(f"| {made.name} | {row(agreement, found, part)} |", flush=True)


if __name__ == "__main__":
    main()
