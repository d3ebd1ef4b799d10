"""Prices, frontiers and undertakings -> lines for the terminal, and data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.values import Amount
from mamarr.planning.frontier import Frontier, Point
from mamarr.planning.prices import Price, Prices
from mamarr.planning.undertaking import Stage, Steadiest, Undertaking
from mamarr.terminal import table, wrap

MOST_TURNS = 10
"""Turns of an order of convoys that the terminal shows."""


def when(agreement: Agreement, minutes: float) -> str:
    """Local time, or minutes where the agreement names no window."""
    window = agreement.window
    return f"{local_time(window, minutes):%m-%d %H:%M}" if window else f"{minutes:g}"


def hours(minutes: float) -> str:
    return f"{minutes / 60:.1f}"


def price_lines(agreement: Agreement, found: Prices, say: Words, width: int) -> Iterator[str]:
    """The plan as agreed, every change by what it saves, and how near each tolerance is to the smallest."""
    yield say("price-title", name=agreement.title.in_language(say.language))
    if found.plan:
        yield say("price-as-agreed", when=when(agreement, found.plan.finish), hours=hours(found.plan.finish))
    else:
        yield say("price-no-plan")
    yield ""
    head = [say(f"price-{key}") for key in ("change", "saved", "finish", "bound", "binds")]
    saving = [p for p in found.ranked if _matters(p, found)]
    if saving:
        yield from table([head, *(_price_row(agreement, p, found, say) for p in saving)], (1,), width)
    nothing = [p for p in found.ranked if p not in saving]
    if nothing:
        key = "price-nothing" if found.plan else "price-not-enough"
        listed = say("list-comma").join(_changed(p, say) for p in nothing)
        yield from wrap(say(key, n=len(nothing), names=listed), width)
    for name, (agreed, least) in found.smallest.items():
        yield from wrap(say("price-smallest", name=name, agreed=str(agreed), smallest=str(least)), width)
    if found.losses:
        yield ""
        yield from wrap(say("price-loss-title"), width)
    for name, later in found.losses.items():
        key = "price-loss-none" if later is None else "price-loss" if later else "price-loss-nothing"
        yield from (f"  {line}" for line in wrap(say(key, name=name, hours=round((later or 0) / 60, 1)), width - 2))
    yield ""
    yield from wrap(say("price-note"), width)


def _price_row(agreement: Agreement, price: Price, found: Prices, say: Words) -> list[str]:
    finish = when(agreement, price.finish) if price.finish is not None else "—"
    saved = hours(price.saved) if found.plan else "—"
    binds = say(f"price-by-{price.bound_by}") if price.bound_by else "—"
    return [_changed(price, say), saved, finish, when(agreement, price.bound), binds]


def _matters(price: Price, found: Prices) -> bool:
    """Whether a change saves time, lets a better plan be possible, or makes a first one possible."""
    if found.plan is None:
        return price.finish is not None
    return price.saved > 0 or price.bound < found.plan.bound


def _changed(price: Price, say: Words) -> str:
    return say(f"change-{price.change.kind}", price.change.facts)


def price_json(found: Prices, say: Words) -> str:
    """The same as data, in minutes after the window opens."""
    rows = [
        {
            "path": list(p.change.where),
            "change": p.change.kind,
            "facts": p.change.facts,
            "words": _changed(p, say),
            "finish": p.finish,
            "saved": p.saved,
            "bound": p.bound,
            "bound_by": p.bound_by,
        }
        for p in found.ranked
    ]
    tolerances = {name: {"agreed": str(a), "smallest": str(s)} for name, (a, s) in found.smallest.items()}
    whole = {"finish": found.plan.finish if found.plan else None, "prices": rows, "tolerances": tolerances}
    return json.dumps({**whole, "losses": found.losses}, ensure_ascii=False, indent=1)


def frontier_lines(agreement: Agreement, found: Frontier, say: Words, width: int) -> Iterator[str]:
    """A row for each tolerance, then the knee and what is certain."""
    yield say("frontier-title", name=agreement.title.in_language(say.language))
    yield from wrap(say("frontier-of", names=", ".join(found.exchanges)), width)
    yield ""
    head = [say(f"frontier-{key}") for key in ("tolerance", "finish", "hours", "bound", "binds")]
    yield from table([head, *(_point_row(agreement, p, found, say) for p in found.points)], (2,), width)
    yield ""
    yield from wrap(say("frontier-free", when=when(agreement, found.free), hours=hours(found.free)), width)
    if found.knee:
        late = (found.knee.finish or found.free) - found.free
        facts = {"tolerance": _tolerances(found.knee), "hours": hours(late), "some": "yes" if late else "no"}
        yield from wrap(say("frontier-knee", facts), width)
    else:
        yield from wrap(say("frontier-no-knee"), width)
    if found.certain is not None:
        yield from wrap(say("frontier-certain", tolerance=_certain(found)), width)
    if found.closes is not None and any(p.finish and p.finish > found.closes for p in found.points):
        yield from wrap(say("frontier-window", when=when(agreement, found.closes)), width)


def _point_row(agreement: Agreement, point: Point, found: Frontier, say: Words) -> list[str]:
    marks = [say("frontier-agreed")] if point.scale == 1 else []
    marks += [say("frontier-knee-mark")] if point == found.knee else []
    shown = f"{_tolerances(point)} ({say('list-comma').join(marks)})" if marks else _tolerances(point)
    ends = (when(agreement, point.finish), hours(point.finish)) if point.finish is not None else ("—", "—")
    return [shown, *ends, when(agreement, point.bound), say(f"price-by-{point.bound_by}")]


def _tolerances(point: Point) -> str:
    return " / ".join(str(t) for t in point.tolerances.values())


def _certain(found: Frontier) -> str:
    """The tolerances at the scale below which every plan ends later."""
    scale = found.certain or Fraction(0)
    return " / ".join(_scaled(t, scale) for t in found.agreed.tolerances.values())


def _scaled(tolerance: Amount, scale: Fraction) -> str:
    if isinstance(tolerance, int):
        return str(int(tolerance * scale))
    return f"{float(min(Fraction(1), tolerance.of_one * scale)) * 100:.1f}%"


def undertaking_lines(
    agreement: Agreement, orders: tuple[Steadiest, ...], asked: Undertaking, unit: str, say: Words, width: int
) -> Iterator[str]:
    """The steadiest order of convoys of each exchange; of stages, the safest order and what must be at stake."""
    yield say("undertaking-title", name=agreement.title.in_language(say.language))
    if not orders and not asked.order:
        yield say("undertaking-none")
    for steadiest in orders:
        percent = round(steadiest.imbalance * 100, 1)
        yield ""
        yield from wrap(say("undertaking-steadiest", name=steadiest.exchange or "–", percent=percent), width)
        yield from wrap("  " + _turns(steadiest, say), width)
    if not asked.order:
        return
    yield ""
    yield from wrap(say("undertaking-order"), width)
    head = [say(f"undertaking-{key}") for key in ("stage", "costs", "gains")]
    yield from table([head, *(_stage_row(s) for s in asked.order)], (1, 2), width)
    amounts = {"needed": f"{float(asked.needed):g}", "given": f"{float(asked.in_given_order):g}", "unit": unit or "–"}
    yield from wrap(say("undertaking-needed", amounts), width)
    if asked.peak:
        yield from wrap(say("undertaking-peak", stage=asked.peak.name), width)
    yield ""
    yield from wrap(say("undertaking-note"), width)


def _stage_row(stage: Stage) -> list[str]:
    return [stage.name, f"{float(stage.costs):g}", f"{float(stage.gains):g}"]


def _turns(order: Steadiest, say: Words) -> str:
    """``north-out ×2, south-out ×1, …``: which side's convoys come through, turn by turn."""
    turns = [(m, len(list(own))) for m, own in groupby(c.movement for c in order.order)]
    shown = [f"{m} ×{n}" for m, n in turns[:MOST_TURNS]]
    return say("list-comma").join([*shown, "…"] if len(turns) > MOST_TURNS else shown)
