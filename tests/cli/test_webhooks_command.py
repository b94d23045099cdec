"""Webhooks on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable

from click.testing import Result

Fieldops = Callable[..., Result]


def test_a_webhook_is_added_listed_paused_and_removed(fieldops: Fieldops) -> None:
    added = fieldops("webhooks", "add", "ZJ-001", "https://erp.example.com/in", "--of", "shipment", "--json")
    made = json.loads(added.output)
    number = str(made["id"])
    paused = fieldops("webhooks", "set", number, "--paused")
    refused = fieldops("webhooks", "ping", number)
    fieldops("webhooks", "set", number, "--active")
    fieldops("webhooks", "ping", number)
    deliveries = fieldops("webhooks", "deliveries")
    replayed = fieldops("webhooks", "replay", number, "--since", "2026-01-01")
    changed = fieldops("webhooks", "secret", number)
    listed = fieldops("webhooks", "list")
    removed = fieldops("webhooks", "remove", number)

    assert made["secret"].startswith("whsec_")
    assert "–" in paused.output
    assert refused.exit_code == 1
    assert "webhook_paused" in refused.stderr
    assert "webhook.ping" in deliveries.output
    assert "waiting" in deliveries.output
    assert "0" in replayed.output
    assert made["secret"] not in changed.output
    assert "https://erp.example.com/in" in listed.output
    assert removed.exit_code == 0
    assert "webhooks add" in fieldops("webhooks", "list").output


def test_a_wrong_address_is_refused(fieldops: Fieldops) -> None:
    refused = fieldops("webhooks", "add", "NOWHERE", "ftp://x", "--of", "shipment")

    assert refused.exit_code == 1
    assert "https://" in refused.stderr
