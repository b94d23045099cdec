"""Old parts that must come back, over HTTP (O1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import old_parts as actions
from fieldops.store import old_parts as store
from fieldops.store.old_parts import VersionedOldPart
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, lists, shows
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of, wanted
from inventory.old_parts import OldPart, OldPartWrongState, State
from inventory.people import Permission
from refusals import NotFound

SHOWN = {
    "id": "VS-000001.s-5",
    "node": "ZJ-021",
    "order": "SO-20261122-000001",
    "visit": "VS-000001",
    "part": "DP-9001",
    "quantity": 1,
    "used_on": "2026-11-24",
    "due_on": "2026-12-31",
    "taken": 1,
    "left": None,
    "left_note": "",
    "state": "open",
    "returned": 0,
    "record_hash": None,
    "waived_by": None,
    "waived_at": None,
    "reason": "",
}


class OldPartFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``overdue``: only what is owed and was due before today."""

    node: str | None = None
    service_order: str | None = None
    visit: str | None = None
    part: str | None = None
    state: State | None = None
    overdue: bool | None = None


@lists(
    "/old-parts",
    Listing(OldPartFilters, ordering=("due_on", "node", "part", "id")),
    answer=page_of(SHOWN),
    needs=Permission.OLD_PARTS_READ,
)
async def list_old_parts(asked: Query[OldPartFilters], request: Request[Any, Any, Any], now: Now) -> Page[OldPart]:
    """What is owed since which visit, and until when."""
    today = now.astimezone(request.app.state.zone).date()
    sought = wanted(asked)
    equal = {name: value for name, value in sought.equal.items() if name != "overdue"}
    overdue_on = today if asked.filters.overdue else None
    return asked.page(*await store.old_part_page(replace(sought, equal=equal), overdue_on=overdue_on))


@shows("/old-parts/{id:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.OLD_PARTS_READ)
async def show_old_part(id: FromPath[str]) -> VersionedOldPart:
    """One of them."""
    return await store.old_part(id)


@acts(
    "/old-parts/{id:str}/waive",
    example={"reason": "旧件已在客户处烧毁"},
    refusals=(NotFound, OldPartWrongState),
    answer=SHOWN,
    needs=Permission.OLD_PARTS_WAIVE,
)
async def waive_old_part(
    id: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedOldPart:
    """Decide that what is still owed needn't come back."""
    return await perform(actions.waive_old_part, id, by=actor_of(request), reason=data.reason, now=now)


RESOURCES = (list_old_parts, show_old_part, waive_old_part)
