"""A network of two provinces, records of every node, and how each endpoint asks for those of one node."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aftercare_grounds import (
    answer_at,
    enact_policies,
    inspection_of,
    lay_out_aftercare,
    plan_for,
    plan_of,
)
from builders import (
    BACKUP_FIGURES,
    CLOCK_FIGURES,
    DESK_FIGURES,
    HOURS_FIGURES,
    NOW,
    OLD_PART_FIGURES,
    RESERVE_FIGURES,
    SQUARE,
    VISIT_FIGURES,
    WARRANTY_FIGURES,
    a_contract,
    a_customer,
    a_desk,
    a_fault,
    a_file,
    a_grant,
    a_head_office,
    a_location,
    a_model,
    a_node,
    a_part,
    a_policy,
    a_province,
    a_receipt,
    a_skill,
    a_technician,
    a_unit,
    a_zone,
    an_order,
)
from month_api import a_month, a_run, enact_month
from network_api import a_visit, end_visit

from fieldops.actions import (
    backup_units,
    charges,
    contracts,
    counting,
    exchanges,
    network,
    order_ties,
    orders,
    parts,
    people,
    plans,
    policies,
    quota_requests,
    quotas,
    reserve_plans,
    shelves,
    shipments,
    sold_units,
    stock,
    stock_moves,
    visits,
    warranty_findings,
    weather,
    webhooks,
    zones,
)
from fieldops.actions.charges import NewQuote
from fieldops.store import files
from fieldops.store.imports import heads
from inventory.backup_pool import NewUnit, Remark, Sending
from inventory.chargeable import ChargeKind, ChargeLine
from inventory.counting import NewCount
from inventory.entitlements import Answer
from inventory.events import Family
from inventory.imports.life import ImportKind, Mode
from inventory.moves import StockMove
from inventory.network import LocationKind, NodeKind
from inventory.order_ties import NewTie, TieKind
from inventory.orders import OrderKind
from inventory.parts import PartCategory, ReceiptLine
from inventory.people import EVERYTHING, STANDS_AT, Permission, Person, Role
from inventory.quota_requests import Asked, NewRequest
from inventory.quotas import StandingQuota
from inventory.reserve_plans import NewPlan
from inventory.shelves import Shelf
from inventory.shipments import Goods, Moving
from inventory.sold_units import NewOtherSale
from inventory.visits import NewVisit
from inventory.warranty_findings import Found, NewFinding
from inventory.weather import AlertKind, AlertLevel, NewAlert
from inventory.webhooks import NewWebhook
from routing.requests import PlanRequest

PARENTS = {"HQ": None, "ZJ": "HQ", "AH": "HQ", "ZJ-001": "ZJ", "ZJ-002": "ZJ", "AH-001": "AH"}
PROVINCES, PARTNERS = ("ZJ", "AH"), ("ZJ-001", "ZJ-002", "AH-001")
OUTLETS = (*PROVINCES, *PARTNERS)
KINDS = (
    {"HQ": NodeKind.HEAD_OFFICE}
    | dict.fromkeys(PROVINCES, NodeKind.PROVINCE)
    | dict.fromkeys(PARTNERS, NodeKind.PARTNER)
)


def below(node: str) -> set[str]:
    """The node and all under it."""
    return {code for code in PARENTS if node in _line(code)}


def _line(code: str | None) -> list[str]:
    return [] if code is None else [code, *_line(PARENTS[code])]


def relation(mine: str, other: str) -> str:
    if mine == other:
        return "own"
    if other in _line(mine):
        return "above"
    return "below" if mine in _line(other) else "beside"


def everybody() -> list[Person]:
    """Each role once at a node of each kind where it stands, so that each has a neighbour."""
    places = {NodeKind.HEAD_OFFICE: "HQ", NodeKind.PROVINCE: "ZJ", NodeKind.PARTNER: "ZJ-001"}
    return [
        Person(
            login=f"{role}.{places[kind].lower()}",
            name=role,
            role=role,
            node=places[kind],
            technician=f"T-{places[kind]}" if role is Role.TECHNICIAN else None,
        )
        for role in Role
        for kind in sorted(STANDS_AT[role])
    ]


async def lay_out() -> None:
    """Of every node: warehouse, van, technician, stock, user; of outlets zone, customer, unit, order; quota; plan."""
    others = [a_province(code="AH"), a_node(), a_node(code="ZJ-002"), a_node(code="AH-001", parent="AH")]
    await network.register_nodes([a_head_office(), a_province(), *others])
    await network.add_skills([a_skill()])
    await parts.add_models([a_model()])
    await policies.enact(a_policy())
    await policies.enact(a_policy(name="desk", figures=DESK_FIGURES))
    await policies.enact(a_policy(name="clocks", figures=CLOCK_FIGURES))
    await policies.enact(a_policy(name="working_hours", figures=HOURS_FIGURES))
    whole = a_part(number="WU-1", barcode=None, category=PartCategory.WHOLE_UNIT)
    await parts.add_parts([a_part(), a_part(number="MB-1", serial_tracked=True), whole])
    await parts.add_faults([a_fault()])
    for node in PARENTS:
        van = a_location(code=f"{node}/VAN", node=node, kind=LocationKind.VAN)
        await network.open_locations([a_location(code=f"{node}/WH", node=node), van])
        await network.register_technicians([a_technician(code=f"T-{node}", node=node, van=f"{node}/VAN")])
        board = ReceiptLine(part="MB-1", quantity=1, serials=(f"S.{node}",))
        lines = (ReceiptLine(part="DP-1", quantity=20), board)
        await stock.receive([a_receipt(reference=f"DN-{node}", location=f"{node}/VAN", lines=lines)], now=NOW)
        await shelves.put(Shelf(location=f"{node}/VAN", part="DP-1", shelf="A1"))
        role = next(
            role for role in (Role.FINANCE, Role.DIRECTOR, Role.PARTNER_CLERK) if KINDS[node] in STANDS_AT[role]
        )
        await people.register(
            Person(login=f"seed.{node.lower()}", name="S", role=role, node=node), by=EVERYTHING, now=NOW
        )
    for node in OUTLETS:
        await zones.draw_zones([a_zone(id=f"Z-{node}", outlet=node)])
        await files.add(a_file(id=file_of(node)), node=node, uploaded_by=f"seed.{node.lower()}")
        await heads.add(
            kind=ImportKind.UNITS_SOLD,
            mode=Mode.ADD,
            file=file_of(node),
            encoding=None,
            node=node,
            made_by="seed",
            made_at=NOW,
        )
        await orders.register_customers([a_customer(code=f"C-{node}", contract=True)])
        await orders.register_units([a_unit(serial=f"U-{node}", customer=f"C-{node}", sold_by=node)])
        await orders.register(
            [
                an_order(number=f"SO-{node}", customer=f"C-{node}", unit=f"U-{node}", outlet=node),
                *(
                    an_order(number=f"{kind}-{node}", customer=f"C-{node}", unit=f"U-{node}", outlet=node)
                    for kind in ("TO", "BACK")
                ),
                an_order(
                    number=f"CO-{node}",
                    kind=OrderKind.COMPLAINT,
                    customer=f"C-{node}",
                    unit=None,
                    outlet=node,
                    claims_damages=True,
                ),
            ],
            a_desk(),
        )
        await orders.register_units([a_unit(serial=f"UO-{node}", customer=None, sold_by=node)])
        told = NewOtherSale(**{**another_sale_by(node), "sold_on": date(2026, 1, 2)})
        await sold_units.tell_other_sale(told, a_desk())
    await policies.enact(a_policy(name="backup", figures=BACKUP_FIGURES))
    await policies.enact(a_policy(name="reserve", figures=RESERVE_FIGURES))
    await policies.enact(a_policy(name="visits", figures=VISIT_FIGURES))
    await policies.enact(a_policy(name="old_parts", figures=OLD_PART_FIGURES))
    await policies.enact(a_policy(name="warranty", figures=WARRANTY_FIGURES))
    await policies.enact(a_policy(name="zones", figures={"least_m2": 0}))
    await enact_policies()
    for node in OUTLETS:
        await contracts.sign(a_contract(number=f"HT-{node}", customer=f"C-{node}"))
        await lend(f"LU-{node}", f"{node}/VAN", f"SO-{node}")
        tied = NewTie(kind=TieKind.SAME, first=f"TO-{node}", second=f"BACK-{node}", why="x")
        await order_ties.tie(tied, a_desk())
    for node in PARTNERS:
        visit = await a_visit(f"SO-V-{node}", f"C-{node}", f"U-{node}", node, f"T-{node}", "DP-1")
        await end_visit(visit, f"T-{node}")
        await quotas.grant([a_grant(reference=f"Q-{node}", partner=node)], by="seed", now=NOW)
        standing = StandingQuota(partner=node, from_period="2026-12", monthly_fen=1, reason="x")
        await quotas.set_standing(standing, by="seed", now=NOW)
        planned = NewPlan(partner=node, season="spring", year=2027)
        await reserve_plans.propose(planned, by="seed", now=NOW, zone=ZoneInfo("Asia/Shanghai"))
        wanted = NewRequest(**{**asked_by(node), "lines": (Asked(part="DP-1", quantity=1),)})
        await quota_requests.ask(wanted, by="seed", today=NOW.date(), now=NOW)
    for node in PARTNERS:
        await repair_something(node)
    for node in PARENTS:
        moving = Moving(source=f"{node}/VAN", destination=f"{node}/WH", lines=(Goods(part="DP-1", quantity=1),))
        await shipments.move(moving, by="seed", now=NOW)
        carried = StockMove(**{**carried_at(node, "seed"), "lines": (Goods(part="DP-1", quantity=1),)})
        await stock_moves.carry(carried, by="seed", now=NOW)
        await counting.open_count(NewCount(place=f"{node}/VAN", parts=("DP-1",)), by="seed", now=NOW)
        unit = NewUnit(serial=unit_of(node), part="WU-1", place=f"{node}/VAN")
        await backup_units.register([unit], by="seed", now=NOW)
        told = NewWebhook(node=node, url="https://erp.example/", families=(Family.PURCHASE,))
        made = await webhooks.make(told, readable=frozenset(Family), by="seed", now=NOW)
        await webhooks.ping(made.id, now=NOW)
    await enact_month()
    for node in PARTNERS:
        await a_month(node, node, f"T-{node}", f"C-{node}", f"U-{node}", "F-01")
    await a_run(posted=True)
    for node in ALERTED:
        told = {**ALERT, "nodes": (node,), "from_at": NOW, "kind": AlertKind.GALE, "level": AlertLevel.BLUE}
        await weather.record(NewAlert(**told), by="seed", now=NOW)
    await lay_out_aftercare(PARTNERS, visit_of)
    for node in PROVINCES:
        day = NOW.date()
        await plans.request(PlanRequest(province=node, day=day, requested_at=NOW, today=day, time_limit_s=1))


async def repair_something(node: str) -> None:
    """An order that the node's technician is to go to, at whose machine something was found."""
    number = technicians_order(node)
    await orders.register([an_order(number=number, customer=f"C-{node}", unit=f"U-{node}", outlet=node)], a_desk())
    visit = (await visits.book(NewVisit(order=number, node=node), a_desk())).value.number
    await visits.assign(visit, f"T-{node}", now=NOW)
    await warranty_findings.record(number, NewFinding(found=Found.MISUSE, note="x"), a_desk())
    await charges.quote(number, NewQuote(lines=(LABOUR,)), a_desk())
    bought = a_unit(serial=f"UE-{node}", customer=f"C-{node}", sold_by=node, sold_on=NOW.date(), receipt_card_on=NOW.date())  # fmt: skip
    await orders.register_units([bought])
    fresh = an_order(number=f"SO-E-{node}", customer=f"C-{node}", unit=bought.serial, outlet=node)
    await orders.register([fresh], a_desk())
    going = (await visits.book(NewVisit(order=f"SO-E-{node}", node=node), a_desk())).value.number
    await visits.assign(going, f"T-{node}", now=NOW)
    await exchanges.request(f"SO-E-{node}", Answer.EXCHANGE, a_desk())


