"""Indexes of the stock views; who sees serial numbers (N3), and that a piece is at one place."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-22T23:40:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "indexes of the stock views, row security of serials"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
