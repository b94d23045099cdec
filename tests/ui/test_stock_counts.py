"""A count with a scanner, without seeing the books, and its approval by somebody else, in a real browser."""

from __future__ import annotations

import pytest
from looking import look
from playwright.async_api import Page, expect
from test_stock_matrix import stands
from test_stock_shipments import scan
from walking import Site

from fieldops.database.door import read
from fieldops.store import counting as store
from inventory.counting import Reason, Status

WORDS = {
    "zh": {
        "open": "新建盘点",
        "place": "库位编号",
        "parts": "配件（不填则全盘）",
        "save": "提交实盘数",
        "finish": "完成盘点",
        "approve": "审批并入账",
        "reason": "P-1000 的差异原因",
        "lost": "丢失",
        "found": "P-1002 的实盘数",
        "waits": "等待审批",
        "booked": "差异已入账",
        "is_booked": "已入账",
    },
    "en": {
        "open": "Open a count",
        "place": "Place",
        "parts": "Parts (none: all that stands there)",
        "save": "Save what was found",
        "finish": "All is counted",
        "approve": "Approve and book",
        "reason": "Why P-1000 differs",
        "lost": "Lost",
        "found": "Pieces of P-1002 found",
        "waits": "waits to be approved",
        "booked": "differences are booked",
        "is_booked": "Booked",
    },
}


async def open_count(page: Page, said: dict[str, str], *parts: str) -> str:
    await page.get_by_role("button", name=said["open"]).first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(said["place"], exact=True).fill("ZJ/WH")
    await dialog.get_by_label(said["parts"]).click()
    for part in parts:
        await page.keyboard.type(part)
        await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name=said["open"]).click()
    await page.locator(".scanned tbody tr").first.wait_for()
    return page.url.rsplit("/", 1)[1]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_is_counted_blind_is_approved_by_another(stock_site: Site, language: str) -> None:
    said = WORDS[language]
    before = await stands("P-1000", "ZJ/WH")
    page = await stock_site.log_in("pam", path="/counts", language=language)
    await page.locator(".state h2").wait_for()
    await look(page, "counts", language)
    number = await open_count(page, said, "P-1000", "P-1002")
    finish = page.get_by_role("button", name=said["finish"])
    await expect(finish).to_be_disabled()

    await scan(page, f"{before - 2}*P-1000", str(before - 2))
    await scan(page, "P-1000", str(before - 1))
    await page.get_by_label(said["found"]).fill(str(await stands("P-1002", "ZJ/WH")))
    await page.keyboard.press("Enter")
    await look(page, "counts-counting", language)
    await page.get_by_role("button", name=said["save"]).click()
    await expect(finish).to_be_enabled()
    await finish.click()
    await expect(page.locator(".note").filter(has_text=said["waits"])).to_be_visible()
    assert str(before) not in await page.locator(".lines").inner_text()

    paul = await stock_site.log_in("paul", path=f"/counts/{number}", language=language)
    await expect(paul.locator(".differs")).to_have_text("-1")
    approve = paul.get_by_role("button", name=said["approve"])
    await expect(approve).to_be_disabled()
    await paul.get_by_role("combobox", name=said["reason"]).click()
    await paul.locator(".ant-select-dropdown:visible").get_by_title(said["lost"]).click()
    await look(paul, "counts-differences", language)
    await approve.click()
    await expect(paul.locator(".ant-message")).to_contain_text(said["booked"])

    await expect(page.locator(".mark").filter(has_text=said["is_booked"]).first).to_be_visible()

    booked = (await read(store.count, number)).value
    assert (booked.status, booked.lines[0].reason) == (Status.BOOKED, Reason.LOST)
    assert await stands("P-1000", "ZJ/WH") == before - 1


async def test_lines_are_sent_back_to_be_counted_again(stock_site: Site) -> None:
    said = WORDS["zh"]
    page = await stock_site.log_in("pam", path="/counts")
    number = await open_count(page, said, "P-1000")
    await scan(page, "P-1000", "已计入")
    await page.get_by_role("button", name=said["save"]).click()
    await page.get_by_role("button", name=said["finish"]).click()
    await expect(page.get_by_text(said["waits"])).to_be_visible()

    paul = await stock_site.log_in("paul", path=f"/counts/{number}")
    await paul.get_by_role("checkbox", name="重盘 P-1000").check()
    await paul.get_by_role("button", name="退回重盘所选行").click()
    await paul.locator(".scanned").wait_for()
    assert (await read(store.count, number)).value.lines[0].recount


async def test_an_empty_shelf_is_a_finding(stock_site: Site) -> None:
    said = WORDS["zh"]
    page = await stock_site.log_in("pam", path="/counts")
    number = await open_count(page, said, "P-1000", "P-1002")
    await scan(page, "P-1000", "已计入")
    await page.get_by_role("button", name="其余登记为 0").click()
    await page.locator(".ant-popconfirm").get_by_role("button", name="其余登记为 0").click()
    await page.get_by_role("button", name=said["save"]).click()
    await expect(page.locator(".ant-message")).to_contain_text("已提交")
    assert [line.counted for line in (await read(store.count, number)).value.lines] == [1, 0]


async def test_a_place_that_is_being_counted_is_refused_and_told(stock_site: Site) -> None:
    said = WORDS["zh"]
    page = await stock_site.log_in("pam", path="/counts")
    number = await open_count(page, said, "P-1000")
    await page.goto(f"{stock_site.address}/app/counts")
    await page.get_by_role("button", name=said["open"]).click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(said["place"], exact=True).fill("ZJ/WH")
    await dialog.get_by_role("button", name=said["open"]).click()
    await expect(dialog.get_by_role("alert")).to_contain_text(number)
