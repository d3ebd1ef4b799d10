"""Agreement to faults of its numbers: who leaves, how many, out of what total, and what if it is fewer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import get_args

from mamarr.checking.rule import Case, Finding, Rule, found, mark
from mamarr.checking.syntax import parts
from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    Category,
    ConvoyLimit,
    ForEach,
    InStep,
    KeepBack,
    Lock,
    Pairs,
    Phases,
    movements_of,
)
from mamarr.model.batches import DEFAULT_CONVOY, composition, numbers, of_movement, totals
from mamarr.model.routes import waypoints
from mamarr.model.sharing import HOUSEHOLDS_OF, people_in
from mamarr.model.values import Amount, Estimate, Level, Path, Share, Text, people

CATEGORIES: tuple[Category, ...] = get_args(Category)
VAGUE = Fraction(1, 5)
"""From this spread (of the likely number) on, half of a number is not one number any more."""
SIDES = (InStep, ForEach, Pairs)


def moving(agreement: Agreement) -> Iterator[tuple[str, Path, Estimate | None]]:
    """The groups that some movement takes, with the path and value of their number."""
    taken = {m.people for m in agreement.movements.values()}
    return ((name, ("people", name, "number"), g.number) for name, g in agreement.people.items() if name in taken)


def number_not_agreed(case: Case) -> Iterator[Finding]:
    for group, path, number in moving(case.agreement):
        if number is None:
            taken = {name for name, m in case.agreement.movements.items() if m.people == group}
            counting = [n for n, e in case.agreement.exchanges.items() if taken & set(movements_of(e))]
            marks = [mark(("exchanges", n), "label-numbers-counts-on-it", group=group) for n in counting]
            yield found(path, *marks, group=group)


def shares(agreement: Agreement) -> Iterator[tuple[Path, str, Share]]:
    """Parts of a movement on which a step waits. A tolerance bounds and cuts nothing; all of them is no part."""
    for name, exchange in agreement.exchanges.items():
        here: Path = ("exchanges", name)
        amounts: list[tuple[Path, str, object]] = []
        if isinstance(exchange, Phases):
            for i, phase in enumerate(exchange.phases):
                amounts += [((*here, "phases", i, "moves", m), m, amount) for m, amount in phase.moves.items()]
        elif isinstance(exchange, KeepBack):
            amounts.append(((*here, "keeps"), exchange.movement, exchange.keeps))
        elif isinstance(exchange, Lock):
            amounts.append(((*here, "until"), exchange.waits_for, exchange.until))
        yield from (
            (path, movement, amount)
            for path, movement, amount in amounts
            if isinstance(amount, Share) and amount.of_one < 1
        )


def share_of_unknown_total(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for path, movement, share in shares(agreement):
        group = agreement.movements[movement].people
        number = agreement.people[group].number
        if number is None or number.high - number.low > VAGUE * number.likely:
            where = mark(("people", group, "number"), "label-numbers-total", group=group)
            low, high = (people(share, number.low), people(share, number.high)) if number else (0, 0)
            known = "no" if number is None else "roughly"
            yield found(path, where, share=str(share), group=group, known=known, low=low, high=high)


def parts_exceed_the_number(case: Case) -> Iterator[Finding]:
    for name, group in case.agreement.people.items():
        named = sum(group.of_whom.values())
        if group.number and named > group.number.likely:
            where = mark(("people", name, "number"), "label-numbers-number")
            yield found(("people", name, "of whom"), where, group=name, parts=named, number=group.number.likely)


def phases_do_not_add_up(case: Case) -> Iterator[Finding]:
    """A phase may or may not count the wounded, sick and children; both readings, and the estimate, are allowed."""
    agreement = case.agreement
    for name, exchange in agreement.exchanges.items():
        if not isinstance(exchange, Phases):
            continue
        for movement in movements_of(exchange):
            promised = [
                (("exchanges", name, "phases", i, "moves", movement), phase.moves[movement])
                for i, phase in enumerate(exchange.phases)
                if movement in phase.moves
            ]
            said, least, most = phase_sum(case, movement, [amount for _, amount in promised])
            if not least <= said <= most:
                (first, _), *others = promised
                marks = [mark(path, "label-numbers-phase", movement=movement) for path, _ in others]
                group = agreement.movements[movement].people
                total = mark(("people", group, "number"), "label-numbers-number")
                unit = "people" if any(not isinstance(amount, Share) for _, amount in promised) else "share"
                yield found(first, *marks, total, movement=movement, unit=unit, sum=said, least=least, most=most)


def phase_sum(case: Case, movement: str, amounts: list[Amount]) -> tuple[int, int, int]:
    """What the phases of a movement add up to, and the least and most that they should (shares alone: in percent)."""
    fixed = [amount for amount in amounts if isinstance(amount, Share)]
    if len(fixed) == len(amounts):
        return round(sum(share.of_one for share in fixed) * 100), 100, 100
    if case.agreement.people[case.agreement.movements[movement].people].number is None:
        return 0, 0, 0
    low, high = (_people(case.agreement, movement, level) for level in ("low", "high"))
    likely = sum(case.parts[movement].values())
    said = sum(people(amount, likely) for amount in amounts)
    return said, low[0], high[1] + len(fixed)


def _people(agreement: Agreement, movement: str, level: Level) -> tuple[int, int]:
    """Those of a movement who count in an exchange, and all of them."""
    found_ = composition(agreement, numbers(agreement, level))
    return totals(agreement, found_)[movement], sum(found_[movement].values())


def pair_counts(case: Case, exchange: Pairs) -> tuple[int, ...]:
    """Convoys of each side."""
    return tuple(sum(len(of_movement(case.convoys, m)) for m in side) for side in exchange.between)


def pairs_do_not_add_up(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        if isinstance(exchange, Pairs) and len(exchange.between) == 2:
            one, other = pair_counts(case, exchange)
            if one and other and one != other:
                sides = [mark(("movements", side[0]), "label-numbers-side") for side in exchange.between]
                first, second = (" + ".join(side) for side in exchange.between)
                here = ("exchanges", name, "between")
                yield found(here, *sides, first=first, second=second, one=one, other=other)


def even_pairs(agreement: Agreement, path: Path) -> Agreement:
    """Convoys of such sizes that both sides have as many; the fewest that do."""
    exchange = agreement.exchanges[str(path[1])]
    case = Case(agreement)
    if not isinstance(exchange, Pairs) or any(len(side) != 1 for side in exchange.between):
        return agreement
    sides = [side[0] for side in exchange.between]
    most = max(pair_counts(case, exchange))
    for count in range(most, 4 * most):
        limits = {m: replace(agreement.movements[m].convoy, people=-(-case.totals[m] // count)) for m in sides}
        sized = {n: replace(m, convoy=limits.get(n, m.convoy)) for n, m in agreement.movements.items()}
        after = replace(agreement, movements=sized)
        if len(set(pair_counts(Case(after), exchange))) == 1:
            return after
    return agreement


def no_rule_for_a_shortfall(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        if exchange.shortfall is None:
            yield found(("exchanges", name, "shortfall"), exchange=name)


def no_rule_for_those_who_choose_to_stay(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        if exchange.refusals is None:
            yield found(("exchanges", name, "refusals"), exchange=name)


def shortfall_accounted_for(agreement: Agreement, path: Path) -> Agreement:
    name = str(path[1])
    after = replace(agreement.exchanges[name], shortfall="accounted for")
    return replace(agreement, exchanges={**agreement.exchanges, name: after})


def stayers_accounted_for(agreement: Agreement, path: Path) -> Agreement:
    name = str(path[1])
    after = replace(agreement.exchanges[name], refusals="accounted for")
    return replace(agreement, exchanges={**agreement.exchanges, name: after})


FIGURE = re.compile(r"\d+(?:[.,٫٬]\d+)*")
THOUSANDS = re.compile(r"[,٬](?=\d{3}(?!\d))")


def figures(text: str) -> frozenset[str]:
    """The numbers written in figures, in either kind of digits, in one form."""
    plain = (THOUSANDS.sub("", figure).replace("٫", ".") for figure in FIGURE.findall(text))
    return frozenset(".".join(str(int(part)) for part in re.split(r"[.,٬]", figure)) for figure in plain)


def texts_differ(case: Case) -> Iterator[Finding]:
    """One and two may stand in one language only: Arabic says them by the form of the noun."""
    for path, text in parts(case.agreement, Text):
        english, arabic = figures(text.en), figures(text.ar)
        if text.en and text.ar and (english ^ arabic) - {"1", "2"}:
            here, there = (", ".join(sorted(figures_)) or "–" for figures_ in (english - arabic, arabic - english))
            yield found(path, english=here, arabic=there)


def number_without_source(case: Case) -> Iterator[Finding]:
    for group, path, number in moving(case.agreement):
        if number and not number.source and not number.counted_by:
            yield found(path, group=group)


def no_convoy_limit(case: Case) -> Iterator[Finding]:
    """A movement of patients alone is limited by its stretchers and seats."""
    for name, movement in case.agreement.movements.items():
        patients = case.parts[name] and not case.totals[name]
        if movement.convoy == ConvoyLimit() and not patients:
            yield found(("movements", name, "convoy"), movement=name, usual=DEFAULT_CONVOY)


def largest_within_tolerance(agreement: Agreement, path: Path) -> Agreement:
    """The largest convoy that every tolerance still lets go first; the usual one where there is no tolerance."""
    name = str(path[1])
    total = Case(agreement).totals[name]
    room = [DEFAULT_CONVOY]
    for exchange in agreement.exchanges.values():
        if isinstance(exchange, InStep) and name in movements_of(exchange):
            share = exchange.tolerance
            room.append(int(share.of_one * total) if isinstance(share, Share) else share)
        elif isinstance(exchange, ForEach) and name in movements_of(exchange):
            first = name in exchange.between[0]
            times = Fraction(1) if first else Fraction(exchange.ratio.second, exchange.ratio.first)
            room.append(int(exchange.tolerance * times))
    limited = replace(agreement.movements[name], convoy=ConvoyLimit(people=max(1, min(room))))
    return replace(agreement, movements={**agreement.movements, name: limited})


def people_claimed_twice(case: Case) -> Iterator[Finding]:
    for (one, first), (other, second) in combinations(case.agreement.movements.items(), 2):
        both = [category for category in second.who if category in first.who]
        if first.people == second.people and both:
            where = mark(("movements", one, "people"), "label-numbers-claims", movement=one)
            yield found(("movements", other, "people"), where, group=first.people, one=one, other=other)


def group_without_a_movement(case: Case) -> Iterator[Finding]:
    for name, group in case.agreement.people.items():
        taken = {category for m in case.agreement.movements.values() if m.people == name for category in m.who}
        if not taken:
            yield found(("people", name), group=name, part="all")
        elif "all" not in taken:
            named = {category for category, number in group.of_whom.items() if number}
            rest = {"civilians"} if group.number and group.number.likely > sum(group.of_whom.values()) else set()
            left = [category for category in CATEGORIES if category in named | rest and category not in taken]
            yield from (found(("people", name, "of whom"), group=name, part=category) for category in left)


def wide_range(case: Case) -> Iterator[Finding]:
    for group, path, number in moving(case.agreement):
        if number and number.high > 2 * number.low:
            yield found(path, group=group, low=number.low, high=number.high)


def tolerance_in_people_with_unequal_totals(case: Case) -> Iterator[Finding]:
    """One for one, the larger side's last people could leave only if the other side had more to give."""
    for name, exchange in case.agreement.exchanges.items():
        if isinstance(exchange, InStep) and not isinstance(exchange.tolerance, Share) and len(exchange.between) == 2:
            one, other = (sum(case.totals[m] for m in side) for side in exchange.between)
            stranded = abs(one - other) - exchange.tolerance
            if one and other and stranded > 0:
                side = " + ".join(exchange.between[0 if one > other else 1])
                both = mark(("exchanges", name, "between"), "label-numbers-totals", one=one, other=other)
                yield found(("exchanges", name, "tolerance"), both, movement=side, stranded=stranded)


