"""Plan and its listings -> an XLSX workbook: by convoy, by place, by vehicle, and the figures.

Moments are dates and counts are numbers, so that people can sort and filter; texts are never formulas or links. The
imbalance is not in it: a spreadsheet goes from hand to hand.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.plan import Plan
from mamarr.model.roster import Roster
from mamarr.model.values import Language
from mamarr.reporting.rosters import Cell, Listing, Moment, Speaker

PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  (the library would write the hour of the day: other bytes each time)
WIDEST = 90
"""Characters of the widest column."""
A4 = 9


def xlsx(
    agreement: Agreement, plan: Plan, listings: Sequence[Listing], rosters: Sequence[Roster], language: Language
) -> bytes:
    """The workbook: the same plan, the same bytes."""
    out = io.BytesIO()
    book = _Book(Workbook(out, PLAIN), Speaker(agreement, plan, language))
    for made in listings:
        book.listing(made)
    book.figures(list(_figures(book.speaker, agreement, plan, rosters)))
    book.close(agreement.title.in_language(language))
    return out.getvalue()


class _Book:
    """A workbook in one language; its sheets read from the right in Arabic."""

    def __init__(self, book: Workbook, speaker: Speaker) -> None:
        self.book = book
        self.speaker = speaker
        start = {"align": "right", "reading_order": 2} if speaker.say.language == "ar" else {"align": "left"}
        cell = {"text_wrap": True, "valign": "top", **start}
        self.text = book.add_format(cell)
        self.bold = book.add_format({**cell, "bold": True, "bottom": 1})
        self.date = book.add_format({**cell, "num_format": "yyyy-mm-dd hh:mm"})

    def listing(self, made: Listing) -> None:
        """A heading that stays, a filter on each column, a row a line."""
        sheet = self._sheet(f"roster-by-{made.by}")
        table = [self.speaker.head(made), *made.rows]
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                self._write(sheet, row, column, cell)
        for column in range(len(made.columns)):
            sheet.set_column(column, column, min(WIDEST, 2 + max(len(self._shown(row[column])) for row in table)))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(made.rows), len(made.columns) - 1)
        sheet.repeat_rows(0)

    def figures(self, rows: Sequence[tuple[str, Cell]]) -> None:
        sheet = self._sheet("roster-figures")
        sheet.set_column(0, 1, WIDEST // 2)
        for row, (name, cell) in enumerate(rows, 1):
            sheet.write_string(row, 0, name, self.text)
            self._write(sheet, row, 1, cell)
        sheet.write_string(0, 0, self.speaker.marking(), self.bold)
        sheet.write_string(len(rows) + 2, 0, self.speaker.say("roster-intended"), self.text)

    def close(self, title: str) -> None:
        self.book.set_properties({"title": title, "status": self.speaker.marking(), "created": CREATED})
        self.book.close()

    def _sheet(self, name: str) -> Worksheet:
        sheet: Worksheet = self.book.add_worksheet(self.speaker.say(name))
        if self.speaker.say.language == "ar":
            sheet.right_to_left()
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        # In a header & begins a code.
        sheet.set_header(f"&C&B{self.speaker.marking().replace('&', '&&')}")
        sheet.set_footer("&C&P / &N")
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        window = self.speaker.plan.window
        if isinstance(cell, Moment) and window:
            sheet.write_datetime(row, column, local_time(window, cell.minutes), self.date)
        elif isinstance(cell, Moment | int):
            sheet.write_number(row, column, cell.minutes if isinstance(cell, Moment) else cell, self.text)
        else:
            sheet.write_string(row, column, self._shown(cell), self.text if row else self.bold)

    def _shown(self, cell: Cell) -> str:
        return cell if isinstance(cell, str) else self.speaker.text(cell)


def _figures(
    speaker: Speaker, agreement: Agreement, plan: Plan, rosters: Sequence[Roster]
) -> Iterator[tuple[str, Cell]]:
    """What the plan rests on, and how much it is."""
    say = speaker.say
    yield say("figure-agreement"), agreement.title.in_language(say.language)
    yield say("figure-digest"), plan.digest
    yield say("figure-level"), say(f"level-{plan.level}")
    yield say("figure-people"), sum(c.size for c in plan.convoys)
    yield say("figure-convoys"), len(plan.convoys)
    yield say("figure-vehicles"), sum(bool(r.drives) for r in rosters)
    yield say("figure-finish"), Moment(plan.finish)
    yield say("figure-bound"), Moment(plan.bound)
    if plan.window:
        yield say("figure-zone"), plan.window.zone
    for override in plan.overrides:
        yield say("figure-despite", code=override.code), override.reason
