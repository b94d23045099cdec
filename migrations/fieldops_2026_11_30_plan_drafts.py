"""Plans are drafts until they are published (V4)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T18:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "plans are drafts until they are published"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
