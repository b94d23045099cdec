"""What customers want, over HTTP (V1)."""

from __future__ import annotations

from typing import Any

from litestar import Request

from fieldops.actions import customer_wishes as actions
from fieldops.store import customer_wishes as store
from fieldops.web.idempotency import perform
from fieldops.web.params import Body, FromPath, Now
from fieldops.web.requests import desk_of
from fieldops.web.routes import acts, shows
from inventory.customer_wishes import NewWish, Rests, WishSheet
from inventory.people import Permission
from refusals import NotFound

WISH = {
    "technician": "ZJ-T051",
    "wish": "preferred",
    "said_by": "王小明",
    "why": "上次维修很满意",
    "order": None,
}
REST = {"weekdays": [0, 1, 2, 3, 4], "starts": "12:00:00", "ends": "13:30:00", "note": "午休"}
SAID = WISH | {"customer": "C-ZJ-900001", "by": "zhang", "at": "2026-11-22T10:00:00+08:00"}
SHEET = {"customer": "C-ZJ-900001", "wishes": [SAID], "rests": [REST], "said": [SAID]}


@shows("/customers/{code:str}/wishes", refusals=(NotFound,), answer=SHEET, needs=Permission.CUSTOMERS_READ)
async def show_customer_wishes(code: FromPath[str]) -> WishSheet:
    """Whom a customer wants or refuses, who said so and why, also what was said before; and the rest and meal times."""
    return await store.sheet(code)


@acts(
    "/customers/{code:str}/wishes",
    example=WISH,
    refusals=(NotFound,),
    answer=SHEET | {"rests": []},
    needs=Permission.CUSTOMERS_EDIT,
)
async def say_customer_wish(
    code: FromPath[str], data: Body[NewWish], request: Request[Any, Any, Any], now: Now
) -> WishSheet:
    """Write down that a customer prefers or refuses a technician, for all orders or for one; ``none`` takes it back."""
    return await perform(actions.say, code, data, desk_of(request, now))


@acts(
    "/customers/{code:str}/rests",
    example={"rests": [REST]},
    refusals=(NotFound,),
    answer=SHEET | {"wishes": [], "said": []},
    needs=Permission.CUSTOMERS_EDIT,
)
async def set_customer_rests(code: FromPath[str], data: Body[Rests]) -> WishSheet:
    """Say when nobody may be at a customer's: all rest and meal times, local time, days of the week from 0, Monday."""
    return await perform(actions.set_rests, code, data)


RESOURCES = (show_customer_wishes, say_customer_wish, set_customer_rests)
