"""Secrets: made here, shown once, kept as hashes.

A random secret of 256 bits is kept as its SHA-256, since nobody can guess it; a password as argon2id, which makes
guessing slow.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

AT_ONCE = 2
"""Passwords that are hashed at the same time: each takes a core and 64 MiB."""

_hasher = PasswordHasher()
_turns = asyncio.Semaphore(AT_ONCE)
_NOBODY = _hasher.hash(secrets.token_urlsafe())


def fresh() -> str:
    return secrets.token_urlsafe(32)


def kept(secret: str) -> bytes:
    """What the database keeps of a random secret."""
    return hashlib.sha256(secret.encode()).digest()


async def hashed(password: str) -> str:
    """argon2id with the library's parameters (RFC 9106, low memory)."""
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def fits(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one; takes as long where there is none."""
    async with _turns:
        return await asyncio.to_thread(_fits, password, password_hash)


def _fits(password: str, password_hash: str | None) -> bool:
    try:
        return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)
