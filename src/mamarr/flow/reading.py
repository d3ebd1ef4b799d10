"""File -> checked, mended, printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mamarr.flow.files import replace_file
from mamarr.lang import words
from mamarr.model.agreement import Agreement
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.values import Language
from mamarr.parsing import Source, read_file, rewrite

CODE = re.compile("[A-Z][0-9]{3}")
STEPS = ("plan", "rehearse", "operate", "terminal")
"""The catalogues with faults that have no page: of planning, rehearsing, operating and of files read in."""
MOST_REMEDIES = 200
"""A remedy that fires more often than this does not help."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with everything that is wrong in it, gravest first, then in the order of its lines."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]

    @property
    def agreement(self) -> Agreement | None:
        return self.source.agreement

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self.diagnostics if d.severity == "error")

    @property
    def exit_code(self) -> int:
        """0: no errors, 1: errors, 2: not readable as an agreement."""
        return 2 if self.source.unreadable else 1 if self.errors else 0


def check_file(path: Path) -> Checked:
    """Reads and checks one agreement file."""
    from mamarr.checking import check

    source = read_file(path)
    faults: Iterable[Diagnostic] = source.faults
    if source.agreement is not None:
        faults = (*source.faults, *check(source.agreement))
    grave = ("error", "warning", "note")
    ranked = sorted(faults, key=lambda d: (grave.index(d.severity), source.locate(d.marks[0].where), d.code))
    return Checked(source, tuple(ranked))


def check_agreement(agreement: Agreement) -> tuple[Diagnostic, ...]:
    """What the rules find in an agreement that need not stand in a file."""
    from mamarr.checking import check

    return check(agreement)


def read_only(path: Path) -> Checked:
    """Reads a file without applying the rules."""
    source = read_file(path)
    return Checked(source, source.faults)


def _meaning(code: str, language: Language) -> str | None:
    """What the message of a fault without a page means, and what to do, facts by their names: ``‹people›``."""
    say = words(language, *STEPS)
    if not CODE.fullmatch(code) or not say.has(f"{code}.do"):
        return None
    told = ((say("explain-means"), say.meanings(code)), (say("explain-do"), say.meanings(f"{code}.do")))
    return "\n\n".join([f"# {code}", *(f"### {heading}\n" + "\n".join(texts) for heading, texts in told)]) + "\n"


def codes() -> list[str]:
    """Every code that can be explained: rules by family, then the faults of the other steps."""
    from mamarr.checking import BY_CODE

    others = {key for key in words("en", *STEPS).names() if CODE.fullmatch(key) and key not in BY_CODE}
    return [*BY_CODE, *sorted(others)]


def remedies() -> list[str]:
    """The codes of the rules that carry a mechanical remedy."""
    from mamarr.checking import RULES

    return [rule.code for rule in RULES if rule.remedy]


def explain(code: str, language: Language) -> str | None:
    """The page of a rule in one language with its example, or what another fault says; None where there is neither."""
    from mamarr.checking import BY_CODE, page

    if code not in BY_CODE:
        return _meaning(code, language)
    title, rest = page(code).split("\n## en\n", 1)
    english, rest = rest.split("\n## ar\n", 1)
    arabic, example = rest.split("\n## example\n", 1)
    rule = BY_CODE[code]
    say = words(language, "check", "terminal")
    standard = f"\n{say('standard', standard=rule.standard)}\n" if rule.standard else ""
    words_ = arabic if language == "ar" else english
    return f"{title}\n{words_}{standard}\n### {say('example')}\n{example}"


def remedied(agreement: Agreement, code: str) -> tuple[Agreement, int]:
    """*agreement* with the remedy of *code* applied wherever it fires, and how often that was."""
    from mamarr.checking import BY_CODE, check_rule

    remedy = BY_CODE[code].remedy
    for count in range(MOST_REMEDIES):
        findings = list(check_rule(agreement, code))
        if not findings or remedy is None:
            return agreement, count
        where = findings[0].marks[0].where
        after = remedy(agreement, where) if isinstance(where, tuple) else agreement
        if after == agreement:
            return agreement, count
        agreement = after
    return agreement, MOST_REMEDIES


def fix_file(path: Path, fixes: Iterable[str]) -> dict[str, int]:
    """Writes the remedies of these codes into the file, comments kept; how many places each mended."""
    source = read_file(path)
    if source.agreement is None:
        return {}
    agreement, mended = source.agreement, {}
    for code in fixes:
        agreement, mended[code] = remedied(agreement, code)
    if agreement != source.agreement:
        replace_file(path, rewrite(source.texts[source.file], source.agreement, agreement))
    return mended


def show(agreement: Agreement, language: Language) -> Iterator[tuple[str, str]]:
    """The agreement as numbered articles: (style, paragraph)."""
    from mamarr.reporting.articles import sheet

    return sheet(agreement, language)
