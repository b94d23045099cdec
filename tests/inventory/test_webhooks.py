from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inventory.events import NEEDS, Family, readable
from inventory.people import Permission, Role
from inventory.webhooks import (
    OUT_OF_ORDER,
    PAUSES_S,
    TRANSITIONS,
    Attempt,
    Delivery,
    DeliveryState,
    NewWebhook,
    Replay,
    Trouble,
    Webhook,
    WebhookChange,
    answered,
    attempted,
    heard_of,
)
from refusals import Invalid

NOW = datetime(2026, 11, 23, tzinfo=UTC)
GONE = Attempt(problem=Trouble.UNREACHABLE)


def a_delivery(**given: Any) -> Delivery:
    fields = {"id": 1, "webhook": 1, "position": 7, "kind": "quota_request.approved", "key": "QR-1"}
    life = {"state": DeliveryState.WAITING, "attempts": 0, "next_at": NOW}
    return Delivery(**{**fields, **life, **given})


def a_webhook(**given: Any) -> Webhook:
    fields = {"id": 1, "node": "ZJ-001", "url": "https://erp.example.com/in", "families": (Family.SHIPMENT,)}
    return Webhook(**{**fields, "note": "", "active": True, "made_by": "clerk", "made_at": NOW, **given})


def test_every_family_asks_for_a_permission() -> None:
    assert set(NEEDS) == set(Family)


def test_whoever_is_told_of_a_family_may_read_its_records() -> None:
    assert Family.PURCHASE in readable(Role.PARTS_MANAGER)
    assert Family.PURCHASE not in readable(Role.PARTNER_CLERK)
    assert readable(Role.PARTNER_CLERK, [Permission.SHIPMENTS_READ]) == {Family.SHIPMENT}


def test_a_delivery_that_arrives_is_over() -> None:
    after = attempted(a_delivery(), answered(204), now=NOW)

    assert (after.state, after.attempts, after.next_at, after.problem) == (DeliveryState.DELIVERED, 1, None, None)


def test_a_failed_delivery_is_tried_again_later_and_later_and_then_given_up() -> None:
    delivery, waits = a_delivery(), []
    while delivery.state is DeliveryState.WAITING:
        delivery = attempted(delivery, answered(503), now=NOW)
        waits.append(delivery.next_at and (delivery.next_at - NOW).total_seconds())

    assert waits == [*PAUSES_S, None]
    assert (delivery.state, delivery.status, delivery.problem) == (DeliveryState.GIVEN_UP, 503, Trouble.REFUSED)


@pytest.mark.parametrize("attempt", [answered(200), answered(404), GONE])
def test_an_attempt_leads_where_the_table_says(attempt: Attempt) -> None:
    for attempts in range(len(PAUSES_S) + 1):
        after = attempted(a_delivery(attempts=attempts), attempt, now=NOW)
        assert after.state in TRANSITIONS[DeliveryState.WAITING]


def test_a_receiver_that_refuses_one_delivery_may_take_others_but_not_one_that_is_down() -> None:
    assert answered(410).answered
    assert not answered(502).answered
    assert not GONE.answered


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_redirect_has_not_arrived(status: int) -> None:
    assert not answered(status).arrived


def test_a_webhook_that_fails_too_long_is_paused() -> None:
    failing = heard_of(a_webhook(), GONE, now=NOW)
    still = heard_of(failing, GONE, now=NOW + OUT_OF_ORDER - timedelta(seconds=1))
    paused = heard_of(still, GONE, now=NOW + OUT_OF_ORDER)

    assert (failing.active, failing.failing_since, failing.problem) == (True, NOW, Trouble.UNREACHABLE)
    assert still.active
    assert not paused.active


def test_one_delivery_that_arrives_clears_the_webhooks_name() -> None:
    failing = a_webhook(failing_since=NOW - timedelta(days=4), problem=Trouble.TOO_SLOW)

    assert heard_of(failing, answered(200), now=NOW) == a_webhook()


def test_whoever_wakes_a_paused_webhook_gives_it_its_time_anew() -> None:
    paused = a_webhook(active=False, failing_since=NOW - OUT_OF_ORDER)

    woken = WebhookChange(active=True).of(paused)

    assert heard_of(woken, GONE, now=NOW).active


@pytest.mark.parametrize(
    "url",
    [
        "ftp://erp.example.com",
        "erp.example.com",
        "https://",
        "https://user:secret@erp.example.com/",
        "https://erp.example.com/#x",
        "https://erp.example.com:0/",
        "https://erp.example.com:99999/",
        "https://[::1",
        "https://erp.example.com/a b",
        "https://erp.example.com/\r\nx: y",
        "https://例子.example/",
        "https://erp.example.com/" + "x" * 500,
    ],
)
def test_an_address_that_nobody_could_be_told_at_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        NewWebhook(node="ZJ-001", url=url, families=(Family.SHIPMENT,))
    assert [problem.path for problem in refused.value.problems] == ["url"]


def test_a_webhook_that_is_told_of_nothing_is_refused_along_with_what_else_is_wrong() -> None:
    with pytest.raises(Invalid) as refused:
        NewWebhook(node="ZJ-001", url="x", families=(), note="x" * 501)
    assert [problem.path for problem in refused.value.problems] == ["url", "families", "note"]


def test_a_replay_from_a_time_without_its_offset_is_refused() -> None:
    with pytest.raises(Invalid):
        Replay(since=datetime(2026, 11, 23))  # noqa: DTZ001
