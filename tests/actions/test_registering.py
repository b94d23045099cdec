"""What is registered reads back equal; duplicates and unknown names are refused, all at once (N1 to N3, P6)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, time
from typing import Any

import pytest
from builders import (
    a_customer,
    a_fault,
    a_head_office,
    a_location,
    a_model,
    a_node,
    a_part,
    a_province,
    a_skill,
    a_technician,
    a_unit,
    a_working_time,
    a_zone,
    register_all,
    register_catalogue,
    register_network,
)

from fieldops.actions import network, orders, parts, zones
from fieldops.actions.one import register_one
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.store import network as network_store
from fieldops.store import orders as orders_store
from fieldops.store import parts as parts_store
from fieldops.store import technicians as technicians_store
from fieldops.store import zones as zones_store
from fieldops.store.pages import Wanted
from fieldops.store.sold_units import unit_page
from fieldops.tables.network import Nodes
from inventory.network import LocationKind, MisplacedNode, NodeKind, PartnerKind
from inventory.parts import PartCategory, PartCount, SupersessionCircle
from refusals import AlreadyThere, Invalid, NotFound

NAMES = {"name_zh": "𠮷林“老张”\t维修部", "name_en": "O'Neil \\ {x} %s Repairs"}


def all_by(ordering: str) -> Wanted:
    return Wanted(equal={}, ordering=ordering, limit=100, offset=0)


async def problems(action: Awaitable[Any]) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        await action
    return {(problem.path, problem.code) for problem in caught.value.problems}


async def test_nodes_read_back_equal(database: FieldopsEngine) -> None:
    dealer = {"code": "ZJ-D1", "partner_kind": PartnerKind.DEALER, "grade": "B"}
    nodes = [a_head_office(), a_province(lon=-180.0, lat=90.0), a_node(**NAMES), a_node(**dealer)]

    await perform(network.register_nodes, nodes)

    assert await network_store.nodes(node.code for node in nodes) == {node.code: node for node in nodes}
    assert await network_store.node("ZJ-001") == nodes[2]
    assert await network_store.head_office() == "HQ"
    assert set(await network_store.below("ZJ")) == {"ZJ", "ZJ-001", "ZJ-D1"}


async def test_technicians_locations_skills_and_zones_read_back_equal(database: FieldopsEngine) -> None:
    await register_network()
    skill, van = a_skill(code="heat_pump", **NAMES), a_location(code="V2", kind=LocationKind.VAN)
    week = (a_working_time(weekday=6, starts=time(20), ends=time(23, 59, 59, 999999), break_s=0), a_working_time())
    idle = a_technician(code="T2", van="V2", week=(), skills=frozenset({"heat_pump", "front_loader"}), **NAMES)

    await perform(network.add_skills, [skill])
    await perform(network.open_locations, [van])
    await perform(network.register_technicians, [a_technician(week=week), idle])
    await perform(zones.draw_zones, [a_zone()])

    assert (await technicians_store.technician_page(all_by("code")))[1] == [idle, a_technician(week=week[::-1])]
    assert skill in (await network_store.skill_page(all_by("code")))[1]
    assert van in (await network_store.location_page(all_by("code")))[1]
    assert await zones_store.zones_of(["ZJ-001"]) == [a_zone()]


async def test_the_catalogue_reads_back_equal(database: FieldopsEngine) -> None:
    await register_network()
    model = a_model(**NAMES)
    spare = a_part(number="A", superseded_by="B", barcode="690-1", serial_tracked=True, must_return=False, **NAMES)
    newer = a_part(number="B", category=PartCategory.WHOLE_UNIT, unit_cost_fen=10**9, fits=frozenset())
    fault = a_fault(parts=(PartCount(part="A", quantity=2), PartCount(part="B", quantity=100_000)), **NAMES)

    await perform(parts.add_models, [model])
    await perform(parts.add_parts, [spare, newer])
    await perform(parts.add_faults, [fault, a_fault(code="F-02", parts=())])

    assert await parts_store.model_page(all_by("code")) == (1, [model])
    assert await parts_store.part_page(all_by("number")) == (2, [spare, newer])
    assert await parts_store.fault_page(all_by("code")) == (2, [fault, a_fault(code="F-02", parts=())])


async def test_customers_and_machines_read_back_equal(database: FieldopsEngine) -> None:
    await register_network()
    await register_catalogue()
    customer = a_customer(contract=True, name="𠮷田 & Söhne", address="余姚\n示范路 1 号")
    units = [a_unit(), a_unit(serial="U-2", receipt_card_on=None, sold_on=date(1999, 12, 31), sold_by="HQ")]

    await perform(orders.register_customers, [customer])
    await perform(orders.register_units, units)

    assert await orders_store.customers(["C-1"]) == {"C-1": customer}
    assert await unit_page(all_by("serial"), without_card=None) == (2, units)


DUPLICATES: dict[str, tuple[Callable[..., Awaitable[None]], Any, str]] = {
    "node": (network.register_nodes, a_node(), "ZJ-001"),
    "head office": (network.register_nodes, a_head_office(code="HQ2"), "head_office"),
    "location": (network.open_locations, a_location(), "ZJ-001/WH"),
    "skill": (network.add_skills, a_skill(), "front_loader"),
    "technician": (network.register_technicians, a_technician(van="V2"), "ZJ-T001"),
    "van": (network.register_technicians, a_technician(code="T2"), "ZJ-T001/VAN"),
    "zone": (zones.draw_zones, a_zone(), "ZJ-001-URBAN"),
    "model": (parts.add_models, a_model(), "XQG100"),
    "part": (parts.add_parts, a_part(), "DP-1"),
    "barcode": (parts.add_parts, a_part(number="DP-2", barcode="6901"), "6901"),
    "fault": (parts.add_faults, a_fault(), "F-01"),
    "customer": (orders.register_customers, a_customer(), "C-1"),
    "unit": (orders.register_units, a_unit(), "U-1"),
}


async def register_everything() -> None:
    await register_all()
    await perform(network.register_technicians, [a_technician()])
    await perform(zones.draw_zones, [a_zone()])
    await perform(parts.add_parts, [a_part(number="DP-0", barcode="6901")])


async def test_what_is_there_already_is_refused_by_kind_and_code(database: FieldopsEngine) -> None:
    await register_everything()

    for kind, (action, value, key) in DUPLICATES.items():
        with pytest.raises(AlreadyThere) as caught:
            await perform(action, [value])
        assert caught.value.facts == {"kind": kind, "keys": key}


async def test_the_same_code_twice_in_one_call_is_refused_and_nothing_stays(database: FieldopsEngine) -> None:
    with pytest.raises(AlreadyThere):
        await perform(network.register_nodes, [a_head_office(), a_province(), a_province()])

    assert await Nodes.count().run() == 0


async def test_of_twenty_who_register_the_same_at_once_one_does_and_the_others_are_refused(
    database: FieldopsEngine,
) -> None:
    await register_network()

    answers = await asyncio.gather(
        *(perform(network.register_nodes, [a_node(code="ZJ-002")]) for _ in range(20)), return_exceptions=True
    )

    assert answers.count(None) == 1
    assert {type(answer) for answer in answers if answer is not None} == {AlreadyThere}


async def test_there_is_one_head_office_even_if_two_are_founded_at_once(database: FieldopsEngine) -> None:
    answers = await asyncio.gather(
        *(perform(network.register_nodes, [a_head_office(code=f"HQ{n}")]) for n in range(5)), return_exceptions=True
    )

    assert answers.count(None) == 1
    assert await Nodes.count().where(Nodes.kind == NodeKind.HEAD_OFFICE.value).run() == 1


async def test_every_unknown_name_is_told_with_its_place(database: FieldopsEngine) -> None:
    await register_all()
    line = PartCount(part="NO-PART", quantity=1)

    assert await problems(perform(network.register_nodes, [a_node(code="X"), a_node(code="Y", parent="NO")])) == {
        ("1.parent", "unknown")
    }
    assert await problems(perform(network.open_locations, [a_location(code="X"), a_location(code="Y", node="NO")])) == {
        ("1.node", "unknown")
    }
    nobody = a_technician(node="NO", van="NO", skills=frozenset({"a", "front_loader"}))
    assert await problems(perform(network.register_technicians, [nobody])) == {
        ("0.node", "unknown"),
        ("0.van", "unknown"),
        ("0.skills", "unknown"),
    }
    assert await problems(perform(zones.draw_zones, [a_zone(outlet="NO")])) == {("0.outlet", "unknown")}
    assert await problems(
        perform(parts.add_parts, [a_part(number="X", fits=frozenset({"NO"}), superseded_by="NO-PART")])
    ) == {("0.fits", "unknown"), ("0.superseded_by", "unknown")}
    assert await problems(perform(parts.add_faults, [a_fault(code="X", skill="none", parts=(line,))])) == {
        ("0.skill", "unknown"),
        ("0.parts.0.part", "unknown"),
    }
    assert await problems(
        perform(orders.register_units, [a_unit(serial="X", model="NO", customer="NO", sold_by="NO")])
    ) == {("0.model", "unknown"), ("0.customer", "unknown"), ("0.sold_by", "unknown")}


async def test_a_single_items_wrong_fields_are_named_without_a_number(database: FieldopsEngine) -> None:
    await register_all()

    fault = a_fault(code="X", skill="none", parts=(PartCount(part="NO-PART", quantity=1),))

    assert await problems(perform(register_one, parts.add_faults, fault)) == {
        ("skill", "unknown"),
        ("parts.0.part", "unknown"),
    }


async def test_a_technician_drives_a_van(database: FieldopsEngine) -> None:
    await register_network()

    assert await problems(perform(network.register_technicians, [a_technician(van="ZJ/WH")])) == {
        ("0.van", "not_allowed")
    }


async def test_a_zone_belongs_to_who_serves_customers(database: FieldopsEngine) -> None:
    await register_network()

    assert await problems(perform(zones.draw_zones, [a_zone(outlet="HQ")])) == {("0.outlet", "not_allowed")}
    assert await problems(perform(zones.draw_zones, [a_zone(id="市区")])) == {("0.id", "wrong_form")}


async def test_a_node_may_stand_under_one_of_the_same_call_that_comes_before(database: FieldopsEngine) -> None:
    await perform(network.register_nodes, [a_head_office()])

    assert await problems(perform(network.register_nodes, [a_node(), a_province()])) == {("0.parent", "unknown")}
    await perform(network.register_nodes, [a_province(), a_node()])


@pytest.mark.parametrize(
    "node", [a_node(code="X", parent="HQ"), a_province(code="X", parent="ZJ"), a_node(code="X", parent="ZJ-001")]
)
async def test_a_node_in_the_wrong_place_of_the_tree_is_refused(database: FieldopsEngine, node: Any) -> None:
    await register_network()

    with pytest.raises(MisplacedNode, match=f"it can't stand under {node.parent}"):
        await perform(network.register_nodes, [node])


async def test_parts_may_supersede_each_other_in_any_order_but_not_in_a_circle(database: FieldopsEngine) -> None:
    await register_network()
    await perform(parts.add_models, [a_model()])

    await perform(parts.add_parts, [a_part(number="A", superseded_by="B"), a_part(number="B")])
    with pytest.raises(SupersessionCircle):
        await perform(parts.add_parts, [a_part(number="C", superseded_by="D"), a_part(number="D", superseded_by="C")])


async def test_more_rows_than_one_insert_takes_are_registered(database: FieldopsEngine) -> None:
    customers = [a_customer(code=f"C-{n:04d}") for n in range(1203)]

    await perform(orders.register_customers, customers)

    assert (await orders_store.customer_page(all_by("code")))[0] == 1203


async def test_what_is_not_there_is_not_found(database: FieldopsEngine) -> None:
    with pytest.raises(NotFound, match="There is no node ZJ"):
        await network_store.node("ZJ")
    with pytest.raises(NotFound):
        await network_store.head_office()
