"""Webhooks over HTTP."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request

from fieldops.actions import webhooks as actions
from fieldops.actions.webhooks import MadeWebhook, NewSecret, Replayed
from fieldops.database import door
from fieldops.store import webhooks as store
from fieldops.store.webhooks import VersionedWebhook
from fieldops.web.events import families_of
from fieldops.web.idempotency import EXEMPT, perform
from fieldops.web.lists import Listing, Page
from fieldops.web.params import Body, FromPath, Now, Query, Version
from fieldops.web.requests import actor_of
from fieldops.web.routes import acts, changes, creates, lists, removes, shows
from fieldops.web.wanted import page_of, wanted
from inventory.people import Permission
from inventory.webhooks import (
    Delivery,
    DeliveryState,
    NewWebhook,
    Replay,
    TooManyWebhooks,
    Webhook,
    WebhookChange,
    WebhookPaused,
)
from refusals import AlreadyThere, NotFound, StaleVersion

SECRET = "Its answer holds a secret, which is shown once; the address can't be taken twice."  # noqa: S105
NEW = {
    "node": "ZJ-021",
    "url": "https://erp.example.com/fieldops",
    "families": ["quota_request", "shipment"],
    "note": "ERP",
}
SHOWN = {
    **NEW,
    "id": 1,
    "active": True,
    "made_by": "clerk.zj-021",
    "made_at": "2026-11-22T09:00:00+08:00",
    "failing_since": None,
    "problem": None,
}
DELIVERY = {
    "id": 7,
    "webhook": 1,
    "position": 1801,
    "kind": "quota_request.approved",
    "key": "QR-202611-000012",
    "state": "waiting",
    "attempts": 1,
    "next_at": "2026-11-22T09:01:02+08:00",
    "last_at": "2026-11-22T09:00:02+08:00",
    "status": 503,
    "problem": "refused",
}


class WebhookFilters(msgspec.Struct, kw_only=True, frozen=True):
    node: str | None = None
    active: bool | None = None


class DeliveryFilters(msgspec.Struct, kw_only=True, frozen=True):
    webhook: int | None = None
    state: DeliveryState | None = None


@lists(
    "/webhooks",
    Listing(WebhookFilters, ordering=("node", "url", "id")),
    answer=page_of(SHOWN),
    needs=Permission.WEBHOOKS_MANAGE,
)
async def list_webhooks(asked: Query[WebhookFilters]) -> Page[Webhook]:
    """Which addresses are told of events."""
    return asked.page(*await store.webhook_page(wanted(asked)))


@shows("/webhooks/{webhook_id:int}", refusals=(NotFound,), answer=SHOWN, needs=Permission.WEBHOOKS_MANAGE)
async def show_webhook(webhook_id: FromPath[int]) -> VersionedWebhook:
    """One webhook, and why it fails if it does."""
    return await store.webhook(webhook_id)


@creates(
    "/webhooks",
    example=NEW,
    location="/webhooks/{id}",
    refusals=(AlreadyThere, TooManyWebhooks),
    answer={"id": 1, "node": "ZJ-021", "url": "https://erp.example.com/fieldops", "secret": "whsec_…"},
    needs=Permission.WEBHOOKS_MANAGE,
    opt={EXEMPT: SECRET},
)
async def make_webhook(data: Body[NewWebhook], request: Request[Any, Any, Any], now: Now) -> MadeWebhook:
    """Have an address told of what becomes of a node's records; the secret that signs it is shown now and never again."""
    return await door.perform(actions.make, data, readable=families_of(request), by=actor_of(request), now=now)


@changes(
    "/webhooks/{webhook_id:int}",
    example={"active": False},
    refusals=(NotFound, StaleVersion),
    answer=SHOWN,
    needs=Permission.WEBHOOKS_MANAGE,
)
async def change_webhook(
    webhook_id: FromPath[int], data: Body[WebhookChange], request: Request[Any, Any, Any], version: Version
) -> VersionedWebhook:
    """Change its address or families, pause it, or set it active again."""
    return await door.perform(actions.change, webhook_id, data, version=version, readable=families_of(request))


@removes("/webhooks/{webhook_id:int}", refusals=(NotFound, StaleVersion), needs=Permission.WEBHOOKS_MANAGE)
async def remove_webhook(webhook_id: FromPath[int], version: Version) -> None:
    """Remove it with its deliveries."""
    await door.perform(actions.remove, webhook_id, version=version)


@acts(
    "/webhooks/{webhook_id:int}/secret",
    refusals=(NotFound,),
    answer={"secret": "whsec_…", "old_until": "2026-11-23T09:00:00+08:00"},
    needs=Permission.WEBHOOKS_MANAGE,
    opt={EXEMPT: SECRET},
)
async def change_webhook_secret(webhook_id: FromPath[int], now: Now) -> NewSecret:
    """A new secret, shown once. For 24 hours the one before signs along with it."""
    return await door.perform(actions.change_secret, webhook_id, now=now)


@acts(
    "/webhooks/{webhook_id:int}/ping",
    refusals=(NotFound, WebhookPaused),
    answer=SHOWN,
    needs=Permission.WEBHOOKS_MANAGE,
)
async def ping_webhook(webhook_id: FromPath[int], now: Now) -> Webhook:
    """Send it an event of the kind ``webhook.ping``, to see that it arrives."""
    return await perform(actions.ping, webhook_id, now=now)


@acts(
    "/webhooks/{webhook_id:int}/replay",
    example={"since": "2026-11-22T00:00:00+08:00"},
    refusals=(NotFound, WebhookPaused),
    answer={"waiting": 3},
    needs=Permission.WEBHOOKS_MANAGE,
)
async def replay_events(webhook_id: FromPath[int], data: Body[Replay], now: Now) -> Replayed:
    """Deliver the events of a time again: those that didn't arrive, or with ``missed`` false all of them."""
    return await perform(actions.replay, webhook_id, data, now=now)


@lists(
    "/webhook-deliveries",
    Listing(DeliveryFilters, ordering=("-id",)),
    answer=page_of(DELIVERY),
    needs=Permission.WEBHOOKS_MANAGE,
)
async def list_deliveries(asked: Query[DeliveryFilters]) -> Page[Delivery]:
    """What was, is or couldn't be delivered, the last first."""
    filters = asked.filters
    found = await store.delivery_page(
        filters.webhook, filters.state, ordering=asked.ordering, limit=asked.limit, offset=asked.offset
    )
    return asked.page(*found)


@acts(
    "/webhook-deliveries/{delivery_id:int}/replay",
    refusals=(NotFound, WebhookPaused),
    answer=DELIVERY,
    needs=Permission.WEBHOOKS_MANAGE,
)
async def replay_delivery(delivery_id: FromPath[int], now: Now) -> Delivery:
    """Deliver it again."""
    return await perform(actions.deliver_again, delivery_id, now=now)


RESOURCES = (
    list_webhooks,
    show_webhook,
    make_webhook,
    change_webhook,
    remove_webhook,
    change_webhook_secret,
    ping_webhook,
    replay_events,
    list_deliveries,
    replay_delivery,
)
