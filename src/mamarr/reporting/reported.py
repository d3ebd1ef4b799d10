"""State -> the sections on what was seen, where everyone is, what is claimed, suspended, in the way, and still open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from mamarr.model.decided import Suspension
from mamarr.model.diagnostic import Diagnostic, Span
from mamarr.model.position import Position, Where
from mamarr.model.report import Situation
from mamarr.model.state import State
from mamarr.model.status import Standing
from mamarr.model.tally import Report, Tally
from mamarr.reporting.blocks import Account, Accounts, Block, Figures, Line, Points, Table
from mamarr.reporting.phrases import SMALL, Phrase, Speech, figure, user

BESIDE = ("events", "plans", "convoys")
"""Where a fault can stand that is in no article."""
NEXT = 6
"""Convoys next to board whose blockers a report lists."""
WHERE: tuple[Where, ...] = get_args(Where)


def seen(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Every count of the period with who saw it, where, when, and when it came in; in public, arrivals only."""
    state = situation.state
    if state is None:
        yield Line(speech.say("nothing-reported"))
    elif speech.audience == "public":
        yield _arrivals(speech, state)
    else:
        rows, marked = _reports(speech, situation, state)
        yield Line(speech.say("seen-intro", n=len(rows)))
        if rows:
            head = ("convoy", "step", "place", "seen-by", "number", "seen", "received", "attested")
            yield Table(tuple(speech.say(f"column-{h}") for h in head), rows, frozenset({4}), marked)
        if marked:
            yield Line(speech.say("counts-differ"))
        ahead = situation.status.ahead if situation.status else ()
        if ahead:
            yield Line(speech.say("lie-ahead", n=len(ahead), ids=speech.together([figure(e.short) for e in ahead])))


def _arrivals(speech: Speech, state: State) -> Table:
    """People of each movement who arrived. A remainder of a few is not told either."""
    rows = []
    for movement in _movements(state):
        own = [p for p in state.positions.values() if p.convoy.movement == movement]
        arrived = sum(p.people.get("arrived", 0) for p in own)
        rest = sum(p.convoy.size for p in own) - arrived
        told = speech.say("all-but-few", n=SMALL) if 0 < rest < SMALL else speech.count(arrived)
        rows.append((speech.movement(movement), told))
    return Table((speech.say("column-movement"), speech.say("where-arrived")), tuple(rows), frozenset({1}))


def _movements(state: State) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.convoy.movement for p in state.positions.values()))


def _reports(
    speech: Speech, situation: Situation, state: State
) -> tuple[tuple[tuple[Phrase, ...], ...], frozenset[int]]:
    """The reports seen or received in the period, in the order of what happened; and which rows disagree."""
    told = [(t, r) for t in _tallies(state) for r in t.reports if _in_period(situation, r)]
    told.sort(key=lambda pair: (pair[1].seen, pair[0].convoy, pair[0].kind, pair[1].observer))
    marked = frozenset(i for i, (t, _) in enumerate(told) if t.contradicts)
    return tuple(_report(speech, situation, t, r) for t, r in told), marked


def _tallies(state: State) -> Iterator[Tally]:
    for position in state.positions.values():
        yield from (d.reports for d in position.done if d.reports)
        yield from position.left


def _received(situation: Situation, report: Report) -> str | None:
    return max((e for e in report.events if e in situation.received), key=situation.received.__getitem__, default=None)


def _in_period(situation: Situation, report: Report) -> bool:
    known = _received(situation, report)
    latest = max(report.seen, situation.received[known]) if known else report.seen
    return situation.since is None or latest > situation.since


def _report(speech: Speech, situation: Situation, tally: Tally, report: Report) -> tuple[Phrase, ...]:
    known = _received(situation, report)
    attesting = [speech.actor(a) for a in sorted(report.attested_by)]
    return (
        figure(tally.convoy),
        speech.say(f"kind-{tally.kind}"),
        speech.place(tally.place),
        speech.actor(report.observer),
        speech.say("not-counted") if report.total is None else speech.count(report.total),
        speech.moment(report.seen),
        speech.moment(situation.received[known] if known else None),
        speech.together(attesting),
    )


