"""Files beside this one -> what a page is made with: its template and its style."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, Template


def style(name: str) -> str:
    """The style sheet, as text."""
    return files("mamarr.reporting").joinpath(name).read_text("utf-8")


@cache
def template(name: str) -> Template:
    """The template: every text is escaped, and a name that is missing is a fault."""
    environment = Environment(
        loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(style(name))
