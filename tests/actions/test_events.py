"""Events are raised by whatever changes a record, in the order in which others can see it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from builders import NOW, a_desk, a_grant, a_location, a_node, a_receipt, an_order, register_all
from grounds import grounds

from fieldops.actions import network, orders, quota_requests, quotas, shipments, stock, webhooks
from fieldops.actions.webhooks import MadeWebhook
from fieldops.database.door import perform, read
from fieldops.database.engine import DB
from fieldops.database.who import Who, acting
from fieldops.store import events as store
from fieldops.store import webhooks as deliveries
from inventory.events import Event, Family
from inventory.parts import ReceiptLine
from inventory.people import Reach, Scope
from inventory.quota_requests import Asked, NewRequest
from inventory.shipments import Dispatch, Goods, LineReceipt, Moving, Receipt
from inventory.webhooks import Attempt, DeliveryState, NewWebhook, Replay, Trouble, WebhookPaused, answered
from refusals import AlreadyThere, Invalid, NotFound

ALL = frozenset(Family)
PARTNERS = ("ZJ-001", "ZJ-002")


async def lay_out() -> None:
    await register_all()
    await perform(network.register_nodes, [a_node(code="ZJ-002")])
    await perform(network.open_locations, [a_location(code="ZJ-002/WH", node="ZJ-002")])
    await perform(stock.receive, [a_receipt(lines=(ReceiptLine(part="DP-1", quantity=50),))], now=NOW)


stocked = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("stocked")


def somebody(node: str) -> Who:
    return Who(actor=f"clerk.{node}", via="cli", reach=Reach(scope=Scope.NODE, node=node))


async def told(after: int = 0) -> list[Event]:
    return await read(store.events_after, after, ALL, limit=1000)


async def ask_for(partner: str) -> str:
    wanted = NewRequest(
        partner=partner, destination=f"{partner}/WH", period="2026-11", lines=(Asked(part="DP-1", quantity=1),)
    )
    made = await perform(quota_requests.ask, wanted, by="clerk", today=NOW.date(), now=NOW)
    return made.value.number


async def hook(node: str = "ZJ-001", *families: Family, url: str = "https://erp.example.com/in") -> MadeWebhook:
    wanted = NewWebhook(node=node, url=url, families=families or (Family.QUOTA_REQUEST,))
    return await perform(webhooks.make, wanted, readable=ALL, by="clerk", now=NOW)


async def waiting(webhook: int) -> list[tuple[str, str]]:
    _, found = await read(deliveries.delivery_page, webhook, DeliveryState.WAITING, ordering="id", limit=100)
    return [(one.kind, one.key) for one in found]


async def test_each_step_of_a_record_raises_its_event() -> None:
    before = await store.last_position()
    moving = Moving(source="ZJ/WH", destination="ZJ-001/WH", lines=(Goods(part="DP-1", quantity=2),))
    sent = (await perform(shipments.move, moving, by="x", now=NOW)).value.number
    await perform(shipments.ship, sent, Dispatch(carrier="SF"), now=NOW)
    receipt = Receipt(lines=(LineReceipt(line=1, good=1),))
    await perform(shipments.receive, sent, receipt, by="x", now=NOW)
    await perform(shipments.receive, sent, receipt, by="x", now=NOW)
    await perform(quotas.grant, [a_grant(reference="Q-9")], by="x", now=NOW)
    await perform(orders.register, [an_order(number="SO-9")], a_desk())

    found = await told(before)

    assert [(one.kind, one.key) for one in found] == [
        ("shipment.picked", sent),
        ("shipment.shipped", sent),
        ("shipment.arrived", sent),
        ("shipment.received", sent),
        ("quota.granted", "Q-9"),
        ("service_order.assigned", "SO-9"),
    ]
    assert [one.position for one in found] == sorted({one.position for one in found})


async def test_a_change_that_leaves_the_status_is_told_too() -> None:
    number = await ask_for("ZJ-001")
    before = await store.last_position()
    await perform(quota_requests.submit, number)
    async with DB.owning() as connection:
        await connection.execute("UPDATE quota_requests SET note = 'x', version = version + 1")

    assert [(one.kind, one.status) for one in await told(before)] == [
        ("quota_request.over_quota", "over_quota"),
        ("quota_request.changed", "over_quota"),
    ]


async def test_what_is_rolled_back_was_never_told() -> None:
    before = await store.last_position()
    with pytest.raises(Invalid):
        await perform(orders.register, [an_order(number="SO-8"), an_order(number="SO-9", customer="NOBODY")], a_desk())

    assert await told(before) == []


async def test_whoever_has_read_up_to_a_position_has_missed_nothing_before_it() -> None:
    """Many write at once while one reads: what it reads never has a hole that is filled later."""
    first = await store.last_position()
    done = asyncio.Event()

    async def follow() -> list[int]:
        position, seen = first, []
        while True:
            last_round = done.is_set()
            for event in await told(position):
                position = event.position
                seen.append(position)
            if last_round:
                return seen

    async def write(partner: str) -> None:
        for _ in range(5):
            await ask_for(partner)

    following = asyncio.create_task(follow())
    await asyncio.gather(*(write(PARTNERS[n % 2]) for n in range(8)))
    done.set()

    assert await following == [one.position for one in await told(first)]
    assert len(await told(first)) == 40


async def test_a_partner_is_told_nothing_of_another() -> None:
    mine, others = await ask_for("ZJ-001"), await ask_for("ZJ-002")
    with acting(somebody("ZJ-001")):
        seen = {one.key for one in await told()}
        count, _ = await read(store.event_page, store.Sought(), ALL, ordering="position", limit=1)

    assert mine in seen
    assert others not in seen
    assert count == len([one for one in await told() if one.key in seen])


async def test_events_only_come() -> None:
    await ask_for("ZJ-001")
    for change in ("UPDATE events SET key = 'x'", "INSERT INTO events (position) VALUES (1)"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with DB.transaction() as transaction:
                await transaction.connection.execute(change)


async def test_a_webhook_is_told_of_its_node_and_what_is_below_and_of_its_families_only() -> None:
    partner, province, orders_only = (
        await hook("ZJ-001"),
        await hook("ZJ", url="https://zj.example.com/"),
        await hook("ZJ-001", Family.SERVICE_ORDER, url="https://other.example.com/"),
    )
    mine, others = await ask_for("ZJ-001"), await ask_for("ZJ-002")

    assert await waiting(partner.id) == [("quota_request.draft", mine)]
    assert await waiting(province.id) == [("quota_request.draft", mine), ("quota_request.draft", others)]
    assert await waiting(orders_only.id) == []


async def test_a_ping_is_told_to_its_webhook_alone() -> None:
    one, other = await hook("ZJ-001"), await hook("ZJ-001", url="https://other.example.com/")
    await perform(webhooks.ping, one.id, now=NOW)

    assert await waiting(one.id) == [("webhook.ping", str(one.id))]
    assert await waiting(other.id) == []


async def test_an_address_is_told_once() -> None:
    await hook()
    with pytest.raises(AlreadyThere):
        await hook()


async def test_whoever_may_not_read_a_family_cant_have_it_told() -> None:
    wanted = NewWebhook(node="ZJ-001", url="https://a.example/", families=(Family.SHIPMENT, Family.PURCHASE))
    with pytest.raises(Invalid) as refused:
        await perform(webhooks.make, wanted, readable={Family.SHIPMENT}, by="x", now=NOW)
    assert [problem.path for problem in refused.value.problems] == ["families.1"]


async def test_a_partner_has_no_webhook_elsewhere_and_sees_none() -> None:
    others = await hook("ZJ-002")
    with acting(somebody("ZJ-001")):
        with pytest.raises(Invalid):
            await hook("ZJ-002", url="https://other.example.com/")
        with pytest.raises(NotFound):
            await perform(webhooks.ping, others.id, now=NOW)
        await ask_for("ZJ-001")
        assert await read(deliveries.delivery_page, None, None, limit=10) == (0, [])


async def test_a_paused_webhook_is_told_nothing_until_what_it_missed_is_replayed() -> None:
    made = await hook()
    async with DB.owning() as connection:
        await connection.execute("UPDATE webhooks SET active = false")
    number = await ask_for("ZJ-001")
    with pytest.raises(WebhookPaused):
        await perform(webhooks.replay, made.id, Replay(since=NOW - timedelta(days=1)), now=NOW)
    async with DB.owning() as connection:
        await connection.execute("UPDATE webhooks SET active = true")

    since = Replay(since=NOW - timedelta(days=1))
    assert (await perform(webhooks.replay, made.id, since, now=NOW)).waiting == 1
    assert await waiting(made.id) == [("quota_request.draft", number)]


async def test_a_replay_leaves_out_what_has_arrived_unless_all_is_wanted() -> None:
    made = await hook()
    arrived, failed = await ask_for("ZJ-001"), await ask_for("ZJ-001")
    await ask_for("ZJ-002")
    await note(made.id, answered(200))
    await note(made.id, Attempt(problem=Trouble.UNREACHABLE))
    since = NOW - timedelta(days=1)

    missed = await perform(webhooks.replay, made.id, Replay(since=since), now=NOW)
    assert missed.waiting == 1
    assert await waiting(made.id) == [("quota_request.draft", failed)]
    everything = await perform(webhooks.replay, made.id, Replay(since=since, missed=False), now=NOW)
    assert everything.waiting == 2
    assert await waiting(made.id) == [("quota_request.draft", arrived), ("quota_request.draft", failed)]


async def note(webhook: int, attempt: Attempt) -> None:
    later = NOW + timedelta(days=365)
    due = await read(deliveries.next_due, webhook, later)
    assert due is not None
    await perform(webhooks.note, due, attempt, now=later)


async def test_an_attempt_that_somebody_else_noted_first_is_not_counted_twice() -> None:
    made = await hook()
    await ask_for("ZJ-001")
    due: Any = await read(deliveries.next_due, made.id, NOW + timedelta(days=365))
    for _ in range(2):
        await perform(webhooks.note, due, answered(500), now=NOW)

    _, [delivery] = await read(deliveries.delivery_page, made.id, None, limit=10)
    assert delivery.attempts == 1


async def test_old_events_go_with_their_deliveries() -> None:
    made = await hook()
    await ask_for("ZJ-001")

    assert await perform(store.forget_before, NOW - timedelta(days=3650)) == 0
    assert await perform(store.forget_before, NOW + timedelta(days=3650)) > 0
    assert await told() == []
    assert await waiting(made.id) == []
