"""Who sees which uploaded files (N3); they are never changed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T17:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of uploaded files"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
