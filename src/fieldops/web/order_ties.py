"""What ties the visits of two orders, over HTTP (V4)."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import order_ties as actions
from fieldops.store import order_ties as store
from fieldops.store.pages import Wanted
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, creates, lists
from fieldops.web.visits import Reason
from fieldops.web.wanted import page_of
from inventory.order_ties import NewTie, Tie, TieContradicts, TieEnded, TieKind
from inventory.orders import NoVisitNeeded, OrderNotOpen
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

NEW = {
    "kind": "after",
    "first": "SO-20261123-000007",
    "second": "SO-20261123-000008",
    "gap_s": 3600,
    "why": "先修排水，再装干衣机",
}
SHOWN = {
    "id": 1,
    **NEW,
    "by": "zhang",
    "at": "2026-11-22T10:00:00+08:00",
    "ended_by": None,
    "ended_at": None,
    "ended_why": "",
}
ENDED = SHOWN | {"ended_by": "zhang", "ended_at": "2026-11-22T11:00:00+08:00", "ended_why": "用户改主意"}


class TieFilters(msgspec.Struct, kw_only=True, frozen=True):
    kind: TieKind | None = None
    order: Annotated[str | None, msgspec.Meta(description="Those that concern it.")] = None
    holds: bool | None = None


@lists(
    "/order-ties",
    Listing(TieFilters, ordering=("-id", "at", "kind")),
    answer=page_of(SHOWN),
    needs=Permission.ORDERS_READ,
)
async def list_ties(asked: Query[TieFilters]) -> Page[Tie]:
    """What ties the visits of orders, or did."""
    filters = asked.filters
    wanted = Wanted(equal={"kind": filters.kind}, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    return asked.page(*await store.tie_page(wanted, order=filters.order, holds=filters.holds))


@creates(
    "/order-ties",
    example=NEW,
    refusals=(AlreadyThere, OrderNotOpen, NoVisitNeeded, TieContradicts),
    answer=SHOWN,
    needs=Permission.ORDERS_DISPATCH,
)
async def tie_orders(data: Body[NewTie], request: Request[Any, Any, Any], now: Now) -> Tie:
    """Tie two orders' visits: the same technician, another one, or the second after the first (V4)."""
    return await perform(actions.tie, data, desk_of(request, now))


@acts(
    "/order-ties/{tie:int}/end",
    example={"reason": "用户改主意"},
    refusals=(NotFound, TieEnded),
    answer=ENDED,
    needs=Permission.ORDERS_DISPATCH,
)
async def untie_orders(tie: FromPath[int], data: Body[Reason], request: Request[Any, Any, Any], now: Now) -> Tie:
    """From the next plan on nothing ties them."""
    return await perform(actions.untie, tie, data.reason, desk_of(request, now))


RESOURCES = (list_ties, tie_orders, untie_orders)
