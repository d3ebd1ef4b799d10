"""Checked file -> prices, frontier and its picture, undertaking; and for a file without a plan, what conflicts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from mamarr.flow.files import write_files
from mamarr.flow.planning import standing
from mamarr.flow.reading import Checked, check_file
from mamarr.model.agreement import Agreement
from mamarr.model.balance import balances
from mamarr.model.plan import Override
from mamarr.model.values import Language, Level

if TYPE_CHECKING:
    from mamarr.planning.frontier import Frontier
    from mamarr.planning.prices import Prices
    from mamarr.planning.undertaking import Steadiest, Undertaking

Told = Callable[[int, int], None]
AT_ONCE = 100
"""Convoys up to which a plan that fails is followed by the search for what conflicts, unasked."""


@dataclass(frozen=True, slots=True)
class Open:
    """A file that may be planned: no error stands that nobody set aside."""

    checked: Checked
    agreement: Agreement


def open_file(path: Path, overrides: Sequence[Override] = ()) -> Open | tuple[Checked, tuple[str, ...]]:
    """A file ready to be planned, or what is wrong with it and the codes that stand."""
    checked = check_file(path)
    refused = standing(checked, overrides) if checked.agreement else ()
    if checked.agreement is None or refused:
        return checked, refused
    return Open(checked, checked.agreement)


def price(work: Open, level: Level, told: Told) -> Prices:
    """What each clause and resource costs, or is worth."""
    from mamarr.planning.prices import prices

    return prices(work.agreement, level, told)


def frontier(work: Open, exchanges: Sequence[str], level: Level, told: Told) -> Frontier | Checked:
    """The finish against the tolerance of these exchanges."""
    from mamarr.planning.frontier import Frontier, frontier

    found = frontier(work.agreement, exchanges, level, told)
    return found if isinstance(found, Frontier) else Checked(work.checked.source, found)


def draw_frontier(work: Open, found: Frontier, language: Language, folder: Path) -> list[Path]:
    """Writes the curve as SVG and PNG."""
    from mamarr.reporting.frontier_chart import Curve, frontier_chart
    from mamarr.reporting.pictures import files

    points = [(p.scale, p.finish, p.bound) for p in found.points]
    curve = Curve(
        tuple(points), found.agreed.tolerances, found.free, found.knee.scale if found.knee else None, found.closes
    )
    return write_files(folder, files("frontier", frontier_chart(work.agreement, curve, language), language))


def undertake(work: Open, stages: Sequence[tuple[str, str, str]]) -> tuple[tuple[Steadiest, ...], Undertaking | str]:
    """The steadiest orders and the undertaking that the stages ask for, or the name of one that is not a stage."""
    from mamarr.model.tolerance import cut_at
    from mamarr.parsing.scalars import western
    from mamarr.planning.undertaking import Stage, names_people, steadiest, undertaking

    orders = tuple(steadiest(b) for b in balances(work.agreement, cut_at(work.agreement, "likely")))
    for name, _, _ in stages:
        if names_people(work.agreement, name):
            return orders, name
    return orders, undertaking([Stage(n, Fraction(western(c)), Fraction(western(g))) for n, c, g in stages])


def unplanned(work: Open, level: Level) -> Checked:
    """Why there is no plan."""
    from mamarr.planning import plan

    found = plan(work.agreement, level=level)
    return Checked(work.checked.source, found if isinstance(found, tuple) else ())


def conflicting(checked: Checked, agreement: Agreement, level: Level, told: Told) -> Checked:
    """*checked* with the smallest set of terms that cannot hold together, if there is one."""
    from mamarr.planning.conflict import conflict, told_as

    found = conflict(agreement, level, told)
    return Checked(checked.source, (*checked.diagnostics, told_as(found))) if found else checked


def soon(agreement: Agreement, level: Level) -> bool:
    """Whether the search for what conflicts is short: told by the number of convoys, never by a clock."""
    from mamarr.model.batches import cut

    return len(cut(agreement, level)) <= AT_ONCE
