"""A page at every size, with a picture of each for people to look at."""

from __future__ import annotations

from collections.abc import Collection

from playwright.async_api import Page
from walking import SIZES, cut_off, picture, serious_faults, untranslated


async def look(page: Page, name: str, language: str) -> None:
    """Nothing is cut off, in the other language, or hard to reach, at any size."""
    assert await faults(page, name, language) == []


async def faults(page: Page, name: str, language: str, *, entered: Collection[str] = ()) -> list[str]:
    """What is; texts that people have ``entered``, and what is marked as Chinese, may be Chinese."""
    found: list[str] = []
    for width, height in SIZES[::-1]:
        await page.set_viewport_size({"width": width, "height": height})
        await picture(page, f"{name}-{language}-{width}")
        here = [*await serious_faults(page), *await cut_off(page)]
        if language == "en":
            here += await _not_english(page, entered)
        found += [f"{name} {width}: {fault}" for fault in here]
    return found


async def _not_english(page: Page, entered: Collection[str]) -> list[str]:
    marked = await page.locator("[lang=zh-CN]").all_inner_texts()
    lines = [line for line in await untranslated(page) if line.strip() not in marked]
    return [line for line in lines if not any(text in line for text in entered)]
