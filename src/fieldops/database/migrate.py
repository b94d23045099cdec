"""Bring the open database to the newest schema.

One linear history lies in ``migrations/`` of a checkout (``fieldops/migrations`` when installed). Files are ordered by
their ``ID``; the names must differ from every other module, so all begin with ``fieldops_``. A new one, from the root of
the checkout:

- from changed tables in ``fieldops.tables``:
  ``PICCOLO_CONF=fieldops.piccolo_conf piccolo migrations new fieldops --auto --desc="what it does"``
- with SQL of its own: the same without ``--auto``; let ``forwards()`` return
  ``sql_migration(__file__, ID, DESCRIPTION)`` and write ``NAME.sql`` beside it. Never mix both in one file: Piccolo
  runs raw steps before it adds tables.

A migration and the record that it ran are one transaction: after a failure or a crash there is both or neither.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
from piccolo.apps.migrations.tables import Migration

import fieldops
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.database.refusals import DatabaseNewerThanProgram, MigrationFailed

APP = "fieldops"
Migration._meta.db = DB  # what Piccolo would look for by loading all of its tools
LOCK = 0x6669656C646F7073  # "fieldops"; one migrates, the others wait


def migrations_folder() -> Path:
    installed = Path(fieldops.__file__).parent / "migrations"
    return installed if installed.is_dir() else Path(fieldops.__file__).parents[2] / "migrations"


async def migrate(folder: Path | None = None) -> list[str]:
    """Run what has not run yet on ``DB`` and return its IDs in order; any number of processes may do so at once.

    Raises MigrationFailed, which names the migration, or DatabaseNewerThanProgram.
    """
    async with _alone(DB):
        async with DB.owning():
            if not await Migration.table_exists().run():
                await Migration.create_table().run()  # type: ignore[no-untyped-call]
            ran = set(await Migration.get_migrations_which_ran(app_name=APP))
        known = load_migrations(folder or migrations_folder())
        if unknown := sorted(ran - known.keys()):
            raise DatabaseNewerThanProgram(names=", ".join(unknown))
        waiting = [name for name in sorted(known) if name not in ran]
        for name in waiting:
            await _apply(name, known[name])
        if waiting:
            await DB.renew()
    return waiting


def load_migrations(folder: Path) -> dict[str, Any]:
    """The migration modules of ``folder`` by their ID."""
    modules = [_load(path) for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"]
    found = {module.ID: module for module in modules}
    if len(found) != len(modules):
        raise ValueError(f"Two migrations in {folder} have the same ID")
    return found


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def _apply(name: str, module: Any) -> None:
    try:
        async with DB.owning():
            manager = await module.forwards()
            manager.wrap_in_transaction = False  # ours holds the record too
            with contextlib.redirect_stdout(io.StringIO()):
                await manager.run()
            await Migration.insert(Migration(name=name, app_name=APP)).run()
    except (asyncpg.PostgresError, ValueError) as error:
        raise MigrationFailed(name=f"{Path(module.__file__).stem} ({name})", reason=str(error)) from error


@contextlib.asynccontextmanager
async def _alone(engine: FieldopsEngine) -> AsyncIterator[None]:
    """The migrations' lock, on a connection of its own: it holds across their transactions and dies with us."""
    connection = await engine.get_new_connection()
    try:
        await connection.execute("SELECT pg_advisory_lock($1)", LOCK)
        yield
    finally:
        await connection.close()
