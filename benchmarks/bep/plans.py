"""The 90 instances as agreements -> how near `mamarr plan` comes to the proven optimum of each, a row a set.

``python -m benchmarks.bep.plans [--sets 2-10] [--seeds 10] [--limit S]``. The optimum is that of the task that the
agreement states (agreement.py), by the shuttle core with a proof, or the best bound after S seconds. Every plan is
verified, and its rosters must have a vehicle for every convoy. Beside it what the planner would do without the
core, and with the core's trips when the vehicles of all places are counted together.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import mean
from time import perf_counter

from benchmarks.bep.agreement import UNIT, agreement, task
from benchmarks.bep.instances import Instance, instance
from benchmarks.bep.run import sets, show
from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, compile_net
from mamarr.model.law import Step, run
from mamarr.model.plan import Convoy, Plan
from mamarr.planning import plan
from mamarr.planning.loading import load
from mamarr.planning.order import rank
from mamarr.planning.rosters import rosters
from mamarr.planning.shuttles import solve
from mamarr.planning.shuttling import shuttled
from mamarr.planning.verify import verify

HEADS = (
    *("set", "optimum mean", "proven", "mamarr plan: gap % mean / max", "above by at most", "at the optimum", "s max"),
    *("core's trips, vehicles counted together: gap % mean / max", "without the core: gap % mean / max"),
)


@dataclass(frozen=True)
class Result:
    """One instance, in units: the best known and its bound, the plan and its seconds, and the two others."""

    best: float
    bound: float
    planned: float
    seconds: float
    together: float
    alone: float


def result(of: Instance, limit: float) -> Result:
    made, answer = agreement(of), solve(task(of), seconds=limit)
    started = perf_counter()
    found = plan(made)
    seconds = perf_counter() - started
    if not isinstance(found, Plan) or verify(made, found):
        raise ValueError(f"{of.name}: no plan, or a breach")
    if sum(1 for roster in rosters(made, found) for d in roster.drives if d.convoy) != sum(of.loads):
        raise ValueError(f"{of.name}: a convoy without its vehicle")
    order, _ = rank(made, load(made, "likely")[0])
    together = min(finish(made, tuple(replace(c, from_="") for c in new)) for new in shuttled(made, order))
    return Result(
        answer.makespan, answer.bound, found.finish / UNIT, seconds, together / UNIT, finish(made, order) / UNIT
    )


def finish(made: Agreement, order: tuple[Convoy, ...]) -> float:
    net = compile_net(made, order, resources=True)
    times = run(net).times
    return max(times[net.index[Step(c.id, ARRIVE, c.to)]] for c in order)


def row(name: str, results: list[Result]) -> Iterator[str]:
    yield name
    yield f"{mean(r.best for r in results):.1f}"
    yield f"{sum(r.best == r.bound for r in results)}/{len(results)}"
    yield gaps([r.planned / r.bound for r in results])
    yield f"{max(r.planned - r.bound for r in results):g}"
    yield f"{sum(r.planned == r.bound for r in results)}/{len(results)}"
    yield f"{max(r.seconds for r in results):.2f}"
    yield gaps([r.together / r.bound for r in results])
    yield gaps([r.alone / r.bound for r in results])


def gaps(ratios: list[float]) -> str:
    return f"{100 * (mean(ratios) - 1):.1f} / {100 * (max(ratios) - 1):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=sets, default=sets("2-10"))
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--limit", type=float, default=60.0)
    options = parser.parse_args()
    show(HEADS)
    show("---" for _ in HEADS)
    everything: list[Result] = []
    for k in options.sets:
        results = [result(instance(k, seed), options.limit) for seed in range(1, options.seeds + 1)]
        show(row(f"S{k}", results))
        everything += results
    show(row("all", everything))


if __name__ == "__main__":
    main()
