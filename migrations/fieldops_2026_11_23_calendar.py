"""Overrides of the working calendar are the whole network's (S5): everybody reads them, each change is audited."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T18:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "audit of calendar overrides"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
