"""Figures of sets -> a table of them by size, and a picture of how seconds grow.

``python -m benchmarks.bep.growth FILE.csv`` draws the table again.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping
from pathlib import Path

from matplotlib.figure import Figure

DRAWN = {
    "mean s": "proven or out of time: mean",
    "max s": "proven or out of time: longest",
    "reference mean s": "reference: mean",
    "first plan s": "first plan, longest",
}


def keep(table: Path, row: Mapping[str, float | str]) -> None:
    """Puts a set's figures into the table, in place of older ones."""
    rows: dict[int, Mapping[str, float | str]] = {int(r["k"]): r for r in _read(table)} if table.exists() else {}
    rows[int(row["k"])] = row
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[k] for k in sorted(rows))


def draw(table: Path, picture: Path) -> None:
    """Seconds against the number of pickups, both in logarithms."""
    rows = _read(table)
    figure = Figure(figsize=(7, 3.6), layout="constrained")
    axes = figure.subplots()
    for column, label in DRAWN.items():
        points = [(int(r["k"]), float(r[column])) for r in rows if r[column]]
        if points:
            axes.loglog(*zip(*points, strict=True), marker=".", label=label)
    sizes = [int(r["k"]) for r in rows]
    axes.set_xticks(sizes, [str(k) for k in sizes], fontsize="small")
    axes.minorticks_off()
    axes.set(xlabel="k: pickups, and shelters; k // 2 + 1 buses", ylabel="seconds of processor")
    axes.legend(fontsize="small")
    figure.savefig(picture, metadata={"Date": None} if picture.suffix == ".svg" else None)


def _read(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[1]).with_suffix(".svg"))
