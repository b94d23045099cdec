"""Picking and receiving with a scanner, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from looking import look
from playwright.async_api import Page, Request, Route, expect
from stock_network import TRACKED, barcode_of
from walking import Site, enter

from fieldops.database.door import read
from fieldops.store import shipments as store
from inventory.shipments import Shipment, Status

WORDS = {
    "zh": {
        "counted": "已计入",
        "too_many": "数量过多",
        "not_here": "不在此单",
        "unknown": "未知编码",
        "serial": "请扫序列号",
        "undone": "已撤销",
        "ship": "发货",
        "damaged": "损坏",
        "missing": "其余登记为短少",
        "receive": "登记收货",
        "fault": "P-1000 的责任方",
        "carrier": "承运商",
    },
    "en": {
        "counted": "Counted",
        "too_many": "Too many",
        "not_here": "Not on this list",
        "unknown": "Unknown code",
        "serial": "Now its serial",
        "undone": "Undone",
        "ship": "Send it",
        "damaged": "Damaged",
        "missing": "The rest is missing",
        "receive": "Book what came",
        "fault": "Whose fault with P-1000",
        "carrier": "Carrier",
    },
}


async def shipment_of(number: str) -> Shipment:
    return (await read(store.shipment, number)).value


async def scan(page: Page, code: str, told: str) -> None:
    """A scanner types the code, and Enter."""
    await page.keyboard.type(code)
    await page.keyboard.press("Enter")
    await expect(page.locator(".scan-told")).to_contain_text(told)


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_shipment_is_picked_by_scanning_and_leaves_whole(stock_site: Site, language: str) -> None:
    said, (number, _) = WORDS[language], stock_site.told
    page = await stock_site.log_in("pam", path="/shipments", language=language)
    await page.locator(".lines tbody tr").first.wait_for()
    await look(page, "shipments", language)
    await page.keyboard.type(number)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    rows = page.locator(".scanned tbody tr")
    await expect(rows.first).to_contain_text("A-02-2")

    await scan(page, "P-1000", f"{said['counted']}")
    await scan(page, barcode_of(0), "2")
    await scan(page, "2*P-1000", said["too_many"])
    await look(page, "shipments-picking", language)
    await scan(page, "P-1001", said["not_here"])
    await scan(page, "NOTHING-9", said["unknown"])
    await scan(page, "p-1000", "3")
    await scan(page, "2*P-1002", "P-1002")
    send = page.get_by_role("button", name=said["ship"], exact=True)
    await expect(send).to_be_disabled()
    await scan(page, TRACKED, said["serial"])
    await scan(page, "SN-00002", said["counted"])
    await send.click()
    await expect(page.locator(".ant-message")).to_contain_text(number)

    sent = await shipment_of(number)
    assert (sent.status, sent.lines[2].serials) == (Status.SHIPPED, ("SN-00002",))


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_parcel_is_received_with_what_is_damaged_and_missing(stock_site: Site, language: str) -> None:
    said, (_, number) = WORDS[language], stock_site.told
    page = await stock_site.log_in("pam", path=f"/shipments/{number}", language=language)
    await page.locator(".scanned tbody tr").first.wait_for()
    await scan(page, "2*P-1000", "2")
    await page.get_by_text(said["damaged"], exact=True).first.click()
    await scan(page, "P-1000", "3")
    await page.get_by_role("button", name=said["missing"]).click()
    book = page.get_by_role("button", name=said["receive"])
    await expect(book).to_be_disabled()
    await look(page, "shipments-receiving", language)
    faults = page.get_by_role("combobox")
    for n in range(await faults.count()):
        await faults.nth(n).click()
        await page.locator(".ant-select-dropdown:visible").get_by_title(said["carrier"]).click()
    await book.click()
    await expect(page.locator(".ant-message")).to_contain_text(number)

    line, other = (await shipment_of(number)).lines
    assert (line.good, line.damaged, line.short) == (2, 1, 1)
    assert other.short == 2


async def test_the_last_scan_is_undone(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path=f"/shipments/{stock_site.told[0]}")
    await page.locator(".scanned tbody tr").first.wait_for()
    await scan(page, "P-1000", "1 / 3")
    await scan(page, "P-1000", "2 / 3")
    await page.get_by_role("button", name="撤销上一次扫码").click()
    await expect(page.locator(".scan-told")).to_contain_text("已撤销")
    await scan(page, "P-1000", "2 / 3")


async def test_scans_land_in_the_box_wherever_the_focus_was_and_outlive_the_page(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path=f"/shipments/{stock_site.told[0]}")
    await page.locator(".scanned tbody tr").first.wait_for()
    await page.get_by_role("heading", level=1).click()
    await scan(page, "P-1000", "1 / 3")
    await page.get_by_role("button", name="打印拣货单").focus()
    await scan(page, "P-1000", "2 / 3")
    await page.reload()
    await page.locator(".scanned tbody tr").first.wait_for()
    await scan(page, "P-1000", "3 / 3")


async def test_what_got_no_answer_is_sent_again_and_booked_once(stock_site: Site) -> None:
    """The answer is lost, and so is the page; the same receipt goes out with the same key."""
    _, number = stock_site.told
    page = await stock_site.log_in("pam", path=f"/shipments/{number}")
    await page.locator(".scanned tbody tr").first.wait_for()
    keys: list[str] = []
    page.on("request", lambda request: keys.append(key_of(request)) if request.url.endswith("/receive") else None)
    lost = True

    async def lose(route: Route) -> None:
        nonlocal lost
        if lost:
            lost = False
            await route.fetch()
            await route.abort()
        else:
            await route.continue_()

    await page.route("**/receive", lose)
    await scan(page, "2*P-1000", "2 / 4")
    await page.get_by_role("button", name="登记收货").click()
    await expect(page.get_by_text("上次提交尚未确认")).to_be_visible()
    await page.reload()
    await page.get_by_role("button", name="再次发送").click()
    await expect(page.get_by_text("上次提交尚未确认")).to_have_count(0)

    assert len(keys) == 2
    assert len(set(keys)) == 1
    found = await shipment_of(number)
    assert (found.lines[0].good, found.receipts) == (2, 1)
    await expect(page.locator(".scanned tbody tr").first.locator("td").nth(1)).to_have_text("2")


def key_of(request: Request) -> str:
    return str(request.headers["idempotency-key"])


async def test_a_scan_without_a_connection_counts_and_the_code_of_another_part_is_told(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path=f"/shipments/{stock_site.told[0]}")
    await page.locator(".scanned tbody tr").first.wait_for()
    await page.context.set_offline(True)
    await scan(page, "P-1000", "1 / 3")
    await scan(page, "P-1001", "不在此单")
    await page.context.set_offline(False)
    await scan(page, "P-1000", "2 / 3")


async def test_what_another_sends_meanwhile_is_told(stock_site: Site) -> None:
    number, _ = stock_site.told
    page = await stock_site.log_in("pam", path=f"/shipments/{number}")
    await page.route("**/events/stream*", lambda route: route.abort())
    await page.reload()
    await page.locator(".scanned tbody tr").first.wait_for()
    other = await stock_site.log_in("paul", path=f"/shipments/{number}")
    for each in (page, other):
        await each.locator(".scanned tbody tr").first.wait_for()
        await scan(each, "3*P-1000", "3 / 3")
        await scan(each, "2*P-1002", "2 / 2")
        await scan(each, TRACKED, "请扫序列号")
        await scan(each, "SN-00001", "已计入")
    await other.get_by_role("button", name="发货", exact=True).click()
    await expect(other.locator(".ant-message")).to_contain_text(number)
    await page.get_by_role("button", name="发货", exact=True).click()
    await expect(page.get_by_role("dialog")).to_contain_text(f"{number} 状态为")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("下一次扫码计为")).to_be_visible()
    assert (await shipment_of(number)).status is Status.SHIPPED


async def test_somebody_who_may_only_read_is_told_so(stock_site: Site) -> None:
    page = await stock_site.log_in("dora", path=f"/shipments/{stock_site.told[0]}")
    await expect(page.get_by_text("您只能查看此发货单")).to_be_visible()
    await expect(page.locator(".scan")).to_have_count(0)


async def test_the_pick_list_is_printed_in_the_language_of_the_page(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path=f"/shipments/{stock_site.told[0]}", language="en")
    await page.locator(".scanned tbody tr").first.wait_for()
    async with page.expect_response("**/pick-list") as told:
        await page.get_by_role("button", name="Print the pick list").click()
    answer: Any = await told.value
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-language"] == "en"


CAMERA = """
  window.BarcodeDetector = class { async detect() { return [{ rawValue: "P-1000" }]; } };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    const drawn = canvas.getContext("2d");
    setInterval(() => drawn.fillRect(0, 0, Math.random() * 100, 100), 50);
    return canvas.captureStream(10);
  };
"""
"""A camera that holds the label of one part, for as long as it is on."""


async def test_a_camera_reads_the_same_label_once_where_the_browser_can(stock_site: Site) -> None:
    page = await (await stock_site.open()).new_page()
    await page.add_init_script(CAMERA)
    await page.goto(f"{stock_site.address}/app/shipments/{stock_site.told[0]}")
    await enter(page, "pam")
    await page.locator(".scanned tbody tr").first.wait_for()
    await page.get_by_role("button", name="摄像头扫码").click()
    await expect(page.locator(".scan-told")).to_contain_text("1 / 3")
    await page.get_by_role("button", name="关闭摄像头").click()
    await page.wait_for_timeout(600)
    await expect(page.locator(".scan-told")).to_contain_text("1 / 3")


async def test_without_a_reader_of_barcodes_no_camera_is_offered(stock_site: Site) -> None:
    page = await stock_site.log_in("pam", path=f"/shipments/{stock_site.told[0]}")
    await page.locator(".scanned tbody tr").first.wait_for()
    await expect(page.get_by_role("button", name="摄像头扫码")).to_have_count(0)
