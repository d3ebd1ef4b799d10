"""A small agreement and a law -> how the law and the judge disagree about it."""

import math
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import NamedTuple

from judge import Breach, Passing, Timeline, breaches, conditional, simulate
from judge_limits import overruns
from mamarr.model import clauses, law
from mamarr.model.agreement import Agreement
from mamarr.model.law import Net, Run
from mamarr.model.plan import Convoy
from small import Small


class Law(NamedTuple):
    """What the steps of Mamarr ask: the net of an agreement, its times, and what happens in the end."""

    compile_net: Callable[..., Net] = clauses.compile_net
    run: Callable[..., Run] = law.run
    reach: Callable[..., Iterable[int]] = law.reach


THE_LAW = Law()
Judge = Callable[[Agreement, Sequence[Convoy], Timeline], list[Breach]]


def timeline(net: Net, outcome: Run) -> dict[tuple[str, str, str], float]:
    return {(s.convoy, s.act, s.place): t for s, t in zip(net.steps, outcome.times, strict=True)}


def disagreement(small: Small, law: Law = THE_LAW, seed: int = 0) -> str | None:
    """What the judge says against *law*: a promise broken, a step too late, people left who might have gone."""
    net = law.compile_net(small.agreement, small.convoys)
    times = timeline(net, law.run(net))
    found = breaches(small.agreement, small.convoys, times)
    if found:
        return f"breach: {found}"
    moved = {Passing(*net.steps[s]) for s in law.reach(net)}
    able = simulate(small.agreement, small.convoys, Random(seed))
    if moved != able:
        return f"the law stops {sorted(able - moved)} and lets pass {sorted(moved - able)}"
    if moved != {Passing(*step) for step, t in times.items() if not math.isinf(t)}:
        return "what happens in time is not what happens in the end"
    late = too_late(small, times)
    return f"a minute too late: {late}" if late else None


def too_late(small: Small, times: Timeline, judge: Judge = breaches) -> Passing | None:
    """A boarding that nothing forbids a minute earlier."""
    for step, moment in times.items():
        if step[1] == "board" and 0 < moment < math.inf:
            earlier = {**times, step: moment - 1}
            if not judge(small.agreement, small.convoys, earlier):
                return Passing(*step)
    return None


def disagreement_on_limits(small: Small, law: Law = THE_LAW) -> str | None:
    """What the judges say against *law* where hours, turns and rooms are limited; nobody needs a vehicle."""
    net = law.compile_net(small.agreement, small.convoys, resources=True)
    times = {s: t for s, t in timeline(net, law.run(net)).items() if s[1] != "free"}
    first = Small(small.agreement, tuple(c for c in small.convoys if not conditional(c)))
    names = {c.id for c in first.convoys}
    for those, own in ((small, times), (first, {s: t for s, t in times.items() if s[0] in names})):
        if found := limited(those.agreement, those.convoys, own):
            return f"breach: {found}"
        if late := too_late(those, own, limited):
            return f"a minute too late: {late}"
    return None


def limited(agreement: Agreement, convoys: Sequence[Convoy], times: Timeline) -> list[Breach]:
    """What both judges say, but for who must be there and must not wait: hours and turns make everybody wait."""
    found = [b for b in breaches(agreement, convoys, times) if b.promise not in ("protection", "people")]
    return found + overruns(agreement, convoys, times)
