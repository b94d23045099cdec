"""A visit may be taken out of a plan by hand."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T10:02:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "a visit may be taken out of a plan by hand"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
