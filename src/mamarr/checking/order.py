"""Rules on order."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
