"""What is kept of plans is known by its digest, so that a server need not read it twice."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-30T22:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "digests of what is kept of plans"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
