"""Values for tests: right in every field, and each field can be given."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from clock_figures import CLOCK_FIGURES, HOURS_FIGURES

from fieldops.actions import network, orders, parts, policies
from fieldops.actions.desk import Desk
from fieldops.database.door import perform
from fieldops.files.kinds import PNG, FileKind
from fieldops.store.contracts import Contract
from fieldops.store.files import StoredFile
from fieldops.store.policies import Policy
from inventory.check_lists import CheckItem, ItemKind, NewCheckList
from inventory.imports.settlements import Settlement
from inventory.inspection_plans import Equipment, InspectionPlan
from inventory.network import Location, LocationKind, Node, NodeKind, PartnerKind, Technician, WorkingTime
from inventory.orders import Appointment, Customer, OrderKind, ServiceOrder, SoldUnit
from inventory.parts import (
    Fault,
    Part,
    PartCategory,
    PartCount,
    ProductModel,
    ProductType,
    ReceiptLine,
    Skill,
    StockReceipt,
    Tool,
)
from inventory.quotas import QuotaGrant
from routing.clock_policy import ServiceClass
from routing.promises import AreaKind
from routing.zones import Zone, polygon_from_geojson

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
NOWHERE = Path(tempfile.gettempdir()) / "fieldops-tests"
"""Where what a visit leaves is put, if a test doesn't look at it."""


def a_node(**given: Any) -> Node:
    """A service outlet in ZJ."""
    outlet = {
        "code": "ZJ-001",
        "kind": NodeKind.PARTNER,
        "name_zh": "余姚宏达维修部",
        "name_en": "Yuyao Hongda Repairs",
        "lon": 121.1496,
        "lat": 30.0371,
        "parent": "ZJ",
        "partner_kind": PartnerKind.SERVICE_OUTLET,
    }
    return Node(**{**outlet, **given})


def a_head_office(**given: Any) -> Node:
    return a_node(**{"code": "HQ", "kind": NodeKind.HEAD_OFFICE, "parent": None, "partner_kind": None, **given})


def a_province(**given: Any) -> Node:
    return a_node(**{"code": "ZJ", "kind": NodeKind.PROVINCE, "parent": "HQ", "partner_kind": None, **given})


def a_location(**given: Any) -> Location:
    return Location(**{"code": "ZJ-001/WH", "node": "ZJ-001", "kind": LocationKind.WAREHOUSE, **given})


def a_skill(**given: Any) -> Skill:
    return Skill(**{"code": "front_loader", "name_zh": "滚筒维修", "name_en": "Front-loader repair", **given})


def a_tool(**given: Any) -> Tool:
    return Tool(**{"code": "clamp_meter", "name_zh": "钳形电流表", "name_en": "Clamp meter", **given})


def a_working_time(**given: Any) -> WorkingTime:
    return WorkingTime(**{"weekday": 0, "starts": time(8), "ends": time(17, 30), "break_s": 2700, **given})


def a_technician(**given: Any) -> Technician:
    usual = {
        "code": "ZJ-T001",
        "node": "ZJ-001",
        "name_zh": "张三",
        "name_en": "Zhang San",
        "phone": "19900000001",
        "home_lon": 121.16,
        "home_lat": 30.05,
        "van": "ZJ-T001/VAN",
        "skills": frozenset({"front_loader"}),
        "week": tuple(a_working_time(weekday=day) for day in range(5)),
    }
    return Technician(**{**usual, **given})


SQUARE = [[121.1, 30.0], [121.2, 30.0], [121.2, 30.1], [121.1, 30.1], [121.1, 30.0]]


def a_file(**given: Any) -> StoredFile:
    usual = {
        "id": "0" * 32,
        "kind": FileKind.SIGNATURE,
        "name": "signature.png",
        "media_type": PNG,
        "bytes": 100,
        "width": 20,
        "height": 10,
        "sha256": "ab" * 32,
        "uploaded_at": NOW,
    }
    return StoredFile(**{**usual, **given})


def a_zone(**given: Any) -> Zone:
    polygon = polygon_from_geojson({"type": "Polygon", "coordinates": [SQUARE]})
    return Zone(**{"id": "ZJ-001-URBAN", "outlet": "ZJ-001", "kind": AreaKind.URBAN, "polygon": polygon, **given})


def a_settlement(**given: Any) -> Settlement:
    """Yuyao, where a_node is."""
    usual = {"code": "1786640", "name_zh": "余姚", "name_en": "Yuyao", "lon": 121.149, "lat": 30.05}
    return Settlement(**{**usual, **given})


