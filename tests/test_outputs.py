"""Outputs: rosters that can be driven, and files that read back as what was planned."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mamarr.flow.outputs import OUTPUTS, Timetable
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import length
from mamarr.model.clauses import ARRIVE, BOARD, CROSS
from mamarr.model.plan import Plan
from mamarr.model.roster import Drive, Roster
from mamarr.model.values import Language
from mamarr.parsing import read_file, write
from mamarr.parsing.geojson import read_geojson, slug
from mamarr.planning import plan
from mamarr.planning.rosters import rosters
from mamarr.planning.verify.trips import is_open, quickest
from mamarr.reporting.calendar_file import escaped, folded, ical
from mamarr.reporting.geojson import geojson
from mamarr.reporting.rosters import Several, _signs, in_a_row

AGREEMENTS = Path(__file__).parents[1] / "agreements"
PLANNED = ("two-towns", "three-villages", "four-towns-2017", "al-waer-2017")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@cache
def case(name: str) -> tuple[Agreement, Plan]:
    agreement = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert agreement
    made = plan(agreement)
    assert isinstance(made, Plan)
    return agreement, made


def table(name: str = "two-towns", language: Language = "en") -> Timetable:
    return Timetable(*case(name), language)


def output(name: str, language: Language = "en") -> str:
    made = OUTPUTS[name](table(language=language))
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize("name", PLANNED)
def test_no_vehicle_is_in_two_places(name: str) -> None:
    """Each drive begins where the one before ended, not before it, and none is faster than the roads."""
    agreement, made = case(name)
    for roster in rosters(agreement, made):
        place, free = agreement.fleets[roster.fleet].based_at, 0.0
        for drive in roster.drives:
            assert drive.start == place
            assert drive.begins >= free
            assert drive.departs >= drive.begins
            soonest = quickest(agreement, place, drive.departs, made, empty=not drive.convoy)
            assert drive.arrives >= soonest[drive.end]
            for stop, at in drive.stops[1:]:
                hours = agreement.places[stop].open
                assert hours is None or is_open(hours, at, made), (roster.sign, stop, at)
            place, free = drive.end, drive.arrives


@pytest.mark.parametrize("name", PLANNED)
def test_every_convoy_has_its_vehicles_and_its_times(name: str) -> None:
    agreement, made = case(name)
    found: dict[tuple[str, str], int] = {}
    for roster in rosters(agreement, made):
        for drive in roster.drives:
            if drive.convoy:
                found[drive.convoy, roster.fleet] = found.get((drive.convoy, roster.fleet), 0) + 1
                steps = {(s.act, s.place): t for s, t in made.times.items() if s.convoy == drive.convoy}
                assert drive.begins == steps[BOARD, drive.start]
                assert drive.arrives == steps[ARRIVE, drive.end]
    assert found == {(c.id, fleet): n for c in made.convoys for fleet, n in c.vehicles.items()}


@pytest.mark.parametrize("name", PLANNED)
def test_vehicles_end_at_their_base_where_the_window_allows_it(name: str) -> None:
    agreement, made = case(name)
    closes = length(agreement.window) if agreement.window else 0
    for roster in rosters(agreement, made):
        if roster.drives and roster.drives[-1].end != agreement.fleets[roster.fleet].based_at:
            last = roster.drives[-1]
            back = quickest(agreement, last.end, last.arrives, made, empty=True)
            assert back[agreement.fleets[roster.fleet].based_at] > closes


def test_nobody_stands_at_a_square_for_hours() -> None:
    """Empty vehicles come at most an hour early; only opening hours and short ways make them come sooner."""
    agreement, made = case("two-towns")
    for roster in rosters(agreement, made):
        for empty, loaded in zip(roster.drives, roster.drives[1:], strict=False):
            if not empty.convoy and loaded.convoy:
                assert loaded.begins - empty.arrives <= 60


def test_call_signs_in_a_row_are_joined() -> None:
    fleet = [Roster("buses", n, (Drive("", 0, (("a", 0),)),)) for n in (1, 2, 3, 7)]
    assert _signs([*fleet, Roster("cars", 8, ())]) == Several(("buses-01…03", "buses-07", "cars-08"))


@pytest.mark.parametrize("by", ["convoy", "place", "vehicle"])
def test_csv_names_only_what_the_agreement_names(by: str) -> None:
    agreement, made = case("two-towns")
    listing = next(one for one in table().listings if one.by == by)
    text = OUTPUTS["csv"](Timetable(agreement, made, "ar", listing.by))
    assert isinstance(text, str)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(listing.rows)
    assert text.isascii() or "…" in text
    if by == "convoy":
        assert rows[1]["convoy"] == "south-out-m1"
        assert (rows[1]["boards"], rows[1]["crosses"]) == ("2030-03-04 06:45", "bridge 2030-03-04 07:50")
    if by == "place":
        people = [int(row["people"]) for row in rows if row["what"] == "arrives" and row["place"] == "north-camp"]
        assert sum(people) == 2400


def sheets(data: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {i.date_time for i in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {n: ElementTree.fromstring(book.read(n)) for n in book.namelist() if n.endswith(".xml")}


def test_a_spreadsheet_has_the_same_bytes_and_no_formulas() -> None:
    data = OUTPUTS["xlsx"](table())
    assert data == OUTPUTS["xlsx"](table())
    assert isinstance(data, bytes)
    parts = sheets(data)
    names = [s.get("name") for s in parts["xl/workbook.xml"].iter(f"{SHEET}sheet")]
    assert names == ["By convoy", "By place", "By vehicle", "Figures"]
    assert not [f for part in parts.values() for f in part.iter(f"{SHEET}f")]
    lines = list(parts["xl/worksheets/sheet1.xml"].iter(f"{SHEET}row"))
    assert len(lines) == 1 + len(case("two-towns")[1].convoys)
    words = {t.text for t in parts["xl/sharedStrings.xml"].iter(f"{SHEET}t")}
    assert "Restricted: for the cell only. Not to be passed on." in words
    assert not [t for t in words if t and "imbalance" in t.lower()]


def test_arabic_sheets_read_from_the_right() -> None:
    data = OUTPUTS["xlsx"](table(language="ar"))
    assert isinstance(data, bytes)
    parts = sheets(data)
    for i in range(1, 5):
        [view] = parts[f"xl/worksheets/sheet{i}.xml"].iter(f"{SHEET}sheetView")
        assert view.get("rightToLeft") == "1"


def events(text: str) -> list[dict[str, str]]:
    """The events of a calendar, lines unfolded."""
    plain = text.replace("\r\n ", "")
    return [
        dict(line.split(":", 1) for line in part.split("\r\n") if line)
        for part in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", plain, re.DOTALL)
    ]


def test_a_calendar_has_an_event_for_each_step_of_interest_and_tells_no_more() -> None:
    _, made = case("two-towns")
    text = output("ical")
    found = events(text)
    assert len(found) == sum(s.act in (BOARD, CROSS, ARRIVE) for s in made.times)
    assert len({e["UID"] for e in found}) == len(found)
    assert {e["CLASS"] for e in found} == {"CONFIDENTIAL"}
    assert found[0]["DTSTART;TZID=Asia/Damascus"] == "20300304T064500"
    assert found[0]["SUMMARY"] == "north-out-m1 boards"
    assert "GEO" not in text
    assert "people" not in text.lower()
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert [e["UID"] for e in events(output("ical", "ar"))] == [e["UID"] for e in found]


def test_a_plan_made_anew_is_the_later_one_for_a_calendar() -> None:
    agreement, made = case("two-towns")
    again = ical(agreement, replace(made, since=270.0), "en")
    for before, after in zip(events(output("ical")), events(again), strict=True):
        assert (before["UID"], before["SEQUENCE"], before["DTSTAMP"]) == (after["UID"], "0", "20300304T030000Z")
        assert (after["SEQUENCE"], after["DTSTAMP"]) == ("270", "20300304T073000Z")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_line_of_a_calendar_is_too_long(language: Language) -> None:
    lines = output("ical", language).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert not [line for line in lines if "\n" in line or "\r" in line]


def test_folding_and_escaping() -> None:
    assert escaped("a, b; c\\d\ne") == "a\\, b\\; c\\\\d\\ne"
    assert folded("x" * 76) == f"{'x' * 75}\r\n x"
    assert folded("م" * 80).replace("\r\n ", "") == "م" * 80


def test_a_calendar_tells_of_clocks_that_are_changed() -> None:
    agreement, made = case("two-towns")
    from dataclasses import replace

    assert made.window
    spring = replace(made.window, opens=datetime(2030, 3, 30, 20), zone="Europe/Berlin")  # noqa: DTZ001
    text = OUTPUTS["ical"](Timetable(agreement, replace(made, window=spring), "en"))
    assert isinstance(text, str)
    assert "BEGIN:DAYLIGHT\r\nDTSTART:20300331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in text


@pytest.mark.parametrize(("language", "direction", "marking"), [("en", "ltr", "Restricted"), ("ar", "rtl", "مقيَّد")])
def test_each_printed_sheet_is_marked(language: Language, direction: str, marking: str) -> None:
    page = output("print", language)
    assert f'dir="{direction}"' in page
    sections = page.split("<section>")[1:]
    crews = {tuple(r.drives) for r in table().rosters if r.drives}
    assert len(sections) == len(case("two-towns")[0].places) + len(crews)
    assert all(marking in section for section in sections)
    assert not re.findall(r'(?:src|href)="', page)


def test_vehicles_that_do_the_same_share_a_block_that_names_them_all() -> None:
    page = output("print", "en")
    named = [name for block in page.split('<main class="vehicle">')[1].split("<section>")[1:]
             for name in re.findall(r"<h1><bdi>(.*?)</bdi>", block)[0].split(", ")]  # fmt: skip
    signs = [r.sign for r in table().rosters if r.drives]
    assert list(in_a_row(["buses-01", "buses-02", "buses-04", "cars-05"])) == ["buses-01…02", "buses-04", "cars-05"]
    told = [f"{n.rpartition('-')[0]}-{i:02}" for n in named for i in between(n.rpartition("-")[2])]
    assert sorted(told) == sorted(signs)
    assert "one copy for each crew" in page


def between(numbers: str) -> range:
    first, _, last = numbers.partition("…")
    return range(int(first), int(last or first) + 1)


def test_a_printed_page_escapes_what_people_wrote() -> None:
    from dataclasses import replace

    from mamarr.model.values import Text

    agreement, made = case("two-towns")
    sly = replace(agreement, title=Text(en="<script>alert(1)</script>"))
    page = OUTPUTS["print"](Timetable(sly, made, "en"))
    assert isinstance(page, str)
    assert "<script>" not in page


@pytest.mark.parametrize("name", [p.stem for p in sorted(AGREEMENTS.glob("*.yaml"))])
def test_a_map_loses_nothing_and_holds_no_people_and_no_times(name: str) -> None:
    agreement = read_file(AGREEMENTS / f"{name}.yaml").agreement
    assert agreement
    whole = json.loads(geojson(agreement))
    said = [*(f["properties"] for f in whole["features"]), *whole["without coordinates"]]
    assert {s["id"] for s in said if s["feature"] == "place"} == set(agreement.places)
    assert len([s for s in said if s["feature"] == "road"]) == len(agreement.roads)
    assert {s["id"] for s in said if s["feature"] == "movement"} == set(agreement.movements)
    assert not {"people", "number", "boards", "opens"} & {key for s in said for key in s}
    for feature in whole["features"]:
        if feature["geometry"]["type"] == "Point":
            at = agreement.places[feature["properties"]["id"]].at
            assert at
            assert feature["geometry"]["coordinates"] == [at.longitude, at.latitude]


def test_a_map_comes_back_as_the_places_and_roads_that_it_was_made_from() -> None:
    agreement, _ = case("two-towns")
    source = read_geojson(geojson(agreement).encode())
    assert source.faults == ()
    sketch = source.agreement
    assert sketch
    for key, place in agreement.places.items():
        assert (sketch.places[key].name, sketch.places[key].at) == (place.name, place.at)
        assert (sketch.places[key].kind, sketch.places[key].held_by) == (place.kind, place.held_by)
    assert [(r.from_, r.to, r.minutes) for r in sketch.roads] == [(r.from_, r.to, r.minutes) for r in agreement.roads]
    assert read_text(write(sketch)) == sketch


def read_text(text: str) -> Agreement | None:
    from mamarr.parsing import read

    return read(text).agreement


def feature(shape: str, coordinates: object, /, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


SQUARE = feature("Point", [37.1, 36.3], name="The Square", **{"name:ar": "الساحة"}, kind="assembly")
BRIDGE = feature("Point", [37.1, 36.2], name="bridge", kind="crossing", held_by="north-side")


def drawn(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, indent=1).encode()


def test_a_line_is_a_road_between_the_places_at_its_ends() -> None:
    line = feature("LineString", [[37.1001, 36.3], [37.3, 36.25], [37.1, 36.2]], minutes=20, surface="gravel")
    sketch = read_geojson(drawn(SQUARE, BRIDGE, line)).agreement
    assert sketch
    [road] = sketch.roads
    assert (road.from_, road.to, road.minutes.likely) == ("the-square", "bridge", 20)
    assert sketch.parties["north-side"].signed == "no"
    assert sketch.places["the-square"].name is not None
    assert sketch.places["the-square"].name.ar == "الساحة"


@pytest.mark.parametrize("nobody", [None, "none", ""])
def test_a_place_that_nobody_holds_has_no_holder(nobody: str | None) -> None:
    mill = feature("Point", [37, 36], name="mill", kind="depot", **{"held by": nobody})
    sketch = read_geojson(drawn(mill)).agreement
    assert sketch
    assert sketch.places["mill"].held_by is None
    assert not sketch.parties


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"{", {"J001"}),
        (b"[1, 2]", {"J001"}),
        (b"\xff", {"S002"}),
        (b"[" * 100_000, {"J001"}),
        (b'{"type": "FeatureCollection"}', {"J001"}),
        (drawn(feature("Point", [37, 36], kind="assembly")), {"J003"}),
        (drawn(feature("Polygon", []), SQUARE), {"J002"}),
        (drawn(7, None, {"geometry": None}, SQUARE), {"J002"}),
        (drawn(SQUARE, SQUARE), {"S007"}),
        (drawn(feature("Point", [37, 36], name="x")), {"S010"}),
        (drawn(feature("Point", [37, 36], name="x", kind="castle")), {"S011"}),
        (drawn(feature("Point", [370, 36], name="x", kind="depot")), {"S011"}),
        (drawn(feature("Point", 5, name="x", kind="depot")), {"S011"}),
        (drawn(feature("LineString", [[1, 1], [2, 2]], minutes=5)), {"J004"}),
        (drawn(SQUARE, feature("LineString", [], **{"from": "the-square", "to": "mill"}, minutes=5)), {"S013"}),
        (drawn(SQUARE, BRIDGE, feature("LineString", [[37.1, 36.3], [37.1, 36.2]])), {"S010"}),
    ],
)
def test_what_a_map_lacks_is_told_at_its_line(data: bytes, codes: set[str]) -> None:
    from mamarr.lang import words

    source = read_geojson(data)
    assert {f.code for f in source.faults} == codes
    assert (source.agreement is None) == any(f.severity == "error" for f in source.faults)
    for fault in source.faults:
        for language in ("en", "ar"):
            say = words(language, "check", "terminal")
            assert say(fault.code, fault.facts)
            assert say(f"{fault.code}.do", fault.facts)


def test_names_become_identifiers() -> None:
    assert slug("North Town square (old)") == "north-town-square-old"
    assert slug("ساحة البلدة") == "ساحة-البلدة"
    assert slug("!") == ""
