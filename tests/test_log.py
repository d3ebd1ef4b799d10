"""Reports -> the log: written once, never changed, and the same root by two ways."""

import os
import re
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from day import BINDS, OPENING, at, code, said, sure, written
from mamarr.operating.audit import audit, root
from mamarr.operating.kept import Head, Tree, read_log
from mamarr.operating.keys import Key
from mamarr.operating.log import Log, Written, open_log


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


def test_what_is_no_log_is_not_opened(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mamarr.operating.log.PATIENCE", 0)
    assert code(open_log(path)) == "E201"
    assert code(open_log(path, create=said("note", 1))) == "E217", "a log opens with its opening"
    assert not path.exists()
    with sure(open_log(path, create=OPENING)):
        assert code(open_log(path)) == "E203"
        assert audit(path) == (), "who reads waits for nobody"
        assert [e.kind for e in sure(read_log(path)).events()] == ["opened"]
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


def test_reading_leaves_no_trace_and_needs_no_room(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file as a killed writer leaves it, with what was not merged yet beside it, on a medium without rights."""
    away = tmp_path / "read-only"
    away.mkdir()
    with sure(open_log(path, create=OPENING)) as log:
        sure(log.append(said("boarded", 10, 193)))
        head = log.head()
        for file in (path, path.with_name(path.name + "-wal")):
            (away / file.name).write_bytes(file.read_bytes())
    kept = [(f.name, f.read_bytes()) for f in sorted(away.iterdir())]
    assert len(kept) == 2
    away.chmod(0o555)
    assert audit(away / path.name, heads=[(head.size, head.root)]) == ()
    assert sure(read_log(away / path.name, binds=BINDS)).head() == head
    assert [(f.name, f.read_bytes()) for f in sorted(away.iterdir())] == kept

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    assert [d.code for d in audit(away / path.name)] == ["E208"], "not damaged: it cannot be read here"
    assert code(read_log(away / path.name)) == "E208"
    assert sure(read_log(path)).head() == head, "merged: nothing needs to be copied"
    away.chmod(0o755)


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


def test_a_log_file_is_small_and_its_folder_clean(path: Path, key: Key) -> None:
    written(path, key)
    assert sorted(os.listdir(path.parent)) == ["day.mamarr", "head.key"]  # noqa: PTH208
    assert path.stat().st_mode & 0o777 == 0o600
    assert isinstance(open_log(path), Log)
