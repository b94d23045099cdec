"""What tests of the dispatch board look at and take hold of."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect
from walking import Site

from fieldops.actions import plan_verdicts
from fieldops.database.door import read
from fieldops.store import plan_sheets


async def board(province: Site, **given: object) -> Page:
    page = await province.log_in("dora", f"/dispatch?day={province.told.day}", **given)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def bar(page: Page, order: str) -> Locator:
    return page.locator(f'.visit[data-order="{order}"]')


async def placed(plan_id: int) -> dict[str, tuple[str, int]]:
    """Each visit's technician and position."""
    sheet = await read(plan_sheets.sheet, plan_id)
    return {
        stop.service_order: (route.technician, n)
        for route in sheet.routes
        for n, stop in enumerate(one for one in route.stops if one.service_order)
        if stop.service_order
    }


async def another_place(plan_id: int) -> tuple[str, str, int]:
    """A visit that another technician could take, and where."""
    for order, (technician, _) in (await placed(plan_id)).items():
        for chance in await read(plan_verdicts.chances, plan_id, order):
            if chance.position is not None and chance.technician != technician:
                return order, chance.technician, chance.position
    raise AssertionError("nothing can be moved")


async def drag(page: Page, what: Locator, x: float, y: float, *, drop: bool = True) -> None:
    box = await what.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 6, box["y"] + 6)
    await page.mouse.down()
    await page.mouse.move(x, y, steps=12)
    await page.locator("#hand").wait_for()
    if drop:
        await page.mouse.up()


async def spot_of(page: Page, technician: str, position: int) -> tuple[float, float]:
    """Where to let go so that it becomes the visit number ``position`` there."""
    lane = page.locator(f'[data-lane="{technician}"]')
    await lane.scroll_into_view_if_needed()
    day = await lane.locator(".lane-day").bounding_box()
    assert day is not None
    bars = [await one.bounding_box() for one in await lane.locator(".visit").all()]
    boxes = [one for one in bars if one]
    x = boxes[position]["x"] - 2 if position < len(boxes) else day["x"] + day["width"] - 20
    return x, day["y"] + day["height"] / 2
