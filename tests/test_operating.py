"""Reports -> the log, its audit, and the board."""

import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Agreement
from mamarr.model.batches import cut
from mamarr.model.diagnostic import Diagnostic, Span
from mamarr.model.event import KINDS, Confirmation, Event
from mamarr.model.plan import Plan
from mamarr.model.state import fold
from mamarr.model.status import Status
from mamarr.operating.audit import audit, root
from mamarr.operating.fault import NAMES
from mamarr.operating.intake import Desk, take, take_file
from mamarr.operating.keys import Key, load_key, make_key, valid_key, verified
from mamarr.operating.log import Head, Log, Tree, Written, open_log
from mamarr.operating.opening import holders, opening
from mamarr.operating.status import status
from mamarr.parsing import read_file

ROOT = Path(__file__).parents[1]
OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)
T = TypeVar("T")


def sure(value: T | Diagnostic | None) -> T:
    assert value is not None
    assert not isinstance(value, Diagnostic), value
    return value


AGREEMENT: Agreement = sure(read_file(ROOT / "agreements" / "two-towns.yaml").agreement)
CONVOYS = cut(AGREEMENT)
SOUTH = "south-out-01"
BINDS = {"agreement": "aa", "plan": "bb"}
OPENING = opening(AGREEMENT, CONVOYS, agreement_digest="aa", plan_digest="bb", at=OPENS, by="cell")


def at(minutes: float) -> datetime:
    return OPENS + timedelta(minutes=minutes)


def said(kind: str, minutes: float, people: int | None = None, **more: Any) -> Event:
    given_ = {"seen_by": "observers", "heard_by": "radio", "entered_by": "desk", "convoy": SOUTH, **more}
    counted = None if people is None else {"civilians": people}
    return Event(kind=kind, seen=at(minutes), people=counted, **given_)  # type: ignore[arg-type]


def enrolment(key: str, log: str = OPENING.id, role: str = "head-of-operation") -> Event:
    return said("enrolled", 0, seen_by="cell", convoy="", key=key, role=role, log=log)


