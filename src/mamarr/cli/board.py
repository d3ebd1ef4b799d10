"""Acknowledgements and status -> lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import click

from mamarr.flow.operating import Operation, Recorded, clock_fault
from mamarr.flow.switching import Switched
from mamarr.lang import Words
from mamarr.model.articles import article_of
from mamarr.model.clauses import ARRIVE
from mamarr.model.diagnostic import Diagnostic, Fact
from mamarr.model.status import Blocker, ConvoyStatus, Status
from mamarr.terminal import table, visible, wrap

SHOWN = 16
"""Convoys that the terminal shows of a long board: those under way and those next to board."""


def recorded_lines(done: Recorded, say: Words, width: int, zone: ZoneInfo) -> Iterator[str]:
    """The answer to one report: its number and the head, or that it was not recorded and why."""
    for fault in done.faults:
        severity = say(f"severity-{fault.severity}")
        yield from wrap(f"{severity}[{fault.code}] {say(fault.code, fault.facts)}", width)
        yield from (f"  {line}" for line in wrap(say(f"{fault.code}.do", fault.facts), width - 2))
    if done.written is None or done.event is None:
        yield from lost((done.line,), say)
        return
    key = "recorded" if done.written.new else "recorded-before"
    head = done.written.head
    until = done.event.until
    held = f" {say('board-go-until', until=f'{until.astimezone(zone):%m-%d %H:%M}')}" if until else ""
    facts: dict[str, Fact] = {
        "kind": say(f"event-{done.event.kind}"),
        "convoy": f"{done.event.convoy or '–'}{held}",
        "number": done.written.number,
        "id": done.event.short,
        "size": head.size,
        "root": head.root[:8],
    }
    yield say(key, facts)
    for fault in done.effects:
        yield from loud(fault, say, width)


def switched_lines(work: Operation, done: Switched, say: Words, width: int) -> Iterator[str]:
    """That the log goes by another plan now, under which number, and whose GO ended with the old one."""
    head = done.written.head
    facts: dict[str, Fact] = {"plan": work.digests["plan"][:8], "number": done.written.number, "size": head.size}
    yield from wrap(say("plan-switched", {**facts, "root": head.root[:8]}), width)
    if done.ended:
        names = say("list-comma").join(done.ended)
        yield from (click.style(line, bold=True) for line in wrap(say("plan-switched-go", names=names), width))


def lost(lines: Iterable[str], say: Words) -> Iterator[str]:
    """That these reports were not recorded, each on a line."""
    for line in lines:
        yield click.style(say("not-recorded", line=visible(line.strip())), bold=True)


def loud(fault: Diagnostic, say: Words, width: int) -> Iterator[str]:
    """A warning that nobody may overlook, and what to do."""
    for line in wrap(f"{say(f'severity-{fault.severity}')}[{fault.code}] {say(fault.code, fault.facts)}", width):
        yield click.style(line, bold=True, fg="red")
    yield from (f"  {line}" for line in wrap(say(f"{fault.code}.do", fault.facts), width - 2))


def board_lines(
    work: Operation, board: Status, head: str, say: Words, width: int, *, everything: bool
) -> Iterator[str]:
    """Where everyone is, what blocks whom, who is ahead; for the cell."""
    return _Board(work, board, say, width).lines(head, everything)


def exercise_banner(say: Words, width: int) -> tuple[str, ...]:
    """Loud, before and after whatever is read from the log of an exercise."""
    rule = "=" * width
    return tuple(click.style(line, bold=True, fg="red") for line in (rule, say("exercise-banner"), rule))


def next_to_board(work: Operation, board: Status, say: Words, width: int, most: int = 3) -> Iterator[str]:
    """The convoys that board next, with what blocks each."""
    shown = _Board(work, board, say, width)
    yield from table([shown.head(), *(shown.convoy(c) for c in board.waiting[:most])], width=width)
    yield say("board-not-go")


@dataclass(frozen=True, slots=True)
class _Board:
    """One status on its way to words."""

    work: Operation
    board: Status
    say: Words
    width: int

    def local(self, moment: datetime | None) -> str:
        return f"{moment.astimezone(self.work.zone):%m-%d %H:%M}" if moment else "—"

    def lines(self, head: str, everything: bool) -> Iterator[str]:
        say, board = self.say, self.board
        yield click.style(say("board-title", name=self.work.agreement.title.in_language(say.language)), bold=True)
        now = board.now.astimezone(self.work.zone)
        yield say("board-now", when=f"{now:%Y-%m-%d %H:%M}", zone=self.work.zone.key)
        yield say("board-head", head=head)
        for term, after in pairwise(board.plans):
            yield say("board-replanned", since=self.local(after.since), plan=after.plan[:8], old=term.plan[:8])
        for alarm in board.alarms:
            yield from loud(alarm, say, self.width)
        if board.last_entry:
            yield from loud(clock_fault(self.work, board.last_entry, board.now), say, self.width)
        for suspension in (s for s in board.suspensions if s.ended is None or s.ended > board.now):
            facts: dict[str, Fact] = {
                "by": suspension.by,
                "since": self.local(suspension.since),
                "convoy": suspension.convoy or "–",
            }
            yield click.style(say("board-suspended", facts), bold=True, fg="red")
            if suspension.awaits:
                yield say("board-awaits", names=say("list-comma").join(suspension.awaits))
        if board.ahead:
            ids = say("list-comma").join(e.short for e in board.ahead)
            yield from wrap(say("lie-ahead", n=len(board.ahead), ids=ids), self.width)
        yield ""
        yield from self.where()
        yield ""
        yield from self.convoys(everything)
        yield ""
        for line in self.figures():
            yield from wrap(line, self.width)

    def where(self) -> Iterator[str]:
        """People by side and where they are."""
        sides = self.board.sides
        kinds = [w for w in dict.fromkeys(w for people in sides.values() for w in people)
                 if any(people.get(w) for people in sides.values())]  # fmt: skip
        rows = [[self.say("board-side"), *(self.say(_where(w)) for w in kinds)]]
        for side, people in sides.items():
            party = self.work.agreement.parties.get(side)
            name = party.name.in_language(self.say.language) if party and party.name else side or "–"
            rows.append([name, *(f"{people.get(w, 0):,}" for w in kinds)])
        yield from table(rows, tuple(range(1, len(kinds) + 1)), self.width)

    def convoys(self, everything: bool) -> Iterator[str]:
        """Those under way and those next to board, or all."""
        open_ = [c for c in self.board.convoys if not _settled(c)]
        shown = list(self.board.convoys) if everything else open_[:SHOWN]
        if shown:
            yield from table([self.head(), *(self.convoy(c) for c in shown)], width=self.width)
        if len(shown) < len(self.board.convoys):
            yield self.say("board-more", n=len(self.board.convoys) - len(shown))
        yield self.say("board-not-go")

    def head(self) -> list[str]:
        return [self.say(f"board-{k}") for k in ("convoy", "where", "blocked", "go", "expected")]

    def convoy(self, c: ConvoyStatus) -> list[str]:
        say = self.say
        places = "; ".join(f"{say(_where(where))} {n:,}" for where, n in c.position.people.items() if n)
        if c.departed:
            way = c.on_the_way
            expected = f"{way.place} {self.local(way.expected)}" if way else "—"
            return [c.convoy.id, places, "–", "–", f"{say('board-overdue')} {expected}" if c.overdue else expected]
        if c.position.empty:
            return [c.convoy.id, places, "–", "–", "—"]
        blocked = say("list-comma").join(dict.fromkeys(self.blocker(b) for b in c.blockers))
        go = c.go is not None and c.go.in_force(self.board.now)
        shown = say("board-go-until", until=self.local(c.go.until)) if go and c.go else say("board-no-go")
        return [c.convoy.id, places, blocked or say("board-no-clause"), shown, self.local(c.boards)]

    def blocker(self, blocker: Blocker) -> str:
        if blocker.kind == "suspension":
            return self.say("board-by-suspension")
        name = str(blocker.clause[1]) if len(blocker.clause) > 1 else ""
        article = article_of(self.work.agreement, blocker.clause)
        if blocker.kind == "clause" and article:
            return self.say("board-by-article", number=article.number, name=name)
        return self.say("board-by-turn", name=name)

    def figures(self) -> Iterator[str]:
        """Imbalance, forecast, breaches, contradictions, problems."""
        say, board = self.say, self.board
        for b in board.balances:
            exchange = b.balance.exchange or say("board-whole")
            if b.ahead is None:
                yield say("board-even", exchange=exchange)
                continue
            part = "none" if b.of_tolerance is None else f"{b.of_tolerance * 100:.0f}"
            ahead = say("list-comma").join(b.movements[b.ahead])
            yield say("board-ahead", ahead=ahead, n=b.people, exchange=exchange, part=part)
        yield say("board-finish", when=self.local(board.finish)) if board.finish else say("board-no-finish")
        for breach in board.breaches:
            yield f"{breach.step.convoy} {self.local(breach.at)}: {say(f'breach-{breach.why}')}"
        for tally in board.state.contradictions:
            counts = say("list-comma").join(f"{r.observer} {r.total}" for r in tally.reports if r.total is not None)
            yield say("board-contradiction", convoy=tally.convoy, kind=say(f"event-{tally.kind}"), counts=counts)
        for problem in board.state.problems:
            yield f"{say('severity-' + problem.severity)}[{problem.code}] {say(problem.code, problem.facts)}"


def _settled(convoy: ConvoyStatus) -> bool:
    """Arrived, or nobody is left in it, and nothing more to be watched."""
    last = convoy.position.last
    return convoy.position.empty or (last is not None and last.step.act == ARRIVE and not convoy.overdue)


def _where(where: str) -> str:
    return f"where-{where}".replace(" ", "-")
