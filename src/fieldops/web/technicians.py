"""Technicians over HTTP (N3, V4)."""

from __future__ import annotations

import msgspec

from fieldops.actions import network
from fieldops.actions import technicians as actions
from fieldops.actions.one import register_one
from fieldops.store import technicians as store
from fieldops.store.technicians import VersionedTechnician
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Query, Version
from fieldops.web.routes import changes, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.network import Technician, WorkingDay
from inventory.people import Permission
from refusals import AlreadyThere, NotFound, StaleVersion

TECHNICIAN = {
    "code": "ZJ-T051",
    "node": "ZJ-021",
    "name_zh": "张三",
    "name_en": "Zhang San",
    "phone": "19900000001",
    "home_lon": 121.16,
    "home_lat": 30.05,
    "van": "ZJ-T051/VAN",
    "skills": ["top_loader"],
    "week": [
        {
            "weekday": 0,
            "starts": "08:00:00",
            "ends": "17:30:00",
            "break_s": 2700,
            "break_from": "11:30:00",
            "break_until": "13:00:00",
        }
    ],
}
DAY = {
    "tools": ["clamp_meter"],
    "areas": ["ZJ-021"],
    "most_visits": 6,
    "most_distance_m": 120000,
    "overtime": False,
    "begins_at": "base",
    "ends_at": "home",
}
TECHNICIAN_SHOWN = TECHNICIAN | {
    "day": {
        "tools": [],
        "areas": [],
        "most_visits": None,
        "most_distance_m": None,
        "overtime": True,
        "begins_at": "home",
        "ends_at": "home",
    }
}


class TechnicianFilters(msgspec.Struct, kw_only=True, frozen=True):
    node: str | None = None
    active: bool | None = None


@lists(
    "/technicians",
    Listing(TechnicianFilters, ordering=("code", "node", "name_en")),
    answer=page_of(TECHNICIAN_SHOWN),
    needs=Permission.NETWORK_READ,
)
async def list_technicians(asked: Query[TechnicianFilters]) -> Page[Technician]:
    """Technicians with their week."""
    return asked.page(*await store.technician_page(wanted(asked)))


@creates(
    "/technicians", example=TECHNICIAN, refusals=(AlreadyThere,), answer=TECHNICIAN_SHOWN, needs=Permission.NETWORK_EDIT
)
async def register_technician(data: Body[Technician]) -> Technician:
    """Register a technician of a node, with week and van (N3)."""
    return await perform(register_one, network.register_technicians, data)


@shows("/technicians/{code:str}", refusals=(NotFound,), answer=TECHNICIAN_SHOWN, needs=Permission.NETWORK_READ)
async def show_technician(code: FromPath[str]) -> VersionedTechnician:
    """One technician; the ETag is what a change must name."""
    return await store.technician(code)


@changes(
    "/technicians/{code:str}/day",
    example=DAY,
    refusals=(NotFound, StaleVersion),
    answer=TECHNICIAN_SHOWN | {"day": DAY},
    whole=True,
    needs=Permission.TECHNICIANS_KEEP,
)
async def set_technician_day(code: FromPath[str], data: Body[WorkingDay], version: Version) -> VersionedTechnician:
    """Say what a technician takes along, which outlets' customers are theirs, and how far a day of theirs goes (V4)."""
    return await perform(actions.set_day, code, data, version=version)


RESOURCES = (list_technicians, register_technician, show_technician, set_technician_day)
