"""What of the machines of orders was under warranty when their faults were reported (W1, W3, W4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo

from fieldops.actions.policies import warranties_on
from fieldops.store import parts, sold_units, unit_history, warranty_findings
from fieldops.store.unit_history import PartBefore
from inventory.orders import ServiceOrder, SoldUnit
from inventory.sale_proofs import Sale, made_on, proven
from inventory.warranty import Component, WarrantyPolicy, component_of
from inventory.warranty_findings import Finding, speaks_against


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """``parts`` are those of the machine ``unit`` that it is asked about."""

    order: str
    unit: str
    parts: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether the ``machine`` as a whole was under warranty, and which of the parts asked about were."""

    machine: bool = False
    parts: frozenset[str] = frozenset()


async def covered_parts(order: ServiceOrder, numbers: Collection[str], *, zone: tzinfo) -> frozenset[str]:
    """Those of ``numbers`` that were under warranty; without a machine none.

    :raises NoPolicy: :raises UseClassUnknown:
    """
    if order.unit is None or order.number is None or not numbers:
        return frozenset()
    repair = Repair(order=order.number, unit=order.unit, parts=frozenset(numbers))
    return (await coverages([repair], zone=zone))[order.number].parts


async def coverages(repairs: Sequence[Repair], *, zone: tzinfo) -> dict[str, Coverage]:
    """By order, on the day on which it was reported; where something speaks against it, nothing is covered.

    What a technician did is written down whatever the papers say: a sale that nothing proves, and one that is told twice,
    refuse nothing here.

    :raises NoPolicy: :raises UseClassUnknown: the policy of that day has no terms for a machine's use.
    """
    reported = await unit_history.reported_at([one.order for one in repairs])
    policies = await warranties_on({at.astimezone(zone).date() for at in reported.values()})
    units = await sold_units.units(one.unit for one in repairs)
    sales = await sold_units.sales_of(list(units.values()))
    findings = await warranty_findings.of_orders([one.order for one in repairs])
    components = {
        number: component_of(category)
        for number, category in (await parts.categories(number for one in repairs for number in one.parts)).items()
    }
    replaced = await unit_history.last_replaced(
        [PartBefore(one.unit, part, reported[one.order]) for one in repairs for part in sorted(one.parts)]
    )
    found = {}
    for one in repairs:
        before = reported[one.order]
        day = before.astimezone(zone).date()
        put_in = {part: replaced.get(PartBefore(one.unit, part, before)) for part in one.parts if part in components}
        days = {part: (components[part], at and at.astimezone(zone).date()) for part, at in put_in.items()}
        found[one.order] = _coverage(units[one.unit], sales[one.unit][0], days, findings[one.order], policies[day], day)
    return found


def _coverage(
    unit: SoldUnit,
    sold: Sale,
    asked: Mapping[str, tuple[Component, date | None]],
    findings: Sequence[Finding],
    policy: WarrantyPolicy,
    day: date,
) -> Coverage:
    """``asked`` are parts, each with its class and the day on which it was last replaced."""
    told = made_on(unit.serial, policy, looked_up=unit.made_on, sold_on=unit.sold_on)
    sale = proven(sold, told)
    if sale is None or speaks_against(findings, policy):
        return Coverage()
    since = sale.since

    def covered(component: Component, replaced_on: date | None = None) -> bool:
        found = policy.covered(use=unit.use_class, component=component, sold_on=since, replaced_on=replaced_on)
        return found is not None and day <= found.until

    return Coverage(
        machine=covered(Component.UNIT),
        parts=frozenset(part for part, (component, replaced_on) in asked.items() if covered(component, replaced_on)),
    )
