"""Prices of loads, room and ways -> the walks of one vehicle that are worth most: dynamic programming over time.

A walk here is timed: each stop is (arrival at the pickup, pickup, reception), so that prices can depend on time. It
stands for a column of the master problem (Dantzig and Wolfe 1960); the bound is that of the flow of vehicles over time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mamarr.planning.shuttles.task import Task

Stops = tuple[tuple[int, int, int], ...]
Values = NDArray[np.float64]
NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Prices:
    """What each use is worth."""

    first: Values
    """By pickup: to begin there."""
    carry: Values
    """By [pickup, reception]: to carry a load."""
    back: Values
    """By [reception, pickup]: to return."""
    timed: Values | None
    """By [time, pickup, reception]: to carry a load that is picked up at that time, on top of *carry*."""


class Pricing:
    """The best walks that end by *horizon*."""

    def __init__(self, task: Task, horizon: int) -> None:
        self.horizon = horizon
        self.carries, self.returns, self.approach = task.carries, task.links[:-1, :-1], task.links[-1, :-1]
        self.pickups, self.receptions = self.carries.shape
        self.before = int(max(self.carries.max(), self.returns.max()))
        """Rows of the tables before time 0, where nothing is ever reached."""
        pickups, receptions = np.ogrid[: self.pickups, : self.receptions]
        self.from_reception = (self.before - self.returns) * self.receptions + receptions.T
        self.from_pickup = (self.before - self.carries) * self.pickups + pickups

    def best(self, prices: Prices) -> list[tuple[float, Stops]]:
        """For each reception the walk of greatest worth that ends there, the best first."""
        begun = np.arange(self.horizon + 1)[:, None] >= self.approach
        table = _Table(self, prices, np.where(begun, prices.first, NEVER))
        ends = [q for q in range(self.receptions) if table.arrived[-1, q] > NEVER / 2]
        return sorted(((float(table.arrived[-1, q]), table.walk(q)) for q in ends), key=lambda found: -found[0])


class _Table:
    """The most that a walk can be worth by each time: at each pickup, not yet loaded, and at each reception."""

    def __init__(self, pricing: Pricing, prices: Prices, starts: Values) -> None:
        self.of, self.prices, self.starts = pricing, prices, starts
        rows = pricing.before + pricing.horizon + 1
        self.leaving = np.full((rows, pricing.pickups), NEVER)
        self.arrived = np.full((rows, pricing.receptions), NEVER)
        flat_leaving, flat_arrived = self.leaving.ravel(), self.arrived.ravel()
        for time in range(pricing.horizon + 1):
            row = time + pricing.before
            here = flat_arrived.take(pricing.from_reception + time * pricing.receptions) + prices.back
            np.maximum(here.max(axis=0), starts[time], out=self.leaving[row])
            there = flat_leaving.take(pricing.from_pickup + time * pricing.pickups) + self._carry(time)
            np.maximum(there.max(axis=0), self.arrived[row - 1], out=self.arrived[row])

    def _carry(self, time: int) -> Values:
        """The price of a load that arrives at *time*, by [pickup, reception]."""
        timed = self.prices.timed
        if timed is None:
            return self.prices.carry
        when = time - self.of.carries
        pickups, receptions = np.indices(when.shape)
        return self.prices.carry + np.where(when >= 0, timed[when, pickups, receptions], 0.0)

    def walk(self, reception: int) -> Stops:
        """The walk behind the last value of a reception, from its end; each step as early as its worth allows."""
        stops: list[tuple[int, int, int]] = []
        row, pickups, receptions = len(self.arrived) - 1, np.arange(self.of.pickups), np.arange(self.of.receptions)
        while True:
            while self.arrived[row - 1, reception] == self.arrived[row, reception]:
                row -= 1
            worth = self.leaving[row - self.of.carries[:, reception], pickups]
            pickup = int((worth + self._carry(row - self.of.before)[:, reception]).argmax())
            row -= int(self.of.carries[pickup, reception])
            while self.prices.timed is None and self.leaving[row - 1, pickup] == self.leaving[row, pickup]:
                row -= 1
            stops.append((row - self.of.before, pickup, reception))
            back = self.arrived[row - self.of.returns[:, pickup], receptions] + self.prices.back[:, pickup]
            reception = int(back.argmax())
            if self.starts[row - self.of.before, pickup] >= back[reception]:
                return tuple(reversed(stops))
            row -= int(self.of.returns[reception, pickup])
