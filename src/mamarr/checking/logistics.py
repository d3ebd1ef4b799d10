"""Rules on logistics: seats, room, minutes on board, roads and crossings, at best."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.checking.trips import fleets_of, open_minutes, passes, seats_at_once, shortages
from mamarr.model.agreement import Agreement, Movement
from mamarr.model.batches import STRETCHERS, choices, composition, convoy_size, numbers
from mamarr.model.diagnostic import Mark
from mamarr.model.routes import Leg, leg, stages
from mamarr.model.sharing import HOUSEHOLDS_OF, portions
from mamarr.model.values import Level, Path

AT_ASSEMBLY = 2
"""Convoys' worth of people at an assembly place: the one that boards and the next. An assumption."""
MOST_ON_BUS = 60
"""People on a bus of fifty; documented convoys have carried 37 to 68 a bus."""
ON_BOARD_MINUTES = 6 * 60
"""The limit that is proposed where none is set; people have been left ten hours and more on board."""
NEEDED_WHILE_WAITING = (("water",), ("toilets",), ("shelter", "heat"), ("cordon",))
"""What people who wait at a holding place cannot do without; of two words, either will do."""


def seated(case: Case, name: str) -> int:
    """People of a movement who need a seat, at the likely numbers."""
    return sum(n for category, n in case.parts[name].items() if category != STRETCHERS)


def has_seats(agreement: Agreement, movement: Movement) -> bool:
    return any(agreement.fleets[f].seats and agreement.fleets[f].count for f in fleets_of(agreement, movement))


def not_enough_seats(case: Case) -> Iterator[Finding]:
    """Seats × trips that fit into the window, for each pool of fleets that serves some movements alone."""
    agreement = case.agreement
    needs = {m: seated(case, m) for m, spec in agreement.movements.items() if has_seats(agreement, spec)}
    for short in shortages(case, needs, {f: spec.seats for f, spec in agreement.fleets.items()}):
        offered = [("fleets", f, "count") for f in short.fleets if agreement.fleets[f].seats]
        people = (("people", agreement.movements[m].people, "number") for m in short.movements)
        needs_seats = (mark(p, "label-logistics-needs-seats") for p in people)
        window = mark(("window",), "label-logistics-window")
        yield found(*offered, *needs_seats, window, needed=short.needed, possible=short.possible)


def assembly_above_seats(case: Case) -> Iterator[Finding]:
    """More people may gather at a place than the convoy that boards there and the next one can take."""
    agreement, seats, movements = case.agreement, defaultdict[str, int](int), defaultdict[str, list[str]](list)
    for name, movement in agreement.movements.items():
        at = agreement.people[movement.people].at
        seats[at] += seats_at_once(agreement, movement)
        movements[at].append(name)
    for at, number in seats.items():
        capacity = agreement.places[at].capacity
        if agreement.places[at].kind == "assembly" and capacity and 0 < number * AT_ASSEMBLY < capacity:
            boards = (mark(("movements", m, "convoy"), "label-logistics-boards") for m in movements[at])
            yield found(("places", at, "capacity"), *boards, place=at, capacity=capacity, seats=number)


def convoy_above_assembly(case: Case) -> Iterator[Finding]:
    """A convoy is larger than the place where it gathers."""
    agreement = case.agreement
    for name, movement in agreement.movements.items():
        at = agreement.people[movement.people].at
        capacity, size = agreement.places[at].capacity, convoy_size(agreement, movement)
        if capacity and size > capacity:
            room = mark(("places", at, "capacity"), "label-logistics-room")
            yield found(("movements", name, "convoy", "people"), room, place=at, capacity=capacity, people=size)


def fit_assembly(agreement: Agreement, where: Path) -> Agreement:
    """The convoy as large as the place where it gathers."""
    group = agreement.people[agreement.movements[str(where[1])].people]
    return _with_people(agreement, where, agreement.places[group.at].capacity)


def _with_people(agreement: Agreement, where: Path, people: int | None) -> Agreement:
    name = str(where[1])
    movement = agreement.movements[name]
    changed = replace(movement, convoy=replace(movement.convoy, people=people))
    return replace(agreement, movements={**agreement.movements, name: changed})


