"""Rules on repair."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
