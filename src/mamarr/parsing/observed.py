"""Text to Observed, read by the same reader as agreements."""

from __future__ import annotations

from mamarr.model.diagnostic import Diagnostic
from mamarr.model.observed import Observed
from mamarr.parsing.nodes import Refused, parse
from mamarr.parsing.reader import Reader


def read_observed(data: str, file: str = "halts.yaml") -> Observed | tuple[Diagnostic, ...]:
    """The observations in *data*, or what is wrong with them."""
    try:
        root, faults = parse(data.encode(), file)
    except Refused as refusal:
        return (refusal.diagnostic,)
    reader = Reader(root, faults)
    observed: Observed | None = reader.noun(Observed, root, ())
    reader.check_names()
    if observed is None or reader.faults:
        return tuple(reader.faults)
    return observed