def a_model(**given: Any) -> ProductModel:
    usual = {
        "code": "XQG100",
        "product_type": ProductType.FRONT_LOADER,
        "name_zh": "10公斤滚筒洗衣机",
        "name_en": "Front-loader washer 10 kg",
    }
    return ProductModel(**{**usual, **given})


def a_part(**given: Any) -> Part:
    usual = {
        "number": "DP-1",
        "name_zh": "排水泵",
        "name_en": "Drain pump",
        "category": PartCategory.ELECTRICAL,
        "unit_cost_fen": 4200,
        "must_return": True,
        "fits": frozenset({"XQG100"}),
    }
    return Part(**{**usual, **given})


def a_fault(**given: Any) -> Fault:
    usual = {
        "code": "F-01",
        "name_zh": "不排水",
        "name_en": "Does not drain",
        "product_type": ProductType.FRONT_LOADER,
        "skill": "front_loader",
        "duration_s": 2700,
        "parts": (PartCount(part="DP-1", quantity=1),),
    }
    return Fault(**{**usual, **given})


def a_receipt(**given: Any) -> StockReceipt:
    """Lines may be given as PartCount, without serials."""
    counts = given.pop("lines", (PartCount(part="DP-1", quantity=20),))
    lines = tuple(
        line if isinstance(line, ReceiptLine) else ReceiptLine(part=line.part, quantity=line.quantity)
        for line in counts
    )
    return StockReceipt(**{"reference": "DN-1", "location": "ZJ/WH", "lines": lines, **given})


def a_grant(**given: Any) -> QuotaGrant:
    return QuotaGrant(**{"reference": "Q-1", "partner": "ZJ-001", "period": "2026-12", "amount_fen": 500_000, **given})


def a_customer(**given: Any) -> Customer:
    usual = {
        "code": "C-1",
        "name": "王小明",
        "phone": "19900001234",
        "address": "浙江省余姚市城区示范路 1 号",
        "lon": 121.155,
        "lat": 30.041,
    }
    return Customer(**{**usual, **given})


def a_unit(**given: Any) -> SoldUnit:
    usual = {
        "serial": "U-1",
        "model": "XQG100",
        "customer": "C-1",
        "sold_by": "ZJ-001",
        "sold_on": date(2025, 5, 1),
        "receipt_card_on": date(2025, 5, 12),
    }
    return SoldUnit(**{**usual, **given})


def an_appointment(**given: Any) -> Appointment:
    starts = NOW + timedelta(hours=2)
    return Appointment(**{"starts": starts, "ends": starts + timedelta(hours=2), **given})


def an_order(**given: Any) -> ServiceOrder:
    usual = {
        "kind": OrderKind.REPAIR,
        "customer": "C-1",
        "outlet": "ZJ-001",
        "registered_at": NOW,
        "unit": "U-1",
        "fault": "F-01",
    }
    return ServiceOrder(**{**usual, **given})


BACKUP_FIGURES = {
    "loan_after_s": 48 * 3600,
    "loan_needs_contract": True,
    "longest_loan_s": 30 * 86400,
    "swap_return_s": 14 * 86400,
}
VISIT_FIGURES = {
    "needs_done": ["arrived", "identity_shown", "condition_noted", "work_done", "signed"],
    "needs_continued": ["condition_noted"],
    "needs_workshop": ["condition_noted"],
    "needs_failed": ["phoned"],
    "unsigned_for": ["absent", "unable", "no_contact"],
    "clock_tolerance_s": 300,
}
OLD_PART_FIGURES = {"within_days": 30}
WARRANTY_FIGURES = {
    "terms": [
        {"use": "household", "component": component, "months": months}
        for component, months in (("unit", 24), ("main", 36), ("replaced", 3))
    ],
    "refund_days": 7,
    "exchange_days": 15,
    "repeated_repairs": 3,
    "unvisited_days": 15,
    "receipt_card_days": 20,
}