async def lend(serial: str, van: str, order: str) -> None:
    """A new unit stands at the order's customer."""
    await backup_units.register([NewUnit(serial=serial, part="WU-1", place=van)], by="seed", now=NOW)
    sending = Sending(order=order, via=van, repair_until=NOW + timedelta(days=3))
    await backup_units.send(serial, sending, by="seed", today=NOW.date(), now=NOW)
    await backup_units.hand_over(serial, Remark(), by="seed", now=NOW)


def file_of(node: str) -> str:
    return node.encode().hex().ljust(32, "0")


numbers = itertools.count(1)


@dataclass(frozen=True)
class Probe:
    """How an endpoint is asked about the records of ``node``; None if such a node has none.

    ``row`` finds the node's record in a list's results. ``own`` says whether a technician's own record is there,
    ``also`` what else the record itself asks for.
    """

    method: str
    path: Callable[[str], str]
    body: Callable[[str], Any] = lambda node: None
    row: Callable[[str, Any], bool] | None = None
    of: tuple[str, ...] = tuple(PARENTS)
    own: bool = False
    also: Permission | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def in_each_form(self) -> Iterator[Probe]:
        """A list is asked for as a sheet too."""
        yield self
        if self.row is not None:
            path = self.path
            yield replace(self, path=lambda node: path(node).replace("limit=500", "format=csv"))


def columns_of(row: Any) -> set[str]:
    """The places of a row of the matrix, or of its sheet."""
    return {cell["location"] for cell in row["cells"]} if "cells" in row else set(row)


