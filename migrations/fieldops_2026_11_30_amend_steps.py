"""Amendments stand in the history of an order."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T23:00:03:000000"
VERSION = "1.38.0"
DESCRIPTION = "amendments stand in the history of an order"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
