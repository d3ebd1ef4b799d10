"""The stored bytes of a log -> Diagnostics. Everything is derived anew here; nothing of log.py is used.

Whoever wrote down a head (size and root) earlier can have it compared: the log of that day must be the beginning of
the log of today.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import apsw
from nacl.bindings import crypto_core_ed25519_is_valid_point
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event, decode
from mamarr.operating.fault import fault
from mamarr.operating.still import read_still


class Row(NamedTuple):
    """One entry as it is stored."""

    seq: int
    id: str
    data: bytes
    signature: bytes | None
    key: str | None


def audit(
    path: Path, *, heads: Sequence[tuple[int, str]] = (), binds: Mapping[str, str] | None = None
) -> tuple[Diagnostic, ...]:
    """What is wrong with the log in *path*; nothing, where it is whole.

    *heads* are (size, root) pairs noted earlier; *binds* are the digests of the plan that it must belong to.
    """
    where = ("logs", str(path))
    if not path.is_file():
        return (fault("E201", where, file=str(path)),)
    try:
        damage, rows = read_still(path, _stored)
    except apsw.BusyError:
        return (fault("E203", where, file=str(path)),)
    except (apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError, apsw.FullError, OSError) as error:
        return (fault("E208", where, file=str(path), problem=getattr(error, "strerror", None) or str(error)),)
    except apsw.Error as error:
        return (fault("E408", where, file=str(path), problem=str(error)),)
    found = [fault("E408", where, file=str(path), problem=text) for text in damage]
    found += _entries(rows)
    found += _header(rows, path, binds)
    found += _heads([row.data for row in rows], heads)
    return tuple(found)


_ROWS = "SELECT seq, CAST(id AS BLOB), CAST(bytes AS BLOB), signature, CAST(key AS BLOB) FROM event ORDER BY seq"


def _stored(database: apsw.Connection) -> tuple[list[str], list[Row]]:
    """What is broken in the file, and every entry."""
    damage = [str(text) for (text,) in database.execute("PRAGMA integrity_check") if text != "ok"]
    return damage, [_row(*columns) for columns in database.execute(_ROWS)]


def of_exercise(path: Path) -> bool:
    """Whether a whole log says in its first entry that nothing in it has happened."""
    return "exercise" in _decoded(path)[0].binds


def plans(path: Path) -> tuple[tuple[datetime, str], ...]:
    """Since when a whole log went by which plan (its digest), in their order."""
    return tuple((e.seen, e.binds["plan"]) for e in _decoded(path) if e.kind in ("opened", "replanned"))


def _decoded(path: Path) -> list[Event]:
    return [decode(row.data) for row in read_still(path, _stored)[1]]


def _row(seq: int, name: bytes | None, data: bytes | None, signature: bytes | None, key: bytes | None) -> Row:
    """An entry, also where damage has emptied a column or left text that is none."""
    signer = None if key is None else key.decode(errors="replace")
    return Row(seq, (name or b"").decode(errors="replace"), data or b"", signature, signer)


def _entries(rows: Sequence[Row]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    rights = _Rights()
    for number, row in enumerate(rows):
        where = ("entries", row.seq)
        if row.seq != number:
            yield fault("E403", where, number=row.seq, expected=number)
        try:
            event = decode(row.data)
        except ValueError as error:
            yield fault("E401", where, number=row.seq, problem=str(error))
            continue
        digest = hashlib.sha256(row.data).hexdigest()
        if digest != row.id or digest in seen:
            yield fault("E402", where, number=row.seq)
        seen.add(digest)
        signed = row.signature is not None and row.key is not None and _verify(row.key, row.data, row.signature)
        if not signed and (row.signature is not None or row.key is not None):
            yield fault("E404", where, number=row.seq)
        if not rights.allow(event, digest, row.key if signed else None):
            yield fault("E405", where, number=row.seq, kind=event.kind)
        elif event.kind in ("opened", "replanned") and not rights.follows(event):
            yield fault("E409", where, number=row.seq, plan=event.binds.get("plan", "")[:8])


class _Rights:
    """Who may decide, entry by entry."""

    def __init__(self) -> None:
        self.log = ""
        self.heads: set[str] = set()
        self.founded = False
        self.holders: dict[str, tuple[str, ...]] = {}
        self.limits: Mapping[str, int] = {}
        self.plans: list[Event] = []

    def allow(self, event: Event, digest: str, signer: str | None) -> bool:
        """Whether *event* was for its signer to decide; then it takes effect."""
        if event.kind == "opened":
            first = not self.log
            self.log = self.log or digest
            if first:
                self.limits = event.limits
            return first
        if event.kind not in ("go", "enrolled", "revoked", "replanned"):
            return True
        may = event.log == self.log and signer is not None
        if event.kind == "enrolled":
            founding = not self.founded and event.role == "head-of-operation" and signer == event.key
            may = may and _proper(event.key) and (signer in self.heads or founding)
        else:
            may = may and signer in self.heads
        if event.kind == "go":
            return may and self._confirmed(event)
        if may and event.kind == "enrolled" and event.role == "head-of-operation":
            self.heads.add(event.key)
            self.founded = True
        elif may and event.kind != "replanned":
            self.heads.discard(event.key)
        return may

    def follows(self, event: Event) -> bool:
        """Whether the plan of *event* takes the place of the one in force, once, for the same agreement."""
        if self.plans:
            last = self.plans[-1]
            if event.binds.get("follows") != last.binds.get("plan") or event.seen < last.seen:
                return False
            if event.binds.get("agreement") != last.binds.get("agreement") or not event.holders:
                return False
            if event.binds.get("plan") in ("", None, *(e.binds.get("plan") for e in self.plans)):
                return False
        self.plans.append(event)
        self.holders = dict(event.holders)
        return True

    def _confirmed(self, event: Event) -> bool:
        """Whether each holder's word was there in time, not too old, and the GO ends soon enough."""
        ages = [(c.holder, (event.seen - c.at).total_seconds() / 60) for c in event.confirmations]
        given = {holder for holder, age in ages if 0 <= age <= self.limits.get("confirmation", age)}
        needed = self.holders.get(event.convoy)
        if needed is None or event.until is None:
            return False
        holds = (event.until - event.seen).total_seconds() / 60
        return given >= set(needed) and 0 < holds <= self.limits.get("go", holds)


