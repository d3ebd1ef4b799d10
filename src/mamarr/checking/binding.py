"""Rules on binding."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
