"""The call centre's story in a real browser: what is at risk, one order, and a new one from the call to its promise."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from desk_network import BOOKED, CHASED, LATE, PHONE, RISK, SPARE, WAITS, unit_of
from looking import faults
from playwright.async_api import Page, Request, expect
from small_network import PASSWORD
from walking import Site, choose_first, end_all_sessions, enter, picture

from fieldops.actions import order_lives, orders
from fieldops.actions.desk import Desk
from fieldops.database.door import perform, read
from fieldops.store import order_lives as steps_store
from fieldops.store import orders as store
from fieldops.store import visits as visit_store
from fieldops.store.pages import Wanted
from inventory.order_life import Verb
from inventory.orders import Amendment, OrderKind, OrderStatus, PromisedFor, ServiceOrder
from inventory.visits import State

TOWN = {"lon": "121.16", "lat": "30.04"}
ENTERED = ("王小明", "浙江省余姚市")
"""What somebody entered in Chinese stays so in English."""


def a_desk(by: str = "carl") -> Desk:
    return Desk(by=by, now=datetime.now(UTC), zone=ZoneInfo("Asia/Shanghai"))


async def order_of(number: str) -> ServiceOrder:
    return (await read(store.order, number)).value


async def all_orders() -> list[ServiceOrder]:
    wanted = Wanted(equal={}, ordering="-registered_at", limit=500, offset=0)
    return (await read(store.order_page, wanted))[1]


async def rows(page: Page) -> list[str]:
    """The numbers that are listed, read whole."""
    await page.locator(".orders-table tbody tr").first.wait_for()
    return await page.locator(".orders-table tbody tr td:first-child a").all_inner_texts()


async def open_order(site: Site, number: str, login: str = "cara", language: str = "zh") -> Page:
    page = await site.log_in(login, f"/orders/{number}", language=language)
    await page.locator(".history li").first.wait_for()
    return page


async def choose(page: Page, label: str, words: str) -> None:
    """An entry of a select, found by what it is called."""
    field = page.get_by_role("combobox", name=label)
    await field.click()
    await field.fill(words)
    await page.locator(".ant-select-dropdown:visible .ant-select-item-option").first.wait_for()
    await page.keyboard.press("Enter")


STORY = {
    "zh": {"cancel": "撤销维修单", "cancelled": "已撤销", "reason": "客户自行解决"},
    "en": {"cancel": "Cancel the order", "cancelled": "Cancelled", "reason": "solved by the customer"},
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_what_is_at_risk_comes_first_and_is_worked_on_without_the_mouse(site: Site, language: str) -> None:
    said = STORY[language]
    page = await site.log_in("cara", "/orders", language=language)
    assert await rows(page) == [LATE, RISK]
    await expect(page.locator(".orders-table tbody tr").first.locator(".mark-bad").first).to_be_visible()
    await expect(page.locator(".entry[href$='/orders'] .waiting")).to_contain_text("2")
    await picture(page, f"orders-at-risk-{language}")

    await page.keyboard.press("8")
    await expect(page.locator(".view.chosen")).to_contain_text("8")
    assert (await rows(page))[:2] == [LATE, RISK]
    await page.keyboard.press("/")
    await page.keyboard.type(WAITS)
    await expect(page.locator(".orders-table tbody tr")).to_have_count(1)
    assert f"q={WAITS}" in page.url
    await page.keyboard.press("Escape")
    await page.keyboard.press("1")
    await page.keyboard.press("/")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.press("Delete")
    await page.keyboard.press("Escape")
    await expect(page.locator(".orders-table tbody tr")).to_have_count(2)
    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await expect(page.locator(".orders-table tr.current")).to_contain_text(RISK)
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text(RISK)
    await page.locator(".history li").first.wait_for()
    await picture(page, f"order-at-risk-{language}")
    await page.get_by_role("button", name=said["cancel"]).press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("textbox")).to_be_focused()
    await page.keyboard.press("Control+Enter")
    await expect(dialog.locator(".ant-form-item-explain-error")).to_have_count(1)
    await page.keyboard.type(said["reason"])
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".orders h1 + .mark")).to_have_text(said["cancelled"])
    assert (await order_of(RISK)).status is OrderStatus.CANCELLED

    await page.keyboard.press("b")
    await expect(page.locator(".orders-table tbody tr")).to_have_count(1)
    assert await rows(page) == [LATE]


async def test_the_link_says_which_view_and_filters(site: Site) -> None:
    page = await site.log_in("cara", "/orders?view=all&node=ZJ-001&kind=chaser")
    await expect(page.locator(".orders-table tbody tr")).to_have_count(1)
    await page.goto(f"{site.address}/app/orders?view=open&q=nobody")
    await expect(page.get_by_text("没有符合筛选的维修单")).to_be_visible()
    await page.get_by_role("button", name="清除筛选").click()
    assert "view=open" in page.url
    assert len(await rows(page)) > 5


async def test_what_happens_elsewhere_is_seen_as_it_happens(site: Site) -> None:
    page = await site.log_in("cara", "/orders")
    assert await rows(page) == [LATE, RISK]
    await perform(order_lives.cancel, LATE, "x", a_desk())
    await expect(page.locator(".orders-table tbody tr")).to_have_count(1)
    await expect(page.locator(".entry[href$='/orders'] .waiting")).to_contain_text("1")


async def test_one_order_tells_clocks_warranty_visits_and_links(site: Site) -> None:
    page = await open_order(site, BOOKED)
    await expect(page.locator(".sheet-columns")).to_contain_text("三包")
    await expect(page.locator(".sheet-columns")).to_contain_text("T-9")
    await page.goto(f"{site.address}/app/orders/{CHASED}")
    await expect(page.locator(".sheet")).to_contain_text("催办 1 次")
    link = page.locator(".sheet-columns").get_by_role("link").first
    await link.click()
    await expect(page.locator(".sheet")).to_contain_text("针对")


async def test_a_time_is_changed_and_a_clock_is_paused(site: Site) -> None:
    page = await open_order(site, BOOKED)
    await page.locator(".spread ~ .row").get_by_role("button", name="改约").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="改约").click()
    await expect(dialog.locator(".ant-form-item-explain-error")).to_have_count(2)
    day = f"{datetime.now(UTC).year + 1}-01-04"
    first, second = dialog.locator(".ant-picker input").first, dialog.locator(".ant-picker input").last
    await first.fill(f"{day} 09:00")
    await page.keyboard.press("Enter")
    await second.fill(f"{day} 11:00")
    await page.keyboard.press("Enter")
    await dialog.locator("textarea").fill("在家等候")
    await dialog.locator("textarea").press("Control+Enter")
    await expect(dialog).to_be_hidden()
    visits = await read(visit_store.of_orders, [BOOKED])
    assert visits[-1].state is State.BOOKED
    assert f"{(await order_of(BOOKED)).appointment.starts:%Y-%m-%d}" == day  # type: ignore[union-attr]


@pytest.mark.parametrize("told", [True, False])
async def test_what_another_amends_meanwhile_is_told_and_can_be_overwritten(site: Site, told: bool) -> None:
    """With news of it, and without: the event stream is cut off, as by a proxy that doesn't let it through."""
    page = await (await site.open()).new_page()
    if not told:
        await page.route("**/events/stream*", lambda route: route.abort())
    await page.goto(f"{site.address}/app/orders/{LATE}")
    await enter(page, "cara")
    await page.locator(".history li").first.wait_for()
    await page.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("说明").fill("mine")
    version = (await read(store.order, LATE)).version
    await perform(orders.amend, LATE, Amendment(note="theirs"), a_desk(), version=version)
    if told:
        await expect(page.locator(".sheet .facts").last).to_contain_text("theirs")

    await dialog.get_by_role("button", name="修改").click()
    dialog = page.get_by_role("dialog", name="已被他人更改")
    await expect(dialog).to_contain_text("theirs")
    await expect(dialog).to_contain_text("carl 于")
    await picture(page, "order-conflict-zh")
    await dialog.get_by_role("button", name="用我的内容覆盖").click()
    await expect(dialog).to_be_hidden()
    assert (await order_of(LATE)).note == "mine"


