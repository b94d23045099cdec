"""What proves a machine's sale, and until when what of it is covered (W1, W2, W4, W5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldops.actions.policies import warranty_on
from fieldops.store import sold_units
from inventory.orders import SoldUnit
from inventory.sale_proofs import (
    Proof,
    ProvenUnit,
    Recognition,
    SerialNeverSold,
    UnitTakenBack,
    card_due_on,
    made_on,
    prove,
    recognised_for_claims,
)
from inventory.warranty import Component, WarrantyPolicy


async def proven_unit(serial: str, policy: WarrantyPolicy) -> tuple[SoldUnit, ProvenUnit]:
    """:raises SerialNeverSold: :raises SerialSoldTwice: :raises SaleNotProven: :raises UnitTakenBack: the customer hasn't got it."""
    there = await sold_units.units([serial])
    if serial not in there:
        raise SerialNeverSold(serial=serial)
    unit, gone = there[serial], await sold_units.taken_back([serial])
    if serial in gone:
        raise UnitTakenBack(serial=serial, exchange=gone[serial])
    sales = (await sold_units.sales_of([unit]))[serial]
    told = made_on(serial, policy, looked_up=unit.made_on, sold_on=unit.sold_on)
    return unit, prove(serial, sales, made_on=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredUntil:
    """``by`` is the component whose term gives the day; None where it never was covered."""

    component: Component
    until: date | None
    by: Component | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitWarranty:
    """``since``: when the warranty began, by ``proof`` (W4). Refund and exchange are for a fault of performance (W2)."""

    unit: str
    model: str
    use_class: str
    sold_by: str
    sold_on: date
    since: date
    proof: Proof
    covered: tuple[CoveredUntil, ...]
    refund_until: date
    exchange_until: date
    recognised_for_claims: Recognition
    receipt_card_on: date | None
    card_due_on: date


async def unit_warranty(serial: str, *, today: date) -> UnitWarranty:
    """By the policy of today.

    :raises SerialNeverSold: :raises SerialSoldTwice: :raises SaleNotProven: :raises UseClassUnknown: :raises NoPolicy:
    """
    policy = await warranty_on(today)
    unit, proven = await proven_unit(serial, policy)
    return UnitWarranty(
        unit=serial,
        model=unit.model,
        use_class=unit.use_class,
        sold_by=unit.sold_by,
        sold_on=unit.sold_on,
        since=proven.since,
        proof=proven.proof,
        covered=tuple(
            _covered_until(component, proven, policy) for component in Component if component is not Component.REPLACED
        ),
        refund_until=proven.since + timedelta(days=policy.refund_days),
        exchange_until=proven.since + timedelta(days=policy.exchange_days),
        recognised_for_claims=recognised_for_claims(proven.sale, policy, today=today),
        receipt_card_on=unit.receipt_card_on,
        card_due_on=card_due_on(unit.sold_on, policy),
    )


def _covered_until(component: Component, proven: ProvenUnit, policy: WarrantyPolicy) -> CoveredUntil:
    found = policy.covered(use=proven.sale.use, component=component, sold_on=proven.since)
    if found is None:
        return CoveredUntil(component=component, until=None, by=None)
    return CoveredUntil(component=component, until=found.until, by=found.by)
