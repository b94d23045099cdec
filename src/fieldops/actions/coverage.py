"""Which parts of an order's machine are under warranty (W1)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import tzinfo

from fieldops.actions.policies import warranty_on
from fieldops.store import orders, parts, visits
from inventory.orders import ServiceOrder
from inventory.warranty import component_of


async def covered_parts(order: ServiceOrder, numbers: Collection[str], *, zone: tzinfo) -> frozenset[str]:
    """Those of ``numbers`` that were under warranty on the day on which the order was registered; without a machine none.

    :raises NoPolicy: :raises UseClassUnknown: the policy of that day has no terms for the machine's use.
    """
    if order.unit is None or not numbers:
        return frozenset()
    day = order.registered_at.astimezone(zone).date()
    unit, policy = await orders.unit(order.unit), await warranty_on(day)
    replaced = await visits.last_replaced(order.unit, numbers)
    covered = {
        number: policy.covered(
            use=unit.use_class,
            component=component_of(category),
            sold_on=unit.sold_on,
            replaced_on=replaced[number].astimezone(zone).date() if number in replaced else None,
        )
        for number, category in (await parts.categories(numbers)).items()
    }
    return frozenset(number for number, found in covered.items() if found is not None and day <= found.until)
