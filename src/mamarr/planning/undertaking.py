"""Declared stages -> the order in which breaking off pays least, and the undertaking under which it never pays.

Stages are things that the parties do: money, goods, works, ground. What they cost and gain is what the parties declare,
in a unit of their own. People are no stages: nobody has an exchange value (``names_people`` refuses their names). For
people there is only the order of convoys that keeps the imbalance least.

A stage may be carried out next when what it costs is at most the undertakings of both sides and what is still to be
gained by going on, whatever is paid beside (Sandholm and Lesser 1995). The order is that of Abdel-Wahab and Kameda
(1978), as Johnson's rule for two machines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mamarr.model.agreement import Agreement
from mamarr.model.balance import Balance, Point
from mamarr.model.plan import Convoy

PEOPLE = (
    *("people", "person", "civilian", "wounded", "sick", "patient", "child", "famil", "women", "woman", "men", "man"),
    *("bearer", "fighter", "captive", "detainee", "hostage", "prisoner", "evacuee", "bodies", "corpse", "resident"),
    *("أشخاص", "شخص", "مدني", "جريح", "جرحى", "مرضى", "مريض", "طفل", "أطفال", "أسرة", "عائل", "نساء", "امرأة", "رجال"),
    *("مقاتل", "حملة", "أسير", "أسرى", "محتجز", "رهين", "رهائن", "سجين", "سجناء", "معتقل", "جثامين", "جثث", "أهالي"),
)
"""How words for people begin (English), or what they hold (Arabic, which writes articles and pronouns onto a word)."""
SHORT = ("men", "man")


@dataclass(frozen=True, slots=True)
class Stage:
    """Something one side does for the other: what it costs the one, what the other gains, as they declare it."""

    name: str
    costs: Fraction
    gains: Fraction


@dataclass(frozen=True, slots=True)
class Undertaking:
    """The stages in the safest order, and how much both sides together must have to lose by breaking off.

    *peak* is the stage before which breaking off would pay most; *in_given_order* is what the given order would need.
    """

    order: tuple[Stage, ...]
    needed: Fraction
    peak: Stage | None
    in_given_order: Fraction


@dataclass(frozen=True, slots=True)
class Steadiest:
    """The order of an exchange's convoys with the least possible greatest imbalance, as a share."""

    exchange: str
    order: tuple[Convoy, ...]
    imbalance: float


def undertaking(stages: Sequence[Stage]) -> Undertaking:
    """First the stages that gain less than they cost, smallest gain first; then the others, largest cost first."""
    losing = sorted((s for s in stages if s.gains < s.costs), key=lambda s: s.gains)
    winning = sorted((s for s in stages if s.gains >= s.costs), key=lambda s: -s.costs)
    order = (*losing, *winning)
    asked = temptations(order)
    needed = max((*asked, Fraction(0)))
    peak = order[asked.index(needed)] if needed else None
    return Undertaking(order, needed, peak, max((*temptations(stages), Fraction(0))))


def temptations(order: Sequence[Stage]) -> tuple[Fraction, ...]:
    """For each stage: what it costs beyond all that would still be gained by going on after it."""
    asked = []
    ahead = Fraction(0)
    for stage in reversed(order):
        asked.append(stage.costs - ahead)
        ahead += stage.gains - stage.costs
    return tuple(reversed(asked))


def names_people(agreement: Agreement, name: str) -> bool:
    """Whether a stage is called after people, one of their categories, a movement, an exchange or a convoy's sign."""
    entries = (*agreement.people, *agreement.movements, *agreement.exchanges)
    plain = name.casefold().strip()
    if any(plain == entry.casefold() or plain.startswith(f"{entry.casefold()}-") for entry in entries):
        return True
    return any(_of_people(word) for word in re.findall(r"\w+", plain))


def _of_people(word: str) -> bool:
    if word.isascii():
        return word in SHORT or any(word.startswith(p) for p in PEOPLE if p not in SHORT)
    return any(p in word for p in PEOPLE)


def steadiest(balance: Balance) -> Steadiest:
    """The order in which neither side is ever further ahead than need be: exact, by the counts of convoys that came.

    Each side's convoys keep their own order, and come through one by one.
    """
    one, other = balance.one.convoys, balance.other.convoys
    least: dict[tuple[int, int], tuple[int, int]] = {(0, 0): (0, 0)}
    came: dict[tuple[int, int], tuple[int, int]] = {}
    gone_one, gone_other = _sums(one), _sums(other)
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            before = [b for b in ((i - 1, j), (i, j - 1)) if b in least]
            if not before:
                continue
            here = abs(balance.lead(Point(0.0, gone_one[i], gone_other[j])))
            came[i, j] = min(before, key=lambda b: least[b])
            most, together = least[came[i, j]]
            least[i, j] = (max(most, here), together + here)
    state, order = (len(one), len(other)), list[Convoy]()
    greatest = least[state][0]
    while state != (0, 0):
        i, j = came[state]
        order.append(one[i] if i < state[0] else other[j])
        state = (i, j)
    return Steadiest(balance.exchange, tuple(order[::-1]), greatest / max(balance.one.total(), balance.other.total()))


def _sums(convoys: Sequence[Convoy]) -> list[int]:
    gone = [0]
    for convoy in convoys:
        gone.append(gone[-1] + convoy.counted)
    return gone
