"""Uploads as an action: bytes first, then the row; what has no row is swept."""

from __future__ import annotations

import asyncio
import contextvars
import os
from datetime import timedelta
from pathlib import Path

import asyncpg
import pytest
from builders import NOW, register_network
from samples import a_workbook, an_image

from fieldops.actions import files
from fieldops.database import door
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.files import keeping
from fieldops.files.kinds import FileKind
from fieldops.store import files as store
from fieldops.store.files import StoredFile
from inventory.people import Reach, Scope
from refusals import NotFound

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
async def _network(database: FieldopsEngine) -> None:
    await register_network()


def somebody(actor: str, node: str | None, scope: Scope = Scope.BELOW) -> Who:
    return Who(actor=actor, via="session", reach=Reach(scope=scope, node=node))


async def upload(folder: Path, content: bytes | None = None, *, name: str = "photo.jpg") -> StoredFile:
    checked = await files.checked(FileKind.PHOTO, name, content or an_image())
    return await door.perform(files.add, checked, folder, now=NOW)


async def seen_by(who: Who, file: StoredFile) -> bool:
    with acting(who):
        try:
            return await door.read(store.find, file.id) == file
        except NotFound:
            return False


def age(folder: Path, by: timedelta) -> None:
    for one in keeping.lying(folder):
        since = (NOW - by).timestamp()
        os.utime(one.path, (since, since))


def lies(folder: Path, file: StoredFile) -> bool:
    return keeping.place(folder, bytes.fromhex(file.sha256)).stat().st_size == file.bytes


def count(folder: Path) -> int:
    return len(list(keeping.lying(folder)))


async def test_an_upload_is_found_as_it_was_answered(tmp_path: Path) -> None:
    made = await upload(tmp_path, name="../../现场.png")

    assert await store.find(made.id) == made
    assert (made.name, made.media_type, made.width, made.height) == ("现场.png", "image/jpeg", 64, 48)
    assert lies(tmp_path, made)


async def test_nobody_can_guess_an_id(tmp_path: Path) -> None:
    ids = {(await upload(tmp_path)).id for _ in range(3)}

    assert len(ids) == 3
    assert all(len(bytes.fromhex(one)) == 16 for one in ids)


async def test_the_same_photo_of_two_people_is_two_files_of_one_content(tmp_path: Path) -> None:
    with acting(somebody("a", "ZJ")):
        first = await upload(tmp_path)
    with acting(somebody("b", "ZJ-001")):
        second = await upload(tmp_path)

    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert count(tmp_path) == 1


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (somebody("hq", None), True),
        (somebody("director", "ZJ"), True),
        (somebody("clerk", "ZJ-001", Scope.NODE), True),
        (somebody("ann", "HQ", Scope.SELF), True),
        (somebody("neighbour", "ZJ-002", Scope.NODE), False),
        (somebody("jiangsu", "JS"), False),
        (somebody("colleague", "ZJ-001", Scope.SELF), False),
    ],
    ids=lambda given: given.actor if isinstance(given, Who) else str(given),
)
async def test_a_file_is_seen_by_its_uploader_and_by_those_who_reach_the_node(
    tmp_path: Path, who: Who, sees: bool
) -> None:
    with acting(somebody("ann", "ZJ-001", Scope.SELF)):
        made = await upload(tmp_path)

    assert await seen_by(who, made) is sees


async def test_what_head_office_uploads_is_seen_by_head_office_only(tmp_path: Path) -> None:
    with acting(somebody("hq", None)):
        made = await upload(tmp_path)

    assert await seen_by(somebody("other", None), made)
    assert not await seen_by(somebody("director", "ZJ"), made)


@pytest.mark.parametrize("who", [somebody("hq", None), somebody("ann", "ZJ-001", Scope.NODE)], ids=["whole", "scoped"])
async def test_nobody_changes_a_file(tmp_path: Path, who: Who) -> None:
    with acting(who):
        made = await upload(tmp_path)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with DB.transaction() as transaction:
                await transaction.connection.execute("UPDATE files SET original_name = 'x' WHERE id = $1", made.id)


