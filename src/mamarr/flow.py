"""Composes the steps; the command line (and every other door) goes through here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.parsing import Source, read_file


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with everything that is wrong in it, in the order of its lines."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]

    @property
    def agreement(self) -> Agreement | None:
        return self.source.agreement

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def exit_code(self) -> int:
        """0: no errors, 1: errors, 2: not readable as an agreement."""
        return 2 if self.source.unreadable else 1 if self.errors else 0


def check_file(path: Path) -> Checked:
    """Reads and checks one agreement file."""
    from mamarr.checking import check  # noqa: PLC0415  (the law and its rules load only where they are needed)

    source = read_file(path)
    faults: Iterable[Diagnostic] = source.faults
    if source.agreement is not None:
        faults = (*source.faults, *check(source.agreement))
    ranked = sorted(faults, key=lambda d: (source.locate(d.marks[0].where), d.code))
    return Checked(source, tuple(ranked))
