"""Webhooks and their deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from fieldops.store.pages import Wanted, page
from fieldops.store.rows import insert_returning, refuse_if_any, unknown_in, value
from fieldops.tables.events import Events, WebhookDeliveries, Webhooks
from fieldops.tables.network import Nodes
from inventory.events import Event
from inventory.webhooks import (
    MOST_OF_A_NODE,
    Delivery,
    DeliveryState,
    NewWebhook,
    Replay,
    TooManyWebhooks,
    Webhook,
)
from refusals import AlreadyThere, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionedWebhook:
    """A webhook and how often it was changed, counted from 1."""

    value: Webhook
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What the sender needs: the address, the secrets that sign now, the delivery and its event."""

    webhook: Webhook
    secrets: tuple[str, ...]
    delivery: Delivery
    event: Event


async def add(wanted: NewWebhook, *, secret: str, by: str, now: datetime) -> int:
    """:raises Invalid: the node isn't known. :raises TooManyWebhooks: :raises AlreadyThere: the node has that address."""
    refuse_if_any(await unknown_in(Nodes.code, [("node", wanted.node)]))
    await Nodes.raw("SELECT code FROM nodes WHERE code = {} FOR UPDATE", wanted.node).run()  # one after another
    others = await Webhooks.select(Webhooks.url).where(Webhooks.node == wanted.node).run()
    if wanted.url in {one["url"] for one in others}:
        raise AlreadyThere(kind="webhook", keys=wanted.url)
    if len(others) >= MOST_OF_A_NODE:
        raise TooManyWebhooks(node=wanted.node, most=MOST_OF_A_NODE)
    row = asdict(wanted) | {"families": list(wanted.families), "secret": secret, "made_by": by, "made_at": now}
    return (await insert_returning(Webhooks, [row]))[0]


async def webhook(number: int) -> VersionedWebhook:
    """:raises NotFound: there is none."""
    return await _webhook(number, "")


async def locked(number: int) -> VersionedWebhook:
    """:raises NotFound: there is none."""
    return await _webhook(number, " FOR UPDATE")


async def _webhook(number: int, lock: str) -> VersionedWebhook:
    rows = await Webhooks.raw(f"SELECT * FROM webhooks WHERE id = {{}}::bigint{lock}", number).run()
    if not rows:
        raise NotFound(kind="webhook", key=str(number))
    return VersionedWebhook(value=value(Webhook, rows[0]), version=rows[0]["version"])


async def webhook_page(wanted: Wanted) -> tuple[int, list[Webhook]]:
    count, rows = await page(Webhooks, wanted)
    return count, [value(Webhook, row) for row in rows]


async def save(hook: Webhook) -> None:
    """What somebody changed, as the next version."""
    await (
        Webhooks.update(
            {
                Webhooks.url: hook.url,
                Webhooks.families: list(hook.families),
                Webhooks.note: hook.note,
                Webhooks.active: hook.active,
                Webhooks.failing_since: hook.failing_since,
                Webhooks.version: Webhooks.version + 1,
            }
        )
        .where(Webhooks.id == hook.id)
        .run()
    )


async def remove(number: int) -> None:
    await Webhooks.delete().where(Webhooks.id == number).run()


async def change_secret(number: int, secret: str, *, old_until: datetime) -> None:
    """The one in force signs along until then."""
    await Webhooks.raw(
        "UPDATE webhooks SET old_secret = secret, old_until = {}, secret = {}, version = version + 1 WHERE id = {}",
        old_until,
        secret,
        number,
    ).run()


async def ping(number: int, now: datetime) -> None:
    """Raise an event that only this webhook is told of."""
    await Webhooks.update({Webhooks.pinged_at: now}).where(Webhooks.id == number).run()


# Deliveries

DELIVERY = "SELECT d.*, e.kind, e.key FROM webhook_deliveries d JOIN events e ON e.position = d.position"


async def delivery_page(
    webhook: int | None, state: DeliveryState | None, *, ordering: str = "-id", limit: int, offset: int = 0
) -> tuple[int, list[Delivery]]:
    """Of a webhook, in a state; None asks nothing. ``ordering`` is ``id`` or ``-id``."""
    direction = "DESC" if ordering.startswith("-") else "ASC"
    conditions = "({}::bigint IS NULL OR d.webhook = {}::bigint) AND ({}::text IS NULL OR d.state = {})"
    given = (webhook, webhook, state, state)
    counted = await WebhookDeliveries.raw(
        f"SELECT count(*) AS count FROM webhook_deliveries d WHERE {conditions}", *given
    ).run()
    rows = await WebhookDeliveries.raw(
        f"{DELIVERY} WHERE {conditions} ORDER BY d.id {direction} LIMIT {{}} OFFSET {{}}", *given, limit, offset
    ).run()
    return counted[0]["count"], [value(Delivery, row) for row in rows]


