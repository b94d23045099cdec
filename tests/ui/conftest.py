from __future__ import annotations

import asyncio
import io
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import dispatch_network
import pytest
import pytest_asyncio
import small_network
import stock_network
from argon2 import PasswordHasher
from grounds import Grounds, LayOut
from listening import listening
from playwright.async_api import Browser, async_playwright, expect
from prepare_browser import MISSING, chromium, ready
from walking import PLAIN_HOST, Site

from fieldops import logs
from fieldops.actions import secrets
from fieldops.database.engine import DB
from fieldops.settings import Settings
from fieldops.web import server as web
from fieldops.web.app import create_app

FLAGS = (
    "--no-sandbox",
    f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _quiet_log() -> None:
    logs.configure("info", "json", io.StringIO())


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    """A machine with other work to do needs longer than the usual five seconds; who is quick waits no longer for it."""
    expect.set_options(timeout=20_000)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    secrets._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    secrets._NOBODY = secrets._hasher.hash("nobody's")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of a worker run in one loop, that of their browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not ready():
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
def more_settings() -> dict[str, Any]:
    """What a test sets beside the usual."""
    return {}


@pytest_asyncio.fixture(loop_scope="session")
async def site(
    laid_out: Callable[[LayOut], Grounds], browser: Browser, tmp_path: Path, more_settings: dict[str, Any]
) -> AsyncIterator[Site]:
    """The real server on a fresh clone of the small network, and a browser."""
    made = await asyncio.to_thread(laid_out, small_network.lay_out)
    async with served(made, browser, tmp_path, **more_settings) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def stock_site(laid_out: Callable[[LayOut], Grounds], browser: Browser, tmp_path: Path) -> AsyncIterator[Site]:
    """The same on the network of those who keep stock."""
    async with served(await asyncio.to_thread(laid_out, stock_network.lay_out), browser, tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def province(laid_out: Callable[[LayOut], Grounds], browser: Browser, tmp_path: Path) -> AsyncIterator[Site]:
    """The same on a province's day with nothing planned."""
    async with served(await asyncio.to_thread(laid_out, dispatch_network.lay_out_monday), browser, tmp_path) as opened:
        yield opened


@asynccontextmanager
async def served(made: Grounds, browser: Browser, folder: Path, **more: Any) -> AsyncIterator[Site]:
    with made.clone_url() as url:
        settings = Settings(data_dir=folder, database_url=url, log_level="error", **more)
        async with listening(web.server(create_app(settings), settings)) as address:
            opened = Site(browser, address, made.told)
            try:
                yield opened
                opened.check()
            finally:
                await opened.close()
    assert DB.pool is None
