"""Parts are found the way people look for them (P6)."""

from __future__ import annotations

import json

import pytest
from builders import a_model, a_part
from hypothesis import given
from hypothesis import strategies as st

from fieldops.actions import parts
from fieldops.database.door import perform
from fieldops.database.engine import DB, FieldopsEngine
from fieldops.store import parts as store
from fieldops.store.part_search import FIND, index_missing
from fieldops.store.search_terms import LONGEST, Sought, compact, terms

CATALOGUE = [
    a_part(number="DP-8001", superseded_by="DP-9001"),
    a_part(number="DP-9001", barcode="2900009001001", superseded_by="DP-9002"),
    a_part(number="DP-9002", name_zh="排水泵总成", name_en="Drain pump assembly"),
    a_part(number="IV-77", name_zh="进水阀", name_en="Inlet valve"),
    a_part(number="PCB-9", name_zh="行星轮", name_en="Planetary gear"),
    a_part(number="B-1", name_zh="银行卡读头", name_en="Card reader"),
    a_part(number="DP", name_zh="底盘", name_en="Base plate"),
]

ASKED = {
    "DP-9001": ["DP-9001"],
    "dp9001": ["DP-9001"],
    "dp 9001": ["DP-9001"],
    "DP-9": ["DP-9002", "DP-9001"],
    "dp": ["DP", "DP-9002", "DP-8001", "DP-9001"],
    "9002": ["DP-9002"],
    "2900009001001": ["DP-9001"],
    "290000900": [],
    "水泵": ["DP-9002", "DP-8001", "DP-9001"],
    "泵": ["DP-9002", "DP-8001", "DP-9001"],
    "排水泵总": ["DP-9002"],
    "pump drain": ["DP-9002", "DP-8001", "DP-9001"],
    "Drain pump as": ["DP-9002"],
    "psb": ["DP-9002", "DP-8001", "DP-9001"],
    "paishuib": ["DP-9002", "DP-8001", "DP-9001"],
    "pai shui beng": ["DP-9002", "DP-8001", "DP-9001"],
    "jsf": ["IV-77"],
    "xingxinglun": ["PCB-9"],
    "yinhang": ["B-1"],
    "hangxing": [],
    "valve": ["IV-77"],
    "alve": [],
    "--": [],
    "' | !'zz": [],
    "水 valve": ["IV-77"],
}
"""What is asked and what is found, in this order: exact, number, start of a name, the rest; superseded ones last."""


@pytest.fixture
async def catalogue(database: FieldopsEngine) -> None:
    await perform(parts.add_models, [a_model()])
    await perform(parts.add_parts, CATALOGUE)


async def test_a_part_is_found_by_number_name_pinyin_initials_and_barcode(catalogue: None) -> None:
    found = {q: [part.number for part in (await store.find(q, limit=20)).results] for q in ASKED}
    assert found == ASKED


async def test_a_search_tells_that_there_is_more(catalogue: None) -> None:
    first = await store.find("泵", limit=2)
    assert ([part.number for part in first.results], first.more) == (["DP-9002", "DP-8001"], True)
    assert not (await store.find("泵", limit=3)).more


async def test_a_part_stands_in_its_chain_from_the_oldest_to_the_current(catalogue: None) -> None:
    for number in ("DP-8001", "DP-9001", "DP-9002"):
        part = await store.part(number)
        assert (part.chain, part.current) == (("DP-8001", "DP-9001", "DP-9002"), "DP-9002")
    alone = await store.part("IV-77")
    assert (alone.chain, alone.current) == (("IV-77",), "IV-77")


async def test_parts_that_were_there_before_the_search_are_found_by_a_step_that_can_be_repeated(
    catalogue: None,
) -> None:
    async with DB.owning():
        await DB.run_ddl("DELETE FROM part_search WHERE part LIKE 'DP-%'")
    assert (await store.find("泵", limit=9)).results == []
    for _ in range(2):
        await perform(index_missing)
        assert len((await store.find("泵", limit=9)).results) == 3


async def test_a_large_catalogue_is_searched_by_an_index(database: FieldopsEngine) -> None:
    """Of the many parts each query finds few; none is answered by reading them all."""
    names = [
        ("排水泵", "Drain pump"),
        ("进水阀", "Inlet valve"),
        ("电脑板", "Control board"),
        ("门封圈", "Door gasket"),
    ]
    many = [
        a_part(number=f"P{n // 100:02d}-{n % 100:02d}", name_zh=f"{zh}{n}", name_en=f"{en} {n}", barcode=f"29{n:08d}", fits=frozenset())
        for n in range(1500)
        for zh, en in [names[n % 4]]
    ]  # fmt: skip
    special = a_part(number="ZZ-1", name_zh="轴承", name_en="Bearing", fits=frozenset())
    await perform(parts.add_parts, [*many, special])
    async with DB.owning():
        await DB.run_ddl("SELECT gin_clean_pending_list('part_search_terms')")  # as autovacuum does
        await DB.run_ddl("ANALYZE parts")
        await DB.run_ddl("ANALYZE part_search")
    for asked in ("ZZ1", "P14-9", "轴", "zc", "zhoucheng", "bear", "2900000017", "泵17"):
        nodes = await _plan(asked)
        assert "Bitmap Index Scan" in nodes, asked
        assert "Seq Scan" not in nodes, asked


async def _plan(asked: str) -> list[str]:
    """The kinds of nodes of the query's plan."""
    sought = Sought(asked)
    given = (sought.query, sought.exact, sought.barcode, sought.number, sought.start, 20)
    query = FIND
    for n in range(1, len(given) + 1):
        query = query.replace("{}", f"${n}", 1)
    async with DB.connection() as connection:
        [row] = await connection.fetch(f"EXPLAIN (FORMAT JSON) {query}", *given)

    def kinds(node: dict[str, object]) -> list[str]:
        below = node.get("Plans", [])
        assert isinstance(below, list)
        return [str(node["Node Type"]), *(kind for one in below for kind in kinds(one))]

    return kinds(json.loads(row[0])[0]["Plan"])


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_make_terms_that_are_a_tsvector(name_zh: str, name_en: str) -> None:
    made = terms("DP-1", name_zh, name_en, None)
    for lexeme in made.split(" "):
        word, _, place = lexeme.rpartition(":")
        assert word.startswith("'")
        assert word.endswith("'")
        assert "'" not in word[1:-1]
        assert "\\" not in word
        assert len(word) <= LONGEST + 2
        assert place in {"1A", "1B", "1C", "1D"}


@given(st.text(max_size=100))
def test_any_text_can_be_looked_for(text: str) -> None:
    query = Sought(text).query
    assert query.count("'") % 2 == 0
    assert all(piece.isalnum() or not piece for piece in query.split("'")[1::2])


@given(st.text(max_size=30))
def test_dashes_case_and_width_make_no_difference(text: str) -> None:
    assert compact(f"-{text.upper()} /") == compact(text.upper())
    assert compact("ＤＰ－９００１") == "dp9001"
