"""Plans, rehearsals and boards -> lines for the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.clauses import ARRIVE, BOARD, CROSS
from mamarr.model.plan import Convoy, Plan
from mamarr.planning.critical import reason
from mamarr.terminal import table, wrap

SHOWN = 14
"""Convoys that the terminal shows of a long plan; the first ones, and the last two."""


def clock(plan: Plan, minutes: float) -> str:
    """Local time, or minutes where the agreement names no window."""
    if math.isinf(minutes):
        return "—"
    return f"{local_time(plan.window, minutes):%m-%d %H:%M}" if plan.window else f"{minutes:g}"


def plan_lines(agreement: Agreement, plan: Plan, say: Words, width: int, *, everything: bool) -> Iterator[str]:
    """The timetable, then the figures that matter, then what holds the finish back."""
    yield say("plan-title", name=agreement.title.in_language(say.language), level=plan.level)
    for override in plan.overrides:
        yield say("plan-override", code=override.code, reason=override.reason)
    yield ""
    keys = ("convoy", "people", "vehicles", "boards", "crosses", "arrives", "to")
    head = [say(f"plan-{key}") for key in keys]
    rows = [_row(agreement, plan, c, say) for c in sorted(plan.convoys, key=lambda c: _time(plan, c, BOARD))]
    cut = rows if everything or len(rows) <= SHOWN else [*rows[: SHOWN - 2], ["…"] * len(head), *rows[-2:]]
    yield from table([head, *cut], right=(1,), width=width)
    if len(cut) < len(rows):
        yield say("plan-more", n=len(rows) - SHOWN)
    zone = plan.window.zone if plan.window else ""
    yield say("plan-local-times", zone=zone) if zone else say("plan-minutes-only")
    yield ""
    for line in _figures(plan, say):
        yield from wrap(line, width)
    yield ""
    yield from critical_lines(plan, say)


def _time(plan: Plan, convoy: Convoy, act: str) -> float:
    return min((t for s, t in plan.times.items() if s.convoy == convoy.id and s.act == act), default=math.inf)


def _row(agreement: Agreement, plan: Plan, convoy: Convoy, say: Words) -> list[str]:
    crosses = [clock(plan, t) for s, t in plan.times.items() if s.convoy == convoy.id and s.act == CROSS]
    place = agreement.places[convoy.to].name
    return [
        convoy.id,
        f"{convoy.size}",
        " + ".join(f"{n} {fleet}" for fleet, n in convoy.vehicles.items()),
        clock(plan, _time(plan, convoy, BOARD)),
        crosses[0] if crosses else "—",
        clock(plan, _time(plan, convoy, ARRIVE)),
        place.in_language(say.language) if place else convoy.to,
    ]


def _figures(plan: Plan, say: Words) -> Iterator[str]:
    yield say("plan-finish", when=clock(plan, plan.finish), hours=round(plan.finish / 60, 1))
    name = str(plan.bound_at[1]) if len(plan.bound_at) > 1 else ""
    yield say("plan-bound", when=clock(plan, plan.bound), reason=say(f"bound-{plan.bound_by}", name=name))
    yield say("plan-gap", percent=round(plan.gap * 100, 1)) if plan.gap > 0 else say("plan-optimal")
    if plan.imbalance_of:
        percent = round(plan.imbalance * 100, 1)
        when = clock(plan, plan.imbalance_at)
        yield say("plan-imbalance", percent=percent, when=when, movements=plan.imbalance_of)
    else:
        yield say("plan-no-imbalance")


def critical_lines(plan: Plan, say: Words, most: int = 8) -> Iterator[str]:
    """The last links of the critical path, each with its clause or resource."""
    links = [k for k in plan.critical if k.kind != "physical" or k is plan.critical[-1]]
    yield say("plan-critical")
    if len(links) > most:
        yield f"  … {say('plan-links-before', n=len(links) - most)}"
    for link in links[-most:]:
        key, facts = reason(link)
        step = say(f"plan-step-{link.step.act}", convoy=link.step.convoy, place=link.step.place)
        yield f"  {clock(plan, link.at)}  {step}: {say(key, facts)}"
