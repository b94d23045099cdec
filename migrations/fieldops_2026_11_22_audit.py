"""The audit log: its triggers, its chains, and who may do what with it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T17:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "audit log"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
