"""What changes of agreements are worth, and agreements side by side -> lines for the terminal, and data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

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


def worth_lines(done: Sequence[Weighed], swings: Sequence[Sequence[Swing]], say: Words, width: int) -> Iterator[str]:
    """Every change of every agreement, the one that gets most people out first; then what that hangs on."""
    yield from wrap(say("worth-title", name=_title(done[0], say), n=len(done), runs=done[0].runs), width)
    yield from wrap(say("rehearsal-compares"), width)
    yield ""
    yield from _as_signed(done, say, width)
    yield ""
    yield from _ranking(done, say, width)
    for one in done:
        yield from _without_effect(one, say, width, several=len(done) > 1)
    yield ""
    yield from wrap(say("worth-note"), width)
    for one, its in zip(done, swings, strict=True):
        yield ""
        yield from hangs_lines(one, its, say, width)


def _title(done: Weighed, say: Words) -> str:
    return done.agreement.title.in_language(say.language)


def _as_signed(done: Sequence[Weighed], say: Words, width: int) -> Iterator[str]:
    """How each agreement fares as it is."""
    if len(done) == 1:
        yield from wrap(say("rehearsal-in-window", shares(done[0].in_window)), width)
        yield from wrap(say("worth-not-out", people=round(done[0].not_out)), width)
        return
    head = [say(key) for key in ("worth-agreement", "beside-in-window", "rehearsal-not-out")]
    rows = [[_title(d, say), say("beside-share", shares(d.in_window)), f"{d.not_out:,.0f}"] for d in done]
    yield from table([head, *rows], (1, 2), width)


def ranked(done: Sequence[Weighed]) -> list[tuple[Weighed, Worth]]:
    """The changes of all agreements together, the one that gets most people out first."""
    pairs = [(one, worth) for one in done for worth in one.worths]
    return sorted(pairs, key=lambda p: (-p[1].people.mean, -p[1].chance.mean, -p[1].hours.mean))


def _ranking(done: Sequence[Weighed], say: Words, width: int) -> Iterator[str]:
    matter = [(one, worth) for one, worth in ranked(done) if _matters(worth)]
    apart = [_places([worth.apart[k] for _, worth in matter]) for k in range(len(done[0].left_out))]
    keys = ("change", "people", "chance", "hours", *(("apart", "places") if apart else ()))
    several = [say("worth-agreement")] if len(done) > 1 else []
    rows = [
        [*([_title(one, say)] if several else []), *_row(one.agreement, worth, say), *_apart(worth, apart, i)]
        for i, (one, worth) in enumerate(matter)
    ]
    right = range(1 + len(several), 1 + len(several) + len(keys) - 1)
    yield from table([[*several, *(say(f"worth-{key}") for key in keys)], *rows], tuple(right), width)
    for case, places in zip(done[0].left_out, apart, strict=True):
        if matter and places[0] != 1:
            one, worth = matter[places.index(1)]
            yield from wrap(say("worth-hangs-on-case", case=case, change=changed(one.agreement, worth, say)), width)


def _places(people: Sequence[float]) -> list[int]:
    """The place of each in the ranking."""
    order = sorted(range(len(people)), key=lambda i: (-people[i], i))
    return [order.index(i) + 1 for i in range(len(people))]


def _apart(worth: Worth, apart: Sequence[Sequence[int]], row: int) -> list[str]:
    """People more and place in the ranking, from the least to the most with one case left out."""
    if not apart:
        return []
    places = [places[row] for places in apart]
    least, most = (f"{_zero(n, 0):+,.0f}" for n in (min(worth.apart), max(worth.apart)))
    return [f"{least} … {most}", f"{min(places)}–{max(places)}" if min(places) < max(places) else str(places[0])]


def _without_effect(done: Weighed, say: Words, width: int, *, several: bool) -> Iterator[str]:
    nothing = [w for w in done.worths if not _matters(w)]
    for key, rest in (("nothing", nothing), ("unplanned", list(done.unplanned))):
        if rest:
            names = say("list-comma").join(changed(done.agreement, w, say) for w in rest)
            yield ""
            text = say(f"worth-{key}", n=len(rest), names=names)
            yield from wrap(f"{_title(done, say)}: {text}" if several else text, width)


def _matters(worth: Worth) -> bool:
    shown = (round(worth.people.mean), round(worth.chance.mean, 3), round(worth.hours.mean, 1))
    return any(n != 0 for n in (*shown, *(round(n) for n in worth.apart)))


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
    yield from wrap(say("hangs-title", name=_title(done, say)), width)
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
    clear = [s for s in swings if s.clear]
    if clear:
        head = [say(f"hangs-{key}") for key in ("figure", "low", "high")]
        rows = [[_figure(done, s, say), f"{s.low:,.0f}", f"{s.high:,.0f}"] for s in clear[:SWINGS]]
        yield from table([head, *rows], (1, 2), width)
    if rest := len(swings) - len(clear[:SWINGS]):
        yield from wrap(say("hangs-rest", n=rest), width)


def _figure(done: Weighed, swing: Swing, say: Words) -> str:
    """``A crossing is shut: how often, not bound``."""
    field = say(f"figure-{swing.field.replace('_', '-')}")
    kind = "whose" if swing.field == "once_in" else "remedy"
    key = f" ({say(f'{kind}-{swing.key.replace(chr(32), chr(45))}')})" if swing.key else ""
    return f"{done.given.dangers.dangers[swing.danger].name.in_language(say.language)}: {field}{key}"


def worth_json(done: Sequence[Weighed], swings: Sequence[Sequence[Swing]], say: Words) -> str:
    """A row for each agreement, in the order in which they were named."""
    whole = {
        "comparison": say("rehearsal-compares"),
        "runs": done[0].runs,
        "seed": done[0].seed,
        "agreements": [_data(one, its, say) for one, its in zip(done, swings, strict=True)],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _data(done: Weighed, swings: Sequence[Swing], say: Words) -> dict[str, Any]:
    def rows(worths: Sequence[Worth]) -> list[dict[str, Any]]:
        return [
            {**asdict(w), "apart": dict(zip(done.left_out, w.apart, strict=True))}
            | {"words": changed(done.agreement, w, say)}
            for w in worths
        ]

    return {
        "agreement": done.agreement.agreement,
        "in_window": done.in_window.share,
        "not_out": done.not_out,
        "worths": rows(done.worths),
        "swings": [asdict(s) for s in swings],
        "unplanned": [changed(done.agreement, w, say) for w in done.unplanned],
    }


def beside_lines(agreements: Sequence[Agreement], done: Sequence[Rehearsal], say: Words, width: int) -> Iterator[str]:
    """Two agreements under the same answers and draws, a column each."""
    yield from wrap(say("beside-title", n=len(done), runs=done[0].runs), width)
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
    yield from table(rows, tuple(range(1, len(rows[0]))), width)
    yield ""
    yield from wrap(say("beside-note"), width)
