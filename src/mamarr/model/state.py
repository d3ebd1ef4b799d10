"""Agreement, convoys, events -> where everyone is. The result depends neither on the order of arrival nor on repeats.

No clock: whoever asks what is in force says at which moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mamarr.model.agreement import Agreement
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.decided import Go, Suspension
from mamarr.model.diagnostic import Diagnostic, Fact, Mark
from mamarr.model.event import LEFT_KINDS, RECORDS, STEP_KINDS, Event
from mamarr.model.law import Step
from mamarr.model.plan import Convoy, sent_again, together
from mamarr.model.position import ACTS, Done, Position, chain, whereabouts, without
from mamarr.model.routes import waypoints
from mamarr.model.tally import Tally, observers, tally

FINAL = frozenset({"go", "go-withdrawn", "suspended", "resumed", *RECORDS})
"""Decisions are not corrected: each has its own opposite, so that no correction can reopen what was closed."""
NOT_REPLACING = frozenset({"attested", "resumed", "go-withdrawn"})
"""These are about an earlier report too, and leave it standing."""


@dataclass(frozen=True, slots=True)
class State:
    """What the reports say, taken together."""

    positions: Mapping[str, Position]
    suspensions: tuple[Suspension, ...]
    gos: tuple[Go, ...]
    claims: tuple[Event, ...]
    notes: tuple[Event, ...]
    contradictions: tuple[Tally, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def done(self) -> Mapping[Step, Done]:
        return {d.step: d for position in self.positions.values() for d in position.done}

    def go(self, convoy: str, at: datetime) -> Go | None:
        """The GO in force for *convoy*, the one that lasts longest."""
        standing = [g for g in self.gos if g.convoy == convoy and g.in_force(at)]
        return max(standing, key=lambda g: (g.until, g.event), default=None)

    def suspended(self, convoy: str, at: datetime) -> tuple[Suspension, ...]:
        return tuple(s for s in self.suspensions if s.covers(convoy, at))


def fold(
    agreement: Agreement,
    convoys: Sequence[Convoy],
    events: Iterable[Event],
    received: Mapping[str, datetime] | None = None,
) -> State:
    """Where everyone is after *events*, in whatever order they came.

    *received* tells when each decision (by its id) had come in: nobody decided later than that, whatever was written.
    """
    return _Fold(agreement, convoys, events, received or {}).state()


class _Fold:
    """One reading of all events: those that stand, by kind, and the problems met on the way."""

    def __init__(
        self,
        agreement: Agreement,
        convoys: Sequence[Convoy],
        events: Iterable[Event],
        received: Mapping[str, datetime],
    ) -> None:
        self.agreement = agreement
        self.received = received
        self.convoys = {c.id: c for c in convoys}
        self.again = sent_again(convoys)
        self.known = {e.id: e for e in events}
        self.problems: dict[tuple[str, str], Diagnostic] = {}
        self.standing = sorted(self._standing(), key=lambda e: (e.seen, e.id))
        self.attesters = self._attesters()
        self.bodies = observers(agreement)

    def problem(self, code: str, name: str, event: Event, **facts: Fact) -> None:
        shown = {"event": event.short, "kind": event.kind, "convoy": event.convoy, "by": event.seen_by, **facts}
        mark = Mark(("events", event.id))
        self.problems[code, event.id] = Diagnostic(code, name, "warning", (mark,), shown)

    def state(self) -> State:
        positions = {c.id: self._position(c) for c in self.convoys.values()}
        suspensions = self._suspensions()
        gos = self._gos(suspensions, positions)
        self._check()
        tallies = [t for p in positions.values() for t in (*(d.reports for d in p.done if d.reports), *p.left)]
        return State(
            positions,
            suspensions,
            gos,
            self._of("claim"),
            self._of("note"),
            tuple(t for t in tallies if t.contradicts),
            tuple(self.problems[key] for key in sorted(self.problems)),
        )

    def _of(self, *kinds: str) -> tuple[Event, ...]:
        return tuple(e for e in self.standing if e.kind in kinds)

    def _standing(self) -> list[Event]:
        """The events that no standing event withdraws or replaces. Ids are hashes, so there is no circle."""
        followers: dict[str, list[str]] = {}
        for event in self.known.values():
            if event.about and event.kind not in NOT_REPLACING and self._may_replace(event):
                followers.setdefault(event.about, []).append(event.id)
        below = {f for ids in followers.values() for f in ids}
        order = [event_id for event_id in self.known if event_id not in below]
        for event_id in order:
            order.extend(followers.get(event_id, ()))
        stands: dict[str, bool] = {}
        for event_id in reversed(order):
            stands[event_id] = not any(stands[f] for f in followers.get(event_id, ()))
        return [e for e in self.known.values() if stands[e.id]]

    def _may_replace(self, event: Event) -> bool:
        """Only who said a thing may take it back."""
        earlier = self.known.get(event.about)
        if earlier is None:
            return False
        if earlier.kind in FINAL or event.kind in FINAL:
            self.problem("E303", "decision-corrected", event, about=earlier.short, what=earlier.kind)
            return False
        if earlier.seen_by != event.seen_by:
            self.problem("E304", "corrected-by-another", event, about=earlier.short, first=earlier.seen_by)
            return False
        return True

    def _attesters(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for event in self._of("attested"):
            found[event.about] = found.get(event.about, frozenset()) | {event.seen_by}
        return found

    def _check(self) -> None:
        """What cannot be placed is listed, and nothing of it is lost."""
        bodies: dict[tuple[str, int], set[str]] = {}
        for event in self.known.values():
            if event.convoy and event.convoy not in self.convoys:
                self.problem("E301", "unknown-convoy", event)
            if event.about and event.about not in self.known:
                self.problem("E302", "unknown-report", event, about=event.about[:8])
            if event.device:
                bodies.setdefault((event.device, event.sequence), set()).add(event.id)
        for ids in bodies.values():
            for event_id in ids if len(ids) > 1 else ():
                event = self.known[event_id]
                self.problem("E305", "two-bodies", event, device=event.device, sequence=event.sequence)

    def _position(self, planned: Convoy) -> Position:
        """Of a convoy as *planned*; its reports speak of all who left with it, also of those who are sent again."""
        again = self.again.get(planned.id, {})
        convoy = replace(planned, people=together(planned.people, again))
        own = [e for e in self.standing if e.convoy == convoy.id]
        back = self._turned_back(convoy, own)
        done = self._steps(convoy, [e for e in own if back is None or e.seen > back])
        turned = [
            e for e in own if e.kind == "turned-back" and e.people is not None and (back is None or e.seen > back)
        ]
        left = self._left(convoy, [*(e for e in own if e.kind in LEFT_KINDS), *turned])
        people = whereabouts(convoy, done, left, back, self.bodies)
        return Position(planned, without(people, sum(again.values())), done, left, back)

    def _turned_back(self, convoy: Convoy, own: Sequence[Event]) -> datetime | None:
        """When the convoy last turned back as a whole; with fewer people than it had, only they turned back."""
        found = None
        for event in own:
            if event.kind == "turned-back" and not self._disputed(event, own):
                loads = [e.total for e in own if e.kind in STEP_KINDS and e.seen <= event.seen and e.total is not None]
                if event.total is None or event.total >= min((*loads, convoy.size)):
                    found = event.seen
        return found

    def _disputed(self, back: Event, own: Sequence[Event]) -> bool:
        """Whether *back* contradicts an arrival that the observers vouch for, and they do not vouch for *back*."""

        def vouched(event: Event) -> bool:
            return not self.bodies.isdisjoint({event.seen_by, *self.attesters.get(event.id, ())})

        there = any(e.kind == "arrived" and e.seen <= back.seen and vouched(e) for e in own)
        if there and not vouched(back):
            self.problem("E310", "turned-back-after-arrival", back)
            return True
        return False

    def _place(self, convoy: Convoy, event: Event) -> str | None:
        """Where a step took place; the agreement's place where the report leaves it out and there is only one."""
        start, *via, end = waypoints(self.agreement, self.agreement.movements[convoy.movement], convoy.to)
        fitting = {BOARD: [start], DEPART: [start], CROSS: via, ARRIVE: [end]}[ACTS[event.kind]]
        if not event.place and len(fitting) == 1:
            return fitting[0]
        return event.place if event.place in fitting else None

    def _steps(self, convoy: Convoy, own: Sequence[Event]) -> tuple[Done, ...]:
        reported: dict[Step, list[Event]] = {}
        for event in own:
            if event.kind in STEP_KINDS:
                if (event.total or 0) > convoy.size:
                    self.problem("E311", "more-than-planned", event, n=event.total or 0, size=convoy.size)
                place = self._place(convoy, event)
                if place is None:
                    self.problem("E306", "unknown-place", event, place=event.place or "none")
                else:
                    reported.setdefault(Step(convoy.id, ACTS[event.kind], place), []).append(event)
        done: list[Done] = []
        for step in reversed(chain(self.agreement, convoy)):
            if step in reported:
                kind = reported[step][0].kind
                made = tally(convoy, kind, step.place, reported[step], self.attesters)
                at = made.standing(self.bodies).seen
                if done and at > done[-1].at:
                    self.problem("E307", "out-of-order", reported[step][0], place=step.place)
                done.append(Done(step, at, made))
            elif done:
                done.append(Done(step, done[-1].at, None))
        return tuple(reversed(done))

    def _left(self, convoy: Convoy, own: Sequence[Event]) -> tuple[Tally, ...]:
        groups: dict[tuple[str, str], list[Event]] = {}
        for event in own:
            groups.setdefault((event.kind, event.place), []).append(event)
            if event.people is None:
                self.problem("E308", "no-number", event)
        left = tuple(
            tally(convoy, kind, place, events, self.attesters) for (kind, place), events in sorted(groups.items())
        )
        gone = sum(t.standing(self.bodies).total or 0 for t in left)
        if gone > convoy.size:
            large = [e for e in own if (e.total or 0) > convoy.size]
            for event in large or own[-1:]:
                self.problem("E313", "more-gone-than-planned", event, n=gone, size=convoy.size)
        return left

    def _said(self, event: Event) -> datetime:
        """When a decision was made: at the time that it gives, and never later than it came in."""
        return min(event.seen, self.received.get(event.id, event.seen))

    def _suspensions(self) -> tuple[Suspension, ...]:
        allowed = self.agreement.violations.suspended_by
        found = []
        for event in self._of("suspended"):
            if allowed and event.seen_by not in allowed:
                self.problem("E309", "not-named", event)
            else:
                ended, awaits = self._resumed(event)
                since = self._said(event)
                found.append(Suspension(event.id, event.seen_by, since, ended, event.scope, event.convoy, awaits))
        return tuple(found)

    def _resumed(self, suspension: Event) -> tuple[datetime | None, tuple[str, ...]]:
        """When the last of those whom the agreement names had said so (anybody, where it names nobody); who has not.

        It ends at the time that is given, and only what was suspended when the word was given.
        """
        named = self.agreement.violations.resumed_by
        needed = set(named)
        for event in self._of("resumed"):
            meant = event.about == suspension.id or (not event.about and event.convoy in ("", suspension.convoy))
            if self._said(event) >= self._said(suspension) and meant:
                if named and event.seen_by not in named:
                    self.problem("E309", "not-named", event)
                needed.discard(event.seen_by)
                if not needed:
                    return event.seen, ()
        return None, tuple(name for name in named if name in needed)

    def _gos(self, suspensions: Sequence[Suspension], positions: Mapping[str, Position]) -> tuple[Go, ...]:
        """Each GO with its end: it expires, is withdrawn, or ends with the first suspension after it.

        Another plan ends it too, unless its people had boarded by then: nobody leaves by the word given for the old.
        While boarding is suspended nobody can give one: it would come into force unseen when boarding is resumed.
        """
        found = []
        withdrawn = self._of("go-withdrawn")
        for event in self._of("go"):
            if event.until is None:
                continue
            ends = [event.until]
            given, stops = self._said(event), [(e.convoy, self._said(e)) for e in withdrawn]
            stops += [(s.convoy, s.since) for s in suspensions]
            ends += [
                e.seen for e in self._of("replanned") if e.seen >= given and not _boarded(positions, event, e.seen)
            ]
            ends += [at for convoy, at in stops if convoy in ("", event.convoy) and at >= given]
            if any(s.covers(event.convoy, given) for s in suspensions):
                self.problem("E312", "go-while-suspended", event)
                ends.append(event.seen)
            found.append(Go(event.id, event.convoy, event.seen, min(ends), event.confirmations))
        return tuple(found)


def _boarded(positions: Mapping[str, Position], go: Event, at: datetime) -> bool:
    return go.convoy in positions and positions[go.convoy].boarded(at)
