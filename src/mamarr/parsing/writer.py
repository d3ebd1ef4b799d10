"""Agreement to its one canonical text, and changes written into a person's own text with its comments kept."""

from __future__ import annotations

import io
from dataclasses import MISSING
from typing import Any, cast, get_args

import yaml

from mamarr.model.agreement import EXCHANGES, Agreement
from mamarr.model.values import Estimate, Point, Text
from mamarr.parsing.reader import ARABIC
from mamarr.parsing.scalars import MINUTES, SCALARS
from mamarr.parsing.shapes import Shape, is_list, is_mapping, is_noun, noun_fields, options, shape


class _Plain(
    yaml.emitter.Emitter,
    yaml.serializer.Serializer,
    yaml.representer.SafeRepresenter,
    yaml.resolver.BaseResolver,
):
    """A dumper that knows no types: text is quoted only where its punctuation demands it."""

    def __init__(self, stream: Any, **_: Any) -> None:
        yaml.emitter.Emitter.__init__(self, stream, width=110, allow_unicode=True)
        yaml.serializer.Serializer.__init__(self)
        yaml.representer.SafeRepresenter.__init__(self, default_flow_style=cast(bool, None), sort_keys=False)
        yaml.resolver.BaseResolver.__init__(self)

    def ignore_aliases(self, _: Any) -> bool:
        return True


def write(agreement: Agreement) -> str:
    """The canonical text: fields in the order of the nouns, defaults left out, Western digits."""
    return yaml.dump(to_data(agreement), Dumper=_Plain)


def to_data(agreement: Agreement) -> dict[str, Any]:
    """*agreement* as plain mappings, lists and strings, keyed as in the file."""
    made: dict[str, Any] = _noun(agreement)
    return made


def _noun(noun: object) -> dict[str, Any]:
    made: dict[str, Any] = {"rule": noun.rule} if isinstance(noun, EXCHANGES) else {}
    for f in noun_fields(type(noun)):  # type: ignore[arg-type]
        value = getattr(noun, f.attribute)
        if f.default is not MISSING and value == f.default:
            continue
        made[f.key] = _value(f.annotation, value)
    return made


def _value(annotation: Any, value: Any) -> Any:
    this = shape(annotation)
    if value is None:
        return "none"
    if is_list(this.type):
        return [_value(get_args(this.type)[0], item) for item in value]
    if is_mapping(this.type):
        return {str(key): _value(get_args(this.type)[1], item) for key, item in value.items()}
    if isinstance(value, Point):
        return [f"{value.latitude:g}", f"{value.longitude:g}"]
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, Estimate) and value == Estimate(value.low, value.low, value.low):
        return str(value.low)
    if is_noun(type(value)) and type(value) not in SCALARS:
        return _noun(value)
    return _scalar(this, value)


def _text(text: Text) -> Any:
    alone = text.en or text.ar
    if not (text.en and text.ar) and bool(ARABIC.search(alone)) == bool(text.ar):
        return alone
    return {language: words for language, words in (("en", text.en), ("ar", text.ar)) if words}


def _scalar(this: Shape, value: Any) -> str:
    if this.unit:
        return MINUTES.write(value)
    for member in options(this.type):
        bare = shape(member).type
        if isinstance(bare, type) and type(value) is bare:
            return SCALARS[bare].write(value)
    return str(value)


def rewrite(text: str, before: Agreement, after: Agreement) -> str:
    """*text* with the difference between two agreements written into it; comments and order stay."""
    from ruamel.yaml import YAML  # noqa: PLC0415  (loaded only where a file is rewritten)

    yaml_ = YAML()
    yaml_.preserve_quotes = True
    yaml_.width = 200
    root = yaml_.load(text)
    _apply(root, to_data(before), to_data(after))
    out = io.StringIO()
    yaml_.dump(root, out)
    return out.getvalue()


def _apply(target: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    for key in [k for k in before if k not in after]:
        target.pop(key, None)
    for key, new in after.items():
        old = before.get(key)
        if new == old:
            continue
        if isinstance(new, dict) and isinstance(old, dict) and isinstance(target.get(key, {}), dict):
            _apply(target.setdefault(key, {}), old, new)
        else:
            target[key] = new
