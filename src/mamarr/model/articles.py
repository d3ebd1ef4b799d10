"""The numbering that a delegation cites: which article of the printed agreement a clause stands in."""

from __future__ import annotations

from dataclasses import dataclass

from mamarr.model.agreement import Agreement
from mamarr.model.values import Path

ARTICLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("parties", ("parties",)),
    ("neutral", ("facilitators", "guarantors", "monitors")),
    ("window", ("window", "time on board at most")),
    ("places", ("places",)),
    ("roads", ("roads",)),
    ("people", ("people",)),
    ("fleets", ("fleets",)),
    ("movements", ("movements",)),
    ("exchanges", ("exchanges",)),
    ("counting", ("counting",)),
    ("conditions", ("conditions",)),
    ("safety", ("security guarantees", "ceasefire")),
    ("protection", ("protection",)),
    ("violations", ("violations",)),
    ("disclosure", ("disclosure",)),
)
"""Heading and sections of each article; every exchange is an article of its own."""


@dataclass(frozen=True, slots=True)
class Article:
    """A numbered article: its heading, the sections that it prints, and the exchange where it is one."""

    number: int
    heading: str
    sections: tuple[str, ...]
    exchange: str = ""


def articles(agreement: Agreement) -> tuple[Article, ...]:
    """The articles of *agreement*, numbered from 1; their numbers do not depend on what is left blank."""
    found: list[Article] = []
    for heading, sections in ARTICLES:
        for exchange in agreement.exchanges or ("",) if heading == "exchanges" else ("",):
            found.append(Article(len(found) + 1, heading, sections, exchange))
    return tuple(found)


def article_of(agreement: Agreement, clause: Path) -> Article | None:
    """The article in which *clause* stands; None for the title and the like."""
    for article in articles(agreement):
        other = article.exchange and len(clause) > 1 and clause[1] != article.exchange
        if clause and clause[0] in article.sections and not other:
            return article
    return None
