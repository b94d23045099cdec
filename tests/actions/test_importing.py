"""Files become records: previewed first, committed as previewed, in as many statements however long they are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from builders import (
    NOW,
    a_customer,
    a_desk,
    a_node,
    a_part,
    a_province,
    a_receipt,
    a_settlement,
    a_unit,
    an_appointment,
    an_order,
    register_all,
)
from grounds import grounds
from importing import a_csv, commit, counted, imported, preview, report, rows_of
from samples import a_workbook

from fieldops.actions import customers, files, imports, network, orders, parts, quotas, stock
from fieldops.database.door import perform, read
from fieldops.database.engine import FieldopsEngine
from fieldops.database.who import Who, acting
from fieldops.files.kinds import FileKind
from fieldops.sheets.table import as_table
from fieldops.store import ledger
from fieldops.store import parts as part_store
from fieldops.store.imports import heads
from inventory.accounts import AccountKind, Condition, parts_account
from inventory.imports.kinds import EXPORTED, described
from inventory.imports.life import HOLDS, Effect, ImportKind, ImportWrongStatus, Mode, PreviewOvertaken, Status
from inventory.ledger import Pending, Purpose
from inventory.orders import Missed, OrderKind
from inventory.people import Reach, Scope
from inventory.quotas import QuotaGrant
from refusals import Invalid

ZONE = ZoneInfo("Asia/Shanghai")
PRICES = ["Part number", "Unit cost (yuan)"]
STOCK = parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1")
AH = Who(actor="ah", via="token", reach=Reach(scope=Scope.BELOW, node="AH"))
ZJ = Who(actor="zj", via="token", reach=Reach(scope=Scope.BELOW, node="ZJ"))


async def lay_out() -> None:
    """HQ, ZJ with ZJ-001, AH with AH-001; 20 drain pumps at ZJ/WH."""
    await register_all()
    await perform(network.register_nodes, [a_province(code="AH"), a_node(code="AH-001", parent="AH")])
    await perform(stock.receive, [a_receipt()], now=NOW)


network_with_stock = grounds(lay_out)


async def on_hand(account: Any) -> int:
    return (await ledger.balances_of([account]))[account].balance


@pytest.mark.usefixtures("network_with_stock")
async def test_parts_are_previewed_and_then_added_and_changed(tmp_path: Path) -> None:
    headings = [column.heading.zh for column in described(ImportKind.PARTS, Mode.SET).columns]
    head = await imported(
        a_csv(
            headings,
            ["DP-1", "排水泵", "Drain pump", "电器件", "42.00", "是", "", "否", "DP-3"],
            ["DP-2", "旧泵", "Old pump", "electrical", "10", "是", "29000001", "", "DP-3"],
            ["DP-3", "新泵", "=New pump".replace("=", "'="), "electrical", "1,045.50", "no", "", "", ""],
            encoding="gb18030",
        ),
        ImportKind.PARTS,
        Mode.SET,
        tmp_path,
    )

    assert (head.status, head.encoding, counted(head)) == (Status.CHECKED, "gb18030", (2, 1, 0, 0))
    assert await rows_of("SELECT number FROM parts") == [("DP-1",)], "nothing is written yet"
    changed = (await preview(head))[0]
    assert (changed.effect, changed.cells["superseded_by"], changed.before and changed.before["superseded_by"]) == (
        Effect.CHANGED, "DP-3", None,
    )  # fmt: skip
    done = await commit(head)
    assert (done.status, done.committed_by) == (Status.COMMITTED, "tester")
    assert await rows_of(
        "SELECT number, name_en, unit_cost_fen, superseded_by, version FROM parts ORDER BY number"
    ) == [
        ("DP-1", "Drain pump", 4200, "DP-3", 2),
        ("DP-2", "Old pump", 1000, "DP-3", 1),
        ("DP-3", "=New pump", 104550, None, 1),
    ]
    assert (await commit(head)) == done, "said again it answers the same"
    assert [one.number for one in (await read(part_store.find, "xinbeng", limit=5)).results] == ["DP-3"]
    assert await rows_of("SELECT version FROM parts WHERE number = 'DP-1'") == [(2,)]


@pytest.mark.usefixtures("network_with_stock")
async def test_what_the_file_does_not_name_stays_as_it_is(tmp_path: Path) -> None:
    await perform(parts.add_parts, [a_part(number="DP-9", barcode="29000009", fits=frozenset())])
    required = ["Part number", "Name (zh)", "Name (en)", "Category", "Unit cost (yuan)", "Old part must come back"]

    head = await imported(
        a_csv(required, ["DP-9", "泵", "Pump", "wear", "1", "no"]), ImportKind.PARTS, Mode.SET, tmp_path
    )
    await commit(head)

    assert await rows_of("SELECT name_en, barcode, category FROM parts WHERE number = 'DP-9'") == [
        ("Pump", "29000009", "wear")
    ]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_wrong_file_is_told_row_by_row_and_cannot_be_committed(tmp_path: Path) -> None:
    await perform(parts.add_parts, [a_part(number="DP-8", barcode="29000008", fits=frozenset())])
    headings = [column.heading.en for column in described(ImportKind.PARTS, Mode.ADD).columns]

    def row(number: str, *, barcode: str = "", new: str = "", cost: str = "1") -> list[str]:
        return [number, "泵", "Pump", "wear", cost, "no", barcode, "", new]

    rows = (
        row("A", cost="a lot"),
        row("B", new="NONE"),
        row("C", new="D"),
        row("D", new="C"),
        row("E", barcode="29000008"),
        row("F", barcode="29000007"),
        row("G", barcode="29000007"),
        row("F"),
        row("DP-8"),
    )
    head = await imported(a_csv(headings, *rows), ImportKind.PARTS, Mode.ADD, tmp_path)

    assert (head.status, head.rows, head.wrong) == (Status.REFUSED, 9, 8)
    assert sorted(await report(head)) == [
        (2, "unit_cost_fen", "not_an_amount"),
        (3, "superseded_by", "unknown"),
        (4, "superseded_by", "supersession_circle"),
        (5, "superseded_by", "supersession_circle"),
        (6, "barcode", "already_there"),
        (8, "barcode", "twice"),
        (9, "", "twice"),
        (10, "", "already_there"),
    ]
    with pytest.raises(ImportWrongStatus):
        await commit(head)
    assert await rows_of("SELECT count(*) FROM parts") == [(2,)]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_formula_a_merged_cell_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    computed = await imported(a_workbook(PRICES, ["DP-1", "=1+1"]), ImportKind.PRICES, Mode.SET, tmp_path)
    in_text = await imported(a_csv(PRICES, ["DP-1", "=1+1"]), ImportKind.PRICES, Mode.SET, tmp_path)
    empty = await imported(a_csv(PRICES), ImportKind.PRICES, Mode.SET, tmp_path)

    assert await report(computed) == await report(in_text) == [(2, "unit_cost_fen", "formula")]
    assert await report(empty) == [(1, "", "empty")]
    assert {one.status for one in (computed, in_text, empty)} == {Status.REFUSED}


@pytest.mark.usefixtures("network_with_stock")
async def test_what_was_previewed_is_committed_or_nothing(tmp_path: Path) -> None:
    rows = a_csv(PRICES, ["DP-1", "50"])
    first = await imported(rows, ImportKind.PRICES, Mode.SET, tmp_path)
    second = await imported(a_csv(PRICES, ["DP-1", "60"]), ImportKind.PRICES, Mode.SET, tmp_path)
    late = await imported(rows, ImportKind.PRICES, Mode.SET, tmp_path)

    await commit(second)
    with pytest.raises(PreviewOvertaken, match="DP-1"):
        await commit(first)
    with pytest.raises(ImportWrongStatus, match="expired"):
        await perform(imports.commit, late.id, a_desk(NOW + HOLDS))

    assert await rows_of("SELECT unit_cost_fen FROM parts WHERE number = 'DP-1'") == [(6000,)]
    assert await perform(imports.expire, now=NOW + HOLDS * 2) == 2
    assert (await read(heads.head, first.id)).status is Status.EXPIRED


@pytest.mark.usefixtures("network_with_stock")
async def test_counted_stock_is_corrected_with_a_reason_and_received_stock_comes_once(tmp_path: Path) -> None:
    counts = ["Location", "Part number", "Condition", "Quantity", "Reason of the difference"]
    given = await imported(
        a_csv(counts, ["ZJ/WH", "DP-1", "new", "17", "three were broken"], ["ZJ/WH", "DP-1", "defective", "3", "found"],
              ["ZJ/WH", "DP-1", "scrap", "0", ""]),
        ImportKind.STOCK, Mode.SET, tmp_path,
    )  # fmt: skip
    without = await imported(a_csv(counts, ["ZJ/WH", "DP-1", "new", "18", " "]), ImportKind.STOCK, Mode.SET, tmp_path)
    notes = a_csv(["Delivery note", "Location", "Part number", "Quantity"], ["DN-1", "ZJ/WH", "DP-1", "20"], ["DN-2", "ZJ/WH", "DP-1", "5"])  # fmt: skip
    received = await imported(notes, ImportKind.STOCK, Mode.ADD, tmp_path)

    assert counted(given) == (1, 1, 1, 0)
    assert await report(without) == [(2, "reason", "missing")]
    assert counted(received) == (1, 0, 1, 0), "DN-1 was booked by hand"
    await commit(given)
    assert await on_hand(STOCK) == 17
    assert await on_hand(parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "DP-1", Condition.DEFECTIVE)) == 3
    await commit(received)
    again = await imported(notes, ImportKind.STOCK, Mode.ADD, tmp_path)
    assert (await on_hand(STOCK), counted(again)) == (22, (0, 0, 2, 0))


@pytest.mark.usefixtures("network_with_stock")
async def test_less_than_is_reserved_cannot_be_counted_away(tmp_path: Path) -> None:
    away = parts_account(AccountKind.CONSUMPTION, "HQ", "", "DP-1")
    held = Pending(id="held", source=STOCK, destination=away, amount=15, purpose=Purpose.ISSUE, reference="SO-1", occurred_at=NOW)  # fmt: skip
    await perform(ledger.post, [held])
    counts = ["Location", "Part number", "Condition", "Quantity", "Reason of the difference"]

    head = await imported(a_csv(counts, ["ZJ/WH", "DP-1", "new", "14", "lost"]), ImportKind.STOCK, Mode.SET, tmp_path)

    assert await report(head) == [(2, "quantity", "reserved")]


@pytest.mark.usefixtures("network_with_stock")
async def test_what_is_tracked_by_serial_number_is_neither_counted_nor_received_without_its_serials(
    tmp_path: Path,
) -> None:
    await perform(parts.add_parts, [a_part(number="BOARD", serial_tracked=True, fits=frozenset())])
    counts = a_csv(
        ["Location", "Part number", "Condition", "Quantity", "Reason of the difference"],
        ["ZJ/WH", "BOARD", "new", "3", "found"],
    )
    headings = ["Delivery note", "Location", "Part number", "Quantity", "Set aside for swaps"]
    notes = a_csv(headings, ["DN-7", "ZJ/WH", "BOARD", "5", "no"], ["DN-8", "ZJ/WH", "BOARD", "5", "yes"])

    for data, mode in ((counts, Mode.SET), (notes, Mode.ADD)):
        head = await imported(data, ImportKind.STOCK, mode, tmp_path)
        assert await report(head) == [(2, "part", "not_allowed")]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_partner_of_another_province_is_refused_in_its_row(tmp_path: Path) -> None:
    headings = ["Reference", "Partner code", "Month", "Amount (yuan)"]
    await perform(
        quotas.grant,
        [QuotaGrant(reference="Q-0", partner="AH-001", period="2026-12", amount_fen=5)],
        by="seed",
        now=NOW,
    )
    rows = a_csv(headings, ["Q-1", "ZJ-001", "2026-12", "5000"], ["Q-2", "AH-001", "2026-12", "5000"], ["Q-0", "ZJ-001", "2026-12", "1"])  # fmt: skip

    with acting(ZJ):
        refused = await imported(rows, ImportKind.QUOTAS, Mode.ADD, tmp_path)
        assert await report(refused) == [(3, "partner", "unknown"), (4, "reference", "already_there")]
        good = await imported(a_csv(headings, ["Q-1", "ZJ-001", "2026-12", "5000"]), ImportKind.QUOTAS, Mode.ADD, tmp_path)  # fmt: skip
        assert (await commit(good)).status is Status.COMMITTED
        nodes = ["Partner code", "Name (zh)", "Name (en)", "Province", "Kind", "Grade", "Longitude (WGS-84)", "Latitude (WGS-84)"]  # fmt: skip
        placed = [
            [code, "网点", "Outlet", province, "dealer", "B", "121.5", "30.1"]
            for code, province in (("ZJ-002", "ZJ"), ("AH-002", "AH"), ("AH-001", "ZJ"), ("AH", "ZJ"))
        ]
        partners = await imported(a_csv(nodes, *placed), ImportKind.PARTNERS, Mode.SET, tmp_path)

    assert await report(partners) == [
        (3, "parent", "unknown"),
        (4, "code", "already_there"),
        (5, "code", "already_there"),
    ]
    assert await rows_of("SELECT balance FROM ledger_accounts WHERE kind = 'quota' AND owner = 'ZJ-001'") == [(500000,)]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_partner_is_changed_but_stays_under_its_province(tmp_path: Path) -> None:
    headings = [
        "网点编号",
        "中文名称",
        "英文名称",
        "省级服务中心",
        "网点类型",
        "等级",
        "经度（WGS-84）",
        "纬度（WGS-84）",
    ]
    moved = ["ZJ-001", "宏达", "Hongda", "AH", "特约维修网点", "", "121.1496", "30.0371"]
    changed = ["ZJ-001", "宏达", "Hongda", "ZJ", "经销商", "A", "121.1496", "30.0371"]

    refused = await imported(a_csv(headings, moved), ImportKind.PARTNERS, Mode.SET, tmp_path)
    done = await commit(await imported(a_csv(headings, changed), ImportKind.PARTNERS, Mode.SET, tmp_path))

    assert await report(refused) == [(2, "parent", "not_allowed")]
    assert done.changed == 1
    assert await rows_of("SELECT name_en, partner_kind, grade FROM nodes WHERE code = 'ZJ-001'") == [("Hongda", "dealer", "A")]  # fmt: skip


@pytest.mark.usefixtures("network_with_stock")
async def test_a_sale_is_told_before_anybody_knows_the_customer(tmp_path: Path) -> None:
    headings = ["机号（条码）", "产品型号", "经销商", "销售日期", "回执卡收到日期"]
    rows = [["U-1", "XQG100", "ZJ-001", "2025/5/1", "2025/5/13"], ["U-9", "XQG100", "ZJ-001", "2026/11/1", ""]]

    head = await commit(await imported(a_csv(headings, *rows), ImportKind.UNITS_SOLD, Mode.SET, tmp_path))
    early = await imported(
        a_csv(headings, ["U-8", "XQG100", "ZJ-001", "2026/11/2", "2026/11/1"]),
        ImportKind.UNITS_SOLD,
        Mode.ADD,
        tmp_path,
    )

    assert counted(head) == (1, 1, 0, 0)
    assert await rows_of("SELECT serial, customer, receipt_card_on::text FROM sold_units ORDER BY serial") == [
        ("U-1", "C-1", "2025-05-13"),
        ("U-9", None, None),
    ]
    assert await report(early) == [(2, "receipt_card_on", "too_early")]


UNITS = ["机号（条码）", "产品型号", "经销商", "销售日期", "用途", "发票号", "生产日期"]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_sale_is_told_with_its_use_and_what_proves_it(tmp_path: Path) -> None:
    rows = [
        ["U-8", "XQG100", "ZJ-001", "2026/11/1", "commercial", "FP-1", ""],
        ["U-9", "XQG100", "ZJ-001", "2026/11/1", "", "", "2026/10/3"],
    ]
    wrong = [
        ["U-6", "XQG100", "ZJ-001", "2026/11/1", "Shop", "", ""],
        ["U-7", "XQG100", "ZJ-001", "2026/11/1", "", "", "2026/11/2"],
    ]

    await commit(await imported(a_csv(UNITS, *rows), ImportKind.UNITS_SOLD, Mode.ADD, tmp_path))
    refused = await imported(a_csv(UNITS, *wrong), ImportKind.UNITS_SOLD, Mode.ADD, tmp_path)

    assert await rows_of(
        "SELECT serial, use_class, invoice, made_on::text FROM sold_units WHERE serial IN ('U-8', 'U-9') ORDER BY 1"
    ) == [("U-8", "commercial", "FP-1", None), ("U-9", "household", None, "2026-10-03")]
    assert await report(refused) == [(2, "use_class", "wrong_form"), (3, "made_on", "too_late")]


@pytest.mark.parametrize("mode", [Mode.ADD, Mode.SET])
@pytest.mark.usefixtures("network_with_stock")
async def test_a_serial_is_not_sold_twice_by_a_file_either(mode: Mode, tmp_path: Path) -> None:
    headings = UNITS[:4]
    rows = [
        ["U-1", "XQG100", "AH-001", "2025/5/1"],
        ["U-9", "XQG100", "ZJ-001", "2026/11/1"],
        ["U-9", "XQG100", "AH-001", "2026/11/1"],
    ]

    found = await report(await imported(a_csv(headings, *rows), ImportKind.UNITS_SOLD, mode, tmp_path))
    with acting(AH):
        unseen = await report(await imported(a_csv(headings, rows[0]), ImportKind.UNITS_SOLD, mode, tmp_path))

    assert set(found) >= {(2, "serial", "sold_twice"), (4, "", "twice")}
    assert {row for row, *_ in found} == {2, 4}
    assert unseen == [(2, "serial", "sold_twice")]


@pytest.mark.usefixtures("network_with_stock")
async def test_a_sale_that_was_told_between_preview_and_commit_is_not_overwritten(tmp_path: Path) -> None:
    head = await imported(
        a_csv(UNITS[:4], ["U-9", "XQG100", "ZJ-001", "2026/11/1"]), ImportKind.UNITS_SOLD, Mode.ADD, tmp_path
    )
    await perform(orders.register_units, [a_unit(serial="U-9", sold_by="AH-001")])

    with pytest.raises(PreviewOvertaken):
        await commit(head)


@pytest.mark.usefixtures("network_with_stock")
async def test_receipt_cards_come_as_a_file_too(tmp_path: Path) -> None:
    headings = ["Serial or barcode", "Receipt card received on"]
    await perform(orders.register_units, [a_unit(serial=f"U-{n}", receipt_card_on=None) for n in (7, 8)])
    rows = [["U-1", "2025-05-12"], ["U-7", "2025-05-20"]]
    wrong = [
        ["U-9", "2025-05-20"],
        ["U-1", "2025-05-13"],
        ["U-7", "2025-04-30"],
        ["U-8", "2026-12-24"],
        ["U-7", "2025-05-21"],
    ]

    head = await commit(await imported(a_csv(headings, *rows), ImportKind.RECEIPT_CARDS, Mode.SET, tmp_path))
    refused = await imported(a_csv(headings, *wrong), ImportKind.RECEIPT_CARDS, Mode.SET, tmp_path)
    with acting(AH):
        unseen = await imported(a_csv(headings, rows[1]), ImportKind.RECEIPT_CARDS, Mode.SET, tmp_path)

    assert counted(head) == (0, 1, 1, 0)
    assert await rows_of("SELECT receipt_card_on::text, version FROM sold_units WHERE serial = 'U-7'") == [
        ("2025-05-20", 2)
    ]
    assert set(await report(refused)) >= {
        (2, "serial", "unknown"),
        (3, "receipt_card_on", "already_there"),
        (4, "receipt_card_on", "too_early"),
        (5, "receipt_card_on", "too_late"),
        (6, "", "twice"),
    }
    assert await report(unseen) == [(2, "serial", "unknown")]
    with pytest.raises(Invalid):
        await imported(a_csv(headings, *rows), ImportKind.RECEIPT_CARDS, Mode.ADD, tmp_path)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.usefixtures("network_with_stock")
async def test_what_is_exported_is_imported_and_changes_nothing(form: Any, tmp_path: Path) -> None:
    hard = [
        a_part(number="A-1", name_en="=1+1", name_zh="'=甲", fits=frozenset({"XQG100"}), barcode="0012345678905"),
        a_part(number="00012", name_en='a "b", c\nd', name_zh="-5", superseded_by="A-1", fits=frozenset()),
    ]
    await perform(parts.add_parts, hard)
    await perform(orders.register_units, [a_unit(serial="U-2", customer=None, receipt_card_on=None)])
    await perform(
        quotas.grant,
        [QuotaGrant(reference="Q-1", partner="ZJ-001", period="2026-12", amount_fen=1)],
        by="seed",
        now=NOW,
    )
    past = a_csv(["Partner code", "Part number", "Month", "Pieces"], ["ZJ-001", "DP-1", "2026-09", 3])
    await commit(await imported(past, ImportKind.DEMAND, Mode.ADD, tmp_path))
    await perform(customers.add_settlements, [a_settlement()])
    await perform(orders.register_customers, [a_customer(code="C-9", name="'=9", lon=121.123456789, lat=30.0000005)])
    called_at = NOW - timedelta(hours=1, microseconds=1)
    called = [
        an_order(number="SO-1", registered_at=called_at, appointment=an_appointment(), note="- 侧门\n“急”"),
        an_order(number="SO-2", registered_at=called_at, kind=OrderKind.COMPLAINT, unit=None, fault=None, about="SO-1"),
        an_order(number="SO-3", kind=OrderKind.CHASER, unit=None, fault=None, about="SO-1", missed=Missed.PROMISE),
    ]
    for order in called:
        await perform(orders.register, [order], a_desk())
    for kind in ImportKind:
        description = EXPORTED[kind]
        records = await read(imports.export, kind)
        content = as_table(description, records, form, zone=ZONE, language="zh" if form == "csv" else "en")

        head = await imported(content, kind, description.modes[-1], tmp_path)

        assert await report(head) == [], kind
        assert counted(head) == (0, 0, len(records), 0), kind
        assert len(records) >= 1, kind


@pytest.mark.usefixtures("network_with_stock")
async def test_thousands_of_rows_take_as_many_statements_as_a_few(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements: list[str] = []
    real = FieldopsEngine.run_querystring

    async def counting(self: FieldopsEngine, querystring: Any, in_pool: bool = True) -> Any:
        statements.append(str(querystring))
        return await real(self, querystring, in_pool)

    monkeypatch.setattr(FieldopsEngine, "run_querystring", counting)
    headings = ["Location", "Part number", "Condition", "Quantity", "Reason of the difference"]
    needed = {}
    for count, prefix in ((3, "S"), (2_000, "L")):
        numbers = [f"{prefix}-{n}" for n in range(count)]
        described_as = [
            "Part number",
            "Name (zh)",
            "Name (en)",
            "Category",
            "Unit cost (yuan)",
            "Old part must come back",
        ]
        catalogue = a_csv(described_as, *([number, "泵", "P", "wear", "1", "no"] for number in numbers))
        counts = a_csv(headings, *(["ZJ/WH", number, "new", "5", "counted"] for number in numbers))
        statements.clear()
        for data, kind, mode in ((catalogue, ImportKind.PARTS, Mode.ADD), (counts, ImportKind.STOCK, Mode.SET)):
            upload = await files.checked(FileKind.IMPORT, "", data)
            import_id = await perform(imports.begin, upload, tmp_path, kind=kind, mode=mode, now=NOW)
            head = await perform(imports.check, import_id, upload.content.data, upload.content.media_type, a_desk())
            assert (head.status, head.added) == (Status.CHECKED, count)
            assert (await perform(imports.finish, import_id, a_desk())).status is Status.COMMITTED
        needed[count] = len(statements)

    assert needed[2_000] == needed[3] <= 70
    assert await on_hand(parts_account(AccountKind.STOCK, "HQ", "ZJ/WH", "L-1999")) == 5


def test_a_mode_that_is_not_possible_is_refused_before_anything_is_kept() -> None:
    with pytest.raises(Invalid, match="quotas can only be imported with add"):
        described(ImportKind.QUOTAS, Mode.SET)
