"""A file is looked at before it does anything, in a real browser."""

from __future__ import annotations

import pytest
from looking import look
from playwright.async_api import Page, expect
from walking import Site

from fieldops.database.door import read
from fieldops.store import parts as store

WORDS = {
    "zh": {"kind": "内容", "prices": "价格", "take": "导入（写入 1 行）", "taken": "已按预览写入", "template": "下载模板"},
    "en": {"kind": "What", "prices": "Prices", "take": "Take over (1 row is written)", "taken": "Written as it was shown", "template": "Template"},
}  # fmt: skip
HEADINGS = {"zh": "配件编号,单价（元）", "en": "Part number,Unit cost (yuan)"}


async def begin(page: Page, said: dict[str, str], rows: str, language: str = "zh") -> None:
    await page.get_by_role("combobox", name=said["kind"]).click()
    await page.locator(".ant-select-dropdown:visible").get_by_title(said["prices"]).click()
    content = f"{HEADINGS[language]}\n{rows}\n".encode()
    file = {"name": "prices.csv", "mimeType": "text/csv", "buffer": content}
    await page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    await page.locator(".import-figures").wait_for()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_file_is_previewed_and_taken_over(stock_site: Site, language: str) -> None:
    said = WORDS[language]
    page = await stock_site.log_in(path="/imports", language=language)
    await page.locator(".ant-upload-drag").wait_for()
    await look(page, "imports", language)
    await begin(page, said, "P-1000,12.50\nP-1001,10.00", language)
    await expect(page.locator("ins")).to_have_text("¥12.50")
    await look(page, "imports-preview", language)
    await page.get_by_role("button", name=said["take"]).click()
    await expect(page.get_by_text(said["taken"])).to_be_visible()
    assert (await read(store.part, "P-1000")).unit_cost_fen == 1250


async def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_written(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/imports")
    await begin(page, WORDS["zh"], "P-1000,cheap\nNO-SUCH,10.00")
    problems = page.get_by_role("region", name="错误清单").locator("tbody tr")
    await expect(problems).to_have_count(2)
    await expect(problems.first).to_contain_text("单价（元）")
    await expect(problems.first).to_contain_text("cheap")
    await look(page, "imports-wrong", "zh")
    await expect(page.get_by_role("button", name="导入（")).to_have_count(0)


async def test_the_template_has_the_headings_of_the_language(stock_site: Site) -> None:
    page = await stock_site.log_in(path="/imports", language="en")
    async with page.expect_download() as begun:
        await page.get_by_role("button", name="Template").click()
    assert (await begun.value).suggested_filename == "stock-add.xlsx"
