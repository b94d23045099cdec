"""What stands around every page: log-in, sessions, the connection, the search; seen in a real browser."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from looking import faults
from playwright.async_api import Page, Route, expect
from small_network import PASSWORD, REQUESTS
from test_approving import approve, current, keys_of, request_of, waiting
from walking import PLAIN_HOST, Site, choose_first, end_all_sessions, enter, picture, serious_faults

from fieldops.actions import people
from fieldops.database.door import perform
from inventory.quota_requests import Reason


async def test_a_wrong_password_is_told_and_the_right_one_lets_in(site: Site) -> None:
    page = await (await site.open()).new_page()
    await page.goto(f"{site.address}/app/approvals?view=all")
    await page.locator("#login").fill("lena")
    await page.locator("#password").fill("guess")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("登录名或密码不正确")
    await page.locator("#password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("额度审批")
    assert "/app/approvals?view=all" in page.url


async def test_a_forgotten_password_is_set_anew_with_the_administrators_secret(site: Site) -> None:
    link = await perform(people.make_reset_link, "lena", now=datetime.now(UTC))
    page = await (await site.open()).new_page()
    await page.goto(f"{site.address}/app/")
    await page.get_by_role("button", name="忘记密码").click()
    await page.locator("#secret").fill(link.secret)
    await page.locator("#password").fill("a new long password")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("密码已设置")).to_be_visible()
    await page.locator("#login").fill("lena")
    await page.locator("#password").fill("a new long password")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("首页")


OIDC = {
    "oidc_issuer": "https://id.example",
    "oidc_client_id": "fieldops",
    "oidc_client_secret": "a-secret-of-16-or-more",
    "public_url": "https://fieldops.example",
}


@pytest.mark.parametrize("more_settings", [OIDC])
async def test_whoever_has_an_account_of_the_organisation_finds_the_way_in(site: Site) -> None:
    for language, name in (("zh", "用单位账号登录"), ("en", "Log in with your organisation's account")):
        page = await (await site.open(language)).new_page()
        await page.goto(f"{site.address}/app/")
        link = page.get_by_role("link", name=name)
        await expect(link).to_have_attribute("href", "/api/v1/oidc/log-in")
        assert await serious_faults(page) == []
        await picture(page, f"log-in-organisation-{language}")


async def test_without_a_provider_no_other_way_in_is_shown(site: Site) -> None:
    page = await (await site.open()).new_page()
    async with page.expect_response("**/api/v1/oidc"):
        await page.goto(f"{site.address}/app/")
    await page.locator("#login").wait_for()
    await expect(page.get_by_role("link")).to_have_count(0)


async def test_a_role_sees_its_own_pages_only(site: Site) -> None:
    page = await site.log_in("dora")
    await expect(page.get_by_text("您的角色不含此页面")).to_be_visible()
    await expect(page.get_by_role("link", name="额度审批")).to_have_count(0)
    await page.goto(f"{site.address}/app/nowhere")
    await expect(page.get_by_text("没有这个页面")).to_be_visible()


async def test_a_session_that_ends_in_the_middle_of_an_edit_loses_nothing(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    keys = keys_of(page, "/approve")
    await page.keyboard.press("e")
    await page.keyboard.type("0")
    await page.keyboard.press("Tab")
    await choose_first(page)
    await end_all_sessions()

    await page.get_by_role("button", name="批准 a").click()
    dialog = page.get_by_role("dialog", name="请重新登录")
    await expect(dialog).to_contain_text("输入都还在")
    await picture(page, "log-in-again-zh")
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press("Enter")

    await expect(page.locator(".done-line")).to_contain_text(number)
    line = (await request_of(number)).lines[0]
    assert (line.approved, line.reason) == (0, Reason.TOO_MANY)
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(await waiting()) == REQUESTS - 1


async def test_a_log_out_in_another_tab_is_noticed(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    other = await page.context.new_page()
    await other.goto(f"{site.address}/app/account")
    await other.get_by_role("button", name="Lena").click()
    await other.get_by_text("退出登录").click()
    await other.locator("#login").wait_for()

    await expect(page.get_by_role("dialog", name="请重新登录")).to_contain_text("另一个标签页")
    await page.locator("#password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    assert await approve(page) == number


async def test_one_tab_follows_what_happens_for_all_and_another_takes_over(site: Site) -> None:
    mark = await site.log_in("mark")
    page = await site.log_in()
    await current(page)
    streams: list[str] = []
    other = await page.context.new_page()
    other.on("request", lambda asked: streams.append(asked.url) if "/events/stream" in asked.url else None)
    await other.goto(f"{site.address}/app/approvals")
    await current(other)
    badge = other.locator(".entry[href$='/approvals'] .waiting")

    await approve(mark)
    await expect(badge).to_contain_text(str(REQUESTS - 1))
    assert streams == []

    async with other.expect_request("**/events/stream?after=*"):
        await page.close()
    await approve(mark)
    await expect(badge).to_contain_text(str(REQUESTS - 2))


async def test_without_https_requests_are_decided_and_what_others_do_is_seen(site: Site) -> None:
    site.address = site.address.replace("127.0.0.1", PLAIN_HOST)
    page = await site.log_in()
    assert not await page.evaluate("isSecureContext")
    await approve(page)

    await approve(await site.log_in("mark"))

    await expect(page.locator(".entry[href$='/approvals'] .waiting")).to_contain_text(str(REQUESTS - 2))


async def test_another_person_in_another_tab_begins_anew(site: Site) -> None:
    page = await site.log_in()
    await current(page)
    other = await page.context.new_page()
    await other.goto(f"{site.address}/app/account")
    await other.get_by_role("button", name="Lena").click()
    await other.get_by_text("退出登录").click()
    await enter(other, "mark")
    await expect(page.get_by_role("button", name="Mark")).to_be_visible()


async def test_no_connection_is_told_and_work_goes_on_when_it_is_back(site: Site) -> None:
    page = await site.log_in()
    number = await current(page)
    await page.context.set_offline(True)
    await expect(page.locator(".connection")).to_contain_text("网络已断开")
    await picture(page, "offline-zh")
    await page.keyboard.press("a")
    await page.context.set_offline(False)
    await expect(page.locator(".connection")).to_have_count(0)
    await expect(page.locator(".done-line")).to_contain_text(number)
    assert len(await waiting()) == REQUESTS - 1


async def test_a_slow_connection_is_told(site: Site) -> None:
    page = await site.log_in()
    await current(page)

    async def dawdle(route: Route) -> None:
        await asyncio.sleep(5.5)
        await route.continue_()

    await page.route("**/consequences", dawdle)
    await page.keyboard.press("j")
    await expect(page.locator(".connection")).to_contain_text("网络较慢", timeout=8_000)
    await current(page)
    await expect(page.locator(".connection")).to_have_count(0)


async def test_what_is_looked_up_is_found_and_opened_by_the_keyboard(site: Site) -> None:
    page = await site.log_in()
    await current(page)
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name="输入编号或名称")).to_be_focused()
    await page.keyboard.type("顺达")
    await expect(page.get_by_role("option")).to_have_count(6)
    await picture(page, "palette-zh")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator(".filter input")).to_have_value("ZJ-003")

    await page.keyboard.press("Escape")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name="输入编号或名称")).to_be_focused()
    await page.keyboard.type("CB-4101")
    await expect(page.get_by_role("option")).to_contain_text(["电脑板"])


async def test_a_token_is_shown_once_and_can_be_revoked(site: Site) -> None:
    page = await site.log_in(path="/account")
    await page.locator("#name").fill("erp")
    await page.locator("#permissions").click()
    await page.keyboard.type("stock.read")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="新建令牌").click()
    await expect(page.locator(".secret")).to_contain_text("fo_")
    await page.get_by_role("button", name="停用令牌 erp").click()
    await page.get_by_role("tooltip").get_by_role("button", name="停用").click()
    await expect(page.get_by_text("已停用")).to_be_visible()


async def test_the_password_is_changed_and_other_sessions_end(site: Site) -> None:
    elsewhere = await site.log_in()
    page = await site.log_in(path="/account")
    await expect(page.get_by_role("button", name="结束")).to_have_count(1)
    await page.locator("#old").fill(PASSWORD)
    await page.locator("#password").fill("another long password")
    await page.locator("#again").fill("another long password")
    await page.locator("#again").press("Enter")
    await expect(page.get_by_text("密码已修改")).to_be_visible()
    await expect(page.get_by_role("button", name="结束")).to_have_count(0)
    await elsewhere.keyboard.press("j")
    await expect(elsewhere.get_by_role("dialog", name="请重新登录")).to_be_visible()


async def _nothing(page: Page) -> None:
    await current(page)


async def _keys(page: Page) -> None:
    await current(page)
    await page.keyboard.press("?")
    await page.get_by_role("dialog").wait_for()


async def _history(page: Page) -> None:
    number = await approve(page)
    await page.keyboard.press("u")
    await expect(page.locator(".queued.current")).to_contain_text(number)
    await page.keyboard.press("h")
    await page.locator(".steps li").first.wait_for()


async def _proposal(page: Page) -> None:
    await current(page)
    await page.keyboard.press("p")
    await page.locator(".ant-drawer tbody tr").first.wait_for()


async def _bulk(page: Page) -> None:
    await current(page)
    await page.keyboard.press("x")
    await page.keyboard.press("j")
    await page.keyboard.press("x")
    await current(page)
    await page.keyboard.press("e")
    await page.keyboard.type("0")
    await page.keyboard.press("Escape")
    await page.locator(".lines .reason").wait_for()


async def _account(page: Page) -> None:
    await page.locator(".profile .lines tbody tr").first.wait_for()


PLACES = {
    "approvals": ("/approvals", _nothing),
    "approvals-over-quota": ("/approvals?view=over_quota", _nothing),
    "approvals-empty": ("/approvals?q=nobody", None),
    "approvals-keys": ("/approvals", _keys),
    "approvals-history": ("/approvals", _history),
    "approvals-proposal": ("/approvals", _proposal),
    "approvals-selected": ("/approvals", _bulk),
    "account": ("/account", _account),
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_is_whole_accessible_and_in_one_language(site: Site, language: str) -> None:
    page = await (await site.open(language)).new_page()
    await page.goto(f"{site.address}/app/")
    await page.locator("#login").wait_for()
    found = await faults(page, "log-in", language)
    await enter(page)
    for name, (path, prepare) in PLACES.items():
        await page.goto(f"{site.address}/app{path}")
        await page.get_by_role("navigation").wait_for()
        await (prepare(page) if prepare else page.locator(".state h2").wait_for())
        found += await faults(page, name, language)
    assert found == []
