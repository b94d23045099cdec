"""Tools over HTTP (V1)."""

from __future__ import annotations

import msgspec

from fieldops.actions import tools as actions
from fieldops.actions.one import register_one
from fieldops.store import tools as store
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, NoFilters, Page
from fieldops.web.network import LOCATION_SHOWN
from fieldops.web.params import Body, Query
from fieldops.web.routes import acts, creates, lists
from fieldops.web.wanted import page_of, wanted
from inventory.network import Location
from inventory.parts import Tool
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

TOOL = {"code": "clamp_meter", "name_zh": "钳形电流表", "name_en": "Clamp meter"}


class Lying(msgspec.Struct, kw_only=True):
    """``tools``: all that lie at the stock location from now on."""

    location: str
    tools: list[str]


@lists("/tools", Listing(NoFilters, ordering=("code",)), answer=page_of(TOOL), needs=Permission.CATALOGUE_READ)
async def list_tools(asked: Query[NoFilters]) -> Page[Tool]:
    """What a technician must have along for some work."""
    return asked.page(*await store.tool_page(wanted(asked)))


@creates("/tools", example=TOOL, refusals=(AlreadyThere,), answer=TOOL, needs=Permission.CATALOGUE_EDIT)
async def add_tool(data: Body[Tool]) -> Tool:
    """Add a tool."""
    return await perform(register_one, actions.add, data)


@acts(
    "/tools/lie",
    example={"location": "ZJ-021/WH", "tools": ["clamp_meter"]},
    refusals=(NotFound,),
    answer=LOCATION_SHOWN | {"tools": ["clamp_meter"]},
    needs=Permission.SHELVES_SET,
)
async def keep_tools(data: Body[Lying]) -> Location:
    """Say which tools lie at a stock location; a plan has technicians fetch there what they don't carry."""
    return await perform(actions.keep, data.location, frozenset(data.tools))


RESOURCES = (list_tools, add_tool, keep_tools)