def reception_overfull(case: Case) -> Iterator[Finding]:
    """At the high numbers a movement's destinations are full: as people chose, else in the order of the agreement."""
    agreement = case.agreement
    high = composition(agreement, numbers(agreement, "high"))
    over = {place for place, _, _ in above_capacity(case)}
    room = {p: math.inf if place.capacity is None else place.capacity for p, place in agreement.places.items()}
    for name, movement in sorted(agreement.movements.items(), key=lambda entry: not entry[1].choices):
        total = left = sum(high[name].values())
        chosen = portions(total, choices(movement))
        for to in movement.to:
            placed = min(chosen.get(to, 0) if chosen else left, room[to])
            left, room[to] = int(left - placed), room[to] - placed
        if left and over.isdisjoint(movement.choices):
            bound = mark(("movements", name, "to"), "label-logistics-bound", people=total)
            yield found(
                *(("places", p, "capacity") for p in movement.to), bound, movement=name, people=total, left=left
            )


def above_capacity(case: Case) -> Iterator[tuple[str, int, int]]:
    """Places for which more people asked than they have room for, at the likely numbers: place, people, room."""
    agreement, asked = case.agreement, defaultdict[str, int](int)
    for name, movement in agreement.movements.items():
        for to, people in portions(sum(case.parts[name].values()), choices(movement)).items():
            asked[to] += people
    for to, people in asked.items():
        capacity = agreement.places[to].capacity
        if capacity is not None and people > capacity:
            yield to, people, capacity


def choice_above_capacity(case: Case) -> Iterator[Finding]:
    for to, people, capacity in above_capacity(case):
        wanting = [("movements", m, "choices", to) for m, s in case.agreement.movements.items() if to in s.choices]
        room = mark(("places", to, "capacity"), "label-logistics-room-there")
        yield found(*wanting, room, place=to, people=people, capacity=capacity)


def households_above(case: Case) -> Iterator[tuple[Path, str, int, int, int]]:
    """Each size of household with its movement, the seats of its largest vehicle, and those of a convoy."""
    agreement = case.agreement
    for name, movement in agreement.movements.items():
        seats = [agreement.fleets[f].seats for f in fleets_of(agreement, movement) if agreement.fleets[f].count]
        convoy = min(convoy_size(agreement, movement), seats_at_once(agreement, movement))
        group = movement.people if case.parts[name].get(HOUSEHOLDS_OF) else ""
        for size in agreement.people[group].households if group and any(seats) else ():
            yield ("people", group, "households", str(size)), name, size, max(seats), convoy


def household_above_vehicle(case: Case) -> Iterator[Finding]:
    for where, name, size, seats, convoy in households_above(case):
        if seats < size <= convoy:
            yield found(where, mark(("movements", name), "label-logistics-takes-them"), size=size, seats=seats)


def household_above_convoy(case: Case) -> Iterator[Finding]:
    for where, name, size, _, convoy in households_above(case):
        if size > convoy:
            yield found(where, mark(("movements", name), "label-logistics-takes-them"), size=size, seats=convoy)


def no_ambulance(case: Case) -> Iterator[Finding]:
    """Stretcher cases without a vehicle that takes them lying down, or with too few trips in the window."""
    agreement = case.agreement
    needs = {m: case.parts[m].get(STRETCHERS, 0) for m in agreement.movements}
    for short in shortages(case, needs, {f: spec.stretchers for f, spec in agreement.fleets.items()}):
        people = [("people", agreement.movements[m].people, "of whom", STRETCHERS) for m in short.movements]
        fleets = (mark(("fleets", f), "label-logistics-stretchers") for f in short.fleets)
        yield found(*people, *fleets, needed=short.needed, possible=short.possible)


def _on_board(case: Case, level: Level) -> Iterator[tuple[str, tuple[Leg, ...], int]]:
    """Movements whose people are longer on board than allowed at *level*: the way, the minutes."""
    limit = case.agreement.time_on_board_at_most
    for (name, _), legs in case.routes.items():
        if legs and limit and (minutes := int(stages(case.agreement, legs, level)[-1])) > limit:
            yield name, legs, minutes


