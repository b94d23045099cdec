"""A browser that watches itself: nothing goes out, nothing is complained about in the console."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Response, Route
from small_network import PASSWORD

from fieldops.database.engine import DB

ROOT = Path(__file__).parents[2]
PICTURES = Path(os.environ.get("FIELDOPS_PICTURES", ROOT / "artefacts" / "ui"))
AXE = (ROOT / "ui/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
SIZES = ((1366, 768), (1920, 1080))
PLAIN_HOST = "fieldops.test"
"""Another name of this machine, to which browsers don't grant what they grant to HTTPS and to 127.0.0.1."""
ECHO = "Failed to load resource"
"""How Chromium repeats an answer's status: refusals are what some of the tests are about."""
SLOW_DRAWING = "GL Driver Message"
"""How Chromium complains that WebGL is slow without a graphics card."""
NO_HTTPS = "Cross-Origin-Opener-Policy header has been ignored"
"""What Chromium says of a page without HTTPS, which one test is about."""
CHINESE = re.compile(r"[\u3400-\u9fff]")
LANGUAGE_SWITCH = "中文"


class Site:
    """The server's address, what laying out the network told, and what went wrong in any page."""

    def __init__(self, browser: Browser, address: str, told: Any) -> None:
        self.browser = browser
        self.address = address
        self.told = told
        self.faults: list[str] = []
        self._contexts: list[BrowserContext] = []

    async def open(self, language: str = "zh", size: tuple[int, int] = SIZES[0]) -> BrowserContext:
        """A browser of its own, without cookies."""
        width, height = size
        context = await self.browser.new_context(
            locale=LOCALES[language], viewport={"width": width, "height": height}, reduced_motion="reduce"
        )
        await context.route("**/*", self._stay_here)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))
        context.on("response", self._see)
        self._contexts.append(context)
        return context

    async def log_in(self, login: str = "lena", path: str = "/approvals", **given: Any) -> Page:
        page = await (await self.open(**given)).new_page()
        await page.goto(f"{self.address}/app{path}")
        await enter(page, login)
        return page

    async def _stay_here(self, route: Route) -> None:
        if route.request.url.startswith((self.address, "data:", "blob:")):
            await route.continue_()
            return
        self.faults.append(f"asked elsewhere: {route.request.url}")
        await route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not any(
            one in message.text for one in (ECHO, SLOW_DRAWING, NO_HTTPS)
        ):
            self.faults.append(f"console: {message.text}")

    def _see(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def check(self) -> None:
        assert self.faults == [], self.faults

    async def close(self) -> None:
        for context in self._contexts:
            await context.close()


async def enter(page: Page, login: str = "lena") -> None:
    """Log in by the keyboard."""
    await page.locator("#login").fill(login)
    await page.locator("#password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await page.get_by_role("navigation").wait_for()


async def end_all_sessions() -> None:
    async with DB.owning():
        await DB._run_in_pool("DELETE FROM sessions")


async def choose_first(page: Page) -> None:
    """The first of the list that has the focus, by the keyboard."""
    options = page.locator(".ant-select-dropdown:visible")
    await page.keyboard.press("ArrowDown")
    await options.wait_for()
    await page.keyboard.press("Enter")
    await options.wait_for(state="hidden")


async def picture(page: Page, name: str) -> None:
    """One picture for people to look at."""
    await page.wait_for_timeout(250)  # what opens has opened
    await page.screenshot(path=PICTURES / f"{name}.png")


async def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    await page.evaluate(AXE)
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


async def cut_off(page: Page) -> list[str]:
    """Texts that are wider than what holds them, and pages wider than the window."""
    return await page.evaluate(
        """() => {
          const faults = [];
          if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is too wide");
          for (const one of document.querySelectorAll(".scroll-x"))
            if (one.scrollWidth > one.clientWidth) faults.push(`a table is ${one.scrollWidth - one.clientWidth} px too wide`);
          for (const one of document.querySelectorAll("button, th, .mark, h1, h2, label, .entry span")) {
            if (one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflow !== "visible")
              faults.push(one.outerHTML.slice(0, 200));
          }
          return faults;
        }"""
    )


async def untranslated(page: Page) -> list[str]:
    """Lines with Chinese characters in an English page, but for the switch itself."""
    text: str = await page.evaluate("document.body.innerText")
    return [line for line in text.splitlines() if CHINESE.search(line) and line.strip() != LANGUAGE_SWITCH]
