"""Who sees contradicting sales and findings (N3); imports of receipt cards."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T12:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of contradicting sales and findings"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
