"""Codes for customers who bring none."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T23:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "codes for customers who bring none"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
