"""Where people live is everybody's to read (S1); a kind of import more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T18:00:03:000000"
VERSION = "1.38.0"
DESCRIPTION = "audit and import of settlements"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
