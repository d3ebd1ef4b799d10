"""An event with its signature, and the log so far -> why it may not be recorded, if so.

Reports are taken from anybody. GO needs the head of operation's signature and the word of each road-holder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Event
from mamarr.operating.fault import fault
from mamarr.operating.keys import valid_key, verified

HEAD_OF_OPERATION = "head-of-operation"
SIGNED = frozenset({"go", "enrolled", "revoked", "replanned"})


@dataclass
class Admission:
    """What the entries so far say about who may decide: the opening event and the enrolled keys with their roles."""

    opening: Event | None = None
    roles: dict[str, str] = field(default_factory=dict)
    founded: bool = False
    plans: list[Event] = field(default_factory=list)
    """The entries that put a plan in force: the opening, and each change of plan after it."""

    @property
    def in_force(self) -> Mapping[str, str]:
        """The digests of the agreement and of the plan that the log goes by."""
        return {k: v for e in self.plans[-1:] for k, v in e.binds.items() if k in ("agreement", "plan")}

    def take(self, event: Event) -> None:
        """Note an entry that is in the log."""
        if event.kind == "opened" and self.opening is None:
            self.opening = event
            self.plans.append(event)
        elif event.kind == "replanned":
            self.plans.append(event)
        elif event.kind == "enrolled":
            self.roles[event.key] = event.role
            self.founded |= event.role == HEAD_OF_OPERATION
        elif event.kind == "revoked":
            self.roles.pop(event.key, None)

    def refusal(self, event: Event, signature: bytes | None, key: str | None) -> Diagnostic | None:
        """Why *event* may not be recorded."""
        where = ("events", event.id)
        facts: Mapping[str, str] = {"event": event.short, "kind": event.kind, "convoy": event.convoy}
        if (event.kind == "opened") is not (self.opening is None):
            return fault("E215", where, **facts)
        if (signature is None) is not (key is None):
            return fault("E211", where, **facts)
        if signature is not None and key is not None and not verified(key, event.bytes, signature):
            return fault("E211", where, **facts)
        if event.kind not in SIGNED:
            return None
        if key is None:
            return fault("E211", where, **facts)
        if self.opening is None or event.log != self.opening.id:
            return fault("E215", where, **facts)
        if event.kind == "enrolled" and not valid_key(event.key):
            return fault("E216", where, **facts, key=event.key)
        first = not self.founded and event.role == HEAD_OF_OPERATION and event.key == key
        if self.roles.get(key) != HEAD_OF_OPERATION and not first:
            return fault("E212", where, **facts, key=key[:8])
        if event.kind == "replanned":
            return self._replanned(event)
        return self._go(event) if event.kind == "go" else None

    def _replanned(self, event: Event) -> Diagnostic | None:
        """Another plan for the same agreement, made from the one in force, and not in force before that one was."""
        where, now = ("events", event.id), self.in_force
        if event.binds.get("follows") != now["plan"]:
            facts = {"plan": now["plan"][:8], "since": f"{self.plans[-1].seen:%Y-%m-%d %H:%M} UTC"}
            return fault("E225", where, follows=event.binds.get("follows", "")[:8], **facts)
        if event.binds.get("agreement") != now["agreement"] or not event.binds.get("plan") or not event.holders:
            return fault("E215", where, kind=event.kind)
        if event.binds["plan"] in {e.binds["plan"] for e in self.plans} or event.seen < self.plans[-1].seen:
            return fault("E226", where, plan=event.binds["plan"][:8])
        return None

    def _go(self, event: Event) -> Diagnostic | None:
        """GO has an end not too far off, and a confirmation of each holder on the way, given not long before it."""
        where = ("events", event.id)
        assert self.opening is not None
        needed = dict(self.plans[-1].holders).get(event.convoy)
        if needed is None:
            return fault("E105", where, name=event.convoy)
        if event.until is None or event.until <= event.seen:
            return fault("E214", where, convoy=event.convoy)
        longest = self.opening.limits.get("go")
        if longest is not None and event.until - event.seen > timedelta(minutes=longest):
            return fault("E218", where, convoy=event.convoy, hours=longest // 60)
        given = {c.holder: c.at for c in sorted(event.confirmations, key=lambda c: c.at) if c.at <= event.seen}
        missing = [holder for holder in needed if holder not in given]
        if missing:
            return fault("E213", where, convoy=event.convoy, holders=", ".join(missing), count=len(missing))
        oldest = self.opening.limits.get("confirmation")
        old = [h for h in needed if oldest is not None and event.seen - given[h] > timedelta(minutes=oldest)]
        if old and oldest is not None:
            return fault("E219", where, convoy=event.convoy, holders=", ".join(old), hours=oldest // 60)
        return None
