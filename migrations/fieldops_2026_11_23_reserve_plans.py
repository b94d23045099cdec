"""Who sees which reserve plans and past demand (N3); what repairs took of parts; a kind of import more."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-23T11:50:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "row security of reserve plans and past demand, what repairs took, the import of past demand"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
