"""Who sees which counts (N3), and their numbers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T23:30:11:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security and numbers of counts"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
