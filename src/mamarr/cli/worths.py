"""What changes of an agreement are worth, and two agreements side by side -> lines for the terminal, and data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from mamarr.cli.rehearsals import share, shares
from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.rehearsal import Gain, Rehearsal, Swing, Worth
from mamarr.reporting.phrases import changed
from mamarr.terminal import table, wrap

SWINGS = 10
"""Figures that the table of swings shows."""

if TYPE_CHECKING:
    from mamarr.flow.worth import Weighed


def worth_lines(done: Weighed, say: Words, width: int) -> Iterator[str]:
    """Every change, the one that gets most people out first."""
    yield say("worth-title", name=done.agreement.title.in_language(say.language), runs=done.rehearsal.runs)
    yield from wrap(say("rehearsal-compares"), width)
    yield ""
    yield from wrap(say("rehearsal-in-window", shares(done.rehearsal.in_window)), width)
    yield from wrap(say("worth-not-out", people=round(done.rehearsal.not_out.mean)), width)
    yield ""
    head = [say(f"worth-{key}") for key in ("change", "people", "chance", "hours")]
    matter = [w for w in done.worths if _matters(w)]
    yield from table([head, *(_row(done.agreement, w, say) for w in matter)], (1, 2, 3), width)
    for key, rest in (("nothing", [w for w in done.worths if w not in matter]), ("unplanned", list(done.unplanned))):
        if rest:
            names = say("list-comma").join(changed(done.agreement, w, say) for w in rest)
            yield ""
            yield from wrap(say(f"worth-{key}", n=len(rest), names=names), width)
    yield ""
    yield from wrap(say("worth-note"), width)


def _matters(worth: Worth) -> bool:
    return round(worth.people.mean) != 0 or round(worth.chance.mean, 3) != 0 or round(worth.hours.mean, 1) != 0


def _row(agreement: Agreement, worth: Worth, say: Words) -> list[str]:
    return [
        changed(agreement, worth, say),
        _band(worth.people, 1, 0),
        _band(worth.chance, 100, 1),
        _band(worth.hours, 1, 1),
    ]


def _band(gain: Gain, times: float, digits: int) -> str:
    """``+12 (3 … 40)``: the mean, and under the answers."""
    mean, least, most = (f"{_zero(n * times, digits):+,.{digits}f}" for n in (gain.mean, gain.least, gain.most))
    return f"{mean} ({least} … {most})"


def _zero(number: float, digits: int) -> float:
    """*number*, and never a minus before a nought."""
    return round(number, digits) or 0.0


def hangs_lines(done: Weighed, swings: Sequence[Swing], say: Words, width: int) -> Iterator[str]:
    """What the result and the first place of the ranking hang on, in words and as a table."""
    yield say("hangs-title")
    deciding = [s for s in swings if s.first_low >= 0 and (s.first_low != 0 or s.first_high != 0)]
    first = changed(done.agreement, done.worths[0], say) if done.worths else "–"
    if deciding:
        for swing in deciding:
            ends = {
                k: changed(done.agreement, done.worths[i], say)
                for k, i in (("low", swing.first_low), ("high", swing.first_high))
            }
            yield from wrap(say("hangs-on", {"first": first, "figure": _figure(done, swing, say), **ends}), width)
    elif any(s.first_low >= 0 for s in swings):
        yield from wrap(say("hangs-firm", first=first), width)
    yield ""
    head = [say(f"hangs-{key}") for key in ("figure", "low", "high")]
    rows = [[_figure(done, s, say), f"{s.low:,.0f}", f"{s.high:,.0f}"] for s in swings[:SWINGS]]
    yield from table([head, *rows], (1, 2), width)


def _figure(done: Weighed, swing: Swing, say: Words) -> str:
    """``A crossing is shut: how often, not bound``."""
    field = say(f"figure-{swing.field.replace('_', '-')}")
    kind = "whose" if swing.field == "once_in" else "remedy"
    key = f" ({say(f'{kind}-{swing.key.replace(chr(32), chr(45))}')})" if swing.key else ""
    return f"{done.dangers.dangers[swing.danger].name.in_language(say.language)}: {field}{key}"


def worth_json(done: Weighed, swings: Sequence[Swing], say: Words) -> str:
    rows = [{**asdict(w), "words": changed(done.agreement, w, say)} for w in done.worths]
    whole = {
        "comparison": say("rehearsal-compares"),
        "agreement": done.agreement.agreement,
        "runs": done.rehearsal.runs,
        "seed": done.rehearsal.seed,
        "in_window": done.rehearsal.in_window.share,
        "not_out": done.rehearsal.not_out.mean,
        "worths": rows,
        "swings": [asdict(s) for s in swings],
        "unplanned": [changed(done.agreement, w, say) for w in done.unplanned],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def beside_lines(agreements: Sequence[Agreement], done: Sequence[Rehearsal], say: Words, width: int) -> Iterator[str]:
    """Two agreements under the same answers and draws, a column each."""
    yield say("beside-title", runs=done[0].runs)
    yield from wrap(say("rehearsal-compares"), width)
    yield ""
    rows = [
        [say("beside-mean"), *(a.title.in_language(say.language) for a in agreements)],
        [say("beside-in-window"), *(say("beside-share", shares(r.in_window)) for r in done)],
        [say("beside-people"), *(f"{r.people:,}" for r in done)],
        [say("rehearsal-not-out"), *(f"{r.not_out.mean:,.0f}" for r in done)],
        [say("beside-imbalance"), *(share(r.imbalance.mean) if r.imbalance else "–" for r in done)],
        [say("rehearsal-hours-on-board"), *(f"{r.hours_on_board.mean:.1f}" for r in done)],
        [say("rehearsal-tenth-on-board"), *(f"{r.tenth_on_board.mean:.1f}" for r in done)],
        [say("rehearsal-tenth-waiting"), *(f"{r.tenth_waiting.mean:.1f}" for r in done)],
        [say("rehearsal-struck"), *(f"{r.struck.mean:,.1f}" for r in done)],
    ]
    yield from table(rows, (1, 2), width)
    yield ""
    yield from wrap(say("beside-note"), width)
