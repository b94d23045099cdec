"""Who sees what customers want (N3)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T21:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of customers' wishes"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
