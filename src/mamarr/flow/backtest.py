"""Operations with a known course -> each rehearsed as signed, with dangers fitted to the others, and the page on it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from mamarr.flow.observing import fitted
from mamarr.flow.paths import shipped
from mamarr.flow.reading import read_only
from mamarr.model.agreement import Agreement, Window
from mamarr.model.backtest import Backtest, Courses, Fall, Known
from mamarr.model.plan import Plan
from mamarr.model.values import Estimate

Told = Callable[[int, int], None]
RUNS = 4096
SEED = 1


def courses() -> Courses:
    """The operations whose course is known."""
    from mamarr.parsing.observed import read_courses
    from mamarr.rehearsing import known_courses

    found = read_courses(known_courses())
    if isinstance(found, tuple):
        raise ValueError(found[0])
    return found


def backtest(runs: int = RUNS, seed: int = SEED, told: Told = lambda _, __: None) -> tuple[Backtest, ...]:
    """Every operation with a known course."""
    from mamarr.rehearsing import answered, simulate
    from mamarr.rehearsing.backtest import fallen

    found, cases = [], courses().cases
    for i, (name, known) in enumerate(cases.items(), 1):
        agreement = as_signed(name, known)
        done = simulate(answered(agreement, signed_plan(agreement), fitted(known.left_out), seed), runs, seed)
        found.append(fallen(name, known, done))
        told(i, len(cases))
    return tuple(found)


def as_signed(name: str, known: Known) -> Agreement:
    """The shipped agreement, with what its text leaves open set so that it can be planned."""
    agreement = read_only(shipped(name)).agreement
    if agreement is None:
        raise ValueError(name)
    people = {
        g: replace(group, number=Estimate(known.numbers[g], known.numbers[g], known.numbers[g]))
        if g in known.numbers
        else group
        for g, group in agreement.people.items()
    }
    if known.opens and known.closes:
        zone = agreement.window.zone if agreement.window else "Asia/Damascus"
        agreement = replace(agreement, window=Window(opens=known.opens, closes=known.closes, zone=zone))
    return replace(agreement, people=people)


def signed_plan(agreement: Agreement) -> Plan:
    """The plan of an agreement whatever is wrong with it."""
    from mamarr.planning import plan

    made = plan(agreement)
    if not isinstance(made, Plan):
        raise ValueError(f"{agreement.agreement}: {made[0].code}")
    return made


def page(found: tuple[Backtest, ...]) -> str:
    """``docs/backtest.md``."""
    return "\n".join(_page(found)) + "\n"


def _page(found: tuple[Backtest, ...]) -> Iterator[str]:
    yield HEAD.format(runs=f"{found[0].runs:,}", seed=SEED).rstrip()
    yield ""
    yield "| operation | what | really (accounts) | runs: 10% | half | 90% | runs below reality |"
    yield "|---|---|---|---|---|---|---|"
    known = courses().cases
    for test in found:
        for fall in test.falls:
            yield "| " + " | ".join(_row(test, fall)) + " |"
    yield ""
    yield "## What surprised the model, and what it cannot foresee"
    for test in found:
        case = known[test.agreement]
        yield ""
        yield f"**{test.agreement}** (dangers fitted without *{case.left_out}*). {case.surprise.en.strip()}"
        yield f"*Cannot be foreseen:* {case.cannot.en.strip()}"
    yield TAIL.rstrip()


def _row(test: Backtest, fall: Fall) -> list[str]:
    def show(number: float) -> str:
        return "never" if math.isinf(number) else f"{number:,.0f}"

    what = f"out of {test.people:,} after {fall.hour} h" if fall.measure == "out" else "last arrival, hours"
    real = show(fall.real)
    if fall.real_low != fall.real_high:
        real += f" ({show(fall.real_low)} to {show(fall.real_high)})"
    below = f"{fall.below:.0%}" + (f" (and {fall.at:.0%} the same)" if fall.at >= SAME else "")
    return [test.agreement, what, real, show(fall.low), show(fall.median), show(fall.high), below]


SAME = 0.005
HEAD = """# Back-test: where reality falls among rehearsals

Made by `make backtest` ({runs} runs each, seed {seed}); a test makes it again with fewer runs and compares its
shape and direction.

Five operations with a known course are rehearsed as they were signed. The dangers of each are fitted to the
*other* cases of [`halts.yaml`](../src/mamarr/rehearsing/halts.yaml): what went wrong in it is not known to
them. Nothing was tuned to come nearer. What a text leaves open (numbers, an end) is set in
[`backtests.yaml`](../src/mamarr/rehearsing/backtests.yaml) so that it can be planned at all.

**Five cases prove nothing.** They were not drawn by lot, their courses are counts by somebody, and both the
observations and these texts were written down by people who knew the end.
"""

TAIL = """

## What follows

- Where reality lies outside the runs, the model is wrong, and not the day. Here it is wrong in most figures.
- It is wrong in one way above all: it takes a text at its word. Where nothing is said on people who stay or
  fall short (N106, N107), a phase is never complete in a run, and everything locks behind it. On the ground
  mediators bent the count and went on. That a rule is missing is worth knowing before the day; that the
  operation would lock was false.
- Where nothing locks, rehearsals finish too soon: a rhythm that was agreed beside the text (a round a week, ten
  people a day) is not in the file.
- That a side stops once its own people are out happened in two of the five. A text can hardly prevent it.
- Use rehearsals to compare two texts under the same assumptions. Use them for nothing else.
"""
