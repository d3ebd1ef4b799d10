"""Rows of figures -> lines of JSON in a file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
LARGE = 500
"""Convoys from which on a search has 30 s and not 5."""


def searched_for(convoys: int) -> float:
    """For how many seconds a search of so many convoys goes on."""
    return 30.0 if convoys >= LARGE else 5.0


def tell(lines: Path | None, row: Row) -> None:
    """Shows a row, and appends it to the file if there is one."""
    text = json.dumps(row, sort_keys=True)
    print(text, flush=True)
    if lines:
        with lines.open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def told(files: Sequence[Path]) -> Iterator[Row]:
    for path in files:
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())
