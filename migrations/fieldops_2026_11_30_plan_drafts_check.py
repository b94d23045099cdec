from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

ID = "2026-11-30T18:00:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "plan drafts check"


async def forwards():
    manager = MigrationManager(migration_id=ID, app_name="fieldops", description=DESCRIPTION)

    manager.add_constraint(
        table_class_name="Plans",
        tablename="plans",
        constraint_name="plans_published",
        constraint_class=Check,
        params={
            "condition": "(state IN ('published', 'superseded')) <= (published_at IS NOT NULL AND published_by IS NOT NULL)"
        },
        schema=None,
    )

    return manager
