"""Rules on attestation: who watches, who counts, and whose count opens the next step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.model.agreement import ARRIVAL, Agreement, AnyExchange, KeepBack, Lock, Phases
from mamarr.model.values import Path


def origins(agreement: Agreement) -> list[str]:
    return [agreement.people[m.people].at for m in agreement.movements.values()]


def crossings(agreement: Agreement) -> list[str]:
    first = set(origins(agreement))
    return [p for m in agreement.movements.values() for p in m.via if p not in first]


def arrivals(agreement: Agreement) -> list[str]:
    before = {*origins(agreement), *crossings(agreement)}
    return [p for m in agreement.movements.values() for p in m.to if p not in before]


def monitors_at(agreement: Agreement, place: str) -> list[str]:
    return [name for name, monitor in agreement.monitors.items() if place in monitor.posted_at]


def unwatched(case: Case, places: list[str]) -> Iterator[Finding]:
    """Places where no monitor stands; where the monitors do stand is shown beside."""
    for place in dict.fromkeys(places):
        if not monitors_at(case.agreement, place):
            posts: list[Path] = [("monitors", name, "posted at") for name in case.agreement.monitors]
            yield found(("places", place), *(mark(p, "label-attestation-posts") for p in posts), place=place)


def no_monitor_at_origin(case: Case) -> Iterator[Finding]:
    yield from unwatched(case, origins(case.agreement))


def no_monitor_at_crossing(case: Case) -> Iterator[Finding]:
    yield from unwatched(case, crossings(case.agreement))


def no_monitor_at_arrival(case: Case) -> Iterator[Finding]:
    yield from unwatched(case, arrivals(case.agreement))


def post(agreement: Agreement, name: str, place: str) -> Agreement:
    """Monitor *name* stands at *place* too."""
    monitor = agreement.monitors[name]
    posted = replace(monitor, posted_at=(*monitor.posted_at, place))
    return replace(agreement, monitors={**agreement.monitors, name: posted})


def post_the_first(agreement: Agreement, path: Path) -> Agreement:
    return post(agreement, next(iter(agreement.monitors)), str(path[1])) if agreement.monitors else agreement


def counter_is_counted(case: Case) -> Iterator[Finding]:
    parties = case.agreement.parties
    for i, entry in enumerate(case.agreement.counting):
        if entry.counted_by in parties:
            where = mark(("counting", i, "at"), "label-attestation-counts-here", place=entry.at)
            yield found(("counting", i, "counted by"), where, party=entry.counted_by, what="counts", subject=entry.at)
    for name, exchange in case.agreement.exchanges.items():
        if exchange.attested_by in parties:
            path = ("exchanges", name, "attested by")
            yield found(path, party=str(exchange.attested_by), what="attests", subject=name)


def let_a_monitor_count(agreement: Agreement, path: Path) -> Agreement:
    """The first monitor who stands there counts; for an exchange, the first monitor attests."""
    if path[0] == "exchanges":
        return attest_by(agreement, str(path[1]), next(iter(agreement.monitors), None))
    entry = agreement.counting[int(path[1])]
    standing = monitors_at(agreement, entry.at)
    changed = replace(entry, counted_by=standing[0]) if standing else entry
    return replace(agreement, counting=tuple(changed if e is entry else e for e in agreement.counting))


def nobody_countersigns(case: Case) -> Iterator[Finding]:
    for i, entry in enumerate(case.agreement.counting):
        if not set(entry.countersigned_by) - {entry.counted_by}:
            yield found(("counting", i, "countersigned by"), place=entry.at, counter=entry.counted_by)


def signatories(agreement: Agreement) -> tuple[str, ...]:
    return tuple(name for name, party in agreement.parties.items() if party.signed == "yes")


def let_the_parties_countersign(agreement: Agreement, path: Path) -> Agreement:
    entry = agreement.counting[int(path[1])]
    others = tuple(name for name in signatories(agreement) if name != entry.counted_by)
    changed = replace(entry, countersigned_by=others)
    return replace(agreement, counting=tuple(changed if e is entry else e for e in agreement.counting))


def count_not_attested(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        if exchange.attested_by is None:
            yield found(("exchanges", name, "attested by"), clause=name)


def attest_by(agreement: Agreement, name: str, monitor: str | None) -> Agreement:
    attested = replace(agreement.exchanges[name], attested_by=monitor)
    return replace(agreement, exchanges={**agreement.exchanges, name: attested}) if monitor else agreement


def let_the_monitor_attest(agreement: Agreement, path: Path) -> Agreement:
    only = next(iter(agreement.monitors)) if len(agreement.monitors) == 1 else None
    return attest_by(agreement, str(path[1]), only)


def monitor_arrives_late(case: Case) -> Iterator[Finding]:
    window = case.agreement.window
    for name, monitor in case.agreement.monitors.items():
        if window and monitor.since and monitor.since > window.opens:
            opens = mark(("window", "opens"), "label-attestation-opens")
            late = monitor.since - window.opens
            yield found(("monitors", name, "since"), opens, monitor=name, hours=-(-int(late.total_seconds()) // 3600))


def counted_places(agreement: Agreement, exchange: AnyExchange) -> list[str]:
    """The places where an exchange counts people."""
    if isinstance(exchange, Phases):
        names = [name for phase in exchange.phases for name in phase.moves]
    elif isinstance(exchange, Lock | KeepBack):
        names = [exchange.waits_for if isinstance(exchange, Lock) else exchange.until]
    else:
        names = [name for side in exchange.between for name in side]
    movements = [agreement.movements[name] for name in names]
    if exchange.counted_at in agreement.places:
        return [exchange.counted_at]
    if exchange.counted_at == ARRIVAL:
        return list(dict.fromkeys(place for m in movements for place in m.to))
    return list(dict.fromkeys(agreement.people[m.people].at for m in movements))


def attester_not_where_counted(case: Case) -> Iterator[Finding]:
    """Where no monitor stands at all, another rule says so."""
    for name, exchange in case.agreement.exchanges.items():
        monitor = str(exchange.attested_by)
        for place in counted_places(case.agreement, exchange) if monitor in case.agreement.monitors else ():
            standing = monitors_at(case.agreement, place)
            if standing and monitor not in standing:
                posts = mark(("monitors", monitor, "posted at"), "label-attestation-posts")
                yield found(("exchanges", name, "attested by"), posts, clause=name, monitor=monitor, place=place)


def post_the_attester(agreement: Agreement, path: Path) -> Agreement:
    exchange = agreement.exchanges[str(path[1])]
    monitor = str(exchange.attested_by)
    for place in counted_places(agreement, exchange):
        if monitor not in monitors_at(agreement, place):
            agreement = post(agreement, monitor, place)
    return agreement


def nobody_counts(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    counting = {place for e in agreement.exchanges.values() for place in counted_places(agreement, e)}
    arriving = {place for m in agreement.movements.values() for place in m.to}
    counted = {entry.at for entry in agreement.counting}
    for place in agreement.places:
        if place in (counting | arriving) - counted:
            why = "exchange" if place in counting else "arrival"
            yield found(("counting",), mark(("places", place), "label-attestation-uncounted"), place=place, why=why)


RULES: tuple[Rule, ...] = (
    Rule("A401", "no-monitor-at-origin", "warning", no_monitor_at_origin, post_the_first),
    Rule("A402", "no-monitor-at-crossing", "warning", no_monitor_at_crossing, post_the_first),
    Rule("A403", "no-monitor-at-arrival", "warning", no_monitor_at_arrival, post_the_first),
    Rule("A404", "counter-is-counted", "error", counter_is_counted, let_a_monitor_count),
    Rule("A405", "nobody-countersigns", "warning", nobody_countersigns, let_the_parties_countersign),
    Rule("A406", "count-not-attested", "error", count_not_attested, let_the_monitor_attest),
    Rule("A407", "monitor-arrives-late", "warning", monitor_arrives_late),
    Rule("A408", "attester-not-where-counted", "error", attester_not_where_counted, post_the_attester),
    Rule("A409", "nobody-counts", "error", nobody_counts),
)
