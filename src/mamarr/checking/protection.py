"""Rules on protection."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
