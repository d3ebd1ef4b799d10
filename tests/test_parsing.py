"""Text -> Agreement -> text: what is read, what is refused and where, and that nothing changes on the way back."""

import json
import re
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from mamarr.model.agreement import InStep
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.values import Hours, Share
from mamarr.parsing import json_schema, read, read_file, rewrite, write
from mamarr.parsing.nodes import MAX_BYTES
from mamarr.parsing.scalars import read_count, read_hours, read_minutes, read_share, western, write_minutes

AGREEMENTS = Path(__file__).parents[1] / "agreements"
FILES = sorted(AGREEMENTS.glob("*.yaml"))
WHOLE = [path for path in FILES if "\namends:" not in path.read_text("utf-8")]
"""An annex holds only what it changes, so the schema of a whole agreement does not fit it."""
HEAD = "agreement: a\ntitle: A\n"


def codes(text: str | bytes) -> list[str]:
    return [d.code for d in read(text).faults]


def only(text: str | bytes) -> Diagnostic:
    (fault,) = read(text).faults
    return fault


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_shipped_agreement_is_read_and_written_without_change(path: Path) -> None:
    source = read_file(path)
    assert not source.faults
    assert source.agreement is not None
    text = write(source.agreement)
    again = read(text, folder=AGREEMENTS)
    standalone = read(text.replace(f"amends: {source.agreement.amends}\n", ""))
    assert again.agreement == source.agreement or standalone.agreement == replace(source.agreement, amends=None)
    assert write(source.agreement) == text


@pytest.mark.parametrize("path", WHOLE, ids=lambda p: p.stem)
def test_shipped_agreement_fits_the_schema_that_editors_use(path: Path) -> None:
    data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    plain = json.loads(json.dumps(data, default=str))
    errors = jsonschema.Draft202012Validator(json_schema()).iter_errors(plain)
    assert [f"{e.json_path}: {e.message[:90]}" for e in errors] == []


def test_the_schema_underlines_what_the_reader_refuses() -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    assert not list(validator.iter_errors({"agreement": "a", "title": "A"}))
    assert list(validator.iter_errors({"agreement": "a", "title": "A", "partys": {}}))
    assert list(validator.iter_errors({"agreement": "a"}))


def test_yaml_1_1_words_keep_their_meaning() -> None:
    """YAML 1.1 would read 18:00 as 1080, no as false, 010 as 8 and 2016-12-18 08:00 as a time in UTC."""
    source = read(
        HEAD + "window: {opens: 2016-12-18 08:00, closes: 2016-12-22 18:00, zone: Asia/Damascus}\n"
        "parties: {no: {signed: no}}\n"
        "places: {x: {kind: crossing, held by: no, open: 06:00-18:00, capacity: 010}}\n"
    )
    assert not source.faults
    assert source.agreement is not None
    assert source.agreement.parties["no"].signed == "no"
    assert source.agreement.places["x"].open == Hours(360, 1080)
    assert source.agreement.places["x"].capacity == 10
    assert source.agreement.window is not None
    assert source.agreement.window.closes == datetime.fromisoformat("2016-12-22 18:00")


def test_arabic_digits_are_read_and_western_ones_written() -> None:
    source = read(HEAD + "places: {s: {kind: assembly, capacity: ١٢٥٠}}\npeople: {g: {at: s, number: ۴۰۰}}\n")
    assert source.agreement is not None
    assert source.agreement.places["s"].capacity == 1250
    number = source.agreement.people["g"].number
    assert number is not None
    assert number.likely == 400
    assert "capacity: 1250" in write(source.agreement)