def _too_long(case: Case, name: str, legs: tuple[Leg, ...], minutes: int) -> Finding:
    places = case.agreement.places
    roads = [mark(("roads", i, "minutes"), "label-logistics-drive") for way in legs for i in way.roads]
    stops = [
        mark(("places", way.end, "inspection minutes"), "label-logistics-inspection")
        for way in legs
        if places[way.end].inspection_minutes
    ]
    limit = case.agreement.time_on_board_at_most or 0
    return found(("time on board at most",), *roads, *stops, movement=name, minutes=minutes, limit=limit)


def too_long_on_board(case: Case) -> Iterator[Finding]:
    for name, legs, minutes in _on_board(case, "likely"):
        yield _too_long(case, name, legs, minutes)


def may_be_too_long_on_board(case: Case) -> Iterator[Finding]:
    likely = {(name, legs) for name, legs, _ in _on_board(case, "likely")}
    for name, legs, minutes in _on_board(case, "high"):
        if (name, legs) not in likely:
            yield _too_long(case, name, legs, minutes)


def holding_without_provisions(case: Case) -> Iterator[Finding]:
    for name in case.places_used:
        place = case.agreement.places[name]
        missing = [" / ".join(any_of) for any_of in NEEDED_WHILE_WAITING if not set(any_of) & set(place.provisions)]
        if place.kind == "holding" and missing:
            yield found(("places", name, "provisions"), place=name, missing=", ".join(missing))


