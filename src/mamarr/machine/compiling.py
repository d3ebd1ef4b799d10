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
import numpy as np
from numba import types
from numba.core.cgutils import pack_array
from numba.extending import intrinsic

SOURCES = ("model", "machine", "rehearsing", "planning/search", "planning/shuttles")
"""Folders of all that kernels call or take numbers from. A change in any of their modules makes all kept code stale."""


@cache
def kept_in() -> Path | None:
    """The folder for machine code of just these sources, this compiler and this Python; None where none can be written.

    The compiler itself looks only at the file of each kernel: it would miss a change in a kernel that another file
    calls, and fail to load what names a class that is gone.
    """
    package = Path(__file__).parents[1]
    known = hashlib.sha256(f"{numba.__version__} {sys.version} {package}".encode())
    for file in (f for name in SOURCES for f in sorted((package / name).rglob("*.py"))):
        known.update(file.read_bytes())
    caches = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(caches) / "mamarr" / known.hexdigest()[:16]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


def compiled(kernel: Callable[..., Any], *, within: bool = False) -> Callable[..., Any]:
    """*kernel* as machine code, kept from one start of the program to the next where a folder can be written."""
    folder = kept_in()
    numba.config.CACHE_DIR = str(folder or "")  # type: ignore[attr-defined]
    return numba.njit(cache=folder is not None, nogil=True, error_model="numpy", forceinline=within)(kernel)


def inlined(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """*kernel* as machine code that stands in every kernel that calls it: for what is called at every step."""
    return compiled(kernel, within=True)


def cold(package: str) -> bool:
    """Whether no code of *package* is kept yet, so that its first use takes up to a minute longer."""
    folder = kept_in()
    return folder is None or not any(folder.glob(f"{package}_*"))


packed: Any = pack_array


def records(kind: Any) -> Any:
    """In compiled code: ``record(address, i)`` is record *i* of those of *kind* that begin at *address*.

    Whoever gives the address keeps the memory, and knows how many there are.
    """
    shape = numba.from_dtype(kind)

    def record(_typing: Any, _address: Any, _i: Any) -> Any:
        def code(context: Any, builder: Any, _: Any, args: Any) -> Any:
            size = context.get_constant(types.int64, kind.itemsize)
            where = builder.add(args[0], builder.mul(args[1], size))
            return builder.inttoptr(where, context.get_value_type(shape))

        return shape(types.int64, types.int64), code

    return intrinsic(record)


def numbers(kind: str) -> Any:
    """In compiled code: ``array(address)`` are the numbers of *kind* (such as f8) from *address* on, with no end."""
    array, size = types.Array(numba.from_dtype(np.dtype(kind)), 1, "C"), np.dtype(kind).itemsize

    def bare(_typing: Any, _address: Any) -> Any:
        def code(context: Any, builder: Any, _: Any, args: Any) -> Any:
            made = context.make_array(array)(context, builder)
            made.data = builder.inttoptr(args[0], made.data.type)
            endless, step = context.get_constant(types.intp, 2**62), context.get_constant(types.intp, size)
            made.nitems, made.itemsize = endless, step
            made.shape, made.strides = packed(builder, [endless]), packed(builder, [step])
            made.meminfo, made.parent = made.meminfo.type(None), made.parent.type(None)
            return made._getvalue()

        return array(types.int64), code

    return intrinsic(bare)
