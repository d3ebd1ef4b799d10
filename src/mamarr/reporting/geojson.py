"""Agreement -> GeoJSON (RFC 7946): places as points, roads and movements as lines, for a map of the cell.

Promises only: no numbers of people and no times. What has no coordinates cannot be drawn and is listed in the member
``without coordinates``, so that nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from mamarr.lang import LANGUAGES, words
from mamarr.model.agreement import Agreement, Movement, Place, Road
from mamarr.model.routes import leg, waypoints
from mamarr.model.values import Estimate, Text

Feature = tuple[Sequence[str], str, dict[str, Any]]
"""The places that it is drawn through, the kind of its geometry, what is said of it."""


def geojson(agreement: Agreement) -> str:
    """The map as text: the same agreement, the same bytes."""
    drawn: list[dict[str, Any]] = []
    lost: list[dict[str, Any]] = []
    for places, kind, properties in _features(agreement):
        points = [_point(agreement.places[place]) for place in places]
        if any(point is None for point in points):
            lost.append(properties)
            continue
        geometry = {"type": kind, "coordinates": points[0] if kind == "Point" else points}
        drawn.append({"type": "Feature", "geometry": geometry, "properties": properties})
    whole = {
        "type": "FeatureCollection",
        "agreement": agreement.agreement,
        "title": agreement.title.in_language("en"),
        "marking": {language: words(language, "report")("marking-cell") for language in LANGUAGES},
        "features": drawn,
        "without coordinates": lost,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _point(place: Place) -> list[float] | None:
    """Longitude first, as the format has it."""
    return [place.at.longitude, place.at.latitude] if place.at else None


def _features(agreement: Agreement) -> Iterator[Feature]:
    for key, place in agreement.places.items():
        said = {"kind": place.kind, "held by": place.held_by}
        yield (key,), "Point", _told({"id": key, "feature": "place", **_names(place.name), **said})
    for road in agreement.roads:
        yield (road.from_, road.to), "LineString", _told({"feature": "road", **_road(road)})
    for key, movement in agreement.movements.items():
        for to in movement.to:
            way = tuple(_way(agreement, movement, to))
            about: dict[str, Any] = {"from": way[0], "via": list(movement.via), "to": to}
            yield way, "LineString", _told({"id": key, "feature": "movement", **_names(movement.name), **about})


def _way(agreement: Agreement, movement: Movement, to: str) -> Iterator[str]:
    """Every place on the roads that *movement* takes; its stops where the roads do not connect."""
    stops = waypoints(agreement, movement, to)
    yield stops[0]
    for start, end in pairwise(stops):
        found = leg(agreement, start, end)
        here = start
        for road in (agreement.roads[i] for i in found.roads) if found else ():
            here = road.to if here == road.from_ else road.from_
            if here != end:
                yield here
        yield end


def _road(road: Road) -> dict[str, Any]:
    about = {"held by": road.held_by, "mines": road.mines, "mines confirmed by": road.mines_confirmed_by}
    one_way = {"one way": "yes"} if road.one_way else {}
    return {"from": road.from_, "to": road.to, "minutes": _minutes(road.minutes), **about, **one_way}


def _minutes(minutes: Estimate) -> int | dict[str, int]:
    if minutes.is_exact:
        return minutes.likely
    return {"low": minutes.low, "likely": minutes.likely, "high": minutes.high}


def _names(name: Text | None) -> dict[str, str | None]:
    return {"name": name.en or None, "name_ar": name.ar or None} if name else {}


def _told(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in properties.items() if value is not None}
