"""A page at every size, with a picture of each for people to look at."""

from __future__ import annotations

from playwright.async_api import Page
from walking import SIZES, cut_off, picture, serious_faults, untranslated


async def look(page: Page, name: str, language: str) -> None:
    """Nothing is cut off, in the other language, or hard to reach, at any size."""
    found: dict[int, list[str]] = {}
    for width, height in SIZES[::-1]:
        await page.set_viewport_size({"width": width, "height": height})
        await picture(page, f"{name}-{language}-{width}")
        found[width] = [*await serious_faults(page), *await cut_off(page)]
        if language == "en":
            found[width] += await _not_english(page)
    assert not any(found.values()), f"{name}: {found}"


async def _not_english(page: Page) -> list[str]:
    """What is marked as Chinese may be Chinese."""
    marked = await page.locator("[lang=zh-CN]").all_inner_texts()
    return [line for line in await untranslated(page) if line.strip() not in marked]
