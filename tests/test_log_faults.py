"""Disk full, a killed writer, a failing write -> nothing that was acknowledged is lost, and the message is clear."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import apsw
import pytest

from mamarr.lang import words
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event
from mamarr.operating.audit import audit
from mamarr.operating.log import Log, Written, open_log

OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)
OPENING = Event(
    kind="opened", seen=OPENS, seen_by="cell", heard_by="file", entered_by="cell", binds={"agreement": "a", "plan": "b"}
)


def note(number: int, size: int = 0) -> Event:
    return Event(
        kind="note", seen=OPENS + timedelta(seconds=number), seen_by="observers", heard_by="radio",
        entered_by="desk", device="d", sequence=number, place="x" * size,
    )  # fmt: skip


def opened(path: Path, **how: Any) -> Log:
    log = open_log(path, **how)
    assert isinstance(log, Log), log
    return log


def test_a_full_disk_loses_nothing_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "day.mamarr"
    acknowledged = []
    with opened(path, create=OPENING) as log:
        pages = log._database.execute("PRAGMA page_count").get
        log._database.execute(f"PRAGMA max_page_count = {pages + 4}")
        for number in range(100):
            answer = log.append(note(number, 1000))
            if isinstance(answer, Diagnostic):
                break
            acknowledged.append(answer)
        assert isinstance(answer, Diagnostic)
        assert answer.code == "E206"
        text = words("en", "operate")("E206", answer.facts)
        assert text == f"NOT RECORDED: report {answer.facts['event']} (database or disk is full)"
        assert "safe" in words("en", "operate")("E206.do")
        assert isinstance(log.append(note(7_000)), Diagnostic), "after a failure this connection records nothing"
        assert log.head() == acknowledged[-1].head
    with opened(path) as log:
        assert log.head() == acknowledged[-1].head
        again = log.append(note(len(acknowledged), 1000))
        assert isinstance(again, Written), "there is room again: the same report is taken"
        assert (again.number, again.new) == (len(acknowledged) + 1, True)
    assert audit(path, heads=[(a.head.size, a.head.root) for a in acknowledged]) == ()


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_log_faults import note, opened
with opened(Path(sys.argv[1])) as log:
    number = log.head().size
    while True:
        written = log.append(note(number))
        print(written.number, written.head.root, flush=True)
        number += 1
"""


def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "day.mamarr"
    opened(path, create=OPENING).close()
    here = str(Path(__file__).parent)
    acknowledged: list[tuple[int, str]] = []
    for round_ in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path), here], stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(5 + 7 * round_)]
        os.kill(writer.pid, signal.SIGKILL)
        lines += writer.stdout.read().splitlines(keepends=True)
        writer.stdout.close()
        writer.wait()
        whole = [line.split() for line in lines if line.endswith("\n")]
        acknowledged += [(int(number) + 1, root) for number, root in whole]
        assert [d.code for d in audit(path, heads=acknowledged)] == []
        with opened(path) as log:
            assert log.head().size in (acknowledged[-1][0], acknowledged[-1][0] + 1)
            assert [e.sequence for e in log.events()] == [0, *range(1, log.head().size)]


def test_a_failing_disk_is_a_fault_and_never_a_crash(tmp_path: Path) -> None:
    class Failing(apsw.VFS):
        broken = False

        def __init__(self) -> None:
            super().__init__("failing", "")

        def xOpen(self, name: Any, flags: list[int]) -> "File":  # noqa: N802
            return File(name, flags)

    class File(apsw.VFSFile):
        def __init__(self, name: Any, flags: list[int]) -> None:
            super().__init__("", name, flags)

        def xSync(self, flags: int) -> None:  # noqa: N802
            if Failing.broken:
                raise apsw.IOError("the disk failed")
            super().xSync(flags)

    vfs = Failing()
    path = tmp_path / "day.mamarr"
    opened(path, create=OPENING).close()
    log = opened(path)
    log._database.close()
    log._database = apsw.Connection(str(path), vfs="failing")
    log._database.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
    first = log.append(note(1))
    assert isinstance(first, Written)
    Failing.broken = True
    try:
        for number in (2, 3):
            answer = log.append(note(number))
            assert isinstance(answer, Diagnostic), "a failed sync is not tried again"
            assert answer.code == "E206"
        assert log.head() == first.head
    finally:
        Failing.broken = False
        log.close()
        vfs.unregister()
    assert audit(path, heads=[(first.head.size, first.head.root)]) == ()


def test_a_log_that_was_cut_off_is_told_from_a_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "day.mamarr"
    with opened(path, create=OPENING) as log:
        for number in range(200):
            log.append(note(number, 500))
        head = log.head()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert {d.code for d in audit(path, heads=[(head.size, head.root)])} & {"E408", "E406"}
    assert isinstance(open_log(path), Diagnostic) or open_log(path).head() != head  # type: ignore[union-attr]


@pytest.mark.soak
def test_many_killed_writers(tmp_path: Path) -> None:
    for number in range(25):
        folder = tmp_path / str(number)
        folder.mkdir()
        test_a_killed_writer_loses_nothing_that_it_acknowledged(folder)


def test_whatever_byte_is_altered_the_audit_answers(tmp_path: Path) -> None:
    path = tmp_path / "day.mamarr"
    with opened(path, create=OPENING) as log:
        log.append(note(1))
    data = path.read_bytes()
    text = data.index(b'"kind":"opened"')
    names = range(text - 70, text)
    for place in (*names, *range(0, len(data), 997), text + 9):
        altered = bytearray(data)
        altered[place] ^= 0x80
        path.write_bytes(altered)
        found = audit(path)
        assert found or place not in (*range(text, text + 15),), place
