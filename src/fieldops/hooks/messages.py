"""What a webhook is sent, signed as the Standard Webhooks specification says (symmetric, ``v1``)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from inventory.events import Event, Family

PREFIX = "whsec_"

PLACES: dict[Family, str] = {
    Family.QUOTA_REQUEST: "/quota-requests/{}",
    Family.SHIPMENT: "/shipments/{}",
    Family.SERVICE_ORDER: "/service-orders/{}",
    Family.VISIT: "/visits/{}",
    Family.CRISIS: "/crises?complaint={}",
    Family.QUOTE: "/service-orders/{}/chargeable-work",
    Family.EXCHANGE: "/exchanges/{}",
    Family.QUOTA: "/quota-grants?reference={}",
    Family.PURCHASE: "/purchases/{}",
    Family.STOCK_COUNT: "/stock-counts/{}",
    Family.BACKUP_UNIT: "/backup-units/{}",
    Family.PLAN: "/plans/{}",
    Family.CAUSE: "/causes/{}",
    Family.INCENTIVE_RUN: "/incentive-runs/{}",
    Family.CLOCK: "/service-orders/{}/clocks",
    Family.INSPECTION: "/inspections/{}",
    Family.CALLBACK: "/callbacks/{}",
    Family.SPOT_CHECK: "/spot-checks/{}",
    Family.WEBHOOK: "/webhooks/{}",
}
"""Where the record that an event is about is read, below ``/api/v1``."""


def fresh_secret() -> str:
    """256 random bits, in the specification's form."""
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def message_id(event: Event) -> str:
    """The same for each attempt, so that a receiver knows what it has had."""
    return f"event_{event.position}"


def body_of(event: Event, zone: ZoneInfo) -> bytes:
    """The event as JSON. It names the record and doesn't hold it: who is told reads it with rights of his own (N3)."""
    at = event.at.astimezone(zone).isoformat()
    data = {
        "position": event.position,
        "family": event.family,
        "key": event.key,
        "status": event.status,
        "href": place_of(event),
    }
    return msgspec.json.encode({"type": event.kind, "timestamp": at, "data": data})


def place_of(event: Event) -> str:
    return "/api/v1" + PLACES[event.family].format(quote(event.key, safe=""))


def headers_of(event: Event, body: bytes, keys: Sequence[str], now: datetime) -> dict[str, str]:
    """Signed with each of ``keys``: while a secret is being changed, either of the two fits."""
    name, seconds = message_id(event), str(int(now.timestamp()))
    signed = b".".join((name.encode(), seconds.encode(), body))
    return {
        "content-type": "application/json",
        "user-agent": "fieldops",
        "webhook-id": name,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(f"v1,{signature(key, signed)}" for key in keys),
    }


def signature(key: str, signed: bytes) -> str:
    """Base64 of the HMAC-SHA256 of ``signed``; ``key`` with or without its prefix."""
    raw = base64.b64decode(key.removeprefix(PREFIX))
    return base64.b64encode(hmac.digest(raw, signed, hashlib.sha256)).decode()