RESERVE_FIGURES = {
    "days_ahead": 30,
    "service_percent": 95,
    "months_looked_at": 24,
    "probability_percent": 10,
    "size_percent": 10,
    "damping_pieces": 2,
    "categories": ["electrical", "wear"],
    "seasons": [
        {"code": "spring", "name_zh": "春季", "name_en": "Spring", "first_month": 3, "months": 3},
        {"code": "winter", "name_zh": "冬季", "name_en": "Winter", "first_month": 12, "months": 3},
    ],
}
PLACE_FIGURES = {
    "outlet_reach_m": 300_000,
    "province_reach_m": 600_000,
    "settlement_m": 60_000,
    "covered_m": 300_000,
}
DESK_FIGURES = {"crisis_chasers": 3, "duplicate_days": 7, "close_after_days": 7}
SUPPLY_FIGURES = {"head_office_days": 3, "purchase_days": 20}
INSPECTION_FIGURES = {"report_working_days": 3, "ahead_days": 14}
CALLBACK_FIGURES = {
    "very_satisfied": 5,
    "satisfied": 3,
    "fair": 2,
    "no_answer": 1,
    "dissatisfied": -5,
    "kinds": ["repair", "installation", "swap", "inspection"],
    "same_day_before": "19:00:00",
    "until": "20:30:00",
    "next_day_until": "12:00:00",
    "attempts": 3,
}
SPOT_CHECK_FIGURES = {"percent": 5, "least": 2, "visit_percent": 20}
COUNTING_FIGURES = {"recount_pieces": 5, "recount_fen": 10**8}


def a_contract(**given: Any) -> Contract:
    usual = {
        "number": "HT-1",
        "customer": "C-1",
        "profile": "round_the_clock",
        "service_class": ServiceClass.A,
        "valid_from": date(2026, 1, 1),
    }
    return Contract(**{**usual, **given})


def a_policy(**given: Any) -> Policy:
    figures = {"urban_s": 86400, "rural_s": 259200, "swap_s": 14400, "urban_radius_m": 30000}
    return Policy(**{"name": "promise", "valid_from": date(2026, 1, 1), "figures": figures, **given})


def a_check_item(**given: Any) -> CheckItem:
    usual = {
        "code": "HOSE",
        "kind": ItemKind.YES_NO,
        "text_zh": "水管无渗漏",
        "text_en": "Hoses don't leak",
        "wanted": True,
    }
    return CheckItem(**{**usual, **given})


def a_check_list(**given: Any) -> NewCheckList:
    """A question and a measure, for washers."""
    pressure = a_check_item(code="PRESSURE", kind=ItemKind.MEASURE, text_zh="水压", text_en="Pressure", wanted=None, unit="MPa", least=Decimal("0.05"), fault_level=2, fault="F-01")  # fmt: skip
    return NewCheckList(**{"kind": "WASHER", "items": (a_check_item(), pressure), **given})


def an_equipment(**given: Any) -> Equipment:
    return Equipment(**{"code": "M-1", "kind": "WASHER", "name": "1 号机", "unit": "U-1", **given})


def an_inspection_plan(**given: Any) -> InspectionPlan:
    """Each month from tomorrow on."""
    usual = {
        "number": "IP-1",
        "customer": "C-1",
        "node": "ZJ-001",
        "starts_on": NOW.date() + timedelta(days=1),
        "every_months": 1,
        "window_days": 5,
        "equipment": (an_equipment(),),
    }
    return InspectionPlan(**{**usual, **given})


async def register_network() -> None:
    """HQ, the province ZJ with a warehouse and a workshop, the outlet ZJ-001 with its warehouse and one van."""
    await perform(network.register_nodes, [a_head_office(), a_province(), a_node()])
    await perform(
        network.open_locations,
        [
            a_location(code="ZJ/WH", node="ZJ"),
            a_location(code="ZJ/SHOP", node="ZJ", kind=LocationKind.WORKSHOP),
            a_location(),
            a_location(code="ZJ-T001/VAN", kind=LocationKind.VAN),
        ],
    )
    await perform(network.add_skills, [a_skill()])


async def register_catalogue() -> None:
    """One model, its drain pump, and the fault that takes it."""
    await perform(parts.add_models, [a_model()])
    await perform(parts.add_parts, [a_part()])
    await perform(parts.add_faults, [a_fault()])


async def register_customer() -> None:
    """One customer with one machine."""
    await perform(orders.register_customers, [a_customer()])
    await perform(orders.register_units, [a_unit()])


def a_desk(now: datetime = NOW, by: str = "desk") -> Desk:
    return Desk(by=by, now=now, zone=ZoneInfo("Asia/Shanghai"))


async def enact_desk() -> None:
    """What is promised (S1), what the desk goes by (S2, S4), and the clocks."""
    await perform(policies.enact, a_policy())
    await perform(policies.enact, a_policy(name="desk", figures=DESK_FIGURES))
    await enact_clocks()


async def enact_clocks() -> None:
    """What orders may take (S3), and the hours that are worked."""
    await perform(policies.enact, a_policy(name="clocks", figures=CLOCK_FIGURES))
    await perform(policies.enact, a_policy(name="working_hours", figures=HOURS_FIGURES))


async def register_all() -> None:
    await enact_desk()
    await register_network()
    await register_catalogue()
    await register_customer()
