"""Backup units over HTTP (B1 to B4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import backup_units as actions
from fieldops.actions.one import register_one
from fieldops.store import backup_units as store
from fieldops.store.backup_units import LentUnit, UnitHistory
from fieldops.store.policies import NoPolicy
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, creates, lists, shows
from fieldops.web.wanted import page_of, wanted
from inventory.backup_pool import BackupUnit, Going, NewUnit, Remark, Sending, State, WriteOff
from inventory.backup_pool_refusals import (
    LoanWithoutContract,
    NoPieceWithoutSerial,
    OrderHasUnit,
    OrderTakesNoUnit,
    RepairTooShort,
    SetAsideForSwaps,
    UnitHasNoOrder,
    UnitWrongState,
    WrongUnit,
)
from inventory.ledger import InsufficientStock
from inventory.orders import SwapWithoutContract
from inventory.people import Permission
from refusals import AlreadyThere, NotFound

NEW = {
    "serial": "BJ-0000051",
    "part": "WU-XQG100",
    "place": "ZJ/WH",
    "origin": "supplier",
    "set_aside": True,
    "owner": None,
    "note": "",
}
SHOWN = {
    "serial": "BJ-0000051",
    "part": "WU-XQG100",
    "owner": "HQ",
    "home": "ZJ/WH",
    "place": "ZJ/WH",
    "state": "set_aside",
    "since": "2026-11-23T09:00:00+08:00",
    "steps": 1,
    "use": None,
    "order": None,
    "customer": None,
    "due_at": None,
    "written_off": None,
}
OUT = {
    **SHOWN,
    "place": "ZJ-T051/VAN",
    "state": "on_its_way",
    "steps": 2,
    "use": "swap",
    "order": "SO-20261123-000001",
    "customer": "C-1",
    "due_at": "2026-12-07T09:10:00+08:00",
}
LENT = {
    "serial": "BJ-0000051",
    "part": "WU-XQG100",
    "customer": "C-1",
    "order": "SO-20261123-000001",
    "use": "swap",
    "place": "ZJ-T051/VAN",
    "since": "2026-11-23T11:00:00+08:00",
    "due_at": "2026-12-07T09:10:00+08:00",
    "overdue_s": 0,
}
HISTORY = {
    "serial": "BJ-0000051",
    "steps": [
        {
            "n": 1,
            "verb": "register",
            "state": "set_aside",
            "place": "ZJ/WH",
            "order": None,
            "customer": None,
            "due_at": None,
            "done_by": "parts.zj",
            "done_at": "2026-11-23T09:00:00+08:00",
            "note": "",
        }
    ],
}
SENDING = {"order": "SO-20261123-000001", "via": "ZJ-T051/VAN"}
REMARK = {"note": "外壳完好"}
GOING = {"place": "ZJ/WH", "note": ""}

STEP = (NotFound, UnitWrongState, SetAsideForSwaps)


class UnitFilters(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None
    state: State | None = None
    place: str | None = None
    home: str | None = None
    customer: str | None = None


class LentFilters(msgspec.Struct, kw_only=True, frozen=True):
    part: str | None = None
    customer: str | None = None


@lists(
    "/backup-units",
    Listing(UnitFilters, ordering=("serial", "part", "place", "since")),
    answer=page_of(SHOWN),
    needs=Permission.UNITS_READ,
)
async def list_backup_units(asked: Query[UnitFilters]) -> Page[BackupUnit]:
    """Backup units, where each is and in which state (B4)."""
    return asked.page(*await store.unit_page(wanted(asked)))


@lists("/lent-units", Listing(LentFilters, ordering=("due_at",)), answer=page_of(LENT), needs=Permission.UNITS_READ)
async def list_lent_units(asked: Query[LentFilters], now: Now) -> Page[LentUnit]:
    """Units at customers, those that are overdue first; ``overdue_s`` is how long they have been."""
    return asked.page(*await store.lent_page(wanted(asked), now=now))


@shows("/backup-units/{serial:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.UNITS_READ)
async def show_backup_unit(serial: FromPath[str]) -> BackupUnit:
    """One unit."""
    return await store.unit(serial)


@shows("/backup-units/{serial:str}/history", refusals=(NotFound,), answer=HISTORY, needs=Permission.UNITS_READ)
async def show_unit_history(serial: FromPath[str]) -> UnitHistory:
    """What was done with a unit, from its receipt to its writing off."""
    return await store.history(serial)


@creates(
    "/backup-units",
    example=NEW,
    location="/backup-units/{serial}",
    refusals=(AlreadyThere, NoPieceWithoutSerial, InsufficientStock),
    answer=SHOWN,
    needs=Permission.UNITS_KEEP,
)
async def register_backup_unit(data: Body[NewUnit], request: Request[Any, Any, Any], now: Now) -> BackupUnit:
    """Register a unit: bought, on hand without a serial so far, or taken out of a customer's in a swap."""
    return await perform(_registered, data, by=actor_of(request), now=now)


