"""What was reported: an event and its bytes. It is never changed, only followed by another (docs/events.md)."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Literal, get_args

from mamarr.model.agreement import Category
from mamarr.model.values import Text

StepKind = Literal["boarded", "departed", "crossed", "arrived"]
LeftKind = Literal["declined", "died", "absent", "hospital"]
Decision = Literal["suspended", "resumed", "go", "go-withdrawn"]
Record = Literal["opened", "enrolled", "revoked", "replanned"]
Kind = StepKind | LeftKind | Decision | Record | Literal["turned-back", "attested", "corrected", "claim", "note"]
Channel = Literal["radio", "paper", "phone", "file"]
Scope = Literal["boarding", "everything"]
Role = Literal["head-of-operation", "desk", "monitor"]

STEP_KINDS: tuple[str, ...] = get_args(StepKind)
LEFT_KINDS: tuple[str, ...] = get_args(LeftKind)
DECISIONS: tuple[str, ...] = get_args(Decision)
RECORDS: tuple[str, ...] = get_args(Record)
STOPS = frozenset({"suspended", "go-withdrawn"})
"""Decisions that stop: in force from when they come in, whatever their time says. To stop must be easy."""
KINDS: tuple[str, ...] = (
    *STEP_KINDS, *LEFT_KINDS, *DECISIONS, *RECORDS, "turned-back", "attested", "corrected", "claim", "note",
)  # fmt: skip
CHANNELS: tuple[str, ...] = get_args(Channel)
ROLES: tuple[str, ...] = get_args(Role)
UNSORTED = "people"
"""The category of people who were counted but not sorted."""
COUNTABLE: tuple[str, ...] = (*get_args(Category), UNSORTED)

WORDLESS = Text()
FORMAT = 1
LARGEST_INTEGER = 2**53 - 1
LARGEST_EVENT = 1024 * 1024
"""Bytes. What opens a log names every convoy and its holders: some 10,000 of them fit."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A road-holder's word that a convoy may pass: for which holder, who gave it, when, over which channel."""

    holder: str
    by: str
    at: datetime
    channel: Channel


@dataclass(frozen=True, kw_only=True)
class Event:
    """One report. *seen_by* saw it, said it (a claim) or decided it; *passed_on_by* relayed it; *entered_by* typed it.

    *about* names the report that this one withdraws or replaces, or attests. *log* is the id of the opening event of
    the log that a decision is meant for, so that it cannot be replayed in another.
    """

    kind: Kind
    seen: datetime
    seen_by: str
    heard_by: Channel
    entered_by: str
    passed_on_by: str = ""
    convoy: str = ""
    place: str = ""
    people: Mapping[str, int] | None = None
    about: str = ""
    text: Text = WORDLESS
    scope: Scope = "boarding"
    until: datetime | None = None
    confirmations: tuple[Confirmation, ...] = ()
    device: str = ""
    sequence: int = 0
    log: str = ""
    key: str = ""
    role: Role | Literal[""] = ""
    binds: Mapping[str, str] = field(default_factory=dict)
    holders: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def bytes(self) -> bytes:
        """The canonical bytes: what is signed, hashed and kept."""
        return canonical(_data(self))

    @cached_property
    def id(self) -> str:
        return hashlib.sha256(self.bytes).hexdigest()

    @property
    def short(self) -> str:
        """The first eight digits of the id, to be said over the radio."""
        return self.id[:8]

    @property
    def total(self) -> int | None:
        """All people counted, or None where nobody counted."""
        return None if self.people is None else sum(self.people.values())


def canonical(value: object) -> bytes:
    """RFC 8785, for strings (put into NFC), whole numbers, arrays, and objects with ASCII keys."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST_INTEGER:
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict) and all(isinstance(k, str) and k.isascii() for k in value):
        return {key: _plain(item) for key, item in value.items()}
    raise ValueError(f"not a string, whole number, array or object with ASCII keys: {value!r}")


def _data(event: Event) -> dict[str, Any]:
    """The fields that differ from their default, as plain values."""
    made: dict[str, Any] = {"format": FORMAT}
    for f in fields(event):
        value = getattr(event, f.name)
        default = f.default_factory() if f.default_factory is not MISSING else f.default
        if value != default:
            made[f.name] = _WRITE.get(f.name, lambda v: v)(value)
    return made


def moment(value: datetime) -> str:
    """A moment in UTC, to the second."""
    return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


_WRITE: Mapping[str, Callable[[Any], Any]] = {
    "seen": moment,
    "until": moment,
    "people": dict,
    "binds": dict,
    "limits": dict,
    "text": lambda text: {"en": text.en, "ar": text.ar},
    "confirmations": lambda given: [
        {"holder": c.holder, "by": c.by, "at": moment(c.at), "channel": c.channel} for c in given
    ],
    "holders": lambda pairs: [{"convoy": convoy, "holders": list(names)} for convoy, names in pairs],
}


def decode(data: bytes) -> Event:
    """The event in *data*; ValueError where these are not the canonical bytes of one."""
    if len(data) > LARGEST_EVENT:
        raise ValueError("too large")
    try:
        raw = json.loads(data)
        if raw.pop("format") != FORMAT:
            raise ValueError("another format")
        event = Event(**{key: _READ[key](value) for key, value in raw.items()})
        same = event.bytes == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"not an event: {error}") from error
    if not same:
        raise ValueError("not in canonical form")
    return event


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string is expected")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_INTEGER:
        raise TypeError("a whole number is expected")
    return value


def _moment(value: object) -> datetime:
    return datetime.strptime(_text(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _one_of(allowed: tuple[str, ...]) -> Callable[[object], Any]:
    def read(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
        return _text(value)

    return read


def _people(value: Any) -> dict[str, int]:
    return {_one_of(COUNTABLE)(category): _number(number) for category, number in value.items()}


def _confirmation(value: Any) -> Confirmation:
    channel = _one_of(CHANNELS)(value["channel"])
    return Confirmation(_text(value["holder"]), _text(value["by"]), _moment(value["at"]), channel)


_READ: Mapping[str, Callable[[Any], Any]] = {
    **{f.name: _text for f in fields(Event)},
    "kind": _one_of(KINDS),
    "heard_by": _one_of(CHANNELS),
    "scope": _one_of(get_args(Scope)),
    "role": _one_of(ROLES),
    "seen": _moment,
    "until": _moment,
    "sequence": _number,
    "people": _people,
    "binds": lambda value: {key: _text(digest) for key, digest in value.items()},
    "limits": lambda value: {key: _number(minutes) for key, minutes in value.items()},
    "text": lambda value: Text(_text(value["en"]), _text(value["ar"])),
    "confirmations": lambda value: tuple(_confirmation(item) for item in value),
    "holders": lambda value: tuple(
        (_text(item["convoy"]), tuple(_text(name) for name in item["holders"])) for item in value
    ),
}
