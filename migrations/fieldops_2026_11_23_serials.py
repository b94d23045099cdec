"""A place never has more pieces with serials than pieces (P1)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T12:40:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "serials follow the ledger"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
