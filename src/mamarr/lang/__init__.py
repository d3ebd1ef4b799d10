"""The words: one catalogue a step and language, in Fluent files that translators' tools read.

A message and its facts are named, plurals follow the language (Arabic has six forms), and every fact is wrapped in
bidirectional isolates in Arabic, so that names and numbers in Latin letters stay in place.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource, resolver

from mamarr.model.values import Language

LANGUAGES: tuple[Language, ...] = ("en", "ar")

# Fluent would refuse a fact of more than 2,500 characters, against hostile catalogues. Ours are our own, and a long
# clause or a long report must be shown whole.
resolver.MAX_PART_LENGTH = sys.maxsize

MESSAGE = re.compile(r"^([A-Za-z][\w-]*) *=", re.MULTILINE)
FACT = re.compile(r"\$([a-z][\w-]*)")
SELECTED = re.compile(r"\$([a-z][\w-]*) *->")
CASE = re.compile(r"\[([a-z][\w-]*)\]")
PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
REFERENCE = re.compile(r"\{ *([A-Za-z][\w-]*) *\}")


class Words:
    """The catalogues of some steps in one language; called with a key and its facts, gives the text.

    A message is parsed when it is first asked for: a command shows a few of a thousand.
    """

    def __init__(self, language: Language, *steps: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=language == "ar")
        self._unread: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        for name in sorted(catalogue_names(language)):
            if name.split("-")[0] in ("common", *steps):
                self._texts |= messages(catalogue(language, name))
        self._unread |= self._texts

    def __call__(
        self, key: str, /, facts: Mapping[str, str | int | float] | None = None, **more: str | int | float
    ) -> str:
        """The text of *key* (``message`` or ``message.attribute``); KeyError where the catalogue lacks it."""
        name, _, attribute = key.partition(".")
        self._read(name)
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, {**(facts or {}), **more})
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)

    def names(self) -> Iterable[str]:
        """Every message."""
        return self._texts

    def meanings(self, key: str) -> tuple[str, ...]:
        """What *key* can say, with each fact by its name: ``‹people›``; one text for each case that it tells apart."""
        text = self._texts[key.partition(".")[0]]
        shown = {fact: f"‹{fact}›" for fact in FACT.findall(text)}
        chosen = SELECTED.findall(text)
        cases = [{}, *(dict.fromkeys(chosen, case) for case in CASE.findall(text) if case not in PLURALS)]
        return tuple(dict.fromkeys(self(key, {**shown, **case}) for case in cases))

    def _read(self, name: str) -> None:
        """Parses the message *name* and those that it refers to, once."""
        text = self._unread.pop(name, None)
        if text is not None:
            self._bundle.add_resource(FluentResource(text))
            for other in REFERENCE.findall(text):
                self._read(other)

    def has(self, key: str) -> bool:
        name, _, attribute = key.partition(".")
        self._read(name)
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


def catalogue(language: Language, name: str) -> str:
    return files("mamarr.lang").joinpath(language, f"{name}.ftl").read_text("utf-8")


def messages(text: str) -> dict[str, str]:
    """The messages of a catalogue by their names, each as it stands in the file."""
    starts = [(m[1], m.start()) for m in MESSAGE.finditer(text)]
    ends = [start for _, start in starts[1:]] + [len(text)]
    return {name: text[start:end] for (name, start), end in zip(starts, ends, strict=True)}
