"""What a service desk has before it: views of orders, what presses most, and what can be done (S3, S5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOW, a_customer, a_desk, a_node, a_province, a_unit, an_appointment, an_order

from fieldops.actions import network, order_desk, order_lives, orders, promises
from fieldops.actions.order_desk import DeskOrders
from fieldops.actions.promises import Asked
from fieldops.database.door import perform, read
from fieldops.store.order_desk import DeskSought, DeskView
from inventory.order_life import Verb, WaitingFor
from inventory.orders import Missed, OrderKind
from refusals import NotFound
from routing.clocks import ClockKind
from routing.promises import AreaKind

pytestmark = pytest.mark.usefixtures("registered")
ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


async def seen(
    view: DeskView = DeskView.OPEN,
    *,
    now: datetime = NOW,
    mine: str | None = "ZJ",
    limit: int = 50,
    offset: int = 0,
    **sought: str,
) -> DeskOrders:
    wanted = DeskSought(mine=mine, **sought)  # type: ignore[arg-type]
    return await read(order_desk.orders_of, view, wanted, limit=limit, offset=offset, zone=ZONE, now=now)


def numbers(found: DeskOrders) -> list[str]:
    return [one.order.number for one in found.results]


async def register(number: str, **given: object) -> None:
    await perform(orders.register, [an_order(number=number, **given)], a_desk(NOW))


async def test_what_is_due_first_stands_first_and_late_is_told() -> None:
    await register("SO-2", registered_at=NOW - timedelta(hours=2))
    await register("SO-1", registered_at=NOW - 3 * DAY)
    await register("SO-3", registered_at=NOW)

    found = await seen()
    late = await seen(DeskView.LATE)

    assert numbers(found) == ["SO-1", "SO-2", "SO-3"]
    assert numbers(late) == ["SO-1"]
    assert (late.results[0].order.late, found.results[1].order.late) == (True, False)
    promise = late.results[0].promise
    assert promise is not None
    assert promise.over_s > 0
    assert found.counts[DeskView.OPEN] == 3
    assert found.counts[DeskView.LATE] == 1


async def test_at_risk_begins_as_long_before_the_due_time_as_the_policy_says() -> None:
    await register("SO-1")
    [one] = (await seen()).results
    assert one.promise is not None
    due = one.promise.due_at

    for before, at_risk in ((timedelta(hours=5), False), (timedelta(hours=1), True), (-timedelta(hours=1), True)):
        found = await seen(DeskView.AT_RISK, now=due - before)
        assert (found.counts[DeskView.AT_RISK] == 1, numbers(found) == ["SO-1"]) == (at_risk, at_risk)


async def test_a_step_is_mine_where_my_node_holds_its_clock() -> None:
    await register("SO-1", outlet="ZJ")
    [one] = (await seen()).results

    assert one.step is not None
    assert (one.step.kind, one.step.holder) == (ClockKind.FORWARD_TO_OUTLET, "ZJ")
    assert numbers(await seen(DeskView.MINE, mine="ZJ")) == ["SO-1"]
    assert numbers(await seen(DeskView.MINE, mine="ZJ-001")) == []


async def test_waiting_booked_and_chased_orders_have_their_views() -> None:
    await register("SO-1")
    await register("SO-2", appointment=an_appointment())
    await register("SO-3")
    await perform(order_lives.wait, "SO-3", WaitingFor.PART, "DP-1", a_desk(NOW))
    await register("SO-4", kind=OrderKind.CHASER, unit=None, fault=None, about="SO-2", missed=Missed.PROMISE)

    assert numbers(await seen(DeskView.UNBOOKED)) == ["SO-1"]
    assert numbers(await seen(DeskView.WAITING)) == ["SO-3"]
    [chased] = (await seen(DeskView.CHASED)).results
    assert (chased.order.number, chased.order.chased) == ("SO-2", 1)


async def test_what_is_over_is_in_no_view_but_that_of_all() -> None:
    await register("SO-1")
    await perform(order_lives.cancel, "SO-1", "x", a_desk(NOW))

    assert numbers(await seen(DeskView.OPEN)) == []
    assert set((await seen()).counts.values()) == {0}
    assert numbers(await seen(DeskView.ALL)) == ["SO-1"]


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        ({"words": "so-1"}, True),
        ({"words": "示范路"}, True),
        ({"words": "0000123"}, True),
        ({"words": "U-1"}, True),
        ({"words": "%"}, False),
        ({"words": "_O-1"}, False),
        ({"node": "ZJ"}, True),
        ({"node": "ZJ-001"}, True),
        ({"node": "HQ"}, False),
        ({"kind": OrderKind.REPAIR}, True),
        ({"kind": OrderKind.SWAP}, False),
    ],
)
async def test_orders_are_found_by_words_node_and_kind(sought: dict[str, str], fits: bool) -> None:
    await register("SO-1")
    found = await seen(**sought)
    assert (numbers(found), found.counts[DeskView.OPEN]) == ((["SO-1"], 1) if fits else ([], 0))


async def test_a_page_is_a_part_of_what_is_counted() -> None:
    for n in range(5):
        await register(f"SO-{n}", registered_at=NOW - timedelta(minutes=10 - n))
    found = await seen(limit=2, offset=2)
    assert (found.count, numbers(found)) == (5, ["SO-2", "SO-3"])


async def test_a_sheet_says_what_can_be_done_where_the_order_stands() -> None:
    await register("SO-1")
    sheet = await read(order_desk.sheet_of, "SO-1", zone=ZONE, now=NOW)

    assert {Verb.ASSIGN, Verb.BOOK, Verb.WAIT, Verb.CANCEL, Verb.ESCALATE} <= set(sheet.verbs)
    assert not {Verb.RESUME, Verb.REOPEN, Verb.CLOSE, Verb.SETTLE, Verb.ANSWER} & set(sheet.verbs)
    assert ClockKind.ARRIVE in {clock.kind for clock in sheet.clocks}
    with pytest.raises(NotFound):
        await read(order_desk.sheet_of, "SO-NO", zone=ZONE, now=NOW)


@pytest.mark.parametrize(("lon", "hours"), [(121.155, 24), (121.155 + 1, 72)])
@pytest.mark.parametrize("node", ["ZJ-001", "HQ", None])
async def test_what_is_foreseen_is_what_registering_promises(lon: float, hours: int, node: str | None) -> None:
    await perform(orders.register_customers, [a_customer(code="C-2", lon=lon)])
    await perform(orders.register_units, [a_unit(serial="U-2", customer="C-2")])

    asked = Asked(lon=lon, lat=a_customer().lat, node=node)
    foreseen = await read(promises.foresee, asked, a_desk(NOW))
    [order] = await perform(
        orders.register, [an_order(customer="C-2", unit="U-2", outlet=node or "ZJ-001")], a_desk(NOW)
    )

    assert foreseen.promised == order.promised
    assert foreseen.promised is not None
    assert foreseen.promised.due_at == NOW + timedelta(hours=hours)
    assert foreseen.area.kind is (AreaKind.URBAN if hours == 24 else AreaKind.RURAL)


async def test_the_nearest_in_sight_is_foreseen_to_serve() -> None:
    await perform(network.register_nodes, [a_node(code="ZJ-002", lon=122.0), a_province(code="AH", lon=117.0)])
    foreseen = await read(promises.foresee, Asked(lon=121.99, lat=30.04), a_desk(NOW))
    assert foreseen.served_by == "ZJ-002"


async def test_nothing_is_promised_for_what_is_not_visited() -> None:
    asked = Asked(lon=121.155, lat=30.041, kind=OrderKind.CONSULTATION)
    assert (await read(promises.foresee, asked, a_desk(NOW))).promised is None
