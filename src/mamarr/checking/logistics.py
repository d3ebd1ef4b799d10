"""Rules on logistics."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
