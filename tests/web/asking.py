"""How tests ask the application."""

from __future__ import annotations

import uuid
from typing import Any

import httpx


def open_client(app: Any, auth: httpx.Auth | None = None) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://fieldops.test", auth=auth)


def fresh_key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}
