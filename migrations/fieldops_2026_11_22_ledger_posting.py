"""The ledger's functions, triggers, partial indexes and view."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T01:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "posting to the ledger"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
