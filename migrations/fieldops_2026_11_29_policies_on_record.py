"""Policies that were replaced stay on record."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T14:01:01:000000"
VERSION = "1.38.0"
DESCRIPTION = "policies on record"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
