"""Who sees what ties two orders (N3)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T21:30:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of ties"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