def wrong_number_of_sides(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        if isinstance(exchange, SIDES) and len(exchange.between) != 2:
            yield found(("exchanges", name, "between"), clause=name, sides=len(exchange.between))


def off_the_way(agreement: Agreement, exchange: AnyExchange) -> Iterator[tuple[str, str]]:
    """Keys of an exchange that name a place where none of its movements comes by, each with the place."""
    movements = [agreement.movements[m] for m in movements_of(exchange)]
    passed = {place for m in movements for to in m.to for place in waypoints(agreement, m, to)}
    named = [("counted at", exchange.counted_at), *(("waits at", where) for where in exchange.waits_at)]
    return ((key, where) for key, where in named if where in agreement.places and where not in passed)


def counted_off_the_way(case: Case) -> Iterator[Finding]:
    for name, exchange in case.agreement.exchanges.items():
        for key, place in off_the_way(case.agreement, exchange):
            does = "counted" if key == "counted at" else "waits"
            yield found(("exchanges", name, key), clause=name, place=place, does=does)


def short_by_numbers(case: Case) -> frozenset[Path]:
    """Clauses that N105 or N114 shows to promise less than they need: the law's shortage need not be told again."""
    findings = (*pairs_do_not_add_up(case), *tolerance_in_people_with_unequal_totals(case))
    return frozenset(f.marks[0].where[:2] for f in findings if isinstance(f.marks[0].where, tuple))


def choices_do_not_add_up(case: Case) -> Iterator[Finding]:
    for name, movement in case.agreement.movements.items():
        total = sum((share.of_one for share in movement.choices.values()), Fraction())
        if movement.choices and total != 1:
            yield found(("movements", name, "choices"), movement=name, total=str(Share(total)))


def choice_of_another_place(case: Case) -> Iterator[Finding]:
    for name, movement in case.agreement.movements.items():
        for place in movement.choices:
            if place not in movement.to:
                to = mark(("movements", name, "to"), "label-numbers-destinations")
                yield found(("movements", name, "choices", place), to, movement=name, place=place)


def households_exceed_the_number(case: Case) -> Iterator[Finding]:
    """Households are of civilians: whoever is named by another category travels in convoys of their own kind."""
    for name, group in case.agreement.people.items():
        together = people_in(group.households)
        others = sum(n for category, n in group.of_whom.items() if category != HOUSEHOLDS_OF)
        if group.number and together > max(0, group.number.likely - others):
            where = mark(("people", name, "number"), "label-numbers-number")
            left = max(0, group.number.likely - others)
            yield found(("people", name, "households"), where, group=name, people=together, left=left)


RULES: tuple[Rule, ...] = (
    Rule("N101", "number-not-agreed", "error", number_not_agreed, overridable=False),
    Rule("N102", "share-of-unknown-total", "error", share_of_unknown_total),
    Rule("N103", "parts-exceed-the-number", "error", parts_exceed_the_number),
    Rule("N104", "phases-do-not-add-up", "error", phases_do_not_add_up),
    Rule("N105", "pairs-do-not-add-up", "error", pairs_do_not_add_up, even_pairs),
    Rule("N106", "no-rule-for-a-shortfall", "error", no_rule_for_a_shortfall, shortfall_accounted_for),
    Rule(
        "N107",
        "no-rule-for-those-who-choose-to-stay",
        "error",
        no_rule_for_those_who_choose_to_stay,
        stayers_accounted_for,
        "UNSC 2328 (2016)",
    ),
    Rule("N108", "texts-differ", "error", texts_differ),
    Rule("N109", "number-without-source", "warning", number_without_source),
    Rule("N110", "no-convoy-limit", "warning", no_convoy_limit, largest_within_tolerance),
    Rule("N111", "people-claimed-twice", "error", people_claimed_twice),
    Rule("N112", "group-without-a-movement", "error", group_without_a_movement),
    Rule("N113", "wide-range", "warning", wide_range),
    Rule("N114", "tolerance-in-people-with-unequal-totals", "error", tolerance_in_people_with_unequal_totals),
    Rule("N115", "wrong-number-of-sides", "error", wrong_number_of_sides),
    Rule("N116", "counted-off-the-way", "error", counted_off_the_way),
    Rule("N117", "choices-do-not-add-up", "error", choices_do_not_add_up, overridable=False),
    Rule("N118", "choice-of-another-place", "error", choice_of_another_place, overridable=False),
    Rule("N119", "households-exceed-the-number", "error", households_exceed_the_number),
)
