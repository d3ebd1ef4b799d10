"""Rules on attestation."""

from mamarr.checking.rule import Rule

RULES: tuple[Rule, ...] = ()