def listed(path: str, row: Callable[[str, Any], bool], **given: Any) -> Probe:
    return Probe("GET", lambda node: f"{path}?limit=500", row=row, **given)


def made(path: str, body: Callable[[str], Any], **given: Any) -> Probe:
    return Probe("POST", lambda node: path, body, **given)


def on_order(verb: str, body: object, order: str = "SO", **given: Any) -> Probe:
    return Probe(
        "POST", lambda node: f"/service-orders/{order}-{node}/{verb}", lambda node: body, **{"of": OUTLETS, **given}
    )


def beside(node: str) -> str:
    """A node in sight of whoever sees this one."""
    return PARENTS[node] if node in PARTNERS else f"{node}-001"  # type: ignore[return-value]


AS_SEEN = {"if-match": '"1"'}
AS_KNOWN = {"if-none-match": "*"}
"""Whoever may have a paper is told so, without its being set."""


def about(
    method: str, path: str, number: Callable[[str], str], body: Callable[[str], Any] = lambda node: None, **given: Any
) -> Probe:
    """Of the one record of the node, by its number."""
    return Probe(method, lambda node: path.format(number(node)), body, **{"of": PARTNERS, **given})


def request_of(node: str) -> str:
    return f"QR-202611-{PARTNERS.index(node) + 1:06d}"


def reserve_plan_of(node: str) -> str:
    return f"RP-{PARTNERS.index(node) + 1:06d}"


def visit_of(node: str) -> str:
    return f"VS-{PARTNERS.index(node) + 1:06d}"


def old_part_of(node: str) -> str:
    return f"{visit_of(node)}.use"


def technicians_order(node: str) -> str:
    return f"SO-R-{node}"


def exchange_of(node: str) -> str:
    return f"EX-{PARTNERS.index(node) + 1:06d}"


def finding_of(node: str) -> str:
    return str(PARTNERS.index(node) + 1)


def other_sale_of(node: str) -> str:
    return str(OUTLETS.index(node) + 1)


def another_sale_by(node: str) -> Any:
    return {"serial": f"UO-{node}", "sold_by": node, "sold_on": "2026-01-01", "note": "x"}


def shipment_of(node: str) -> str:
    return f"SH-{list(PARENTS).index(node) + 1:06d}"


def asked_by(node: str) -> Any:
    return {
        "partner": node,
        "destination": f"{node}/WH",
        "period": "2026-11",
        "lines": [{"part": "DP-1", "quantity": 1}],
    }


def import_of(node: str) -> int:
    return OUTLETS.index(node) + 1


def of_import(method: str, verb: str) -> Probe:
    """An import of units sold asks for what registering one asks for."""
    path = f"/imports/{{}}{verb}"
    return Probe(method, lambda node: path.format(import_of(node)), of=OUTLETS, also=Permission.CUSTOMERS_EDIT)


def move_of(node: str) -> str:
    return f"MV-{list(PARENTS).index(node) + 1:06d}"


def unit_of(node: str) -> str:
    return f"BU-{node}"


def count_of(node: str) -> str:
    return f"CT-{list(PARENTS).index(node) + 1:06d}"


def webhook_of(node: str) -> str:
    """Each has one delivery, of the same number."""
    return str(list(PARENTS).index(node) + 1)


def carried_at(node: str, reference: str) -> Any:
    return {
        "reference": reference,
        "source": f"{node}/VAN",
        "destination": f"{node}/WH",
        "lines": [{"part": "DP-1", "quantity": 1}],
    }


TOO_SLOW = {"kind": "too_slow", "owner": "outlet", "reason": "x"}
ALERTED = OUTLETS
"""An alert of the head office concerns all."""
ALERT = {
    "kind": "gale",
    "level": "blue",
    "from_at": "2026-11-20T06:00:00+08:00",
    "source": "x",
}


def alert_of(node: str) -> str:
    return f"WA-{ALERTED.index(node) + 1:06d}"


