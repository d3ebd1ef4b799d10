"""The plan in force, a plan made from it, State -> why the log may not go by the new one.

The past of a plan is what had been reported when it was made. Whatever the log says otherwise, it contradicts: then the
day has to be planned anew. Reports that came in since are no contradiction, as long as the convoy is still the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mamarr.model.agreement import Agreement
from mamarr.model.calendar import minutes_since_opening
from mamarr.model.diagnostic import Diagnostic, Fact
from mamarr.model.plan import Convoy, Plan, sent_again, together
from mamarr.model.position import GONE, Position, Where
from mamarr.model.resources import FREE
from mamarr.model.state import State
from mamarr.operating.fault import fault
from mamarr.operating.kept import Kept
from mamarr.operating.opening import holders


def contradictions(agreement: Agreement, old: Plan, new: Plan, state: State) -> tuple[Diagnostic, ...]:
    """Why *new* may not take the place of *old*, by the *state* of the log under *old*; nothing where it may."""
    return (*lost(old, new), *_Past(agreement, old, new, state).faults())


def other_holders(agreement: Agreement, plan: Plan, log: Kept) -> Iterator[Diagnostic]:
    """Convoys for whose GO the log asks the word of others than those who hold their way."""
    asked = dict(log.plans[-1].holders)
    for convoy in plan.everybody:
        due = holders(agreement, convoy)
        if set(asked.get(convoy.id, ())) != set(due):
            shown = ", ".join(asked.get(convoy.id, ()))
            yield fault("E231", ("convoys", convoy.id), convoy=convoy.id, asked=shown, due=", ".join(due))


def lost(old: Plan, new: Plan) -> Iterator[Diagnostic]:
    """Movements and categories of which not everybody is in the new plan, or more than there were."""
    were, are = _everybody(old), _everybody(new)
    for movement, category in sorted({*were, *are}):
        before, after = (found.get((movement, category), 0) for found in (were, are))
        if before != after:
            facts: Mapping[str, Fact] = {"movement": movement, "category": category, "before": before, "after": after}
            yield fault("E228", ("movements", movement), **facts)


def _everybody(plan: Plan) -> Mapping[tuple[str, str], int]:
    """All people of *plan* by movement and category, whether they still travel or not."""
    found: dict[tuple[str, str], int] = {}
    for convoy in plan.everybody:
        for category, n in convoy.people.items():
            found[convoy.movement, category] = found.get((convoy.movement, category), 0) + n
    return {key: n for key, n in found.items() if n}


class _Past:
    """What both plans and the log say of each convoy."""

    def __init__(self, agreement: Agreement, old: Plan, new: Plan, state: State) -> None:
        self.agreement, self.new, self.state = agreement, new, state
        self.were, self.are = _whole(old), _whole(new)
        self.again = sent_again(old.everybody), sent_again(new.everybody)

    def faults(self) -> Iterator[Diagnostic]:
        for name, position in self.state.positions.items():
            if name not in self.are:
                if position.done or position.left:
                    yield self._fault(name, "unknown")
            elif position.done and not self._same(name):
                yield self._fault(name, "changed")
            yield from self._times(position)
        yield from self._not_reported()
        yield from self._not_gone()

    def _same(self, name: str) -> bool:
        """Whether a convoy that is on its way still has the people, vehicles and destination that it left with."""
        one, other = (
            (c.movement, c.to, dict(c.vehicles), together(c.people, again.get(name, {})))
            for c, again in zip((self.were[name], self.are[name]), self.again, strict=True)
        )
        return one == other

    def _fault(self, convoy: str, what: str, **facts: Fact) -> Diagnostic:
        shown: Mapping[str, Fact] = {"place": "", "act": "", "n": 0, "reported": 0, **facts}
        return fault("E227", ("convoys", convoy), convoy=convoy, what=what, **shown)

    def _times(self, position: Position) -> Iterator[Diagnostic]:
        """Steps that the plan takes as done, at another time than was reported."""
        window = self.agreement.window
        for done in position.done if window else ():
            assert window is not None
            planned = self.new.times.get(done.step)
            if planned is not None and planned < self.new.since and planned != minutes_since_opening(window, done.at):
                yield self._fault(position.convoy.id, "time", act=done.step.act, place=done.step.place)

    def _not_reported(self) -> Iterator[Diagnostic]:
        """Steps that the plan takes as done and nobody reported."""
        done = self.state.done
        for step, at in self.new.times.items():
            if step.act != FREE and at < self.new.since and step not in done:
                yield self._fault(step.convoy, "not-reported", act=step.act, place=step.place)

    def _not_gone(self) -> Iterator[Diagnostic]:
        """People whom the plan no longer sends, or sends once more, and of whom nobody reported that."""
        for convoy in self.new.gone:
            reported = self._reported(convoy.id, GONE)
            if convoy.size > reported:
                yield self._fault(convoy.id, "gone", n=convoy.size, reported=reported)
        more: dict[str, int] = {}
        for convoy in self.are.values():
            if convoy.of and convoy.id not in self.were:
                more[convoy.of] = more.get(convoy.of, 0) + convoy.size
        for name, n in more.items():
            reported = self._reported(name, frozenset({"turned back"}))
            if n > reported:
                yield self._fault(name, "again", n=n, reported=reported)

    def _reported(self, convoy: str, where: frozenset[Where]) -> int:
        position = self.state.positions.get(convoy)
        return sum(position.people.get(w, 0) for w in where) if position else 0


def _whole(plan: Plan) -> Mapping[str, Convoy]:
    return {c.id: c for c in plan.everybody}
