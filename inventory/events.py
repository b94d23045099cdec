"""Events: what has become of a record, for those who may read it and don't want to keep asking (N3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inventory.people import POLICY, Permission, Role


class Family(StrEnum):
    """The kind of record that an event is about."""

    QUOTA_REQUEST = "quota_request"
    SHIPMENT = "shipment"
    SERVICE_ORDER = "service_order"
    VISIT = "visit"
    CRISIS = "crisis"
    QUOTE = "quote"
    EXCHANGE = "exchange"
    QUOTA = "quota"
    PURCHASE = "purchase"
    STOCK_COUNT = "stock_count"
    BACKUP_UNIT = "backup_unit"
    PLAN = "plan"
    CAUSE = "cause"
    INCENTIVE_RUN = "incentive_run"
    CLOCK = "clock"
    INSPECTION = "inspection"
    CALLBACK = "callback"
    SPOT_CHECK = "spot_check"
    WEBHOOK = "webhook"


NEEDS: Mapping[Family, Permission] = {
    Family.QUOTA_REQUEST: Permission.REQUESTS_READ,
    Family.SHIPMENT: Permission.SHIPMENTS_READ,
    Family.SERVICE_ORDER: Permission.ORDERS_READ,
    Family.VISIT: Permission.VISITS_READ,
    Family.CRISIS: Permission.ORDERS_READ,
    Family.QUOTE: Permission.CHARGES_READ,
    Family.EXCHANGE: Permission.EXCHANGES_READ,
    Family.QUOTA: Permission.QUOTAS_READ,
    Family.PURCHASE: Permission.PURCHASES_READ,
    Family.STOCK_COUNT: Permission.COUNTS_READ,
    Family.BACKUP_UNIT: Permission.UNITS_READ,
    Family.PLAN: Permission.PLANS_READ,
    Family.CAUSE: Permission.CAUSES_READ,
    Family.INCENTIVE_RUN: Permission.INCENTIVES_READ,
    Family.CLOCK: Permission.ORDERS_READ,
    Family.INSPECTION: Permission.INSPECTIONS_READ,
    Family.CALLBACK: Permission.CALLBACKS_READ,
    Family.SPOT_CHECK: Permission.SPOT_CHECKS_READ,
    Family.WEBHOOK: Permission.WEBHOOKS_MANAGE,
}
"""What whoever is told of a family must be allowed to read (N3)."""


def readable(role: Role, narrowed_to: Collection[Permission] | None = None) -> frozenset[Family]:
    """The families that a role is told of; ``narrowed_to`` are the permissions of an API token."""
    return frozenset(
        family
        for family, needed in NEEDS.items()
        if role in POLICY[needed] and (narrowed_to is None or needed in narrowed_to)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What has become of the record ``key``.

    ``position`` counts all events of the network in the order in which they became visible, with gaps. ``status`` is
    that of the record afterwards; ``kind`` is the family and the new status, or ``….changed`` where that stayed.
    """

    position: int
    at: datetime
    kind: str
    family: Family
    key: str
    status: str
