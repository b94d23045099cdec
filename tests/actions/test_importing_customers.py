"""Customers from files: each place in the coordinates of any map service, checked before anything is written (S1, N3)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from builders import (
    NOW,
    PLACE_FIGURES,
    a_contract,
    a_customer,
    a_desk,
    a_node,
    a_policy,
    a_province,
    a_settlement,
    an_order,
    register_all,
)
from grounds import grounds
from importing import a_csv, commit, counted, imported, preview, report, reported, rows_of
from samples import a_workbook

from fieldops.actions import contracts, customers, network, orders, policies
from fieldops.database.door import perform
from fieldops.database.who import Who, acting
from fieldops.store.policies import NoPolicy
from inventory.imports.customers import COORDINATES
from inventory.imports.life import Effect, ImportKind, Mode, PreviewOvertaken, Status
from inventory.people import Reach, Scope
from routing.coordinates import CoordinateSystem, from_wgs84

HEADINGS = ["客户编号", "客户名称", "电话", "地址", "经度", "纬度", "坐标系", "年度合同"]
ENGLISH = ["Customer code", "Name", "Phone", "Address", "Longitude", "Latitude"]
HOME = (121.155, 30.041)
ZJ = Who(actor="zj", via="token", reach=Reach(scope=Scope.BELOW, node="ZJ"))


async def lay_out() -> None:
    """ZJ and its outlet lie in Yuyao, the one settlement that is known; AH has a customer of its own."""
    await register_all()
    await perform(network.register_nodes, [a_province(code="AH"), a_node(code="AH-001", parent="AH")])
    await perform(customers.add_settlements, [a_settlement()])
    await perform(policies.enact, a_policy(name="places", figures=PLACE_FIGURES))
    await perform(orders.register_customers, [a_customer(code="C-AH")])
    await perform(orders.register, [an_order(customer="C-AH", outlet="AH-001", unit="U-1")], a_desk())


laid_out = grounds(lay_out)
pytestmark = pytest.mark.usefixtures("laid_out")


def row(code: str, lon: float = HOME[0], lat: float = HOME[1], system: str = "", name: str = "李雷") -> list[object]:
    return [code, name, "13800001234", "余姚市示范路 2 号", lon, lat, system, "是"]


async def distance_m(code: str) -> float:
    [(metres,)] = await rows_of(
        f"SELECT 111000 * sqrt((lon - {HOME[0]}) ^ 2 + (lat - {HOME[1]}) ^ 2) FROM customers WHERE code = '{code}'"
    )
    return float(metres)


def test_the_coordinate_systems_of_a_file_are_those_that_can_be_converted() -> None:
    assert set(COORDINATES) == set(CoordinateSystem)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
async def test_places_come_in_in_any_coordinates_and_are_kept_in_wgs84(encoding: str, tmp_path: Path) -> None:
    shifted = [row(f"C-{system.upper()}", *from_wgs84(*HOME, system), system) for system in CoordinateSystem]
    named = row("C-N", *from_wgs84(*HOME, CoordinateSystem.GCJ_02), "GCJ-02")

    head = await imported(
        a_csv(HEADINGS, *shifted, named, row("C-W"), encoding=encoding), ImportKind.CUSTOMERS, Mode.ADD, tmp_path
    )

    assert (await report(head), head.added) == ([], 5)
    assert {(one.cells["lon"], one.cells["lat"], one.cells["coordinates"]) for one in await preview(head)} == {
        (*HOME, "wgs84")
    }, "shown as it will be kept"
    await commit(head)
    assert [await distance_m(code) < 0.2 for code in ("C-WGS84", "C-GCJ02", "C-BD09", "C-N", "C-W")] == [True] * 5
    assert await rows_of("SELECT name, phone, address, contract, version FROM customers WHERE code = 'C-GCJ02'") == [
        ("李雷", "13800001234", "余姚市示范路 2 号", True, 1)
    ]


async def test_every_wrong_place_is_told_in_its_row_in_both_languages(tmp_path: Path) -> None:
    wrong = {
        "C-1S": (30.041, 121.155, "gcj02"),
        "C-2K": (126.978, 37.5665, ""),
        "C-3S": (122.9, 30.3, "bd09"),
        "C-4N": (0.0, 95.0, ""),
        "C-5D": (190.0, 30.0, ""),
    }
    rows = [row("C-0"), *(row(code, *place) for code, place in wrong.items()), row("C-6", name=" ")]

    head = await imported(a_csv(HEADINGS, *rows), ImportKind.CUSTOMERS, Mode.SET, tmp_path)

    assert (head.status, head.rows, head.wrong) == (Status.REFUSED, 7, 6)
    assert sorted(await report(head)) == [
        (3, "lon", "place_swapped"),
        (4, "lon", "place_out_of_reach"),
        (5, "lon", "place_near_no_settlement"),
        (6, "lat", "out_of_range"),
        (7, "lon", "out_of_range"),
        (8, "name", "missing"),
    ]
    told = {one.row: one for one in await reported(head)}
    assert "swapped, it seems. Enter longitude 121.155 and latitude 30.041" in told[3].message_en
    assert "经纬度可能填反了。如位置无误，请填写经度 121.155" in told[3].message_zh
    assert "余姚" in told[5].message_zh
    assert (told[3].heading, told[3].cells["lon"], told[3].cells["coordinates"]) == ("Longitude / 经度", "30.041", "gcj02")  # fmt: skip
    assert (told[5].cells["lon"], told[5].cells["coordinates"]) == ("122.9", "bd09"), "as it was entered"
    assert await rows_of("SELECT count(*) FROM customers") == [(2,)]


async def test_other_figures_refuse_other_places(tmp_path: Path) -> None:
    near = {**PLACE_FIGURES, "outlet_reach_m": 10_000, "province_reach_m": 10_000}
    data = a_csv(ENGLISH, row("C-7", 121.4, 30.04)[:6])

    wide = await imported(data, ImportKind.CUSTOMERS, Mode.ADD, tmp_path)
    await perform(
        policies.enact, a_policy(name="places", figures=near, valid_from=NOW.date(), reason="outlets reach less far")
    )
    narrow = await imported(data, ImportKind.CUSTOMERS, Mode.ADD, tmp_path)

    assert (wide.status, await report(narrow)) == (Status.CHECKED, [(2, "lon", "place_out_of_reach")])


async def test_without_figures_nobody_can_say_whether_a_place_is_right(tmp_path: Path) -> None:
    data = a_csv(ENGLISH, row("C-7")[:6])

    with pytest.raises(NoPolicy):
        await imported(data, ImportKind.CUSTOMERS, Mode.ADD, tmp_path, now=NOW - timedelta(days=400))


async def test_the_same_place_in_other_coordinates_is_the_same_place(tmp_path: Path) -> None:
    """C-1 lives at HOME."""
    same = ["C-1", "王小明", "19900001234", "浙江省余姚市城区示范路 1 号", *from_wgs84(*HOME, CoordinateSystem.BD_09), "BD-09", "no"]  # fmt: skip
    renamed = [same[0], "王大明", *same[2:]]
    moved = [*same[:4], 121.2, 30.1, "", "no"]

    heads = [
        await imported(a_workbook([*ENGLISH, "Coordinate system", "Annual contract"], one), ImportKind.CUSTOMERS, mode, tmp_path)
        for one, mode in ((same, Mode.ADD), (renamed, Mode.SET), (moved, Mode.SET), (moved, Mode.ADD))
    ]  # fmt: skip

    assert [counted(head) for head in heads] == [(0, 0, 1, 0), (0, 1, 0, 0), (0, 1, 0, 0), (0, 1, 0, 1)]
    assert (await preview(heads[2]))[0].effect is Effect.CHANGED
    await commit(heads[1])
    assert await rows_of("SELECT name, version FROM customers WHERE code = 'C-1'") == [("王大明", 2)]
    assert await distance_m("C-1") < 0.2
    with pytest.raises(PreviewOvertaken):
        await commit(heads[2])


async def test_who_is_there_unchanged_is_not_judged_again(tmp_path: Path) -> None:
    """A place that was right under the figures of its day stays, and an export of it can be imported."""
    await perform(orders.register_customers, [a_customer(code="C-SEA", lon=122.9, lat=30.3)])
    at_sea = ["C-SEA", "王小明", "19900001234", "浙江省余姚市城区示范路 1 号", 122.9, 30.3]

    same = await imported(a_csv(ENGLISH, at_sea), ImportKind.CUSTOMERS, Mode.SET, tmp_path)
    renamed = await imported(a_csv(ENGLISH, ["C-SEA", "王大明", *at_sea[2:]]), ImportKind.CUSTOMERS, Mode.SET, tmp_path)

    assert counted(same) == (0, 0, 1, 0)
    assert await report(renamed) == [(2, "lon", "place_near_no_settlement")]


async def test_who_has_a_contract_that_runs_is_not_said_to_have_none(tmp_path: Path) -> None:
    ended = NOW.date() - timedelta(days=1)
    for code, last_day in (("C-RUNS", None), ("C-ENDED", ended)):
        await perform(orders.register_customers, [a_customer(code=code, contract=True)])
        await perform(contracts.sign, a_contract(number=f"HT-{code}", customer=code, last_day=last_day))
    none = [[*row(code)[:6], "", "no"] for code in ("C-RUNS", "C-ENDED")]

    head = await imported(a_csv(HEADINGS, *none), ImportKind.CUSTOMERS, Mode.SET, tmp_path)

    assert await report(head) == [(2, "contract", "contract_runs")]


async def test_a_code_of_another_province_is_taken(tmp_path: Path) -> None:
    with acting(ZJ):
        taken = await imported(a_csv(ENGLISH, row("C-AH")[:6]), ImportKind.CUSTOMERS, Mode.SET, tmp_path)
        own = await imported(a_csv(ENGLISH, row("C-NEW")[:6]), ImportKind.CUSTOMERS, Mode.SET, tmp_path)
        done = await commit(own)

    assert await report(taken) == [(2, "code", "already_there")]
    assert (done.status, await rows_of("SELECT registered_by FROM customers WHERE code = 'C-NEW'")) == (Status.COMMITTED, [("ZJ",)])  # fmt: skip
