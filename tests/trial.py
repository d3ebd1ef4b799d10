"""A small agreement and a law -> how the law and the judge disagree about it."""

import math
from collections.abc import Callable, Iterable
from random import Random
from typing import NamedTuple

from judge import Passing, Timeline, breaches, simulate
from mamarr.model import clauses, law
from mamarr.model.law import Net, Run
from small import Small


class Law(NamedTuple):
    """What the steps of Mamarr ask: the net of an agreement, its times, and what happens in the end."""

    compile_net: Callable[..., Net] = clauses.compile_net
    run: Callable[..., Run] = law.run
    reach: Callable[..., Iterable[int]] = law.reach


THE_LAW = Law()


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


def too_late(small: Small, times: Timeline) -> Passing | None:
    """A boarding that nothing forbids a minute earlier."""
    for step, moment in times.items():
        if step[1] == "board" and 0 < moment < math.inf:
            earlier = {**times, step: moment - 1}
            if not breaches(small.agreement, small.convoys, earlier):
                return Passing(*step)
    return None
