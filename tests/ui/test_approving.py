"""The parts manager's story in a real browser: forty requests without the mouse."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Page, Request, expect
from small_network import PARTNERS, REQUESTS
from walking import Site, choose_first, enter, picture

from fieldops.database.door import read
from fieldops.store import quota_requests as store
from inventory.quota_requests import UNDECIDED, QuotaRequest, Reason

WORDS = {
    "zh": {"title": "额度审批", "undone": "已撤销", "results": "处理结果", "close": "关闭"},
    "en": {"title": "Quota approvals", "undone": "undone", "results": "What became of each", "close": "Close"},
}


async def request_of(number: str) -> QuotaRequest:
    return (await read(store.request, number)).value


async def waiting() -> list[str]:
    return [one.request.number for one in await read(store.undecided)]


async def current(page: Page) -> str:
    """The number of the request that is open, read whole."""
    await page.locator(".detail .lines tbody tr").first.wait_for()
    return (await page.locator(".queued.current .small span").first.inner_text()).strip()


async def approve(page: Page) -> str:
    number = await current(page)
    await page.keyboard.press("a")
    await expect(page.locator(".done-line")).to_contain_text(number)
    return number


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_forty_requests_are_worked_through_without_the_mouse(site: Site, language: str) -> None:
    said = WORDS[language]
    page = await site.log_in(language=language)
    await expect(page.get_by_role("heading", level=1)).to_have_text(said["title"])
    await expect(page.locator(".entry[href$='/approvals'] .waiting")).to_contain_text(str(REQUESTS))

    one_by_one = [await approve(page) for _ in range(5)]
    assert {(await request_of(number)).decided_by for number in one_by_one} == {"lena"}

    await page.keyboard.press("u")
    await expect(page.locator(".ant-message")).to_contain_text(said["undone"])
    await expect(page.locator(".queued.current")).to_contain_text(one_by_one[-1])
    assert await approve(page) == one_by_one[-1]

    less = await current(page)
    await page.keyboard.press("e")
    await page.keyboard.type("0")
    await page.keyboard.press("Tab")
    await choose_first(page)
    await page.keyboard.press("Escape")
    await approve(page)
    line = (await request_of(less)).lines[0]
    assert (line.approved, line.reason) == (0, Reason.TOO_MANY)

    refused = await current(page)
    await page.keyboard.press("r")
    await page.get_by_role("dialog").wait_for()
    await choose_first(page)
    await page.keyboard.press("Tab")
    await page.keyboard.type("wrong model")
    await picture(page, f"approvals-reject-{language}")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".done-line")).to_contain_text(refused)
    assert (await request_of(refused)).reason_text == "wrong model"

    await page.keyboard.press("*")
    await expect(page.locator(".bulk")).to_contain_text(str(REQUESTS - 7))
    await page.keyboard.press("a")
    dialog = page.get_by_role("dialog", name=said["results"])
    await dialog.wait_for()
    await picture(page, f"approvals-results-{language}")
    await page.keyboard.press("Enter")
    await expect(dialog).to_be_hidden()
    assert len(await waiting()) <= 3


async def test_a_rejection_without_its_reason_is_not_sent(site: Site) -> None:
    page = await site.log_in()
    await current(page)
    await page.keyboard.press("r")
    await page.get_by_role("dialog").wait_for()
    await page.get_by_role("dialog").get_by_role("button", name="驳回").click()
    await expect(page.locator(".ant-form-item-explain-error")).to_have_count(2)
    assert len(await waiting()) == REQUESTS


async def test_the_link_says_which_view_request_and_filter(site: Site) -> None:
    page = await site.log_in(path="/approvals?view=all&q=ZJ-002")
    await page.keyboard.press("j")
    number = await current(page)
    assert "view=all" in page.url
    assert f"at={number}" in page.url

    other = await page.context.new_page()
    await other.goto(page.url)
    assert await current(other) == number
    await expect(other.locator(".queued")).to_have_count(REQUESTS // PARTNERS + 1)


async def test_over_quota_is_granted_with_quota_that_is_added(site: Site) -> None:
    page = await site.log_in(path="/approvals?view=over_quota")
    number = await current(page)
    await page.locator(".decision .ant-checkbox-input").press("Space")
    await approve(page)
    decided = await request_of(number)
    assert decided.extra_quota_fen > 0
    assert decided.status not in UNDECIDED


async def test_pieces_come_from_the_place_that_was_chosen(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    wanted = (await request_of(number)).lines
    n = next(i for i, line in enumerate(wanted) if line.part == "FI-2421")
    row = page.locator(".detail .lines tbody tr").nth(n)
    await row.locator(".sources-button").click()
    await page.get_by_role("radio").nth(1).check()
    await page.get_by_role("spinbutton", name="从 ZJ/WH 发出的件数").fill("0")
    await page.get_by_role("spinbutton", name="从 HQ/WH 发出的件数").fill("2")
    await page.keyboard.press("Escape")
    await page.locator("h2#request-title").click()
    await approve(page)
    assert [(one.source, one.quantity) for one in (await request_of(number)).lines[n].allocations] == [("HQ/WH", 2)]


async def test_a_proposal_is_taken_line_by_line(site: Site) -> None:
    page = await site.log_in()
    await current(page)
    await page.keyboard.press("p")
    drawer = page.get_by_role("dialog")
    ticks = drawer.locator("tbody .ant-checkbox-input")
    await ticks.first.wait_for()
    proposed = await ticks.count()
    await ticks.first.uncheck()
    await picture(page, "approvals-proposal-zh")
    await drawer.get_by_role("button", name=f"采用 {proposed - 1} 行").click()
    await expect(page.locator(".bulk")).to_contain_text(f"已选 {proposed - 1} 份")
    await page.keyboard.press("a")
    await page.get_by_role("dialog", name="处理结果").wait_for()
    assert len(await waiting()) == REQUESTS - (proposed - 1)


async def test_what_another_decides_meanwhile_is_told_and_can_be_overwritten(site: Site) -> None:
    """Without news of it: the event stream is cut off, as by a proxy that doesn't let it through."""
    page = await (await site.open()).new_page()
    await page.route("**/events/stream*", lambda route: route.abort())
    await page.goto(f"{site.address}/app/approvals")
    await enter(page)
    number = await current(page)

    mark = await site.log_in("mark", path=f"/approvals?at={number}")
    await current(mark)
    await approve(mark)

    await page.keyboard.press("e")
    await page.keyboard.type("0")
    await page.keyboard.press("Tab")
    await choose_first(page)
    await page.get_by_role("button", name="批准 a").click()
    dialog = page.get_by_role("dialog", name="此申请已被他人处理")
    await expect(dialog).to_contain_text("mark")
    await picture(page, "approvals-conflict-zh")
    await dialog.get_by_role("button", name="撤销对方并用我的决定").click()
    await expect(page.locator(".done-line")).to_contain_text(number)
    decided = await request_of(number)
    assert (decided.decided_by, decided.lines[0].approved) == ("lena", 0)


