"""Who sees which shelves (N3), and what parts are found by (P6)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T23:20:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of shelves, the index of the catalogue"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
