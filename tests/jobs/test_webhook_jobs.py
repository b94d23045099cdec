"""Webhooks by a real worker, to a real receiver on this machine."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, register_all
from grounds import grounds
from receiver import Receiver, receiving, verified

from fieldops.actions import quota_requests, webhooks
from fieldops.actions.webhooks import MadeWebhook
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.jobs.webhooks import deliver_events, wake_webhooks
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store import webhooks as store
from inventory.events import Family
from inventory.quota_requests import Asked, NewRequest
from inventory.webhooks import Delivery, DeliveryState, NewWebhook, Trouble

HERE = "127.0.0.0/8"

registered_here = grounds(register_all)
pytestmark = pytest.mark.usefixtures("registered_here")


async def hook(receiver: Receiver) -> MadeWebhook:
    wanted = NewWebhook(node="ZJ-001", url=receiver.url, families=(Family.QUOTA_REQUEST,))
    return await perform(webhooks.make, wanted, readable=frozenset(Family), by="clerk", now=NOW)


async def ask_for_parts() -> str:
    wanted = NewRequest(
        partner="ZJ-001", destination="ZJ-001/WH", period="2026-11", lines=(Asked(part="DP-1", quantity=1),)
    )
    return (await perform(quota_requests.ask, wanted, by="clerk", today=NOW.date(), now=NOW)).value.number


async def run_worker(tmp_path: Path, networks: str = HERE) -> None:
    await work(Settings(data_dir=tmp_path, webhook_networks=networks), DB, until_empty=True)


async def deliveries() -> list[Delivery]:
    return (await read(store.delivery_page, None, None, ordering="id", limit=100))[1]


async def make_due() -> None:
    """As if the pause were over."""
    past = datetime.now(UTC) - timedelta(seconds=1)
    async with DB.owning() as connection:
        await connection.execute("UPDATE webhook_deliveries SET next_at = $1 WHERE state = 'waiting'", past)
    await wake_webhooks.func(0)


async def test_a_partners_system_is_told_in_order_and_with_a_signature_of_its_secret(tmp_path: Path) -> None:
    async with receiving() as receiver:
        made = await hook(receiver)
        first, second = await ask_for_parts(), await ask_for_parts()
        await perform(quota_requests.submit, first)
        await run_worker(tmp_path)

    told = [(body["type"], body["data"]["key"]) for body in map(json.loads, receiver.bodies)]
    assert told == [
        ("quota_request.draft", first),
        ("quota_request.draft", second),
        ("quota_request.over_quota", first),
    ]
    assert all(verified(head, body, made.secret) for head, body in zip(receiver.heads, receiver.bodies, strict=True))
    assert {one.state for one in await deliveries()} == {DeliveryState.DELIVERED}


async def test_what_fails_is_tried_again_with_the_same_id(tmp_path: Path) -> None:
    async with receiving(500) as receiver:
        await hook(receiver)
        await ask_for_parts()
        await run_worker(tmp_path)
        [failed] = await deliveries()
        assert (failed.state, failed.attempts, failed.status) == (DeliveryState.WAITING, 1, 500)
        assert failed.next_at is not None
        assert failed.next_at > datetime.now(UTC)

        await run_worker(tmp_path)
        assert len(receiver.bodies) == 1
        await make_due()
        await run_worker(tmp_path)

    [arrived] = await deliveries()
    assert (arrived.state, arrived.attempts) == (DeliveryState.DELIVERED, 2)
    assert len({head["webhook-id"] for head in receiver.heads}) == 1


async def test_a_receiver_that_is_down_is_asked_once_a_turn_and_one_that_refuses_gets_the_rest(tmp_path: Path) -> None:
    turn: Any = SimpleNamespace(
        job=SimpleNamespace(id=1),
        additional_context={
            "settings": Settings(data_dir=tmp_path, webhook_networks=HERE),
            "zone": ZoneInfo("Asia/Shanghai"),
        },
    )
    async with receiving(503, 404) as receiver:
        made = await hook(receiver)
        for _ in range(3):
            await ask_for_parts()
        await deliver_events.func(turn, made.id)
        assert len(receiver.bodies) == 1
        await deliver_events.func(turn, made.id)

    assert [one.status for one in await deliveries()] == [503, 404, 204]


async def test_a_webhook_into_a_network_of_ours_tells_nobody(tmp_path: Path) -> None:
    async with receiving() as receiver:
        made = await hook(receiver)
        await ask_for_parts()
        await run_worker(tmp_path, networks="")

    assert receiver.heads == []
    assert (await read(store.webhook, made.id)).value.problem is Trouble.OUT_OF_BOUNDS


async def test_a_worker_killed_while_it_sends_leaves_the_delivery_to_another(
    tmp_path: Path,
) -> None:
    async with receiving(None) as receiver:
        await hook(receiver)
        await ask_for_parts()
        environment = {
            **os.environ,
            "FIELDOPS_DATABASE_URL": DB.config["dsn"],
            "FIELDOPS_DATA_DIR": str(tmp_path),
            "FIELDOPS_WEBHOOK_NETWORKS": HERE,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "fieldops", "worker", env=environment, stderr=asyncio.subprocess.DEVNULL
        )
        async with asyncio.timeout(240):
            while not receiver.bodies:
                await asyncio.sleep(0.05)
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()
        [interrupted] = await deliveries()
        assert (interrupted.state, interrupted.attempts) == (DeliveryState.WAITING, 0)

        async with DB.owning() as connection:  # what a rescue does when the worker was silent for long enough
            await connection.execute("UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL")
        await run_worker(tmp_path)

    [arrived] = await deliveries()
    assert arrived.state is DeliveryState.DELIVERED
    assert len({head["webhook-id"] for head in receiver.heads}) == 1
