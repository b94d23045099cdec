"""Webhooks are made, changed and told of events (N3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldops.hooks.messages import fresh_secret
from fieldops.store import webhooks as store
from fieldops.store.webhooks import Sending, VersionedWebhook
from inventory.events import Family
from inventory.webhooks import (
    Attempt,
    Delivery,
    DeliveryState,
    NewWebhook,
    Replay,
    Webhook,
    WebhookChange,
    WebhookPaused,
    attempted,
    heard_of,
)
from refusals import FieldProblem, StaleVersion, Text, refuse_all

BOTH_HOLD = timedelta(hours=24)
"""How long an old secret signs along with the new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWebhook:
    """``secret`` is shown once."""

    id: int
    node: str
    url: str
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSecret:
    """``secret`` is shown once; the old one signs along until ``old_until``."""

    secret: str
    old_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """``waiting``: deliveries that are tried again now."""

    waiting: int


async def make(wanted: NewWebhook, *, readable: Collection[Family], by: str, now: datetime) -> MadeWebhook:
    """:raises Invalid: the node isn't known, or the caller may not read a family.

    :raises TooManyWebhooks: :raises AlreadyThere: the node has that address.
    """
    _may_read(wanted.families, readable)
    secret = fresh_secret()
    number = await store.add(wanted, secret=secret, by=by, now=now)
    return MadeWebhook(id=number, node=wanted.node, url=wanted.url, secret=secret)


def _may_read(families: Collection[Family], readable: Collection[Family]) -> None:
    text = Text(en="is not what your role may read", zh="您的角色无权查看")
    refuse_all(
        *(
            FieldProblem(f"families.{i}", "not_allowed", text, family)
            for i, family in enumerate(families)
            if family not in readable
        )
    )


async def change(number: int, wanted: WebhookChange, *, version: int, readable: Collection[Family]) -> VersionedWebhook:
    """:raises NotFound: :raises StaleVersion: :raises Invalid: the caller may not read a family."""
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=str(number), seen=version, present=found.version)
    _may_read(wanted.families or (), readable)
    await store.save(wanted.of(found.value))
    if wanted.active:
        await store.wake([number])
    return await store.webhook(number)


async def remove(number: int, *, version: int) -> None:
    """With its deliveries. :raises NotFound: :raises StaleVersion:"""
    found = await store.locked(number)
    if found.version != version:
        raise StaleVersion(key=str(number), seen=version, present=found.version)
    await store.remove(number)


async def change_secret(number: int, *, now: datetime) -> NewSecret:
    """:raises NotFound:"""
    await store.locked(number)
    secret, old_until = fresh_secret(), now + BOTH_HOLD
    await store.change_secret(number, secret, old_until=old_until)
    return NewSecret(secret=secret, old_until=old_until)


async def ping(number: int, *, now: datetime) -> Webhook:
    """Tell it, and it alone, of nothing: to see that it works. :raises NotFound: :raises WebhookPaused:"""
    hook = await _active(number)
    await store.ping(number, now)
    return hook


async def replay(number: int, wanted: Replay, *, now: datetime) -> Replayed:
    """:raises NotFound: :raises WebhookPaused:"""
    hook = await _active(number)
    waiting = await store.replay(hook, wanted, now)
    await store.wake([number])
    return Replayed(waiting=waiting)


async def deliver_again(number: int, *, now: datetime) -> Delivery:
    """One delivery anew. :raises NotFound: :raises WebhookPaused:"""
    delivery = await store.delivery(number)
    await _active(delivery.webhook)
    await store.deliver_again(number, now)
    await store.wake([delivery.webhook])
    return await store.delivery(number)


async def _active(number: int) -> Webhook:
    hook = (await store.locked(number)).value
    if not hook.active:
        raise WebhookPaused(id=number)
    return hook


async def note(sent: Sending, attempt: Attempt, *, now: datetime) -> DeliveryState:
    """Write down what an attempt came to."""
    delivery = attempted(sent.delivery, attempt, now=now)
    await store.note(sent, delivery, heard_of(sent.webhook, attempt, now=now))
    return delivery.state
