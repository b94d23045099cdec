from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import SmallInt
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-29T21:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "technicians kept free"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="fieldops", description=DESCRIPTION)

    manager.add_column(
        table_class_name="Plans",
        tablename="plans",
        column_name="reserve",
        db_column_name="reserve",
        column_class_name="SmallInt",
        column_class=SmallInt,
        params={
            "default": None,
            "null": True,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
