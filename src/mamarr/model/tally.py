"""Reports of one thing, side by side: who counted how many, who attested it, and which number stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mamarr.model.agreement import PROTECTED, Agreement
from mamarr.model.event import STEP_KINDS, UNSORTED, Event
from mamarr.model.plan import Convoy


@dataclass(frozen=True, slots=True)
class Report:
    """What one observer said: people (None: not counted), those of them that count in an exchange, and when."""

    observer: str
    total: int | None
    counted: int | None
    seen: datetime
    events: tuple[str, ...]
    attested_by: frozenset[str] = frozenset()

    def from_(self, bodies: Collection[str]) -> bool:
        """Whether one of *bodies* saw or attested it."""
        return self.observer in bodies or not self.attested_by.isdisjoint(bodies)


@dataclass(frozen=True, slots=True)
class Tally:
    """All reports of one step of a convoy, or of people who left it at one place. Never merged, never added."""

    convoy: str
    kind: str
    place: str
    reports: tuple[Report, ...]

    @property
    def contradicts(self) -> bool:
        """Whether the observers counted differently."""
        return len({r.total for r in self.reports if r.total is not None}) > 1

    @property
    def since(self) -> datetime:
        return min(r.seen for r in self.reports)

    def standing(self, bodies: Collection[str]) -> Report:
        """The report to go by: a count of one of *bodies* if there is one, and the lowest of several."""
        ranked = sorted(
            self.reports,
            key=lambda r: (r.total is None, not r.from_(bodies), r.total or 0, r.seen, r.observer),
        )
        return ranked[0]

    def attested(self, bodies: Collection[str] | None, until: datetime | None = None) -> Report | None:
        """The lowest count that one of *bodies* saw or attested (None: anybody), no later than *until*."""
        pool = [
            r
            for r in self.reports
            if r.counted is not None and (bodies is None or r.from_(bodies)) and (until is None or r.seen <= until)
        ]
        return min(pool, key=lambda r: (r.counted or 0, r.seen, r.observer), default=None)


def tally(
    agreement_convoy: Convoy,
    kind: str,
    place: str,
    events: Iterable[Event],
    attesters: Mapping[str, frozenset[str]],
) -> Tally:
    """The reports of one thing by observer. A later count of a step replaces an earlier one of the same observer;
    people who left at different moments are different people, so they add up within one observer's reports.
    """
    by_observer: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.seen, e.id)):
        by_observer.setdefault(event.seen_by, []).append(event)
    reports = []
    for observer, own in sorted(by_observer.items()):
        last = own[-1:] if kind in STEP_KINDS else own
        attested = frozenset.intersection(*(attesters.get(e.id, frozenset()) for e in last))
        counts = [e for e in last if e.people is not None]
        total = sum(e.total or 0 for e in counts) if counts else None
        counting = sum(_counting(e.people or {}, agreement_convoy.people) for e in counts) if counts else None
        seen = last[0].seen if kind in STEP_KINDS else last[-1].seen
        reports.append(Report(observer, total, counting, seen, tuple(e.id for e in own), attested))
    return Tally(agreement_convoy.id, kind, place, tuple(reports))


def _counting(people: Mapping[str, int], planned: Mapping[str, int]) -> int:
    """Of *people*, those that count in an exchange; people who were not sorted are taken to be as *planned*."""
    named = sum(n for category, n in people.items() if category not in PROTECTED and category != UNSORTED)
    unsorted = people.get(UNSORTED, 0)
    protected = sum(n for category, n in planned.items() if category in PROTECTED)
    return named if protected == sum(planned.values()) else named + max(0, unsorted - protected)


def neutrals(agreement: Agreement) -> frozenset[str]:
    """The bodies that may attest where a clause names nobody: monitors and facilitators."""
    return frozenset((*agreement.monitors, *agreement.facilitators))


def observers(agreement: Agreement) -> frozenset[str]:
    """The bodies whose counts the agreement goes by: whom its clauses name, or else the neutral ones."""
    named = {e.attested_by for e in agreement.exchanges.values() if e.attested_by}
    return frozenset(named) or neutrals(agreement)
