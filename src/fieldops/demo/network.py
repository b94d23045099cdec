"""What a demo network consists of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldops.demo.past import PastMonth
from fieldops.store.contracts import Contract
from inventory.backup_pool import NewUnit
from inventory.check_lists import NewCheckList
from inventory.customer_wishes import NewWish, Rests
from inventory.imports.demand import PastDemand
from inventory.imports.settlements import Settlement
from inventory.inspection_plans import InspectionPlan
from inventory.network import Location, Node, Technician
from inventory.order_ties import NewTie
from inventory.orders import Customer, ServiceOrder, SoldUnit
from inventory.parts import Fault, Part, ProductModel, Skill, StockReceipt, Tool
from inventory.quota_requests import NewRequest
from inventory.quotas import QuotaGrant
from inventory.shipments import Moving
from routing.promises import AreaKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPolicy:
    """A policy's figures, a dataclass, from ``valid_from`` on, until a later version of the same name."""

    name: str
    valid_from: date
    policy: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceZone:
    """An outlet's urban or rural area (S1): one closed outline of (lon, lat), counter-clockwise."""

    code: str
    outlet: str
    kind: AreaKind
    ring: tuple[tuple[float, float], ...]

    def geometry(self) -> dict[str, object]:
        """The GeoJSON geometry object."""
        return {"type": "Polygon", "coordinates": [[list(corner) for corner in self.ring]]}


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoNetwork:
    """All values of a demo network, each field in an order in which it can be registered after those above it. ``wishes`` and
    ``rests`` stand with their customer,
    ``arrivals`` with when they come."""

    seed: int
    scale: int
    now: datetime
    policies: tuple[DatedPolicy, ...]
    nodes: tuple[Node, ...]
    tools: tuple[Tool, ...]
    locations: tuple[Location, ...]
    skills: tuple[Skill, ...]
    technicians: tuple[Technician, ...]
    zones: tuple[ServiceZone, ...]
    models: tuple[ProductModel, ...]
    parts: tuple[Part, ...]
    faults: tuple[Fault, ...]
    receipts: tuple[StockReceipt, ...]
    backup_units: tuple[NewUnit, ...]
    quotas: tuple[QuotaGrant, ...]
    past_demand: tuple[PastDemand, ...]
    settlements: tuple[Settlement, ...]
    customers: tuple[Customer, ...]
    contracts: tuple[Contract, ...]
    units: tuple[SoldUnit, ...]
    check_lists: tuple[NewCheckList, ...]
    inspection_plans: tuple[InspectionPlan, ...]
    orders: tuple[ServiceOrder, ...]
    requests: tuple[NewRequest, ...]
    wishes: tuple[tuple[str, NewWish], ...]
    rests: tuple[tuple[str, Rests], ...]
    ties: tuple[NewTie, ...]
    arrivals: tuple[tuple[Moving, datetime], ...]
    past: PastMonth