def zones_of(node: str) -> Any:
    """A file of one zone, to be drawn."""
    feature = {
        "type": "Feature",
        "properties": {"id": f"ZI{next(numbers)}", "outlet": node, "area": "rural"},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    return {"collection": {"type": "FeatureCollection", "features": [feature]}, "commit": True}


def order_of(node: str) -> str:
    return f"SO-{node}"


def signed_by(node: str) -> Any:
    return {
        "customer": f"C-{node}",
        "profile": "round_the_clock",
        "service_class": "A",
        "valid_from": "2026-01-01",
    }


PLAN_OF = {"ZJ": 1, "AH": 2}
LABOUR = ChargeLine(kind=ChargeKind.LABOUR, text="上门维修", price_fen=8_000)
APPOINTMENT = {"starts": "2026-11-24T10:00:00+08:00", "ends": "2026-11-24T12:00:00+08:00"}


def to_van(node: str) -> Any:
    return {"place": f"{node}/VAN"}


def arrived_at(node: str) -> Any:
    return {"did": "arrived", "id": f"s-{next(numbers)}", "by": f"T-{node}", "at": NOW.isoformat()}


def ended_at(node: str) -> Any:
    return {"by": f"T-{node}", "at": NOW.isoformat(), "steps": ["use"]}


def work_at(node: str) -> Any:
    return {"did": "work_done", "id": "w", "by": f"T-{node}", "at": NOW.isoformat(), "text": "x"}


OWN_VAN: Any = {"of": tuple(PARENTS), "own": True}
"""Of every node, in the van that is the technician's own."""

PROBES: dict[str, Probe] = {
    "list_nodes": listed("/nodes", lambda node, row: row["code"] == node),
    "show_node": Probe("GET", lambda node: f"/nodes/{node}"),
    "register_node": made(
        "/nodes",
        lambda node: {
            "code": f"{node}-N{next(numbers)}",
            "kind": "partner",
            "name_zh": "新",
            "name_en": "New",
            "lon": 121.0,
            "lat": 30.0,
            "parent": node,
            "partner_kind": "service_outlet",
        },
        of=PROVINCES,
    ),
    "list_locations": listed("/locations", lambda node, row: row["code"] == f"{node}/VAN", own=True),
    "open_location": made(
        "/locations", lambda node: {"code": f"{node}/W{next(numbers)}", "node": node, "kind": "warehouse"}
    ),
    "list_technicians": listed("/technicians", lambda node, row: row["code"] == f"T-{node}", own=True),
    "register_technician": made(
        "/technicians",
        lambda node: {
            "code": f"T{next(numbers)}",
            "node": node,
            "name_zh": "新",
            "name_en": "New",
            "phone": "19900000001",
            "home_lon": 121.0,
            "home_lat": 30.0,
            "van": f"{node}/VAN",
            "skills": ["front_loader"],
            "week": [],
        },
    ),
    "show_technician": about("GET", "/technicians/{}", lambda node: f"T-{node}", own=True, of=tuple(PARENTS)),
    "set_technician_day": about(
        "PUT",
        "/technicians/{}/day",
        lambda node: f"T-{node}",
        lambda node: {"most_visits": 6},
        headers=AS_SEEN,
        of=tuple(PARENTS),
    ),
    "keep_tools": made("/tools/lie", lambda node: {"location": f"{node}/WH", "tools": []}),
    "list_ties": listed("/order-ties", lambda node, row: row["first"] == f"TO-{node}", of=OUTLETS),
    "tie_orders": made(
        "/order-ties",
        lambda node: {"kind": "after", "first": f"SO-{node}", "second": f"BACK-{node}", "why": "x"},
        of=OUTLETS,
    ),
    "untie_orders": about(
        "POST",
        "/order-ties/{}/end",
        lambda node: str(OUTLETS.index(node) + 1),
        lambda node: {"reason": "x"},
        of=OUTLETS,
    ),
    "list_zones": listed("/service-zones", lambda node, row: row["id"] == f"Z-{node}", of=OUTLETS),
    "show_zone": Probe("GET", lambda node: f"/service-zones/Z-{node}", of=OUTLETS),
    "show_area": Probe("GET", lambda node: f"/area?lon=121.15&lat=30.05&outlet={node}", of=OUTLETS),
    "draw_zone": made(
        "/service-zones",
        lambda node: {
            "id": f"Z{next(numbers)}",
            "outlet": node,
            "area": "rural",
            "polygon": {"type": "Polygon", "coordinates": [SQUARE]},
        },
        of=OUTLETS,
    ),
    "import_zones": made("/service-zones/import", zones_of, of=OUTLETS),
    "remove_zone": Probe("DELETE", lambda node: f"/service-zones/Z-{node}", of=OUTLETS),
    "show_customer_wishes": about("GET", "/customers/C-{}/wishes", str, of=OUTLETS),
    "say_customer_wish": about(
        "POST",
        "/customers/C-{}/wishes",
        str,
        lambda node: {"technician": f"T-{node}", "wish": "preferred", "said_by": "x", "why": "x"},
        of=OUTLETS,
    ),
    "set_customer_rests": about("POST", "/customers/C-{}/rests", str, lambda node: {"rests": []}, of=OUTLETS),
    "list_customers": listed("/customers", lambda node, row: row["code"] == f"C-{node}", of=OUTLETS),
    "list_units": listed("/sold-units", lambda node, row: row["serial"] == f"U-{node}", of=OUTLETS),
    "register_unit": made(
        "/sold-units",
        lambda node: {
            "serial": f"UX{next(numbers)}",
            "model": "XQG100",
            "customer": f"C-{node}",
            "sold_by": node,
            "sold_on": "2026-01-01",
        },
        of=OUTLETS,
    ),
    "show_unit": about("GET", "/sold-units/U-{}", str, own=True),
    "show_unit_warranty": about("GET", "/sold-units/U-{}/warranty", str, own=True),
    "correct_unit": Probe(
        "PATCH", lambda node: f"/sold-units/U-{node}", lambda node: {"invoice": "FP-1"}, of=OUTLETS, headers=AS_SEEN
    ),
    "record_cards": made(
        "/receipt-cards", lambda node: {"cards": [{"serial": f"U-{node}", "on": "2025-05-12"}]}, of=OUTLETS
    ),
    "list_other_sales": listed("/other-sales", lambda node, row: row["sold_by"] == node, of=OUTLETS),
    "tell_other_sale": made("/other-sales", another_sale_by, of=OUTLETS),
    "settle_other_sale": about(
        "POST", "/other-sales/{}/settle", other_sale_of, lambda node: {"right": False, "reason": "x"}, of=OUTLETS
    ),
    "check_entitlement": Probe("GET", lambda node: f"/entitlements?unit=U-{node}&fault=F-01", of=PARTNERS, own=True),
    "show_order_entitlement": about("GET", "/service-orders/{}/entitlement", technicians_order, own=True),
    "record_finding": about(
        "POST",
        "/service-orders/{}/warranty-findings",
        technicians_order,
        lambda node: {"found": "misuse", "note": "x"},
        own=True,
    ),
    "withdraw_finding": about(
        "POST", "/warranty-findings/{}/withdraw", finding_of, lambda node: {"reason": "x"}, own=True
    ),
    "list_charges": listed(
        "/chargeable-work", lambda node, row: row["service_order"] == technicians_order(node), of=PARTNERS, own=True
    ),
    "show_charges": about("GET", "/service-orders/{}/chargeable-work", technicians_order, own=True),
    "make_quote": about(
        "POST",
        "/service-orders/{}/chargeable-work/quote",
        technicians_order,
        lambda node: {"lines": [{"kind": "labour", "text": "x", "price_fen": 100}]},
        own=True,
    ),
    "record_consent": about(
        "POST",
        "/service-orders/{}/chargeable-work/consent",
        technicians_order,
        lambda node: {"round": 1, "name": "x", "way": "in_person"},
        own=True,
    ),
    "decline_quote": about(
        "POST", "/service-orders/{}/chargeable-work/decline", technicians_order, lambda node: {"reason": "x"}, own=True
    ),
    "give_receipt": about(
        "POST", "/service-orders/{}/chargeable-work/receipt", technicians_order, lambda node: {}, own=True
    ),
    "list_exchanges": listed("/exchanges", lambda node, row: row["outlet"] == node, of=PARTNERS, own=True),
    "show_exchange": about("GET", "/exchanges/{}", exchange_of, own=True),
    "request_exchange": about("POST", "/service-orders/SO-E-{}/exchange", str, lambda node: {"asked": "exchange"}),
    "appraise_exchange": about(
        "POST", "/exchanges/{}/appraise", exchange_of, lambda node: {"confirmed": True, "findings": "x"}
    ),
    "appraise_exchange_again": about("POST", "/exchanges/{}/appraise-again", exchange_of, lambda node: {"reason": "x"}),
    "exchange_unit": about(
        "POST", "/exchanges/{}/exchange", exchange_of, lambda node: {"serial": f"UN{next(numbers)}"}
    ),
    "refund_unit": about("POST", "/exchanges/{}/refund", exchange_of, lambda node: {"amount_fen": 100}),
    "withdraw_exchange": about("POST", "/exchanges/{}/withdraw", exchange_of, lambda node: {"reason": "x"}),
    "list_orders": listed("/service-orders", lambda node, row: row["number"] == f"SO-{node}", of=OUTLETS),
    "show_order": Probe("GET", lambda node: f"/service-orders/SO-{node}", of=OUTLETS),
    "list_desk_orders": Probe(
        "GET",
        lambda node: "/service-orders/desk?view=all&limit=200",
        row=lambda node, row: row["order"]["number"] == f"SO-{node}",
        of=OUTLETS,
    ),
    "show_desk_order": Probe("GET", lambda node: f"/service-orders/SO-{node}/desk", of=OUTLETS),
    "foresee_promise": Probe("GET", lambda node: f"/foreseen-promise?lon=121.15&lat=30.05&node={node}", of=OUTLETS),
    "show_order_parts": Probe("GET", lambda node: f"/service-orders/SO-{node}/parts", of=OUTLETS),
    "register_order": made(
        "/service-orders",
        lambda node: {
            "kind": "repair",
            "customer": f"C-{node}",
            "outlet": node,
            "registered_at": "2026-11-22T20:00:00+08:00",
            "unit": f"U-{node}",
            "fault": "F-01",
        },
        of=OUTLETS,
    ),
    "amend_order": Probe(
        "PATCH", lambda node: f"/service-orders/SO-{node}", lambda node: {"note": "x"}, of=OUTLETS, headers=AS_SEEN
    ),
    "forward_order": on_order("forward", {"province": "ZJ"}, of=("ZJ-001", "ZJ-002")),
    "assign_order": Probe(
        "POST", lambda node: f"/service-orders/TO-{node}/assign", lambda node: {"outlet": beside(node)}, of=OUTLETS
    ),
    "send_order_back": on_order("send-back", {"reason": "x"}, "BACK"),
    "let_order_wait": on_order("wait", {"what": "part", "note": "x"}),
    "resume_order": on_order("resume", None),
    "finish_order": on_order("finish", None),
    "answer_order": on_order("answer", {"text": "x"}),
    "reopen_order": on_order("reopen", {"reason": "x"}),
    "close_order": on_order("close", None),
    "cancel_order": on_order("cancel", {"reason": "x"}),
    "merge_order": on_order("merge", {"into": "SO-ZJ"}),
    "escalate_order": on_order("escalate", {"level": "vendor", "reason": "x"}),
    "settle_order": on_order("settle", {"outcome": "x"}),
    "record_reached": Probe("POST", lambda node: f"/service-orders/CO-{node}/reached", lambda node: {}, of=OUTLETS),
    "show_chasers": Probe("GET", lambda node: f"/service-orders/SO-{node}/chasers", of=OUTLETS),
    "show_duplicates": Probe("GET", lambda node: f"/service-orders/SO-{node}/duplicates", of=OUTLETS),
    "list_order_steps": listed("/order-steps", lambda node, row: row["order"] == f"SO-{node}", of=OUTLETS),
    "list_crises": listed("/crises", lambda node, row: row["complaint"] == f"CO-{node}", of=OUTLETS),
    "list_clocks": listed("/clocks", lambda node, row: row["order"] == f"SO-{node}", of=OUTLETS),
    "show_order_clocks": Probe("GET", lambda node: f"/service-orders/SO-{node}/clocks", of=OUTLETS),
    "pause_clock": about(
        "POST",
        "/service-orders/{}/clocks/arrive/pause",
        order_of,
        lambda node: {"reason": "weather", "note": "x"},
        of=OUTLETS,
    ),
    "resume_clock": about("POST", "/service-orders/{}/clocks/arrive/resume", order_of, lambda node: {}, of=OUTLETS),
    "arrange_order": about("POST", "/service-orders/{}/arranged", order_of, lambda node: {}, of=OUTLETS),
    "check_order": about("POST", "/service-orders/{}/checked", order_of, lambda node: {}, of=OUTLETS),
    "list_contracts": listed("/contracts", lambda node, row: row["number"] == f"HT-{node}", of=OUTLETS),
    "show_contract": about("GET", "/contracts/HT-{}", str, of=OUTLETS),
    "sign_contract": made("/contracts", lambda node: {**signed_by(node), "number": f"K{next(numbers)}"}, of=OUTLETS),
    "end_contract": about(
        "PATCH", "/contracts/HT-{}", str, lambda node: {"last_day": None}, of=OUTLETS, headers=AS_SEEN
    ),
    "list_stock": listed("/stock", lambda node, row: row["location"] == f"{node}/VAN", own=True),
    "show_stock_matrix": listed("/stock/matrix", lambda node, row: f"{node}/VAN" in columns_of(row), own=True),
    "list_reservations": listed("/stock/reservations", lambda node, row: row["location"] == f"{node}/VAN", own=True),
    "show_stock_totals": Probe(
        "GET", lambda node: "/stock/matrix/totals", row=lambda node, row: row["location"] == f"{node}/VAN", own=True
    ),
    "show_stock_course": Probe("GET", lambda node: f"/stock/course?part=DP-1&location={node}/VAN", own=True),
    "show_stock_history": Probe("GET", lambda node: f"/stock/history?part=DP-1&location={node}/VAN", own=True),
    "show_serial_movements": Probe("GET", lambda node: f"/parts/MB-1/serials/S.{node}/movements", own=True),
    "receive_stock": made(
        "/stock-receipts",
        lambda node: {
            "reference": f"R{next(numbers)}",
            "location": f"{node}/WH",
            "lines": [{"part": "DP-1", "quantity": 1}],
        },
    ),
    "list_shelves": listed("/shelves", lambda node, row: row["location"] == f"{node}/VAN", own=True),
    "put_on_shelf": made(
        "/shelves", lambda node: {"location": f"{node}/WH", "part": "DP-1", "shelf": f"A{next(numbers)}"}
    ),
    "list_quotas": listed("/quotas", lambda node, row: row["partner"] == node, of=PARTNERS),
    "grant_quota": made(
        "/quota-grants",
        lambda node: {"reference": f"G{next(numbers)}", "partner": node, "period": "2026-12", "amount_fen": 100},
        of=PARTNERS,
    ),
    "list_grants": listed("/quota-grants", lambda node, row: row["partner"] == node, of=PARTNERS),
    "list_standing": listed("/standing-quotas", lambda node, row: row["partner"] == node, of=PARTNERS),
    "set_standing": made(
        "/standing-quotas",
        lambda node: {"partner": node, "from_period": "2026-12", "monthly_fen": 100, "reason": "x"},
        of=PARTNERS,
    ),
    "list_requests": listed("/quota-requests", lambda node, row: row["partner"] == node, of=PARTNERS),
    "show_request": about("GET", "/quota-requests/{}", request_of),
    "print_request_pick_list": about("GET", "/quota-requests/{}/pick-list", request_of, headers=AS_KNOWN),
    "show_consequences": about("GET", "/quota-requests/{}/consequences", request_of),
    "ask_for_parts": made("/quota-requests", asked_by, of=PARTNERS),
    "amend_request": about("PUT", "/quota-requests/{}", request_of, asked_by, headers=AS_SEEN),
    "submit_request": about("POST", "/quota-requests/{}/submit", request_of),
    "approve_request": about("POST", "/quota-requests/{}/approve", request_of, lambda node: {}),
    "rule_on_requests": made(
        "/quota-requests/rulings",
        lambda node: {"requests": [{"number": request_of(each), "decision": {}} for each in PARTNERS]},
        row=lambda node, row: row["number"] == request_of(node) and row["refused"]["code"] != "not_found",
        of=PARTNERS,
    ),
    "reject_request": about(
        "POST", "/quota-requests/{}/reject", request_of, lambda node: {"reason": "other", "text": "x"}
    ),
    "reserve_request": about("POST", "/quota-requests/{}/reserve", request_of),
    "undo_decision": about("POST", "/quota-requests/{}/undo", request_of),
    "cancel_request": about("POST", "/quota-requests/{}/cancel", request_of),
    "pay_request": about("POST", "/quota-requests/{}/pay", request_of),
    "show_supply": about("GET", "/quota-requests/{}/supply", request_of),
    "pick_request": about("POST", "/quota-requests/{}/pick", request_of, lambda node: {"source": f"{node}/WH"}),
    "list_reserve_plans": listed("/reserve-plans", lambda node, row: row["partner"] == node, of=PARTNERS),
    "list_filings": listed("/reserve-plans/overview", lambda node, row: row["partner"] == node, of=PARTNERS),
    "show_reserve_plan": about("GET", "/reserve-plans/{}", reserve_plan_of),
    "propose_reserve_plan": made(
        "/reserve-plans", lambda node: {"partner": node, "season": "winter", "year": 2026}, of=PARTNERS
    ),
    "propose_reserve_plan_again": about("POST", "/reserve-plans/{}/propose", reserve_plan_of),
    "edit_reserve_plan": about(
        "PUT",
        "/reserve-plans/{}",
        reserve_plan_of,
        lambda node: {"lines": [{"part": "DP-1", "quantity": 1}]},
        headers=AS_SEEN,
    ),
    "file_reserve_plan": about("POST", "/reserve-plans/{}/file", reserve_plan_of),
    "withdraw_reserve_plan": about("POST", "/reserve-plans/{}/withdraw", reserve_plan_of),
    "list_shipments": listed("/shipments", lambda node, row: row["source"] == f"{node}/VAN"),
    "show_shipment": about("GET", "/shipments/{}", shipment_of, of=tuple(PARENTS)),
    "print_pick_list": about("GET", "/shipments/{}/pick-list", shipment_of, of=tuple(PARENTS), headers=AS_KNOWN),
    "print_receipt_note": about("GET", "/shipments/{}/receipt-note", shipment_of, of=tuple(PARENTS), headers=AS_KNOWN),
    "move_stock": made(
        "/shipments",
        lambda node: {
            "source": f"{node}/VAN",
            "destination": f"{node}/WH",
            "lines": [{"part": "DP-1", "quantity": 1}],
        },
    ),
    "send_shipment": about("POST", "/shipments/{}/ship", shipment_of, lambda node: {}, of=tuple(PARENTS)),
    "expect_shipment": about(
        "POST",
        "/shipments/{}/expect",
        shipment_of,
        lambda node: {"arrives_at": "2026-11-24T10:00:00+08:00"},
        of=tuple(PARENTS),
    ),
    "cancel_shipment": about("POST", "/shipments/{}/cancel", shipment_of, of=tuple(PARENTS)),
    "receive_shipment": about(
        "POST",
        "/shipments/{}/receive",
        shipment_of,
        lambda node: {"lines": [{"line": 1, "good": 1}]},
        of=tuple(PARENTS),
    ),
    "list_stock_moves": listed("/stock-moves", lambda node, row: row["source"] == f"{node}/VAN", own=True),
    "show_stock_move": about("GET", "/stock-moves/{}", move_of, **OWN_VAN),
    "carry_stock": made("/stock-moves", lambda node: carried_at(node, f"R{next(numbers)}"), own=True),
    "list_counts": listed("/stock-counts", lambda node, row: row["place"] == f"{node}/VAN", own=True),
    "show_count": about("GET", "/stock-counts/{}", count_of, **OWN_VAN),
    "open_count": made("/stock-counts", lambda node: {"place": f"{node}/VAN", "parts": ["DP-1"]}, own=True),
    "enter_counted": about(
        "POST",
        "/stock-counts/{}/entries",
        count_of,
        lambda node: {"lines": [{"part": "DP-1", "quantity": 1}]},
        **OWN_VAN,
    ),
    "finish_count": about("POST", "/stock-counts/{}/finish", count_of, **OWN_VAN),
    "show_differences": about("GET", "/stock-counts/{}/differences", count_of, **OWN_VAN),
    "approve_count": about("POST", "/stock-counts/{}/approve", count_of, lambda node: {}, **OWN_VAN),
    "recount_lines": about("POST", "/stock-counts/{}/recount", count_of, lambda node: {"lines": [1]}, **OWN_VAN),
    "cancel_count": about("POST", "/stock-counts/{}/cancel", count_of, **OWN_VAN),
    "list_visits": listed("/visits", lambda node, row: row["node"] == node, of=PARTNERS, own=True),
    "show_visit": about("GET", "/visits/{}", visit_of, own=True),
    "book_visit": made("/visits", lambda node: {"order": f"SO-{node}", "node": node}, of=OUTLETS),
    "rebook_visit": about("POST", "/visits/{}/rebook", visit_of, lambda node: {"window": APPOINTMENT}),
    "assign_visit": about("POST", "/visits/{}/assign", visit_of, lambda node: {"technician": f"T-{node}"}),
    "unassign_visit": about("POST", "/visits/{}/unassign", visit_of),
    "cancel_visit": about("POST", "/visits/{}/cancel", visit_of, lambda node: {"reason": "x"}),
    "reinstate_visit": about("POST", "/visits/{}/reinstate", visit_of),
    "pick_up_parts": about("POST", "/visits/{}/pick-up", visit_of, own=True),
    "record_steps": about("POST", "/visits/{}/steps", visit_of, lambda node: {"steps": [arrived_at(node)]}, own=True),
    "close_visit": about("POST", "/visits/{}/close", visit_of, ended_at, own=True),
    "show_record": about("GET", "/visits/{}/record", visit_of, own=True),
    "show_records": about("GET", "/visits/{}/records", visit_of, own=True),
    "print_one_record": about("GET", "/visits/{}/records/1/pdf", visit_of, own=True),
    "correct_record": about(
        "POST",
        "/visits/{}/record/correct",
        visit_of,
        lambda node: {"of": "0" * 64, "steps": [work_at(node)], "reason": "x"},
    ),
    "print_record": about("GET", "/visits/{}/record.pdf", visit_of, own=True),
    "list_old_parts": listed("/old-parts", lambda node, row: row["node"] == node, of=PARTNERS, own=True),
    "show_old_part": about("GET", "/old-parts/{}", old_part_of, own=True),
    "waive_old_part": about("POST", "/old-parts/{}/waive", old_part_of, lambda node: {"reason": "x"}),
    "list_inspection_plans": listed("/inspection-plans", lambda node, row: row["number"] == plan_of(node), of=PARTNERS),
    "show_inspection_plan": about("GET", "/inspection-plans/{}", plan_of),
    "show_upcoming": about("GET", "/inspection-plans/{}/upcoming", plan_of),
    "make_inspection_plan": made("/inspection-plans", plan_for, of=PARTNERS),
    "change_inspection_plan": about(
        "PUT", "/inspection-plans/{}", plan_of, lambda node: plan_for(node, plan_of(node)), headers=AS_SEEN
    ),
    "end_inspection_plan": about("POST", "/inspection-plans/{}/end", plan_of, lambda node: {"last": "2028-12-31"}),
    "list_inspections": listed("/inspections", lambda node, row: row["node"] == node, of=PARTNERS, own=True),
    "show_inspection": about("GET", "/inspections/{}", inspection_of, own=True),
    "record_answers": about("POST", "/inspections/{}/answers", inspection_of, answer_at, own=True),
    "report_inspection": about(
        "POST", "/inspections/{}/report", inspection_of, lambda node: {"summary": "x"}, own=True
    ),
    "print_inspection_report": about("GET", "/inspections/{}/report.pdf", inspection_of, own=True, headers=AS_KNOWN),
    "register_repairs": about(
        "POST",
        "/inspections/{}/repairs",
        inspection_of,
        lambda node: {"repairs": [{"equipment": "M-1", "fault": "F-01"}]},
    ),
    "cancel_inspection": about("POST", "/inspections/{}/cancel", inspection_of, lambda node: {"reason": "x"}),
    "list_callbacks": listed("/callbacks", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "show_callback": about("GET", "/callbacks/{}", visit_of),
    "record_call": about("POST", "/callbacks/{}/calls", visit_of, lambda node: {"answer": None}),
    "register_complaint": about("POST", "/callbacks/{}/complaint", visit_of),
    "reopen_visited": about("POST", "/callbacks/{}/reopen", visit_of),
    "list_scores": listed("/callback-scores", lambda node, row: row["code"] == node, of=PARTNERS),
    "show_score": about("GET", "/callback-scores/2026-11/outlet/{}", str),
    "list_spot_checks": listed("/spot-checks", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "show_spot_check": about("GET", "/spot-checks/{}", "SO-V-{}".format),
    "list_drawn_from": listed("/spot-check-repairs", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "pass_spot_check": about("POST", "/spot-checks/{}/pass", "SO-V-{}".format, lambda node: {}),
    "fail_spot_check": about("POST", "/spot-checks/{}/fail", "SO-V-{}".format, lambda node: {"note": "x"}),
    "lift_spot_check": about("POST", "/spot-checks/{}/lift", "SO-V-{}".format, lambda node: {"reason": "x"}),
    "list_backup_units": listed("/backup-units", lambda node, row: row["serial"] == unit_of(node), own=True),
    "show_backup_unit": about("GET", "/backup-units/{}", unit_of, **OWN_VAN),
    "show_unit_history": about("GET", "/backup-units/{}/history", unit_of, **OWN_VAN),
    "register_backup_unit": made(
        "/backup-units", lambda node: {"serial": f"BU{next(numbers)}", "part": "WU-1", "place": f"{node}/WH"}
    ),
    "set_unit_aside": about("POST", "/backup-units/{}/set-aside", unit_of, lambda node: {}, **OWN_VAN),
    "move_unit": about("POST", "/backup-units/{}/move", unit_of, to_van, **OWN_VAN),
    "free_unit": about("POST", "/backup-units/{}/free", unit_of, lambda node: {}, **OWN_VAN),
    "send_unit": about(
        "POST",
        "/backup-units/{}/send",
        unit_of,
        lambda node: {"order": f"SO-{node}", "via": f"{node}/VAN"},
        of=OUTLETS,
    ),
    "hand_unit_over": about("POST", "/backup-units/{}/hand-over", unit_of, lambda node: {}, **OWN_VAN),
    "take_unit_back": about("POST", "/backup-units/{}/take-back", unit_of, to_van, **OWN_VAN),
    "let_unit_arrive": about("POST", "/backup-units/{}/arrive", unit_of, to_van, **OWN_VAN),
    "repair_unit": about("POST", "/backup-units/{}/repair", unit_of, to_van, **OWN_VAN),
    "unit_is_repaired": about("POST", "/backup-units/{}/repaired", unit_of, lambda node: {}, **OWN_VAN),
    "write_unit_off": about(
        "POST", "/backup-units/{}/write-off", unit_of, lambda node: {"reason": "lost", "note": "x"}, **OWN_VAN
    ),
    "list_lent_units": listed("/lent-units", lambda node, row: row["serial"] == f"LU-{node}", own=True, of=OUTLETS),
    "list_missed_promises": listed("/missed-promises", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "show_cause": Probe("GET", lambda node: f"/causes/SO-NOV-{node}:arrive", of=PARTNERS),
    "confirm_cause": Probe(
        "POST", lambda node: f"/causes/SO-NOV-{node}:arrive/confirm", lambda node: TOO_SLOW, of=PARTNERS
    ),
    "revise_cause": Probe(
        "POST", lambda node: f"/causes/SO-OPEN-{node}:arrive/revise", lambda node: TOO_SLOW, of=PARTNERS
    ),
    "list_targets": listed("/targets", lambda node, row: row["code"] == node, of=(*PROVINCES, *PARTNERS)),
    "list_target_orders": listed("/target-orders", lambda node, row: row["code"] == node, of=PARTNERS),
    "list_incentives": listed("/incentives", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "list_incentive_totals": listed(
        "/incentive-totals", lambda node, row: row["code"] == node, of=(*PROVINCES, *PARTNERS)
    ),
    "list_incentive_lines": listed("/incentive-lines", lambda node, row: row["outlet"] == node, of=PARTNERS),
    "list_incentive_unsettled": listed(
        "/incentive-unsettled", lambda node, row: row["service_order"] == f"SO-OPEN-{node}", of=PARTNERS
    ),
    "list_incentive_postings": listed(
        "/incentive-postings", lambda node, row: row["reference"] == f"SO-OCT-{node}", of=PARTNERS
    ),
    "list_alerts": listed(
        "/weather-alerts", lambda node, row: str([node]) in str(row["nodes"]) or row["nodes"] == node, of=ALERTED
    ),
    "show_alert": about("GET", "/weather-alerts/{}", alert_of, of=ALERTED),
    "record_alert": made("/weather-alerts", lambda node: {**ALERT, "nodes": [node]}, of=ALERTED),
    "end_alert": about(
        "POST", "/weather-alerts/{}/end", alert_of, lambda node: {"to_at": "2026-11-24T00:00:00+08:00"}, of=ALERTED
    ),
    "withdraw_alert": about("POST", "/weather-alerts/{}/withdraw", alert_of, lambda node: {"reason": "x"}, of=ALERTED),
    "list_plans": listed("/plans", lambda node, row: row["province"] == node, of=PROVINCES),
    "show_premises": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}/premises", of=PROVINCES),
    "print_route_sheets": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}/route-sheets", of=PROVINCES),
    "show_chances": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}/visits/SO-1/chances", of=PROVINCES),
    "show_plan": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}", of=PROVINCES),
    "request_plan": made(
        "/plans", lambda node: {"province": node, "day": "2026-11-25", "time_limit_s": 1}, of=PROVINCES
    ),
    "request_plans": Probe(
        "POST",
        lambda node: "/plans/provinces",
        lambda node: {"provinces": [node], "day": "2026-11-25", "time_limit_s": 1},
        of=PROVINCES,
    ),
    "cancel_plan": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/cancel", of=PROVINCES),
    "end_search": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/enough", of=PROVINCES),
    "plan_again": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/again", of=PROVINCES),
    "publish_plan": Probe(
        "POST", lambda node: f"/plans/{PLAN_OF[node]}/publish", lambda node: {"version": 1}, of=PROVINCES
    ),
    "withdraw_plan": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/withdraw", of=PROVINCES),
    "judge_placing": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}/visits/SO-1/verdict", of=PROVINCES),
    "place_visit": Probe(
        "PATCH", lambda node: f"/plans/{PLAN_OF[node]}/visits/SO-1", lambda node: {}, of=PROVINCES, headers=AS_SEEN
    ),
    "lock_plan": Probe(
        "PATCH", lambda node: f"/plans/{PLAN_OF[node]}/locks", lambda node: {}, of=PROVINCES, headers=AS_SEEN
    ),
    "undo_edit": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/undo", lambda node: {"version": 1}, of=PROVINCES),
    "redo_edit": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/redo", lambda node: {"version": 1}, of=PROVINCES),
    "copy_plan": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/copy", of=PROVINCES),
    "show_edits": Probe("GET", lambda node: f"/plans/{PLAN_OF[node]}/edits", of=PROVINCES),
    "compare_plans": Probe(
        "GET", lambda node: f"/plans/{PLAN_OF[node]}/comparison?other={PLAN_OF[node]}", of=PROVINCES
    ),
    "discard_plan": Probe("POST", lambda node: f"/plans/{PLAN_OF[node]}/discard", of=PROVINCES),
    "download_file": Probe("GET", lambda node: f"/files/{file_of(node)}", of=OUTLETS, headers={"if-none-match": "*"}),
    "list_imports": listed(
        "/imports", lambda node, row: str(row["id"]) == str(import_of(node)), of=OUTLETS, also=Permission.CUSTOMERS_EDIT
    ),
    "show_import": of_import("GET", ""),
    "list_import_rows": of_import("GET", "/rows"),
    "list_import_problems": of_import("GET", "/problems"),
    "commit_import": of_import("POST", "/commit"),
    "list_users": listed("/users", lambda node, row: row["login"] == f"seed.{node.lower()}"),
    "show_user": Probe("GET", lambda node: f"/users/seed.{node.lower()}"),
    "register_user": made(
        "/users",
        lambda node: {
            "login": f"new{next(numbers)}",
            "name": "N",
            "role": "administrator" if node not in PARTNERS else "partner_clerk",
            "node": node,
        },
    ),
    "change_user": Probe(
        "PATCH", lambda node: f"/users/seed.{node.lower()}", lambda node: {"name": "M"}, headers=AS_SEEN
    ),
    "make_reset_link": Probe("POST", lambda node: f"/users/seed.{node.lower()}/reset-link"),
    "list_events": listed(
        "/events", lambda node, row: row["key"] == request_of(node), of=PARTNERS, also=Permission.REQUESTS_READ
    ),
    "follow_events": Probe(
        "GET",
        lambda node: "/events/stream?after=0",
        row=lambda node, row: row["key"] == request_of(node),
        of=PARTNERS,
        also=Permission.REQUESTS_READ,
    ),
    "list_webhooks": listed("/webhooks", lambda node, row: row["node"] == node),
    "show_webhook": about("GET", "/webhooks/{}", webhook_of, of=tuple(PARENTS)),
    "make_webhook": made(
        "/webhooks", lambda node: {"node": node, "url": f"https://x{next(numbers)}.example/", "families": ["webhook"]}
    ),
    "change_webhook": about(
        "PATCH", "/webhooks/{}", webhook_of, lambda node: {"note": "x"}, of=tuple(PARENTS), headers=AS_SEEN
    ),
    "remove_webhook": about("DELETE", "/webhooks/{}", webhook_of, of=tuple(PARENTS), headers={"if-match": '"9"'}),
    "change_webhook_secret": about("POST", "/webhooks/{}/secret", webhook_of, of=tuple(PARENTS)),
    "ping_webhook": about("POST", "/webhooks/{}/ping", webhook_of, of=tuple(PARENTS)),
    "replay_events": about(
        "POST",
        "/webhooks/{}/replay",
        webhook_of,
        lambda node: {"since": "2026-11-22T00:00:00+08:00"},
        of=tuple(PARENTS),
    ),
    "list_deliveries": listed("/webhook-deliveries", lambda node, row: str(row["webhook"]) == webhook_of(node)),
    "replay_delivery": about("POST", "/webhook-deliveries/{}/replay", webhook_of, of=tuple(PARENTS)),
}
"""Every endpoint whose records belong to a node, by the name of its handler."""

EVERYBODYS = {
    "list_audit_log",
    "list_skills",
    "list_tools",
    "add_tool",
    "add_skill",
    "list_models",
    "add_model",
    "list_parts",
    "search_parts",
    "show_part",
    "print_labels",
    "add_part",
    "list_faults",
    "add_fault",
    "list_check_lists",
    "show_check_list",
    "show_check_list_version",
    "make_check_list",
    "draw_spot_checks",
    "list_draws",
    "show_draw",
    "list_policies",
    "list_incentive_runs",
    "show_incentive_run",
    "preview_incentive_run",
    "post_incentive_run",
    "print_incentive_report",
    "enact_policy",
    "show_map",
    "send_map_tile",
    "send_map_file",
    "show_calendar",
    "list_overrides",
    "override_day",
    "remove_override",
    "register_customer",
    "upload_file",
    "upload_import",
    "download_import_template",
    "show_import_columns",
    "propose_allocation",
    "list_waiting_requests",
    "show_order_figures",
    "show_part_figures",
    "print_quota_report",
    "list_needs",
    "show_stock_tiers",
    "list_purchases",
    "show_purchase",
    "order_parts",
    "postpone_purchase",
    "receive_purchase",
    "cancel_purchase",
}
"""Endpoints whose records belong to no node: who has the permission may ask, from wherever. A new customer or file is one's own;
what waits for stock is seen in tests/actions/test_allocating.py, for a decision in test_waiting_requests.py, the quota report in test_papers_over_http.py, figures in test_day_figures.py."""
