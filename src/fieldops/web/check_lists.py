"""Check lists over HTTP (V3)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import check_lists as actions
from fieldops.store import check_lists as store
from fieldops.store.check_lists import CheckListHead
from fieldops.store.pages import Wanted
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import creates, lists, shows
from fieldops.web.wanted import page_of
from inventory.check_lists import CheckList, NewCheckList
from inventory.people import Permission
from refusals import NotFound

ITEM = {
    "code": "HOSE",
    "kind": "yes_no",
    "text_zh": "进水管、排水管无渗漏",
    "text_en": "Inlet and drain hoses don't leak",
    "fault_level": 3,
    "fault": None,
    "wanted": True,
    "unit": "",
    "least": None,
    "most": None,
}
MEASURED = {
    **ITEM,
    "code": "PRESSURE",
    "kind": "measure",
    "text_zh": "进水压力",
    "text_en": "Inlet pressure",
    "wanted": None,
    "unit": "MPa",
    "least": "0.03",
    "most": "0.85",
}
NEW = {"kind": "WASHER", "items": [ITEM, MEASURED]}
SHOWN = {"kind": "WASHER", "version": 1, "items": [ITEM, MEASURED]}
HEAD = {
    "kind": "WASHER",
    "version": 1,
    "item_count": 2,
    "made_by": "technical",
    "made_at": "2026-11-22T20:00:00+08:00",
}


class CheckListFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: str | None = None
    newest: Annotated[bool | None, msgspec.Meta(description="Only what is used now, not the versions before.")] = None


@lists(
    "/check-lists",
    Listing(CheckListFilters, ordering=("kind", "version", "made_at")),
    answer=page_of(HEAD),
    needs=Permission.CATALOGUE_READ,
)
async def list_check_lists(asked: Query[CheckListFilters]) -> Page[CheckListHead]:
    """Check lists with their versions."""
    wanted = Wanted(equal={"kind": asked.filters.kind}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.head_page(wanted, newest_only=bool(asked.filters.newest)))


@shows("/check-lists/{kind:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.CATALOGUE_READ)
async def show_check_list(kind: FromPath[str]) -> CheckList:
    """What is looked at on a kind of equipment now."""
    return await store.check_list(kind)


@shows(
    "/check-lists/{kind:str}/versions/{version:int}",
    refusals=(NotFound,),
    answer=SHOWN,
    needs=Permission.CATALOGUE_READ,
)
async def show_check_list_version(kind: FromPath[str], version: FromPath[int]) -> CheckList:
    """What was looked at by a version."""
    return await store.check_list(kind, version)


@creates(
    "/check-lists",
    example=NEW,
    location="/check-lists/{kind}/versions/{version}",
    answer=SHOWN,
    needs=Permission.CHECK_LISTS_MAKE,
)
async def make_check_list(data: Body[NewCheckList], request: Request[Any, Any, Any], now: Now) -> CheckList:
    """Make the next version for a kind of equipment; the same items again make none. What has begun keeps its version."""
    return await perform(actions.make, data, by=actor_of(request), now=now)


RESOURCES = (list_check_lists, show_check_list, show_check_list_version, make_check_list)
