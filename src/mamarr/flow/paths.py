"""Where the shipped agreements are."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """The shipped agreement *name*: at the root of a checkout, inside the package when installed."""
    checkout = Path(__file__).parents[3] / "agreements" / f"{name}.yaml"
    return checkout if checkout.is_file() else Path(str(files("mamarr") / "agreements" / f"{name}.yaml"))
