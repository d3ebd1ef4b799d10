"""What a rule is: a stable code, the name of a fault, how to find it, and its remedy where that is mechanical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mamarr.checking.spread import Spread, spread
from mamarr.model.agreement import Agreement
from mamarr.model.batches import composition, cut, numbers, stand_ins, totals
from mamarr.model.clauses import compile_net
from mamarr.model.diagnostic import Fact, Mark, Severity
from mamarr.model.explore import Orders, explanations, explore
from mamarr.model.law import Net, Why
from mamarr.model.plan import Convoy
from mamarr.model.routes import Leg, route
from mamarr.model.values import Path, Text


@dataclass(frozen=True)
class Case:
    """An agreement under examination, with what several rules need computed once."""

    agreement: Agreement

    @cached_property
    def convoys(self) -> tuple[Convoy, ...]:
        """The convoys at the likely numbers; a group of unknown number stands in with a round one."""
        return cut(self.agreement, given=stand_ins(self.agreement))

    @cached_property
    def orders(self) -> Orders:
        """What the order of the convoys decides, with one that completes where any does."""
        return explore(self.agreement, self.convoys)

    @cached_property
    def reasons(self) -> tuple[Why, ...]:
        """Why no order completes, at the likely numbers; empty if some order does."""
        return tuple(explanations(self.agreement, self.convoys)) if self.orders.outcome == "none" else ()

    @cached_property
    def spreads(self) -> Mapping[str, Spread]:
        """For each group, the numbers between low and high that orders are tried at."""
        return {group: spread(self.agreement, group, len(self.convoys)) for group in self.agreement.people}

    @cached_property
    def net(self) -> Net:
        """The law at the likely numbers, without a plan, in an order that completes where any does."""
        return compile_net(self.agreement, self.orders.order)

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, int]]:
        """People of each movement by category, at the likely numbers."""
        return composition(self.agreement, numbers(self.agreement))

    @cached_property
    def totals(self) -> Mapping[str, int]:
        """People of each movement that count in an exchange, at the likely numbers."""
        return totals(self.agreement, self.parts)

    @cached_property
    def routes(self) -> Mapping[tuple[str, str], tuple[Leg, ...] | None]:
        """The legs of each movement to each of its destinations (None: the roads do not connect)."""
        return {
            (name, to): route(self.agreement, movement, to)
            for name, movement in self.agreement.movements.items()
            for to in movement.to
        }

    @cached_property
    def roads_used(self) -> tuple[int, ...]:
        """Indices of the roads that some movement takes."""
        return tuple(sorted({i for legs in self.routes.values() for leg in legs or () for i in leg.roads}))

    @cached_property
    def places_used(self) -> tuple[str, ...]:
        """Places where some movement begins, passes or ends, in the order of the agreement."""
        agreement = self.agreement
        used = {agreement.people[m.people].at for m in agreement.movements.values()}
        used |= {p for m in agreement.movements.values() for p in (*m.via, *m.to)}
        return tuple(p for p in agreement.places if p in used)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is broken: the marks (the first is the main one) and the facts of the message."""

    marks: tuple[Mark, ...]
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. Its words are messages ``CODE`` and ``CODE.do``; its page is ``pages/CODE.md``."""

    code: str
    name: str
    severity: Severity
    find: Callable[[Case], Iterator[Finding]]
    remedy: Callable[[Agreement, Path], Agreement] | None = None
    standard: str = ""
    overridable: bool = True


def found(*where: Path | Mark, **facts: Fact) -> Finding:
    """A finding at these places."""
    return Finding(tuple(w if isinstance(w, Mark) else Mark(w) for w in where), facts)


def mark(path: Path, label: str, **facts: Fact) -> Mark:
    """A further place, with the key of a word on why it is shown (``label-…``)."""
    return Mark(path, label, facts)


def said(text: Text | None) -> bool:
    """Whether words were given."""
    return text is not None and bool(text.en.strip() or text.ar.strip())
