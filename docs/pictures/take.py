"""The pictures of the guides, taken of a demo that is being served: ``DEMO_PASSWORD=… python -m docs.pictures.take [ADDRESS]``.

The people of the demo have been given that password (``fieldops user reset-link``).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, ViewportSize

from benchmarks.demo_pages import as_draft, chromium, log_in

HERE = Path(__file__).parent
ADDRESS = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
SIZE: ViewportSize = {"width": 1366, "height": 768}


async def nothing(page: Page) -> None:
    pass


async def first_visit(page: Page) -> None:
    await page.locator(".visit").nth(12).click()


async def dragged(page: Page) -> None:
    await as_draft(page)
    box = await page.locator(".visit").nth(12).bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 6, box["y"] + 6)
    await page.mouse.down()
    await page.mouse.move(box["x"] + 90, box["y"] + 150, steps=12)
    await page.locator(".hand.can, .hand.cannot").wait_for()


PICTURES: tuple[tuple[str, str, str, Callable[[Page], Awaitable[None]]], ...] = (
    ("approvals", "parts_manager", "/approvals?view=all", nothing),
    ("stock", "parts_manager", "/stock", nothing),
    ("orders", "call_centre", "/orders", nothing),
    ("dispatch-board", "dispatcher", "/dispatch", first_visit),
    ("dispatch-dragging", "dispatcher", "/dispatch", dragged),
)


async def take(browser: Browser, name: str, login: str, path: str, walk: Callable[[Page], Awaitable[None]]) -> None:
    context = await browser.new_context(viewport=SIZE, locale="en-GB", reduced_motion="reduce")
    page = await context.new_page()
    await log_in(page, ADDRESS, login, path)
    await page.wait_for_timeout(2_500)
    await walk(page)
    await page.wait_for_timeout(1_000)
    picture = Image.open(BytesIO(await page.screenshot()))
    picture.convert("RGB").quantize(256).save(HERE / f"{name}.png", optimize=True)
    await context.close()


async def main() -> None:
    async with chromium() as browser:
        for picture in PICTURES:
            await take(browser, *picture)


if __name__ == "__main__":
    asyncio.run(main())
