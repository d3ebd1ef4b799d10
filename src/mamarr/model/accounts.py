"""State -> the law as it stands: gates count people accounted for, imbalance counts people delivered. Never one number.

Accounted for: delivered and counted at the clause's step, or declined, dead, absent or in hospital, each attested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mamarr.model.agreement import Agreement, AnyExchange, Pairs
from mamarr.model.clauses import BOARD, DEPART
from mamarr.model.law import Gate, Net, Step, Wait
from mamarr.model.plan import Convoy
from mamarr.model.position import Done, Position
from mamarr.model.state import State
from mamarr.model.tally import neutrals
from mamarr.model.values import Path


@dataclass(frozen=True, slots=True)
class Breach:
    """A step that happened although something stood against it: a clause, a suspension, or no GO (no clause)."""

    step: Step
    at: datetime
    why: str
    clause: Path = ()
    missing: int = 0


class Accounts:
    """What a state is worth under the clauses of its agreement."""

    def __init__(self, agreement: Agreement, convoys: Sequence[Convoy], state: State) -> None:
        self.agreement = agreement
        self.convoys = {c.id: c for c in convoys}
        self.state = state
        self.done: Mapping[Step, Done] = state.done
        self.neutrals = neutrals(agreement)

    def delivered(self, exchange: AnyExchange | None, step: Step, until: datetime | None = None) -> int:
        """People who count, at *step*, by the word of whom the exchange names (nobody named: the lowest count).

        Never more than the convoy was to bring: whoever is counted beyond that opens no gate and is nobody's lead.
        """
        bodies = {exchange.attested_by} if exchange and exchange.attested_by else None
        done = self.done.get(step)
        report = done.reports.attested(bodies, until) if done and done.reports else None
        return min(report.counted or 0, self.convoys[step.convoy].counted) if report else 0

    def excused(self, exchange: AnyExchange, convoy: str, until: datetime | None = None) -> int:
        """People who count and will not come, each attested by a neutral body, where the exchange lets them count."""
        bodies = {exchange.attested_by} if exchange.attested_by else self.neutrals
        total = 0
        for tally in self.state.positions[convoy].left:
            rule = {"declined": exchange.refusals, "absent": exchange.shortfall}.get(tally.kind)
            if tally.kind != "turned-back" and rule in (None, "accounted for"):
                report = tally.attested(bodies, until)
                total += report.counted or 0 if report else 0
        return total

    def net(self, net: Net, until: datetime | None = None, *, hoped: bool = False) -> Net:
        """*net* with its clauses counting people accounted for; *hoped*: as if what is reported were attested."""
        counts = list(net.counts)
        made: dict[tuple[int, str], tuple[int, int]] = {}
        gates: list[Gate] = []
        for gate in net.gates:
            exchange = self._exchange(gate)
            if exchange is None:
                gates.append(gate)
                continue
            key = gate.count, str(gate.clause[1])
            if key not in made:
                waits, credit = self._waits(net, net.counts[gate.count], exchange, until, hoped)
                counts.append(waits)
                made[key] = len(counts) - 1, credit
            index, credit = made[key]
            gates.append(replace(gate, count=index, need=gate.need - credit))
        return replace(net, counts=tuple(counts), gates=tuple(gates))

    def in_people(self, net: Net, g: int, missing: int) -> int:
        """What gate *g* of *net* is short of, in people of the side that it waits for; 0 where it counts no people."""
        gate = net.gates[g]
        if self._exchange(gate) is None:
            return 0
        wait = net.counts[gate.count][0]
        return -(-missing // (wait.weight // self.convoys[net.steps[wait.step].convoy].counted))

    def _exchange(self, gate: Gate) -> AnyExchange | None:
        """The exchange that made a gate which counts people."""
        if gate.kind != "clause" or gate.clause[0] != "exchanges":
            return None
        exchange = self.agreement.exchanges[str(gate.clause[1])]
        return None if isinstance(exchange, Pairs) else exchange

    def _waits(
        self, net: Net, waits: Sequence[Wait], exchange: AnyExchange, until: datetime | None, hoped: bool
    ) -> tuple[tuple[Wait, ...], int]:
        """The waits with the people who came, and the credit for those who are accounted for otherwise."""
        made = []
        credit = 0
        for wait in waits:
            step = net.steps[wait.step]
            convoy = self.convoys[step.convoy]
            each = wait.weight // convoy.counted
            excused = self.excused(exchange, convoy.id, until)
            came = self.delivered(exchange, step, until)
            if step not in self.done or (hoped and not came):
                came = max(0, convoy.counted - excused)
            credit += each * min(excused, max(0, convoy.counted - came))
            made.append(wait._replace(weight=each * came))
        return tuple(made), credit

    def breaches(self, net: Net) -> tuple[Breach, ...]:
        """Every step that happened although a clause, a suspension or the want of a GO stood against it."""
        found: list[Breach] = []
        for position in self.state.positions.values():
            found += [b for done in position.done for b in self._breaches(net, position, done)]
        return tuple(sorted(found, key=lambda b: (b.at, b.step, b.why, str(b.clause))))

    def _breaches(self, net: Net, position: Position, done: Done) -> list[Breach]:
        step, at = done.step, done.at
        found = []
        if step.act in (BOARD, DEPART):
            scopes = ("boarding", "everything") if step.act == BOARD else ("everything",)
            if any(s.scope in scopes for s in self.state.suspended(step.convoy, at)):
                found.append(Breach(step, at, "suspended"))
        if step.act == DEPART and self.state.go(position.convoy.id, at) is None:
            found.append(Breach(step, at, "no-go"))
        index = net.index[step]
        if any(self._exchange(net.gates[g]) for g in net.gates_of[index]):
            found += [Breach(step, at, "clause", clause, missing) for clause, missing in self._closed(net, index, at)]
        return found

    def _closed(self, net: Net, step: int, at: datetime) -> list[tuple[Path, int]]:
        """The clauses that stood against *step* at that moment, as known today, each with what was missing."""
        then = self.net(net, at)
        happened = {s for s, done in self.done.items() if done.at <= at}
        closed = []
        for g in then.gates_of[step]:
            gate = then.gates[g]
            reached = sum(w.weight for w in then.counts[gate.count] if then.steps[w.step] in happened)
            if self._exchange(gate) and gate.need > reached:
                closed.append((gate.clause, self.in_people(net, g, gate.need - reached)))
        return closed
