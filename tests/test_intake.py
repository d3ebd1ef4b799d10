"""Lines and files as they come in -> events, or what is not understood and where."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from day import AGREEMENT, CONVOYS, OPENING, SOUTH, at, go, said, sure
from mamarr.model.diagnostic import Span
from mamarr.model.event import Event
from mamarr.model.state import fold
from mamarr.operating.intake import Desk, take, take_file
from mamarr.operating.log import open_log

DESK = Desk(AGREEMENT, date(2030, 3, 4), "desk", convoys=frozenset(c.id for c in CONVOYS), log="L")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("06:10 boarded south-out-01 193 civilians by observers", said("boarded", 10, 193)),
        ("2030-03-04 06:10 BOARDED south-out-01 at south-square, 193 civilians, by observers via cell phone entered b",
         said("boarded", 10, 193, place="south-square", passed_on_by="cell", heard_by="phone", entered_by="b")),
        ("٠٦:١٠ صعدت south-out-01 ١٩٣ مدنيّاً بواسطة observers لاسلكي", said("boarded", 10, 193)),
        ("۰۶:۱۰ صعدت \u200fsouth-out-01 ۱۹۳ مدنيا بواسطة observers", said("boarded", 10, 193)),
        ("06:10 arrived south-out-01 1,250 by observers",
         replace(said("arrived", 10), people={"people": 1250})),
        ("06:10 arrived south-out-01 10 stretcher cases, 2 children 3 by observers",
         replace(said("arrived", 10), people={"stretcher cases": 10, "children": 2, "people": 3})),
        ("06:10 claim by south-side paper: They took: weapons",
         said("claim", 10, seen_by="south-side", convoy="", heard_by="paper",
              text=replace(OPENING.text, en="They took: weapons"))),
        ("06:10 رواية بواسطة south-side : إطلاق نار",
         said("claim", 10, seen_by="south-side", convoy="", text=replace(OPENING.text, ar="إطلاق نار"))),
        ("06:10 suspended by cell scope everything",
         said("suspended", 10, seen_by="cell", convoy="", scope="everything", log="L")),
        ("06:10 suspended by cell scope boarding", said("suspended", 10, seen_by="cell", convoy="", log="L")),
        (("06:05 go south-out-01 until 07:00 by cell confirmed south-side/liaison 06:01 radio"
         " confirmed north-side/liaison 06:01 radio"),
         go(60, "south-side", "north-side", log="L")),
        ("23:00 go south-out-01 until 01:00 by cell",
         said("go", 1020, seen_by="cell", until=at(1140), log="L")),
        ("06:10 go-withdrawn south-out-01 by cell", said("go-withdrawn", 10, seen_by="cell", log="L")),
    ],
)  # fmt: skip
def test_a_line_becomes_an_event(line: str, expected: Event) -> None:
    taken = take(DESK, line)
    assert taken.faults == ()
    assert taken.event == expected


def test_an_earlier_report_is_named_by_the_beginning_of_its_id() -> None:
    first = said("boarded", 10, 193)
    desk = replace(DESK, reports=frozenset({first.id}))
    for name in (first.short, first.id):
        assert sure(take(desk, f"06:20 attested about {name} by observers").event).about == first.id
    assert sure(take(DESK, f"06:20 attested about {first.id} by observers").event).about == first.id
    assert [d.code for d in take(DESK, f"06:20 attested about {first.short} by observers").faults] == ["E105", "E104"]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("", [("E102", 1), ("E101", 1)]),
        ("06:10", [("E101", 6)]),
        ("24:10 boarded south-out-01 by observers", [("E102", 1)]),
        ("2030-02-30 06:10 boarded south-out-01 by observers", [("E102", 12)]),
        ("2030-03-04 boarded", [("E102", 12), ("E101", 19)]),
        ("06:10 opened by cell", [("E101", 7)]),
        ("06:10 boarded south-out-01 19x3 by observers", [("E103", 28)]),
        ("06:10 boarded south-out-01 19,300,000 by observers", [("E103", 28)]),
        ("06:10 boarded south-out-01 by observers loudly", [("E101", 41)]),
        ("06:10 boarded south-out-01", [("E104", 27)]),
        ("06:10 died south-out-01 by observers", [("E104", 37)]),
        ("06:10 boarded by observers", [("E104", 27)]),
        ("06:10 note by cell", [("E104", 19)]),
        ("06:10 go south-out-01 by cell", [("E104", 30)]),
        ("06:10 go south-out-01 until 26:00 by cell", [("E102", 29), ("E104", 42)]),
        ("06:10 go south-out-01 until 07:00 confirmed south-side 06:00 smoke by cell", [("E101", 62)]),
        ("06:10 go south-out-01 until 07:00 confirmed south-side 6 radio by cell", [("E102", 56)]),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(line: str, faults: list[tuple[str, int]]) -> None:
    taken = take(DESK, line, "radio", 3)
    assert taken.event is None
    places = [(d.code, d.marks[0].where) for d in taken.faults]
    assert [(c, w.column) for c, w in places if isinstance(w, Span)] == faults


def test_a_time_that_the_clocks_skip_does_not_exist() -> None:
    window = replace(sure(AGREEMENT.window), zone="Europe/Berlin")
    desk = replace(DESK, agreement=replace(AGREEMENT, window=window), today=date(2030, 3, 31))
    assert [d.code for d in take(desk, "02:30 note by cell: x").faults] == ["E102"]
    nowhere = replace(DESK, agreement=replace(AGREEMENT, window=None))
    assert sure(take(nowhere, "02:30 note by cell: x").event).seen == datetime(2030, 3, 4, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "line", "code_", "seen"),
    [
        (20, "06:20 note by cell: x", None, 20),
        (20, "06:25 note by cell: x", "E107", 25),
        (20, "06:26 note by cell: x", "E110", None),
        (20, "2030-03-04 06:40 note by cell: x", "E107", 40),
        (20, "18:20 note by cell: x", "E108", 740 - 1440),
        (20, "18:19 note by cell: x", "E110", None),
        (20, "06:21 resumed by cell", "E110", None),
        (20, "18:30 resumed by cell", "E110", None),
        (20, "2030-03-04 07:00 resumed by cell", "E107", 60),
        (20, "06:21 go south-out-01 until 07:00 by cell", "E110", None),
        (20, "16:20 suspended by cell", "E109", 620),
        (20, "18:30 suspended by cell", "E109", 750),
        (20, "2030-03-05 06:20 go-withdrawn south-out-01 by cell", "E109", 1460),
        (18 * 60 + 10, "23:50 suspended by cell", "E108", 17 * 60 + 50),
        (18 * 60 + 10, "23:50 arrived south-out-01 193 by observers", "E108", 17 * 60 + 50),
    ],
)
def test_a_time_ahead_of_the_clock(now: float, line: str, code_: str | None, seen: float | None) -> None:
    """A bare time is yesterday's where that is not long ago; a stop is always taken, what opens never by a slip."""
    desk = replace(DESK, now=at(now), today=at(now + 180).date())
    taken = take(desk, line)
    assert [d.code for d in taken.faults] == ([code_] if code_ else [])
    assert (taken.event and taken.event.seen) == (None if seen is None else at(seen))


