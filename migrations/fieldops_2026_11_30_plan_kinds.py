"""Stops that bring units, and more reasons why a visit isn't served (V4, B4)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T10:01:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "stops that bring units, and more reasons why a visit isn't served"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
