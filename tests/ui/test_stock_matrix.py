"""Stock by part and place, its ledger, and one part's page, in a real browser."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from builders import a_receipt
from looking import look
from playwright.async_api import Page, expect
from stock_network import MANY
from walking import Site

from fieldops.actions import stock
from fieldops.database.door import perform, read
from fieldops.store import stock as store
from inventory.accounts import Condition
from inventory.parts import PartCount

WORDS = {
    "zh": {"title": "库存", "stocked": "仅有库存", "nothing": "没有符合条件的配件", "current": "现行", "receipt": "入库"},
    "en": {"title": "Stock", "stocked": "In stock only", "nothing": "No part fits", "current": "current", "receipt": "Receipt"},
}  # fmt: skip


async def rows(page: Page) -> int:
    await page.locator(".grid tbody tr").first.wait_for()
    return await page.locator(".grid tbody tr").count()


async def stands(part: str, place: str) -> int:
    sought = store.StockSought(part=part, places=[place], condition=Condition.NEW)
    _, lines = await read(store.stock_page, sought, ordering="part", limit=9, offset=0)
    return sum(line.on_hand for line in lines)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_from_the_matrix_to_the_ledger_and_the_parts_page(stock_site: Site, language: str) -> None:
    said = WORDS[language]
    page = await stock_site.log_in(path="/stock", language=language)
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["title"])
    assert await rows(page) == 50
    heads = await page.locator(".grid thead .place-head").all_inner_texts()
    assert [head.replace("\n", "") for head in heads] == ["AH/WH", "FJ/WH", "HQ/WH", "JS/WH", "SH/WH", "ZJ/WH"]
    await look(page, "stock", language)

    await page.keyboard.press("/")
    await page.keyboard.type("P-1000")
    await expect(page.locator(".grid tbody tr")).to_have_count(1)
    await page.keyboard.press("Escape")
    for key in ["ArrowRight"] * 6:
        await page.keyboard.press(key)
    await page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog")
    await expect(drawer).to_contain_text("P-1000")
    await expect(drawer).to_contain_text("DN-ZJ/WH")
    await expect(drawer).to_contain_text(said["receipt"])
    assert "place=ZJ%2FWH" in page.url
    await look(page, "stock-ledger", language)

    await page.keyboard.press("Escape")
    await page.goto(f"{stock_site.address}/app/stock/parts/DP-1")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("DP-1")
    await expect(page.locator(".chain")).to_contain_text(said["current"])
    await expect(page.locator(".chain a")).to_have_text("DP-0")
    await page.locator(".chart canvas").wait_for()
    assert await page.locator(".course tbody tr").count() == 13
    await look(page, "stock-part", language)


async def test_filters_stand_in_the_link(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/stock?where=ZJ&few=70&stocked=true&category=wear&figure=on_hand")
    shown = await rows(page)
    assert 0 < shown < MANY // 5
    sums = [int(text) for text in await page.locator(".grid tbody .sum").all_inner_texts()]
    assert min(sums) > 0
    assert await page.locator(".grid thead .place-head").count() == 9

    await page.locator(".part-filter input").fill("no such part")
    await expect(page.locator(".state h2")).to_have_text("没有符合条件的配件")
    await page.get_by_role("button", name="清除筛选").click()
    assert await rows(page) == 50
    await page.keyboard.press("]")
    await expect(page).to_have_url(f"{stock_site.address}/app/stock?where=ZJ&figure=on_hand&page=2")


async def test_the_sums_are_of_all_parts_and_not_of_the_page(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/stock")
    await rows(page)
    first = await page.locator(".grid tfoot .sum").inner_text()
    await page.keyboard.press("]")
    await expect(page.locator(".ant-pagination-item-active")).to_have_text("2")
    assert await page.locator(".grid tfoot .sum").inner_text() == first
    shown = [int(text) for text in await page.locator(".grid tbody .sum").all_inner_texts()]
    assert int(first.replace(",", "")) > sum(shown)


async def test_the_keys_are_always_where_they_can_be_seen(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path="/stock?kind=all")
    await rows(page)
    for key in ["j"] * 22 + ["ArrowRight"] * 3:
        await page.keyboard.press(key)
        seen = await page.evaluate(
            """() => {
              const { left, right, top, bottom } = document.querySelector(".grid .at").getBoundingClientRect();
              const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
              return Boolean(there?.closest(".at"));
            }"""
        )
        assert seen, key


async def test_the_ledger_is_filtered_and_goes_on_where_it_ended(stock_site: Site) -> None:
    for n in range(60):
        await perform(_receive, n)
    page = await stock_site.log_in("pam", path="/stock?part=DP-1&place=ZJ/WH")
    entries = page.get_by_role("dialog").get_by_role("region", name="出入库记录").locator("tbody tr")
    await expect(entries).to_have_count(50)
    await expect(entries.first.locator("td").nth(4)).to_have_text(str(await stands("DP-1", "ZJ/WH")))
    await page.get_by_role("button", name="更早的记录").click()
    await expect(entries).to_have_count(61)

    await page.get_by_role("combobox", name="类型", exact=True).click()
    await page.locator(".ant-select-dropdown:visible").get_by_title("盘点").click()
    await expect(page.get_by_text("没有符合的记录")).to_be_visible()


async def _receive(n: int) -> None:
    line = PartCount(part="DP-1", quantity=1)
    await stock.receive([a_receipt(reference=f"MORE-{n}", lines=(line,))], now=datetime.now(UTC))


async def test_somebody_of_a_province_sees_its_own_places_alone(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path="/stock")
    await rows(page)
    heads = await page.locator(".grid thead .place-head").all_inner_texts()
    assert all(head.startswith("ZJ") for head in heads)
    assert len(heads) == 9


async def test_a_part_that_is_looked_up_opens_its_page(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/stock")
    await rows(page)
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name="输入编号或名称")).to_be_focused()
    await page.keyboard.type("P-1007")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("P-1007")


async def test_a_part_that_is_not_there_is_told(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/stock/parts/NO-1")
    await expect(page.get_by_role("alert")).to_contain_text("NO-1")