async def test_a_crash_between_file_and_row_leaves_bytes_that_are_swept_a_day_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(*_: object, **__: object) -> None:
        raise KeyError("crash")

    with monkeypatch.context() as patched:
        patched.setattr(store, "add", crash)
        with pytest.raises(KeyError):
            await upload(tmp_path)
    assert count(tmp_path) == 1

    age(tmp_path, DAY - timedelta(minutes=1))
    assert await door.perform(files.sweep, tmp_path, now=NOW) == 0
    age(tmp_path, DAY + timedelta(minutes=1))
    assert await door.perform(files.sweep, tmp_path, now=NOW) == 1
    assert count(tmp_path) == 0


async def test_what_has_a_row_is_never_swept(tmp_path: Path) -> None:
    made = await upload(tmp_path)
    age(tmp_path, 400 * DAY)

    assert await door.perform(files.sweep, tmp_path, now=NOW) == 0

    assert lies(tmp_path, made)


async def test_what_was_never_finished_is_swept_too(tmp_path: Path) -> None:
    made = await upload(tmp_path)
    keeping.place(tmp_path, bytes.fromhex(made.sha256)).with_name(".0123.part").touch()
    age(tmp_path, 2 * DAY)

    assert await door.perform(files.sweep, tmp_path, now=NOW) == 1
    assert count(tmp_path) == 1


async def test_what_is_uploaded_while_it_is_swept_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old content without a row is uploaded again just when the sweeper has found it."""
    apart = contextvars.copy_context()
    keeping.keep(tmp_path, (await files.checked(FileKind.PHOTO, "", an_image())).content.data)
    age(tmp_path, 2 * DAY)
    real, uploaded = store.hold_alone, []

    async def uploaded_meanwhile() -> None:
        uploaded.append(await asyncio.create_task(upload(tmp_path), context=apart))
        await real()

    monkeypatch.setattr(store, "hold_alone", uploaded_meanwhile)

    assert await door.perform(files.sweep, tmp_path, now=NOW) == 0

    assert lies(tmp_path, uploaded[0])


async def test_the_sweeper_waits_for_an_upload_whose_row_is_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = await files.checked(FileKind.PHOTO, "", an_image())
    keeping.keep(tmp_path, checked.content.data)
    age(tmp_path, 2 * DAY)
    on_disk, go_on = asyncio.Event(), asyncio.Event()
    real = store.add

    async def slow(*given: object, **named: object) -> None:
        await real(*given, **named)  # type: ignore[arg-type]
        age(tmp_path, 2 * DAY)  # as if the upload had taken that long
        on_disk.set()
        await go_on.wait()

    monkeypatch.setattr(store, "add", slow)
    uploading = asyncio.create_task(door.perform(files.add, checked, tmp_path, now=NOW))
    await on_disk.wait()
    sweeping = asyncio.create_task(door.perform(files.sweep, tmp_path, now=NOW))
    await asyncio.sleep(0.3)
    assert not sweeping.done()
    go_on.set()

    made = await uploading
    assert await sweeping == 0
    assert lies(tmp_path, made)


async def test_who_sees_not_everything_cannot_sweep(tmp_path: Path) -> None:
    with acting(somebody("director", "ZJ")), pytest.raises(RuntimeError):
        await door.perform(files.sweep, tmp_path, now=NOW)


async def test_nothing_younger_than_a_day_can_be_swept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="never swept"):
        await files.sweep(tmp_path, now=NOW, older_than=timedelta(hours=23))


async def test_an_upload_is_in_the_audit_log(tmp_path: Path) -> None:
    with acting(somebody("ann", "ZJ-001", Scope.NODE)):
        made = await upload(tmp_path)

    async with DB.transaction() as transaction:
        rows = await transaction.connection.fetch("SELECT actor, key, change FROM audit_log WHERE table_name = 'files'")
    assert [tuple(row) for row in rows] == [("ann", made.id, "insert")]


async def test_a_spreadsheet_has_no_width(tmp_path: Path) -> None:
    checked = await files.checked(FileKind.IMPORT, "parts.xlsx", a_workbook())

    made = await door.perform(files.add, checked, tmp_path, now=NOW)

    assert (made.kind, made.width, made.height) == (FileKind.IMPORT, None, None)
