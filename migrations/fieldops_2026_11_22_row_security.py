"""Who sees which rows (N3): the database's roles and the policies of its tables."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T16:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security by node"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
