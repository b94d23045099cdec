"""Callbacks over HTTP (S9)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import callback_offers
from fieldops.actions import callbacks as actions
from fieldops.actions.desk import Desk
from fieldops.store import callbacks as store
from fieldops.store.callbacks import Contact, KeptCallback
from fieldops.store.pages import Wanted
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of, desk_of, local_day
from fieldops.web.routes import acts, lists, shows
from fieldops.web.wanted import page_of
from inventory.aftercare import Attempt, CallbackOver, NothingOffered, Offer, Satisfaction, State
from inventory.callback_scores import ScoreOf, Total
from inventory.order_life import OrderWrongStatus
from inventory.orders import OrderKind
from inventory.people import Permission
from refusals import NotFound

ATTEMPT = {"at": "2026-11-24T18:30:00+08:00", "by": "desk", "answer": "dissatisfied", "note": "仍有异响"}
SHOWN = {
    "visit": "VS-000001",
    "order": "SO-20261122-000001",
    "kind": "repair",
    "outlet": "ZJ-021",
    "technician": "ZJ-T051",
    "contact": {"customer": "C-ZJ-900001", "name": "王小明", "phone": "19900001234"},
    "closed_at": "2026-11-24T10:00:00+08:00",
    "due_at": "2026-11-24T20:30:00+08:00",
    "state": "answered",
    "attempts": [ATTEMPT],
    "result": "dissatisfied",
    "offers": ["complaint", "reopen"],
    "complaint": None,
    "reopened_at": None,
}
LINE = {
    "order": "SO-20261122-000001",
    "visit": "VS-000001",
    "technician": "ZJ-T051",
    "outlet": "ZJ-021",
    "answer": "very_satisfied",
    "score": 5,
}
SCORE = {"period": "2026-11", "of": "technician", "code": "ZJ-T051", "callbacks": 1, "score": 5}


class CallbackFilters(msgspec.Struct, kw_only=True, frozen=True):
    service_order: str | None = None
    outlet: str | None = None
    technician: str | None = None
    kind: OrderKind | None = None
    state: State | None = None
    result: Satisfaction | None = None
    today: Annotated[
        bool | None, msgspec.Meta(description="Only who is to be called today: due today or before, and not over.")
    ] = None


class CallbackShown(msgspec.Struct, kw_only=True):
    """``contact``: whom to call. ``offers``: what a dissatisfied customer can be offered; ``complaint`` is the order that was
    registered so, ``reopened_at`` when the order itself was opened again."""

    visit: str
    order: str
    kind: OrderKind
    outlet: str
    technician: str
    contact: Contact
    closed_at: datetime
    due_at: datetime
    state: State
    attempts: tuple[Attempt, ...]
    result: Satisfaction | None
    offers: tuple[Offer, ...]
    complaint: str | None
    reopened_at: datetime | None


class VersionedCallbackShown(msgspec.Struct, kw_only=True):
    value: CallbackShown
    version: int


class CallMade(msgspec.Struct, kw_only=True):
    """A call: what the customer said, None if nobody was reached; ``at`` is now if it isn't given."""

    answer: Satisfaction | None
    note: str = ""
    at: datetime | None = None


class ScoreFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``period`` is a month, else this one."""

    period: str | None = None
    of: ScoreOf | None = None
    code: str | None = None


class ScoreShown(msgspec.Struct, kw_only=True):
    """What ``code``, a technician, outlet or province, comes to in a month, of so many callbacks that are over."""

    period: str
    of: ScoreOf
    code: str
    callbacks: int
    score: int


def shown(kept: KeptCallback, contact: Contact) -> CallbackShown:
    callback = kept.value
    return CallbackShown(
        visit=callback.order.visit,
        order=callback.order.number,
        kind=callback.order.kind,
        outlet=callback.order.outlet,
        technician=callback.order.technician,
        contact=contact,
        closed_at=callback.order.closed_at,
        due_at=callback.due_at,
        state=callback.state,
        attempts=callback.attempts,
        result=callback.result,
        offers=callback.offers,
        complaint=kept.complaint,
        reopened_at=kept.reopened_at,
    )


async def whole(kept: KeptCallback) -> VersionedCallbackShown:
    number = kept.value.order.number
    return VersionedCallbackShown(value=shown(kept, (await store.contacts([number]))[number]), version=kept.version)


@lists(
    "/callbacks",
    Listing(CallbackFilters, ordering=("due_at", "closed_at", "visit", "outlet", "technician")),
    answer=page_of(SHOWN),
    needs=Permission.CALLBACKS_READ,
)
async def list_callbacks(
    asked: Query[CallbackFilters], request: Request[Any, Any, Any], now: Now
) -> Page[CallbackShown]:
    """Who was, or is to be, called after a visit, what is due first at the top."""
    equal = {name: held for name, held in msgspec.structs.asdict(asked.filters).items() if name != "today"}
    wanted = Wanted(equal=equal, ordering=asked.ordering, limit=asked.limit, offset=asked.offset)
    tomorrow = local_day(request, now) + timedelta(days=1)
    due_before = datetime.combine(tomorrow, time(), request.app.state.zone) if asked.filters.today else None
    count, found = await store.callback_page(wanted, due_before=due_before)
    contacts = await store.contacts({one.value.order.number for one in found})
    return asked.page(count, [shown(one, contacts[one.value.order.number]) for one in found])


@shows("/callbacks/{visit:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.CALLBACKS_READ)
async def show_callback(visit: FromPath[str]) -> VersionedCallbackShown:
    """The callback after a visit."""
    return await whole(await store.callback(visit))


@acts(
    "/callbacks/{visit:str}/calls",
    example={"answer": "dissatisfied", "note": "仍有异响"},
    refusals=(NotFound, CallbackOver, NoPolicy),
    answer=SHOWN,
    needs=Permission.CALLBACKS_CALL,
)
async def record_call(
    visit: FromPath[str], data: Body[CallMade], request: Request[Any, Any, Any], now: Now
) -> VersionedCallbackShown:
    """Write down a call; without an answer it is tried again until the policy gives up. The first answer counts."""
    attempt = Attempt(at=data.at or now, by=actor_of(request), answer=data.answer, note=data.note)
    return await perform(_called, visit, attempt, zone=request.app.state.zone, now=now)


async def _called(visit: str, attempt: Attempt, **given: Any) -> VersionedCallbackShown:
    return await whole(await actions.call(visit, attempt, **given))


@acts(
    "/callbacks/{visit:str}/complaint",
    refusals=(NotFound, NothingOffered, NoPolicy),
    answer=SHOWN,
    needs=Permission.CALLBACKS_CALL,
)
async def register_complaint(visit: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedCallbackShown:
    """Register the complaint of a customer who is dissatisfied, about the order; once, however often this is sent."""
    return await perform(_offered, callback_offers.complain, visit, desk_of(request, now))


@acts(
    "/callbacks/{visit:str}/reopen",
    refusals=(NotFound, NothingOffered, OrderWrongStatus, NoPolicy),
    answer=SHOWN,
    needs=Permission.CALLBACKS_CALL,
)
async def reopen_visited(visit: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedCallbackShown:
    """The order of a customer who is dissatisfied isn't done after all: the outlet books another time. Once."""
    return await perform(_offered, callback_offers.reopen, visit, desk_of(request, now))


async def _offered(
    offer: Callable[[str, Desk], Awaitable[KeptCallback]], visit: str, desk: Desk
) -> VersionedCallbackShown:
    return await whole(await offer(visit, desk))


@lists(
    "/callback-scores",
    Listing(ScoreFilters, ordering=("code", "of", "score", "callbacks")),
    answer=page_of(SCORE),
    refusals=(NoPolicy,),
    needs=Permission.CALLBACKS_READ,
)
async def list_scores(asked: Query[ScoreFilters], request: Request[Any, Any, Any], now: Now) -> Page[ScoreShown]:
    """What the orders that were closed in a month come to for each technician, outlet and province, each order by the policy
    of its day."""
    filters, name = asked.filters, asked.ordering.removeprefix("-")
    period = filters.period or f"{local_day(request, now):%Y-%m}"
    found = await actions.scores(period, zone=request.app.state.zone)
    rows = [
        ScoreShown(period=period, of=of, code=one.code, callbacks=len(one.lines), score=one.score)
        for of, totals in found.items()
        for one in totals
        if filters.of in {None, of} and filters.code in {None, one.code}
    ]
    rows.sort(key=lambda one: (getattr(one, name), one.of, one.code), reverse=asked.ordering.startswith("-"))
    return asked.page(len(rows), rows[asked.offset : asked.offset + asked.limit])


@shows(
    "/callback-scores/{period:str}/{of:str}/{code:str}",
    refusals=(NotFound, NoPolicy),
    answer={"code": "ZJ-T051", "score": 5, "lines": [LINE]},
    needs=Permission.CALLBACKS_READ,
)
async def show_score(
    period: FromPath[str], of: FromPath[str], code: FromPath[str], request: Request[Any, Any, Any]
) -> Total:
    """What one comes to in a month, order by order; ``of`` is technician, outlet or province."""
    found = await actions.scores(period, zone=request.app.state.zone)
    for one in found.get(ScoreOf(of), ()) if of in set(ScoreOf) else ():
        if one.code == code:
            return one
    raise NotFound(kind="callback score", key=f"{period} {of} {code}")


RESOURCES = (
    list_callbacks,
    show_callback,
    record_call,
    register_complaint,
    reopen_visited,
    list_scores,
    show_score,
)
