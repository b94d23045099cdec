"""Which parts of an order's machine are under warranty (W1, W3, W4)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from fieldops.actions.policies import warranty_on
from fieldops.store import parts, sold_units, unit_history, warranty_findings
from inventory.orders import ServiceOrder
from inventory.sale_proofs import made_on, proven
from inventory.warranty import component_of
from inventory.warranty_findings import speaks_against


async def covered_parts(order: ServiceOrder, numbers: Collection[str], *, zone: tzinfo) -> frozenset[str]:
    """Those of ``numbers`` that were under warranty on the day on which the order was reported; without a machine, or where
    something speaks against it, none.

    What a technician did is written down whatever the papers say: a sale that nothing proves, and one that is told twice,
    refuse nothing here.

    :raises NoPolicy: :raises UseClassUnknown: the policy of that day has no terms for the machine's use.
    """
    if order.unit is None or order.number is None or not numbers:
        return frozenset()
    reported_at = await unit_history.reported_at(order.number)
    day = reported_at.astimezone(zone).date()
    policy = await warranty_on(day)
    unit = (await sold_units.units([order.unit]))[order.unit]
    told = made_on(unit.serial, policy, looked_up=unit.made_on, sold_on=unit.sold_on)
    sale = proven((await sold_units.sales_of([unit]))[unit.serial][0], told)
    if sale is None or speaks_against(await warranty_findings.of_order(order.number), policy):
        return frozenset()
    replaced = await unit_history.last_replaced(order.unit, numbers, before=reported_at)
    covered = {
        number: policy.covered(
            use=unit.use_class,
            component=component_of(category),
            sold_on=sale.since,
            replaced_on=replaced[number].astimezone(zone).date() if number in replaced else None,
        )
        for number, category in (await parts.categories(numbers)).items()
    }
    return frozenset(number for number, found in covered.items() if found is not None and day <= found.until)
