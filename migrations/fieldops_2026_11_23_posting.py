"""The ledger posts request by request."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T16:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "posting request by request"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
