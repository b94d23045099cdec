"""Who sees quotes and receipts (N3), and what of them never changes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T12:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security and numbers of chargeable work"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
