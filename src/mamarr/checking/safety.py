"""Rules on safety: mines, the scope of the ceasefire, permits, arms, crowds, supplies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark, said
from mamarr.checking.silence import unsaid_rule
from mamarr.model.agreement import Road

ICRC_2018 = "ICRC statement on evacuations, 14 March 2018"


def _confirmed(road: Road) -> bool:
    return road.mines == "cleared" and road.mines_confirmed_by is not None


def mines_not_confirmed(case: Case) -> Iterator[Finding]:
    roads = [i for i in case.roads_used if not _confirmed(case.agreement.roads[i])]
    if roads:
        yield found(*(("roads", i, "mines") for i in roads), number=len(roads))


def mines_confirmed_by_a_party(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for party in agreement.parties:
        confirmed = [i for i in case.roads_used if _confirmed(agreement.roads[i])]
        roads = [i for i in confirmed if agreement.roads[i].mines_confirmed_by == party]
        if roads:
            yield found(*(("roads", i, "mines confirmed by") for i in roads), number=len(roads), by=party)


def airspace_open(case: Case) -> Iterator[Finding]:
    """Nothing is said about flights; who can fly over which road is shown."""
    agreement = case.agreement
    if not said(agreement.ceasefire.airspace):
        roads = [i for i in case.roads_used if agreement.roads[i].airspace_held_by]
        over = (mark(("roads", i, "airspace held by"), "label-safety-airspace") for i in roads)
        yield found(("ceasefire", "airspace"), *over)


RULES: tuple[Rule, ...] = (
    Rule("F701", "mines-not-confirmed", "error", mines_not_confirmed),
    Rule("F702", "mines-confirmed-by-a-party", "warning", mines_confirmed_by_a_party),
    unsaid_rule("F703", "ceasefire-names-no-roads", "warning", "ceasefire", "roads"),
    unsaid_rule("F704", "ceasefire-names-no-range", "warning", "ceasefire", "range"),
    replace(
        unsaid_rule("F705", "ceasefire-silent-on-airspace", "warning", "ceasefire", "airspace"), find=airspace_open
    ),
    unsaid_rule("F706", "no-permits", "warning", "conditions", "permits"),
    unsaid_rule("F707", "no-rule-on-arms", "warning", "conditions", "arms"),
    unsaid_rule("F708", "no-rule-on-crowds-and-cameras", "warning", "conditions", "media"),
    unsaid_rule("F709", "no-supplies-on-board", "warning", "conditions", "supplies_on_board", ICRC_2018),
)
