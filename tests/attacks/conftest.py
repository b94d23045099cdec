from __future__ import annotations

import io
from collections.abc import AsyncIterator

import pytest
from argon2 import PasswordHasher
from attack_server import Site, serving
from builders import NOW, register_network
from litestar import Litestar
from network_api import token_of

from fieldops import logs
from fieldops.actions import secrets
from fieldops.database.engine import FieldopsEngine
from fieldops.settings import Settings
from fieldops.web.app import create_app
from inventory.people import Person, Role


@pytest.fixture(scope="session", autouse=True)
def _quiet_log() -> None:
    logs.configure("error", "json", io.StringIO())


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data_dir=tmp_path_factory.mktemp("data"), requests_per_minute=100_000, event_stream_s=1, log_level="error"
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Litestar:
    """All of the application, on whatever ``DB`` is open."""
    return create_app(settings, opens_database=False, clock=lambda: NOW)


@pytest.fixture
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash of a password takes its time on purpose; what is asked here doesn't depend on how much."""
    monkeypatch.setattr(secrets, "_hasher", PasswordHasher(time_cost=1, memory_cost=512, parallelism=1))
    monkeypatch.setattr(secrets, "_NOBODY", secrets._hasher.hash("nobody's"))


@pytest.fixture
async def token(database: FieldopsEngine) -> str:
    """Of a partner's clerk."""
    await register_network()
    return await token_of(Person(login="wang", name="W", role=Role.PARTNER_CLERK, node="ZJ-001"))


@pytest.fixture
async def site(app: Litestar, settings: Settings, token: str) -> AsyncIterator[Site]:
    async with serving(app, settings) as port:
        yield Site(port, token)