async def delivery(number: int) -> Delivery:
    """:raises NotFound: there is none."""
    rows = await WebhookDeliveries.raw(f"{DELIVERY} WHERE d.id = {{}}", number).run()
    if not rows:
        raise NotFound(kind="webhook delivery", key=str(number))
    return value(Delivery, rows[0])


async def next_due(webhook: int, now: datetime) -> Sending | None:
    """The delivery of an active webhook that has been due for longest."""
    rows = await WebhookDeliveries.raw(
        f"{DELIVERY} JOIN webhooks w ON w.id = d.webhook"
        " WHERE d.webhook = {} AND w.active AND d.state = 'waiting' AND d.next_at <= {}"
        " ORDER BY d.next_at, d.position LIMIT 1",
        webhook,
        now,
    ).run()
    if not rows:
        return None
    return await _sending(rows[0], now)


async def _sending(row: dict[str, Any], now: datetime) -> Sending:
    hook = (await Webhooks.raw("SELECT * FROM webhooks WHERE id = {}", row["webhook"]).run())[0]
    event = (await Events.raw("SELECT * FROM events WHERE position = {}", row["position"]).run())[0]
    old_holds = hook["old_secret"] and hook["old_until"] > now
    return Sending(
        webhook=value(Webhook, hook),
        secrets=(hook["secret"], hook["old_secret"]) if old_holds else (hook["secret"],),
        delivery=value(Delivery, row),
        event=value(Event, event),
    )


async def note(before: Sending, delivery: Delivery, hook: Webhook) -> bool:
    """Write down what an attempt came to; False if somebody else has noted one since."""
    rows = await WebhookDeliveries.raw(
        "UPDATE webhook_deliveries SET state = {}, attempts = {}, next_at = {}, last_at = {}, status = {}, problem = {}"
        " WHERE id = {} AND state = 'waiting' AND attempts = {} RETURNING id",
        delivery.state,
        delivery.attempts,
        delivery.next_at,
        delivery.last_at,
        delivery.status,
        delivery.problem,
        delivery.id,
        before.delivery.attempts,
    ).run()
    if hook != before.webhook:
        await (
            Webhooks.update(
                {
                    Webhooks.failing_since: hook.failing_since,
                    Webhooks.problem: hook.problem,
                    Webhooks.active: hook.active,
                }
            )
            .where(Webhooks.id == hook.id)
            .run()
        )
    return bool(rows)


async def wake(webhooks: Sequence[int]) -> None:
    """Have a worker deliver what is due to them."""
    await Webhooks.raw("SELECT webhooks_wake({})", list(webhooks)).run()


async def with_due(now: datetime) -> list[int]:
    """The active webhooks to which something is due."""
    rows = await WebhookDeliveries.raw(
        "SELECT DISTINCT d.webhook FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook"
        " WHERE d.state = 'waiting' AND d.next_at <= {} AND w.active ORDER BY d.webhook",
        now,
    ).run()
    return [row["webhook"] for row in rows]


async def deliver_again(delivery: int, now: datetime) -> None:
    await WebhookDeliveries.raw(
        "UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, next_at = {} WHERE id = {}", now, delivery
    ).run()


async def replay(hook: Webhook, wanted: Replay, now: datetime) -> int:
    """Have the webhook's events of a time delivered again, those too that were raised before there was the webhook.

    How many wait now because of it.
    """
    rows = await WebhookDeliveries.raw(
        "WITH RECURSIVE below AS ("
        " SELECT code FROM nodes WHERE code = {} UNION ALL SELECT n.code FROM nodes n JOIN below ON n.parent = below.code"
        "), again AS ("
        " INSERT INTO webhook_deliveries AS d (webhook, position, state, next_at)"
        " SELECT {}::int, e.position, 'waiting', {}::timestamptz FROM events e"
        " WHERE e.at >= {} AND ({}::timestamptz IS NULL OR e.at < {}) AND e.family = ANY({})"
        "  AND e.nodes && ARRAY(SELECT code::text FROM below)"
        " ON CONFLICT (webhook, position) DO UPDATE SET state = 'waiting', attempts = 0, next_at = excluded.next_at"
        "  WHERE NOT ({}::boolean AND d.state = 'delivered') RETURNING 1"
        ") SELECT count(*) AS count FROM again",
        hook.node,
        hook.id,
        now,
        wanted.since,
        wanted.until,
        wanted.until,
        sorted(hook.families),
        wanted.missed,
    ).run()
    count: int = rows[0]["count"]
    return count