def _proper(key: str) -> bool:
    try:
        return crypto_core_ed25519_is_valid_point(bytes.fromhex(key))
    except (ValueError, TypeError):
        return False


def _verify(key: str, data: bytes, signature: bytes) -> bool:
    try:
        return VerifyKey(bytes.fromhex(key)).verify(signature + data) == data
    except (BadSignatureError, ValueError, TypeError):
        return False


def _header(rows: Sequence[Row], path: Path, binds: Mapping[str, str] | None) -> Iterator[Diagnostic]:
    try:
        first = decode(rows[0].data) if rows else None
    except ValueError:
        first = None
    if first is None or first.kind != "opened":
        yield fault("E407", ("logs", str(path)), file=str(path))
    elif binds is not None and dict(first.binds) != dict(binds):
        yield fault("E205", ("logs", str(path)), file=str(path))


def _heads(entries: Sequence[bytes], heads: Sequence[tuple[int, str]]) -> Iterator[Diagnostic]:
    for size, noted in heads:
        if size > len(entries) or root(entries[:size]) != noted:
            yield fault("E406", ("heads", size), size=size, noted=noted[:8], entries=len(entries))


def root(entries: Sequence[bytes]) -> str:
    """The Merkle tree hash of RFC 6962, section 2.1, as it is defined there."""

    def tree(first: int, last: int) -> bytes:
        if last - first == 1:
            return hashlib.sha256(b"\0" + entries[first]).digest()
        half = 1 << (last - first - 1).bit_length() - 1
        return hashlib.sha256(b"\1" + tree(first, first + half) + tree(first + half, last)).digest()

    return (tree(0, len(entries)) if entries else hashlib.sha256().digest()).hex()
