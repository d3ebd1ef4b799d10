"""Lines of JSON of run.py and rivals.py -> the table of RESULTS.md.

``python -m benchmarks.reciprocal.table FILE...``: our search is the last one of 5 s (30 s from 500 convoys on), seed 1.
Best known is the earliest finish of anybody's plan that can be driven, of any run, with whose it is. The bound is the
one that is proved for convoys of any size. A star: CP-SAT proved that convoys as in our first plan cannot do better.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from math import inf
from pathlib import Path

from benchmarks.reciprocal.generator import KINDS
from benchmarks.reciprocal.lines import Row, searched_for, told

HEAD = (
    "instance",
    "first plan",
    "searched",
    "CP-SAT 60 s",
    "HiGHS 60 s",
    "best known",
    "proved bound",
    "above best known",
    "above bound",
)
WHOSE = {"first": "ours", "search": "ours", "cpsat": "CP-SAT", "highs": "HiGHS"}


def drivable(row: Row) -> float:
    found = row.get("drivable")
    return inf if found is None else float(found)


def lines_of(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    """The cells of each instance, by size and kind."""
    for name in sorted({row["instance"] for row in rows}, key=place):
        own = [row for row in rows if row["instance"] == name]
        firsts = [r for r in own if r["solver"] == "first"]
        limit = searched_for(place(name)[0])
        runs = [r for r in own if r["solver"] == "search" and r["limit"] == limit and r["seed"] == 1]
        first, ours = (drivable(found[-1]) if found else inf for found in (firsts, runs))
        best = min((r for r in own if r["solver"] in WHOSE), key=lambda r: (drivable(r), WHOSE[r["solver"]] != "ours"))
        bound = max((r["bound"] for r in own if r["solver"] in ("first", "search", "proof")), default=0)
        cold = {r["solver"]: r for r in own if r["limit"] == 60 and not r.get("hint")}
        proved = any(r["solver"] == "cpsat" and r["status"] == "OPTIMAL" for r in own)
        yield (
            name,
            minutes(first),
            minutes(ours),
            claim(cold.get("cpsat")) + "*" * proved,
            claim(cold.get("highs")),
            f"{minutes(drivable(best))} ({WHOSE[best['solver']]})",
            minutes(bound),
            above(ours, drivable(best)),
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
    own = minutes(row["finish"])
    return f"{own} / {minutes(drivable(row))}" if row["breaches"] else own


def minutes(value: float) -> str:
    return "–" if value == inf else f"{value:.0f}"


def above(value: float, least: float) -> str:
    return "–" if value == inf or not least else f"{value / least - 1:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    given = parser.parse_args()
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    for cells in lines_of(list(told(given.files))):
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
