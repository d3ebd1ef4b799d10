"""Fields whose value names an entry of an agreement."""

from __future__ import annotations

from typing import Annotated

from mamarr.model.values import ACTOR_SECTIONS, Ref

PartyRef = Annotated[str, Ref(("parties",))]
ActorRef = Annotated[str, Ref(ACTOR_SECTIONS)]
PlaceRef = Annotated[str, Ref(("places",))]
GroupRef = Annotated[str, Ref(("people",))]
FleetRef = Annotated[str, Ref(("fleets",))]
MovementRef = Annotated[str, Ref(("movements",))]
SourceRef = Annotated[str, Ref(("sources",))]
