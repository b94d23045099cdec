"""Clocks and contracts: who sees them, what is told about them, and one contract a day (S3, S5)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T11:00:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "rules of clocks and contracts"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
