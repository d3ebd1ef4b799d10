"""Who may decide: keys, signatures and GO."""

from dataclasses import replace
from pathlib import Path

import pytest
from nacl.signing import SigningKey

from day import AGREEMENT, CONVOYS, OPENING, SOUTH, at, code, enrolment, go, said, sure
from mamarr.operating.audit import audit
from mamarr.operating.keys import Key, load_key, make_key, valid_key, verified
from mamarr.operating.log import open_log
from mamarr.operating.opening import holders


def test_go_needs_the_head_of_operation_every_holder_and_an_end(path: Path, key: Key, tmp_path: Path) -> None:
    stranger = sure(make_key(tmp_path / "stranger.key"))
    north = next(c for c in CONVOYS if c.id == SOUTH)
    assert holders(AGREEMENT, north) == ("south-side", "north-side")
    whole = go(60, "south-side", "north-side")
    with sure(open_log(path, create=OPENING)) as log:
        assert code(log.append(whole, key)) == "E212", "no head of operation yet"
        assert code(log.append(enrolment(key.public))) == "E211"
        assert code(log.append(enrolment(key.public), stranger)) == "E212"
        assert code(log.append(enrolment("01" + 31 * "00"), key)) == "E216"
        assert code(log.append(enrolment(key.public, log="other"), key)) == "E215"
        sure(log.append(enrolment(key.public), key))
        assert dict(log.roles) == {key.public: "head-of-operation"}
        assert code(log.append(whole)) == "E211"
        assert code(log.append(whole, stranger)) == "E212"
        assert code(log.append_signed(whole, stranger.sign(whole.bytes), key.public)) == "E211"
        assert code(log.append_signed(whole, stranger.sign(whole.bytes), None)) == "E211"
        assert code(log.append(go(60, "south-side"), key)) == "E213"
        assert code(log.append(go(None, "south-side", "north-side"), key)) == "E214"
        assert code(log.append(go(5, "south-side", "north-side"), key)) == "E214"
        assert code(log.append(go(60, "south-side", "north-side", log="other"), key)) == "E215"
        assert code(log.append(go(60, "south-side", "north-side", convoy="south-out-99"), key)) == "E105"
        assert code(log.append(go(5 + 361, "south-side", "north-side"), key)) == "E218"
        stale = replace(whole, confirmations=tuple(replace(c, at=at(4 - 720)) for c in whole.confirmations))
        assert code(log.append(stale, key)) == "E219"
        late = replace(whole, confirmations=tuple(replace(c, at=at(9)) for c in whole.confirmations))
        assert code(log.append(late, key)) == "E213", "confirmed after GO"
        number = sure(log.append(whole, key)).number
        sure(log.append(said("revoked", 6, key=key.public, convoy="", log=OPENING.id), key))
        assert code(log.append(go(70, "south-side", "north-side"), key)) == "E212"
        assert code(log.append(enrolment(stranger.public), stranger)) == "E212", "only the first enrols itself"
        assert number == 2
    with sure(open_log(path)) as log:
        assert log.roles == {}
    assert audit(path) == ()


def test_a_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    made = sure(make_key(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert sure(load_key(file)).public == made.public
    assert "SigningKey" not in repr(made)
    assert code(make_key(file)) == "E223"
    assert code(make_key(tmp_path / "no" / "a.key")) == "E221"
    assert code(load_key(tmp_path / "none.key")) == "E221"
    file.chmod(0o640)
    assert code(load_key(file)) == "E222"
    file.write_text("something else")
    file.chmod(0o600)
    assert code(load_key(file)) == "E221"


SMALL_ORDER = (
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
)


@pytest.mark.parametrize("weak", [*SMALL_ORDER, "", "zz", "00"])
def test_keys_under_which_anybody_can_sign_are_refused(weak: str) -> None:
    assert not valid_key(weak)


def test_a_signature_is_of_one_key_and_one_text(key: Key) -> None:
    signature = key.sign(b"text")
    assert valid_key(key.public)
    assert verified(key.public, b"text", signature)
    assert not verified(key.public, b"texT", signature)
    assert not verified(bytes(SigningKey.generate().verify_key).hex(), b"text", signature)
    assert not verified("zz", b"text", signature)
    assert not verified(key.public, b"text", b"short")
