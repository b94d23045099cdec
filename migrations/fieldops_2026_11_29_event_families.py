"""Events of the service desk: clocks, crises, inspections, callbacks and what follows from them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.database.sql_migration import sql_migration

ID = "2026-11-29T08:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "families of events of the service desk"


async def forwards() -> MigrationManager:
    return sql_migration(__file__, ID, DESCRIPTION)