async def _registered(new: NewUnit, *, by: str, now: datetime) -> BackupUnit:
    made: Any = await register_one(actions.register, new, by=by, now=now)
    unit: BackupUnit = made
    return unit


@acts("/backup-units/{serial:str}/set-aside", example=REMARK, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_KEEP)
async def set_unit_aside(
    serial: FromPath[str], data: Body[Remark], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """Keep it for swaps: ordinary work can't take it (B2)."""
    return await perform(actions.set_aside, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/free", example=REMARK, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_KEEP)
async def free_unit(serial: FromPath[str], data: Body[Remark], request: Request[Any, Any, Any], now: Now) -> BackupUnit:
    """It is no longer kept for swaps."""
    return await perform(actions.free, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/move", example=GOING, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_KEEP)
async def move_unit(serial: FromPath[str], data: Body[Going], request: Request[Any, Any, Any], now: Now) -> BackupUnit:
    """It goes to another place, and belongs there from now on."""
    return await perform(actions.move, serial, data, by=actor_of(request), now=now)


@acts(
    "/backup-units/{serial:str}/send",
    example=SENDING,
    refusals=(
        *STEP,
        OrderTakesNoUnit,
        OrderHasUnit,
        SwapWithoutContract,
        WrongUnit,
        LoanWithoutContract,
        RepairTooShort,
        NoPolicy,
        InsufficientStock,
    ),
    answer=OUT,
    needs=Permission.UNITS_SEND,
)
async def send_unit(
    serial: FromPath[str], data: Body[Sending], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It leaves for the customer of a swap order (B1), or is lent for a long repair (B3)."""
    today = now.astimezone(request.app.state.zone).date()
    return await perform(actions.send, serial, data, by=actor_of(request), today=today, now=now)


@acts(
    "/backup-units/{serial:str}/hand-over",
    example=REMARK,
    refusals=(*STEP, UnitHasNoOrder),
    answer=OUT,
    needs=Permission.UNITS_CARRY,
)
async def hand_unit_over(
    serial: FromPath[str], data: Body[Remark], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It stands at the customer."""
    return await perform(actions.hand_over, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/take-back", example=GOING, refusals=STEP, answer=OUT, needs=Permission.UNITS_CARRY)
async def take_unit_back(
    serial: FromPath[str], data: Body[Going], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It leaves the customer for a place of yours, or for where it belongs."""
    return await perform(actions.take_back, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/arrive", example=GOING, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_CARRY)
async def let_unit_arrive(
    serial: FromPath[str], data: Body[Going], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It has come to a place and is in the pool again; what was not handed over too."""
    return await perform(actions.arrive, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/repair", example=GOING, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_KEEP)
async def repair_unit(
    serial: FromPath[str], data: Body[Going], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It doesn't work, and is at a place to be repaired."""
    return await perform(actions.repair, serial, data, by=actor_of(request), now=now)


@acts("/backup-units/{serial:str}/repaired", example=REMARK, refusals=STEP, answer=SHOWN, needs=Permission.UNITS_KEEP)
async def unit_is_repaired(
    serial: FromPath[str], data: Body[Remark], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """It works again, and is in the pool where it was repaired."""
    return await perform(actions.repaired, serial, data, by=actor_of(request), now=now)


@acts(
    "/backup-units/{serial:str}/write-off",
    example={"reason": "scrapped", "note": "主板烧毁"},
    refusals=STEP,
    answer={**SHOWN, "state": "written_off", "written_off": "scrapped"},
    needs=Permission.UNITS_KEEP,
)
async def write_unit_off(
    serial: FromPath[str], data: Body[WriteOff], request: Request[Any, Any, Any], now: Now
) -> BackupUnit:
    """The end of a unit: scrapped, lost, or kept by the customer."""
    return await perform(actions.write_off, serial, data, by=actor_of(request), now=now)


RESOURCES = (
    list_backup_units,
    list_lent_units,
    show_backup_unit,
    show_unit_history,
    register_backup_unit,
    set_unit_aside,
    free_unit,
    move_unit,
    send_unit,
    hand_unit_over,
    take_unit_back,
    let_unit_arrive,
    repair_unit,
    unit_is_repaired,
    write_unit_off,
)
