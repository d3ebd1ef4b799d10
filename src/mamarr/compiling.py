"""The one door to the compiler of hot loops (numba).

What is compiled interprets the gates of a net; it never holds a rule of an agreement, so the law has no second copy.
Import it inside the function that needs it: loading it takes longer than reading and checking a file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba.extending import intrinsic


def compiled(kernel: Callable[..., Any]) -> Callable[..., Any]:
    """*kernel* as machine code, kept from one start of the program to the next where a folder can be written."""
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(kernel)
    except RuntimeError:  # nowhere to keep it
        return numba.njit(nogil=True, error_model="numpy")(kernel)


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
