"""Rows of an import by their keys."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T23:58:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "an index for rows of an import by their keys"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
