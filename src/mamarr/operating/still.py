"""A database file that another program may be writing -> what stands in it, with nothing locked or written beside it.

So reading works from a medium that cannot be written to or is full, and never keeps a report from being recorded.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import apsw

T = TypeVar("T")
TRIES, PAUSE = 100, 0.03
READ_ONLY = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI


def read_still(path: Path, read: Callable[[apsw.Connection], T]) -> T:
    """What *read* finds at a moment when nobody wrote (BusyError: there was none). Its own errors pass, and OSError."""
    for _ in range(TRIES):
        before = _marks(path)
        try:
            found = _read(path, read)
        except (apsw.Error, ValueError):
            if _marks(path) == before:
                raise
        else:
            if _marks(path) == before:
                return found
        time.sleep(PAUSE)
    raise apsw.BusyError


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _marks(path: Path) -> tuple[tuple[int, int], ...]:
    """Size and last change of the file, and of what was written beside it and not merged yet."""
    found = [file.stat() for file in (path, _beside(path)) if file.exists()]
    return tuple((s.st_size, s.st_mtime_ns) for s in found)


def _read(path: Path, read: Callable[[apsw.Connection], T]) -> T:
    if not _beside(path).exists() or not _beside(path).stat().st_size:
        return _ask(f"{path.absolute().as_uri()}?mode=ro&immutable=1", READ_ONLY, read)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        shutil.copyfile(_beside(path), _beside(copy))
        return _ask(str(copy), apsw.SQLITE_OPEN_READWRITE, read)


def _ask(name: str, flags: int, read: Callable[[apsw.Connection], T]) -> T:
    database = apsw.Connection(name, flags=flags)
    try:
        return read(database)
    finally:
        database.close()
