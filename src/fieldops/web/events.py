"""Events over HTTP: as a list, and as a stream (N3)."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator
from typing import Any

import msgspec
from litestar import Request
from litestar.response import ServerSentEvent, ServerSentEventMessage

from fieldops.database.door import read
from fieldops.database.who import acting, who
from fieldops.hooks.messages import body_of
from fieldops.store import events as store
from fieldops.store.events import Sought
from fieldops.web.access import known_of, still_known
from fieldops.web.lists import Listing, Page
from fieldops.web.live import Bell
from fieldops.web.params import Query
from fieldops.web.queries import read_query
from fieldops.web.refusals import TooManyStreams
from fieldops.web.requests import actor_of
from fieldops.web.routes import lists, streams
from fieldops.web.wanted import page_of
from inventory.events import Event, Family, readable
from inventory.people import Permission

EVENT = {
    "position": 1801,
    "at": "2026-11-22T09:00:00+08:00",
    "kind": "quota_request.approved",
    "family": "quota_request",
    "key": "QR-202611-000012",
    "status": "approved",
}
AT_ONCE = 200


class Following(msgspec.Struct, kw_only=True, frozen=True):
    """The position after which a stream begins, else only what comes is told; a browser's Last-Event-ID wins."""

    after: int | None = None


def families_of(request: Request[Any, Any, Any]) -> frozenset[Family]:
    known = known_of(request)
    return readable(known.user.person.role, known.permissions)


@lists("/events", Listing(Sought, ordering=("position",)), answer=page_of(EVENT), needs=Permission.EVENTS_READ)
async def list_events(asked: Query[Sought], request: Request[Any, Any, Any]) -> Page[Event]:
    """What has become of the records that you may read; ``after`` the last position you have seen, nothing is missed."""
    found = await store.event_page(
        asked.filters, families_of(request), ordering=asked.ordering, limit=asked.limit, offset=asked.offset
    )
    return asked.page(*found)


@streams("/events/stream", query=Following, refusals=(TooManyStreams,), needs=Permission.EVENTS_READ)
async def follow_events(request: Request[Any, Any, Any]) -> ServerSentEvent:
    """The same as they happen, as text/event-stream, each with its position as id and what webhooks are sent as data.

    A stream ends after a time, or with the log-in; Last-Event-ID, or ``after``, goes on where it ended.
    """
    asked = read_query(Following, request.query_params.multi_items())
    bell: Bell = request.app.state.bell
    bell.refuse_more(actor_of(request))
    begins = _last_seen(request, asked)
    return ServerSentEvent(_told(request, await read(store.last_position) if begins is None else begins))


def _last_seen(request: Request[Any, Any, Any], asked: Following) -> int | None:
    told = request.headers.get("last-event-id", "")
    return int(told) if re.fullmatch("[0-9]{1,18}", told) else asked.after


async def _told(request: Request[Any, Any, Any], position: int) -> AsyncIterator[ServerSentEventMessage]:
    """Each look is a transaction of who follows."""
    state, someone, families = request.app.state, who(), families_of(request)
    bell: Bell = state.bell
    ends_at = time.monotonic() + state.settings.event_stream_s
    with bell.followed_by(actor_of(request)) as ear:
        yield _word("following", position)
        while True:
            ear.listen_anew()
            if bell.closing or not await still_known(request):
                return
            with acting(someone):
                news = await read(store.events_after, position, families, limit=AT_ONCE)
            for event in news:
                position = event.position
                yield ServerSentEventMessage(data=body_of(event, state.zone), id=position)
            left_s = ends_at - time.monotonic()
            if left_s <= 0:
                return
            if not news and not await ear.hears(left_s):
                yield _word("nothing new", position)


def _word(comment: str, position: int) -> ServerSentEventMessage:
    """A line that browsers pass over, with the position to go on from."""
    return ServerSentEventMessage(comment=comment, id=position, data=None)


RESOURCES = (list_events, follow_events)