def test_arabic_percent() -> None:
    assert read_share("١٠٪") == Share(Fraction(1, 10))
    assert western("٤٫٥") == "4.5"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("6 hours", 360), ("90 minutes", 90), ("1 day 2 hours", 1560), ("٦ hours", 360), ("1 hour and 30 minutes", 90)],
)
def test_durations(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["6", "hours", "6 hour ago", "-6 hours", "six hours", "99999999999 days"])
def test_durations_that_are_not(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        read_minutes(text)


@given(st.integers(0, 100_000))
def test_durations_come_back(minutes: int) -> None:
    assert read_minutes(write_minutes(minutes)) == minutes


@pytest.mark.parametrize("text", ["-5", "4.5", "1e3", "0x10", "12,34", "٤.٥", "99999999999", "five", "1 250"])
def test_counts_that_are_not(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        read_count(text)


@pytest.mark.parametrize("text", ["6-18", "25:00-26:00", "06:60-18:00", "dawn-dusk"])
def test_hours_that_are_not(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        read_hours(text)


UNREADABLE = {
    "empty": (b"", "S005", 1),
    "only a comment": (b"# nothing yet\n", "S005", 1),
    "binary": (bytes(range(256)) * 4, "S002", 2),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "S002", 1),
    "Windows-1256": (HEAD.encode() + "note: شرق حلب".encode("cp1256"), "S002", 3),
    "UTF-16": (HEAD.encode("utf-16"), "S002", 1),
    "10 MB": (b"a: " + b"x" * 10_000_000, "S001", 1),
    "a tab": (b"agreement: a\ntitle:\n\ten: A\n", "S003", 3),
    "open bracket": (b"agreement: a\ntitle: [A\n", "S003", 3),
    "an alias bomb": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "S006", 1),
    "an alias": (b"agreement: a\ntitle: *t\n", "S006", 2),
    "two documents": (b"agreement: a\n---\nagreement: b\n", "S003", 2),
    "a thousand levels": (b"a: " + b"[" * 1000 + b"]" * 1000, "S003", 1),
    "brackets without end": (b"[" * 900_000, "S003", 1),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_unreadable(name: str) -> None:
    data, code, line = UNREADABLE[name]
    source = read(data)
    assert source.unreadable
    assert source.agreement is None
    (fault,) = source.faults
    assert (fault.code, source.locate(fault.marks[0].where).line) == (code, line)


FAULTS = {
    "duplicate key": (HEAD + "title: B\n", ["S007"], 3),
    "duplicate name": (HEAD + "parties:\n  x: {signed: yes}\n  x: {signed: no}\n", ["S007"], 5),
    "unknown key": (HEAD + "partys: {}\n", ["S008"], 3),
    "a list at the top": ("- a\n- b\n", ["S009"], 1),
    "a word at the top": ("hello\n", ["S009"], 1),
    "no title": ("agreement: a\n", ["S010"], 1),
    "no rule": (HEAD + "exchanges: {e: {between: [a, b]}}\n", ["S010"], 3),
    "negative people": (HEAD + "places: {s: {kind: assembly, capacity: -5}}\n", ["S011"], 3),
    "fractional people": (HEAD + "places: {s: {kind: assembly, capacity: 4.5}}\n", ["S011"], 3),
    "unknown word": (HEAD + "parties: {x: {signed: maybe}}\n", ["S011"], 3),
    "capital letters": (HEAD + "parties: {North Side: {signed: yes}}\n", ["S012"], 3),
    "Cyrillic lookalike": (HEAD + "parties: {nоrth: {signed: yes}}\n", ["S012"], 3),
    "unknown place": (HEAD + "people: {g: {at: nowhere}}\n", ["S013"], 3),
    "party and monitor": (HEAD + "parties: {x: {}}\nmonitors: {x: {}}\n", ["S014"], 4),
    "lookalike names": (HEAD + "parties: {fua-1: {}, fua-l: {}}\n", ["S014"], 3),
    "Arabic lookalikes": (HEAD + "parties: {الأول: {}, الاول: {}}\n", ["S014"], 3),
    "right-to-left override": (HEAD + "basis: numbers \u202e0521\n", ["S004"], 3),
    "amends what is not there": (HEAD + "amends: earlier\n", ["S015"], 3),
    "bad date": (HEAD + "on: 2016-13-45\n", ["S011"], 3),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_at_its_line(name: str) -> None:
    text, expected, line = FAULTS[name]
    source = read(text)
    assert [d.code for d in source.faults] == expected
    assert source.locate(source.faults[0].marks[0].where).line == line


def test_all_faults_in_one_run() -> None:
    text = HEAD + "on: soon\npartys: {}\nplaces: {s: {kind: castle, capacity: many}}\n"
    assert sorted(codes(text)) == ["S008", "S011", "S011", "S011"]


def test_near_words_are_proposed() -> None:
    assert only(HEAD + "partyes: {}\n").facts["near"] == "parties"
    assert only(HEAD + "places: {s: {kind: asembly}}\n").facts["near"] == "assembly"
    assert only(HEAD + "places: {square: {kind: depot}}\npeople: {g: {at: sqare}}\n").facts["near"] == "square"


def test_arabic_names_are_allowed() -> None:
    assert codes(HEAD + "parties: {المعارضة: {signed: yes}}\n") == []


def test_file_that_is_not_there(tmp_path: Path) -> None:
    source = read_file(tmp_path / "none.yaml")
    assert source.unreadable
    assert source.faults[0].code == "S000"
    assert read_file(tmp_path).faults[0].code == "S000"


def test_a_megabyte_of_names_is_read() -> None:
    names = "".join(f"  p{i}: {{kind: depot}}\n" for i in range(20_000))
    text = HEAD + "places:\n" + names
    assert len(text) < MAX_BYTES
    assert len(read(text).faults) <= 20_000


@pytest.fixture
def chain(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(
        "agreement: base\ntitle: Base\nparties: {a: {signed: no}, b: {}}\nexchanges:\n"
        "  e: {rule: lock, movement: m, waits for: n}\nplaces: {s: {kind: depot}}\n"
        "people: {g: {at: s}}\nmovements: {m: {people: g, to: [s]}, n: {people: g, to: [s]}}\n"
    )
    (tmp_path / "annex.yaml").write_text(
        "agreement: annex\ntitle: Annex\namends: base\nparties: {a: {signed: yes}}\nexchanges: {e: none}\n"
    )
    return tmp_path


def test_an_annex_lies_over_what_it_amends(chain: Path) -> None:
    source = read_file(chain / "annex.yaml")
    assert not source.faults
    assert source.agreement is not None
    assert source.agreement.parties["a"].signed == "yes"
    assert set(source.agreement.parties) == {"a", "b"}
    assert not source.agreement.exchanges
    assert source.locate(("parties", "a", "signed")).file.endswith("annex.yaml")
    assert source.locate(("parties", "b")).file.endswith("base.yaml")


def test_an_annex_strikes_out_lists_too(chain: Path) -> None:
    (chain / "annex.yaml").write_text(
        "agreement: annex\ntitle: Annex\namends: base\npeople: {g: {at: s}}\nmovements: {m: {to: none, via: none}}\n"
    )
    faults = read_file(chain / "annex.yaml").faults
    assert [(f.code, f.facts["key"]) for f in faults if f.code == "S010"] == [("S010", "to")]
    (chain / "annex.yaml").write_text("agreement: annex\ntitle: Annex\namends: base\ncounting: none\n")
    (chain / "base.yaml").write_text(
        "agreement: base\ntitle: Base\nmonitors: {o: {}}\nplaces: {s: {kind: depot}}\n"
        "counting: [{at: s, counted by: o}]\n"
    )
    source = read_file(chain / "annex.yaml")
    assert not source.faults
    assert source.agreement is not None
    assert source.agreement.counting == ()


def test_amendments_in_a_circle_are_refused(chain: Path) -> None:
    (chain / "base.yaml").write_text("agreement: base\ntitle: Base\namends: annex\n")
    fault = read_file(chain / "annex.yaml").faults[0]
    assert fault.code == "S016"
    assert fault.facts["cycle"] == "annex → base → annex"


def test_an_unreadable_base_is_told_in_its_own_file(chain: Path) -> None:
    (chain / "base.yaml").write_bytes(b"\xff\xfe")
    source = read_file(chain / "annex.yaml")
    assert source.locate(source.faults[0].marks[0].where).file.endswith("base.yaml")


def test_a_rewritten_file_keeps_its_comments() -> None:
    path = AGREEMENTS / "two-towns.yaml"
    text, before = path.read_text("utf-8"), read_file(path).agreement
    assert before is not None
    exchange = before.exchanges["in-step"]
    assert isinstance(exchange, InStep)
    after = replace(before, exchanges={"in-step": replace(exchange, tolerance=Share(Fraction(3, 10)))})
    written = rewrite(text, before, after)
    assert read(written).agreement == after
    assert "# A teaching case" in written
    assert "tolerance: 30%" in written


def test_a_rewritten_annex_holds_only_what_changed(chain: Path) -> None:
    path = chain / "annex.yaml"
    before = read_file(path).agreement
    assert before is not None
    after = replace(before, time_on_board_at_most=360)
    path.write_text(rewrite(path.read_text(), before, after))
    assert read_file(path).agreement == after
    assert "movements" not in path.read_text()


@given(st.text())
def test_no_text_makes_the_reader_fail(text: str) -> None:
    read(text)


@given(st.binary())
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    read(data)


@given(st.integers(0, 2000), st.text(max_size=3))
def test_no_slip_of_the_finger_makes_the_reader_fail(at: int, slip: str) -> None:
    text = (AGREEMENTS / "two-towns.yaml").read_text("utf-8")[:4000]
    read(text[:at] + slip + text[at + 1 :])
