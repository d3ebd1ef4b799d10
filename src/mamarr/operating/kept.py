"""The rows of a log, one after the other -> its events, its head, and who may decide.

For whoever reads, and under the writer. What could not have been written by this program is refused, so that nothing
builds on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import apsw

from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event, decode
from mamarr.operating.admission import Admission
from mamarr.operating.fault import fault
from mamarr.operating.still import read_still

APPLICATION_ID = 0x4D4D5252
VERSION = 1


@dataclass(frozen=True, slots=True)
class Head:
    """How many entries a log has, and the root of the Merkle tree over them (RFC 6962), in hex."""

    size: int
    root: str

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class Tree:
    """The Merkle tree of RFC 6962, kept as the roots of its complete subtrees, largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._roots: list[bytes] = []

    def add(self, entry: bytes) -> None:
        node = hashlib.sha256(b"\0" + entry).digest()
        rest = self.size
        while rest & 1:
            node = hashlib.sha256(b"\1" + self._roots.pop() + node).digest()
            rest >>= 1
        self._roots.append(node)
        self.size += 1

    def head(self) -> Head:
        if not self._roots:
            return Head(0, hashlib.sha256().hexdigest())
        node = self._roots[-1]
        for left in reversed(self._roots[:-1]):
            node = hashlib.sha256(b"\1" + left + node).digest()
        return Head(self.size, node.hex())


class Kept:
    """What a log holds."""

    def __init__(self) -> None:
        self._tree = Tree()
        self._admission = Admission()
        self._events: list[Event] = []
        self._received: dict[str, datetime] = {}

    def read(self, database: apsw.Connection) -> None:
        """Take in what is there; ValueError where it could not have been written here."""
        for seq, id_, data, signature, key, received in database.execute(
            "SELECT seq, id, bytes, signature, key, received_at FROM event ORDER BY seq"
        ):
            event = decode(bytes(data))
            refused = self._admission.refusal(event, signature, key)
            if seq != self._tree.size or id_ != event.id or refused is not None:
                raise ValueError(f"entry {seq}")
            self._add(event, datetime.fromisoformat(str(received)))

    def _add(self, event: Event, received: datetime) -> None:
        self._tree.add(event.bytes)
        self._admission.take(event)
        self._events.append(event)
        self._received[event.id] = received

    @property
    def opening(self) -> Event | None:
        """The first entry; its id is what decisions name in ``log``."""
        return self._admission.opening

    @property
    def exercise(self) -> bool:
        """Whether nothing in this log has happened: its opening says so, and nothing can take that back."""
        return self.opening is not None and "exercise" in self.opening.binds

    @property
    def bound(self) -> Mapping[str, str]:
        """The digests of the agreement and the plan that this log goes by."""
        return self._admission.in_force

    @property
    def plans(self) -> tuple[Event, ...]:
        """The entries that put a plan in force, in their order: the opening, and each change of plan after it."""
        return tuple(self._admission.plans)

    def other(self, path: Path, binds: Mapping[str, str] | None) -> Diagnostic | None:
        """Why the log in *path* does not go by *binds*, if it does not: by another plan now, or by none of this day."""
        if binds is None or self.bound == dict(binds):
            return None
        was = [e for e in self.plans[:-1] if e.binds["plan"] == binds.get("plan")]
        if not was or binds.get("agreement") != self.bound["agreement"]:
            return fault("E205", ("logs", str(path)), file=str(path))
        facts = {"plan": self.bound["plan"][:8], "since": f"{self.plans[-1].seen:%Y-%m-%d %H:%M} UTC"}
        return fault("E224", ("logs", str(path)), file=str(path), given=binds["plan"][:8], **facts)

    @property
    def roles(self) -> Mapping[str, str]:
        """The enrolled keys, each with its role."""
        return dict(self._admission.roles)

    def head(self) -> Head:
        return self._tree.head()

    def events(self) -> Iterator[Event]:
        """All events in the order of their numbers."""
        return iter(self._events)

    def received(self) -> Mapping[str, datetime]:
        """When each event came in, by the log's own clock."""
        return dict(self._received)


def is_log(path: Path) -> bool:
    """Whether the file says of itself that it is a log of ours; it is not opened for that."""
    try:
        with path.open("rb") as file:
            head = file.read(72) if path.is_file() else b""
    except OSError:
        return False
    return head.startswith(b"SQLite format 3\0") and head[68:] == APPLICATION_ID.to_bytes(4, "big")


def identity(database: apsw.Connection) -> bool:
    """Whether this is a log of ours, in the version that is read here."""
    found = database.execute("PRAGMA application_id").get, database.execute("PRAGMA user_version").get
    return found == (APPLICATION_ID, VERSION)


def read_log(path: Path, *, binds: Mapping[str, str] | None = None, exercise: bool = False) -> Kept | Diagnostic:
    """What the log in *path* holds; it may be in use, on a full disk, or where nothing can be written.

    The log of an exercise is refused unless *exercise* says that whoever asks will tell so.
    """
    where = ("logs", str(path))
    if not path.is_file():
        return fault("E201", where, file=str(path))
    try:
        kept = read_still(path, _kept)
    except apsw.BusyError:
        return fault("E203", where, file=str(path))
    except (apsw.NotADBError, apsw.CorruptError, apsw.SQLError, ValueError):
        return fault("E202", where, file=str(path))
    except (apsw.Error, OSError) as error:
        return fault("E208", where, file=str(path), problem=getattr(error, "strerror", None) or str(error))
    if kept.opening is None:
        return fault("E202", where, file=str(path))
    if kept.exercise and not exercise:
        return fault("E209", where, file=str(path))
    return kept.other(path, binds) or kept


def _kept(database: apsw.Connection) -> Kept:
    if not identity(database):
        raise ValueError("not a log")
    kept = Kept()
    kept.read(database)
    return kept
