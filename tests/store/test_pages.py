"""Pages: filtered, ordered and cut by the database, in two queries (tests/web has every list of the API)."""

from __future__ import annotations

from typing import Any

import pytest
from builders import a_head_office, a_location, a_node, a_province, register_network

from fieldops.actions import network
from fieldops.database.door import perform
from fieldops.database.engine import FieldopsEngine
from fieldops.store.pages import Wanted, page
from fieldops.tables.network import Locations, Nodes
from inventory.network import LocationKind, NodeKind


def wanted(**given: Any) -> Wanted:
    return Wanted(**{"equal": {}, "ordering": "code", "limit": 100, "offset": 0, **given})


async def codes(table: Any, **given: Any) -> tuple[int, list[str]]:
    count, rows = await page(table, wanted(**given))
    return count, [row["code"] for row in rows]


@pytest.fixture(autouse=True)
async def _registered(database: FieldopsEngine) -> None:
    await register_network()


async def test_a_page_is_ordered_both_ways() -> None:
    assert await codes(Nodes) == (3, ["HQ", "ZJ", "ZJ-001"])
    assert await codes(Nodes, ordering="-code") == (3, ["ZJ-001", "ZJ", "HQ"])


async def test_the_count_is_of_all_that_fit_and_not_of_the_page() -> None:
    assert await codes(Nodes, limit=1, offset=1) == (3, ["ZJ"])
    assert await codes(Nodes, offset=3) == (3, [])


async def test_conditions_hold_together_and_none_asks_nothing() -> None:
    assert await codes(Locations, equal={"node": "ZJ", "kind": LocationKind.WORKSHOP}) == (1, ["ZJ/SHOP"])
    assert await codes(Locations, equal={"node": "ZJ", "kind": None}) == (2, ["ZJ/SHOP", "ZJ/WH"])
    assert await codes(Locations, equal={"node": "ZJ", "kind": LocationKind.VAN}) == (0, [])


async def test_pages_of_equals_hold_each_row_once() -> None:
    await perform(network.open_locations, [a_location(code=f"W{n:02d}", node="HQ") for n in range(30)])

    for ordering in ("node", "-node", "kind"):
        found = [(await codes(Locations, ordering=ordering, limit=7, offset=at))[1] for at in range(0, 34, 7)]
        flat = [code for part in found for code in part]
        assert len(flat) == len(set(flat)) == 34


async def test_what_is_sought_is_data_and_no_sql() -> None:
    assert await codes(Nodes, equal={"parent": "ZJ' OR '1'='1"}) == (0, [])
    assert await codes(Nodes, equal={"parent": "{}"}) == (0, [])


async def test_nodes_come_back_as_they_were_registered() -> None:
    _, rows = await page(Nodes, wanted(equal={"kind": NodeKind.PROVINCE}))

    assert rows[0]["name_zh"] == a_province().name_zh
    assert {a_head_office().code, a_node().code} & {row["code"] for row in rows} == set()
