"""Where each role begins: what waits, what is at risk, how it goes, and each figure opens its rows."""

from __future__ import annotations

import pytest
from desk_network import LATE
from looking import faults
from playwright.async_api import Page, expect
from small_network import REQUESTS
from walking import Site

ENTERED = ("王小明", "浙江省余姚市")


async def whole(page: Page) -> None:
    """All that is asked for has come."""
    await page.get_by_role("heading", level=1).wait_for()
    await page.locator(".card, .risks").first.wait_for()
    await page.wait_for_timeout(500)


async def test_the_parts_manager_sees_what_waits_and_opens_it(site: Site) -> None:
    page = await site.log_in("lena", "/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("首页")
    waits = page.locator(".waits li").first
    await expect(waits).to_contain_text(str(REQUESTS))
    made = page.locator(".card", has_text="额度申请")
    await expect(made.locator(".card-figure")).to_have_text(str(REQUESTS))
    await expect(made.locator("svg rect").last).to_be_visible()
    await waits.get_by_role("link").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("额度审批")
    assert "view=mine" in page.url


async def test_the_call_centre_sees_orders_at_risk_and_opens_one(site: Site) -> None:
    page = await site.log_in("cara", "/")
    await expect(page.locator(".risks li")).to_have_count(2)
    late = page.locator(".waits li", has_text="已超时的维修单")
    await expect(late.locator(".mark-bad")).to_have_text("1")
    await page.locator(".risks").get_by_role("link", name=LATE).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(LATE)


async def test_each_figure_opens_its_rows(site: Site) -> None:
    page = await site.log_in("dora", "/")
    for name, view in (("按时上门", "late"), ("未完成维修单", "open"), ("新登记维修单", "all")):
        await page.get_by_role("navigation").get_by_role("link", name="首页").click()
        await page.locator(".card", has_text=name).click()
        await page.locator(".orders-table tbody tr").first.wait_for()
        assert f"view={view}" in page.url


async def test_the_dispatcher_sees_which_days_are_planned_and_opens_one(site: Site) -> None:
    page = await site.log_in("dora", "/")
    days = page.locator("section", has_text="派工计划").locator("li")
    await expect(days).to_have_count(3)
    await expect(days.nth(1)).to_contain_text("明天")
    await expect(days.nth(1)).to_contain_text("尚未计划")
    await days.nth(1).get_by_role("link").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("派工看板")
    assert "day=" in page.url


async def test_a_technician_sees_their_own_visits(site: Site) -> None:
    page = await site.log_in("tim", "/")
    await expect(page.locator(".risks li")).to_have_count(1)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_start_of_each_role_is_whole_accessible_and_in_one_language(site: Site, language: str) -> None:
    found: list[str] = []
    for login in ("lena", "pia", "cara", "dora", "dirk", "fritz", "tim"):
        page = await site.log_in(login, "/", language=language)
        await whole(page)
        found += await faults(page, f"home-{login}", language, entered=ENTERED)
    assert found == []
