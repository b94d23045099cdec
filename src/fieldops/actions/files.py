"""Files are uploaded, found and, when nothing names them any more, swept away."""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from fieldops.database.who import who
from fieldops.files import checking, keeping
from fieldops.files.keeping import Lying
from fieldops.files.kinds import Content, FileKind
from fieldops.files.names import sanitised
from fieldops.store import files as store
from fieldops.store.files import StoredFile

PROGRAM = "(program)"
"""Who uploads what nobody uploads; no login can be called so."""

YOUNGEST_SWEPT = timedelta(days=1)
AT_ONCE = 1000
"""Contents that are looked up in one query."""

_checkers = ThreadPoolExecutor(max_workers=2, thread_name_prefix="files")
"""No more at once: a large picture takes some 400 MB while it is decoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that was found good, in the form in which it is kept."""

    kind: FileKind
    name: str
    content: Content


async def checked(kind: FileKind, name: str, data: bytes) -> Upload:
    """``data`` as an upload; needs no transaction and should have none, since it takes a while.

    :raises FileTooLarge: and whatever else :func:`fieldops.files.checking.check` refuses.
    """
    content = await asyncio.get_running_loop().run_in_executor(_checkers, checking.check, kind, data)
    return Upload(kind=kind, name=sanitised(name), content=content)


async def add(upload: Upload, folder: Path, *, now: datetime) -> StoredFile:
    """Keep the upload below ``folder``, as whoever acts: first its bytes, then its row.

    If the row isn't committed after all, :func:`sweep` takes the bytes away. Doing it again is harmless.
    """
    content, someone = upload.content, who()
    await store.hold()
    digest = await asyncio.to_thread(keeping.keep, folder, content.data)
    file = StoredFile(
        id=secrets.token_hex(16),
        kind=upload.kind,
        name=upload.name,
        media_type=content.media_type,
        bytes=len(content.data),
        width=content.width,
        height=content.height,
        sha256=digest.hex(),
        uploaded_at=now,
    )
    node, uploaded_by = (someone.reach.node, someone.actor) if someone else (None, PROGRAM)
    await store.add(file, node=node, uploaded_by=uploaded_by)
    return file


async def sweep(folder: Path, *, now: datetime, older_than: timedelta = YOUNGEST_SWEPT) -> int:
    """Remove what lies below ``folder`` for longer than ``older_than`` and belongs to no file; returns how many.

    ``older_than`` is a day at least. Only the program itself sees all rows, so nobody else can sweep.
    """
    if older_than < YOUNGEST_SWEPT:
        raise ValueError(f"What is younger than {YOUNGEST_SWEPT} is never swept")
    someone = who()
    if someone is not None and someone.scoped:
        raise RuntimeError("Who doesn't see all files can't tell which of them nobody needs")
    old = await asyncio.to_thread(_older, folder, now - older_than)
    suspects = await _without_rows(old)
    if not suspects:
        return 0
    await store.hold_alone()
    needless = await _without_rows(suspects)
    await asyncio.to_thread(_remove, needless)
    return len(needless)


def _older(folder: Path, moment: datetime) -> list[Lying]:
    return [lying for lying in keeping.lying(folder) if lying.since < moment]


async def _without_rows(lying: list[Lying]) -> list[Lying]:
    found: list[Lying] = []
    for start in range(0, len(lying), AT_ONCE):
        some = lying[start : start + AT_ONCE]
        needed = await store.with_rows(one.digest for one in some if one.digest is not None)
        found += [one for one in some if one.digest not in needed]
    return found


def _remove(lying: list[Lying]) -> None:
    for one in lying:
        one.path.unlink(missing_ok=True)
