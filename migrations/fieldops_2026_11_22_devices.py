"""Devices are nobody's to see."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T16:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "devices are seen by the program only"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