async def test_what_another_does_meanwhile_is_refused_with_its_reason(site: Site) -> None:
    page = await (await site.open()).new_page()
    await page.route("**/events/stream*", lambda route: route.abort())
    await page.goto(f"{site.address}/app/orders/{LATE}")
    await enter(page, "cara")
    await page.locator(".history li").first.wait_for()
    await page.get_by_role("button", name="撤销维修单").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("x")
    await perform(order_lives.cancel, LATE, "theirs", a_desk())
    await page.keyboard.press("Control+Enter")
    dialog = page.get_by_role("dialog", name="已被他人更改")
    await expect(dialog).to_contain_text("carl")
    await expect(dialog.get_by_role("button", name="用我的内容覆盖")).to_be_disabled()
    steps = await read(steps_store.steps_of, [LATE])
    assert [step.verb for step in steps[LATE]].count(Verb.CANCEL) == 1


async def test_who_may_only_read_is_offered_nothing(site: Site) -> None:
    page = await open_order(site, LATE, "lena")
    await expect(page.get_by_role("button", name="撤销维修单")).to_have_count(0)
    await page.goto(f"{site.address}/app/orders")
    await rows(page)
    await expect(page.get_by_role("button", name="新建维修单")).to_have_count(0)


async def a_new_caller(page: Page) -> None:
    """Somebody whom nobody knows, in town; the machine isn't known either."""
    await page.locator("#phone").fill("13912345678")
    await page.locator("#name").fill("Ben Hill")
    await page.locator("#address").fill("3 Mill Street, Yuyao")


