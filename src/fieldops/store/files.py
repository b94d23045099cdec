"""Rows of uploaded files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from fieldops.files.kinds import FileKind
from fieldops.store.rows import insert
from fieldops.tables.files import Files
from refusals import NotFound, refuse_all, unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """``name`` is what the uploader called it, perhaps nothing; ``sha256`` is of what was kept, in hex; pixels."""

    id: str
    kind: FileKind
    name: str
    media_type: str
    bytes: int
    width: int | None
    height: int | None
    sha256: str
    uploaded_at: datetime


def digest_of(file: StoredFile) -> bytes:
    return bytes.fromhex(file.sha256)


async def hold() -> None:
    """Until this transaction ends nobody sweeps: what it puts on the disk stays there until its row is committed."""
    await Files.raw("LOCK TABLE files IN ROW EXCLUSIVE MODE").run()


async def hold_alone() -> None:
    """Until this transaction ends nobody adds files; waits for those who do."""
    await Files.raw("LOCK TABLE files IN SHARE MODE").run()


async def add(file: StoredFile, *, node: str | None, uploaded_by: str) -> None:
    row = asdict(file) | {
        "sha256": digest_of(file),
        "original_name": file.name,
        "node": node,
        "uploaded_by": uploaded_by,
    }
    del row["name"]
    await insert(Files, [row])


async def find(file_id: str) -> StoredFile:
    """:raises NotFound: there is none, or whoever acts may not see it."""
    [file] = await found([file_id])
    return file


async def found(ids: Collection[str]) -> list[StoredFile]:
    """:raises NotFound: one isn't there, or whoever acts may not see it."""
    rows = await Files.raw("SELECT * FROM files WHERE id = ANY({}) ORDER BY id", sorted(ids)).run()
    missing = sorted(set(ids) - {row["id"] for row in rows})
    if missing:
        raise NotFound(kind="file", key=missing[0])
    return [_file(row) for row in rows]


def _file(row: Mapping[str, Any]) -> StoredFile:
    return StoredFile(
        id=row["id"],
        kind=FileKind(row["kind"]),
        name=row["original_name"],
        media_type=row["media_type"],
        bytes=row["bytes"],
        width=row["width"],
        height=row["height"],
        sha256=row["sha256"].hex(),
        uploaded_at=row["uploaded_at"],
    )


async def with_rows(digests: Iterable[bytes]) -> set[bytes]:
    """Those of ``digests`` that some file has."""
    rows = await Files.raw("SELECT DISTINCT sha256 FROM files WHERE sha256 = ANY({})", list(digests)).run()
    return {row["sha256"] for row in rows}


async def digests(named: Iterable[tuple[str, str]], kinds: Collection[FileKind]) -> dict[str, str]:
    """The SHA-256 in hex of these uploads, each a path and an id.

    :raises Invalid: one isn't there, may not be seen, or is of another kind.
    """
    pairs = list(named)
    rows = await Files.raw(
        "SELECT id, sha256 FROM files WHERE id = ANY({}) AND kind = ANY({})",
        [id for _, id in pairs],
        [kind.value for kind in kinds],
    ).run()
    found = {row["id"]: row["sha256"].hex() for row in rows}
    refuse_all(*(unknown(path, id) for path, id in pairs if id not in found))
    return found
