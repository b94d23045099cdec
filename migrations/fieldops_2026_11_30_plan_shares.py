"""Who may see a plan may see its shares, and who helps with them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T22:00:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of plan shares"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