NEW = {
    "zh": {"node": "交给", "save": "保存维修单", "urban": "城区", "covered": "三包", "map": "客户位置与服务网点"},
    "en": {
        "node": "Hand it to",
        "save": "Register the order",
        "urban": "Urban",
        "covered": "Covered",
        "map": "The customer's place and the outlets",
    },
}


def posts(page: Page, ending: str) -> list[Request]:
    seen: list[Request] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith(ending):
            seen.append(request)

    page.on("request", note)
    return seen


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_call_becomes_one_order_with_its_place_picked_on_the_map(site: Site, language: str) -> None:
    said = NEW[language]
    before = {one.number for one in await all_orders()}
    page = await site.log_in("cara", "/orders", language=language)
    await rows(page)
    await page.keyboard.press("n")
    await page.get_by_role("button", name=said["save"]).wait_for()
    await a_new_caller(page)
    drawing = page.get_by_role("application", name=said["map"])
    await drawing.click(position={"x": 200, "y": 120})
    await expect(page.locator("#lon")).not_to_have_value("")
    await page.locator("#lon").fill(TOWN["lon"])
    await page.locator("#lat").fill(TOWN["lat"])
    await page.locator("#unit").fill(SPARE)
    await page.keyboard.press("Escape")
    await page.locator("#fault").click()
    await choose_first(page)
    await choose(page, said["node"], "ZJ-001")
    await expect(page.locator(".new-columns")).to_contain_text(said["urban"])
    await expect(page.locator(".new-columns .mark", has_text=said["covered"])).to_be_visible()
    await picture(page, f"order-new-{language}")

    sent = posts(page, "/service-orders")
    await page.get_by_role("button", name=said["save"]).dblclick()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("SO-")
    made = [one for one in await all_orders() if one.number not in before]
    assert len(made) == 1
    assert len(sent) == 1
    assert (made[0].kind, made[0].unit, made[0].outlet) == (OrderKind.REPAIR, SPARE, "ZJ-001")
    assert made[0].promised is not None
    assert made[0].promised.basis is PromisedFor.URBAN


async def test_all_that_lacks_is_told_at_once_beside_its_field(site: Site) -> None:
    page = await site.log_in("cara", "/orders/new")
    await page.locator("#phone").fill("13912345678")
    await page.locator("#name").wait_for()
    await page.get_by_role("button", name="保存维修单").click()
    await expect(page.locator(".ant-form-item-explain-error")).to_have_count(7)
    await picture(page, "order-new-wrong-zh")

    await page.locator("#name").fill("Ben")
    await page.locator("#address").fill("Sea")
    await page.locator("#lon").fill("30.04")
    await page.locator("#lat").fill("121.16")
    await page.locator("#unit").fill(SPARE)
    await page.keyboard.press("Escape")
    await page.locator("#fault").click()
    await choose_first(page)
    await choose(page, "交给", "ZJ-001")
    await page.get_by_role("button", name="保存维修单").click()
    await expect(page.locator(".ant-form-item-explain-error")).to_have_count(1)


