"""Writing files so that nothing is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def replace_file(path: Path, made: str | bytes) -> None:
    """Writes *made* to *path* so that an interruption leaves either the old file or the new one.

    Links are followed; what is no ordinary file (a pipe, a terminal) is written to and stays. An OSError names *path*.
    """
    file = path.resolve()
    beside = file.with_name(f".{file.name}.new")
    data = made.encode() if isinstance(made, str) else made
    try:
        if file.exists() and not (file.is_file() and os.access(file, os.W_OK)):
            file.write_bytes(data)
            return
        with beside.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            shutil.copymode(file, beside)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from error


def write_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes *files* into *folder*, which is made where it is missing; each as safely as ``replace_file`` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        replace_file(folder / name, data)
    return [folder / name for name in files]
