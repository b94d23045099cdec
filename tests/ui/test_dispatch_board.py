"""A dispatcher makes a day's plan, changes it by mouse and keys, and publishes it; seen in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from boards import another_place, bar, board, drag, placed, spot_of
from dispatch_network import WITHOUT_PART, make_plan
from looking import look
from planning import DESK
from playwright.async_api import expect
from walking import Site, picture

from fieldops.actions import plan_editing, publishing
from fieldops.actions.plan_verdicts import Placing
from fieldops.database.door import perform
from fieldops.database.engine import DB
from fieldops.jobs.worker import work
from fieldops.settings import Settings
from fieldops.store import plans as store
from routing.requests import PlanState

LATE_S = 60_000


@asynccontextmanager
async def a_worker(tmp_path: Path) -> AsyncIterator[None]:
    working = asyncio.create_task(work(Settings(data_dir=tmp_path), DB))
    try:
        yield
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_day_is_planned_changed_and_published(province: Site, tmp_path: Path, language: str) -> None:
    zh = language == "zh"
    page = await board(province, language=language)
    await expect(page.get_by_text("当日尚无计划" if zh else "There is no plan for this day")).to_be_visible()
    await picture(page, f"dispatch-empty-{language}")
    async with a_worker(tmp_path):
        await page.get_by_role("button", name="选项" if zh else "Options").click()
        await page.get_by_role("menuitem").click()
        await page.get_by_label("计算时间" if zh else "Seconds of search").fill("600")
        await page.get_by_role("button", name="制定计划" if zh else "Plan", exact=True).last.click()
        stop = page.get_by_role("button", name="停止并保留" if zh else "Stop, keep")
        await expect(stop).to_be_visible(timeout=LATE_S)
        await expect(page.get_by_text("当前最优成本" if zh else "Best cost so far")).to_be_visible()
        await picture(page, f"dispatch-making-{language}")
        await page.keyboard.press("s")
        publish = page.get_by_role("button", name="发布" if zh else "Publish", exact=True)
        await expect(publish).to_be_visible(timeout=LATE_S)
    plan_id = int(page.url.split("plan=")[1].split("&")[0])
    await expect(page.get_by_role("tabpanel")).to_contain_text(WITHOUT_PART)
    await look(page, "dispatch-draft", language)

    order, technician, position = await another_place(plan_id)
    x, y = await spot_of(page, technician, position)
    await drag(page, bar(page, order), x, y, drop=False)
    await expect(page.locator(".hand.can")).to_contain_text("¥")
    await picture(page, f"dispatch-dragging-{language}")
    await page.mouse.up()
    await expect(page.locator(".outcome.done")).to_contain_text(order)
    assert (await placed(plan_id))[order] == (technician, position)

    await bar(page, order).click()
    await page.keyboard.press("u")
    await expect(page.locator(".outcome.done")).to_contain_text("已撤销" if zh else "Undone")
    assert (await placed(plan_id))[order][0] != technician
    await page.keyboard.press("U")
    await expect(page.locator(".outcome.done")).to_contain_text("已重做" if zh else "Done again")

    await page.keyboard.press("l")
    await expect(bar(page, order)).to_have_class(re.compile("locked"))
    await look(page, "dispatch-chosen", language)

    await page.keyboard.press("P")
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("首次发布" if zh else "The first plan of this day")
    await picture(page, f"dispatch-publish-{language}")
    await dialog.get_by_role("button", name="发布" if zh else "Publish", exact=True).click()
    await expect(page.locator(".outcome.done")).to_contain_text("计划已发布" if zh else "The plan is published")
    assert (await store.head(plan_id)).state is PlanState.PUBLISHED


async def test_a_drop_that_a_rule_forbids_snaps_back_and_names_the_rule(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    before = await placed(plan_id)
    order = next(one for one in before if one.endswith(("05", "10", "15", "20")))  # installations
    page = await board(province, language="en")
    x, y = await spot_of(page, "T1", 0)

    await drag(page, bar(page, order), x, y, drop=False)
    await expect(page.locator(".hand.cannot")).to_contain_text("its technician has the skills it needs")
    await picture(page, "dispatch-forbidden-en")
    await page.mouse.up()

    await expect(page.get_by_role("alert")).to_contain_text("its technician has the skills it needs")
    assert await placed(plan_id) == before


async def test_escape_lets_go_and_nothing_is_changed(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    before = await placed(plan_id)
    order, technician, position = await another_place(plan_id)
    page = await board(province)
    x, y = await spot_of(page, technician, position)

    await drag(page, bar(page, order), x, y, drop=False)
    await page.keyboard.press("Escape")
    await page.mouse.up()

    await expect(page.locator("#hand")).to_have_count(0)
    assert await placed(plan_id) == before


async def test_a_visit_is_taken_out_and_put_back_without_the_mouse(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    page = await board(province, language="en")
    await page.locator(".visit").first.wait_for()

    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowRight")
    chosen = page.locator(".visit.chosen")
    order = await chosen.get_attribute("data-order")
    assert order is not None
    await page.keyboard.press("Delete")
    await expect(page.locator(".outcome.done")).to_contain_text(f"{order} taken out")
    assert order not in await placed(plan_id)

    await page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text("Can be done")).to_be_visible()
    await picture(page, "dispatch-move-en")
    await page.keyboard.press("Enter")
    await expect(page.locator(".outcome.done")).to_contain_text(f"{order} moved")
    assert order in await placed(plan_id)
    await page.keyboard.press("4")
    await expect(page.get_by_role("tabpanel")).to_contain_text(f"{order} taken out")
    await page.keyboard.press("3")
    await expect(page.get_by_role("tabpanel")).to_contain_text("Total")


async def test_two_plans_are_compared_with_ghosts_and_who_moves(province: Site) -> None:
    first = await make_plan(province.told.day)
    await perform(publishing.publish, first, DESK, version=(await store.head(first)).version)
    copied = await perform(plan_editing.copy, first, DESK)
    order, technician, position = await another_place(copied.id)
    placing = Placing(order=order, technician=technician, position=position)
    await perform(plan_editing.place, copied.id, placing, DESK, version=copied.version)
    page = await board(province, language="en")

    await page.goto(f"{page.url}&other={first}&tab=unserved")
    await expect(page.get_by_role("tabpanel")).to_contain_text(order)
    await expect(page.get_by_role("tabpanel")).to_contain_text("Other technician")
    await expect(page.locator(".ghost").first).to_be_visible()
    await picture(page, "dispatch-compare-en")

    await page.keyboard.press("P")
    await expect(page.get_by_role("dialog")).to_contain_text("technicians' routes change")
    await picture(page, "dispatch-publish-changes-en")
    await page.keyboard.press("Escape")

    await page.keyboard.press("u")
    await expect(page.get_by_role("tabpanel")).to_contain_text("Both plans have the same visits")


async def test_a_link_that_somebody_mistyped_still_opens_the_board(province: Site) -> None:
    await make_plan(province.told.day)
    page = await board(province)
    await page.locator(".visit").first.wait_for()

    await page.goto(f"{province.address}/app/dispatch?day={province.told.day}&sort=size&tab=x&at=nobody&other=x&plan=x")
    await page.locator(".visit").first.wait_for()
    await page.goto(f"{province.address}/app/dispatch?day=yesterday")
    await expect(page.get_by_role("tab", selected=True).first).to_contain_text(tomorrow())


async def test_route_sheets_are_printed(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    page = await board(province)
    await page.locator(".visit").first.wait_for()

    answer = await page.request.get(f"{province.address}/api/v1/plans/{plan_id}/route-sheets")

    assert answer.headers["content-type"] == "application/pdf"
    async with page.context.expect_event("request", lambda asked: asked.url.endswith("/route-sheets")):
        await page.keyboard.press("o")


async def test_the_board_begins_with_tomorrow_where_the_network_is(province: Site) -> None:
    page = await province.log_in("dora", "/dispatch", language="en")

    await expect(page.get_by_role("tab", selected=True).first).to_contain_text(tomorrow())


def tomorrow() -> str:
    return f"{datetime.now(DESK.zone) + timedelta(days=1):%m/%d}"
