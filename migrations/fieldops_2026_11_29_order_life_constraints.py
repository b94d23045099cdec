"""What holds of every order, once those that were there before are told anew."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.constraints import Check

ID = "2026-11-29T10:00:02:000000"
VERSION = "1.38.0"
DESCRIPTION = "constraints of the life of orders"


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="fieldops", description=DESCRIPTION)

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_done",
        constraint_class=Check,
        params={"condition": "status NOT IN ('done', 'closed') OR done_at IS NOT NULL"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_escalated_to",
        constraint_class=Check,
        params={"condition": "\"escalated_to\" IN ('head_office', 'province', 'vendor')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_merged",
        constraint_class=Check,
        params={"condition": "(status = 'duplicate') = (merged_into IS NOT NULL)"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_missed",
        constraint_class=Check,
        params={"condition": "\"missed\" IN ('appointment', 'promise')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_points",
        constraint_class=Check,
        params={
            "condition": "(kind = 'chaser') = (missed IS NOT NULL) AND (kind <> 'chaser' OR about IS NOT NULL) AND (about IS NULL OR kind IN ('chaser', 'complaint') AND about <> number)"
        },
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_promised",
        constraint_class=Check,
        params={"condition": "(promised_until IS NULL) = (promised_for IS NULL)"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_promised_for",
        constraint_class=Check,
        params={"condition": "\"promised_for\" IN ('rural', 'swap', 'urban')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_reached",
        constraint_class=Check,
        params={"condition": "\"reached\" <@ ARRAY['authority', 'consumer_association', 'media']::varchar[]"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_waiting_for",
        constraint_class=Check,
        params={"condition": "\"waiting_for\" IN ('consent', 'customer', 'part', 'weather', 'workshop')"},
        schema=None,
    )

    manager.add_constraint(
        table_class_name="ServiceOrders",
        tablename="service_orders",
        constraint_name="service_orders_waits",
        constraint_class=Check,
        params={"condition": "(status = 'waiting') = (waiting_for IS NOT NULL)"},
        schema=None,
    )

    return manager
