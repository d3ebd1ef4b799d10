"""An estimate -> the numbers between its low and its high that an order must be tried at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mamarr.model.agreement import Agreement
from mamarr.model.batches import cut, stand_ins
from mamarr.model.plan import Convoy

MOST = 10_000
"""Convoys that are compiled in all to try the numbers of an agreement, about a second of work."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The numbers that are tried, and how many there are to try."""

    tried: tuple[int, ...]
    every: int


def cut_at(agreement: Agreement, group: str, number: int) -> tuple[Convoy, ...]:
    """The convoys if *group* has so many people, all others their likely number."""
    return cut(agreement, given={**stand_ins(agreement), group: number})


def spread(agreement: Agreement, group: str, convoys: int) -> Spread:
    """All numbers at which convoys change, or where *convoys* are very many, some of them, evenly, with both ends."""
    every = _steps(agreement, group)
    most = max(2, MOST // max(1, convoys * len(agreement.people)))
    if len(every) > most:
        return Spread(tuple(every[i * (len(every) - 1) // (most - 1)] for i in range(most)), len(every))
    return Spread(tuple(every), len(every))


def _steps(agreement: Agreement, group: str) -> list[int]:
    """Low, high, and between them the numbers on both sides of each step to one convoy more."""
    number = agreement.people[group].number
    if number is None or number.low >= number.high:
        return []
    convoys = cache(lambda people: len(cut_at(agreement, group, people)))
    found = {number.low, number.high}
    spans = [(number.low, number.high)]
    while spans:
        low, high = spans.pop()
        if convoys(low) == convoys(high):
            continue
        if high - low == 1:
            found |= {low, high}
        else:
            middle = (low + high) // 2
            spans += [(low, middle), (middle, high)]
    return sorted(found)
