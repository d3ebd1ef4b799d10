"""The one door to the compiler of hot loops (numba).

What is compiled interprets the gates of a net; it never holds a rule of an agreement, so the law has no second copy.
Import it inside the function that needs it: loading it takes longer than reading and checking a file.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba
from numba.extending import intrinsic

SOURCES = ("machine", "rehearsing", "planning")
"""Packages whose kernels call each other. A change in any of their modules makes all kept code stale."""


@cache
def kept_in() -> Path | None:
    """The folder for machine code of just these sources, this compiler and this Python; None where none can be written.

    The compiler itself looks only at the file of each kernel: it would miss a change in a kernel that another file
    calls, and fail to load what names a class that is gone.
    """
    package = Path(__file__).parent
    known = hashlib.sha256(f"{numba.__version__} {sys.version} {package}".encode())
    for file in (Path(__file__), *(f for name in SOURCES for f in sorted((package / name).rglob("*.py")))):
        known.update(file.read_bytes())
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(caches) / "mamarr" / known.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """*kernel* as machine code, kept from one start of the program to the next where a folder can be written."""
    folder = kept_in()
    numba.config.CACHE_DIR = str(folder or "")  # type: ignore[attr-defined]
    return numba.njit(cache=folder is not None, nogil=True, error_model="numpy")(kernel)


def cold(package: str) -> bool:
    """Whether no code of *package* is kept yet, so that its first use takes up to half a minute longer."""
    folder = kept_in()
    return folder is None or not any(folder.glob(f"{package}_*"))


def _unowned(_typing: Any, array: Any) -> Any:
    def code(context: Any, builder: Any, _: Any, args: Any) -> Any:
        bare = context.make_array(array)(context, builder, value=args[0])
        bare.meminfo = bare.meminfo.type(None)
        bare.parent = bare.parent.type(None)
        return bare._getvalue()

    return array(array), code


unowned: Any = intrinsic(_unowned)
"""In compiled code: the same array without a count of those who hold it, which costs a third of a kernel's time.
Whoever called must keep the array."""
