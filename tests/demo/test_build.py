"""The demo network: the same everywhere, whole, and like the trade."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone

import pytest

from fieldops.demo import DemoNetwork, build
from fieldops.demo.geography import Spot, distance_m
from fieldops.demo.material import fixtures_dir, read
from inventory.network import LocationKind, Node, NodeKind, PartnerKind
from inventory.orders import OrderKind, ServiceOrder
from inventory.parts import PartCategory
from inventory.seasons import ReservePolicy
from refusals import Invalid, Text
from routing.clock_policy import ClockPolicy
from routing.places import EnteredPlace, PlacePolicy, Server, ServerKind, Settlements, checked_place, nearest_server
from routing.promises import AreaKind, PromisePolicy
from routing.zones import Outlet, Zone, ZoneIndex, polygon_from_geojson

CHINA = timezone(timedelta(hours=8))
NOW = datetime.fromisoformat("2026-11-22T18:00:00+08:00")

DIGEST = """
import hashlib
from dataclasses import fields, is_dataclass
from datetime import datetime
from fieldops.demo import build

def plain(value):
    if is_dataclass(value):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, frozenset):
        return sorted(value)
    return [plain(item) for item in value] if isinstance(value, tuple) else str(value)

demo = build(seed=7, scale=1, now=datetime.fromisoformat("2026-11-22T18:00:00+08:00"))
print(hashlib.sha256(repr(plain(demo)).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def demo() -> DemoNetwork:
    return build(seed=1, scale=1, now=NOW)


@pytest.fixture(scope="module")
def big() -> DemoNetwork:
    return build(seed=1, scale=10, now=NOW)


def partners(demo: DemoNetwork) -> list[Node]:
    return [node for node in demo.nodes if node.kind is NodeKind.PARTNER]


def outlets(demo: DemoNetwork) -> list[Node]:
    return [node for node in partners(demo) if node.partner_kind is PartnerKind.SERVICE_OUTLET]


def province_of(demo: DemoNetwork, code: str) -> str:
    node = next(node for node in demo.nodes if node.code == code)
    return node.code if node.kind is NodeKind.PROVINCE else str(node.parent)


def twice(codes: Iterable[str | None]) -> list[str | None]:
    return [code for code, count in Counter(codes).items() if count > 1]


def stock(demo: DemoNetwork, *, set_aside: bool = False) -> Counter[tuple[str, str]]:
    held: Counter[tuple[str, str]] = Counter()
    for receipt in demo.receipts:
        if receipt.set_aside is set_aside:
            held.update({(receipt.location, line.part): line.quantity for line in receipt.lines})
    return held


def test_the_same_seed_builds_the_same_network(demo: DemoNetwork) -> None:
    assert build(seed=1, scale=1, now=NOW) == demo


def test_the_same_seed_builds_the_same_network_whatever_the_hash_seed() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for hash_seed in ("0", "4242")
    }
    assert len(digests) == 1


def test_another_seed_builds_another_network(demo: DemoNetwork) -> None:
    other = build(seed=2, scale=1, now=NOW)
    assert other.orders != demo.orders
    assert other.technicians != demo.technicians


def assigned(demo: DemoNetwork) -> Iterator[tuple[ServiceOrder, AreaKind]]:
    """The orders that have an outlet, with what S1 says of their place."""
    index = ZoneIndex([Zone(z.code, z.outlet, z.kind, polygon_from_geojson(z.geometry())) for z in demo.zones])
    promise = next(dated.policy for dated in demo.policies if isinstance(dated.policy, PromisePolicy))
    customers = {customer.code: customer for customer in demo.customers}
    served = {outlet.code: Outlet(outlet.code, outlet.lon, outlet.lat) for outlet in outlets(demo)}
    for order in demo.orders:
        if order.outlet in served:
            site = customers[order.customer]
            yield order, index.classify(site.lon, site.lat, served[order.outlet], promise).kind


@pytest.mark.parametrize("moment", ["2027-01-01T06:30:00+08:00", "2026-03-01T23:00:00Z"])
def test_any_hour_is_a_good_one(moment: str) -> None:
    demo = build(seed=3, scale=1, now=datetime.fromisoformat(moment))
    assert len(demo.orders) == 600
    tomorrow_at_ten = (demo.now.astimezone(CHINA) + timedelta(days=1)).replace(hour=10, minute=0, second=0)
    for order, area in assigned(demo):
        if order.kind is not OrderKind.SWAP and order.appointment is None:
            promised = timedelta(days=1 if area is AreaKind.URBAN else 3)
            assert order.registered_at + promised >= tomorrow_at_ten, "tomorrow's plan can keep it"


@pytest.mark.parametrize("scale", [0, 21])
def test_a_scale_out_of_range_is_refused(scale: int) -> None:
    with pytest.raises(Invalid):
        build(seed=1, scale=scale, now=NOW)


def test_a_moment_without_an_offset_is_refused() -> None:
    with pytest.raises(Invalid):
        build(seed=1, scale=1, now=datetime(2026, 11, 22, 18))  # noqa: DTZ001


@pytest.mark.parametrize(("size", "scale"), [("demo", 1), ("big", 10)])
def test_there_is_as_much_as_the_scale_says(size: str, scale: int, request: pytest.FixtureRequest) -> None:
    demo: DemoNetwork = request.getfixturevalue(size)
    assert len(partners(demo)) == 60 * scale
    assert len(outlets(demo)) == 46 * scale
    assert len(demo.technicians) == 150 * scale
    assert len(demo.orders) == 600 * scale
    assert sum(customer.contract for customer in demo.customers) == 25 * scale
    for province in ("ZJ", "AH", "GD"):
        assert sum(node.parent == province for node in partners(demo)) == 20 * scale
        assert sum(technician.code.startswith(province) for technician in demo.technicians) == 50 * scale
        assert sum(order.customer.startswith(f"C-{province}-") for order in demo.orders) == 200 * scale


@pytest.mark.parametrize("size", ["demo", "big"])
def test_no_code_is_given_twice(size: str, request: pytest.FixtureRequest) -> None:
    demo: DemoNetwork = request.getfixturevalue(size)
    assert not twice(node.code for node in demo.nodes)
    assert not twice(location.code for location in demo.locations)
    assert not twice(technician.code for technician in demo.technicians)
    assert not twice([person.phone for person in (*demo.technicians, *demo.customers)])
    assert not twice(zone.code for zone in demo.zones)
    assert not twice(part.number for part in demo.parts)
    assert not twice(part.barcode for part in demo.parts)
    assert not twice(fault.code for fault in demo.faults)
    assert not twice(receipt.reference for receipt in demo.receipts)
    assert not twice(customer.code for customer in demo.customers)
    assert not twice(unit.serial for unit in demo.units)
    assert not twice(order.number for order in demo.orders)


def test_each_node_comes_after_the_one_above_it_and_stands_rightly(demo: DemoNetwork) -> None:
    seen: dict[str | None, Node] = {}
    for node in demo.nodes:
        node.stands_under(seen.get(node.parent))
        seen[node.code] = node


def test_each_place_of_stock_that_n2_asks_for_is_there(demo: DemoNetwork) -> None:
    kinds = {(location.node, location.kind) for location in demo.locations}
    for node in demo.nodes:
        assert (node.code, LocationKind.WAREHOUSE) in kinds
        if node.kind is not NodeKind.PARTNER:
            assert (node.code, LocationKind.WORKSHOP) in kinds
            assert (node.code, LocationKind.RETURNS_REUSABLE) in kinds
            assert (node.code, LocationKind.RETURNS_SCRAP) in kinds
        if node.kind is NodeKind.PROVINCE:
            assert (node.code, LocationKind.TRANSIT) in kinds
    vans = {location.code: location.node for location in demo.locations if location.kind is LocationKind.VAN}
    assert vans == {technician.van: technician.node for technician in demo.technicians}


def test_every_reference_resolves(demo: DemoNetwork) -> None:
    nodes = {node.code for node in demo.nodes}
    skills = {skill.code for skill in demo.skills}
    models = {model.code for model in demo.models}
    parts = {part.number for part in demo.parts}
    locations = {location.code for location in demo.locations}
    customers = {customer.code for customer in demo.customers}
    assert all(location.node in nodes for location in demo.locations)
    assert all(technician.node in nodes and technician.skills <= skills for technician in demo.technicians)
    assert all(zone.outlet in nodes for zone in demo.zones)
    assert all(part.fits and part.fits <= models for part in demo.parts)
    assert all(fault.skill in skills and {line.part for line in fault.parts} <= parts for fault in demo.faults)
    assert all(receipt.location in locations for receipt in demo.receipts)
    assert all(line.part in parts for receipt in demo.receipts for line in receipt.lines)
    assert {quota.partner for quota in demo.quotas} == {node.code for node in outlets(demo)}
    assert all(unit.customer in customers and unit.model in models and unit.sold_by in nodes for unit in demo.units)


def test_each_contract_is_inspected_by_check_lists_that_are_there(demo: DemoNetwork) -> None:
    contracts = {customer.code for customer in demo.customers if customer.contract}
    kinds = {one.kind for one in demo.check_lists}
    units, served = {unit.serial for unit in demo.units}, {node.code for node in outlets(demo)}
    faults = {fault.code for fault in demo.faults}

    assert {plan.customer for plan in demo.inspection_plans} == contracts
    for plan in demo.inspection_plans:
        assert plan.node in served
        assert {one.kind for one in plan.equipment} <= kinds
        assert {one.unit for one in plan.equipment} - {None} <= units
    assert {item.fault for one in demo.check_lists for item in one.items} - {None} <= faults


def test_a_superseding_part_is_registered_first(demo: DemoNetwork) -> None:
    seen: set[str | None] = {None}
    for part in demo.parts:
        assert part.superseded_by in seen
        seen.add(part.number)
    assert sum(part.superseded_by is not None for part in demo.parts) == 3


def test_each_model_has_one_whole_unit_tracked_by_serial_number(demo: DemoNetwork) -> None:
    whole = [part for part in demo.parts if part.category is PartCategory.WHOLE_UNIT]
    assert sorted(code for part in whole for code in part.fits) == sorted(model.code for model in demo.models)
    assert all(part.serial_tracked for part in whole)


def test_each_fault_has_a_part_for_each_model_it_names(demo: DemoNetwork) -> None:
    fits = {part.number: part.fits for part in demo.parts}
    kinds = {model.code: model.product_type for model in demo.models}
    for fault in demo.faults:
        for line in fault.parts:
            assert any(kinds[code] is fault.product_type for code in fits[line.part]), (fault.code, line.part)


def test_an_order_is_about_its_customers_own_machine_and_parts_that_fit_it(demo: DemoNetwork) -> None:
    units = {unit.serial: unit for unit in demo.units}
    customers = {customer.code: customer for customer in demo.customers}
    models = {model.code: model for model in demo.models}
    faults = {fault.code: fault for fault in demo.faults}
    fits = {part.number: part.fits for part in demo.parts}
    for order in demo.orders:
        unit = units[order.unit or ""]
        assert unit.customer == order.customer
        assert order.parts is not None
        assert all(unit.model in fits[line.part] for line in order.parts)
        if order.kind is OrderKind.REPAIR:
            fault = faults[order.fault or ""]
            assert fault.product_type is models[unit.model].product_type
            assert {line.part for line in order.parts} <= {line.part for line in fault.parts}
        if order.kind is OrderKind.SWAP:
            assert customers[order.customer].contract
            assert sum(line.quantity for line in order.parts) == 1


def test_every_contracted_customer_has_a_contract_on_a_profile_of_the_policy(demo: DemoNetwork) -> None:
    policy = next(dated.policy for dated in demo.policies if isinstance(dated.policy, ClockPolicy))
    assert {one.customer for one in demo.contracts} == {one.code for one in demo.customers if one.contract}
    assert {one.profile for one in demo.contracts} == {profile.code for profile in policy.profiles}
    for order in demo.orders:
        for one in demo.contracts:
            if one.customer == order.customer and order.kind is OrderKind.SWAP:
                assert policy.profile(one.profile).target(order.fault_level, one.service_class).swap is not None


def test_an_order_goes_to_the_nearest_outlet_of_its_province_or_waits_there(demo: DemoNetwork) -> None:
    customers = {customer.code: customer for customer in demo.customers}
    waiting = 0
    for order in demo.orders:
        customer = customers[order.customer]
        province = customer.code.split("-")[1]
        if order.outlet == province:
            waiting += 1
            assert order.appointment is None
            continue
        near = min((o for o in outlets(demo) if o.parent == province), key=lambda o: distance_m(customer, o))
        assert order.outlet == near.code
    assert 24 <= waiting <= 36


@pytest.mark.parametrize("size", ["demo", "big"])
def test_customers_are_close_to_a_real_place_of_their_province(size: str, request: pytest.FixtureRequest) -> None:
    demo: DemoNetwork = request.getfixturevalue(size)
    provinces = {"ZJ": "Zhejiang", "AH": "Anhui", "GD": "Guangdong"}
    places = read(fixtures_dir()).places
    for customer in demo.customers[:: len(demo.customers) // 150]:
        own = [place for place in places if place.province == provinces[customer.code.split("-")[1]]]
        assert min(distance_m(customer, place) for place in own) < 20_000
        assert min(distance_m(customer, outlet) for outlet in outlets(demo)) < 60_000


@pytest.mark.parametrize(("size", "apart_m"), [("demo", 10_000), ("big", 1_500)])
def test_no_two_partners_stand_at_one_place(size: str, apart_m: int, request: pytest.FixtureRequest) -> None:
    demo: DemoNetwork = request.getfixturevalue(size)
    found = partners(demo)
    for number, partner in enumerate(found):
        rivals = [other for other in found[:number] if other.parent == partner.parent]
        assert all(distance_m(partner, other) >= apart_m for other in rivals)


def test_urban_orders_are_fresh_and_rural_ones_up_to_three_days_old(demo: DemoNetwork) -> None:
    ages: dict[AreaKind, list[float]] = {AreaKind.URBAN: [], AreaKind.RURAL: []}
    for order, area in assigned(demo):
        ages[area].append((NOW - order.registered_at).total_seconds() / 3600)
    assert max(ages[AreaKind.URBAN]) <= 20
    assert 48 < max(ages[AreaKind.RURAL]) < 72
    assert 0.2 < len(ages[AreaKind.RURAL]) / len(demo.orders) < 0.5


def test_some_outlets_have_no_rural_zone_so_that_30_km_decide(demo: DemoNetwork) -> None:
    urban = {zone.outlet for zone in demo.zones if zone.kind is AreaKind.URBAN}
    rural = {zone.outlet for zone in demo.zones if zone.kind is AreaKind.RURAL}
    assert urban == {outlet.code for outlet in outlets(demo)}
    assert 5 <= len(urban - rural) <= 30


def test_orders_lie_before_now_and_appointments_on_the_next_two_days(demo: DemoNetwork) -> None:
    days = {NOW.date() + timedelta(days=1), NOW.date() + timedelta(days=2)}
    agreed = [order.appointment for order in demo.orders if order.appointment]
    assert all(NOW - timedelta(days=3) <= order.registered_at < NOW for order in demo.orders)
    assert all(window.ends - window.starts == timedelta(hours=2) for window in agreed)
    assert all(window.starts.date() in days and 8 <= window.starts.hour <= 16 for window in agreed)
    assert 0.25 < len(agreed) / len(demo.orders) < 0.45


def test_order_numbers_follow_the_registration(demo: DemoNetwork) -> None:
    assert [order.number for order in demo.orders] == sorted(str(order.number) for order in demo.orders)
    assert list(demo.orders) == sorted(demo.orders, key=lambda order: order.registered_at)


def test_swaps_are_a_few_and_a_unit_of_the_model_is_set_aside_in_the_province(demo: DemoNetwork) -> None:
    swaps = [order for order in demo.orders if order.kind is OrderKind.SWAP]
    assert 6 <= len(swaps) <= 9
    assert {order.appointment is None for order in swaps} == {True, False}
    held = stock(demo, set_aside=True)
    for order in swaps:
        (line,) = order.parts or ()
        assert held[f"{province_of(demo, order.outlet)}/WH", line.part] >= 1


def test_past_demand_is_two_years_of_the_outlets_reserved_parts_most_in_the_heat(demo: DemoNetwork) -> None:
    policy = next(dated.policy for dated in demo.policies if isinstance(dated.policy, ReservePolicy))
    category = {part.number: part.category for part in demo.parts}
    by_month: Counter[str] = Counter()
    for one in demo.past_demand:
        by_month[one.month] += one.pieces
        assert category[one.part] in policy.categories
    winter, summer = (sum(by_month[f"{year}-{month}"] for year in (2025, 2026) for month in some) for some in (("01", "02"), ("06", "07")))  # fmt: skip

    assert {one.partner for one in demo.past_demand} == {node.code for node in outlets(demo)}
    assert not twice(f"{one.partner} {one.part} {one.month}" for one in demo.past_demand)
    assert (min(by_month), max(by_month), len(by_month)) == ("2024-11", "2026-10", 24)
    assert summer > 1.4 * winter
    assert 4_000 < len(demo.past_demand) < 12_000, "a small file, soon imported"


def test_only_whole_units_are_set_aside(demo: DemoNetwork) -> None:
    whole = {part.number for part in demo.parts if part.category is PartCategory.WHOLE_UNIT}
    assert {part for _, part in stock(demo, set_aside=True)} <= whole


def test_most_technicians_are_on_duty_on_every_day(demo: DemoNetwork) -> None:
    for province in ("ZJ", "AH", "GD"):
        for weekday in range(7):
            on_duty = [
                t for t in demo.technicians if t.code.startswith(province) and weekday in {d.weekday for d in t.week}
            ]
            assert len(on_duty) >= 38


def test_each_outlet_has_somebody_for_front_loaders_electronics_and_swaps(demo: DemoNetwork) -> None:
    for outlet in outlets(demo):
        team = [technician for technician in demo.technicians if technician.node == outlet.code]
        assert 2 <= len(team) <= 4
        assert {"top_loader", "front_loader", "electronics", "unit_swap"} <= frozenset().union(
            *(t.skills for t in team)
        )


def test_vans_carry_8_to_15_kinds_and_some_orders_need_what_no_van_of_the_outlet_has(demo: DemoNetwork) -> None:
    held = stock(demo)
    vans: dict[str, list[str]] = {}
    for technician in demo.technicians:
        vans.setdefault(technician.node, []).append(technician.van)
        assert 8 <= sum(location == technician.van for location, _ in held) <= 15
    away = far = 0
    for order in demo.orders:
        if order.kind is OrderKind.REPAIR:
            missing = [
                line.part for line in order.parts or () if not any(held[van, line.part] for van in vans[order.outlet])
            ]
            away += bool(missing)
            far += any(not held[f"{order.outlet}/WH", part] for part in missing)
    assert 0.15 < away / len(demo.orders) < 0.45
    assert 0.03 < far / len(demo.orders) < 0.15


def test_receipt_cards_are_mostly_in_time_sometimes_late_or_missing(demo: DemoNetwork) -> None:
    old = [unit for unit in demo.units if unit.sold_on < date(2026, 9, 1)]
    missing = sum(unit.receipt_card_on is None for unit in old) / len(old)
    late = sum(unit.receipt_card_on is not None and (unit.receipt_card_on - unit.sold_on).days > 20 for unit in old)
    assert 0.03 < missing < 0.15
    assert 0.05 < late / len(old) < 0.2
    assert all(unit.sold_on <= NOW.date() for unit in demo.units)
    assert all(unit.receipt_card_on is None or unit.receipt_card_on <= NOW.date() for unit in demo.units)


def test_zones_are_polygons_that_hold_their_outlet(demo: DemoNetwork) -> None:
    where = {node.code: node for node in demo.nodes}
    for zone in demo.zones:
        outlet = where[zone.outlet]
        radii = [distance_m(outlet, Spot(*corner)) for corner in zone.ring]
        assert polygon_from_geojson(zone.geometry()).is_valid
        assert 10 <= len(zone.ring) - 1 <= 16
        assert max(radii) < (8_000 if zone.kind is AreaKind.URBAN else 50_000)


def test_every_customer_could_be_registered_there(demo: DemoNetwork) -> None:
    """S1, by the figures of the demo's own policy."""
    policy = next(dated.policy for dated in demo.policies if isinstance(dated.policy, PlacePolicy))
    kinds = {NodeKind.PARTNER: ServerKind.OUTLET, NodeKind.PROVINCE: ServerKind.PROVINCE}
    servers = [Server(id=n.code, kind=kinds[n.kind], lon=n.lon, lat=n.lat) for n in demo.nodes if n.kind in kinds]
    names = [Text(en=one.name_en, zh=one.name_zh) for one in demo.settlements]
    gazetteer = Settlements(names, [one.lon for one in demo.settlements], [one.lat for one in demo.settlements])
    for customer in demo.customers:
        entered = EnteredPlace(lon=customer.lon, lat=customer.lat)
        place = checked_place(entered, nearest_server(entered, servers, policy), policy, gazetteer)
        assert (place.lon, place.lat) == (customer.lon, customer.lat)