async def test_what_another_decides_is_seen_as_it_happens(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    mark = await site.log_in("mark", path=f"/approvals?at={number}")
    await approve(mark)

    await expect(page.locator(".entry[href$='/approvals'] .waiting")).to_contain_text(str(REQUESTS - 1))
    await expect(page.locator(".queued", has_text=number)).to_have_count(0)
    await expect(page.get_by_text("此申请已不在待批队列")).to_be_visible()
    await page.keyboard.press("a")
    await page.keyboard.press("j")
    assert await current(page) != number
    assert len(await waiting()) == REQUESTS - 1


def keys_of(page: Page, ending: str) -> list[str]:
    """The Idempotency-Keys of the POSTs to come."""
    seen: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(ending):
            seen.append(request.headers["idempotency-key"])

    page.on("request", note)
    return seen


async def test_a_lost_answer_is_fetched_with_the_same_key(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    keys = keys_of(page, "/approve")
    lost = True

    async def lose(route: object) -> None:
        nonlocal lost
        if lost:
            lost = False
            await route.fetch()  # type: ignore[attr-defined]
            await route.abort()  # type: ignore[attr-defined]
        else:
            await route.continue_()  # type: ignore[attr-defined]

    await page.route("**/approve", lose)
    await page.keyboard.press("a")
    await expect(page.locator(".done-line")).to_contain_text(number)
    assert len(set(keys)) == 1
    assert len(keys) == 2
    assert (await request_of(number)).round == 1


async def test_the_other_language_changes_texts_figures_and_answers(site: Site) -> None:
    page = await site.log_in()
    await current(page)
    await page.get_by_role("button", name="Switch to English").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quota approvals")
    assert await page.locator("html").get_attribute("lang") == "en"
    answer = await page.evaluate("localStorage.getItem('fieldops.language')")
    assert json.dumps(answer) == '"en"'
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quota approvals")
