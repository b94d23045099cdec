"""The history of a part over HTTP (P1, N3): keyset pages, so that the thousandth costs no more than the first."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, TypeAlias
from urllib.parse import parse_qsl, urlencode

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide

from fieldops.store import network, parts
from fieldops.store.rows import refuse_if_any
from fieldops.store.serials import Movement, movements
from fieldops.store.stock_history import NEWEST, HistoryEntry, HistorySought, Place, history
from fieldops.web.lists import MOST_AT_ONCE
from fieldops.web.params import FromPath
from fieldops.web.queries import read_query
from fieldops.web.requests import QUERY
from fieldops.web.routes import shows
from inventory.ledger import Purpose
from inventory.people import Permission
from refusals import FieldProblem, Invalid, NotFound, Text

START = datetime(1970, 1, 1, tzinfo=UTC)
ENTRY = {
    "occurred_at": "2026-11-22T17:00:00+08:00",
    "location": "ZJ/WH",
    "condition": "new",
    "owner": "HQ",
    "kind": "stock",
    "action": "transfer",
    "purpose": "receipt",
    "reference": "DN-2026-11-0001",
    "change": 20,
    "reserved_change": 0,
    "on_hand": 20,
    "reserved": 0,
    "counter_en": "supplier",
    "counter_zh": "供应商",
    "counter_location": None,
}


MOVEMENT = {
    "n": 1,
    "occurred_at": "2026-11-22T17:00:00+08:00",
    "purpose": "receipt",
    "reference": "DN-2026-11-0001",
    "from_en": "supplier",
    "from_zh": "供应商",
    "from_location": None,
    "to_en": "ZJ/WH",
    "to_zh": "ZJ/WH",
    "to_location": "ZJ/WH",
    "condition": "new",
}


class HistoryQuery(msgspec.Struct, kw_only=True, frozen=True):
    part: str
    location: str | None = None
    purpose: Purpose | None = None
    since: Annotated[datetime | None, msgspec.Meta(description="What occurred from then on.")] = None
    until: Annotated[datetime | None, msgspec.Meta(description="What occurred before then.")] = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=MOST_AT_ONCE, description="How many at most.")] = 50
    cursor: Annotated[str | None, msgspec.Meta(description="Where to go on: take it from ``next``.")] = None


class HistoryPage(msgspec.Struct):
    """``next`` is the address of the entries before these, None at the end."""

    results: list[HistoryEntry]
    next: str | None


def _asked(request: Request[Any, Any, Any]) -> HistoryQuery:
    return read_query(HistoryQuery, request.query_params.multi_items())


Asked: TypeAlias = NamedDependency[HistoryQuery]


@shows(
    "/stock/history",
    needs=Permission.STOCK_READ,
    answer={"results": [ENTRY], "next": None},
    opt={QUERY: HistoryQuery},
    dependencies={"asked": Provide(_asked, sync_to_thread=False)},
)
async def show_stock_history(asked: Asked, request: Request[Any, Any, Any]) -> HistoryPage:
    """The bookings of one part, the newest first, at one place or at all that one sees, each with the figures after it."""
    before = NEWEST if asked.cursor is None else read_cursor(asked.cursor)
    refuse_if_any(
        await parts.unknown_parts([("part", asked.part)]),
        await network.unknown_locations([("location", asked.location)]),
    )
    sought = HistorySought(
        part=asked.part, location=asked.location, purpose=asked.purpose, since=asked.since, until=asked.until
    )
    entries, last = await history(sought, limit=asked.limit, before=before)
    return HistoryPage(results=entries, next=None if last is None else _address(request, written(last)))


def _address(request: Request[Any, Any, Any], cursor: str) -> str:
    kept = [(key, value) for key, value in parse_qsl(request.url.query) if key != "cursor"]
    return f"{request.url.path}?{urlencode([*kept, ('cursor', cursor)])}"


def written(place: Place) -> str:
    """The place as a cursor: microseconds since 1970, account, number."""
    return f"{(place.latest_at - START) // timedelta(microseconds=1)}.{place.account}.{place.seq}"


def read_cursor(text: str) -> Place:
    """:raises Invalid: it isn't one of ours."""
    found = re.fullmatch(r"([0-9]{1,17})\.([0-9]{1,18})\.([0-9]{1,18})", text)
    try:
        if found is None:
            raise OverflowError
        at = START + timedelta(microseconds=int(found[1]))
    except OverflowError as error:
        wrong = Text(en="must be taken from next of the page before", zh="应取自上一页的 next")
        raise Invalid([FieldProblem("cursor", "wrong_form", wrong, text[:80])]) from error
    return Place(latest_at=at, account=int(found[2]), seq=int(found[3]))


@shows(
    "/parts/{number:str}/serials/{serial:str}/movements",
    needs=Permission.STOCK_READ,
    refusals=(NotFound,),
    answer=[MOVEMENT],
)
async def show_serial_movements(number: FromPath[str], serial: FromPath[str]) -> list[Movement]:
    """The way of one piece, from its receipt on."""
    return await movements(number, serial)


RESOURCES = (show_stock_history, show_serial_movements)
