"""How the solver's process and its parent talk: pickles, each behind its length in eight bytes."""

from __future__ import annotations

import pickle
import struct
from typing import Any

LENGTH = struct.Struct("!Q")


def packed(message: object) -> bytes:
    """``message`` behind its length."""
    body = pickle.dumps(message)
    return LENGTH.pack(len(body)) + body


def length_of(head: bytes) -> int:
    """How many bytes of body follow a head of ``LENGTH.size`` bytes."""
    (length,) = LENGTH.unpack(head)
    return int(length)


def unpacked(body: bytes) -> Any:
    """The message; the other end is a process of our own."""
    return pickle.loads(body)  # noqa: S301
