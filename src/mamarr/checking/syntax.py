"""Rules on syntax."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
