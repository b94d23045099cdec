"""A plan that several dispatchers work on, over connections and sessions that end; seen in a real browser."""

from __future__ import annotations

import re

from boards import another_place, bar, board, drag, placed, spot_of
from dispatch_network import make_plan
from planning import DESK
from playwright.async_api import Page, expect
from small_network import PASSWORD
from walking import Site, end_all_sessions, picture

from fieldops.actions import plan_editing
from fieldops.database.door import perform
from fieldops.store import plans as store
from routing.locks import Lock


async def hear_nothing(page: Page) -> None:
    """What others do isn't told to this page."""
    await page.route("**/events/stream*", lambda route: route.abort())
    await page.reload()


async def lock_by_another(plan_id: int, order: str) -> None:
    locking = plan_editing.Locking(visits={order: Lock.TECHNICIAN}, technicians={})
    await perform(plan_editing.lock, plan_id, locking, DESK, version=(await store.head(plan_id)).version)


async def test_what_another_dispatcher_changed_meanwhile_is_shown_and_mine_goes_on_top(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    page = await board(province, language="en")
    await hear_nothing(page)
    order, technician, position = await another_place(plan_id)
    theirs = next(one for one in await placed(plan_id) if one != order)
    x, y = await spot_of(page, technician, position)
    await lock_by_another(plan_id, theirs)

    await drag(page, bar(page, order), x, y)
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("Somebody else has changed this plan")
    await expect(dialog).to_contain_text(theirs)
    await picture(page, "dispatch-conflict-en")
    await dialog.get_by_role("button", name="Do mine on top").click()

    await expect(page.locator(".outcome.done")).to_contain_text(order)
    assert (await placed(plan_id))[order][0] == technician
    assert theirs in (await store.head(plan_id)).locks.visits


async def test_what_another_dispatcher_does_is_seen_as_it_happens(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    page = await board(province, language="en")
    theirs = next(iter(await placed(plan_id)))
    await expect(bar(page, theirs)).not_to_have_class(re.compile("locked"))

    await lock_by_another(plan_id, theirs)

    await expect(bar(page, theirs)).to_have_class(re.compile("locked"))


async def test_a_session_that_ends_with_a_visit_in_the_hand_loses_nothing(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    order, technician, position = await another_place(plan_id)
    page = await board(province, language="en")
    x, y = await spot_of(page, technician, position)

    await drag(page, bar(page, order), x, y, drop=False)
    await expect(page.locator(".hand.can")).to_be_visible()
    await end_all_sessions()
    await page.mouse.up()
    await expect(page.get_by_role("dialog", name="Log in again")).to_be_visible()
    await page.locator("#password").fill(PASSWORD)
    await page.keyboard.press("Enter")

    await expect(page.locator(".outcome.done")).to_contain_text(order)
    assert (await placed(plan_id))[order] == (technician, position)


async def test_a_move_made_without_a_connection_is_made_when_it_is_back(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    page = await board(province, language="en")
    order = next(iter(await placed(plan_id)))
    await bar(page, order).click()
    await expect(bar(page, order)).to_have_class(re.compile("chosen"))

    await page.context.set_offline(True)
    await expect(page.locator(".connection")).to_be_visible()
    await page.keyboard.press("Delete")
    await page.context.set_offline(False)

    await expect(page.locator(".outcome.done")).to_contain_text(f"{order} taken out")
    assert order not in await placed(plan_id)


async def test_a_move_that_gets_no_answer_is_told(province: Site) -> None:
    plan_id = await make_plan(province.told.day)
    before = await placed(plan_id)
    page = await board(province, language="en")
    order = next(iter(before))
    await bar(page, order).click()
    await expect(bar(page, order)).to_have_class(re.compile("chosen"))

    await page.route("**/visits/**", lambda route: route.abort())
    await page.keyboard.press("Delete")

    await expect(page.get_by_role("alert")).to_contain_text(f"{order} stays where it was")
    assert await placed(plan_id) == before
