"""Shipped agreements and what is changed in them, for the tests of planning."""

from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Plan
from mamarr.model.values import Share
from mamarr.parsing import read_file
from mamarr.planning import plan

AGREEMENTS = Path(__file__).parents[1] / "agreements"


@cache
def agreed(name: str = "two-towns") -> Agreement:
    found = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert found is not None
    return found


def made(agreement: Agreement, **more: Any) -> Plan:
    found = plan(agreement, **more)
    assert isinstance(found, Plan), found
    return found


def place(agreement: Agreement, name: str, **more: Any) -> Agreement:
    return replace(agreement, places={**agreement.places, name: replace(agreement.places[name], **more)})


def movement(agreement: Agreement, name: str, **more: Any) -> Agreement:
    return replace(agreement, movements={**agreement.movements, name: replace(agreement.movements[name], **more)})


def group(agreement: Agreement, name: str, **more: Any) -> Agreement:
    return replace(agreement, people={**agreement.people, name: replace(agreement.people[name], **more)})


def shares(**parts: int) -> dict[str, Share]:
    return {to.replace("_", "-"): Share(Fraction(percent, 100)) for to, percent in parts.items()}


def choosing(**parts: int) -> Agreement:
    """South Town chooses between the two receptions, which have room for everybody."""
    roomy = place(place(agreed(), "south-camp", capacity=5000), "north-camp", capacity=5000)
    return movement(roomy, "south-out", to=("north-camp", "south-camp"), choices=shares(**parts))
