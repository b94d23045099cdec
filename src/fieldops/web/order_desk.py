"""The service desk over HTTP: orders by how pressing they are, and one order with all that can be done about it (S3, S5)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import order_desk as actions
from fieldops.actions.promises import Asked, Foreseen, foresee
from fieldops.store.order_desk import DeskSought, DeskView
from fieldops.store.policies import NoPolicy
from fieldops.web.access import known_of
from fieldops.web.clocks import CLOCK
from fieldops.web.lists import FARTHEST
from fieldops.web.params import FromPath, Now
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY, desk_of
from fieldops.web.routes import shows
from inventory.orders import OrderKind, OrderStatus
from inventory.people import Permission
from refusals import NotFound

MOST_AT_DESK = 200
PRESSING = {
    name: CLOCK[name]
    for name in ("kind", "holder", "standing", "at_risk", "due_at", "left_s", "over_s", "basis", "paused_since")
}
ROW = {
    "number": "SO-20261122-000001",
    "kind": "repair",
    "status": "assigned",
    "fault_level": 3,
    "registered_at": "2026-11-22T09:30:00+08:00",
    "note": "",
    "customer": "C-ZJ-900001",
    "name": "王小明",
    "phone": "19900001234",
    "address": "浙江省余姚市城区示范路 1 号",
    "contract": False,
    "lon": 121.155,
    "lat": 30.041,
    "unit": "XQG10077-2025-000001",
    "model": "XQG100-77",
    "fault": "FL-90",
    "fault_zh": "不排水",
    "fault_en": "Does not drain",
    "outlet": "ZJ-021",
    "outlet_zh": "余姚宏达维修部",
    "outlet_en": "Yuyao Hongda Repairs",
    "province": "ZJ",
    "appointment": None,
    "waiting_for": None,
    "escalated_to": None,
    "about": None,
    "merged_into": None,
    "said": "",
    "chased": 1,
    "crisis": False,
    "late": False,
    "at_risk": True,
}
DESK_ORDER = {"order": ROW, "promise": PRESSING | {"at_risk": True, "left_s": 7200}, "step": None}
DESK_ORDERS = {
    "counts": {
        "at_risk": 1,
        "late": 0,
        "mine": 0,
        "unbooked": 1,
        "waiting": 0,
        "chased": 1,
        "crisis": 0,
        "open": 1,
    },
    "count": 1,
    "results": [DESK_ORDER],
}
FORESEEN = {
    "served_by": "ZJ-021",
    "served_by_zh": "余姚宏达维修部",
    "served_by_en": "Yuyao Hongda Repairs",
    "lon": 121.155,
    "lat": 30.041,
    "area": {"kind": "urban", "by": "zone", "zone": "ZJ-021-TOWN", "distance_m": 1900},
    "promised": {"due_at": "2026-11-23T09:30:00+08:00", "basis": "urban"},
}
SHEET = {"desk": DESK_ORDER, "clocks": [CLOCK], "verbs": ["assign", "book", "wait", "cancel", "merge", "escalate"]}


class DeskQuery(msgspec.Struct, kw_only=True, frozen=True):
    view: DeskView = DeskView.AT_RISK
    node: Annotated[str | None, msgspec.Meta(description="The province or outlet that has it.")] = None
    kind: OrderKind | None = None
    status: OrderStatus | None = None
    q: Annotated[
        str | None,
        msgspec.Meta(description="In the order's or the machine's number, the customer's name, phone or address."),
    ] = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_DESK)] = 50
    offset: Annotated[int, msgspec.Meta(ge=0, le=FARTHEST)] = 0


@shows(
    "/service-orders/desk",
    refusals=(NoPolicy,),
    answer=DESK_ORDERS,
    needs=Permission.ORDERS_READ,
    opt={QUERY: DeskQuery},
)
async def list_desk_orders(request: Request[Any, Any, Any], now: Now) -> actions.DeskOrders:
    """The orders of one view, first what is due first, with the clocks that press; and how many there are in every view."""
    asked = read_query(DeskQuery, request.query_params.multi_items())
    mine = known_of(request).user.person.node
    sought = DeskSought(mine=mine, node=asked.node, kind=asked.kind, status=asked.status, words=asked.q)
    zone = request.app.state.zone
    return await actions.orders_of(asked.view, sought, limit=asked.limit, offset=asked.offset, zone=zone, now=now)


@shows("/service-orders/{number:str}/desk", refusals=(NotFound, NoPolicy), answer=SHEET, needs=Permission.ORDERS_READ)
async def show_desk_order(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> actions.OrderSheet:
    """One order with its customer, machine and clocks, and what can be done where it stands."""
    return await actions.sheet_of(number, zone=request.app.state.zone, now=now)


@shows(
    "/foreseen-promise",
    refusals=(NotFound, NoPolicy),
    answer=FORESEEN,
    needs=Permission.ORDERS_REGISTER,
    opt={QUERY: Asked},
)
async def foresee_promise(request: Request[Any, Any, Any], now: Now) -> Foreseen:
    """Whether a place is urban or rural and what would be promised there now, before an order is registered (S1, B1)."""
    asked = read_query(Asked, request.query_params.multi_items())
    return await foresee(asked, desk_of(request, now))


RESOURCES = (list_desk_orders, show_desk_order, foresee_promise)
