"""Visits over HTTP: booked, given to technicians, recorded by their phones and ended (V1, V2)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response

from fieldops.actions import visits as actions
from fieldops.actions.visit_records import Office
from fieldops.actions.visits import Rebooking
from fieldops.database import door
from fieldops.files.kinds import PDF
from fieldops.store import service_records
from fieldops.store import visits as store
from fieldops.store.policies import NoPolicy
from fieldops.store.service_records import KeptRecord
from fieldops.store.step_forms import StepForm, form_of, step_of
from fieldops.store.visits import VersionedVisit
from fieldops.web.access import known_of
from fieldops.web.idempotency import perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query
from fieldops.web.requests import actor_of, desk_of
from fieldops.web.routes import acts, creates, lists, prints, shows
from fieldops.web.wanted import page_of, wanted
from inventory.ledger import InsufficientStock
from inventory.order_life import OrderWrongStatus
from inventory.orders import Appointment, NoVisitNeeded, OrderNotOpen
from inventory.people import Permission
from inventory.serials import SerialNotThere
from inventory.visit_refusals import (
    AnothersVisit,
    PartNotInVan,
    StepIdReused,
    StepsBeforeBooking,
    StepsInFuture,
    StepsOutOfOrder,
    VisitClosed,
    VisitIncomplete,
    VisitWrongState,
)
from inventory.visits import Cancelled, Closed, Closing, NewVisit, State, Visit
from inventory.warranty import UseClassUnknown
from refusals import AlreadyThere, NotFound

NEW = {
    "order": "SO-20261122-000001",
    "node": "ZJ-021",
    "window": {"starts": "2026-11-24T09:00:00+08:00", "ends": "2026-11-24T11:00:00+08:00"},
}
ARRIVED = {"did": "arrived", "id": "s-2", "by": "ZJ-T051", "at": "2026-11-24T09:20:00+08:00"}
BOOKED = {
    "number": "VS-000001",
    **NEW,
    "continues": None,
    "booked_at": "2026-11-23T10:00:00+08:00",
    "technician": None,
    "state": "booked",
    "steps": [],
    "closed": None,
    "cancelled": None,
}
SHOWN = BOOKED | {"technician": "ZJ-T051", "state": "on_site", "steps": [ARRIVED]}
RECORD = {
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "visit": "VS-000001",
    "corrects": None,
    "document": {"form": 1, "visit": "VS-000001", "outcome": "done"},
    "pdf_sha256": "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752",
    "made_by": "ZJ-T051",
    "made_at": "2026-11-24T10:05:00+08:00",
}
MOST_AT_ONCE = 200


class VisitFilters(msgspec.Struct, kw_only=True, frozen=True):
    service_order: str | None = None
    node: str | None = None
    technician: str | None = None
    state: State | None = None


class VisitShown(msgspec.Struct, kw_only=True):
    """``steps`` are in the order of the phone's times, those that were withdrawn among them."""

    number: str
    order: str
    node: str
    booked_at: datetime
    window: Appointment | None
    continues: str | None
    technician: str | None
    state: State
    steps: list[StepForm]
    closed: Closed | None
    cancelled: Cancelled | None


class VersionedShown(msgspec.Struct, kw_only=True):
    value: VisitShown
    version: int


class Assigned(msgspec.Struct, kw_only=True):
    technician: str


class Reason(msgspec.Struct, kw_only=True):
    reason: str


class StepsTold(msgspec.Struct, kw_only=True):
    steps: list[StepForm]


def shown(visit: Visit) -> VisitShown:
    return VisitShown(
        number=visit.number,
        order=visit.order,
        node=visit.node,
        booked_at=visit.booked_at,
        window=visit.window,
        continues=visit.continues,
        technician=visit.technician,
        state=visit.state,
        steps=[form_of(step) for step in visit.steps],
        closed=visit.closed,
        cancelled=visit.cancelled,
    )


