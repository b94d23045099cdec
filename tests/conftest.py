"""One embedded server for the whole run, and for each test that asks a database of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from builders import register_all
from filelock import FileLock
from grounds import Grounds, LayOut, grounds
from hypothesis import HealthCheck, settings
from planning import lay_out_province
from road_server import RoadServer, prepared, running

from fieldops.database import engine
from fieldops.database.engine import DB, FieldopsEngine, connect
from fieldops.database.migrate import migrate
from fieldops.database.server import DATABASE, EmbeddedServer
from fieldops.settings import Settings

# A machine that pauses is no reason to fail.
engine.CONNECT_S = 60.0
settings.register_profile("fieldops", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fieldops")

FOLDER_VARIABLE = "PYTEST_DATABASE_FOLDER"  # workers of pytest-xdist find the folder of the run here
# A test's data may be lost when the machine fails, so nothing waits for the disk.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        os.environ[FOLDER_VARIABLE] = str(open_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder and not hasattr(config, "workerinput"):
        _run_server(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)


def open_folder() -> Path:
    """A new folder, in memory if there is room, that every user can pass through: root's server is another user."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4 * 10**9
    made = Path(tempfile.mkdtemp(prefix="fieldops-test-", dir=memory if roomy else None)).resolve()
    made.chmod(0o755)
    return made


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that every user can pass through; pytest's own is closed to others than root."""
    made = open_folder()
    yield made
    shutil.rmtree(made, ignore_errors=True)


def _run_server(folder: str) -> EmbeddedServer:
    return EmbeddedServer(Path(folder).resolve(), QUICK)


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedServer]:
    """The run's server; all its databases are lost when the run ends."""
    run_server = _run_server(os.environ[FOLDER_VARIABLE])
    with run_server.shared(keep_running=True):
        yield run_server


@pytest.fixture(scope="session")
def template(server: EmbeddedServer) -> str:
    """The name of a migrated database without rows, to be cloned."""

    async def migrated() -> None:
        async with connect(Settings(data_dir=server.data_dir, database_url=server.url)):
            await migrate()

    ready = server.data_dir / "template.ready"
    with FileLock(server.data_dir / "template.lock"):  # a template to which somebody is connected can't be cloned
        if not ready.exists():
            asyncio.run(migrated())
            ready.touch()
    return DATABASE


@contextlib.contextmanager
def _clone(server: EmbeddedServer, template: str) -> Iterator[str]:
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        try:
            yield name
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database_url(server: EmbeddedServer, template: str) -> Iterator[str]:
    """The URL of a fresh migrated database; nothing is connected to it."""
    with _clone(server, template) as name:
        yield server.url_of(name)


@pytest.fixture(scope="session")
def laid_out(server: EmbeddedServer, template: str) -> Iterator[Callable[[LayOut], Grounds]]:
    """Lays out a database once for all tests of a worker."""
    made: dict[LayOut, Grounds] = {}
    with contextlib.ExitStack() as stack:

        def lay_out(action: LayOut) -> Grounds:
            if action not in made:
                name = stack.enter_context(_clone(server, template))
                made[action] = Grounds(lambda: _clone_url(server, name), asyncio.run(acted(action, name)))
            return made[action]

        async def acted(action: LayOut, name: str) -> Any:
            async with connect(Settings(data_dir=server.data_dir, database_url=server.url_of(name))):
                return await action()

        yield lay_out


@contextlib.contextmanager
def _clone_url(server: EmbeddedServer, template: str) -> Iterator[str]:
    with _clone(server, template) as name:
        yield server.url_of(name)


@pytest.fixture
def province_url(laid_out: Callable[[LayOut], Grounds]) -> Iterator[str]:
    """The URL of a fresh database with the small province of ``planning``; nothing is connected to it."""
    with laid_out(lay_out_province).clone_url() as url:
        yield url


@pytest.fixture
def registered_url(laid_out: Callable[[LayOut], Grounds]) -> Iterator[str]:
    """The URL of a fresh database with one of everything; nothing is connected to it."""
    with laid_out(register_all).clone_url() as url:
        yield url


@pytest.fixture
async def province(province_url: str) -> AsyncIterator[FieldopsEngine]:
    """``DB``, opened on ``province_url``."""
    await DB.open(province_url, pool_max=20)
    try:
        yield DB
    finally:
        await DB.close()


registered = grounds(register_all)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[FieldopsEngine]:
    """``DB``, opened on a fresh migrated database."""
    await DB.open(database_url, pool_max=20)
    try:
        yield DB
    finally:
        await DB.close()


@pytest.fixture(scope="session")
def road_map() -> Path:
    """A map of roads, ready for OSRM; made once a run."""
    return prepared(Path(os.environ[FOLDER_VARIABLE]))


@pytest.fixture(scope="session")
def shared_road_server(road_map: Path) -> Iterator[RoadServer]:
    """Of one worker, which nobody kills."""
    with running(road_map) as one:
        yield one


@pytest.fixture
def road_server(road_map: Path) -> Iterator[RoadServer]:
    """A test's own, which may be killed."""
    with running(road_map) as one:
        yield one
