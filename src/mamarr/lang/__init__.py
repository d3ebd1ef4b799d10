"""The words: one catalogue a step and language, in Fluent files that translators' tools read.

A message and its facts are named, plurals follow the language (Arabic has six forms), and every fact is wrapped in
bidirectional isolates in Arabic, so that names and numbers in Latin letters stay in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from mamarr.model.values import Language

LANGUAGES: tuple[Language, ...] = ("en", "ar")


class Words:
    """The catalogues of some steps in one language; called with a key and its facts, gives the text."""

    def __init__(self, language: Language, *steps: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=language == "ar")
        for name in sorted(catalogue_names(language)):
            if name.split("-")[0] in ("common", *steps):
                text = files("mamarr.lang").joinpath(language, f"{name}.ftl").read_text("utf-8")
                self._bundle.add_resource(FluentResource(text))

    def __call__(
        self, key: str, /, facts: Mapping[str, str | int | float] | None = None, **more: str | int | float
    ) -> str:
        """The text of *key* (``message`` or ``message.attribute``); KeyError where the catalogue lacks it."""
        name, _, attribute = key.partition(".")
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, {**(facts or {}), **more})
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        name, _, attribute = key.partition(".")
        if not self._bundle.has_message(name):
            return False
        return not attribute or attribute in self._bundle.get_message(name).attributes


@cache
def words(language: Language, *steps: str) -> Words:
    """The catalogues ``common`` and those of *steps* (``check`` takes every ``check-….ftl`` too)."""
    return Words(language, *steps)


def catalogue_names(language: Language) -> list[str]:
    folder = files("mamarr.lang").joinpath(language)
    return [f.name.removesuffix(".ftl") for f in folder.iterdir() if f.name.endswith(".ftl")]
