"""Rehearsals -> lines for the terminal, and data. Each begins with what a rehearsal is not."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mamarr.cli.tables import clock
from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.danger import Dangers
from mamarr.model.plan import Plan
from mamarr.model.rehearsal import Band, Chance, Rehearsal
from mamarr.reporting.phrases import ended_by, named
from mamarr.terminal import table, wrap

if TYPE_CHECKING:
    from mamarr.flow.rehearsing import Ready

MOST_ENDINGS = 8
HOURS_SHOWN = 8
"""Rows of people out by the hour."""
Show = Callable[[float], str]


def rehearsal_lines(
    agreement: Agreement, plan: Plan, done: Rehearsal, dangers: Dangers, say: Words, width: int
) -> Iterator[str]:
    """What many runs of a plan have in common: a comparison, never a prediction."""
    yield say("rehearsal-title", name=agreement.title.in_language(say.language), runs=done.runs, seed=done.seed)
    yield from wrap(say("rehearsal-compares"), width)
    yield ""
    yield from wrap(say("rehearsal-in-window", shares(done.in_window)), width)
    yield from wrap(say("rehearsal-at-all", shares(done.at_all)), width)
    head = [say("rehearsal-what"), "10%", "50%", "90%"]
    yield from table([head, *_bands(agreement, plan, done, say)], (1, 2, 3), width)
    yield ""
    yield from table([[say("rehearsal-out-by"), "10%", "50%", "90%"], *_by_hour(plan, done)], (1, 2, 3), width)
    yield from _left_behind(agreement, done, say, width)
    if done.endings:
        yield ""
        yield say("rehearsal-endings")
    for ending in done.endings[:MOST_ENDINGS]:
        what = f"{ended_by(agreement, dangers, ending, say)} ({say('cause-' + ending.cause.replace(' ', '-'))})"
        line = say("rehearsal-ending", what=what, n=ending.runs, people=round(ending.people))
        yield from (f"  {part}" for part in wrap(line, width - 2))
    yield ""
    yield from wrap(say("rehearsal-assumed", n=len(done.assumed), of=len(dangers.dangers)), width)


def shares(chance: Chance) -> dict[str, str]:
    """The facts of a chance, as per cent."""
    facts = {"share": chance.share, "low": chance.low, "high": chance.high, "least": chance.least, "most": chance.most}
    return {name: share(part) for name, part in facts.items()}


def share(part: float) -> str:
    return f"{part * 100:.0f}%"


def count(people: float) -> str:
    return f"{people:,.0f}"


def hours(number: float) -> str:
    return f"{number:.1f}"


def _row(text: str, band: Band, show: Show) -> list[str]:
    return [text, *(show(value) for value in (band.low, band.median, band.high))]


def _bands(agreement: Agreement, plan: Plan, done: Rehearsal, say: Words) -> Iterator[list[str]]:
    def finish(minutes: float) -> str:
        return say("rehearsal-never") if math.isinf(minutes) else clock(plan, minutes)

    yield _row(say("rehearsal-finish"), done.finish, finish)
    yield _row(say("rehearsal-not-out"), done.not_out, count)
    for side, band in done.not_out_of.items():
        party = agreement.parties.get(side)
        name = party.name.in_language(say.language) if party and party.name else side
        yield _row(say("rehearsal-not-out-of", side=name), band, count)
    yield _row(say("rehearsal-stayed"), done.stayed, count)
    yield _row(say("rehearsal-struck"), done.struck, count)
    if done.imbalance:
        yield _row(say("rehearsal-imbalance"), done.imbalance, share)
    if done.imbalance_when_stopped:
        yield _row(say("rehearsal-imbalance-stopped"), done.imbalance_when_stopped, share)
    for key in ("on_board", "waiting"):
        for whose in ("hours", "tenth", "worst"):
            yield _row(say(f"rehearsal-{whose}-{key.replace('_', '-')}"), getattr(done, f"{whose}_{key}"), hours)


def _by_hour(plan: Plan, done: Rehearsal) -> Iterator[list[str]]:
    bands = done.out_by_hour
    step = max(1, math.ceil(len(bands) / HOURS_SHOWN))
    for hour in [*range(step - 1, len(bands) - 1, step), len(bands) - 1]:
        yield _row(clock(plan, 60.0 * (hour + 1)), bands[hour], count)


def _left_behind(agreement: Agreement, done: Rehearsal, say: Words, width: int) -> Iterator[str]:
    """People not out by group and by place, and loaded waiting: the mean, and what nine runs in ten stay below."""
    for key, bands, names in (
        ("groups", done.not_out_groups, agreement.people),
        ("at", done.not_out_at, agreement.places),
        ("waiting-at", done.waiting_at, agreement.places),
    ):
        ranked = sorted((b for b in bands.items() if round(b[1].mean, 1)), key=lambda b: (-b[1].mean, b[0]))
        if ranked:
            rows = [[named(names, name, say), f"{b.mean:,.1f}", count(b.high)] for name, b in ranked]
            head = [say(f"rehearsal-{key}-head"), say("rehearsal-mean"), "90%"]
            yield ""
            yield from table([head, *rows], (1, 2), width)


def rehearsal_json(agreement: Agreement, done: Rehearsal, dangers: Dangers, say: Words) -> str:
    """The same as data: minutes after the window opens, people, hours; *null* is never."""
    return json.dumps(_data(agreement, done, dangers, say), ensure_ascii=False, indent=1)


def beside_json(given: Sequence[Ready], done: Sequence[Rehearsal], say: Words) -> str:
    """Several agreements, in the order in which they were named."""
    rows = [_data(one.agreement, its, one.dangers, say) for one, its in zip(given, done, strict=True)]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _data(agreement: Agreement, done: Rehearsal, dangers: Dangers, say: Words) -> dict[str, Any]:
    names = [n for n in Rehearsal.__dataclass_fields__ if n not in ("outcomes", "endings")]
    whole: dict[str, Any] = {"comparison": say("rehearsal-compares"), "agreement": agreement.agreement}
    whole |= {name: _plain(getattr(done, name)) for name in names}
    whole["endings"] = [
        {"cause": e.cause, "what": list(e.what), "words": ended_by(agreement, dangers, e, say), "runs": e.runs}
        | {"people": e.people}
        for e in done.endings
    ]
    return whole


def _plain(value: Any) -> Any:
    if isinstance(value, Band | Chance):
        extra = {"share": value.share} if isinstance(value, Chance) else {}
        return {k: _plain(v) for k, v in (asdict(value) | extra).items()}
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
