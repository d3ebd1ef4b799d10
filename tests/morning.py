"""Two towns half carried out: the plan, reports of it, and a day as planned or later."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mamarr.model.agreement import Agreement
from mamarr.model.event import Event
from mamarr.model.plan import Plan
from mamarr.model.position import ACTS
from mamarr.model.resources import FREE
from mamarr.parsing import read_file
from mamarr.planning import plan

TOWNS = Path(__file__).parents[1] / "agreements" / "two-towns.yaml"
OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)  # 06:00 in Damascus
KINDS = {act: kind for kind, act in ACTS.items()}


@cache
def towns() -> tuple[Agreement, Plan]:
    agreement = read_file(TOWNS).agreement
    assert agreement
    made = plan(agreement)
    assert isinstance(made, Plan)
    return agreement, made


def said(kind: str, minutes: float, convoy: str, people: int | None = None, **more: Any) -> Event:
    counted = None if people is None else {"people": people}
    given_ = {"seen_by": "observers", "heard_by": "radio", "entered_by": "desk", "convoy": convoy, **more}
    return Event(kind=kind, seen=OPENS + timedelta(minutes=minutes), people=counted, **given_)  # type: ignore[arg-type]


def happened(until: float, late: dict[str, float] | None = None) -> list[Event]:
    """Everything up to a moment as planned, or so much later."""
    _, made = towns()
    late = late or {}
    moved = [(s, t + late.get(s.convoy, 0.0)) for s, t in made.times.items() if s.act != FREE]
    return [said(KINDS[s.act], t, s.convoy, place=s.place) for s, t in moved if t <= until]