def _versioned(found: VersionedVisit) -> VersionedShown:
    return VersionedShown(value=shown(found.value), version=found.version)


async def _done(verb: Callable[..., Awaitable[VersionedVisit]], *given: Any, **named: Any) -> VersionedShown:
    """What a verb leaves, as it is answered; within the transaction, so that it is answered the same again."""
    return _versioned(await verb(*given, **named))


@lists(
    "/visits",
    Listing(VisitFilters, ordering=("-number", "node", "booked_at")),
    answer=page_of(BOOKED),
    needs=Permission.VISITS_READ,
)
async def list_visits(asked: Query[VisitFilters]) -> Page[VisitShown]:
    """Visits with their steps; a technician's are the own ones."""
    count, found = await store.visit_page(wanted(asked))
    return asked.page(count, [shown(visit) for visit in found])


@shows("/visits/{number:str}", refusals=(NotFound,), answer=SHOWN, needs=Permission.VISITS_READ)
async def show_visit(number: FromPath[str]) -> VersionedShown:
    """One visit with its steps."""
    return _versioned(await store.visit(number))


@creates(
    "/visits",
    example=NEW,
    location="/visits/{number}",
    refusals=(AlreadyThere, OrderNotOpen, NoVisitNeeded, NoPolicy),
    answer=BOOKED,
    needs=Permission.VISITS_BOOK,
)
async def book_visit(data: Body[NewVisit], request: Request[Any, Any, Any], now: Now) -> VersionedShown:
    """Book a visit for an open order; the window, once agreed, replaces the order's promise (S1)."""
    return await perform(_done, actions.book, data, desk_of(request, now))


@acts(
    "/visits/{number:str}/rebook",
    example={"window": NEW["window"], "asked_by": "customer", "reason": "客户上午不在家"},
    refusals=(NotFound, VisitClosed, VisitWrongState, OrderNotOpen, OrderWrongStatus, NoPolicy),
    answer=SHOWN,
    needs=Permission.VISITS_BOOK,
)
async def rebook_visit(
    number: FromPath[str], data: Body[Rebooking], request: Request[Any, Any, Any], now: Now
) -> VersionedShown:
    """Another time is agreed with the customer, or none yet; the technician is chosen anew."""
    return await perform(_done, actions.rebook, number, data, desk_of(request, now))


@acts(
    "/visits/{number:str}/assign",
    example={"technician": "ZJ-T051"},
    refusals=(NotFound, VisitClosed, VisitWrongState),
    answer=SHOWN,
    needs=Permission.VISITS_BOOK,
)
async def assign_visit(number: FromPath[str], data: Body[Assigned], now: Now) -> VersionedShown:
    """Give it to a technician of its node or of the provincial centre."""
    return await perform(_done, actions.assign, number, data.technician, now=now)


@acts(
    "/visits/{number:str}/unassign",
    refusals=(NotFound, VisitClosed, VisitWrongState),
    answer=SHOWN,
    needs=Permission.VISITS_BOOK,
)
async def unassign_visit(number: FromPath[str], now: Now) -> VersionedShown:
    """Take it from its technician."""
    return await perform(_done, actions.unassign, number, now=now)


@acts(
    "/visits/{number:str}/cancel",
    example={"reason": "客户已自行修好"},
    refusals=(NotFound, VisitClosed, VisitWrongState),
    answer=SHOWN,
    needs=Permission.VISITS_BOOK,
)
async def cancel_visit(
    number: FromPath[str], data: Body[Reason], request: Request[Any, Any, Any], now: Now
) -> VersionedShown:
    """Nobody goes there; the order stays open, without a time."""
    return await perform(_done, actions.cancel, number, data.reason, desk_of(request, now))


