"""The job queue's own schema, as the library in force brings it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from procrastinate.schema import SchemaManager

from fieldops.database.engine import DB

ID = "2026-11-22T04:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "procrastinate's tables and functions"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="fieldops", description=DESCRIPTION)

    async def run() -> None:
        await DB.current_transaction.get().connection.execute(SchemaManager.get_schema())

    manager.add_raw(run)
    return manager
