"""Parts that were there before the search are found too (P6)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from fieldops.store.part_search import index_missing

ID = "2026-11-22T23:20:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "search terms of the parts there are"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="fieldops", description=DESCRIPTION)
    manager.add_raw(index_missing)
    return manager
