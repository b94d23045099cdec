"""A search may end before it finds the room that there is."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T10:03:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a search may end before it finds the room that there is"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