@acts(
    "/visits/{number:str}/reinstate",
    refusals=(NotFound, VisitClosed, VisitWrongState, OrderNotOpen, AlreadyThere),
    answer=SHOWN,
    needs=Permission.VISITS_BOOK,
)
async def reinstate_visit(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedShown:
    """It was cancelled by mistake, or while a phone without a network was there already."""
    return await perform(_done, actions.reinstate, number, desk_of(request, now))


@acts(
    "/visits/{number:str}/pick-up",
    refusals=(NotFound, AnothersVisit, VisitClosed, VisitWrongState, InsufficientStock),
    answer=SHOWN,
    needs=Permission.VISITS_RECORD,
)
async def pick_up_parts(number: FromPath[str], request: Request[Any, Any, Any], now: Now) -> VersionedShown:
    """What the plan holds ready for the order is in the technician's van from now on."""
    return await perform(_done, actions.pick_up, number, technician=_technician(request), now=now)


@acts(
    "/visits/{number:str}/steps",
    example={"steps": [ARRIVED]},
    refusals=(
        NotFound,
        AnothersVisit,
        VisitClosed,
        VisitWrongState,
        StepIdReused,
        StepsInFuture,
        StepsBeforeBooking,
        StepsOutOfOrder,
        PartNotInVan,
        SerialNotThere,
        NoPolicy,
        UseClassUnknown,
    ),
    answer=SHOWN,
    needs=Permission.VISITS_RECORD,
)
async def record_steps(
    number: FromPath[str], data: Body[StepsTold], request: Request[Any, Any, Any], now: Now
) -> VersionedShown:
    """Send what the phone recorded, however late, again or out of order, with its own times and ids; all of it or nothing."""
    steps = [step_of(form) for form in data.steps]
    technician, desk = _technician(request), desk_of(request, now)
    return await perform(_done, actions.record, number, steps, technician=technician, desk=desk)


@acts(
    "/visits/{number:str}/close",
    example={"by": "ZJ-T051", "at": "2026-11-24T10:00:00+08:00", "steps": ["s-1", "s-2"]},
    refusals=(
        NotFound,
        AnothersVisit,
        VisitClosed,
        VisitWrongState,
        VisitIncomplete,
        StepsInFuture,
        StepsBeforeBooking,
        StepsOutOfOrder,
        NoPolicy,
    ),
    answer=SHOWN,
    needs=Permission.VISITS_RECORD,
)
async def close_visit(
    number: FromPath[str], data: Body[Closing], request: Request[Any, Any, Any], now: Now
) -> VersionedShown:
    """End the visit as its steps say; the signed record is made and never changes, and the order goes on."""
    settings = request.app.state.settings
    office = Office(folder=settings.data_dir / "files", zone=request.app.state.zone)
    technician, by = _technician(request), actor_of(request)
    return await perform(_done, actions.close, number, data, office, technician=technician, by=by, now=now)


def _technician(request: Request[Any, Any, Any]) -> str | None:
    """Who sends it, if that is a technician; somebody else writes it down for one."""
    return known_of(request).user.person.technician


@shows("/visits/{number:str}/record", refusals=(NotFound,), answer=RECORD, needs=Permission.VISITS_READ)
async def show_record(number: FromPath[str]) -> KeptRecord:
    """The signed record that counts, with its hash."""
    return await service_records.of_visit(number)


@prints("/visits/{number:str}/record.pdf", refusals=(NotFound,), needs=Permission.VISITS_READ)
async def print_record(number: FromPath[str]) -> Response[bytes]:
    """Its paper, byte for byte as it was made when the visit ended."""
    record, pdf = await door.read(service_records.pdf_of, number)
    headers = {
        "content-type": PDF,
        "etag": f'"{record.pdf_sha256}"',
        "cache-control": "private, no-cache",
        "content-disposition": f'inline; filename="service-record-{record.visit}.pdf"',
    }
    return Response(pdf, headers=headers)


RESOURCES = (
    list_visits,
    show_visit,
    book_visit,
    rebook_visit,
    assign_visit,
    unassign_visit,
    cancel_visit,
    reinstate_visit,
    pick_up_parts,
    record_steps,
    close_visit,
    show_record,
    print_record,
)
