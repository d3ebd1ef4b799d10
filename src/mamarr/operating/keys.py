"""A key file that only its owner may read -> signatures; and the checks that a public key and a signature must pass."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from nacl.bindings import crypto_core_ed25519_is_valid_point
from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from mamarr.model.diagnostic import Diagnostic
from mamarr.operating.fault import fault

HEAD = "mamarr-key-1 "


@dataclass(frozen=True, slots=True)
class Key:
    """A private Ed25519 key; *public* is its other half, in hex."""

    public: str
    _signing: SigningKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        return self._signing.sign(data).signature


def _key(signing: SigningKey) -> Key:
    return Key(bytes(signing.verify_key).hex(), signing)


def make_key(path: Path) -> Key | Diagnostic:
    """A new key in a new file that only its owner may read."""
    signing = SigningKey.generate()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w") as file:
                file.write(HEAD + bytes(signing).hex() + "\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink()  # half a key would be in the way of the next try
            raise
    except FileExistsError:
        return fault("E223", ("keys", str(path)), file=str(path))
    except OSError as error:
        return fault("E221", ("keys", str(path)), file=str(path), problem=error.strerror or "")
    return _key(signing)


def load_key(path: Path) -> Key | Diagnostic:
    """The key in *path*; refused where others than its owner may read it."""
    where = ("keys", str(path))
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            return fault("E222", where, file=str(path))
        text = path.read_text("ascii")
        if not text.startswith(HEAD):
            raise ValueError("no key")
        return _key(SigningKey(bytes.fromhex(text.removeprefix(HEAD).strip())))
    except OSError as error:
        return fault("E221", where, file=str(path), problem=error.strerror or "")
    except ValueError:
        return fault("E221", where, file=str(path), problem="")


def valid_key(public: str) -> bool:
    """Whether *public* is a point of the group proper: under a key of small order anybody can make a signature."""
    try:
        return crypto_core_ed25519_is_valid_point(bytes.fromhex(public))
    except (ValueError, TypeError):
        return False


def verified(public: str, data: bytes, signature: bytes) -> bool:
    """Whether *signature* over *data* was made with the key whose public half is *public*."""
    try:
        VerifyKey(bytes.fromhex(public)).verify(data, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True
