"""Who sees exchanges (N3), and that a machine is taken back once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T12:20:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security and numbers of exchanges"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
