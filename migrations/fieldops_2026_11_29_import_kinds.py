"""Customers and service orders can be imported (S1, S2)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T15:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "customers and service orders can be imported"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
