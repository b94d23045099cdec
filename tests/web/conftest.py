from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from gadgets import RESOURCES, Gadgets, StaleVersion
from litestar import Litestar

from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web.app import create_app
from fieldops.web.errors import STATUS

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Litestar:
    """The application with a small resource, on whatever ``DB`` is open; building one takes its time."""
    return create_app(settings, RESOURCES, opens_database=False, clock=lambda: NOW)


@pytest.fixture
async def client(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[httpx.AsyncClient]:
    """Without a database: for what is refused before an action is called."""
    monkeypatch.setitem(STATUS, StaleVersion, 412)
    async with open_client(app) as client:
        yield client


@pytest.fixture
async def stocked(client: httpx.AsyncClient, database: FieldopsEngine) -> httpx.AsyncClient:
    """With a database that has the small resource's table."""
    await Gadgets.create_table().run()
    return client


def open_client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://fieldops.test")


def fresh_key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}