async def test_a_swap_is_offered_to_whom_it_is_promised(site: Site) -> None:
    page = await site.log_in("cara", "/orders/new")
    await page.locator("#phone").fill("19900001234")
    await expect(page.get_by_text("4 小时换机只承诺给年度合同客户")).to_be_visible()
    await page.locator("#phone").fill(PHONE)
    await expect(page.get_by_text("4 小时换机只承诺给年度合同客户")).to_have_count(0)
    await expect(page.get_by_role("radio").first).to_be_checked()
    await page.locator("#kind").click()
    await page.locator(".ant-select-item-option", has_text="换机").click()
    await page.locator("#unit").fill(SPARE)
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("这台机器已有未完成的维修单")).to_have_count(0)
    await page.locator("#unit").fill(unit_of(1))
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("这台机器已有未完成的维修单")).to_be_visible()
    await page.get_by_role("button", name="登记为催办").click()
    await page.get_by_role("button", name="保存维修单").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("SO-")
    assert [one.about for one in await all_orders() if one.kind is OrderKind.CHASER].count(LATE) == 1


async def test_a_draft_outlives_a_reload_and_a_session_that_ends(site: Site) -> None:
    page = await site.log_in("cara", "/orders/new")
    await a_new_caller(page)
    await page.locator("#lon").fill(TOWN["lon"])
    await page.locator("#lat").fill(TOWN["lat"])
    await page.reload()
    await expect(page.locator("#name")).to_have_value("Ben Hill")
    await page.locator("#unit").fill(SPARE)
    await page.keyboard.press("Escape")
    await page.locator("#fault").click()
    await choose_first(page)
    await end_all_sessions()

    # Something else may have asked for the log-in already.
    await page.get_by_role("button", name="保存维修单").dispatch_event("click")
    again = page.get_by_role("dialog", name="请重新登录")
    await again.locator("input[type=password]").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(again).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("SO-")
    kept = json.loads(await page.evaluate("JSON.stringify(sessionStorage)"))
    assert not any(name.startswith("fieldops.new-order") for name in kept)


async def test_an_order_and_a_serial_are_found_by_the_search(site: Site) -> None:
    page = await site.log_in("cara", "/orders")
    await rows(page)
    for words, number in ((BOOKED, BOOKED), (unit_of(1), LATE)):
        await page.keyboard.press("Control+k")
        await expect(page.get_by_role("combobox", name="输入编号或名称")).to_be_focused()
        await page.keyboard.type(words)
        await page.get_by_role("option").first.wait_for()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text(number)


async def _list(page: Page) -> None:
    await rows(page)


async def _keys(page: Page) -> None:
    await rows(page)
    await page.keyboard.press("?")
    await page.get_by_role("dialog").wait_for()


async def _sheet(page: Page) -> None:
    await page.locator(".history li").first.wait_for()
    await asyncio.sleep(0.3)


async def _dialog(page: Page) -> None:
    await _sheet(page)
    await page.keyboard.press("1")
    await page.get_by_role("dialog").wait_for()


async def _new(page: Page) -> None:
    await page.locator("#phone").fill(PHONE)
    await page.get_by_role("radio").first.wait_for()


PLACES = {
    "orders": ("/orders?view=open", _list),
    "orders-empty": ("/orders?view=crisis", None),
    "orders-keys": ("/orders", _keys),
    "order-late": (f"/orders/{LATE}", _sheet),
    "order-booked": (f"/orders/{BOOKED}", _sheet),
    "order-chased": (f"/orders/{CHASED}", _sheet),
    "order-deed": (f"/orders/{WAITS}", _dialog),
    "order-new-known": ("/orders/new", _new),
}


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_of_the_desk_is_whole_accessible_and_in_one_language(site: Site, language: str) -> None:
    page = await site.log_in("cara", "/orders", language=language)
    found: list[str] = []
    for name, (path, prepare) in PLACES.items():
        await page.goto(f"{site.address}/app{path}")
        await page.get_by_role("navigation").wait_for()
        await (prepare(page) if prepare else page.locator(".state h2").wait_for())
        found += await faults(page, name, language, entered=ENTERED)
    assert found == []
