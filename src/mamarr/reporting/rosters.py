"""Plan and rosters -> the timetable by convoy, by place and by vehicle: cells, written by each output."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple, TypeAlias

from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.calendar import local_time
from mamarr.model.clauses import ARRIVE, BOARD, CROSS, DEPART
from mamarr.model.plan import Convoy, Plan
from mamarr.model.position import chain
from mamarr.model.roster import Drive, Roster
from mamarr.model.values import Language

By = Literal["convoy", "place", "vehicle"]
ACTS: Mapping[str, str] = {BOARD: "boards", DEPART: "departs", CROSS: "crosses", ARRIVE: "arrives"}
EMPTY = "empty"
ORDER = ("empty arrives", "arrives", "boards", "crosses", "departs", "empty crosses", "empty departs")
"""What stands first among things of one moment: who comes before who goes."""


class Moment(NamedTuple):
    """A moment of the plan, in minutes after the window opens."""

    minutes: float


class Named(NamedTuple):
    """An entry of the agreement."""

    section: str
    key: str


class Word(NamedTuple):
    """A word of the catalogue."""

    word: str


class Joined(NamedTuple):
    """Parts that belong together: ``12 buses``."""

    parts: tuple[Cell, ...]


class Several(NamedTuple):
    """Parts of one rank."""

    parts: tuple[Cell, ...]


Cell: TypeAlias = int | str | Moment | Named | Word | Joined | Several


@dataclass(frozen=True, slots=True)
class Listing:
    """The timetable by one of its sides: the keys of its columns, and its rows; the first column leads."""

    by: By
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def by_convoy(agreement: Agreement, plan: Plan, rosters: Sequence[Roster]) -> Listing:
    """A row a convoy, in the order of boarding."""
    signs = _drivers(rosters)
    together = any(c.households for c in plan.convoys)
    rows = []
    for convoy in plan.convoys:
        board, depart, *cross, arrive = chain(agreement, convoy)
        people = Several(tuple(Joined((n, Word(category))) for category, n in convoy.people.items()))
        passes = Several(tuple(Joined((_place(s.place), Moment(plan.times[s]))) for s in cross))
        way = Named("movements", convoy.movement), _place(board.place), _place(arrive.place)
        times = Moment(plan.times[board]), Moment(plan.times[depart]), passes, Moment(plan.times[arrive])
        families = (Several(tuple(households(convoy))),) if together else ()
        row = (convoy.id, *way, people, *families, _vehicles(convoy), *times, _signs(signs[convoy.id]))
        rows.append((plan.times[board], convoy.id, row))
    people_columns = ("people", "households") if together else ("people",)
    columns = (
        "convoy",
        "movement",
        "from",
        "to",
        *people_columns,
        "vehicles",
        "boards",
        "departs",
        "crosses",
        "arrives",
    )
    return Listing("convoy", (*columns, "signs"), tuple(row for *_, row in sorted(rows, key=lambda r: r[:2])))


def households(convoy: Convoy) -> Iterator[str]:
    """How many households of which size ride in *convoy*: ``12 × 5``. For the cell only."""
    return (f"{n} × {size}" for size, n in sorted(convoy.households.items(), reverse=True))


def by_place(agreement: Agreement, plan: Plan, rosters: Sequence[Roster]) -> Listing:
    """What happens at each place, in the order of time: convoys, and vehicles that come, pass and leave empty."""
    signs = _drivers(rosters)
    found = [*_convoys_at(agreement, plan, signs), *_empty_at(rosters)]
    order = {place: i for i, place in enumerate(agreement.places)}
    found.sort(key=lambda f: (order[f[0]], f[1], ORDER.index(f[2]), f[3]))
    rows = tuple((_place(place), Moment(at), Word(act), *rest) for place, at, act, _, rest in found)
    return Listing("place", ("place", "at", "what", "convoy", "people", "vehicles", "from", "to", "signs"), rows)


_Happening = tuple[str, float, str, str, tuple[Cell, ...]]
"""Place, moment, what happens, its rank among what happens then, the other cells."""


def _convoys_at(agreement: Agreement, plan: Plan, signs: Mapping[str, list[Roster]]) -> Iterator[_Happening]:
    for convoy in plan.convoys:
        steps = chain(agreement, convoy)
        way = _place(steps[0].place), _place(steps[-1].place)
        rest: tuple[Cell, ...] = (convoy.id, convoy.size, _vehicles(convoy), *way, _signs(signs[convoy.id]))
        for step in steps:
            yield step.place, plan.times[step], ACTS[step.act], convoy.id, rest


def _empty_at(rosters: Sequence[Roster]) -> Iterator[_Happening]:
    """Vehicles of one fleet that do the same at the same moment stand in one row."""
    moves = [
        ((place, at, _empty_act(i, drive), roster.fleet, drive.start, drive.end), roster)
        for roster in rosters
        for drive in roster.drives
        if not drive.convoy
        for i, (place, at) in enumerate(drive.stops)
    ]
    moves.sort(key=lambda move: (move[0], move[1].number))
    for (place, at, act, fleet, start, end), group in groupby(moves, key=lambda move: move[0]):
        own = [roster for _, roster in group]
        vehicles = Joined((len(own), fleet))
        yield place, at, act, f"~{fleet}", ("", "", vehicles, _place(start), _place(end), _signs(own))


def _empty_act(i: int, drive: Drive) -> str:
    act = DEPART if i == 0 else ARRIVE if i == len(drive.stops) - 1 else CROSS
    return f"{EMPTY} {ACTS[act]}"


def by_vehicle(agreement: Agreement, plan: Plan, rosters: Sequence[Roster]) -> Listing:
    """A row a drive: where the vehicle must be by when, and where it goes; also one for each that is not needed."""
    people = {c.id: c.size for c in plan.convoys}
    rows: list[tuple[Cell, ...]] = []
    for roster in rosters:
        for drive in roster.drives:
            passes = Several(tuple(Joined((_place(p), Moment(at))) for p, at in drive.stops[1:-1]))
            what = (drive.convoy, people[drive.convoy]) if drive.convoy else (Word(EMPTY), "")
            there_by = Moment(drive.begins) if drive.convoy else ""
            times = Moment(drive.departs), passes, _place(drive.end), Moment(drive.arrives)
            rows.append((roster.sign, *what, _place(drive.start), there_by, *times))
        if not roster.drives:
            base = _place(agreement.fleets[roster.fleet].based_at)
            rows.append((roster.sign, Word("not needed"), "", base, "", "", "", "", ""))
    columns = ("vehicle", "what", "people", "from", "there by", "departs", "crosses", "to", "arrives")
    return Listing("vehicle", columns, tuple(rows))


LISTINGS: tuple[tuple[By, Callable[[Agreement, Plan, Sequence[Roster]], Listing]], ...] = (
    ("convoy", by_convoy),
    ("place", by_place),
    ("vehicle", by_vehicle),
)


def listing(by: By, agreement: Agreement, plan: Plan, rosters: Sequence[Roster]) -> Listing:
    return dict(LISTINGS)[by](agreement, plan, rosters)


def _place(key: str) -> Named:
    return Named("places", key)


def _vehicles(convoy: Convoy) -> Several:
    return Several(tuple(Joined((n, fleet)) for fleet, n in convoy.vehicles.items()))


def _drivers(rosters: Iterable[Roster]) -> Mapping[str, list[Roster]]:
    found: dict[str, list[Roster]] = {}
    for roster in rosters:
        for drive in roster.drives:
            found.setdefault(drive.convoy, []).append(roster)
    return _Missing(found)


class _Missing(dict[str, list[Roster]]):
    """A convoy without vehicles has no drivers."""

    def __missing__(self, key: str) -> list[Roster]:
        return []


def _signs(rosters: Iterable[Roster]) -> Several:
    """Call signs, those in a row joined: ``buses-01…04``."""
    return Several(tuple(in_a_row(roster.sign for roster in rosters)))


def in_a_row(signs: Iterable[str]) -> Iterator[str]:
    """Call signs (fleet, number) with those in a row joined."""
    runs: list[list[tuple[str, str]]] = []
    for sign in signs:
        fleet, _, number = sign.rpartition("-")
        before = runs[-1][-1] if runs else None
        if before and (before[0], int(before[1]) + 1) == (fleet, int(number)):
            runs[-1].append((fleet, number))
        else:
            runs.append([(fleet, number)])
    return ("-".join(r[0]) + (f"…{r[-1][1]}" if len(r) > 1 else "") for r in runs)


def when(plan: Plan, minutes: float, form: str = "%Y-%m-%d %H:%M") -> str:
    """Local time, or minutes where the agreement names no window."""
    return f"{local_time(plan.window, minutes):{form}}" if plan.window else f"{minutes:g}"


def plain(plan: Plan, cell: Cell) -> str:
    """*cell* for machines: identifiers as in the agreement, whatever the language."""
    if isinstance(cell, Moment):
        return when(plan, cell.minutes)
    if isinstance(cell, Joined | Several):
        return (" " if isinstance(cell, Joined) else "; ").join(plain(plan, part) for part in cell.parts)
    return cell.key if isinstance(cell, Named) else cell.word if isinstance(cell, Word) else str(cell)


def to_csv(plan: Plan, made: Listing) -> str:
    """The timetable as CSV: identifiers as in the agreement, moments in local time where there is a window."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(made.columns)
    writer.writerows([plain(plan, cell) for cell in row] for row in made.rows)
    return out.getvalue()


