"""Runs every benchmark and prints a table: whole processes, minimum / median / maximum of several runs.

``python benchmarks/run.py [--runs N]``. Figures depend on the machine, so nothing here passes or fails; RESULTS.md
keeps what was measured, with machine, versions and date.
"""

from __future__ import annotations

import argparse
import platform
import resource
import statistics
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAMARR = (sys.executable, "-m", "mamarr")
LARGEST = max(ROOT.glob("agreements/*.yaml"), key=lambda path: path.stat().st_size)

WORK = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "mamarr --help": (*MAMARR, "--help"),
    f"mamarr check {LARGEST.name}": (*MAMARR, "check", str(LARGEST)),
    "mamarr check (all shipped files)": (*MAMARR, "check", *map(str, sorted(ROOT.glob("agreements/*.yaml")))),
    f"mamarr show {LARGEST.name}": (*MAMARR, "show", str(LARGEST)),
    f"mamarr plan {LARGEST.name}": (*MAMARR, "plan", str(LARGEST)),
}


def measure(command: tuple[str, ...], runs: int) -> tuple[list[float], float]:
    """Seconds of each run after one warm-up, and the largest memory of any child so far in MiB."""
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        seconds.append(time.perf_counter() - start)
    return seconds[1:], resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    versions = ", ".join(f"{name} {version(name)}" for name in ("mamarr", "numpy", "PyYAML", "fluent.runtime"))
    print(f"Python {platform.python_version()}, {platform.machine()}, {versions}; {runs} runs after one warm-up\n")
    print("| command | min s | median s | max s | largest memory so far MiB |")
    print("|---|---|---|---|---|")
    for name, command in WORK.items():
        seconds, memory = measure(command, runs)
        figures = (min(seconds), statistics.median(seconds), max(seconds))
        print(f"| `{name}` | {' | '.join(f'{s:.3f}' for s in figures)} | {memory:.0f} |")


if __name__ == "__main__":
    main()
