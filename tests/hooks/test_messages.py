from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from receiver import verified

from fieldops.hooks.messages import PLACES, body_of, fresh_secret, headers_of, signature
from inventory.events import Event, Family

NOW = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)
CHINA = ZoneInfo("Asia/Shanghai")


def an_event(**given: Any) -> Event:
    fields = {"position": 42, "at": NOW, "kind": "shipment.shipped", "family": Family.SHIPMENT, "key": "SH-1"}
    return Event(**{**fields, "status": "shipped", **given})


def test_a_known_message_has_the_knownsignature() -> None:
    """The example with which Svix's libraries, of which the specification was made, test themselves."""
    signed = b'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}'
    assert signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", signed) == (
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_a_receiver_can_tell_that_it_is_we_who_sent_it() -> None:
    secret = fresh_secret()
    body = body_of(an_event(), CHINA)
    headers = headers_of(an_event(), body, [secret], NOW)

    assert verified(headers, body, secret)
    assert not verified(headers, body + b" ", secret)
    assert not verified(headers, body, fresh_secret())
    assert not verified({**headers, "webhook-timestamp": "0"}, body, secret)


def test_while_a_secret_is_changed_either_fits() -> None:
    old, new = fresh_secret(), fresh_secret()
    body = body_of(an_event(), CHINA)
    headers = headers_of(an_event(), body, [new, old], NOW)

    assert verified(headers, body, old)
    assert verified(headers, body, new)


def test_an_event_names_its_record_and_does_not_hold_it() -> None:
    told = json.loads(body_of(an_event(key="SH/1"), CHINA))

    assert told == {
        "type": "shipment.shipped",
        "timestamp": "2026-11-23T09:02:03+08:00",
        "data": {
            "position": 42,
            "family": "shipment",
            "key": "SH/1",
            "status": "shipped",
            "href": "/api/v1/shipments/SH%2F1",
        },
    }


def test_each_attempt_at_an_event_has_the_same_id() -> None:
    first, later = (headers_of(an_event(), b"", [fresh_secret()], at) for at in (NOW, NOW.replace(day=24)))

    assert first["webhook-id"] == later["webhook-id"]
    assert first["webhook-timestamp"] != later["webhook-timestamp"]


def test_every_family_has_a_place() -> None:
    assert set(PLACES) == set(Family)
