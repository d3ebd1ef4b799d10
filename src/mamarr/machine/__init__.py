"""What every kernel needs: clocks in arrays and a heap. It interprets what a net gives and holds no rule."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

TOLD: ContextVar[Callable[[], None]] = ContextVar("TOLD", default=lambda: None)
"""How people are told that kernels must be compiled first; whoever talks to people sets it."""


@cache
def prepare(package: str) -> None:
    """Before kernels of *package* are needed: tells, once, where they must be compiled first."""
    from mamarr.machine.compiling import cold

    if cold(package):
        TOLD.get()()
