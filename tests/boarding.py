"""Small agreements -> who boards when, for the tests of the law."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from mamarr.model.agreement import (
    Agreement,
    AnyExchange,
    Window,
)
from mamarr.model.batches import cut
from mamarr.model.clauses import compile_net
from mamarr.model.law import (
    run,
)
from mamarr.model.plan import Convoy
from small import NAMES, agreement
from trial import timeline

RED, BLUE, GREEN = NAMES
SIDES = ((RED,), (BLUE,))
NEVER = math.inf
EIGHT = Window(opens=datetime(2016, 12, 18, 8), closes=datetime(2016, 12, 20, 8), zone="Asia/Damascus")  # noqa: DTZ001


def between(*exchanges: AnyExchange, **more: Any) -> Agreement:
    """Four people of the red town and four of the blue, two a convoy; a convoy takes an hour from boarding to camp."""
    return agreement(exchanges={f"clause {i}": clause for i, clause in enumerate(exchanges, 1)}, **more)


def boardings(
    made: Agreement, convoys: Sequence[Convoy] | None = None, act: str = "board", **how: Any
) -> dict[str, float]:
    convoys = cut(made) if convoys is None else convoys
    net = compile_net(made, convoys, **how)
    return {convoy: t for (convoy, done, _), t in timeline(net, run(net)).items() if done == act}


def on_board(convoys: Sequence[Convoy], **vehicles: int) -> tuple[Convoy, ...]:
    return tuple(replace(c, vehicles=vehicles) for c in convoys)