def attacked_site_used(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for name in case.places_used:
        attacked = agreement.places[name].attacked
        if attacked:
            users = [
                mark(("movements", m), "label-logistics-uses")
                for m, spec in agreement.movements.items()
                if name in (agreement.people[spec.people].at, *spec.via, *spec.to)
            ]
            yield found(("places", name, "attacked"), *users, place=name, on=attacked.isoformat())


def roads_do_not_connect(case: Case) -> Iterator[Finding]:
    for (name, to), legs in case.routes.items():
        if legs is None:
            yield found(("movements", name), movement=name, to=to)


def crossing_too_slow(case: Case) -> Iterator[Finding]:
    """Fewer vehicles can pass a crossing in one direction, in its hours of the window, than people there need."""
    agreement = case.agreement
    passing = defaultdict[tuple[str, str], list[str]](list)
    for name, movement in agreement.movements.items():
        stops = (agreement.people[movement.people].at, *movement.via)
        for before, place in zip(stops, movement.via, strict=False):
            passing[place, before].append(name)
    for (place, _), movements in passing.items():
        spec = agreement.places[place]
        if agreement.window and spec.vehicles_per_hour:
            possible = int(spec.vehicles_per_hour * open_minutes(agreement.window, spec.open) // 60)
            needed = sum(_vehicles(case, name) for name in movements)
            if possible < needed:
                marks: list[Mark] = [mark(("movements", m), "label-logistics-passes") for m in movements]
                main = ("places", place, "vehicles per hour")
                yield found(main, *marks, place=place, needed=needed, possible=possible)


def _vehicles(case: Case, name: str) -> int:
    """The fewest vehicles that can carry a movement once, all in the roomiest."""
    fleets = [case.agreement.fleets[f] for f in fleets_of(case.agreement, case.agreement.movements[name])]
    room = max((f.seats + f.stretchers for f in fleets), default=0)
    return math.ceil(sum(case.parts[name].values()) / room) if room else 0


def no_limit_on_board(case: Case) -> Iterator[Finding]:
    if case.agreement.time_on_board_at_most is None:
        yield found(("time on board at most",))


def limit_on_board(agreement: Agreement, _: Path) -> Agreement:
    return replace(agreement, time_on_board_at_most=ON_BOARD_MINUTES)


def no_window(case: Case) -> Iterator[Finding]:
    if case.agreement.window is None:
        yield found(("window",))


def vehicle_overfull(case: Case) -> Iterator[Finding]:
    for name, fleet in case.agreement.fleets.items():
        if fleet.vehicle == "bus" and fleet.seats > MOST_ON_BUS:
            yield found(("fleets", name, "seats"), fleet=name, seats=fleet.seats)


def fleet_cannot_reach(case: Case) -> Iterator[Finding]:
    """A fleet that a movement names cannot drive to it; a fleet for all reaches none."""
    agreement = case.agreement
    for name, fleet in agreement.fleets.items():
        lost, reached = [], False
        for m, movement in agreement.movements.items():
            if name in fleets_of(agreement, movement):
                at = agreement.people[movement.people].at
                reachable = leg(agreement, fleet.based_at, at) is not None
                lost += [] if reachable else [m]
                reached |= reachable
        named = [m for m in lost if name in agreement.movements[m].fleets]
        if beyond := named or ([] if reached else lost):
            marks = (mark(("movements", m), "label-logistics-beyond") for m in beyond)
            yield found(("fleets", name, "based at"), *marks, fleet=name, place=fleet.based_at)


def no_vehicles(case: Case) -> Iterator[Finding]:
    for name, movement in case.agreement.movements.items():
        open_number = case.agreement.people[movement.people].number is None
        if (open_number or seated(case, name)) and not has_seats(case.agreement, movement):
            empty = {
                f: "seats" if case.agreement.fleets[f].count else "count" for f in fleets_of(case.agreement, movement)
            }
            marks = (mark(("fleets", f, key), "label-logistics-none") for f, key in empty.items())
            yield found(("movements", name, "fleets"), *marks, movement=name)


def convoy_above_vehicles(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for name, movement in agreement.movements.items():
        seats, people = seats_at_once(agreement, movement), movement.convoy.people
        if people and 0 < seats < people:
            fleets = (mark(("fleets", f, "seats"), "label-logistics-seats") for f in fleets_of(agreement, movement))
            yield found(("movements", name, "convoy", "people"), *fleets, movement=name, people=people, seats=seats)


def fit_vehicles(agreement: Agreement, where: Path) -> Agreement:
    """The convoy as large as the seats of its vehicles."""
    return _with_people(agreement, where, seats_at_once(agreement, agreement.movements[str(where[1])]))


def convoy_never_passes(case: Case) -> Iterator[Finding]:
    """No boarding time brings a convoy to every place on its way while that place is open."""
    for (name, to), legs in case.routes.items():
        if legs and not passes(case, name, legs):
            ends = [way.end for way in legs if case.agreement.places[way.end].open]
            hours = (mark(("places", end, "open"), "label-logistics-open") for end in ends)
            yield found(("movements", name), *hours, movement=name, to=to)


def empty_movement(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for name, movement in agreement.movements.items():
        if agreement.people[movement.people].number and not sum(case.parts[name].values()):
            number = mark(("people", movement.people), "label-logistics-group")
            yield found(("movements", name, "who"), number, movement=name)


RULES: tuple[Rule, ...] = (
    Rule("L601", "not-enough-seats-in-the-window", "error", not_enough_seats),
    Rule("L602", "assembly-above-seats", "warning", assembly_above_seats),
    Rule("L603", "reception-overfull", "warning", reception_overfull),
    Rule("L604", "no-ambulance-for-stretcher-cases", "error", no_ambulance),
    Rule("L605", "longer-on-board-than-allowed", "error", too_long_on_board),
    Rule("L606", "may-be-longer-on-board-than-allowed", "warning", may_be_too_long_on_board),
    Rule("L607", "holding-without-provisions", "error", holding_without_provisions),
    Rule("L608", "attacked-site-used", "warning", attacked_site_used),
    Rule("L609", "roads-do-not-connect", "error", roads_do_not_connect),
    Rule("L610", "crossing-too-slow", "error", crossing_too_slow),
    Rule("L611", "no-limit-on-board", "warning", no_limit_on_board, limit_on_board),
    Rule("L612", "no-window", "error", no_window),
    Rule("L613", "vehicle-overfull", "warning", vehicle_overfull),
    Rule("L614", "fleet-cannot-reach", "warning", fleet_cannot_reach),
    Rule("L615", "no-vehicles", "error", no_vehicles),
    Rule("L616", "convoy-larger-than-its-vehicles", "warning", convoy_above_vehicles, fit_vehicles),
    Rule("L617", "convoy-never-passes", "error", convoy_never_passes),
    Rule("L618", "empty-movement", "warning", empty_movement),
    Rule("L619", "convoy-above-assembly", "warning", convoy_above_assembly, fit_assembly),
    Rule("L620", "household-larger-than-a-vehicle", "warning", household_above_vehicle),
    Rule("L621", "choice-above-capacity", "error", choice_above_capacity),
    Rule("L622", "household-larger-than-a-convoy", "error", household_above_convoy),
)
