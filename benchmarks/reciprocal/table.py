"""Lines of JSON of run.py and rivals.py -> the table of RESULTS.md.

``python -m benchmarks.reciprocal.table FILE... [--limit 5]``: our search is the one of so many seconds, seed 1. Best
known is the earliest finish of anybody's plan that can be driven, of any run. The bound is the one that is proved for
convoys of any size; CP-SAT's holds for convoys as in our first plan and is told only with its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from math import inf
from pathlib import Path

from benchmarks.reciprocal.generator import KINDS
from benchmarks.reciprocal.lines import Row, told

HEAD = (
    "instance",
    "first plan",
    "after {limit:g} s",
    "CP-SAT 60 s",
    "HiGHS 60 s: steps / by law",
    "best known",
    "proved bound",
    "ours above: best known",
    "bound",
)


def drivable(row: Row) -> float:
    found = row.get("drivable")
    return inf if found is None else float(found)


def lines_of(rows: list[Row], limit: float) -> Iterator[tuple[str, ...]]:
    """The cells of each instance, by size and kind."""
    names = dict.fromkeys(row["instance"] for row in rows)
    for name in sorted(names, key=place):
        own = [row for row in rows if row["instance"] == name]
        first = min((drivable(r) for r in own if r["solver"] == "first"), default=inf)
        runs = (r for r in own if r["solver"] == "search" and r["limit"] == limit and r["seed"] == 1)
        ours = min(map(drivable, runs), default=inf)
        known = min(map(drivable, own))
        bound = max((r["bound"] for r in own if r["solver"] in ("first", "search", "proof")), default=0)
        cold = {r["solver"]: r for r in own if r["limit"] == 60 and not r.get("hint")}
        yield (
            name,
            minutes(first),
            minutes(ours),
            claim(cold.get("cpsat")),
            claim(cold.get("highs")),
            minutes(known),
            minutes(bound),
            above(ours, known),
            above(ours, bound),
        )


def place(name: str) -> tuple[int, int, int]:
    kind, size, seed = name.split("-")
    return int(size), KINDS.index(kind), int(seed)


def claim(row: Row | None) -> str:
    """What a rival says, and what can be driven where that is not the same."""
    if row is None:
        return "not run"
    if row.get("finish") is None:
        return "–"
    proved = "*" if row["status"] == "OPTIMAL" else ""
    own = minutes(row["finish"])
    return own + proved if not row["breaches"] else f"{own} / {minutes(drivable(row))}"


def minutes(value: float) -> str:
    return "–" if value == inf else f"{value:.0f}"


def above(value: float, least: float) -> str:
    return "–" if value == inf or not least else f"{value / least - 1:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--limit", type=float, default=5)
    given = parser.parse_args()
    print("| " + " | ".join(HEAD).format(limit=given.limit) + " |\n" + "|---" * len(HEAD) + "|")
    for cells in lines_of(list(told(given.files)), given.limit):
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
