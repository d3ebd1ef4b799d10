"""Rules on numbers."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
