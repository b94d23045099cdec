"""Orders that are there get a life (S2): where they stand, and since when."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T10:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "life of the orders that are there"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
