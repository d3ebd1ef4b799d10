"""Two towns on the day: reports, decisions and a log, for the tests of operating."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from mamarr.model.agreement import Agreement
from mamarr.model.batches import cut
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Confirmation, Event
from mamarr.operating.kept import Head
from mamarr.operating.keys import Key
from mamarr.operating.log import open_log
from mamarr.operating.opening import opening
from mamarr.parsing import read_file

ROOT = Path(__file__).parents[1]
OPENS = datetime(2030, 3, 4, 3, 0, tzinfo=UTC)
T = TypeVar("T")


def sure(value: T | Diagnostic | None) -> T:
    assert value is not None
    assert not isinstance(value, Diagnostic), value
    return value


AGREEMENT: Agreement = sure(read_file(ROOT / "agreements" / "two-towns.yaml").agreement)
CONVOYS = cut(AGREEMENT)
SOUTH = "south-out-01"
BINDS = {"agreement": "aa", "plan": "bb"}
OPENING = opening(AGREEMENT, CONVOYS, agreement_digest="aa", plan_digest="bb", at=OPENS, by="cell")


def at(minutes: float) -> datetime:
    return OPENS + timedelta(minutes=minutes)


def said(kind: str, minutes: float, people: int | None = None, **more: Any) -> Event:
    given_ = {"seen_by": "observers", "heard_by": "radio", "entered_by": "desk", "convoy": SOUTH, **more}
    counted = None if people is None else {"civilians": people}
    return Event(kind=kind, seen=at(minutes), people=counted, **given_)  # type: ignore[arg-type]


def enrolment(key: str, log: str = OPENING.id, role: str = "head-of-operation") -> Event:
    return said("enrolled", 0, seen_by="cell", convoy="", key=key, role=role, log=log)


def go(until: float | None = 60, *confirmed: str, log: str = OPENING.id, **more: Any) -> Event:
    given_ = tuple(Confirmation(name, "liaison", at(1), "radio") for name in confirmed)
    end = None if until is None else at(until)
    return said("go", 5, seen_by="cell", until=end, confirmations=given_, log=log, **more)


def code(value: object) -> str:
    assert isinstance(value, Diagnostic), value
    return value.code


def written(path: Path, key: Key) -> Head:
    with sure(open_log(path, create=OPENING)) as log:
        sure(log.append(enrolment(key.public), key))
        sure(log.append(said("boarded", 10, 193)))
        sure(log.append(said("departed", 40), key))
        return log.head()
