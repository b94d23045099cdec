"""Missed promises and their causes over HTTP (S7)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import Request

from fieldops.actions import causes as actions
from fieldops.actions.causes import MissedPromise
from fieldops.store.policies import NoPolicy
from fieldops.web import computed
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of, local_month
from fieldops.web.routes import acts, lists, shows
from fieldops.web.wanted import page_of
from inventory.cause_rulings import CauseWrongState, Ruling, State
from inventory.causes import CauseKind, Owner, Proposal
from inventory.orders import OrderKind
from inventory.people import Permission
from refusals import NotFound, Text

ROW = {
    "key": "SO-20261102-000017:arrive",
    "order": "SO-20261102-000017",
    "promise": "arrive",
    "kind": "repair",
    "province": "ZJ",
    "outlet": "ZJ-021",
    "holder": "ZJ-021",
    "started_at": "2026-11-02T09:10:00+08:00",
    "due_at": "2026-11-03T09:10:00+08:00",
    "ended_at": "2026-11-05T15:40:00+08:00",
    "late_s": 196200,
    "state": "open",
    "cause": "missing_part",
    "owner": "province",
    "text_en": "a part was not in stock (DP-9001): 60.5 h",
    "text_zh": "缺件（DP-9001）：60.5 小时",
}
PROPOSAL = {
    "kind": "missing_part",
    "owner": "province",
    "accounts_s": 217800,
    "decisive": True,
    "facts": [
        {
            "kind": "missing_part",
            "owner": "province",
            "from_at": "2026-11-02T14:00:00+08:00",
            "to_at": "2026-11-05T02:30:00+08:00",
            "what": "DP-9001",
        }
    ],
    "text": {"en": "a part was not in stock (DP-9001): 60.5 h", "zh": "缺件（DP-9001）：60.5 小时"},
}
RULED = {"kind": "missing_part", "owner": "province", "reason": ""}
SHOWN = {
    **{name: held for name, held in ROW.items() if name not in {"cause", "owner", "text_en", "text_zh"}},
    "state": "confirmed",
    "proposals": [PROPOSAL],
    "rulings": [{**RULED, "by": "director.zj", "at": "2026-11-06T09:00:00+08:00"}],
}


class MissedFilters(msgspec.Struct, kw_only=True, frozen=True):
    """``owner`` and ``cause`` are those that were decided, or else the likeliest ones."""

    period: Annotated[str | None, msgspec.Meta(description="The month of registration; else this one.")] = None
    state: State | None = None
    province: str | None = None
    outlet: str | None = None
    owner: Owner | None = None
    cause: CauseKind | None = None
    promise: str | None = None
    order: str | None = None


class MissedRow(msgspec.Struct, kw_only=True):
    """``cause``, ``owner`` and the text are those that a person decided, or while the cause is open the likeliest."""

    key: str
    order: str
    promise: str
    kind: OrderKind
    province: str
    outlet: str
    holder: str
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    late_s: int
    state: State
    cause: CauseKind
    owner: Owner
    text_en: str
    text_zh: str


class CauseShown(msgspec.Struct, kw_only=True):
    """``proposals`` are the likeliest first; of the ``rulings`` the last one counts."""

    key: str
    order: str
    promise: str
    kind: OrderKind
    province: str
    outlet: str
    holder: str
    started_at: datetime
    due_at: datetime
    ended_at: datetime | None
    late_s: int
    state: State
    proposals: list[Proposal]
    rulings: list[Ruling]


class Ruled(msgspec.Struct, kw_only=True):
    """``reason`` must be given for what isn't proposed, and for every change."""

    kind: CauseKind
    owner: Owner
    reason: str = ""


def row_of(one: MissedPromise, now: datetime) -> MissedRow:
    ruling, likeliest = (one.cause.rulings[-1:] or (None,))[0], one.proposals[0]
    decided = next((it for it in one.proposals if ruling and (it.kind, it.owner) == (ruling.kind, ruling.owner)), None)
    text = decided.text if decided else Text(en=ruling.reason, zh=ruling.reason) if ruling else likeliest.text
    return MissedRow(
        **_head(one, now),
        cause=ruling.kind if ruling else likeliest.kind,
        owner=ruling.owner if ruling else likeliest.owner,
        text_en=text.en,
        text_zh=text.zh,
    )


def shown(one: MissedPromise, now: datetime) -> CauseShown:
    return CauseShown(**_head(one, now), proposals=list(one.proposals), rulings=list(one.cause.rulings))


def _head(one: MissedPromise, now: datetime) -> dict[str, Any]:
    missed = one.missed
    return {
        "key": one.key,
        "order": missed.order,
        "promise": missed.promise,
        "kind": one.kind,
        "province": one.province,
        "outlet": one.outlet,
        "holder": one.holder,
        "started_at": missed.started_at,
        "due_at": missed.due_at,
        "ended_at": missed.ended_at,
        "late_s": one.late_s(now),
        "state": one.cause.state,
    }


@lists(
    "/missed-promises",
    Listing(MissedFilters, ordering=("due_at", "-late_s", "order", "province", "outlet", "owner", "state")),
    answer=page_of(ROW),
    refusals=(NoPolicy,),
    needs=Permission.CAUSES_READ,
)
async def list_missed_promises(
    asked: Query[MissedFilters], request: Request[Any, Any, Any], now: Now
) -> Page[MissedRow]:
    """Promises of a month's orders that were missed, with the cause that was decided or is likeliest; ``state`` ``open``: nobody has decided."""
    period = asked.filters.period or local_month(request, now)
    found = await actions.of_month(period, now=now, zone=request.app.state.zone)
    return computed.page_of(asked, [row_of(one, now) for one in found], besides=("period",))


@shows("/causes/{key:str}", refusals=(NotFound, NoPolicy), answer=SHOWN, needs=Permission.CAUSES_READ)
async def show_cause(key: FromPath[str], request: Request[Any, Any, Any], now: Now) -> CauseShown:
    """A missed promise with all that is proposed and why, and all that was decided; its key is the order and the promise."""
    return shown(await actions.one(key, now=now, zone=request.app.state.zone), now)


@acts(
    "/causes/{key:str}/confirm",
    example=RULED,
    refusals=(NotFound, NoPolicy, CauseWrongState),
    answer=SHOWN,
    needs=Permission.CAUSES_DECIDE,
)
async def confirm_cause(key: FromPath[str], data: Body[Ruled], request: Request[Any, Any, Any], now: Now) -> CauseShown:
    """Decide why the promise was missed, and whose matter that is; with a reason where that wasn't proposed."""
    return await perform(_decided, actions.confirm, key, data, request.app.state.zone, actor_of(request), now)


@acts(
    "/causes/{key:str}/revise",
    example={**RULED, "owner": "head_office", "reason": "省中心当日已上报缺件"},
    refusals=(NotFound, NoPolicy, CauseWrongState),
    answer=SHOWN,
    needs=Permission.CAUSES_DECIDE,
)
async def revise_cause(key: FromPath[str], data: Body[Ruled], request: Request[Any, Any, Any], now: Now) -> CauseShown:
    """Decide otherwise, for a reason; the earlier decision stays on record."""
    return await perform(_decided, actions.revise, key, data, request.app.state.zone, actor_of(request), now)


async def _decided(verb: Any, key: str, data: Ruled, zone: Any, by: str, now: datetime) -> CauseShown:
    return shown(await verb(key, data.kind, data.owner, reason=data.reason, by=by, now=now, zone=zone), now)


RESOURCES = (list_missed_promises, show_cause, confirm_cause, revise_cause)
