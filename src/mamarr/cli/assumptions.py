"""Dangers -> lines that tell every figure, its sources, and what is only assumed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mamarr.lang import Words
from mamarr.model.danger import Danger, Dangers
from mamarr.model.values import Estimate, Lasting
from mamarr.terminal import wrap

DAY = 24 * 60


def assumption_lines(dangers: Dangers, say: Words, width: int) -> Iterator[str]:
    """Every danger with its figures, what was observed, by whom it is reported, and what nobody observed."""
    yield dangers.title.in_language(say.language)
    yield from wrap(say("rehearsal-compares"), width)
    yield from wrap(say("assumptions-read"), width)
    for name, danger in dangers.dangers.items():
        yield ""
        yield f"{danger.name.in_language(say.language)}  [{name}]"
        for text in (*_figures(danger, say), *_known(dangers, danger, say)):
            first, *rest = wrap(text, width - 4)
            yield f"  {first}"
            yield from (f"    {line}" for line in rest)


def _figures(danger: Danger, say: Words) -> Iterator[str]:
    yield say("assumptions-strikes", what=say(f"strikes-{danger.strikes}"))
    if danger.at:
        yield say("assumptions-at", places=say("list-comma").join(danger.at))
    for whose, times in danger.once_in.items():
        yield say("assumptions-once-in", who=say(f"whose-{whose.replace(' ', '-')}"), times=_spread(times, say))
    if danger.only_while:
        yield say(f"assumptions-only-{danger.only_while}")
    for field in ("rises_with_imbalance", "at_night", "chance", "part", "loses_vehicle", "never_ends"):
        if (spread := getattr(danger, field)) is not None:
            yield say(f"assumptions-{field.replace('_', '-')}", figure=_spread(spread, say))
    if danger.minutes:
        m = danger.minutes
        yield say("assumptions-lasts", figure=_spread(Lasting(m.low, m.likely, m.high), say))
    if danger.off_by_percent:
        yield say("assumptions-off-by", figure=_spread(danger.off_by_percent, say))
    for remedy, left in danger.eased_by.items():
        yield say("assumptions-eased", remedy=say(f"remedy-{remedy.replace(' ', '-')}"), figure=_spread(left, say))


def _known(dangers: Dangers, danger: Danger, say: Words) -> Iterator[str]:
    if danger.observed:
        yield say("assumptions-observed", text=danger.observed.in_language(say.language))
    for name in danger.evidence:
        source = dangers.sources[name]
        kind = say(f"source-{source.kind}")
        yield say(
            "assumptions-source",
            title=source.title.in_language(say.language),
            kind=kind,
            on=str(source.on),
            url=source.url or "–",
        )
    if danger.assumption:
        yield say("assumptions-assumed", text=danger.assumption.in_language(say.language))


def _spread(spread: Any, say: Words) -> str:
    """``3 days (2 days to 9 days)``, or one value where there is no doubt."""
    low, likely, high = (_value(spread, n, say) for n in (spread.low, spread.likely, spread.high))
    return likely if low == high else say("assumptions-spread", low=low, likely=likely, high=high)


def _value(spread: Any, value: Any, say: Words) -> str:
    if isinstance(spread, Lasting):
        return span(value, say)
    return f"{value}%" if isinstance(spread, Estimate) else str(value)


def span(minutes: int, say: Words) -> str:
    """Days from three days on, else hours, else minutes."""
    for unit, size, least in (("days", DAY, 3 * DAY), ("hours", 60, 60)):
        if minutes >= least:
            number = round(minutes / size, 1)
            return say(f"span-{unit}", n=int(number) if number == int(number) else number)
    return say("span-minutes", n=minutes)
