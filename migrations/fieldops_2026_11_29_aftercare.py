"""Who sees which callbacks and spot checks (N3), and what of them never changes."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T13:10:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security and events of callbacks and spot checks"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