@pytest.mark.parametrize(
    ("line", "code_"),
    [
        ("06:25 go south-out-01 until 06:20 by cell", "E111"),
        ("06:25 go south-out-01 until 2030-03-04 06:20 by cell", None),
        ("22:00 go south-out-01 until 04:00 by cell", None),
        ("22:00 go south-out-01 until 04:01 by cell", "E111"),
    ],
)
def test_a_go_runs_past_midnight_only_by_some_hours(line: str, code_: str | None) -> None:
    assert [d.code for d in take(DESK, line).faults] == ([code_] if code_ else [])


def test_a_word_given_before_midnight_counts_for_a_go_after_it() -> None:
    given_ = sure(take(DESK, "00:10 go south-out-01 until 01:00 by cell confirmed north-side 23:50 radio").event)
    assert given_.confirmations[0].at == given_.seen - timedelta(minutes=20)


def test_unknown_names_are_recorded_with_a_warning() -> None:
    taken = take(DESK, "06:10 crossed south-out-99 at nowhere by stranger")
    assert sure(taken.event).convoy == "south-out-99"
    assert [(d.code, d.severity, d.facts["name"]) for d in taken.faults] == [
        ("E105", "warning", "stranger"),
        ("E105", "warning", "nowhere"),
        ("E105", "warning", "south-out-99"),
    ]
    wrong = take(DESK, "06:10 go south-out-01 until 07:00 confirmed north 06:00 radio by cell")
    assert [d.facts["name"] for d in wrong.faults] == ["north"]


def test_a_file_holds_a_report_a_line_or_a_table() -> None:
    lines = "# morning\n06:10 boarded south-out-01 193 civilians by observers\n\n06:11 flew by cell\n"
    first, second = take_file(DESK, b"\xef\xbb\xbf" + lines.encode(), "a.txt")
    assert first.event == said("boarded", 10, 193)
    assert second.faults[0].marks[0].where == Span("a.txt", 4, 7, 4, 11)
    table = (
        "date,time,kind,convoy,people,by,confirmed,until,words\n"
        "2030-03-04,06:10,boarded,south-out-01,193 civilians,observers,,,\n"
        ",06:05,go,south-out-01,,cell,south-side/liaison 06:01 radio; north-side/liaison 06:01 radio,07:00,\n"
        ",06:10,flew,,,cell,,,why\n"
        ',06:10,note,,,cell,,,"rain, cold"\n'
    )
    boarded, gone, flew, rain = take_file(DESK, table.encode(), "a.csv")
    assert boarded.event == said("boarded", 10, 193)
    assert gone.event == go(60, "south-side", "north-side", log="L")
    assert flew.faults[0].marks[0].where == Span("a.csv", 4, 1, 4, 1)
    assert sure(rain.event).text.en == "rain, cold"
    assert take_file(DESK, b"", "a.txt") == ()
    [bad] = take_file(DESK, b"fine\n\xff", "a.txt")
    assert bad.faults[0].marks[0].where == Span("a.txt", 2, 1, 2, 1)


@given(st.text(max_size=60))
def test_no_line_crashes_the_desk(text: str) -> None:
    for line in (text, f"06:10 boarded {text}", f"06:10 go {text} until {text} confirmed {text} by {text}"):
        taken = take(DESK, line)
        assert taken.event is not None or taken.faults


def test_reports_that_come_late_and_out_of_order_are_taken(path: Path) -> None:
    with sure(open_log(path, create=OPENING)) as log:
        for line in ("09:00 arrived south-out-01 193 by observers", "06:10 boarded south-out-01 193 by observers"):
            sure(log.append(sure(take(DESK, line).event)))
        assert fold(AGREEMENT, CONVOYS, log.events()).positions[SOUTH].people == {"arrived": 193}
