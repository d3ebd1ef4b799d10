"""Agreement and the trips of a Plan -> whoever is sent where they did not ask to go, and households taken apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.plan import Plan
from mamarr.planning.faults import fault
from mamarr.planning.verify.trips import Trip

Trips = Sequence[Trip]
Breaches = Iterator[Diagnostic]


def choices(agreement: Agreement, _: Plan, found: Trips) -> Breaches:
    """As many people go to each place as asked for it: to the person, or to a household for each place."""
    for name, movement in agreement.movements.items():
        moved: dict[str, int] = {}
        for trip in found:
            if trip.convoy.movement == name:
                moved[trip.convoy.to] = moved.get(trip.convoy.to, 0) + sum(trip.convoy.people.values())
        households = agreement.people[movement.people].households
        near = len(movement.choices) * max(households, default=1) if households else 1
        for to in dict.fromkeys((*movement.choices, *moved)) if movement.choices else ():
            share = movement.choices[to].of_one if to in movement.choices else Fraction()
            asked = share * sum(moved.values())
            if abs(moved.get(to, 0) - asked) >= near:
                where = ("movements", name, "choices", to)
                yield fault("K938", where, movement=name, place=to, asked=round(asked), planned=moved.get(to, 0))


def households(agreement: Agreement, plan: Plan, found: Trips) -> Breaches:
    """No convoy has more people in households than civilians, and every household told of rides somewhere."""
    for trip in found:
        if sum(size * n for size, n in trip.convoy.households.items()) > trip.convoy.people.get("civilians", 0):
            yield fault(
                "K939",
                ("movements", trip.convoy.movement),
                kind="crowded",
                convoy=trip.convoy.id,
                group="",
                size=0,
                promised=0,
                planned=0,
            )
    for name, group in agreement.people.items():
        own = [t.convoy for t in found if agreement.movements[t.convoy.movement].people == name]
        whole = sum(size * n for size, n in group.households.items() if size > 1)
        told_of = max(_civilians(agreement, name), whole)
        for size, told in group.households.items() if own else ():
            planned = sum(convoy.households.get(size, 0) for convoy in own)
            due = told * _civilians(agreement, name, plan) // max(1, told_of)
            if size > 1 and planned < due:
                where = ("people", name, "households", str(size))
                yield fault(
                    "K939", where, kind="missing", convoy="", group=name, size=size, promised=due, planned=planned
                )


def _civilians(agreement: Agreement, group: str, plan: Plan | None = None) -> int:
    """Those of a group who are named by no other category: at the plan's level, or at the likely number."""
    spec = agreement.people[group]
    number = spec.number.at(plan.level if plan else "likely") if spec.number else 0
    return max(0, number - sum(n for category, n in spec.of_whom.items() if category != "civilians"))
