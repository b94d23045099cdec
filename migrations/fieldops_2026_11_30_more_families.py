"""Events of counts and of backup units; a plan changed by hand is told of."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T23:00:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "events of counts, of backup units, and of a plan's changes"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
