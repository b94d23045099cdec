"""A small province for the tests of planning: one outlet, two technicians, a few customers around Hangzhou."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from clock_figures import CLOCK_FIGURES, HOURS_FIGURES

from fieldops.actions import network, orders, parts, policies, stock
from fieldops.actions.desk import Desk
from fieldops.database.door import perform
from fieldops.store.policies import Policy
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
)
from routing.requests import PlanRequest

ZONE = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 23)
"""A Monday."""
EVENING = datetime(2026, 11, 22, 18, 0, tzinfo=ZONE)
DESK = Desk(by="desk", now=EVENING, zone=ZONE)

POLICIES: dict[str, dict[str, Any]] = {
    "clocks": CLOCK_FIGURES,
    "working_hours": HOURS_FIGURES,
    "desk": {"crisis_chasers": 3, "duplicate_days": 7, "close_after_days": 7},
    "promise": {"urban_s": 86400, "rural_s": 259200, "swap_s": 14400, "urban_radius_m": 30000},
    "travel": {"bands": [{"upto_m": None, "detour": 1.3, "speed_kmh": 40.0}]},
    "planning": {
        "work_fen_per_h": 4500,
        "travel_fen_per_km": 80,
        "late_fen_per_h": 3000,
        "unserved_fen": 30000,
        "unserved_later_fen": 12000,
        "unserved_swap_fen": 200000,
        "level_1_factor": 3,
        "level_2_factor": 2,
        "loading_s": 600,
        "stock_opens_s": 27000,
        "stock_closes_s": 64800,
        "installation": {"duration_s": 2400, "skill": "installation"},
        "inspection": {"duration_s": 2700, "skill": "inspection"},
        "swap": {"duration_s": 3000, "skill": "unit_swap"},
    },
}
SKILLS = ("front_loader", "installation", "inspection", "unit_swap")


def _node(code: str, kind: NodeKind, parent: str | None, lon: float, lat: float, **given: Any) -> Node:
    return Node(code=code, kind=kind, name_zh=code, name_en=code, parent=parent, lon=lon, lat=lat, **given)


def _technician(code: str, node: str, lon: float, lat: float, skills: Sequence[str]) -> Technician:
    week = tuple(WorkingTime(weekday=day, starts=time(8), ends=time(17, 30), break_s=2700) for day in range(5))
    return Technician(
        code=code,
        node=node,
        name_zh=code,
        name_en=code,
        phone="19900000000",
        home_lon=lon,
        home_lat=lat,
        van=f"{code}/VAN",
        skills=frozenset(skills),
        week=week,
    )


async def lay_out_province() -> None:
    """ZJ with the outlet ZJ-001; T1 works for the outlet, T2 for the provincial centre. One pump in T1's van, three
    at the province, one backup unit set aside there."""
    for name, figures in POLICIES.items():
        await perform(policies.enact, Policy(name=name, valid_from=date(2026, 1, 1), figures=figures))
    outlet = {"partner_kind": PartnerKind.SERVICE_OUTLET}
    await perform(
        network.register_nodes,
        [
            _node("HQ", NodeKind.HEAD_OFFICE, None, 121.55, 29.87),
            _node("ZJ", NodeKind.PROVINCE, "HQ", 120.16, 30.29),
            _node("ZJ-001", NodeKind.PARTNER, "ZJ", 120.20, 30.25, **outlet),
            _node("ZJ-002", NodeKind.PARTNER, "ZJ", 120.10, 30.35, **outlet),
        ],
    )
    warehouses = [
        Location(code=f"{node}/WH", node=node, kind=LocationKind.WAREHOUSE) for node in ("ZJ", "ZJ-001", "ZJ-002")
    ]
    vans = [
        Location(code=f"{code}/VAN", node=node, kind=LocationKind.VAN)
        for code, node in (("T1", "ZJ-001"), ("T2", "ZJ"))
    ]
    await perform(network.open_locations, [*warehouses, *vans])
    await perform(network.add_skills, [Skill(code=code, name_zh=code, name_en=code) for code in SKILLS])
    await perform(
        network.register_technicians,
        [
            _technician("T1", "ZJ-001", 120.21, 30.26, ["front_loader"]),
            _technician("T2", "ZJ", 120.15, 30.30, SKILLS),
        ],
    )
    await perform(
        parts.add_models,
        [ProductModel(code="XQG", product_type=ProductType.FRONT_LOADER, name_zh="滚筒", name_en="Front-loader")],
    )
    await perform(
        parts.add_parts,
        [
            a_part("PUMP", PartCategory.ELECTRICAL),
            a_part("BELT", PartCategory.WEAR),
            a_part("UNIT", PartCategory.WHOLE_UNIT),
        ],
    )
    await perform(parts.add_faults, [a_fault("NO-DRAIN", PartCount(part="PUMP", quantity=1)), a_fault("NOISE")])
    await receive("R1", "T1/VAN", PUMP=1)
    await receive("R2", "ZJ/WH", PUMP=3)
    await receive("R3", "ZJ/WH", set_aside=True, UNIT=1)


def a_part(number: str, category: PartCategory) -> Part:
    return Part(
        number=number,
        name_zh=number,
        name_en=number,
        category=category,
        unit_cost_fen=1000,
        must_return=True,
        fits=frozenset({"XQG"}),
    )


def a_fault(code: str, *lines: PartCount) -> Fault:
    return Fault(
        code=code,
        name_zh=code,
        name_en=code,
        product_type=ProductType.FRONT_LOADER,
        skill="front_loader",
        duration_s=2700,
        parts=lines,
    )


async def receive(reference: str, location: str, *, set_aside: bool = False, **counts: int) -> None:
    lines = tuple(ReceiptLine(part=part, quantity=count) for part, count in counts.items())
    receipt = StockReceipt(reference=reference, location=location, lines=lines, set_aside=set_aside)
    await perform(stock.receive, [receipt], now=EVENING)


async def register(number: str, **given: Any) -> ServiceOrder:
    """An order of a customer of its own, ``called`` so, at ``at`` and ``address``, by default a front-loader of ZJ-001 that does not drain."""
    lon, lat = given.pop("at", (120.18, 30.27))
    contract = given.get("kind") is OrderKind.SWAP
    customer = Customer(
        code=f"C-{number}",
        name=given.pop("called", "顾客"),
        phone="19900000001",
        address=given.pop("address", "杭州"),
        lon=lon,
        lat=lat,
        contract=contract,
    )
    unit = SoldUnit(
        serial=f"U-{number}", model="XQG", customer=customer.code, sold_by="ZJ-001", sold_on=date(2026, 1, 2)
    )
    await perform(orders.register_customers, [customer])
    await perform(orders.register_units, [unit])
    order = ServiceOrder(
        **{
            "kind": OrderKind.REPAIR,
            "number": number,
            "customer": customer.code,
            "outlet": "ZJ-001",
            "registered_at": EVENING - timedelta(hours=3),
            "unit": unit.serial,
            "fault": "NO-DRAIN",
            **given,
        }
    )
    (registered,) = await perform(orders.register, [order], DESK)
    return registered


def appointment(starts_hour: int, ends_hour: int, day: date = DAY) -> Appointment:
    return Appointment(
        starts=datetime.combine(day, time(starts_hour), ZONE), ends=datetime.combine(day, time(ends_hour), ZONE)
    )


def asking(**given: Any) -> PlanRequest:
    return PlanRequest(
        **{
            "province": "ZJ",
            "day": DAY,
            "requested_at": EVENING.astimezone(UTC),
            "today": EVENING.date(),
            "time_limit_s": 1,
            "publish": True,
            **given,
        }
    )
