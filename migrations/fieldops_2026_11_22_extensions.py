"""The extensions that constraints and searching need; both may be created by the database's owner."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T00:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "extensions btree_gist and pg_trgm"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