def everyone(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Where everyone is: a row a movement, its numbers adding up to all; then the convoys between two places."""
    state = situation.state
    if state is None:
        yield Line(speech.say("nothing-reported"))
        return
    positions = tuple(state.positions.values())
    shown = [w for w in WHERE if any(w in p.people for p in positions)]
    yield Figures(tuple((_where(speech, w), speech.count(_people(positions, w))) for w in shown))
    head = (speech.say("column-movement"), *(_where(speech, w) for w in shown), speech.say("column-all"))
    rows = []
    for movement in _movements(state):
        own = tuple(p for p in positions if p.convoy.movement == movement)
        cells = (*(_people(own, w) for w in shown), sum(p.convoy.size for p in own))
        rows.append((speech.movement(movement), *(speech.count(n) for n in cells)))
    yield Table(head, tuple(rows), frozenset(range(1, len(head))))
    under_way = [p for p in positions if {"aboard", "on the road", "crossed", "turned back"} & p.people.keys()]
    if under_way:
        yield Line(speech.say("under-way"))
        yield Points(tuple(_position(speech, p) for p in under_way))


def _where(speech: Speech, where: Where) -> Phrase:
    return speech.say(f"where-{where}".replace(" ", "-"))


def _people(positions: tuple[Position, ...], where: Where) -> int:
    return sum(p.people.get(where, 0) for p in positions)


def _position(speech: Speech, position: Position) -> Phrase:
    last = position.last
    here = [speech.say("so-many", n=speech.count(n), where=_where(speech, w)) for w, n in position.people.items()]
    facts = {"convoy": figure(position.convoy.id), "people": speech.together(here)}
    if last is None:
        return speech.say("position-unknown", **facts)
    return speech.say("position", **facts, place=speech.place(last.step.place), when=speech.moment(last.at))


def claimed(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Attributed accounts side by side, in the order of what they speak of; never merged."""
    claims = situation.state.claims if situation.state else ()
    if not claims:
        yield Line(speech.say("no-claims"))
        return
    yield Line(speech.say("claims-intro"))
    accounts = []
    for event in sorted(claims, key=lambda e: (e.convoy, e.place, e.seen, e.id)):
        subject = [speech.place(event.place)] if event.place else []
        if event.convoy and speech.audience == "cell":
            subject.insert(0, figure(event.convoy))
        if event.total is not None:
            subject.append(speech.say("so-many-people", n=speech.count(event.total)))
        facts = {"when": speech.moment(event.seen), "channel": event.heard_by, "subject": speech.together(subject)}
        source = speech.say("claim-of", source=speech.actor(event.seen_by))
        accounts.append(Account(source, speech.say("claim-details", **facts), speech.text(event.text)))
    yield Accounts(tuple(accounts))


def suspended(speech: Speech, situation: Situation) -> Iterator[Block]:
    """What is suspended at this moment, by whom, since when; and who may resume."""
    now = situation.as_of
    state = situation.state
    found = [s for s in state.suspensions if s.since <= now and (s.ended is None or now < s.ended)] if state else []
    if not found:
        yield Line(speech.say("nothing-suspended"))
        return
    yield Points(tuple(_suspension(speech, s) for s in found))
    resumes = situation.agreement.violations.resumed_by
    if resumes:
        clause = speech.clause(("violations", "resumed by"))
        yield Line(speech.say("may-resume", by=speech.together([speech.actor(a) for a in resumes]), clause=clause))


def _suspension(speech: Speech, suspension: Suspension) -> Phrase:
    facts = {"by": speech.actor(suspension.by), "since": speech.moment(suspension.since), "scope": suspension.scope}
    if suspension.convoy and speech.audience == "cell":
        return speech.say("suspended-convoy", **facts, convoy=figure(suspension.convoy))
    return speech.say("suspended-some" if suspension.convoy else "suspended-all", **facts)


def blocked(speech: Speech, situation: Situation) -> Iterator[Block]:
    """What stands against the next convoys, each with its clause. Nothing standing against one is not GO."""
    waiting = [c for c in situation.status.waiting if not c.position.done] if situation.status else []
    found = [(c.convoy.id, b) for c in waiting[:NEXT] for b in c.blockers if b.clause]
    if found:
        head = tuple(speech.say(f"column-{h}") for h in ("convoy", "clause", "missing"))
        rows = tuple(
            (figure(convoy), speech.clause(b.clause), speech.count(b.missing) if b.missing else speech.none())
            for convoy, b in found
        )
        yield Table(head, rows, frozenset({2}))
    else:
        yield Line(speech.say("nothing-blocked"))
    yield Line(speech.say("not-go"))


def standing(speech: Speech, situation: Situation) -> Iterator[Block]:
    """Who has given more, when it may end, who is overdue, and what happened against a clause."""
    status = situation.status
    if status is None:
        yield Line(speech.say("nothing-reported"))
        return
    for balance in status.balances:
        yield Line(_imbalance(speech, balance))
    finish = speech.say("board-finish", when=speech.moment(status.finish))
    yield Line(finish if status.finish else speech.say("board-no-finish"))
    facts = [(figure(c.convoy.id), c.on_the_way) for c in status.overdue]
    late = [
        speech.say("overdue", convoy=convoy, place=speech.place(way.place), when=speech.moment(way.latest))
        for convoy, way in facts
        if way
    ]
    breaches = [
        speech.say("breach", convoy=figure(b.step.convoy), when=speech.moment(b.at), why=speech.say(f"breach-{b.why}"))
        for b in status.breaches
    ]
    if late or breaches:
        yield Points((*late, *breaches))


def _imbalance(speech: Speech, standing: Standing) -> Phrase:
    name = standing.balance.exchange
    exchange = speech.name("exchanges", name) if name else speech.say("board-whole")
    if standing.ahead is None:
        return speech.say("board-even", exchange=exchange)
    ahead = speech.together([speech.movement(m) for m in standing.movements[standing.ahead]])
    part = "none" if standing.of_tolerance is None else f"{standing.of_tolerance * 100:.0f}"
    return speech.say("board-ahead", ahead=ahead, n=standing.people, exchange=exchange, part=part)


def faults(speech: Speech, situation: Situation) -> Iterator[Block]:
    """The faults that are still open, the gravest first, each with its article."""
    ranks = ("error", "warning", "note")
    found = [*situation.diagnostics, *(situation.state.problems if situation.state else ())]
    if not found:
        yield Line(speech.say("no-faults"))
        return
    head = tuple(speech.say(f"column-{h}") for h in ("code", "severity", "fault", "clause"))
    ordered = sorted(found, key=lambda d: ranks.index(d.severity))
    yield Table(head, tuple(_fault(speech, d) for d in ordered))


def _fault(speech: Speech, diagnostic: Diagnostic) -> tuple[Phrase, ...]:
    where = diagnostic.marks[0].where if diagnostic.marks else ()
    clause = speech.none() if isinstance(where, Span) or not where or where[0] in BESIDE else speech.clause(where)
    known = speech.catalogue.has(diagnostic.code)
    message = speech.catalogue(diagnostic.code, diagnostic.facts) if known else diagnostic.name
    return figure(diagnostic.code), speech.say(f"severity-{diagnostic.severity}"), user(message), clause
