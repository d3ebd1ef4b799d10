"""What a plan leaves room for -> lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mamarr.lang import Words
from mamarr.model.agreement import Agreement
from mamarr.model.headroom import Headroom, Holds, Stays
from mamarr.model.values import Path

REASONS: Mapping[str, str] = {
    "K901": "window", "K902": "vehicles", "K905": "room", "K906": "on-board", "K910": "room",
}  # fmt: skip


def headroom_lines(agreement: Agreement, found: Headroom, say: Words) -> Iterator[str]:
    """How far the plan holds, for each group, for those who stay, for vehicles."""
    if found.holds:
        yield say("holds-title")
    yield from (f"· {_holds(agreement, one, say)}" for one in found.holds)
    yield from (_stays(agreement, one, say) for one in found.stays)
    if agreement.exchanges and not found.stays:
        yield say("stays-free")
    spare = [f"{n} {fleet}" for fleet, n in found.spare.items() if n]
    if spare:
        yield say("spare-vehicles", fleets=say("list-comma").join(spare))
    elif found.spare:
        yield say("spare-none")


def _holds(agreement: Agreement, one: Holds, say: Words) -> str:
    facts: dict[str, str | int] = {"most": one.most, "planned": one.planned, "high": one.high, "seats": one.seats}
    if one.code:
        facts["reason"] = say(f"breaks-{REASONS.get(one.code, 'condition')}", name=_name(agreement, one.limit, say))
    if not one.group:
        return say("holds-not-together" if one.code else "holds-together", facts)
    name = _name(agreement, ("people", one.group), say)
    return say("holds-up-to" if one.code else "holds-high", facts, name=name)


def _stays(agreement: Agreement, one: Stays, say: Words) -> str:
    facts = {"name": _name(agreement, ("movements", one.movement), say), "clause": _name(agreement, one.limit, say)}
    return say(f"stays-{one.because}", facts, most=one.most, of=one.of)


def _name(agreement: Agreement, where: Path, say: Words) -> str:
    """The name of the entry where *where* stands, or its identifier."""
    if len(where) < 2 or where[0] == "window":
        return str(where[0]) if where else ""
    name = agreement.named(str(where[0]).replace(" ", "_"), str(where[1]))
    return name.in_language(say.language) if name else str(where[1])
