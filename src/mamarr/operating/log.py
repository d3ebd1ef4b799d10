"""Events -> an append-only SQLite file. An event that was acknowledged is on the disk, once, under one number.

One writer; WAL with synchronous=FULL, because with NORMAL a power cut loses acknowledged events; the SQLite that APSW
brings, because those before 3.51.3 can corrupt a WAL file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import apsw

from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event, decode, moment
from mamarr.operating.fault import fault
from mamarr.operating.kept import APPLICATION_ID, VERSION, Head, Kept, identity
from mamarr.operating.keys import Key

OLDEST_SQLITE = (3, 51, 3)
PATIENCE = 5.0
"""Seconds to wait for another program that records at this moment."""
SCHEMA = f"""
PRAGMA application_id = {APPLICATION_ID};
PRAGMA user_version = {VERSION};
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    bytes BLOB NOT NULL,
    signature BLOB,
    key TEXT,
    received_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a log is only added to'); END;
CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a log is only added to'); END;
CREATE TRIGGER event_is_not_replaced BEFORE INSERT ON event
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), -1) + 1 FROM event)
BEGIN SELECT RAISE(ABORT, 'a log is only added to'); END;
"""


@dataclass(frozen=True, slots=True)
class Written:
    """An acknowledgement: the event's number, whether it is new, and the head of the log with it."""

    number: int
    new: bool
    head: Head


class Log(Kept):
    """An open log; made by ``open_log``. Use it in a ``with``, or close it."""

    def __init__(self, path: Path, database: apsw.Connection, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.path = path
        self._database = database
        self._clock = clock
        self._failed = False
        self.read(database)

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def append(self, event: Event, key: Key | None = None) -> Written | Diagnostic:
        """Record *event*, signed with *key* if there is one. The same event again gets its old number."""
        if not _whole(event):
            return fault("E217", ("events",), kind=event.kind)
        signature = key.sign(event.bytes) if key else None
        return self.append_signed(event, signature, key.public if key else None)

    def append_signed(self, event: Event, signature: bytes | None, key: str | None) -> Written | Diagnostic:
        """Record *event* with a signature made elsewhere."""
        if not _whole(event):
            return fault("E217", ("events",), kind=event.kind)
        where = ("events", event.id)
        if self._failed:
            return fault("E206", where, event=event.short, problem="")
        try:
            old = self._database.execute("SELECT seq FROM event WHERE id = ?", (event.id,)).fetchone()
            if old is not None:
                return Written(int(old[0]), False, self.head())
            refused = self._admission.refusal(event, signature, key)
            if refused is not None:
                return refused
            received = self._clock()
            self._insert(event, signature, key, moment(received))
        except (apsw.Error, MemoryError) as error:
            # After a failed write nobody knows what is on the disk: this connection records nothing more, and the
            # next opening reads what is there.
            self._failed = True
            return fault("E206", where, event=event.short, problem=str(error))
        self._add(event, received.astimezone(UTC).replace(microsecond=0))
        return Written(self._tree.size - 1, True, self.head())

    def _insert(self, event: Event, signature: bytes | None, key: str | None, received: str) -> None:
        with self._database:
            self._database.execute(
                "INSERT INTO event (seq, id, bytes, signature, key, received_at) VALUES (?, ?, ?, ?, ?, ?)",
                (self._tree.size, event.id, event.bytes, signature, key, received),
            )


def _whole(event: Event) -> bool:
    """Whether the bytes of *event* can be made, and read again."""
    try:
        decode(event.bytes)
    except ValueError:
        return False
    return True


def now() -> datetime:
    return datetime.now(UTC)


def open_log(
    path: Path,
    *,
    create: Event | None = None,
    binds: Mapping[str, str] | None = None,
    clock: Callable[[], datetime] = now,
    exercise: bool = False,
) -> Log | Diagnostic:
    """The log in *path*, for writing.

    *create* makes a new one with this opening event; *binds* refuses one that belongs to another plan. The log of an
    exercise is refused unless *exercise* says that whoever asks will tell so.
    """
    where = ("logs", str(path))
    if tuple(map(int, apsw.sqlite_lib_version().split("."))) < OLDEST_SQLITE:
        return fault("E207", where, version=apsw.sqlite_lib_version())
    if create is None and not path.is_file():
        return fault("E201", where, file=str(path))
    if create is not None:
        refused = _reserve(path, create)
        if refused is not None:
            return refused
    try:
        database = _patiently(path, new=create is not None)
        if database is None:
            return fault("E202", where, file=str(path))
        log = _log(path, database, clock)
    except apsw.BusyError:
        return fault("E203", where, file=str(path))
    except (apsw.NotADBError, apsw.CorruptError, ValueError):
        return fault("E202", where, file=str(path))
    except apsw.Error as error:
        return fault("E206", where, event="", problem=str(error))
    written = log.append(create) if create is not None else None
    if isinstance(written, Diagnostic) or log.opening is None:
        log.close()
        return written if isinstance(written, Diagnostic) else fault("E202", where, file=str(path))
    if log.exercise and not exercise:
        log.close()
        return fault("E209", where, file=str(path))
    other = log.other(path, binds)
    if other:
        log.close()
    return other or log


def _log(path: Path, database: apsw.Connection, clock: Callable[[], datetime]) -> Log:
    """The log in an open database, which is closed again if it cannot be read."""
    try:
        return Log(path, database, clock)
    except BaseException:
        database.close()
        raise


def _reserve(path: Path, create: Event) -> Diagnostic | None:
    """An empty file that only its owner may read: a log shows where people are."""
    where = ("logs", str(path))
    if not _whole(create) or create.kind != "opened":
        return fault("E217", where, kind=create.kind)
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        return fault("E204", where, file=str(path))
    except OSError as error:
        return fault("E206", where, event="", problem=error.strerror or "")
    return None


def _patiently(path: Path, *, new: bool) -> apsw.Connection | None:
    """The same as ``_connect``, once whoever records now is done; BusyError where that takes too long."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _connect(path, new=new)
        except apsw.BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)


def _connect(path: Path, *, new: bool) -> apsw.Connection | None:
    """The one writing connection, or None where the file is some other database."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if new else 0)
    database = apsw.Connection(str(path), flags=flags)
    try:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA fullfsync = ON")
        database.execute("PRAGMA trusted_schema = OFF")
        if new:
            database.execute("PRAGMA journal_mode = WAL")
            with database:
                database.execute(SCHEMA)
        if not identity(database):
            database.close()
            return None
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("BEGIN IMMEDIATE; COMMIT")
    except BaseException:
        database.close()
        raise
    return database
