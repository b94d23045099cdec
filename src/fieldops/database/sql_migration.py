"""Migrations written in SQL: a file ``NAME.sql`` beside ``NAME.py``."""

from __future__ import annotations

from pathlib import Path

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.engine import DB


def sql_migration(file: str, migration_id: str, description: str) -> MigrationManager:
    """Run the ``.sql`` file beside ``file`` (the migration's ``__file__``); it may hold many statements, no COMMIT."""
    manager = MigrationManager(migration_id=migration_id, app_name="fieldops", description=description)

    async def run() -> None:
        transaction = DB.current_transaction.get()
        if transaction is None:
            raise RuntimeError("A migration runs inside the transaction of fieldops.database.migrate")
        await transaction.connection.execute(Path(file).with_suffix(".sql").read_text(encoding="utf-8"))

    manager.add_raw(run)
    return manager
