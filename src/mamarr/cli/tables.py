"""Plans and boards -> lines for the terminal."""

from __future__ import annotations

import math
from collections.abc import Iterator

from mamarr.cli.headroom import headroom_lines
from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.clauses import ARRIVE, BOARD, CROSS
from mamarr.model.plan import Convoy, Plan
from mamarr.terminal import table, wrap

MOST_ENDINGS = 5
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
    together = any(c.households for c in plan.convoys)
    keys = (
        "convoy",
        "people",
        *(("households",) if together else ()),
        "vehicles",
        "boards",
        "crosses",
        "arrives",
        "to",
    )
    head = [say(f"plan-{key}") for key in keys]
    rows = [
        _row(agreement, plan, c, say, together=together)
        for c in sorted(plan.convoys, key=lambda c: _time(plan, c, BOARD))
    ]
    cut = rows if everything or len(rows) <= SHOWN else [*rows[: SHOWN - 2], ["…"] * len(head), *rows[-2:]]
    yield from table([head, *cut], right=(1,), width=width)
    if len(cut) < len(rows):
        yield say("plan-more", n=len(rows) - SHOWN)
    zone = plan.window.zone if plan.window else ""
    if together:
        yield from wrap(say("plan-together", level=plan.level), width)
    yield say("plan-local-times", zone=zone) if zone else say("plan-minutes-only")
    yield ""
    for line in _figures(plan, say):
        yield from wrap(line, width)
    if plan.headroom:
        yield ""
        for line in headroom_lines(agreement, plan.headroom, say):
            yield from wrap(line, width)
    yield ""
    yield from critical_lines(plan, say)


def _time(plan: Plan, convoy: Convoy, act: str) -> float:
    return min((t for s, t in plan.times.items() if s.convoy == convoy.id and s.act == act), default=math.inf)


def _row(agreement: Agreement, plan: Plan, convoy: Convoy, say: Words, *, together: bool) -> list[str]:
    crosses = [clock(plan, t) for s, t in plan.times.items() if s.convoy == convoy.id and s.act == CROSS]
    place = agreement.places[convoy.to].name
    return [
        convoy.id,
        f"{convoy.size}",
        *(([" ".join(f"{n}×{size}" for size, n in convoy.households.items())]) if together else []),
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
    if plan.proof:
        yield say(f"plan-proof-{plan.proof}")
    if plan.imbalance:
        percent = round(plan.imbalance * 100, 1)
        when = clock(plan, plan.imbalance_at)
        yield say("plan-imbalance", percent=percent, when=when, movements=plan.imbalance_of)
    else:
        yield say("plan-even" if plan.imbalance_of else "plan-no-imbalance")
    yield from _worth(plan, say)
    if plan.search:
        seed, work = str(plan.search.seed), plan.search.work
        yield say("plan-searched", work=work, seed=seed, objective=plan.search.objective)
        yield say(f"plan-searched-{plan.search.stopped}", done=str(work), seed=seed)


def _worth(plan: Plan, say: Words) -> Iterator[str]:
    """What the plan is worth by each thing that it is to make small; nothing where its file does not say."""
    figures = plan.figures
    if not figures.together:
        return
    first = sum(c.size for c in plan.convoys if c.unconditional)
    everybody = sum(c.size for c in plan.convoys)
    yield say(
        "plan-safe",
        hours=round((figures.protected + figures.others) / everybody / 60, 1),
        protected=round(figures.protected / max(1, first) / 60, 1),
        first="some" if first else "none",
    )
    yield say("plan-aboard", minutes=round(figures.on_board / everybody), longest=round(figures.longest))
    when = clock(plan, figures.together_at)
    yield say("plan-gathered", number=figures.together, place=figures.together_where, when=when)


def critical_lines(plan: Plan, say: Words, most: int = 8) -> Iterator[str]:
    """The last links of the critical path, each with its clause or resource."""
    links = [k for k in plan.critical if k.kind != "physical" or k is plan.critical[-1]]
    yield say("plan-critical")
    if len(links) > most:
        yield f"  … {say('plan-links-before', n=len(links) - most)}"
    for link in links[-most:]:
        step = say(f"plan-step-{link.step.act}", convoy=link.step.convoy, place=link.step.place)
        yield f"  {clock(plan, link.at)}  {step}: {say(f'because-{link.because}', name=link.named)}"
