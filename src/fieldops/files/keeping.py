"""Where the bytes lie: each content once, under its SHA-256, in folders that no web server shows."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Lying:
    """A file on disk and when it was last asked to be kept; ``digest`` None is one that was never finished."""

    path: Path
    digest: bytes | None
    since: datetime


def place(folder: Path, digest: bytes) -> Path:
    """``folder/ab/cd/abcd…`` for the SHA-256 ``digest``."""
    name = digest.hex()
    return folder / name[:2] / name[2:4] / name


def keep(folder: Path, data: bytes) -> bytes:
    """Put ``data`` on the disk and return its SHA-256; the same again only makes what lies there young.

    A crash leaves either all of it or nothing under its name. Raises OSError when the disk can't take it.
    """
    digest = hashlib.sha256(data).digest()
    path = place(folder, digest)
    if _lies_whole(path, len(data)):
        os.utime(path)
        return digest
    _make_folders(folder, path.parent)
    unfinished = path.with_name(f".{secrets.token_hex(8)}{UNFINISHED}")
    try:
        _write(unfinished, data)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    _sync(path.parent)
    return digest


def opened(folder: Path, digest: bytes, size: int) -> BinaryIO | None:
    """The file of ``digest`` for reading; None if it isn't there in its ``size``."""
    try:
        reading = os.fdopen(os.open(place(folder, digest), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")
    except OSError:
        return None
    if os.fstat(reading.fileno()).st_size != size:
        reading.close()
        return None
    return reading


def lying(folder: Path) -> Iterator[Lying]:
    """All that lies below ``folder``, of ours; anything else in there is left alone."""
    for path in folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
        finished = re.fullmatch("[0-9a-f]{64}", path.name) is not None
        if not finished and not path.name.endswith(UNFINISHED):
            continue
        try:
            since = datetime.fromtimestamp(path.lstat().st_mtime, UTC)
        except FileNotFoundError:
            continue
        yield Lying(path, bytes.fromhex(path.name) if finished else None, since)


def _lies_whole(path: Path, size: int) -> bool:
    try:
        return path.lstat().st_size == size and path.is_file() and not path.is_symlink()
    except OSError:
        return False


def _make_folders(folder: Path, inner: Path) -> None:
    """``inner``, two below ``folder``, for us alone and such that they outlast a crash."""
    for path in (folder, inner.parent, inner):
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync(path.parent)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as writing:
        writing.write(data)
        writing.flush()
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
