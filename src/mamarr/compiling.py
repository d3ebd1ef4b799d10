"""The one door to the compiler of hot loops (numba).

What is compiled interprets the gates of a net; it never holds a rule of an agreement, so the law has no second copy.
Import it inside the function that needs it: loading it takes longer than reading and checking a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba


def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """*kernel* as machine code, kept from one start of the program to the next where a folder can be written."""
    try:
        return numba.njit(cache=True, nogil=True)(kernel)
    except RuntimeError:  # nowhere to keep it
        return numba.njit(nogil=True)(kernel)
