"""Agreement to faults of who is bound: everybody with a hand on a used route, and the word of those who signed.

Only what lies on a route that some movement takes is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mamarr.checking.rule import Case, Finding, Rule, found, mark, said
from mamarr.model.agreement import Agreement, Party
from mamarr.model.values import Path

Held = Mapping[str, list[Path]]
"""Holder: the fields that say so."""


def places_held(case: Case) -> Held:
    held: dict[str, list[Path]] = {}
    for name in case.places_used:
        holder = case.agreement.places[name].held_by
        if holder:
            held.setdefault(holder, []).append(("places", name, "held by"))
    return held


def roads_held(case: Case) -> Held:
    held: dict[str, list[Path]] = {}
    for i in case.roads_used:
        holder = case.agreement.roads[i].held_by
        if holder:
            held.setdefault(holder, []).append(("roads", i, "held by"))
    return held


def airspace_held(case: Case) -> Held:
    held: dict[str, list[Path]] = {}
    for i in case.roads_used:
        holder = case.agreement.roads[i].airspace_held_by
        if holder:
            held.setdefault(holder, []).append(("roads", i, "airspace held by"))
    return held


def unbound(agreement: Agreement, actor: str) -> bool:
    """Not bound at all; whoever gave their word but signed nothing is B209's."""
    return not agreement.bound(actor) and agreement.parties[actor].signed == "no"


def not_bound(held_by: Callable[[Case], Held]) -> Callable[[Case], Iterator[Finding]]:
    """Holders who neither signed nor are vouched for: one finding each, with every line that they hold."""

    def find(case: Case) -> Iterator[Finding]:
        for holder, (first, *others) in held_by(case).items():
            if unbound(case.agreement, holder):
                further = [mark(path, "label-binding-holds", holder=holder) for path in others]
                unsigned = mark(("parties", holder, "signed"), "label-binding-not-signed", holder=holder)
                where = str(_place(case.agreement, first))
                yield found(first, *further, unsigned, holder=holder, where=where, more=len(others))

    return find


def _place(agreement: Agreement, path: Path) -> str:
    """A place's name, or both ends of a road."""
    if path[0] == "places":
        return str(path[1])
    road = agreement.roads[int(path[1])]
    return f"{road.from_} – {road.to}"


def holder_not_named(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for name in case.places_used:
        if agreement.places[name].held_by is None:
            yield found(("places", name, "held by"), where=name, what="place")
    for i in case.roads_used:
        if agreement.roads[i].held_by is None:
            path: Path = ("roads", i, "held by")
            yield found(path, where=_place(agreement, path), what="road")


def no_security_guarantee(case: Case) -> Iterator[Finding]:
    """A holder that has given its word to the facilitators for less than it holds."""
    agreement = case.agreement
    held: dict[str, list[Path]] = {}
    for kind in (places_held(case), roads_held(case), airspace_held(case)):
        for holder, paths in kind.items():
            held.setdefault(holder, []).extend(paths)
    neutral = {*agreement.facilitators, *agreement.monitors}
    for holder, paths in held.items():
        open_ = [path for path in paths if not _covered(agreement, holder, path)]
        if open_ and holder not in neutral and not unbound(agreement, holder):
            given = ("security guarantees", holder)
            marks = [mark(path, "label-binding-not-covered", holder=holder) for path in open_]
            where = _place(agreement, open_[0])
            some = holder in agreement.security_guarantees
            yield found(
                given, *marks, holder=holder, where=where, more=len(open_) - 1, given="some" if some else "none"
            )


def _covered(agreement: Agreement, holder: str, path: Path) -> bool:
    guarantee = agreement.security_guarantees.get(holder)
    covers = guarantee.covers if guarantee else ()
    if path[0] == "places":
        return path[1] in covers
    road = agreement.roads[int(path[1])]
    return road.from_ in covers and road.to in covers


def signatories(agreement: Agreement) -> Iterator[tuple[str, Party]]:
    """Those who put their name to the text or gave their word."""
    return ((name, party) for name, party in agreement.parties.items() if party.signed != "no")


def signatory_gains_nothing(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    served = {agreement.people[m.people].of for m in agreement.movements.values()}
    for name, party in signatories(agreement):
        if name not in served and not said(party.gains):
            yield found(("parties", name), party=name)


def facilitator_as_guarantor(case: Case) -> Iterator[Finding]:
    for name in case.agreement.guarantors:
        if name in case.agreement.facilitators:
            yield found(("guarantors", name), mark(("facilitators", name), "label-binding-neutral"), body=name)


def no_longer_guarantor(agreement: Agreement, path: Path) -> Agreement:
    """A neutral body stays what it is; whoever it vouched for needs another guarantor."""
    return replace(agreement, guarantors={n: g for n, g in agreement.guarantors.items() if n != path[1]})


def no_mandate(case: Case) -> Iterator[Finding]:
    for name, party in case.agreement.parties.items():
        if party.signed == "yes" and not said(party.mandate):
            yield found(("parties", name, "mandate"), party=name)


def signed_only_verbally(case: Case) -> Iterator[Finding]:
    for name, party in case.agreement.parties.items():
        if party.signed == "verbally":
            yield found(("parties", name, "signed"), party=name)


def nobody_guarantees(case: Case) -> Iterator[Finding]:
    for name, _ in signatories(case.agreement):
        if not case.agreement.vouchers(name) and name not in case.agreement.guarantors:
            yield found(("parties", name), mark(("guarantors",), "label-binding-guarantors"), party=name)


def guarantor_without_surety(case: Case) -> Iterator[Finding]:
    for name, guarantor in case.agreement.guarantors.items():
        if guarantor.vouches_for and not said(guarantor.surety):
            yield found(("guarantors", name, "surety"), guarantor=name)


def guarantor_is_a_party(case: Case) -> Iterator[Finding]:
    agreement = case.agreement
    for name, guarantor in agreement.guarantors.items():
        if name in agreement.parties:
            yield found(("guarantors", name), mark(("parties", name), "label-binding-party"), guarantor=name)
        elif name in guarantor.vouches_for:
            yield found(("guarantors", name, "vouches for"), guarantor=name)


RULES: tuple[Rule, ...] = (
    Rule("B201", "place-holder-not-bound", "error", not_bound(places_held)),
    Rule("B202", "road-holder-not-bound", "error", not_bound(roads_held)),
    Rule("B203", "airspace-holder-not-bound", "error", not_bound(airspace_held)),
    Rule("B204", "holder-not-named", "error", holder_not_named, standard="ICRC 2022"),
    Rule("B205", "no-security-guarantee", "error", no_security_guarantee),
    Rule("B206", "signatory-gains-nothing", "warning", signatory_gains_nothing),
    Rule("B207", "facilitator-as-guarantor", "error", facilitator_as_guarantor, no_longer_guarantor, "ICRC 2022"),
    Rule("B208", "no-mandate", "warning", no_mandate),
    Rule("B209", "signed-only-verbally", "error", signed_only_verbally),
    Rule("B210", "nobody-guarantees", "warning", nobody_guarantees),
    Rule("B211", "guarantor-without-surety", "warning", guarantor_without_surety),
    Rule("B212", "guarantor-is-a-party", "error", guarantor_is_a_party),
)
