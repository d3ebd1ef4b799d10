"""Name -> the 64 bits by which a stream of random draws is known, in every run and on every machine."""

from __future__ import annotations

import hashlib


def named(*parts: object) -> int:
    """The stream of these parts: a danger and where it strikes, or a convoy and its leg."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest(), "big")
