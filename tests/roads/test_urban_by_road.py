"""Urban or rural by road (S1): where no zone decides, and an engine answers in time."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from front import before
from importing import a_csv
from planning import DESK, EVENING
from road_server import EAST, NORTH, SOUTH, WEST, RoadServer, settings_of
from shapely import box

from fieldops.actions import files, imports, orders, policies, zones
from fieldops.actions.one import register_one
from fieldops.actions.promises import ways_to_ask
from fieldops.database.door import perform, read
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.files.kinds import FileKind
from fieldops.roads.promises import look_ahead_for, look_ahead_for_import
from fieldops.settings import Settings
from fieldops.store import orders as orders_store
from fieldops.store.policies import Policy
from inventory.imports.life import ImportKind, Mode
from inventory.orders import Customer, OrderKind, PromisedFor, ServiceOrder
from routing.coordinates import CoordinateSystem
from routing.promises import AreaKind
from routing.travel import great_circle_m
from routing.zones import Zone

OUTLET, CUSTOMER = (121.4721, 31.2323), (121.4796, 31.2401)
STRAIGHT_M = float(great_circle_m(*OUTLET, *CUSTOMER))


@pytest.fixture(autouse=True)
async def one_customer(province: FieldopsEngine) -> None:
    """Farther from the outlet by road than what counts as urban, nearer by the straight line."""
    await DB._run_in_pool(f"UPDATE nodes SET lon = {OUTLET[0]}, lat = {OUTLET[1]} WHERE code = 'ZJ-001'")
    figures = {"urban_s": 86400, "rural_s": 259200, "swap_s": 14400, "urban_radius_m": round(STRAIGHT_M) + 50}
    policy = Policy(name="promise", valid_from=date(2026, 11, 1), figures=figures, reason="small")
    await perform(policies.enact, policy)
    lon, lat = CUSTOMER
    await perform(
        orders.register_customers,
        [Customer(code="C", name="顾客", phone="19900000001", address="上海", lon=lon, lat=lat, contract=False)],
    )


def an_order(**given: Any) -> ServiceOrder:
    fields = {"kind": OrderKind.INSPECTION, "customer": "C", "outlet": "ZJ-001", "registered_at": EVENING}
    return ServiceOrder(**fields | given)


async def registered(settings: Settings, **given: Any) -> PromisedFor:
    await look_ahead_for([an_order(**given)], DESK, settings)

    async def action() -> ServiceOrder:
        return await register_one(orders.register, an_order(**given), desk=DESK)

    order = await perform(action)
    assert order.promised is not None
    return order.promised.basis


async def test_the_way_by_road_decides_where_the_engine_answers(shared_road_server: RoadServer) -> None:
    found = shared_road_server.route(OUTLET, CUSTOMER)
    assert found is not None
    assert found[1] > STRAIGHT_M + 100
    assert await registered(settings_of(shared_road_server.url)) is PromisedFor.RURAL
    area = await perform(zones.classify, *CUSTOMER, "ZJ-001", CoordinateSystem.WGS_84, today=EVENING.date())
    assert (area.kind, area.distance_m) == (AreaKind.RURAL, round(found[1]))


async def test_without_an_engine_the_straight_line_decides() -> None:
    assert await registered(settings_of("")) is PromisedFor.URBAN


async def test_an_engine_that_is_away_or_too_slow_lets_the_straight_line_decide(shared_road_server: RoadServer) -> None:
    async with before(shared_road_server.port, always="hang") as front:
        assert await registered(settings_of(front.url, osrm_desk_wait_ms=100)) is PromisedFor.URBAN
    assert await registered(settings_of(front.url)) is PromisedFor.URBAN


async def test_a_zone_decides_before_any_road_and_nobody_asks(shared_road_server: RoadServer) -> None:
    zone = Zone("Z", "ZJ-001", AreaKind.URBAN, box(WEST, SOUTH, EAST, NORTH))
    await perform(zones.draw_zones, [zone])
    async with before(shared_road_server.port) as front:
        assert await registered(settings_of(front.url)) is PromisedFor.URBAN
        assert front.seen == []


async def test_only_those_are_asked_whom_the_road_can_make_rural() -> None:
    far = Customer(code="FAR", name="顾客", phone="19900000001", address="杭州", lon=120.2, lat=30.2, contract=False)
    await perform(orders.register_customers, [far])
    unknown = [an_order(customer="NOBODY"), an_order(outlet="NOWHERE"), an_order(kind=OrderKind.CONSULTATION)]
    wanted = await read(ways_to_ask, [an_order(), an_order(customer="FAR"), *unknown], DESK)
    assert [len(targets) for targets in wanted.values()] == [1]


async def test_a_wrong_order_is_refused_by_registering_not_by_looking_ahead(shared_road_server: RoadServer) -> None:
    early = an_order(registered_at=EVENING - timedelta(days=800))
    await look_ahead_for([early], DESK, settings_of(shared_road_server.url))


async def test_orders_from_a_file_go_by_road_too(shared_road_server: RoadServer, tmp_path: Path) -> None:
    row = ("SO-F", "巡检", "C", "ZJ-001", EVENING.isoformat())
    data = a_csv(("维修单号", "类型", "客户编号", "所在网点", "登记时间"), row)
    upload = await files.checked(FileKind.IMPORT, "given.csv", data)
    given: dict[str, Any] = {"kind": ImportKind.SERVICE_ORDERS, "mode": Mode.ADD, "desk": DESK}
    head = await perform(imports.upload, upload, tmp_path, **given)
    await look_ahead_for_import(head.id, DESK, settings_of(shared_road_server.url), wait_s=10)
    await perform(imports.commit, head.id, DESK)
    promised = (await orders_store.order("SO-F")).value.promised
    assert promised is not None
    assert promised.basis is PromisedFor.RURAL


async def test_an_import_that_is_not_there_is_refused_by_committing_it(shared_road_server: RoadServer) -> None:
    await look_ahead_for_import(99, DESK, settings_of(shared_road_server.url), wait_s=10)


async def test_a_look_ahead_is_done_once(shared_road_server: RoadServer) -> None:
    async with before(shared_road_server.port) as front:
        for _ in range(2):
            await look_ahead_for([an_order()], DESK, settings_of(front.url))
        assert sum(path.startswith("/table") for path in front.seen) == 1
