"""Route plans as people read them, over HTTP and on paper (V4)."""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec
from litestar import Request, Response
from litestar.di import NamedDependency, Provide

from fieldops.actions import plan_reading as actions
from fieldops.actions.plan_reading import PlanNotMadeYet
from fieldops.documents import route_sheet
from fieldops.store import plan_sheets
from fieldops.store.plan_forms import PlanNotEditable
from fieldops.store.plan_premises import PlanPremises
from fieldops.store.plan_sheets import PlanSheet
from fieldops.web.paper import printed
from fieldops.web.params import FromPath, Now
from fieldops.web.plans import HEAD
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import prints, shows
from inventory.people import Permission
from refusals import NotFound

MORNING = {"starts": "2026-11-23T09:00:00+08:00", "ends": "2026-11-23T11:00:00+08:00"}
NOON = {"starts": "2026-11-23T11:30:00+08:00", "ends": "2026-11-23T13:00:00+08:00"}
PREMISES = {
    "technicians": [
        {
            "code": "ZJ-T001",
            "name_zh": "张三",
            "name_en": "Zhang San",
            "node": "ZJ-001",
            "lon": 121.16,
            "lat": 30.05,
            "shift": {"starts": "2026-11-23T08:00:00+08:00", "ends": "2026-11-23T18:30:00+08:00"},
            "overtime_from": "2026-11-23T17:30:00+08:00",
            "rests": [NOON | {"duration_s": 2700}],
            "skills": ["top_loader"],
            "tools": [],
            "most_visits": None,
            "most_distance_m": None,
        }
    ],
    "visits": [
        {
            "service_order": "SO-20261122-0002",
            "order_kind": "repair",
            "customer": "李四",
            "lon": 121.2,
            "lat": 30.1,
            "windows": [MORNING],
            "duration_s": 3600,
            "skills": ["top_loader"],
            "due_at": "2026-11-23T16:00:00+08:00",
        }
    ],
    "stores": [{"location": "ZJ-001/WH", "name_zh": "慈溪网点", "name_en": "Cixi outlet", "lon": 121.15, "lat": 30.04}],
}


class OfWhom(msgspec.Struct, kw_only=True, frozen=True):
    """The sheet of one ``technician``; else those of all who have something to do."""

    technician: str | None = None


def _of_whom(request: Request[Any, Any, Any]) -> OfWhom:
    return read_query(OfWhom, request.query_params.multi_items())


AskedOfWhom: TypeAlias = NamedDependency[OfWhom]


@shows(
    "/plans/{plan_id:int}",
    refusals=(NotFound,),
    answer={"plan": HEAD, "routes": [], "unserved": []},
    needs=Permission.PLANS_READ,
)
async def show_plan(plan_id: FromPath[int]) -> PlanSheet:
    """How far a plan is, and once it is done every technician's route, the parts, and what isn't served and why."""
    return await plan_sheets.sheet(plan_id)


@shows(
    "/plans/{plan_id:int}/premises",
    refusals=(NotFound, PlanNotMadeYet, PlanNotEditable),
    answer=PREMISES,
    needs=Permission.PLANS_READ,
)
async def show_premises(plan_id: FromPath[int]) -> PlanPremises:
    """What a plan was made of: who is on duty from when to when, what was to be visited, where and within which windows."""
    return await actions.premises(plan_id)


@prints(
    "/plans/{plan_id:int}/route-sheets",
    refusals=(NotFound,),
    needs=Permission.PLANS_READ,
    opt={QUERY: OfWhom},
    dependencies={"of_whom": Provide(_of_whom, sync_to_thread=False)},
)
async def print_route_sheets(
    plan_id: FromPath[int], of_whom: AskedOfWhom, request: Request[Any, Any, Any], now: Now
) -> Response[bytes]:
    """Route sheets as PDF, a page for each technician: what to take along, where to go, in which order."""
    return await printed(request, now, route_sheet.of_plan, plan_id, of_whom.technician)


RESOURCES = (show_plan, show_premises, print_route_sheets)
