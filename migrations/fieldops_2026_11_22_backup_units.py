"""Who sees which backup units (N3); their histories only grow."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T23:30:21:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of backup units"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
