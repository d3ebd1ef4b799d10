"""Rules on safety."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
