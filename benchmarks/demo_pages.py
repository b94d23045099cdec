"""The pages of a demo that is being served, in a real Chromium without a graphics card.

The people of the demo have the password that the variable DEMO_PASSWORD says.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        await browser.close()


async def log_in(page: Page, address: str, login: str, path: str) -> None:
    await page.goto(f"{address}/app{path}")
    await page.locator("#login").fill(login)
    await page.locator("#password").fill(os.environ["DEMO_PASSWORD"])
    await page.keyboard.press("Enter")
    await page.get_by_role("navigation").wait_for()


async def as_draft(page: Page) -> None:
    """What is published can't be changed."""
    copied = page.get_by_role("button", name="Copy as a draft to change it")
    if await copied.count():
        await copied.click()
    await page.get_by_role("button", name="Publish").wait_for()
