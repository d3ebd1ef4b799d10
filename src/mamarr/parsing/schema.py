"""The JSON Schema of an agreement file, made from the nouns, for editors that complete and underline."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any, get_args

from mamarr.model.agreement import EXCHANGES, Agreement
from mamarr.model.values import Estimate, Point, Text
from mamarr.parsing.scalars import MINUTES, NUMBER, SCALARS
from mamarr.parsing.shapes import is_list, is_mapping, is_noun, noun_fields, options, shape, words

DIGITS = "^[0-9٠-٩۰-۹]+$"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of an agreement file read as YAML 1.2."""
    defs: dict[str, Any] = {}
    root = _noun(Agreement, defs)
    return {"$schema": DIALECT, "title": "Mamarr agreement", **root, "$defs": defs}


def _noun(noun: type, defs: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    if noun in EXCHANGES:
        properties["rule"] = {"const": getattr(noun, "rule")}  # noqa: B009  (a ClassVar of the exchanges only)
    for f in noun_fields(noun):
        this = shape(f.annotation)
        about = {"description": this.about} if this.about else {}
        properties[f.key] = {**_value(f.annotation, defs), **about}
    required = [f.key for f in noun_fields(noun) if f.default is MISSING]
    made = {
        "type": "object",
        "description": (noun.__doc__ or "").strip().split("\n")[0],
        "properties": properties,
        "additionalProperties": False,
    }
    if noun in EXCHANGES:
        required = ["rule", *required]
    return {**made, "required": required} if required else made


def _value(annotation: Any, defs: dict[str, Any]) -> dict[str, Any]:
    this = shape(annotation)
    bare = _bare(this.type, this.unit is not None, defs)
    if not this.optional:
        return bare
    return {"anyOf": [bare, {"enum": ["none", "not agreed", "not known"]}, {"type": "null"}]}


def _bare(bare: Any, minutes: bool, defs: dict[str, Any]) -> dict[str, Any]:
    if len(options(bare)) > 1:
        return {"anyOf": [_value(member, defs) for member in options(bare)]}
    if allowed := words(bare):
        return {"enum": list(allowed)}
    if is_list(bare):
        inner = _value(get_args(bare)[0], defs)
        return {"anyOf": [{"type": "array", "items": inner}, inner]}
    if is_mapping(bare):
        key, inner = get_args(bare)
        names: dict[str, Any] = {}
        if words(shape(key).type):
            names = {"propertyNames": {"enum": list(words(shape(key).type))}}
        elif key is int:
            names = {"propertyNames": {"pattern": DIGITS}}
        return {"type": "object", "additionalProperties": _value(inner, defs), **names}
    if bare is Point:
        return {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    if is_noun(bare) and bare not in SCALARS:
        if bare.__name__ not in defs:
            defs[bare.__name__] = {}
            defs[bare.__name__] = _noun(bare, defs)
        ref = {"$ref": f"#/$defs/{bare.__name__}"}
        simple = {Text: {"type": "string"}, Estimate: NUMBER}.get(bare)
        return {"anyOf": [simple, ref]} if simple else ref
    return MINUTES.schema if minutes else SCALARS[bare].schema
