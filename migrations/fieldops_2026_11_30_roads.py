"""Who sees ways by road (N3), and how they are stored."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T14:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of ways by road"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