class Speaker:
    """Cells -> text for people in one language; what is read from the left is isolated in Arabic."""

    def __init__(self, agreement: Agreement, plan: Plan, language: Language, form: str = "%Y-%m-%d %H:%M") -> None:
        self.agreement = agreement
        self.plan = plan
        self.say = words(language, "rosters", "plan")
        self.form = form

    def marking(self) -> str:
        return words(self.say.language, "report")("marking-cell")

    def intro(self) -> str:
        """On which numbers the plan rests, and in which time zone its times are."""
        zone = self.plan.window.zone if self.plan.window else "none"
        return self.say("roster-plan", level=self.plan.level, zone=zone)

    def head(self, made: Listing) -> tuple[str, ...]:
        return tuple(self.say(f"column-{key}".replace(" ", "-")) for key in made.columns)

    def text(self, cell: Cell) -> str:
        if isinstance(cell, Named):
            name = self.agreement.named(cell.section, cell.key)
            return name.in_language(self.say.language) if name else self._left(cell.key)
        if isinstance(cell, Word):
            return self.say(f"word-{cell.word}".replace(" ", "-"))
        if isinstance(cell, Joined):
            return " ".join(self.text(part) for part in cell.parts)
        if isinstance(cell, Several):
            return self.say("list-comma").join(self.text(part) for part in cell.parts)
        return self._left(when(self.plan, cell.minutes, self.form) if isinstance(cell, Moment) else str(cell))

    def _left(self, text: str) -> str:
        return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if self._isolates(text) else text

    def _isolates(self, text: str) -> bool:
        return self.say.language == "ar" and not text.isdigit() and bool(text)
