"""What the annotations of the nouns say about the file: one reading for reader, writer and schema."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from mamarr.model.values import Ref, Unit


class Shape(NamedTuple):
    """An annotation taken apart: its bare type, whether *none* may stand there, and its markers."""

    type: Any
    optional: bool = False
    ref: Ref | None = None
    unit: Unit | None = None
    about: str = ""


class Field(NamedTuple):
    """A field of a noun: its attribute, its key in the file, its annotation, its default (MISSING: required)."""

    attribute: str
    key: str
    annotation: Any
    default: Any


def shape(annotation: Any) -> Shape:
    """*annotation* without ``Annotated`` and ``| None``."""
    found = Shape(annotation)
    while True:
        origin = get_origin(found.type)
        if origin is Annotated:
            inner, *marks = get_args(found.type)
            found = found._replace(type=inner)
            for mark in marks:
                if isinstance(mark, Ref):
                    found = found._replace(ref=mark)
                elif isinstance(mark, Unit):
                    found = found._replace(unit=mark)
                elif isinstance(mark, str) and not found.about:
                    found = found._replace(about=mark)
        elif origin in (Union, types.UnionType) and type(None) in get_args(found.type):
            rest = tuple(a for a in get_args(found.type) if a is not type(None))
            found = found._replace(type=rest[0] if len(rest) == 1 else Union[rest], optional=True)  # noqa: UP007
        else:
            return found


def options(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, or the annotation alone."""
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


@cache
def noun_fields(noun: Any) -> tuple[Field, ...]:
    """The fields of a noun, as they stand in the file."""
    hints = get_type_hints(noun, include_extras=True)
    return tuple(
        Field(
            f.name,
            f.name.rstrip("_").replace("_", " "),
            hints[f.name],
            f.default_factory() if f.default_factory is not MISSING else f.default,
        )
        for f in fields(noun)
    )


def is_noun(annotation: Any) -> bool:
    return isinstance(annotation, type) and is_dataclass(annotation)


def is_list(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def is_mapping(annotation: Any) -> bool:
    return get_origin(annotation) is Mapping


def words(annotation: Any) -> tuple[str, ...]:
    """The words of a ``Literal``."""
    return get_args(annotation) if get_origin(annotation) is Literal else ()
