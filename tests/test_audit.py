"""A log that somebody altered -> what the audit sees."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import pytest

from day import OPENING, at, enrolment, go, sure, written
from mamarr.model.diagnostic import Diagnostic
from mamarr.model.event import Confirmation
from mamarr.operating.audit import audit
from mamarr.operating.keys import Key
from mamarr.operating.log import open_log


def altered(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    database = apsw.Connection(str(path))
    for name in ("changed", "deleted", "replaced"):
        database.execute(f"DROP TRIGGER event_is_not_{name}")
    for statement in statements:
        database.execute(statement, values)
    database.close()


FORGED_GO = go(60, "south-side", "north-side")


@pytest.mark.parametrize(
    ("until", "confirmed", "code_"), [(365, 4 - 719, None), (366, 4, "E218"), (365, 4 - 720, "E219"), (4, 4, "E214")]
)
def test_the_audit_judges_a_go_as_the_log_does(
    path: Path, key: Key, until: float, confirmed: float, code_: str | None
) -> None:
    """And each by its own rules: a log that was opened without limits has none."""
    words_ = tuple(Confirmation(name, "liaison", at(confirmed), "radio") for name in ("south-side", "north-side"))
    for opening_, judged in ((OPENING, code_), (replace(OPENING, limits={}), code_ if code_ == "E214" else None)):
        given_ = replace(go(until), confirmations=words_, log=opening_.id)
        file = path.with_suffix(f".{len(opening_.limits)}")
        with sure(open_log(file, create=opening_)) as log:
            sure(log.append(enrolment(key.public, opening_.id), key))
            answer = log.append(given_, key)
            assert (answer.code if isinstance(answer, Diagnostic) else None) == judged
        if judged:
            altered(file, "INSERT INTO event VALUES (2, ?, ?, ?, ?, '')",
                    values=(given_.id, given_.bytes, key.sign(given_.bytes), key.public))  # fmt: skip
        assert [d.code for d in audit(file)] == (["E405"] if judged else [])


@pytest.mark.parametrize(
    ("statement", "values", "expected"),
    [
        ("UPDATE event SET bytes = replace(CAST(bytes AS TEXT), '193', '913') WHERE seq = 2", (), {"E401", "E406"}),
        (
            "UPDATE event SET bytes = CAST(replace(CAST(bytes AS TEXT), '193', '913') AS BLOB) WHERE seq = 2",
            (),
            {"E402", "E406"},
        ),
        ("UPDATE event SET id = 'ab' WHERE seq = 2", (), {"E402"}),
        ("DELETE FROM event WHERE seq = 2", (), {"E403", "E406"}),
        ("DELETE FROM event WHERE seq = 3", (), {"E406"}),
        ("DELETE FROM event WHERE seq = 0", (), {"E403", "E405", "E406", "E407"}),
        ("DELETE FROM event", (), {"E406", "E407"}),
        ("UPDATE event SET signature = zeroblob(64) WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET key = NULL WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET key = 'zz' WHERE seq = 3", (), {"E404"}),
        ("UPDATE event SET signature = NULL, key = NULL WHERE seq = 1", (), {"E405"}),
        (
            "INSERT INTO event VALUES (4, ?, ?, NULL, NULL, '')",
            (FORGED_GO.id, FORGED_GO.bytes),
            {"E405"},
        ),
        ("UPDATE event SET bytes = x'00' WHERE seq = 0", (), {"E401", "E405", "E406", "E407"}),
        ("DROP TABLE event", (), {"E408"}),
    ],
)
def test_the_audit_sees_what_was_altered(
    path: Path, key: Key, statement: str, values: tuple[Any, ...], expected: set[str]
) -> None:
    head = written(path, key)
    assert audit(path, heads=[(head.size, head.root)]) == ()
    altered(path, statement.replace("replace(CAST(bytes AS TEXT), '193', '913') WHERE",
                                    "CAST('x' || CAST(bytes AS TEXT) AS BLOB) WHERE"), values=values)  # fmt: skip
    assert {d.code for d in audit(path, heads=[(head.size, head.root)])} == expected
    if "DELETE FROM event WHERE seq = 3" not in statement:
        assert isinstance(open_log(path), Diagnostic), "nothing builds on a log that was altered"


def test_the_audit_knows_whose_log_it_is(path: Path, key: Key, tmp_path: Path) -> None:
    written(path, key)
    assert [d.code for d in audit(path, binds={"agreement": "other"})] == ["E205"]
    assert [d.code for d in audit(tmp_path / "none")] == ["E201"]
    (tmp_path / "text").write_text("no database at all" * 50)
    assert [d.code for d in audit(tmp_path / "text")] == ["E408"]


def test_the_audit_changes_nothing(path: Path, key: Key) -> None:
    written(path, key)
    before = path.read_bytes()
    audit(path)
    assert path.read_bytes() == before
