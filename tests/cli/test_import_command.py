"""``fieldops import`` writes nothing until it is told to, and ``fieldops export`` writes what imports unchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import Result
from samples import a_workbook

from fieldops.cli import console

PRICES = "配件编号,单价（元）\n"


def test_a_file_is_previewed_committed_and_exported_again(fieldops: Callable[..., Result], tmp_path: Path) -> None:
    given, wrong, out = tmp_path / "given.csv", tmp_path / "wrong.csv", tmp_path / "out.xlsx"
    given.write_bytes(f"{PRICES}DP-1,45.50\n".encode("gb18030"))
    wrong.write_text(f"{PRICES}DP-1,=1+1\nDP-2,1\n", encoding="utf-8")

    unsaid = fieldops("import", "prices", str(given))
    refused = fieldops("import", "prices", str(wrong), "--set", "--commit")
    looked_at = fieldops("import", "prices", str(given), "--set")
    done = fieldops("import", "prices", str(given), "--set", "--commit")
    exported = fieldops("export", "prices", str(out), "--language", "zh")
    again = json.loads(fieldops("import", "prices", str(out), "--set", "--json").stdout)

    assert (unsaid.exit_code, "never guessed" in unsaid.stderr) == (2, True)
    assert refused.exit_code == 1
    assert "row 2 单价（元）: is a formula: paste the values instead [=1+1]" in refused.stderr
    assert "row 3 Part number / 配件编号: DP-2 is not known [DP-2]" in refused.stderr
    assert "given.csv (gb18030): 1 rows: 0 added, 1 changed" in looked_at.stdout
    assert "42.00 → 45.50" in looked_at.stdout
    assert "Nothing was written; with --commit it is." in looked_at.stdout
    assert "Committed as import 3." in done.stdout, "refused and looked at are records too"
    assert (exported.exit_code, out.exists()) == (0, True)
    assert (again["head"]["unchanged"], again["head"]["changed"], again["head"]["status"]) == (1, 0, "checked")


ORDERS = ["维修单号", "类型", "客户编号", "机号（条码）", "故障代码", "所在网点", "登记时间", "备注"]


def test_orders_come_in_from_a_workbook_and_from_a_csv_and_go_out_again(
    fieldops: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, table, wrong, out = (tmp_path / name for name in ("a.xlsx", "b.csv", "wrong.xlsx", "out.csv"))
    called_at = (datetime.now(UTC) - timedelta(hours=1)).astimezone(ZoneInfo("Asia/Shanghai")).replace(microsecond=0)
    row = ["CRM-1", "维修", "C-1", "U-1", "F-01", "ZJ-001", called_at.isoformat(), "侧门进"]
    book.write_bytes(a_workbook(ORDERS, row))
    wrong.write_bytes(
        a_workbook(ORDERS, [*row[:6], called_at.replace(tzinfo=None), ""], ["CRM-2", "换机", *row[2:5], "NO", *row[6:]])
    )

    refused = fieldops("import", "service_orders", str(wrong), "--add", "--commit")
    looked_at = fieldops("import", "service_orders", str(book), "--add")
    monkeypatch.setattr(console.out, "width", 60)
    narrow = fieldops("import", "service_orders", str(book), "--add")
    done = fieldops("import", "service_orders", str(book), "--add", "--commit")
    fieldops("export", "service_orders", str(out), "--language", "en")
    table.write_bytes(out.read_text(encoding="utf-8-sig").replace("CRM-1", "CRM-3").encode("gb18030"))
    second = fieldops("import", "service_orders", str(table), "--add", "--commit")
    again = json.loads(fieldops("import", "service_orders", str(out), "--add", "--json").stdout)
    shown = json.loads(fieldops("orders", "show", "CRM-3", "--json").stdout)

    assert refused.exit_code == 1
    assert "row 2 登记时间: is a date of the spreadsheet's own, which has no offset from UTC" in refused.stderr
    assert "row 3 Node that has it / 所在网点: NO is not known [NO]" in refused.stderr
    assert "row 3 Kind / 类型: C-1 has no annual contract" in refused.stderr
    assert f"{called_at:%Y-%m-%d %H:%M}" in looked_at.stdout, "in the network's time"
    assert "Not shown" not in looked_at.stdout
    assert "CRM-1" in narrow.stdout
    assert "Registered at, Note (--json shows all)" in narrow.stdout.replace("\n", " ")
    assert "Committed as import 4." in done.stdout
    assert out.read_text(encoding="utf-8-sig").splitlines()[1].split(",")[7] == called_at.isoformat()
    assert "b.csv (gb18030): 1 rows: 1 added" in second.stdout
    assert (again["head"]["unchanged"], again["head"]["status"]) == (1, "checked")
    assert shown["order"]["note"] == "侧门进"


def test_customers_of_a_map_service_come_in_and_go_out_in_wgs84(
    fieldops: Callable[..., Result], tmp_path: Path
) -> None:
    given, out = tmp_path / "given.csv", tmp_path / "out.csv"
    headings = "客户编号,客户名称,电话,地址,经度,纬度,坐标系,年度合同\n"
    given.write_bytes(f"{headings}C-7,李雷,13800001234,示范路 2 号,121.15946,30.03868,gcj02,是\n".encode("gb18030"))

    without = fieldops("import", "customers", str(given), "--set")
    figures = {"outlet_reach_m": 300_000, "province_reach_m": 600_000, "settlement_m": 60_000, "covered_m": 300_000}
    policy = tmp_path / "places.json"
    policy.write_text(json.dumps({"name": "places", "valid_from": f"{datetime.now(UTC):%Y-01-01}", "figures": figures}))
    fieldops("policies", "enact", str(policy))
    done = fieldops("import", "customers", str(given), "--set", "--commit")
    exported = fieldops("export", "customers", str(out), "--language", "zh")
    again = json.loads(fieldops("import", "customers", str(out), "--set", "--json").stdout)

    assert (without.exit_code, "no_policy" in without.stderr) == (1, True)
    assert (done.exit_code, "121.15" in done.stdout, "gcj02" in done.stdout) == (0, True, False)
    assert exported.exit_code == 0
    [line] = [line for line in out.read_text(encoding="utf-8-sig").splitlines() if line.startswith("C-7")]
    lon, lat, *rest = line.split(",")[4:]
    assert (round(float(lon), 4), round(float(lat), 4), rest) == (121.155, 30.041, ["WGS-84", "是"])
    assert (again["head"]["unchanged"], again["head"]["wrong"]) == (2, 0)
