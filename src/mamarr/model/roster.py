"""Who drives what: the drives of each vehicle, one after the other, with a convoy or empty."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drive:
    """One drive: with *convoy*, or empty (``""``) to where the vehicle is needed next or back to its base.

    The vehicle stands at the first of its *stops* from *begins* on, and has each stop behind it at the time beside it;
    moments are minutes after the window opens. A convoy departs at the time of its first stop.
    """

    convoy: str
    begins: float
    stops: tuple[tuple[str, float], ...]

    @property
    def start(self) -> str:
        return self.stops[0][0]

    @property
    def end(self) -> str:
        return self.stops[-1][0]

    @property
    def departs(self) -> float:
        return self.stops[0][1]

    @property
    def arrives(self) -> float:
        return self.stops[-1][1]


@dataclass(frozen=True, slots=True)
class Roster:
    """One vehicle of a fleet, by its number, and what it drives."""

    fleet: str
    number: int
    drives: tuple[Drive, ...]

    @property
    def sign(self) -> str:
        """What it is called over the radio: ``buses-07``."""
        return f"{self.fleet}-{self.number:02}"
