"""Plan -> the files that people use: CSV, spreadsheet, calendar, page to print, map. And a map -> a sketch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mamarr.model.agreement import Agreement
from mamarr.model.plan import Plan
from mamarr.model.roster import Roster
from mamarr.model.values import Language
from mamarr.parsing import Source
from mamarr.reporting.rosters import LISTINGS, By, Listing


@dataclass(frozen=True)
class Timetable:
    """A plan with its rosters, in one language; *by* is the side that the CSV shows."""

    agreement: Agreement
    plan: Plan
    language: Language
    by: By = "convoy"

    @cached_property
    def rosters(self) -> tuple[Roster, ...]:
        from mamarr.planning.rosters import rosters

        return rosters(self.agreement, self.plan)

    @cached_property
    def listings(self) -> tuple[Listing, ...]:
        return tuple(make(self.agreement, self.plan, self.rosters) for _, make in LISTINGS)

    @property
    def listing(self) -> Listing:
        return next(made for made in self.listings if made.by == self.by)


def _csv(table: Timetable) -> str:
    from mamarr.reporting.rosters import to_csv

    return to_csv(table.plan, table.listing)


def _xlsx(table: Timetable) -> bytes:
    from mamarr.reporting.spreadsheet import xlsx

    return xlsx(table.agreement, table.plan, table.listings, table.rosters, table.language)


def _ical(table: Timetable) -> str:
    from mamarr.reporting.calendar_file import ical

    return ical(table.agreement, table.plan, table.language)


def _page(table: Timetable) -> str:
    from mamarr.reporting.printing import page

    return page(table.agreement, table.plan, table.listings, table.language)


def _geojson(table: Timetable) -> str:
    from mamarr.reporting.geojson import geojson

    return geojson(table.agreement)


OUTPUTS: Mapping[str, Callable[[Timetable], str | bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "ical": _ical,
    "print": _page,
    "geojson": _geojson,
}
"""Each output of a plan, by the option that asks for it."""


def read_map(path: Path) -> Source:
    """A GeoJSON file as the sketch of an agreement."""
    from mamarr.parsing.geojson import read_geojson_file

    return read_geojson_file(path)
