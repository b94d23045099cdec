"""Whoever sold a machine sees that it is asked back, and hands out another one (W2, N3)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T12:30:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "sellers see exchanges of their machines"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
