"""Backup units by place, and what is done with them, in a real browser."""

from __future__ import annotations

import pytest
from looking import look
from playwright.async_api import expect
from walking import Site

from fieldops.database.door import read
from fieldops.store import backup_units as store
from inventory.backup_pool import State

WORDS = {
    "zh": {"repair": "送修", "life": "经历", "updated": "已更新"},
    "en": {"repair": "To repair", "life": "Its life", "updated": "is updated"},
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_unit_goes_to_repair(stock_site: Site, language: str) -> None:
    said = WORDS[language]
    page = await stock_site.log_in("pam", path="/backup-units", language=language)
    await page.get_by_role("button", name="BJ-00002").click()
    drawer = page.get_by_role("dialog")
    await expect(drawer).to_contain_text(said["life"])
    await drawer.get_by_role("button", name=said["repair"]).click()
    await drawer.get_by_role("button", name=said["repair"]).last.wait_for()
    await look(page, "units", language)
    await drawer.get_by_role("button", name=said["repair"]).last.click()
    await expect(page.locator(".ant-message")).to_contain_text(said["updated"])
    assert (await read(store.unit, "BJ-00002")).state is State.IN_REPAIR


async def test_the_link_says_which_state_is_shown(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path="/backup-units?state=set_aside")
    await expect(page.get_by_role("button", name="BJ-")).to_have_count(1)
    await expect(page.get_by_role("button", name="BJ-00001")).to_be_visible()


async def test_a_unit_that_is_already_there_is_refused(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path="/backup-units")
    await page.get_by_role("button", name="登记备机").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="登记备机").click()
    await expect(dialog.locator(".ant-form-item-explain-error")).to_have_count(3)
    await dialog.get_by_label("序列号").fill("BJ-00001")
    await dialog.get_by_label("配件").fill("WU-1")
    await dialog.get_by_label("库位").fill("ZJ/WH")
    await dialog.get_by_role("button", name="登记备机").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("BJ-00001")


async def test_who_may_only_read_finds_nothing_to_do(stock_site: Site) -> None:
    page = await stock_site.log_in("dora", path="/backup-units?unit=BJ-00001")
    drawer = page.get_by_role("dialog")
    await expect(drawer.get_by_role("button", name="送往客户")).to_be_visible()
    await expect(drawer.get_by_role("button", name="取消预留")).to_have_count(0)
