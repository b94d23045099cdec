from __future__ import annotations

import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from argon2 import PasswordHasher
from asking import open_client
from gadgets import RESOURCES, Gadgets
from litestar import Litestar

from fieldops import logs
from fieldops.actions import secrets
from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web.app import create_app

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _quiet_log() -> None:
    """structlog's own default prints local variables, slowly."""
    logs.configure("info", "json", io.StringIO())


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """argon2id still, without the memory and time that make guessing slow."""
    secrets._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    secrets._NOBODY = secrets._hasher.hash("nobody's")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(data_dir=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def app(settings: Settings) -> Litestar:
    """The application with a small resource, on whatever ``DB`` is open; building one takes its time."""
    return create_app(settings, RESOURCES, opens_database=False, clock=lambda: NOW)


@pytest.fixture
async def client(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Without a database: for what is refused before an action is called."""
    async with open_client(app) as client:
        yield client


@pytest.fixture
async def stocked(client: httpx.AsyncClient, database: FieldopsEngine) -> httpx.AsyncClient:
    """With a database that has the small resource's table."""
    async with database.owning():
        await Gadgets.create_table().run()
    return client