def go(until: float | None = 60, *confirmed: str, log: str = OPENING.id, **more: Any) -> Event:
    given_ = tuple(Confirmation(name, "liaison", at(1), "radio") for name in confirmed)
    end = None if until is None else at(until)
    return said("go", 5, seen_by="cell", until=end, confirmations=given_, log=log, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "day.mamarr"


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return sure(make_key(tmp_path / "head.key"))


def code(value: object) -> str:
    assert isinstance(value, Diagnostic), value
    return value.code


# ---- the log


def test_a_report_is_written_once_and_keeps_its_number(path: Path) -> None:
    with sure(open_log(path, create=OPENING, clock=lambda: at(3))) as log:
        first = sure(log.append(said("boarded", 10, 193)))
        assert first == Written(1, True, log.head())
        sure(log.append(said("departed", 40)))
        assert log.append(said("boarded", 10, 193)) == Written(1, False, log.head())
    with sure(open_log(path, binds=BINDS)) as log:
        assert [e.kind for e in log.events()] == ["opened", "boarded", "departed"]
        assert log.head().size == 3
        assert re.fullmatch("3 [0-9a-f]{64}", str(log.head()))
    assert audit(path, binds=BINDS, heads=[(first.head.size, first.head.root)]) == ()


def test_what_is_no_log_is_not_opened(path: Path, tmp_path: Path) -> None:
    assert code(open_log(path)) == "E201"
    assert code(open_log(path, create=said("note", 1))) == "E217", "a log opens with its opening"
    assert not path.exists()
    with sure(open_log(path, create=OPENING)):
        assert code(open_log(path)) == "E203"
        assert [d.code for d in audit(path)] == ["E203"]
    assert code(open_log(path, create=OPENING)) == "E204"
    assert code(open_log(path, binds={"agreement": "aa", "plan": "cc"})) == "E205"
    text = tmp_path / "text"
    text.write_text("not a database, but longer than a header of one hundred bytes" * 5)
    assert code(open_log(text)) == "E202"
    other = tmp_path / "other.db"
    with apsw.Connection(str(other)) as database:
        database.execute("CREATE TABLE event (seq)")
    database.close()
    assert code(open_log(other)) == "E202"
    assert code(open_log(tmp_path / "no" / "folder", create=OPENING)) == "E206"


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    assert code(open_log(path, create=OPENING)) == "E207"


def test_a_report_that_has_no_bytes_is_refused(path: Path) -> None:
    with sure(open_log(path, create=OPENING)) as log:
        assert code(log.append(said("note", 1, text=replace(OPENING.text, en="\ud800")))) == "E217"
        assert code(log.append_signed(said("boarded", 1, -4), None, None)) == "E217"
        assert code(log.append(replace(OPENING, place="elsewhere"))) == "E215"
        assert log.head().size == 1


def test_entries_can_be_neither_changed_nor_removed_nor_replaced(path: Path) -> None:
    with sure(open_log(path, create=OPENING)):
        pass
    database = apsw.Connection(str(path))
    for statement in (
        "UPDATE event SET bytes = x'00'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event",
        "INSERT INTO event SELECT 7, 'x', bytes, NULL, NULL, '' FROM event",
    ):
        with pytest.raises(apsw.ConstraintError, match="only added to"):
            database.execute(statement)
    database.close()


def test_the_tree_is_that_of_rfc_6962() -> None:
    # The published vectors of Certificate Transparency's reference implementation.
    leaves = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                         "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
    roots = {
        0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    tree = Tree()
    for size in range(9):
        if size in roots:
            assert tree.head() == Head(size, roots[size])
        if size < 8:
            tree.add(leaves[size])


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_the_log_and_the_audit_reach_the_same_root_by_different_ways(entries: list[bytes]) -> None:
    tree = Tree()
    for entry in entries:
        tree.add(entry)
    assert tree.head().root == root(entries)


# ---- who may decide


def test_go_needs_the_head_of_operation_every_holder_and_an_end(path: Path, key: Key, tmp_path: Path) -> None:
    stranger = sure(make_key(tmp_path / "stranger.key"))
    north = next(c for c in CONVOYS if c.id == SOUTH)
    assert holders(AGREEMENT, north) == ("south-side", "north-side")
    whole = go(60, "south-side", "north-side")
    with sure(open_log(path, create=OPENING)) as log:
        assert code(log.append(whole, key)) == "E212", "no head of operation yet"
        assert code(log.append(enrolment(key.public))) == "E211"
        assert code(log.append(enrolment(key.public), stranger)) == "E212"
        assert code(log.append(enrolment("01" + 31 * "00"), key)) == "E216"
        assert code(log.append(enrolment(key.public, log="other"), key)) == "E215"
        sure(log.append(enrolment(key.public), key))
        assert dict(log.roles) == {key.public: "head-of-operation"}
        assert code(log.append(whole)) == "E211"
        assert code(log.append(whole, stranger)) == "E212"
        assert code(log.append_signed(whole, stranger.sign(whole.bytes), key.public)) == "E211"
        assert code(log.append_signed(whole, stranger.sign(whole.bytes), None)) == "E211"
        assert code(log.append(go(60, "south-side"), key)) == "E213"
        assert code(log.append(go(None, "south-side", "north-side"), key)) == "E214"
        assert code(log.append(go(5, "south-side", "north-side"), key)) == "E214"
        assert code(log.append(go(60, "south-side", "north-side", log="other"), key)) == "E215"
        assert code(log.append(go(60, "south-side", "north-side", convoy="south-out-99"), key)) == "E105"
        late = replace(whole, confirmations=tuple(replace(c, at=at(9)) for c in whole.confirmations))
        assert code(log.append(late, key)) == "E213", "confirmed after GO"
        number = sure(log.append(whole, key)).number
        sure(log.append(said("revoked", 6, key=key.public, convoy="", log=OPENING.id), key))
        assert code(log.append(go(70, "south-side", "north-side"), key)) == "E212"
        assert code(log.append(enrolment(stranger.public), stranger)) == "E212", "only the first enrols itself"
        assert number == 2
    with sure(open_log(path)) as log:
        assert log.roles == {}
    assert audit(path) == ()


def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    made = sure(make_key(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert sure(load_key(file)).public == made.public
    assert "SigningKey" not in repr(made)
    assert code(make_key(file)) == "E223"
    assert code(make_key(tmp_path / "no" / "a.key")) == "E221"
    assert code(load_key(tmp_path / "none.key")) == "E221"
    file.chmod(0o640)
    assert code(load_key(file)) == "E222"
    file.write_text("something else")
    file.chmod(0o600)
    assert code(load_key(file)) == "E221"


SMALL_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


@pytest.mark.parametrize("weak", [*SMALL_ORDER, "", "zz", "00"])
def test_keys_under_which_anybody_can_sign_are_refused(weak: str) -> None:
    assert not valid_key(weak)


def test_a_signature_is_of_one_key_and_one_text(key: Key) -> None:
    signature = key.sign(b"text")
    assert valid_key(key.public)
    assert verified(key.public, b"text", signature)
    assert not verified(key.public, b"texT", signature)
    assert not verified(bytes(SigningKey.generate().verify_key).hex(), b"text", signature)
    assert not verified("zz", b"text", signature)
    assert not verified(key.public, b"text", b"short")


# ---- the audit


def written(path: Path, key: Key) -> Head:
    with sure(open_log(path, create=OPENING)) as log:
        sure(log.append(enrolment(key.public), key))
        sure(log.append(said("boarded", 10, 193)))
        sure(log.append(said("departed", 40), key))
        return log.head()


def altered(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    database = apsw.Connection(str(path))
    for name in ("changed", "deleted", "replaced"):
        database.execute(f"DROP TRIGGER event_is_not_{name}")
    for statement in statements:
        database.execute(statement, values)
    database.close()


FORGED_GO = go(60, "south-side", "north-side")


@pytest.mark.parametrize(
    ("statement", "values", "expected"),
    [
        ("UPDATE event SET bytes = replace(CAST(bytes AS TEXT), '193', '913') WHERE seq = 2", (), {"E401", "E406"}),
        (
            "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), '193', '913') AS BLOB) WHERE seq = 2",
            (),
            {"E402", "E406"},
        ),
        ("UPDATE event SET id = 'ab' WHERE seq = 2", (), {"E402"}),
        ("DELETE FROM event WHERE seq = 2", (), {"E403", "E406"}),
        ("DELETE FROM event WHERE seq = 3", (), {"E406"}),
        ("DELETE FROM event WHERE seq = 0", (), {"E403", "E405", "E406", "E407"}),
        ("DELETE FROM event", (), {"E406", "E407"}),
        ("UPDATE event SET signature = zeroblob(64) WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET key = NULL WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET key = 'zz' WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET signature = NULL, key = NULL WHERE seq = 1", (), {"E405"}),
        (
            "INSERT INTO event VALUES (4, ?, ?, NULL, NULL, '')",
            (FORGED_GO.id, FORGED_GO.bytes),
            {"E405"},
        ),
        ("UPDATE event SET bytes = x'00' WHERE seq = 0", (), {"E401", "E405", "E406", "E407"}),
        ("DROP TABLE event", (), {"E408"}),
    ],
)
def test_the_audit_sees_what_was_altered(
    path: Path, key: Key, statement: str, values: tuple[Any, ...], expected: set[str]
) -> None:
    head = written(path, key)
    assert audit(path, heads=[(head.size, head.root)]) == ()
    altered(path, statement.replace("replace(CAST(bytes AS TEXT), '193', '913') WHERE",
                                    "CAST('x' || CAST(bytes AS TEXT) AS BLOB) WHERE"), values=values)  # fmt: skip
    assert {d.code for d in audit(path, heads=[(head.size, head.root)])} == expected
    if "DELETE FROM event WHERE seq = 3" not in statement:
        assert isinstance(open_log(path), Diagnostic), "nothing builds on a log that was altered"


def test_the_audit_knows_whose_log_it_is(path: Path, key: Key, tmp_path: Path) -> None:
    written(path, key)
    assert [d.code for d in audit(path, binds={"agreement": "other"})] == ["E205"]
    assert [d.code for d in audit(tmp_path / "none")] == ["E201"]
    (tmp_path / "text").write_text("no database at all" * 50)
    assert [d.code for d in audit(tmp_path / "text")] == ["E408"]


def test_the_audit_changes_nothing(path: Path, key: Key) -> None:
    written(path, key)
    before = path.read_bytes()
    audit(path)
    assert path.read_bytes() == before


# ---- taking reports in

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


def test_a_time_that_is_still_to_come_is_pointed_out() -> None:
    desk = replace(DESK, now=at(20))
    assert take(desk, "06:10 note by cell: x").faults == ()
    [early] = take(desk, "06:30 note by cell: x").faults
    assert (early.code, early.severity) == ("E107", "warning")


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


# ---- the board

PLAN = Plan("two-towns", "aa", "likely", CONVOYS, {}, 0, 0, "", 0, 0, "", ())


def board(minutes: float, *events: Event, agreement: Agreement = AGREEMENT) -> Status:
    return status(agreement, PLAN, fold(agreement, CONVOYS, events), at(minutes))


def blocked(found: Status, convoy: str) -> list[tuple[str, str | int]]:
    [one] = [c for c in found.convoys if c.convoy.id == convoy]
    return [(b.kind, b.clause[-1]) for b in one.blockers if b.kind != "plan"]


def test_before_anything_happened_the_first_may_move_and_the_third_waits() -> None:
    found = board(0)
    assert found.sides == {"north-side": {"waiting": 2400}, "south-side": {"waiting": 1200}}
    assert blocked(found, SOUTH) == []
    assert blocked(found, "south-out-03") == [("clause", "in-step")]
    assert blocked(found, "south-out-m1") == []
    assert [b.missing for b in found.convoys[4].blockers if b.kind == "clause"] == [58], "people from North Town"
    first = found.convoys[2]
    assert first.unblocked
    assert first.go is None, "that nothing blocks is not GO"
    wounded = found.convoys[0]
    assert (wounded.boards, wounded.arrives) == (at(0), at(30 + 30 + 5 + 45))
    assert found.finish is not None
    assert found.overdue == ()


def test_a_turn_in_the_plan_is_shown_and_is_no_clause() -> None:
    [later] = [c for c in board(0).convoys if c.convoy.id == "south-out-02"]
    assert {b.kind for b in later.blockers} == {"plan"}
    assert later.unblocked


def arrived(convoy: str, people: int, minutes: float = 110) -> tuple[Event, ...]:
    return (
        said("boarded", 0, people, convoy=convoy), said("departed", 30, convoy=convoy),
        said("crossed", 65, convoy=convoy), said("arrived", minutes, people, convoy=convoy),
    )  # fmt: skip


def test_the_clause_opens_with_the_people_who_arrived_on_the_other_side() -> None:
    other = arrived("north-out-01", 97), arrived("north-out-02", 97)
    found = board(120, *other[0], *other[1])
    assert blocked(found, "south-out-03") == []
    [balance] = found.balances
    assert balance.delivered == (0, 194)
    assert balance.totals == (2316, 1158)
    assert (balance.ahead, balance.people) == (1, 194)
    assert balance.of_tolerance == pytest.approx(194 / (1158 * 0.2), rel=1e-3)
    assert board(120, *arrived(SOUTH, 193), *other[0]).balances[0].ahead == 1
    assert board(120).balances[0].ahead is None


def test_a_suspension_blocks_boarding_and_never_a_leg_under_way() -> None:
    stop = said("suspended", 50, seen_by="cell", convoy="")
    under_way = said("boarded", 0, 193), said("departed", 30)
    found = board(60, *under_way, stop)
    assert blocked(found, "north-out-01") == [("suspension", "suspends")]
    assert blocked(found, SOUTH) == []
    assert [s.by for s in found.suspensions] == ["cell"]
    assert blocked(board(60, said("boarded", 0, 193), stop), SOUTH) == []
    total = replace(stop, scope="everything")
    assert blocked(board(60, said("boarded", 0, 193), total), SOUTH) == [("suspension", "suspends")]


def test_a_convoy_that_should_be_there_and_is_not() -> None:
    under_way = said("boarded", 0, 193), said("departed", 30)
    [on_time] = [c for c in board(60, *under_way).convoys if c.convoy.id == SOUTH]
    assert on_time.on_the_way is not None
    assert on_time.on_the_way.place == "bridge"
    assert on_time.on_the_way.expected == at(30 + 30 + 5)
    assert on_time.on_the_way.latest == at(30 + 60 + 20)
    assert not on_time.overdue
    assert on_time.departed
    assert [c.convoy.id for c in board(111, *under_way).overdue] == [SOUTH]
    crossed = said("crossed", 100)
    assert [c.convoy.id for c in board(111, *under_way, crossed).overdue] == []


def test_go_is_shown_with_its_end_and_breaches_with_their_clause() -> None:
    found = board(20, go(60, "south-side", "north-side"))
    assert sure(found.convoys[2].go).until == at(60)
    assert board(70, go(60)).convoys[2].go is None
    assert [b.why for b in board(70, said("departed", 40)).breaches] == ["no-go"]


def test_the_forecast_goes_on_from_what_happened() -> None:
    start, late = sure(board(0).finish), sure(board(300).finish)
    assert late >= start + timedelta(minutes=300) - timedelta(days=1)
    assert late > start
    first = [f"south-out-0{n}" for n in (1, 2, 3)]
    missing = [event for name in first for event in arrived(name, 10)]
    assert board(120, *missing).finish is None, "549 people are not accounted for, more than the tolerance"
    gone = [said("absent", 1, 183, convoy=name) for name in first]
    assert board(120, *missing, *gone).finish is not None
    everyone = [said("declined", 1, c.size, convoy=c.id) for c in CONVOYS]
    assert board(120, *everyone).finish is None, "nobody is left to come"


def test_without_a_window_and_without_a_road_there_is_still_a_board() -> None:
    bare = replace(AGREEMENT, window=None, exchanges={}, roads=())
    found = board(60, said("boarded", 0, 193), said("departed", 30), agreement=bare)
    assert found.convoys[2].on_the_way is None
    assert [(b.balance.exchange, b.ahead, b.of_tolerance) for b in found.balances] == [("", None, None)], "two parties"
    assert found.finish is not None


# ---- the words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_kind_and_place_has_its_words(language: Any) -> None:
    catalogue = words(language, "operate")
    for name in NAMES:
        assert catalogue.has(name), name
        assert catalogue.has(f"{name}.do"), name
    for number in range(301, 313):
        assert catalogue.has(f"E{number}.do")
    for kind in KINDS:
        assert catalogue(f"event-{kind}")
    for place in ("waiting", "aboard", "on-the-road", "crossed", "arrived", "turned-back", "declined", "in-hospital",
                  "dead", "absent", "unaccounted", "more-than-planned"):  # fmt: skip
        assert catalogue(f"where-{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_are_whole_in_both_languages(language: Any, path: Path) -> None:
    catalogue = words(language, "operate")
    found = [*take(DESK, "06:10 flew").faults, *take(DESK, "").faults, *take(DESK, "06:10 go x by y").faults]
    found += [open_log(path), *audit(path)]  # type: ignore[list-item]
    found += fold(AGREEMENT, CONVOYS, [said("arrived", 1, convoy="x"), said("crossed", 1, place="depot")]).problems
    for fault in found:
        assert catalogue(fault.code, fault.facts)
        assert catalogue(f"{fault.code}.do", fault.facts)


def test_a_log_file_is_small_and_its_folder_clean(path: Path, key: Key) -> None:
    written(path, key)
    assert sorted(os.listdir(path.parent)) == ["day.mamarr", "head.key"]  # noqa: PTH208
    assert path.stat().st_mode & 0o777 == 0o600
    assert isinstance(open_log(path), Log)
