"""What raises events, who sees them (N3), and how webhooks are told."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T11:24:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "triggers that raise events, and row security"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
