"""Observed halts -> dangers fitted to them: the default ones, and those of all cases but one."""

from __future__ import annotations

from pathlib import Path

from mamarr.model.danger import Dangers
from mamarr.model.observed import Observed


def observed() -> Observed:
    """The observations that come with Mamarr."""
    from mamarr.parsing.observed import read_observed
    from mamarr.rehearsing import observations

    found = read_observed(observations())
    if isinstance(found, tuple):
        raise ValueError(found[0])
    return found


def defaults() -> Dangers:
    """The dangers that come with Mamarr."""
    from mamarr.parsing.dangers import read_dangers
    from mamarr.rehearsing import default_dangers

    found = read_dangers(default_dangers())
    if found.dangers is None:
        raise ValueError(found.faults[0])
    return found.dangers


def fitted(without: str = "") -> Dangers:
    """The default dangers, fitted to every case but *without*."""
    from mamarr.rehearsing.fitting import fit

    seen = observed()
    return fit(defaults(), seen.without(without), seen)


def refit(file: Path) -> None:
    """Writes the fitted figures into the dangers file; everything else in it stays as it is."""
    from mamarr.rehearsing.fitting import refitted

    file.write_text(refitted(file.read_text("utf-8"), fitted()), "utf-8")
